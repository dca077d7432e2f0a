"""Runs the steps of a build on a corpus, in this process and without a store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from migkg.build import steps
from migkg.corpus import corpus_files
from migkg.link.authority import load_authority
from migkg.link.unify import unify
from migkg.model import Document, Entity, Ref
from migkg.quads import Read


@dataclass(frozen=True, slots=True)
class Found:
    """What the system read in a corpus, before the shapes are checked."""

    texts: Mapping[str, str] = field(repr=False)  # source texts by path in the corpus
    reads: tuple[Read, ...]  # a document each, copies too, in the order of path and offset
    entities: Mapping[Ref, Entity] = field(repr=False)  # those that no authority file knows


def run(paths: Sequence[Path] = ()) -> Found:
    """Return what the steps of a build read in some files or folders, or the shipped corpus.

    A build keeps one of several copies of a document; here each is read, as each was annotated.
    Raises the errors of reading.
    """
    divided = steps.divide(tuple(corpus_files(paths)))
    divided.sort(key=lambda one: (one.document.source.path, one.document.begin, -one.document.end))
    linked = steps.link(tuple((one.document, one.passages) for one in divided))
    documents = [one.document for one in divided]
    unified = unify(list(zip(documents, linked, strict=True)), load_authority())
    reads = []
    for one in divided:
        links = unified.links[one.document.slug]
        new = {
            link.entity: unified.entities[link.entity]
            for link in links
            if link.entity in unified.entities
        }
        read = Read(one.document, one.passages, links, tuple(new.values()))
        siblings = _printed_with(one.document, documents)
        reads.append(steps.with_facts(steps.Task(read, new, siblings)))
    texts = {one.document.source.path: one.document.source.text for one in divided}
    return Found(texts, tuple(reads), unified.entities)


def _printed_with(document: Document, every: Sequence[Document]) -> tuple[Document, ...]:
    whole = document.part_of
    return tuple(one for one in every if one.part_of == whole) if whole else ()
