"""The page of an instrument: who adopted it, urged it, ratified it, by date."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.serve.entities import page, treaties
from migkg.serve.terms import Labels
from migkg.serve.view import Asked, view

_ORDER: Final = (
    *("adoption", "force", "urged", "party-counts", "ratified", "concerns"),
    *("cited", "mandated", "relations"),
)
_TITLES: Final = {"asked": "What was asked of it", "said": "What it says and asks"}


@view("instrument", template="instrument")
def _instrument(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    parts = page.parts(store, iri, asked, _TITLES, _ORDER)
    if "template" in parts:
        return parts
    term = ox.NamedNode(iri)
    return {
        **parts,
        "status": treaties.of_instrument(store, Labels(store), term),
        "counted": treaties.counted(store, term),
    }
