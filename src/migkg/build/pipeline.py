"""The steps of a build in their order: read, divide, link, unify, write, load, infer, describe."""

import hashlib
import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final, cast

from migkg import __version__, catalogue, infer, provenance, search, store, works
from migkg.build import graphs, steps
from migkg.build.labels import harmonized
from migkg.build.naming import named_apart
from migkg.build.pool import Pool, batched, default_jobs, pool
from migkg.build.steps import Divided, Task, Written
from migkg.corpus import CorpusFile, corpus_files
from migkg.describe import graph as describing
from migkg.link.authority import load_authority
from migkg.link.unify import unify
from migkg.model import Document, Entity, Link, Ref, SourceFile
from migkg.namespaces import BASE
from migkg.progress import Progress
from migkg.provenance import Input
from migkg.quads import Read, lines, types
from migkg.works import Works

WHOLE: Final = "whole.nq"  # all that was read, sorted; what follows from it comes after


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made; the same record lies beside the store as ``build.json``."""

    sha256: str  # of the data set as sorted N-Quads
    counts: Mapping[str, int]
    left_out: tuple[str, ...]
    seconds: Mapping[str, float]


def build(
    paths: Sequence[Path],
    target: Path = store.DEFAULT,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: str = "pyshacl",
) -> Report:
    """Make a new build of files or folders (the shipped corpus if none) and put it to use.

    ``engine`` checks the shapes: "pyshacl", or "fast" for a large corpus (the extra of that name).

    Raises the errors of reading, QuoteError, NotConformingError, OntologyError, StoreError; the
    store then still holds the build it held before.
    """
    jobs = jobs or default_jobs()
    progress = progress or Progress()
    with progress.stage("list"):
        files = corpus_files(paths)
    with store.building(target) as new, pool(jobs) as run:
        sources, divided, compared, copies = _divide(files, run, jobs, progress)
        tasks = _link(divided, compared, copies, run, jobs, progress)
        written = _write(tasks, new, run, jobs, progress, engine)
        kept = [task.read.document for task in tasks]
        with progress.stage("load"):
            ours, made_from = graphs.of_ours()
            agents = sorted({one.mention.extractor for task in tasks for one in task.read.links})
            rules, shapes = graphs.in_folder("queries/inferred", "*.rq"), _shapes()
            paths_of_copies = [Input(*place) for task in tasks for place in task.read.copies]
            said = provenance.described(kept, paths_of_copies, made_from, rules, shapes, agents)
            rest = _file(new / "rest.nq", {*ours, *said, *compared.lines})
            data = _load(new, [*(one.path for one in written), rest])
        with progress.stage("infer"):
            derived = infer.infer(data)
            inferred = _file(
                new / "inferred.nq",
                graphs.serialized(list(data.quads_for_pattern(None, None, None, infer.INFERRED))),
            )
        with progress.stage("describe"):
            described = _file(new / "service.nq", graphs.serialized(describing.refresh(data)))
            quads, sha256 = _digest([new / WHOLE, inferred, described])
        with progress.stage("search"):
            search.make(data, new / search.NAME)
            catalogue.make(data, new / catalogue.NAME)
        with progress.stage("close"):
            data.optimize()
            data.flush()
            del data
            for source in sources:
                store.write_source(new, source.path, source.text)
            for path in new.glob("*.nq"):
                path.unlink()
        counts = {"files": len(files), "quads": quads, "inferred": sum(derived.values())}
        report = Report(
            sha256,
            {**counts, **_sum(written)},
            tuple(sorted(chain.from_iterable(one.left_out for one in written))),
            progress.seconds,
        )
        _record(new / "build.json", report, derived, jobs)
    return report


def _shapes() -> tuple[Input, ...]:
    return graphs.in_folder("shapes", "*.ttl")


def _divide(
    files: Sequence[CorpusFile], run: Pool, jobs: int, progress: Progress
) -> tuple[list[SourceFile], list[Divided], Works, Mapping[str, list[Divided]]]:
    """Return the texts, the documents that are kept, their works, and their copies."""
    batches = [(batch,) for batch in batched(files, _size, jobs)]
    every: list[Divided] = []
    for found in progress.over(run(steps.divide, batches), "divide", len(batches)):
        every += found
    # The whole of a file comes before its parts.
    every.sort(
        key=lambda one: (one.document.source.path, one.document.part_of != "", one.document.begin)
    )
    every = named_apart(every)
    every.sort(key=lambda one: (one.document.source.path, one.document.begin, one.document.slug))
    compared = works.compare(one.signature for one in every)
    copies: dict[str, list[Divided]] = defaultdict(list)
    for one in every:
        if one.document.slug in compared.copy_of:
            copies[compared.copy_of[one.document.slug]].append(one)
    kept = [one for one in every if one.document.slug not in compared.copy_of]
    sources = {one.document.source.path: one.document.source for one in every}
    return list(sources.values()), kept, compared, copies


def _size(file: CorpusFile) -> int:
    try:
        return file.place.stat().st_size
    except OSError:
        return 0


def _link(
    divided: Sequence[Divided],
    compared: Works,
    copies: Mapping[str, Sequence[Divided]],
    run: Pool,
    jobs: int,
    progress: Progress,
) -> list[Task]:
    pairs = [(one.document, one.passages) for one in divided]
    batches = [(batch,) for batch in batched(pairs, _length, jobs)]
    linked: list[tuple[Link, ...]] = []
    for found in progress.over(run(steps.link, batches), "link", len(batches)):
        linked += found
    with progress.stage("unify"):
        documents = [one.document for one in divided]
        unified = unify(list(zip(documents, linked, strict=True)), load_authority())
        parts, printed_in = _nested(documents, copies)
        together = _together(documents, copies)
        return [
            _task(one, unified.links[one.document.slug], unified.entities, compared,
                  copies.get(one.document.slug, ()), parts, printed_in,
                  together.get(one.document.part_of, ()))
            for one in divided
        ]  # fmt: skip


def _length(pair: tuple[Document, object]) -> int:
    return sum(len(passage.text) for passage in cast("Any", pair[1]))


def _nested(
    documents: Sequence[Document], copies: Mapping[str, Sequence[Divided]]
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Return which documents each compilation prints, and in which each document is printed."""
    parts: dict[str, list[str]] = defaultdict(list)
    printed_in: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for place in (document, *(copy.document for copy in copies.get(document.slug, ()))):
            if place.part_of and place.part_of not in printed_in[document.slug]:
                parts[place.part_of].append(document.slug)
                printed_in[document.slug].append(place.part_of)
    return parts, printed_in


