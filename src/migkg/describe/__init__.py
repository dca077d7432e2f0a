"""What the graph says of itself, in a named graph of its own: counts, and the shipped queries.

Editors complete classes and properties from it and offer the queries, by asking the endpoint.
"""
