"""The server describes itself and what it serves: as a service, a data set, a catalogue, a history.

Each document is made by a reader of the store and of the address that the client used.
"""
