"""Checks links against a downloaded copy of the data set that they lead to."""
