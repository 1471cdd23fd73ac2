"""Records → HTML: templates, styles, scripts and fonts.

Its Jinja environment escapes everything by itself; contributed text reaches no other. Imports
`timeline.ordering` and what that imports, and `timeline.messages`; knows no MkDocs.
"""
