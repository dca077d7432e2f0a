"""The view of documents; what is filed under them but is none has the view of any thing."""

from typing import Any

import pyoxigraph as ox

from migkg.serve import resources
from migkg.serve.reading import document, head
from migkg.serve.view import Asked, view


@view("document", template="document")
def show(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of a document's page."""
    if not head.is_document(store, iri):
        return {**resources.page(store, iri), "template": "resource"}
    return document.of_document(store, iri, asked)
