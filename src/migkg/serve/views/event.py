"""The page of an event: what was announced and what was held, its sessions, what was said."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import MIG
from migkg.serve.entities import page, programme
from migkg.serve.terms import Labels
from migkg.serve.view import Asked, view
from migkg.serve.words.facts import Teller

_ORDER: Final = ("occurrence", "participants", "parts", "said-there", "concerns", "adopted-there")
_TITLES: Final = {
    "parts": "Its parts, as documents tell",
    "concerns": "What was said and asked about it",
    "relations": "What came out of it, and other relations",
}
_THERE: Final = f"?statement <{MIG}deliveredAt> ?event ."


@view("event", template="event")
def _event(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    parts = page.parts(store, iri, asked, _TITLES, _ORDER)
    if "template" in parts:
        return parts
    labels = Labels(store)
    sessions = programme.sessions(store, labels, ox.NamedNode(iri))
    events = " ".join(f"<{each}>" for each in (iri, *(session["iri"] for session in sessions)))
    return {
        **parts,
        "sessions": sessions,
        "programme": programme.programme(store, Teller(store, labels), ox.NamedNode(iri), sessions),
        "statements": programme.statements(store, labels, f"VALUES ?event {{ {events} }} {_THERE}"),
    }
