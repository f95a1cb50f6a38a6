"""Writes the demo: some seventy reply files of invented units, in the awkward shapes of real ones, and the truth."""

from .build import DemoIndex, TruthFile, write_demo
from .content import Demo, FilePlan, Money, Need, Unit, load_demo

__all__ = ["Demo", "DemoIndex", "FilePlan", "Money", "Need", "TruthFile", "Unit", "load_demo", "write_demo"]
