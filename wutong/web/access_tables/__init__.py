"""Who may open which page, by area."""
