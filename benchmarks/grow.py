"""Make a large store from a built one, by copies of everything that its documents say.

    python benchmarks/grow.py --store store --to /tmp/large --documents 10000

A copy renames the documents and all that only their graphs describe (passages, mentions, facts,
entities that no authority file knows), so that no triple stands in two graphs; they share
the authority files, the ontology and the links. The same store gives the same quads, in the order
of the copies and sorted within each. Only for measuring: the copies say nothing new.
"""

import argparse
import hashlib
import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox

from migkg import catalogue, search, store
from migkg.describe import graph as describing
from migkg.namespaces import BASE, DCTERMS, GRAPH, ID, SKOS

# Where a copy's number goes in the text that all copies are made of: none of them stands in
# N-Quads, which escape control characters.
_SLUG, _HASH, _NUMBER = "\x01", "\x02", "\x03"
_FACT: Final = ID + "fact/"
_PLACED: Final = frozenset({"passage", "mention"})  # id/passage/{document}/{n}
_DOCUMENTS: Final = GRAPH + "document/"
_SERVICE: Final = GRAPH + "service"  # describes the store, and is made anew
_COPIED: Final = frozenset({GRAPH + "inferred", GRAPH + "provenance"})  # what they say of documents
# So that a reader of a page tells the copies from each other.
_NAMES: Final = frozenset({DCTERMS + "title", DCTERMS + "identifier", SKOS + "prefLabel"})
_IRI: Final = re.compile(rf"<({re.escape(BASE)}[^<>]*)>")


class Copies(io.RawIOBase):
    """The quads of a store and of its copies, as one file of N-Quads."""

    def __init__(self, whole: bytes, added: str, copies: int) -> None:
        self._parts = self._all(whole, added, copies)
        self._left = memoryview(b"")
        self.quads, self.sha256 = 0, hashlib.sha256()

    def _all(self, whole: bytes, added: str, copies: int) -> Iterator[bytes]:
        yield whole
        for number in range(1, copies + 1):
            yield (
                added.replace(_SLUG, f"-copy-{number}")
                .replace(_HASH, f"{number:04x}")
                .replace(_NUMBER, str(number))
                .encode()
            )

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; return 0 at the end."""
        if not self._left:
            part = next(self._parts, b"")
            self.quads += part.count(b"\n")
            self.sha256.update(part)
            self._left = memoryview(part)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def renamed(data: ox.Store) -> dict[str, str]:
    """Return the IRIs that a copy renames, and what becomes of them but for the copy's number."""
    here, elsewhere = set(), set()
    for quad in data:
        subject, graph = quad.subject, quad.graph_name.value
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(ID):
            if graph.startswith(_DOCUMENTS):
                here.add(subject.value)
                here.add(graph)
            elif graph not in _COPIED:
                elsewhere.add(subject.value)
    return {iri: _other(iri) for iri in here - elsewhere}


def _other(iri: str) -> str:
    r"""Return an IRI with a mark where a copy's number goes.

    >>> _other(ID + "passage/a-67-254/3").removeprefix(ID)
    'passage/a-67-254\x01/3'
    >>> _other(ID + "fact/00f67e11aa90c3d4").removeprefix(ID)
    'fact/00f67e11aa90\x02'
    """
    if iri.startswith(_FACT):
        return iri[:-4] + _HASH
    kind, _, rest = iri.removeprefix(ID).partition("/")
    if kind in _PLACED:
        document, _, place = rest.partition("/")
        return f"{ID}{kind}/{document}{_SLUG}/{place}"
    return iri + _SLUG


def added(data: ox.Store, names: dict[str, str]) -> str:
    """Return what a copy adds, as sorted N-Quads with marks where its number goes."""

    def other(term: str) -> str:
        return _IRI.sub(lambda found: f"<{names.get(found[1], found[1])}>", term)

    lines = []
    for quad in data:
        graph = quad.graph_name.value
        if graph not in names and graph not in _COPIED:
            continue
        subject, value = str(quad.subject), str(quad.object)
        new_subject = other(subject)
        new_value = value if isinstance(quad.object, ox.Literal) else other(value)
        if (new_subject, new_value) == (subject, value):
            continue  # it is there already
        if new_subject != subject and quad.predicate.value in _NAMES:
            text, quote, kind = value.rpartition('"')
            new_value = f"{text} (copy {_NUMBER}){quote}{kind}"
        place = other(str(quad.graph_name))
        lines.append(f"{new_subject} {quad.predicate} {new_value} {place} .\n")
    return "".join(sorted(lines))


def grow(source: Path, target: Path, documents: int) -> dict[str, Any]:
    """Make the store and return its record; ``documents`` is rounded up to whole copies.

    Raises StoreError if the one cannot be read or the other not be written.
    """
    with store.opened(source) as small, store.building(target) as new:
        record = json.loads((small.build / "build.json").read_text(encoding="utf-8"))
        counts = record["counts"]
        copies = max(0, -(-documents // counts["documents"]) - 1)
        kept = (quad for quad in small.data if quad.graph_name.value != _SERVICE)
        whole = ox.serialize(kept, format=ox.RdfFormat.N_QUADS)
        whole = b"".join(sorted((whole or b"").splitlines(keepends=True)))
        file = Copies(whole, added(small.data, renamed(small.data)), copies)
        data = store.load(new / "data", cast("io.BufferedReader", io.BufferedReader(file, 1 << 20)))
        described = describing.refresh(data)
        search.make(data, new / search.NAME)
        catalogue.make(data, new / catalogue.NAME)
        data.optimize()
        data.flush()
        del data
        # The sources are those of the copies too.
        for path in small.build.iterdir():
            if path.name == "sources":
                shutil.copytree(path, new / path.name)
        scaled = {name: count * (copies + 1) for name, count in counts.items()}
        record["counts"] = scaled | {"files": counts["files"], "quads": file.quads + len(described)}
        record["sha256"] = file.sha256.hexdigest()
        (new / "build.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return cast("dict[str, Any]", record)


def main() -> None:
    """Read the arguments, make the store, say what was made."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path, default=store.DEFAULT, help="a built store")
    parser.add_argument("--to", type=Path, required=True, help="folder of the store to make")
    parser.add_argument("--documents", type=int, default=10_000, help="how many (10000)")
    args = parser.parse_args()
    begun = time.monotonic()
    counts = grow(args.store, args.to, args.documents)["counts"]
    seconds = time.monotonic() - begun
    made = f"{counts['documents']:,} documents, {counts['quads']:,} quads"
    print(f"{args.to}: {made}, {seconds:.0f} s")


if __name__ == "__main__":
    main()
