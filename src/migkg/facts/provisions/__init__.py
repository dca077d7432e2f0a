"""Facts about what is asked, noted or decided: acts, their actors and addressees."""
