"""Writes answers in the formats there are; mends or refuses what a format cannot hold."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

import pyoxigraph as ox

from migkg.namespaces import PREFIXES, RDF
from migkg.serve import formats
from migkg.serve.faults import NoAnswerError
from migkg.serve.operation import Out, file_of

_Statement = TypeVar("_Statement", ox.Triple, ox.Quad)
_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
# What XML 1.0 can hold neither as itself nor as a reference (section 2.2), in UTF-8.
_NO_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# A name without colon (Namespaces in XML 1.0, section 3), at the end of an IRI.
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LOCAL_NAME: Final = re.compile(rf"[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*\Z")
# Names that mean something else than a property (RDF 1.1 XML Syntax, section 7.2.2 to 7.2.4).
_SYNTAX: Final = frozenset(
    RDF + name
    for name in (
        "RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "li",
        "Description", "aboutEach", "aboutEachPrefix", "version", "annotation", "annotationNodeID",
    )
)  # fmt: skip
_VALUED: Final = (ox.NamedNode, ox.Literal)
_AT_ONCE: Final = 200  # rows


def rows(found: ox.QuerySolutions, name: str, out: Out) -> None:
    """Write the rows of a SELECT in the format of a short name.

    Raises NoAnswerError if the format cannot hold them.
    """
    if name == "csv":
        _csv(found, out)
    else:
        _results(found, name, out)


def boolean(found: ox.QueryBoolean, name: str, out: Out) -> None:
    """Write the answer to an ASK in the format of a short name."""
    _results(found, name, out)


def graph(statements: Iterable[_Statement], name: str, out: Out) -> None:
    """Write triples or quads in the format of a short name.

    Raises NoAnswerError if the format cannot hold them.
    """
    kind = formats.RDF[name]
    if name == "rdf":
        checked = _properties(statements)
        written = _Xml(out)
        ox.serialize(checked, file_of(written), format=kind, prefixes=PREFIXES)
        written.end()
    elif name == "jsonld":
        ox.serialize(_plain(statements), file_of(out), format=kind, prefixes=PREFIXES)
    else:
        ox.serialize(statements, file_of(out), format=kind, prefixes=PREFIXES)


def _results(found: ox.QuerySolutions | ox.QueryBoolean, name: str, out: Out) -> None:
    if name == "xml":
        written = _Xml(out)
        found.serialize(file_of(written), format=_RESULTS[name])
        written.end()
    else:
        found.serialize(file_of(out), format=_RESULTS[name])


class _Xml:
    """Passes XML on with carriage returns as references: a parser takes a bare one for a newline.

    Raises NoAnswerError at a character that XML has no way to write.
    """

    def __init__(self, out: Out) -> None:
        self._out, self._held = out, b""

    def head(self, **said: object) -> None:
        self._out.head(**said)

    def write(self, data: bytes, /) -> int:
        text = self._held + bytes(data)
        # A character may lie across two writes.
        cut = len(text) - (2 if text.endswith(b"\xef\xbf") else text.endswith(b"\xef"))
        self._held, text = text[cut:], text[:cut]
        if found := _NO_XML.search(text):
            point = ord(found[0].decode())
            raise NoAnswerError(
                "not-acceptable",
                f"The answer holds the character U+{point:04X}, which XML cannot; "
                "other formats can.",
            )
        self._out.write(text.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        pass

    def end(self) -> None:
        self._out.write(self._held)


def _csv(found: ox.QuerySolutions, out: Out) -> None:
    """Write CSV after RFC 4180.

    Not the engine's, which forgets to quote an IRI that holds a comma, and leaves a line empty
    where the only cell is: readers of CSV pass over such a line, and would lose the row.
    """
    names = [variable.value for variable in found.variables]
    held = io.StringIO(newline="")
    lines = csv.writer(held)
    lines.writerow(names)
    rows = iter(found)
    while True:
        out.write(held.getvalue().encode())
        held.seek(0)
        held.truncate()
        some = list(islice(rows, _AT_ONCE))
        if not some:
            return
        if names:
            lines.writerows([_text(term) for term in row] for row in some)
        else:
            held.write("\r\n" * len(some))


def _text(term: object) -> str:
    if isinstance(term, _VALUED):
        return term.value
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, ox.Triple):
        return " ".join(_text(part) for part in term)
    return ""


def _properties(statements: Iterable[_Statement]) -> Iterator[_Statement]:
    """Yield statements; raise NoAnswerError at a property that has no name in XML."""
    fine: set[str] = set()
    for statement in statements:
        iri = statement.predicate.value
        if iri not in fine:
            name = _LOCAL_NAME.search(iri)
            if name is None or name.start() == 0 or iri in _SYNTAX:
                raise NoAnswerError(
                    "not-acceptable",
                    f"RDF/XML cannot hold the property <{iri}>; other formats can.",
                )
            fine.add(iri)
        yield statement


def _plain(statements: Iterable[_Statement]) -> Iterator[_Statement]:
    """Yield statements; raise NoAnswerError at one that only RDF 1.2 knows."""
    for statement in statements:
        term = statement.object
        if isinstance(term, ox.Triple) or (isinstance(term, ox.Literal) and term.direction):
            raise NoAnswerError(
                "not-acceptable", "JSON-LD cannot hold terms of RDF 1.2; other formats can."
            )
        yield statement
