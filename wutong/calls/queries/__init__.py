"""The doors through which pages fetch what belongs to calls."""
