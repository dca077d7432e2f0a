"""Describes the server's interface in OpenAPI 3.1: made from the queries that there are.

Another module of routes adds its own by a constant ``OPENAPI``: path items by path.
"""

import pkgutil
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

import pyoxigraph as ox

from migkg import __version__, parameters
from migkg.parameters import Parameter
from migkg.queries import Query
from migkg.search.asked import MOST_CHARACTERS
from migkg.search.questions import path_of
from migkg.serve.formats import GRAPH, HTML, SOLUTIONS
from migkg.serve.openapi_schemas import SCHEMAS

Item = dict[str, Any]

TYPES: Final = ("passage", "entity", "query")
_DATE: Final = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_ERRORS: Final = {
    "400": "A value is not what its parameter takes; the text says which and why.",
    "403": "The query asks for what is refused, such as SERVICE.",
    "406": "No format that the request accepts.",
    "429": "Too many requests of one client at once; Retry-After says when to come back.",
    "500": "The server made a mistake.",
    "503": "Out of time, or too many requests; Retry-After says when to come back.",
}


def described(base: str, named: Iterable[Query]) -> dict[str, Any]:
    """Return the description of a server at an address."""
    paths: dict[str, Item] = {
        "/api/search": _search(),
        "/api/suggest": _suggest(),
        "/api/queries": _list(),
        **{f"/api/queries/{query.name}": _query(query) for query in named},
        "/api/openapi.json": _get(
            "This description", "about", [], {"application/json": {"type": "object"}}
        ),
        "/sparql": _sparql(),
        "/health": _get(
            "Whether the server lives", "about", [], {"application/json": _ref("Health")}
        ),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "migkg",
            "version": __version__,
            "summary": "A knowledge graph of United Nations documents on international migration",
            "description": (
                "Every fact cites the passage it was read from. Things are named by IRIs; where a "
                "parameter takes a thing, it takes its IRI, the path of it (state/mex), a code "
                "(MEX) or a name (Mexico)."
            ),
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base.rstrip("/") or "/"}],
        "tags": [
            {"name": "search", "description": "Full-text search, and suggestions while typing"},
            {"name": "queries", "description": "Questions with their answers ready"},
            {"name": "sparql", "description": "Any other question"},
            {"name": "about", "description": "The service itself"},
        ],
        "paths": {**paths, **_of_others()},
        "components": {"schemas": SCHEMAS},
    }


def _of_others() -> dict[str, Item]:
    """Return what other modules of routes say of theirs."""
    package = import_module("migkg.serve.routes")
    found: dict[str, Item] = {}
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        found |= getattr(import_module(module.name), "OPENAPI", {})
    return found


def _ref(name: str) -> Item:
    return {"$ref": f"#/components/schemas/{name}"}


def _get(
    summary: str,
    tag: str,
    takes: list[Item],
    gives: dict[str, Item],
    errors: Iterable[str] = ("429", "500", "503"),
    **more: Any,
) -> Item:
    """Return a path item of one GET."""
    return {
        "get": {
            "summary": summary,
            "tags": [tag],
            **more,
            "parameters": takes,
            "responses": {
                "200": {
                    "description": "The answer.",
                    "content": {media: {"schema": schema} for media, schema in gives.items()},
                },
                **_refusals(errors),
            },
        }
    }


def _refusals(errors: Iterable[str]) -> dict[str, Item]:
    text = {"schema": {"type": "string"}}
    return {
        status: {
            "description": _ERRORS[status],
            "content": {"text/plain": text, HTML: text},
        }
        for status in errors
    }


def _takes(name: str, why: str, schema: Item, required: bool = False, **more: Any) -> Item:
    return {
        "name": name,
        "in": "query",
        "description": why,
        "required": required,
        "schema": schema,
        **more,
    }


_TEXT: Final = {"type": "string", "maxLength": MOST_CHARACTERS}
_FORMAT: Final = _takes(
    "format", "The format; else as Accept says.", {"type": "string", "enum": ["json", "csv"]}
)


