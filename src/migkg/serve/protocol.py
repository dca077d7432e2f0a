"""The SPARQL 1.1 Protocol: from the parts of an HTTP request to what it asks."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from migkg.serve.faults import NoAnswerError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
# The parameter of the drafts of SPARQL 1.2; the engine reads both languages alike.
VERSIONS = ("1.0", "1.1", "1.2", "1.2-basic")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: one query, over a data set of its own or the whole."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""  # short name of a format; beats the Accept header
    timeout: float | None = None  # seconds

    @property
    def own_dataset(self) -> bool:
        """Return whether the request names its data set."""
        return bool(self.default or self.named)


def media_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header, in lower case.

    >>> media_type('application/sparql-query; charset="UTF-8"')
    ('application/sparql-query', 'utf-8')
    """
    media, *parameters = (part.strip() for part in header.lower().split(";"))
    pairs = dict(part.partition("=")[::2] for part in parameters)
    return media, pairs.get("charset", "utf-8").strip('" ')


def read(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked:
    """Return what a request asks.

    Raises NoAnswerError: ``bad-request`` unless there is exactly one query, ``media-type`` for a
    body of a type that carries none, ``refused`` for an update.
    """
    fields = _fields(query_string, "address")
    if method == "POST":
        media, charset = media_type(content_type)
        if media not in {FORM, DIRECT, UPDATE}:
            named = f"{media!r}" if media else "a body without a Content-Type"
            raise NoAnswerError("media-type", f"POST takes {FORM} or {DIRECT}, not {named}.")
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            raise NoAnswerError("media-type", f"The body must be in UTF-8, not {charset!r}.")
        if media == FORM:
            fields += _fields(body, "form")
        elif media == DIRECT:
            fields.append(("query", _decoded(body, "query")))
        else:
            fields.append(("update", ""))
    return _asked(fields)


def _asked(fields: list[tuple[str, str]]) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    if values("update"):
        raise NoAnswerError("refused", "This endpoint is read-only: it takes queries, no updates.")
    queries = values("query")
    if len(queries) != 1:
        there = f"there are {len(queries)}" if queries else "there is none"
        raise NoAnswerError("bad-request", f"A request holds exactly one query; {there}.")
    timeout = None
    for text in values("timeout"):
        try:
            timeout = float(text)
        except ValueError:
            timeout = -1.0
        if not 0 < timeout < float("inf"):
            raise NoAnswerError(
                "bad-request", f"timeout is a number of seconds above 0, not {text!r}."
            )
    for text in values("version"):
        if text not in VERSIONS:
            raise NoAnswerError(
                "bad-request",
                f"No version {text!r} of SPARQL here; there are: {', '.join(VERSIONS)}.",
            )
    formats = [value for value in values("format") if value]
    return Asked(
        queries[0],
        values("default-graph-uri"),
        values("named-graph-uri"),
        formats[-1] if formats else "",
        timeout,
    )


def _fields(text: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError as error:
        raise NoAnswerError("bad-request", f"The {where} is not percent-encoded UTF-8.") from error
    except ValueError as error:
        raise NoAnswerError("bad-request", f"The {where} has too many fields.") from error


def _decoded(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoAnswerError(
            "bad-request", f"The {where} is not UTF-8 at byte {error.start}."
        ) from error
