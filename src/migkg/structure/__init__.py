"""The structure of a source text: its lines, blocks and heads, by signs that UN layouts share."""
