"""The steps a worker process does: a batch in, a batch out, the same whoever does it."""

import multiprocessing
import os
import threading
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from migkg import quads, works
from migkg.build import checks
from migkg.corpus import CorpusFile, read_file
from migkg.documents import split
from migkg.facts.registry import fact_extractors
from migkg.link.authority import load_authority
from migkg.link.document import link_document
from migkg.model import Description, Document, Entity, Fact, Link, Passage, Ref
from migkg.passages import passages
from migkg.quads import Read
from migkg.reading import Reading
from migkg.works import Signature


@dataclass(frozen=True, slots=True)
class Divided:
    """A document with its passages, and what copies of it are known by."""

    document: Document
    passages: tuple[Passage, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Task:
    """A document whose mentions are linked, ready to be read for facts."""

    read: Read
    entities: Mapping[Ref, Entity] = field(default_factory=dict)  # new ones that it mentions
    siblings: tuple[Document, ...] = ()  # the documents printed with it, as Reading has them


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch came to: a file of sorted lines, and how much is in it."""

    path: Path
    counts: Mapping[str, int]
    left_out: tuple[str, ...]  # what does not conform to the shapes, and why


def begin_worker() -> None:
    """Prepare a worker process: it ends with the build, even with one that is killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def divide(files: tuple[CorpusFile, ...]) -> list[Divided]:
    """Read some files and return their documents, with their passages.

    Raises MissingFileError and UnreadableFileError.
    """
    found = []
    for file in files:
        parts = split(read_file(file))
        for document in parts:
            within = passages(document, parts)
            found.append(Divided(document, within, works.signature(document)))
    return found


def link(batch: tuple[tuple[Document, tuple[Passage, ...]], ...]) -> list[tuple[Link, ...]]:
    """Return the links of some documents, new entities under provisional names."""
    authority = load_authority()
    return [link_document(document, within, authority) for document, within in batch]


def write(
    batch: tuple[Task, ...], path: Path, documents: frozenset[str], engine: str = "pyshacl"
) -> Written:
    """Read the facts of some documents, check all, and write their graphs as sorted lines.

    ``documents`` are the lines that say of what class each document of the corpus is. Raises
    QuoteError and NotConformingError.
    """
    known = checks.context(documents)
    reads, lines, left_out = [], set[str](), list[str]()
    for task in batch:
        read = with_facts(task)
        checks.check_quotes(read)
        read, said, without = checks.conforming(read, known, engine)
        reads.append(read)
        left_out += without
        lines |= said
    path.write_bytes("".join(f"{line}\n" for line in sorted(lines, key=str.encode)).encode())
    return Written(path, checks.count(reads), tuple(left_out))


def with_facts(task: Task) -> Read:
    """Return a document with what every fact extractor reads in it."""
    read = task.read
    known = ChainMap(dict(task.entities), dict(load_authority().entities))
    reading = Reading(read.document, read.passages, read.links, known, task.siblings)
    facts: list[Fact] = []
    descriptions: list[Description] = []
    for extract in fact_extractors().values():
        for found in extract(reading):
            if isinstance(found, Fact):
                facts.append(found)
            else:
                descriptions.append(found)
    return Read(
        read.document,
        read.passages,
        read.links,
        read.entities,
        quads.merged(facts),
        tuple(descriptions),
        read.parts,
        read.printed_in,
        read.version_of,
        read.copies,
    )
