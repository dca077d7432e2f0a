"""Answers with the facts about a thing as CSV, and with what a citation of its page says."""

import csv
import io
import json
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE
from migkg.serve import resources
from migkg.serve.entities import groups
from migkg.serve.faults import NoAnswerError
from migkg.serve.operation import Job, Opened, Out, operation, parts
from migkg.serve.terms import Labels
from migkg.serve.words.facts import Teller
from migkg.serve.words.text import plain

COLUMNS: Final = (
    *("fact", "class", "statement", "time", "status"),
    *("document", "document_name", "paragraph", "page", "passage", "quote"),
)


@operation("facts-csv")
def _facts(opened: Opened, job: Job, out: Out) -> None:
    """Write a row for each fact and passage that it was read from."""
    store, iri = opened.store, job["iri"]
    _must_exist(store, iri)
    teller = Teller(store)
    out.head(media="text/csv", volatile=False, page=False)
    _write(out, COLUMNS)
    for fact in groups.everything(store, iri, job["page"]):
        told = teller.tell(fact)
        statement = "".join(_said(part) for part in told["full"])
        for passage in told["passages"]:
            _write(
                out,
                (
                    *(fact, told["kind"], statement, told["when"]["time"]),
                    "; ".join(told["badges"]),
                    *(passage["document"], passage["label"], passage["number"], passage["page"]),
                    passage["iri"],
                    "".join(piece["text"] for piece in passage["pieces"] if piece["mark"])
                    or "".join(piece["text"] for piece in passage["pieces"]),
                ),
            )


@operation("cite")
def _cite(opened: Opened, job: Job, out: Out) -> None:
    iri = job["iri"]
    _must_exist(opened.store, iri)
    made = json.loads((opened.build / "build.json").read_text(encoding="utf-8"))
    parts(
        {
            "iri": iri,
            "path": iri.removeprefix(BASE),
            "title": plain(Labels(opened.store).of(ox.NamedNode(iri))),
            "version": made.get("version", ""),
            "year": made.get("made", "")[:4],
        },
        out,
    )


def _must_exist(store: ox.Store, iri: str) -> None:
    if not resources.exists(store, iri):
        raise NoAnswerError("not-found", f"There is nothing known about {iri}.")


def _said(part: Any) -> str:
    return f"“{part['text']}”" if part.get("say") else str(part["text"])


def _write(out: Out, row: tuple[str, ...]) -> None:
    line = io.StringIO()
    csv.writer(line).writerow(row)
    out.write(line.getvalue().encode())
