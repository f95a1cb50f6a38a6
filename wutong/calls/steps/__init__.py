"""Verbs of calls: the only writers of their tables."""
