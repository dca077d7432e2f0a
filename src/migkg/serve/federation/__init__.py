"""SERVICE: queries that ask other endpoints too, of a list that the operator allows.

A reader has no network. It rewrites the address of each SERVICE to a port on its own loopback,
where a :mod:`relay` passes the request on to the :mod:`gateway`, the one process that calls out:
it knows the list, looks every name up once and calls the address found, never an inward one.
"""
