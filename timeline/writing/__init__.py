"""Records → YAML text: the one form in which a record is written.

The canonical form, decided from what the first timeline's records had:

- a comment names the record's schema to editors (the modeline), on the first line;
- fields stand in the order in which their model names them, at the top and within; a field that the
  model does not know stays behind the one that it stood behind; entries of a vocabulary and items
  of a list stay where their author put them;
- what a field holds decides how it is written, whatever stands in it: texts and dates in double
  quotes (in single ones where the text has double ones inside), prose as a `|-` block with its own
  line breaks, ids, values of closed lists, addresses, numbers and marks plain;
- a list of single values is a row in brackets, any other list a line with a dash for each item;
  a short mapping, such as a place and its precision, stands in braces on one line; a mapping that
  says no more than an id is written as the id;
- what has a comment inside is never drawn together on one line;
- an optional field with nothing in it is left out; a field that repeats its default stays, for that
  it was said is the author's to decide («status: reported» was looked at, an absent one was not);
- two spaces a level, one space after a colon, two before a comment, no spaces at a line's end, one
  line break at the end of the file; blank lines stay, one where there were several;
- a line of text has single spaces; prose has single spaces and one blank line between paragraphs.

`record` writes a new record, `canonical` rewrites a file that exists, with its comments. Imports
`timeline.records` and `timeline.reading`.
"""
