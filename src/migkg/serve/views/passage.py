"""The views of passages and mentions: each in its document, marked."""

from typing import Any

import pyoxigraph as ox

from migkg.serve import resources
from migkg.serve.reading import document, look
from migkg.serve.view import Asked, view


@view("passage", template="passage")
def show_passage(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of a passage's page; one of no document has the view of any thing."""
    if not look.value(store, iri, "mig:passageOf"):
        return {**resources.page(store, iri), "template": "resource"}
    return document.of_passage(store, iri, asked)


@view("mention", template="passage")
def show_mention(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of a mention's page; one in no passage has the view of any thing."""
    context = look.value(store, iri, "nif:referenceContext")
    if not context or not look.value(store, context, "mig:passageOf"):
        return {**resources.page(store, iri), "template": "resource"}
    return document.of_mention(store, iri, asked)
