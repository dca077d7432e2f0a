"""Documents as pages: the text as it stands, what it names marked, its facts in the margin."""
