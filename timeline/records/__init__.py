"""What an event, a source, a place, an actor and a claim are: fields, types, docstrings.

Everything here is frozen and valid: a record that exists is never checked for its shape again.
Imports `timeline.dates` and pydantic; knows no files and no YAML.
"""
