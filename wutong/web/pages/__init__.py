"""One module per group of pages; each page reads, makes one step or query, and answers."""
