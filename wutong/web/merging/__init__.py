"""What the merging pages show: cards of groups with their members side by side."""
