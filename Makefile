# The tasks are in tasks.py, which also runs without make: python -m tasks site
# To hand a task something more: make test ARGS="-k hijri"; make serve ARGS="--help"

PYTHON ?= python3

.DEFAULT_GOAL := help

.PHONY: help site serve check fix test test-all coverage mutants fuzz lint audit bench map lock advisories clean
help site serve check fix test test-all coverage mutants fuzz lint audit bench map lock advisories clean:
	@$(PYTHON) -m tasks $@ $(ARGS)
