"""Pictures of answers: where the marks stand. What is drawn is always also there as a table."""
