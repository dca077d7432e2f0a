"""Extractors: each finds the mentions of one kind in a paragraph."""