def _search() -> Item:
    date = {"type": "string", "pattern": _DATE}
    name = {"type": "string", "maxLength": 60}
    takes = [
        _takes(
            "q",
            'What is looked for: words, "words side by side", -without, begin*. Accents and '
            "capitals do not matter.",
            _TEXT,
            examples={"words": {"value": "migrant workers"}, "phrase": {"value": '"stranded"'}},
        ),
        _takes("type", "What to look for.", {"type": "string", "enum": [*TYPES]}),
        _takes("document", "Slug or IRI of a document.", {"type": "string", "maxLength": 300}),
        _takes("kind", "Kind of passage, or kind of thing.", name),
        _takes("class", "Class of the document (Report), or of the thing (Treaty).", name),
        _takes("from", "Documents dated so or later: 2011, 2011-05 or 2011-05-19.", date),
        _takes("to", "Documents dated so or earlier.", date),
        _takes("language", "Language of the passage: en, fr, es ...", name),
        _takes(
            "limit",
            "Hits in the answer.",
            {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
        ),
        _takes(
            "offset",
            "Hits to pass over.",
            {"type": "integer", "minimum": 0, "maximum": 10_000, "default": 0},
        ),
        _FORMAT,
    ]
    gives = {"application/json": _ref("Found"), "text/csv": {"type": "string"}}
    return _get(
        "Search in texts, names and questions",
        "search",
        takes,
        gives,
        ("400", "406", "429", "500", "503"),
        operationId="search",
    )


def _suggest() -> Item:
    takes = [
        _takes("q", "What has been typed so far.", _TEXT),
        _takes(
            "limit",
            "Suggestions of each sort.",
            {"type": "integer", "minimum": 0, "maximum": 20, "default": 6},
        ),
    ]
    return _get(
        "What a search may become",
        "search",
        takes,
        {"application/json": _ref("Suggestions")},
        ("400", "429", "500", "503"),
        operationId="suggest",
    )


def _list() -> Item:
    return _get(
        "The queries there are, and what they take",
        "queries",
        [],
        {"application/json": {"type": "array", "items": _ref("Query")}},
        operationId="queries",
    )


def _query(query: Query) -> Item:
    graph = _is_graph(query.text)
    offers = GRAPH if graph else SOLUTIONS
    formats = list(dict.fromkeys(name for media, name in offers.items() if media != HTML))
    gives: dict[str, Item] = {}
    for media, name in offers.items():
        if media != HTML:
            gives[media] = _ref("Solutions") if name == "json" else {"type": "string"}
            if name == "jsonld":
                gives[media] = {"type": ["object", "array"]}
    takes = [_parameter(query, one) for one in query.parameters]
    takes.append(
        _takes("format", "The format; else as Accept says.", {"type": "string", "enum": formats})
    )
    return _get(
        query.question or query.header.get("derives", ""),
        "queries",
        takes,
        gives,
        ("400", "403", "406", "429", "500", "503"),
        operationId=query.name,
        **({"description": query.header["note"]} if query.header.get("note") else {}),
    )


@lru_cache(maxsize=1024)
def _is_graph(text: str) -> bool:
    found = ox.Store().query(text)
    return isinstance(found, ox.QueryTriples)


_SCHEMAS: Final[dict[str, Item]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "gYear": {"type": "string", "pattern": r"^[12]\d{3}$"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
    "date>": {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
}


def _parameter(query: Query, one: Parameter) -> Item:
    schema: Item = dict(_SCHEMAS.get(one.type, {"type": "string"}))
    if one.type == "enum":
        schema["enum"] = list(one.of)
    values = [path_of(value.value) for value in parameters.default(query.text, one)]
    if one.many:
        schema = {"type": "array", "items": schema, "maxItems": parameters.MOST_VALUES}
    why = f"{one.explanation} Takes {one.takes}."
    why += f" Without it: {', '.join(values) or 'any'}."
    more: Item = {"style": "form", "explode": True} if one.many else {}
    if values and one.type == "thing":
        more["example"] = values if one.many else values[0]
    return _takes(one.name, why, schema, **more)


def _sparql() -> Item:
    media = [*dict.fromkeys([*SOLUTIONS, *GRAPH])]
    example = (
        "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
    )
    takes = [
        _takes("query", "A SPARQL 1.1 query.", {"type": "string"}, example=example),
        _takes(
            "default-graph-uri",
            "Graphs that make the default graph.",
            {"type": "array", "items": {"type": "string", "format": "uri"}},
        ),
        _takes(
            "named-graph-uri",
            "Graphs that GRAPH reaches.",
            {"type": "array", "items": {"type": "string", "format": "uri"}},
        ),
    ]
    errors = ("400", "403", "406", "408", "413", "415", "429", "500", "503")
    more = {
        "408": "The request did not arrive in time.",
        "413": "The request is too large.",
        "415": "The request's body has another media type than a query has.",
    }
    text = {"schema": {"type": "string"}}
    answers: dict[str, Item] = {
        "200": {
            "description": "The answer, or the description of the service for no query.",
            "content": {name: {"schema": {}} for name in media},
        }
    }
    for status in errors:
        answers[status] = {
            "description": _ERRORS.get(status, more.get(status, "")),
            "content": {"text/plain": text, HTML: text},
        }
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    return {
        "get": {
            "summary": "Ask the graph in SPARQL",
            "tags": ["sparql"],
            "operationId": "sparql",
            "parameters": takes,
            "responses": answers,
        },
        "post": {
            "summary": "Ask the graph in SPARQL, the query in the body",
            "tags": ["sparql"],
            "operationId": "sparqlByPost",
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {"schema": form},
                    "application/sparql-query": {"schema": {"type": "string"}},
                },
            },
            "responses": answers,
        },
    }
