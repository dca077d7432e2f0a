"""The shapes of the server's JSON answers, in JSON Schema."""

from typing import Any, Final

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_CLASS: Final[Any] = {"class": _TEXT}  # a name that Python keeps for itself
_IRI: Final = {"type": "string", "format": "uri"}


def _object(*, optional: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(of: Any) -> dict[str, Any]:
    return {"type": "array", "items": of}


_FACET: Final = _list(_object(value=_TEXT, label=_TEXT, count=_COUNT))
_QUESTION: Final = _object(
    name=_TEXT,
    question=_TEXT,
    tags=_list(_TEXT),
    parameters={"type": "object", "additionalProperties": _TEXT},
    path=_TEXT,
    score={"type": "number"},
)

SCHEMAS: Final[dict[str, Any]] = {
    "Found": _object(
        query=_TEXT,
        type={"type": "string", "enum": ["passage", "entity", "query"]},
        total=_COUNT,
        any_word={"type": "boolean", "description": "No passage has all the words."},
        instead={"type": "string", "description": "What may have been meant."},
        facets={"type": "object", "additionalProperties": _FACET},
        hits=_list(
            {
                "anyOf": [
                    {"$ref": "#/components/schemas/Passage"},
                    {"$ref": "#/components/schemas/Entity"},
                    {"$ref": "#/components/schemas/Question"},
                ]
            }
        ),
        optional=("any_word",),
    ),
    "Passage": _object(
        iri=_IRI,
        label=_TEXT,
        document=_object(iri=_IRI, title=_TEXT, symbol=_TEXT, date=_TEXT, **_CLASS),
        paragraph=_TEXT,
        heading=_TEXT,
        section=_TEXT,
        kind=_TEXT,
        page={"type": ["integer", "null"]},
        language=_TEXT,
        quote={"type": "string", "description": "The passage, word for word."},
        highlights={
            "description": "Where the quote says what was asked for: first character, end.",
            **_list({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
        },
        snippet={"type": "string", "description": "The part that says most, as HTML."},
        score={"type": "number"},
    ),
    "Entity": _object(
        iri=_IRI,
        label=_TEXT,
        matched=_TEXT,
        language=_TEXT,
        kind=_TEXT,
        classes=_list(_TEXT),
        note=_TEXT,
        weight={**_COUNT, "description": "Passages that name it."},
        score={"type": "number", "minimum": 0, "maximum": 100},
    ),
    "Question": _QUESTION,
    "Suggestions": _object(
        query=_TEXT,
        entities=_list(
            _object(
                iri=_IRI,
                path=_TEXT,
                label=_TEXT,
                matched=_TEXT,
                passages=_COUNT,
                score={"type": "number"},
                **_CLASS,
            )
        ),
        passages=_list(_object(iri=_IRI, path=_TEXT, label=_TEXT, snippet=_TEXT)),
        questions=_list({"$ref": "#/components/schemas/Question"}),
    ),
    "Query": _object(
        name=_TEXT,
        group=_TEXT,
        question=_TEXT,
        note=_TEXT,
        tags=_list(_TEXT),
        path=_TEXT,
        page=_TEXT,
        parameters=_list(
            _object(
                name=_TEXT,
                type=_TEXT,
                of=_list(_TEXT),
                takes=_TEXT,
                open={"type": "boolean"},
                many={"type": "boolean"},
                explanation=_TEXT,
                default=_list(_TEXT),
            )
        ),
        query=_TEXT,
    ),
    "Solutions": {
        "description": "SPARQL 1.1 Query Results JSON Format.",
        **_object(
            head={"type": "object"},
            results=_object(bindings=_list({"type": "object"})),
            boolean={"type": "boolean"},
            optional=("results", "boolean"),
        ),
    },
    "Health": _object(status=_TEXT, build=_TEXT, readers=_COUNT, idle=_COUNT, long=_COUNT),
}
