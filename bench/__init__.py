"""Measurements against peers, both sides in one run: `python -m bench`, or `make bench`."""
