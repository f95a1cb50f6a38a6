"""Ground floor: what every area stands on. Knows nothing of calls, plans or units."""
