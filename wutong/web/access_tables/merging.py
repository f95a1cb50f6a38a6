"""Who may open the pages: merging."""

ACCESS: dict[str, frozenset[str]] = {}
