"""Directory: countries, organisations in a tree, people and their seats, agreements."""
