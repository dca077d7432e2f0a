"""Facts about events: when and where they were held, and what they are part of."""
