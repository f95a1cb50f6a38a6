"""Workbooks (.xlsx, .xls): each sheet's used area as one table, texts as a person sees them."""
