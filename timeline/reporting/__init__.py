"""Findings in words: as text for people, as JSON for programs, as annotations for GitHub.

Each printer is a function from diagnostics to text. Imports `timeline.ordering` and what that
imports, and `timeline.messages`; prints nothing itself.
"""
