"""Facts about figures, in sentences and in tables."""
