"""A spreadsheet or a TimelineJS file → records proposed, and a report of what did not fit.

Pure: bytes and what exists already come in, texts of new files and notes go out; the command reads
and writes. A cell ends in a record as it stands, or there is a note of it: nothing is dropped
silently. May import everything up to `timeline.rules`, `timeline.writing`, `timeline.reporting` and
`timeline.messages`.
"""
