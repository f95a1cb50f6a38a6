"""Who may open the pages: results."""

ACCESS: dict[str, frozenset[str]] = {}
