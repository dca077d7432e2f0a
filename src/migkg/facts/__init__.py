"""Fact extractors: each reads one class of fact from a document, one class a file."""
