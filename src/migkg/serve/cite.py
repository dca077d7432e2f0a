"""How to cite a page of the graph: as text, BibTeX and RIS. No author is made up for it."""

from dataclasses import dataclass
from typing import Final

WORK: Final = "Knowledge graph of United Nations documents on migration"
BY: Final = "migkg"
MEDIA: Final = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
}
# What BibTeX would read as a command.
_BIBTEX: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "#$%&_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: a page about a thing, in one build of the graph."""

    iri: str
    path: str  # of the IRI, behind the base
    title: str
    version: str  # of the program that made the build
    build: str
    year: str  # in which the build was made; empty if it does not say


def cited(thing: Cited, form: str) -> str:
    """Return the citation of a page as ``txt``, ``bib`` or ``ris``.

    The day of access is the reader's to add.

    >>> page = Cited("https://example.org/id/state/mex", "id/state/mex", "Mexico", "0.1", "5eed", "2026")
    >>> print(cited(page, "txt"), end="")
    migkg (2026). "Mexico". Knowledge graph of United Nations documents on migration, version 0.1, build 5eed. https://example.org/id/state/mex
    """  # noqa: E501 - one line of output
    return {"txt": _text, "bib": _bibtex, "ris": _ris}[form](thing)


def _text(thing: Cited) -> str:
    year = f" ({thing.year})" if thing.year else ""
    return f'{BY}{year}. "{thing.title}". {WORK}, {_edition(thing)}. {thing.iri}\n'


def _bibtex(thing: Cited) -> str:
    key = "migkg:" + "".join(c if c.isalnum() else "-" for c in thing.path)
    fields = {
        "title": f"{{{thing.title.translate(_BIBTEX)}}}",
        "author": f"{{{BY}}}",
        "howpublished": WORK,
        "edition": f"version {thing.version}",
        "year": thing.year,
        "note": f"Build {thing.build}",
        "url": thing.iri,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}\n"


def _ris(thing: Cited) -> str:
    fields = (
        ("TY", "DATA"),
        ("TI", thing.title),
        ("AU", BY),
        ("T2", WORK),
        ("PB", BY),
        ("PY", thing.year),
        ("ET", _edition(thing)),
        ("UR", thing.iri),
    )
    lines = "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value)
    return f"{lines}ER  - \r\n"


def _edition(thing: Cited) -> str:
    return (
        f"version {thing.version}, build {thing.build}" if thing.version else f"build {thing.build}"
    )
