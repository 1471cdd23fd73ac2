"""Kinds of things that pages and the terminal both name: the English of each, by its value.

The values are those of the records' closed lists, as they stand in a file.
"""

from typing import Final

from timeline.messages import words

BASIS: Final = {
    "stated": words("stated by the source"),
    "relative": words("counted from the source's words"),
    "inferred": words("the editor's reading"),
}
PRECISION: Final = {
    "day": words("a day"),
    "month": words("a month"),
    "season": words("a season"),
    "year": words("a year"),
    "decade": words("a decade"),
    "century": words("a century"),
    "window": words("one of several days"),
}
