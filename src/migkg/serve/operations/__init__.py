"""The operations of a reader: every module here registers its own."""
