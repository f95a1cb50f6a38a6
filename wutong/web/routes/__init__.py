"""Addresses by area."""
