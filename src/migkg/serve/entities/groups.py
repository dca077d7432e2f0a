"""The facts about a thing, in groups: counted by the engine, only those shown are read."""

from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, DCTERMS, ID, MIG, PROV, expand
from migkg.serve.view import kind as kind_of
from migkg.serve.words.facts import Teller

SHOWN = 6  # facts of a group on the page itself
PAGE = 40  # facts on a page of one group
FILE = 1_000  # facts in one file
MOST = 5_000  # facts counted of a group: beyond, a page says "more than"
SORTED = 250  # facts of a group put in the order of time: more come in the order of the index

_TYPE: Final = expand("rdf:type")
_TIMES: Final = tuple(
    ox.NamedNode(MIG + name)
    for name in ("adoptionDate", "date", "startDate", "refPeriod", "asOf", "since")
)
_DERIVED: Final = ox.NamedNode(PROV + "wasDerivedFrom")
_DATE: Final = ox.NamedNode(DCTERMS + "date")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that point to a thing by some properties."""

    key: str
    title: str
    properties: tuple[str, ...]  # prefixed or local names
    kind: str = ""  # only facts of this class, where several classes share the property
    own: str = ""  # a pattern of its own that binds ``?fact``, the thing written ``$it``
    kinds: tuple[str, ...] = ()  # only on the pages of these kinds of things

    def pattern(self, iri: str) -> str:
        """Return the graph pattern that binds ``?fact``."""
        if self.own:
            return self.own.replace("$it", f"<{iri}>")
        if len(self.properties) == 1:
            found = f"?fact <{expand(self.properties[0])}> <{iri}> ."
        else:
            names = " ".join(f"<{expand(name)}>" for name in self.properties)
            found = f"VALUES ?property {{ {names} }} ?fact ?property <{iri}> ."
        return found + (f" ?fact <{_TYPE}> <{MIG}{self.kind}> ." if self.kind else "")


# A statement's facts lie in its own graph: that spares the way over the passages.
_SPEAKERS: Final = (
    f"?statement <{MIG}onBehalfOf> $it ; <{MIG}speaker> ?who . "
    f"GRAPH ?graph {{ ?statement <{MIG}speaker> ?who . ?fact <{MIG}actor> ?who }}"
)
_URGED: Final = (
    "VALUES ?action { "
    + " ".join(
        f"<{CONCEPT}requested-action/{slug}>"
        for slug in ("ratify", "accede", "become-party", "sign", "implement", "comply")
    )
    + f" }} ?fact <{MIG}concerns> $it ; <{MIG}requestedAction> ?action ."
)

# Properties whose values are concepts of our schemes.
_CONCEPTS: Final = (
    *("act", "requestedAction", "role", "org:role", "predicate", "citationKind", "adoptionKind"),
    *("participationStatus", "positionStatus", "occurrenceStatus", "relationStatus", "stance"),
    *("observationStatus", "unit", "valueQualifier", "quantifier", "countBasis"),
)

GROUPS: Final = (
    Group("occurrence", "When and where", ("inEvent",), "EventOccurrence"),
    Group("adoption", "Adoption", ("instrument",), "Adoption"),
    Group("force", "Entry into force", ("instrument",), "EntryIntoForce"),
    Group("party-counts", "Parties, as documents count them", ("instrument",), "PartyCount"),
    Group("ratified", "Who signed, ratified or acceded", ("instrument",), "PartyStatus"),
    Group("party-to", "Signed and ratified, as documents say", ("party",), "PartyStatus"),
    Group("participants", "Who took part", ("inEvent",), "Participation"),
    Group("took-part", "Took part in", ("participant",)),
    Group("spoken-for", "Represented by", ("onBehalfOf",), "Participation"),
    Group("posts", "Posts and affiliations", ("org:member",), "Affiliation"),
    Group("people", "People and their posts", ("org:organization",), "Affiliation"),
    Group("member-of", "Member of", ("org:member",), "GroupMembership"),
    Group("members", "Members", ("org:organization",), "GroupMembership"),
    Group("said", "What it said, asked and decided", ("actor",)),
    Group("asked", "What was asked of it", ("addressee",)),
    Group(
        "speakers",
        "What its speakers said, asked and decided",
        (),
        own=_SPEAKERS,
        kinds=("state", "organization"),
    ),
    Group(
        "urged",
        "Who urged to ratify, accede or implement",
        ("concerns",),
        own=_URGED,
        kinds=("instrument",),
    ),
    Group("concerns", "What was said and asked about it", ("concerns",)),
    Group("said-there", "Said and asked there", ("inEvent",), "Provision"),
    Group("in-office", "In office", ("prov:agent",), "Fact"),
    Group("adopted", "Adopted", ("adoptedBy",), "Adoption"),
    Group("adopted-there", "Adopted there", ("adoptedAt",), "Adoption"),
    Group("figures", "Figures", ("refArea", "originArea", "destinationArea", "observedEntity")),
    Group("measured", "Figures", ("indicator",)),
    Group("used", "Facts that carry it", _CONCEPTS, kinds=("concept",)),
    Group("source-of", "Figures it is named as the source of", ("attributedTo", "reportedBy")),
    Group("relations", "Relations", ("subject", "object")),
    Group("held-here", "Events held here", ("placeState",), "EventOccurrence"),
    Group("parts", "Parts of it", ("partOfEvent",)),
    Group("mandated", "Events held pursuant to it", ("pursuantTo",)),
    Group("cited", "Cited by", ("cited",)),
)
BY_KEY: Final = {group.key: group for group in GROUPS}


def query(iri: str) -> str:
    """Return the SPARQL query whose answer is the facts of the page about a thing."""
    held = _of_kind(kind_of(iri))
    names = sorted({name for group in held if not group.own for name in group.properties})
    prefixes = {name.partition(":")[0] for name in names if ":" in name} | {"prov"}
    head = "".join(f"PREFIX {name}: <{expand(name + ':')}>\n" for name in sorted(prefixes))
    terms = " ".join(name if ":" in name else f"mig:{name}" for name in names)
    ways = [f"VALUES ?property {{ {terms} }} ?fact ?property <{iri}> ."]
    ways += [group.pattern(iri) for group in held if group.own and not group.properties]
    found = " UNION\n  ".join(f"{{ {way} }}" for way in ways)
    return (
        f"PREFIX mig: <{MIG}>\n{head}"
        "SELECT DISTINCT ?fact ?class ?passage WHERE {\n"
        f"  {found}\n"
        "  ?fact a mig:Fact , ?class ; prov:wasDerivedFrom ?passage .\n"
        f'  FILTER(?class != mig:Fact && STRSTARTS(STR(?class), "{MIG}"))\n'
        "}\nORDER BY ?class ?fact ?passage\nLIMIT 10000\n"
    )


def counts(store: ox.Store, iri: str) -> dict[str, int]:
    """Return how many facts each group has, those that have any; at most one past ``MOST``."""
    found: dict[str, int] = {}
    shared: dict[str, dict[str, int]] = {}  # by property, then class: counted in one go
    for group in _of_kind(kind_of(iri)):
        if group.kind and len(group.properties) == 1:
            name = group.properties[0]
            if name not in shared:
                shared[name] = _by_class(store, name, iri)
            number = shared[name].get(MIG + group.kind, 0)
        else:
            number = count(store, group, iri)
        if number:
            found[group.key] = number
    return found


def _by_class(store: ox.Store, name: str, iri: str) -> dict[str, int]:
    """Return how many of the first things that point to one by a property are in each class."""
    asked = (
        f"SELECT ?class (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?fact {{ ?fact <{expand(name)}> "
        f"<{iri}> }} LIMIT {MOST + 1} }} ?fact <{_TYPE}> ?class }} GROUP BY ?class"
    )
    return {row[0].value: int(row[1].value) for row in _rows(store, asked)}


def _of_kind(kind: str) -> list[Group]:
    return [group for group in GROUPS if not group.kinds or kind in group.kinds]


def count(store: ox.Store, group: Group, iri: str) -> int:
    """Return how many facts a group has; at most one past ``MOST``."""
    asked = (
        f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?fact {{ {group.pattern(iri)} }} "
        f"LIMIT {MOST + 1} }} }}"
    )
    ((number,),) = _rows(store, asked)
    return int(number.value)


def facts(
    store: ox.Store, group: Group, iri: str, begin: int, number: int, total: int
) -> list[str]:
    """Return some facts of a group: in the order of time, if they are not too many for that."""
    asked = f"SELECT DISTINCT ?fact {{ {group.pattern(iri)} }}"
    if total > SORTED:
        rows = _rows(store, f"{asked} OFFSET {begin} LIMIT {number}")
        return [row[0].value for row in rows if row[0] is not None]
    found = [row[0] for row in _rows(store, asked)]
    dated = sorted((_time(store, fact), fact.value) for fact in found)
    return [fact for _, fact in dated[begin : begin + number]]


def shown(
    store: ox.Store, teller: Teller, iri: str, titles: dict[str, str], order: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the groups of a page, the first facts of each; some first, in a page's own order."""
    held = counts(store, iri)
    keys = [key for key in (*order, *(key for key in BY_KEY if key not in order)) if key in held]
    return [
        {
            "key": key,
            "title": titles.get(key, BY_KEY[key].title),
            "total": min(held[key], MOST),
            "more": held[key] > MOST,
            "facts": [
                teller.tell(fact) for fact in facts(store, BY_KEY[key], iri, 0, SHOWN, held[key])
            ],
        }
        for key in keys
    ]


