"""One module a format: dataset → bytes.

Imports `timeline.ordering` and what that imports, and the words of dates; knows no HTML.
"""
