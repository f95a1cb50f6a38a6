"""Calls: the letter, who owes an answer, what came back, and merging it into a plan."""
