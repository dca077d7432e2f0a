"""Answers searches from the index beside the store."""

import csv
import io
import sqlite3
from collections.abc import Callable
from typing import Any

from migkg.errors import StoreError
from migkg.namespaces import BASE
from migkg.search import names, passages, place, questions
from migkg.search.passages import Filters
from migkg.search.spelling import put_right
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.operation import Job, Opened, Out, operation, parts, write_json
from migkg.serve.remote.store import RemoteStore

_ENTITIES = 500  # that one search weighs at most
_NAMED = 75.0  # the score of a thing that a search of texts may be about
_SHOWN = 3  # entities and questions on a page of passages


def index(opened: Opened, patience: float = 4.0) -> sqlite3.Connection:
    """Return the search index of a build; raise NoAnswerError where there is none yet."""
    if isinstance(opened.store, RemoteStore):
        raise NoAnswerError("not-found", "There is no search here: the graph itself is elsewhere.")
    try:
        return place.opened(opened.build, patience)
    except place.NotYetError as error:
        raise NoAnswerError(
            "busy", "The search index is being made. Ask again in a moment."
        ) from error
    except StoreError as error:
        raise NoAnswerError("failed", "The search index of this store cannot be made.") from error


@operation("search")
def _search(opened: Opened, job: Job, out: Out) -> None:
    try:
        found = _FINDERS[job["type"]](index(opened), job)
    except sqlite3.Error as error:
        raise NoAnswerError("failed", f"The search failed: {error}.") from error
    media = job["media"]
    if media == HTML:
        parts(found, out)
        return
    out.head(media=media, volatile=False, page=False)
    if media == "text/csv":
        out.write(_csv(job["type"], found["hits"]).encode())
    else:
        write_json(found, out)


def _passages(connection: sqlite3.Connection, job: Job) -> dict[str, Any]:
    filters = Filters(**job["filters"])
    found = passages.find(connection, job["text"], filters, job["limit"], job["offset"])
    answer = {
        "query": job["text"],
        "type": "passage",
        "total": found.total,
        "any_word": found.any_word,
        "instead": found.instead,
        "facets": found.facets,
        "hits": found.hits,
    }
    if job["media"] == HTML:  # a person may have meant a thing, or asked a question
        things = names.candidates(connection, job["text"], limit=_SHOWN)
        answer["entities"] = [one.said() for one in things if one.score >= _NAMED]
        asked = questions.find(connection, job["text"])[:_SHOWN]
        answer["questions"] = [one.said() for one in asked]
        answer["languages"] = passages.values(connection, "language")
        answer["kinds"] = passages.values(connection, "kind")
        answer["document"] = _document(connection, filters.document)
    return answer


def _document(connection: sqlite3.Connection, asked: str) -> str:
    row = connection.execute(
        "SELECT title, symbol FROM document WHERE iri = ?", [passages.document_iri(asked)]
    ).fetchone()
    return passages.named(*row) if row else asked


def _entities(connection: sqlite3.Connection, job: Job) -> dict[str, Any]:
    narrowest = job["filters"]["type"] or job["filters"]["kind"]
    classes = [narrowest] if narrowest else []
    every = names.candidates(connection, job["text"], classes, limit=_ENTITIES)
    counts: dict[str, int] = {}
    for one in every:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    kinds = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    page = every[job["offset"] : job["offset"] + job["limit"]]
    return {
        "query": job["text"],
        "type": "entity",
        "total": len(every),
        "instead": "" if every else put_right(connection, job["text"], labels=True),
        "facets": {"kind": [{"value": k, "label": k, "count": n} for k, n in kinds]},
        "hits": [one.said() for one in page],
    }


def _questions(connection: sqlite3.Connection, job: Job) -> dict[str, Any]:
    every = [one.said() for one in questions.find(connection, job["text"])]
    return {
        "query": job["text"],
        "type": "query",
        "total": len(every),
        "instead": "" if every else put_right(connection, job["text"]),
        "facets": {},
        "hits": every[job["offset"] : job["offset"] + job["limit"]],
    }


_FINDERS: dict[str, Callable[[sqlite3.Connection, Job], dict[str, Any]]] = {
    "passage": _passages,
    "entity": _entities,
    "query": _questions,
}


def _csv(kind: str, hits: list[dict[str, Any]]) -> str:
    """Return hits as a table; the documents of passages get columns of their own."""
    file = io.StringIO()
    rows = csv.writer(file)
    if kind == "passage":
        rows.writerow(["passage", "document", "symbol", "title", "date", "paragraph", "page",
                       "kind", "language", "quote", "score"])  # fmt: skip
        for hit in hits:
            of = hit["document"]
            rows.writerow([hit["iri"], of["iri"], of["symbol"], of["title"], of["date"],
                           hit["paragraph"], hit["page"], hit["kind"], hit["language"],
                           hit["quote"], hit["score"]])  # fmt: skip
    elif kind == "entity":
        rows.writerow(["iri", "label", "matched", "kind", "passages", "score"])
        rows.writerows([h["iri"], h["label"], h["matched"], h["kind"], h["weight"], h["score"]]
                       for h in hits)  # fmt: skip
    else:
        rows.writerow(["name", "question", "path", "score"])
        rows.writerows([h["name"], h["question"], h["path"], h["score"]] for h in hits)
    return file.getvalue()


@operation("suggest")
def _suggest(opened: Opened, job: Job, out: Out) -> None:
    """Answer what a text that is being typed may become; with nothing while there is no index."""
    text, limit = job["text"], job["limit"]
    empty: dict[str, Any] = {"query": text, "entities": [], "passages": [], "questions": []}
    try:
        connection = index(opened, patience=0.0)
    except NoAnswerError:
        out.head(media="application/json", volatile=True, page=False)
        write_json(empty, out)
        return
    out.head(media="application/json", volatile=False, page=False)
    things = names.candidates(connection, text, limit=limit, unfinished=True)
    asked = questions.find(connection, text, unfinished=True)[:limit]
    write_json(
        {
            "query": text,
            "entities": [
                {
                    "iri": one.iri,
                    "path": one.iri.removeprefix(BASE),
                    "label": one.label,
                    "matched": one.matched,
                    "class": one.kind,
                    "passages": one.weight,
                    "score": one.score,
                }
                for one in things
            ],
            "passages": [
                {
                    "iri": hit["iri"],
                    "path": hit["iri"].removeprefix(BASE),
                    "label": hit["label"],
                    "snippet": hit["snippet"],
                }
                for hit in passages.begun(connection, text, limit)
            ],
            "questions": [one.said() for one in asked],
        },
        out,
    )
