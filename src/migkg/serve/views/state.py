"""The page of a State: what its speakers said, what it ratified, what was asked of it."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT
from migkg.serve.entities import groups, page, treaties
from migkg.serve.terms import Labels
from migkg.serve.view import Asked, view

_ORDER: Final = (
    *("speakers", "said", "took-part", "spoken-for", "asked", "party-to", "figures", "concerns"),
    *("relations", "people", "member-of", "held-here"),
)
_TITLES: Final = {
    "said": "What it said itself",
    "took-part": "Took part in",
    "spoken-for": "Who spoke for it",
    "people": "People who spoke or acted for it, and their posts",
    "concerns": "What was said and asked about it",
}
# Those who are asked, and every State among them.
_ALL: Final = ("member-states", "governments")


@view("state", template="state")
def _state(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    parts = page.parts(store, iri, asked, _TITLES, _ORDER)
    if "template" in parts:
        return parts
    term, labels = ox.NamedNode(iri), Labels(store)
    rows = treaties.of_state(store, labels, term)
    return {
        **parts,
        "treaties": rows,
        "bound": treaties.bound(rows),
        "registers": treaties.sources(store, labels, rows),
        "asked_of_all": _asked_of_all(store, labels),
    }


def _asked_of_all(store: ox.Store, labels: Labels) -> list[dict[str, Any]]:
    """Return how much was asked of all States, by what they were addressed as."""
    found = []
    for slug in _ALL:
        iri = f"{CONCEPT}addressee/{slug}"
        number = groups.count(store, groups.BY_KEY["asked"], iri)
        if number:
            shown = min(number, groups.MOST)
            label = labels.of(ox.NamedNode(iri))
            found.append({"iri": iri, "label": label, "count": shown, "more": number > shown})
    return found
