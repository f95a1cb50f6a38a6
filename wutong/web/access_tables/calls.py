"""Who may open the pages: calls."""

ACCESS: dict[str, frozenset[str]] = {}
