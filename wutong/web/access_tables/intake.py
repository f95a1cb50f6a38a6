"""Who may open the pages: intake."""

ACCESS: dict[str, frozenset[str]] = {}
