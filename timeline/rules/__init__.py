"""What must hold beyond a type: one rule, one class, one code.

A rule carries its words, its reason and two examples; some also look for what breaks them. Imports
`timeline.reading` and what that imports, and `timeline.messages` to mark its words for translation.
"""
