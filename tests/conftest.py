"""Settings of all tests."""

from hypothesis import settings

# The same examples in every run, and none refused for being slow on a slow machine.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")
