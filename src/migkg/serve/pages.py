"""Makes the pages that people read; every value is escaped, every link of ours relative."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from migkg.namespaces import BASE, PREFIXES
from migkg.serve.formats import BY_NAME, ENDINGS, GRAPH, SOLUTIONS
from migkg.serve.words.table import cells, figure, heading
from migkg.serve.words.text import plain
from migkg.serve.words.values import date, period

_HERE: Final = Path(__file__).parent
_SAFE: Final = "/:#?&=%@!$'()*+,;~[]"


class Pages:
    """The templates, filled."""

    def __init__(self, **shared: Any) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            endings=ENDINGS,
            alternate={name: BY_NAME[name] for name in ENDINGS},
            rdf_formats=_names(GRAPH),
            result_formats=_names(SOLUTIONS),
            base=BASE,
            prefixes=PREFIXES,
            **shared,
        )
        self._templates.filters.update(
            cells=cells, date=date, encoded=encoded, figure=figure, heading=heading, host=host,
            href=href, number=number, period=period, plain=plain,
        )  # fmt: skip

    def fill(self, template: str, path: str, /, **values: Any) -> str:
        """Return a page for the request path that it answers."""
        page = self._templates.get_template(f"{template}.html")
        return page.render(root=root(path), here=path, **values)


def root(path: str) -> str:
    """Return the way from a path up to the server's root, so that any proxy path works.

    >>> root("/id/state/mex"), root("/sparql")
    ('../../', './')
    """
    return "../" * (path.count("/") - 1) or "./"


def href(iri: str, up: str) -> str:
    """Return where a link to an IRI leads: here, if it is one of ours; empty if nowhere safe.

    >>> href("https://w3id.org/migkg/id/state/mex", "./")
    './id/state/mex'
    >>> href("javascript:alert(1)", "./")
    ''
    """
    local = iri.removeprefix(BASE)
    if local != iri:
        return up + quote(local, safe=_SAFE)
    return quote(iri, safe=_SAFE) if iri.startswith(("https://", "http://")) else ""


def host(address: str) -> str:
    """Return the host of an address.

    >>> host("https://undocs.org/A/67/254")
    'undocs.org'
    """
    return urlsplit(address).hostname or address


def number(value: int) -> str:
    """Return a number with its thousands apart.

    >>> number(1234567).replace(chr(0x202F), " ")
    '1 234 567'
    """
    return f"{value:,}".replace(",", chr(0x202F))


def encoded(text: str) -> str:
    """Return a text as a value in a query string."""
    return quote(text, safe="")


def static() -> dict[str, tuple[str, bytes]]:
    """Return the files that pages use: media type and content by path."""
    types = {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
    }
    folder = _HERE / "static"
    return {
        path.relative_to(folder).as_posix(): (types[path.suffix], path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.suffix in types
    }


def _names(formats: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in formats.values() if name != "html"))
