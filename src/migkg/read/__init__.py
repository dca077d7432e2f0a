"""Readers, one format a file: bytes in, text with its pages out."""
