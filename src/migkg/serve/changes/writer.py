"""The process that makes the next build with one change in it.

Started by the front as ``python -m migkg.serve.changes.writer``, its job as JSON on standard input,
its answer as JSON on standard output. It holds the store's lock while it works, as a build does,
and ends with its parent.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from migkg import catalogue, infer, search, store
from migkg.describe import graph as describing
from migkg.describe import vocabulary
from migkg.errors import CheckError, MigkgError, StoreError
from migkg.namespaces import BASE, GRAPH, MIG
from migkg.quads import file, software
from migkg.serve import guard, inventory
from migkg.serve.changes import check, upload
from migkg.serve.faults import NoAnswerError
from migkg.serve.quality import front
from migkg.serve.worker import confine, follow

# Up to so many quads, all that follows from a change is made anew with it; a larger store keeps
# what its last build derived, counted and indexed.
SMALL: Final = 1_000_000

# What a build is, or was made of it alone, and so is made anew.
_OF_ONE_BUILD: Final = frozenset({"data", "build.json", "reading", catalogue.NAME, front.NAME})
_PROVENANCE: Final = ox.NamedNode(GRAPH + "provenance")


class _NothingError(Exception):
    """The change changes nothing: there is no build to make."""


def change(folder: Path, job: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Make a build with one change and put it to use; return what came of it.

    Raises NoAnswerError where the change is none to be made, StoreError where the store cannot be
    written; the build in use then stays what it was.
    """
    said: dict[str, Any] = {}
    try:
        with store.building(folder) as new:
            old = store.current(folder)
            _require(old, job.get("version", ""))
            before = ox.Store.read_only(str(old / "data"))
            before.backup(str(new / "data"))
            after = ox.Store(str(new / "data"))
            said = _OF[job["do"]](before, after, job, body)
            touched = said.pop("touched")
            if not touched:
                raise _NothingError
            for graph in touched:
                if after.contains_named_graph(graph):
                    check.conforming(after, graph)
            _tell(after, touched, hashlib.sha256(body).hexdigest(), job["do"] == "put")
            said["counts"] = {**_follow_up(after, new), "quads": len(after)}
            after.flush()
            del after, before
            _link_rest(old, new)
            _record(old, new, job, body, said)
            said["build"] = new.stem
    except _NothingError:
        said["build"] = ""
    return said


