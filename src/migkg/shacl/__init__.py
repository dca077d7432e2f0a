"""Validation against the shapes: the report, the shapes, the context and the engines."""
