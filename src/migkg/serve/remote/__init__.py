"""Another SPARQL 1.1 store behind the same front: ``migkg serve --store http://...``.

The readers stay as they are, without a network; what they take for their store sends requests
through the gateway, which knows one address. Nothing is kept of its answers: it may change.
"""