def _together(
    documents: Sequence[Document], copies: Mapping[str, Sequence[Divided]]
) -> Mapping[str, tuple[Document, ...]]:
    """Return the documents that each compilation prints, in its order; copies as what is kept."""
    printed: dict[str, list[tuple[int, Document]]] = defaultdict(list)
    for document in documents:
        for place in (document, *(copy.document for copy in copies.get(document.slug, ()))):
            if place.part_of:
                printed[place.part_of].append((place.begin, document))
    return {
        slug: tuple(document for _, document in sorted(found, key=lambda one: one[0]))
        for slug, found in printed.items()
    }


def _task(
    divided: Divided,
    links: tuple[Link, ...],
    entities: Mapping[Ref, Entity],
    compared: Works,
    copies: Sequence[Divided],
    parts: Mapping[str, Sequence[str]],
    printed_in: Mapping[str, Sequence[str]],
    siblings: tuple[Document, ...],
) -> Task:
    document = divided.document
    new = _described({one.entity for one in links}, entities)
    own = (document.source.path, document.source.sha256)
    places = {(one.document.source.path, one.document.source.sha256) for one in copies} - {own}
    read = Read(
        document,
        divided.passages,
        links,
        tuple(new.values()),
        parts=tuple(parts.get(document.slug, ())),
        printed_in=tuple(printed_in.get(document.slug, ())),
        version_of=compared.work_of.get(document.slug, ""),
        copies=tuple(sorted(places)),
    )
    return Task(read, new, siblings)


def _described(mentioned: set[Ref], entities: Mapping[Ref, Entity]) -> dict[Ref, Entity]:
    """Return the new entities among those mentioned, and those that these are described by."""
    found: dict[Ref, Entity] = {}
    waiting = set(mentioned)
    while waiting:
        new = {ref: entities[ref] for ref in waiting if ref in entities and ref not in found}
        found |= new
        values = (value for entity in new.values() for _, value in entity.properties)
        waiting = {value for value in values if isinstance(value, Ref)}
    return dict(sorted(found.items()))


def _write(
    tasks: Sequence[Task], new: Path, run: Pool, jobs: int, progress: Progress, engine: str
) -> list[Written]:
    pieces = batched(tasks, lambda one: sum(len(p.text) for p in one.read.passages), jobs)
    documents = frozenset(line for task in tasks for line in _types(task.read.document))
    batches = [
        (piece, new / f"{number}.nq", documents, engine) for number, piece in enumerate(pieces)
    ]
    return list(progress.over(run(steps.write, batches), "facts", len(batches)))


def _types(document: Document) -> Iterator[str]:
    return lines(document.graph, document.ref, types(document.kind, "Document"))


def _file(path: Path, said: set[str] | list[str]) -> Path:
    path.write_bytes("".join(f"{line}\n" for line in sorted(said, key=str.encode)).encode())
    return path


def _merged(stack: ExitStack, paths: Sequence[Path]) -> Iterator[bytes]:
    """Yield the lines of sorted files, sorted, each triple once."""
    yield from _once(heapq.merge(*(stack.enter_context(path.open("rb")) for path in paths)))


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines of N-Quads without those whose triple another graph states already.

    What two graphs say alike stays in the first of them, in the order of their names: the store's
    union of named graphs does not merge equal triples, and a count over it would count them twice.
    """
    before = b""
    for line in lines:
        triple = line.rsplit(b" ", 2)[0]
        if triple != before:
            yield line
            before = triple


def _load(new: Path, paths: Sequence[Path]) -> Any:
    whole = new / WHOLE
    with ExitStack() as stack, whole.open("wb") as file:
        file.writelines(_once(harmonized(_merged(stack, paths))))
    with whole.open("rb") as quads:
        return store.load(new / "data", cast("IO[bytes]", quads))


def _digest(paths: Sequence[Path]) -> tuple[int, str]:
    """Return the number of quads, and the SHA-256 of what ``migkg export --format nq`` writes."""
    digest, number = hashlib.sha256(), 0
    with ExitStack() as stack:
        for line in _merged(stack, paths):
            digest.update(line)
            number += 1
    return number, digest.hexdigest()


def _sum(written: Sequence[Written]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for one in written:
        total.update(one.counts)
    return dict(sorted(total.items()))


def _record(path: Path, report: Report, derived: Mapping[str, int], jobs: int) -> None:
    said = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "base": BASE,
        "sha256": report.sha256,
        "counts": dict(report.counts),
        "inferred": dict(derived),
        "left_out": list(report.left_out),
        "jobs": jobs,
        "seconds": dict(report.seconds),
    }
    path.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
