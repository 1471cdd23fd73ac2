"""What must hold beyond a type: one rule, one class, one code.

A rule carries its words, its reason and two examples; some also look for what breaks them. Imports
`timeline.reading`, `timeline.records` and `timeline.dates`, and marks its words for translation.
"""
