"""Who may open the pages: directory."""

ACCESS: dict[str, frozenset[str]] = {}
