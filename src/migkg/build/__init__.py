"""Runs the steps in order, from corpus to store."""

from migkg.build.pipeline import Report, build

__all__ = ["Report", "build"]
