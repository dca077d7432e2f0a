"""Facts in words: sentences, values, dates and quotes as pages show them."""