def _put(before: ox.Store, after: ox.Store, job: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Replace a graph, or add to it, by what a body holds; ``do`` says which."""
    graph = ox.NamedNode(job["graph"])
    check.allowed(graph)
    quads = upload.read(body, job["media"], graph)
    existed = before.contains_named_graph(graph)
    if job.get("only_new") and existed:
        raise NoAnswerError("precondition", f"There is a graph named {graph.value} already.")
    if job.get("only_old") and not existed:
        raise NoAnswerError("precondition", f"There is no graph named {graph.value}.")
    held = set(before.quads_for_pattern(None, None, None, graph))
    given = set(quads)
    replaced = job["do"] == "put"
    added, removed = given - held, (held - given if replaced else set())
    check.sound(added)
    check.once(after, added)
    for quad in removed:
        after.remove(quad)
    after.add_graph(graph)
    after.extend(added)
    return {
        "created": not existed,
        "before": len(held),
        "after": len(held) + len(added) - len(removed),
        "touched": [graph] if added or removed or not existed else [],
    }


def _delete(
    before: ox.Store,
    after: ox.Store,
    job: Mapping[str, Any],
    body: bytes,  # noqa: ARG001 - all share a form
) -> dict[str, Any]:
    graph = ox.NamedNode(job["graph"])
    check.allowed(graph)
    if not before.contains_named_graph(graph):
        raise NoAnswerError("not-found", f"There is no graph named {graph.value}.")
    held = sum(1 for _ in before.quads_for_pattern(None, None, None, graph))
    after.remove_graph(graph)
    return {"created": False, "before": held, "after": 0, "touched": [graph]}


def _update(
    before: ox.Store, after: ox.Store, job: Mapping[str, Any], body: bytes
) -> dict[str, Any]:
    text = body.decode("utf-8")
    _refuse(text, job["depth"])
    try:
        store.deep(lambda: after.update(text, base_iri=BASE))
    except SyntaxError as error:
        raise NoAnswerError(
            "syntax", f"The update does not parse: {' '.join(str(error).split())}"
        ) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise NoAnswerError("bad-request", f"The update failed: {error}") from error
    changed = check.difference(before, after)
    for graph, (added, removed) in changed.items():
        check.sound([*added, *removed])
        if isinstance(graph, ox.NamedNode):
            check.allowed(graph)
        check.once(after, added)
    return {
        "created": False,
        "before": sum(len(removed) for _, removed in changed.values()),
        "after": sum(len(added) for added, _ in changed.values()),
        "touched": list(changed),
    }


_OF: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "put": _put,
    "post": _put,
    "delete": _delete,
    "update": _update,
}


def _require(build: Path, version: str) -> None:
    """Raise NoAnswerError if a version is asked for and is not that of the build in use."""
    record = json.loads((build / "build.json").read_text("utf-8"))
    if version and not record["sha256"].startswith(version):
        raise NoAnswerError("precondition", "The graph is no longer what it was when you read it.")


def _refuse(text: str, depth: int) -> None:
    """Raise NoAnswerError for an update that would call other servers, or nests too deep."""
    words = guard.scan(text)
    if words.service:
        raise NoAnswerError("refused", "SERVICE is refused in updates.")
    if any(token.lastgroup == "word" and token["word"].upper() == "LOAD"
           for token in guard.tokens(text)):  # fmt: skip
        raise NoAnswerError("refused", "LOAD is refused: send the graph itself, by PUT or POST.")
    if words.depth > depth:
        raise NoAnswerError("too-deep", f"The update nests more than {depth} brackets deep.")


def _tell(data: ox.Store, graphs: list[ox.NamedNode], sha256: str, replaced: bool) -> None:
    """Have graph ``provenance`` say what a graph was made from; what is gone was made from none."""

    def say(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> None:
        predicate = vocabulary.node(name)
        data.add(ox.Quad(ox.NamedNode(subject), predicate, value, _PROVENANCE))

    source = BASE + file(sha256)
    entity = vocabulary.node("prov:Entity")
    for graph in graphs:
        there = data.contains_named_graph(graph)
        if replaced or not there:
            for quad in list(data.quads_for_pattern(graph, None, None, _PROVENANCE)):
                data.remove(quad)
        if there:
            say(graph.value, "rdf:type", entity)
            say(graph.value, "prov:wasAttributedTo", ox.NamedNode(BASE + software()))
            say(graph.value, "prov:wasDerivedFrom", ox.NamedNode(source))
            say(source, "rdf:type", entity)
            say(source, "rdfs:label", ox.Literal("sent to the server"))
            say(source, "schema:sha256", ox.Literal(sha256))


def _follow_up(data: ox.Store, new: Path) -> dict[str, int]:
    """Derive, describe, index and count anew; return the counts, none if the store is large."""
    if len(data) > SMALL:
        return {}
    data.remove_graph(vocabulary.GRAPH)
    data.remove_graph(infer.INFERRED)
    try:
        derived = infer.infer(data)
    except CheckError as error:
        raise NoAnswerError("not-conforming", f"Nothing can be derived: {error}") from error
    describing.refresh(data)
    search.make(data, new / search.NAME)
    held = inventory.take(data)
    classes = {one["iri"].removeprefix(MIG): one["count"] for one in held.pop("fact_classes")}
    return {**held, **classes, "inferred": sum(derived.values())}


def _link_rest(old: Path, new: Path) -> None:
    """Have the new build share the files of the old that a change leaves as they are."""
    for path in sorted(old.rglob("*")):
        inner = path.relative_to(old)
        place = new / inner
        if inner.parts[0] in _OF_ONE_BUILD or place.exists():
            continue
        if path.is_dir():
            place.mkdir()
        else:
            os.link(path, place)


def _record(
    old: Path, new: Path, job: Mapping[str, Any], body: bytes, said: Mapping[str, Any]
) -> None:
    """Write ``build.json``: the former one, and the change.

    A build's version is the hash of its quads; a change's, that of the version before and of the
    change itself, since a large store cannot be written out for each.
    """
    record = json.loads((old / "build.json").read_text("utf-8"))
    asked = {
        "do": job["do"],
        "graph": job.get("graph", ""),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    text = json.dumps([record["sha256"], asked], sort_keys=True)
    record["changes"] = [*record.get("changes", ()), {**asked, "made": job["time"]}][-1000:]
    record["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    record["made"] = job["time"]
    record["counts"] = {**record.get("counts", {}), **said["counts"]}
    (new / "build.json").write_text(
        json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Carry out the job on standard input."""
    job = json.load(sys.stdin)
    follow(job["parent"], b"migkg-writer")
    confine(job["memory"])
    try:
        said = change(Path(job["store"]), job, Path(job["body"]).read_bytes())
    except NoAnswerError as fault:
        said = {"fault": fault.kind, "message": fault.message}
    except StoreError as error:
        said = {"fault": "busy", "message": f"The store cannot be changed now: {error}"}
    except (MigkgError, OSError, ValueError, RuntimeError) as error:
        said = {"fault": "failed", "message": f"The change failed: {error}"}
    except MemoryError:
        said = {"fault": "memory", "message": "The change needs more memory than one may have."}
    print(json.dumps(said), flush=True)  # noqa: T201 - how the front hears of it


if __name__ == "__main__":
    main()
