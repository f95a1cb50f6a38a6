"""Plans: numbered trees of items with targets, crosswalks between plans, and the reading of policy texts."""
