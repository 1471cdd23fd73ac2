"""Findings in words: as text for people, as JSON for programs, as annotations for GitHub.

Each printer is a function from diagnostics to text. Imports `timeline.rules` and
`timeline.messages`; prints nothing itself.
"""
