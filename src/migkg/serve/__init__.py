"""The read-only server: a front process that speaks HTTP and readers that query the store.

The front never parses or runs a query: a query can hold the interpreter for seconds or overflow
the stack, and then only the reader process that ran it is lost.
"""
