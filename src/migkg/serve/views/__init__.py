"""The views of things: every module here registers those of its kinds."""
