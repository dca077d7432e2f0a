"""Changes of graphs over HTTP, closed unless the server was given a token.

A change never touches the build that is read: a process of its own makes the next build from a
snapshot of it, checks what enters, and puts it to use. Killed at any moment, it leaves the old
build or the new.
"""
