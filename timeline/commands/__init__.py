"""The commands of `timeline`, a module each: its options, and what it does.

`terminal` is the only place that prints; `timeline.cli` puts the commands together. May import
everything of the project.
"""
