"""How fast, how large, how light: measured beside other tools, in one run, by `make bench`.

Nothing here is a test, and nothing of the project imports it.
"""
