"""Work that runs outside the request: reading files, grouping needs, sending mail. Every job can be started again."""
