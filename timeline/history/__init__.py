"""What was, and what became of it: two states of content/ compared, and what git knows of them."""
