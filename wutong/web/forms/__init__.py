"""Forms of pages that are not answers to a call: plain Django forms with the site's look."""
