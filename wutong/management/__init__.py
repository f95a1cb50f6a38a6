"""Commands: the same steps and queries as the pages, from a terminal."""
