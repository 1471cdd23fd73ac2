"""content/ → records, each value with its file, line and column.

Whatever the bytes are, what comes back is records and findings: nothing here raises for what
stands in content/. Imports `timeline.records` and `timeline.dates`; the only package that imports
yaml and the only one that opens files of content/.
"""