def everything(store: ox.Store, iri: str, page: int) -> list[str]:
    """Return one page of all facts about a thing, those of every group, each once."""
    ways = " UNION ".join(f"{{ {group.pattern(iri)} }}" for group in _of_kind(kind_of(iri)))
    rows = _rows(
        store,
        f"SELECT DISTINCT ?fact {{ {ways} }} ORDER BY ?fact "
        f"OFFSET {(page - 1) * FILE} LIMIT {FILE}",
    )
    return [row[0].value for row in rows]


def one(
    store: ox.Store, teller: Teller, iri: str, key: str, page: int, titles: dict[str, str]
) -> dict[str, Any]:
    """Return one group, a page of its facts."""
    group = BY_KEY[key]
    held = count(store, group, iri)
    total = min(held, MOST)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    return {
        "key": key,
        "title": titles.get(key, group.title),
        "total": total,
        "more": held > MOST,
        "page": page,
        "pages": pages,
        "in_order": held <= SORTED,
        "facts": [
            teller.tell(fact) for fact in facts(store, group, iri, (page - 1) * PAGE, PAGE, held)
        ],
    }


def _time(store: ox.Store, fact: ox.NamedNode) -> str:
    """Return the time of a fact, its own or else that of its document, to sort by."""
    for predicate in _TIMES:
        for quad in store.quads_for_pattern(fact, predicate, None, None):
            return quad.object.value.lstrip("./") if isinstance(quad.object, ox.Literal) else ""
    for quad in store.quads_for_pattern(fact, _DERIVED, None, None):
        # The passage's IRI has its document's slug, which spares a look-up.
        if not isinstance(quad.object, ox.NamedNode):
            continue
        slug = quad.object.value.removeprefix(ID + "passage/").rpartition("/")[0]
        document = ox.NamedNode(f"{ID}document/{slug}")
        for dated in store.quads_for_pattern(document, _DATE, None, None):
            return dated.object.value if isinstance(dated.object, ox.Literal) else ""
    return ""


def _rows(store: ox.Store, asked: str) -> Any:
    return store.query(asked, use_default_graph_as_union=True)
