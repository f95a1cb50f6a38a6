"""Who may open the pages: plans."""

ACCESS: dict[str, frozenset[str]] = {}
