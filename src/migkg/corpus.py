"""Reads a corpus: files, and what a manifest says of them.

A corpus is a folder of documents. Its ``manifest.csv``, if it has one, gives a row a document;
paths in it are relative to the folder. Files can also be named one by one, or lie in a folder
without a manifest: then nothing is known of them but their text.
"""

import csv
import hashlib
import importlib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from migkg import resources
from migkg.errors import MissingFileError, UnreadableFileError
from migkg.model import SourceFile
from migkg.read import plain
from migkg.read.content import Content

MANIFEST: Final = "manifest.csv"
COLUMNS: Final = (
    *("file", "title", "symbol", "date", "language", "kind", "address", "retrieved", "sha256"),
)
FORMATS: Final[dict[str, str]] = {
    ".txt": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xml": "akn",
    ".akn": "akn",
}
# Documents that have to be converted first; in a folder they are not passed over in silence.
_CONVERTIBLE: Final = (".doc", ".odt", ".rtf", ".docm", ".wpd")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that is part of a corpus, not read yet."""

    path: str  # relative to the corpus folder, with slashes
    place: Path  # where it is
    row: Mapping[str, str] = field(default_factory=dict, compare=False)  # of the manifest


def read_corpus(paths: Sequence[Path] = ()) -> list[SourceFile]:
    """Return the documents of a corpus, sorted by path, whatever the order they are given in.

    ``paths`` are files and folders; none means the corpus that is shipped with the package.
    Raises ``MissingFileError`` or ``UnreadableFileError`` for the first document, in the order of
    their paths, that is not there or cannot be read.
    """
    return [read_file(file) for file in corpus_files(paths)]


def corpus_files(paths: Sequence[Path] = ()) -> list[CorpusFile]:
    """Return the files that ``read_corpus`` would read, sorted by path, without reading them.

    A folder with a manifest holds what the manifest lists. In a folder without one every document
    of a known format counts, hidden files apart. A file or folder inside the folder of a manifest
    (or one level below it) is described by that manifest.
    """
    found: dict[Path, CorpusFile] = {}
    for path in paths or (resources.folder("corpus"),):
        for file in _files_of(Path(os.path.abspath(path)), str(path)):
            known = found.get(file.place)
            # The same file by two ways keeps the fuller of its two names.
            if known is None or (len(known.path), known.path) < (len(file.path), file.path):
                found[file.place] = file
    files = sorted(found.values(), key=lambda file: (file.path, file.place))
    if len({file.path for file in files}) < len(files):
        top = Path(os.path.commonpath([file.place.parent for file in files]))
        files = sorted(
            (
                CorpusFile(file.place.relative_to(top).as_posix(), file.place, file.row)
                for file in files
            ),
            key=lambda file: file.path,
        )
    return files


def read_file(file: CorpusFile) -> SourceFile:
    """Return a document with its text; raises as ``read_corpus`` does."""
    shown = file.path
    try:
        data = file.place.read_bytes()
    except FileNotFoundError:
        raise MissingFileError(shown) from None
    except OSError as error:
        raise UnreadableFileError(shown, f"cannot be read: {error.strerror}") from error
    if not data.strip(b"\0 \t\r\n\f"):
        raise UnreadableFileError(shown, "is empty; remove it or retrieve it again")
    digest = hashlib.sha256(data).hexdigest()
    if file.row.get("sha256") not in (None, "", digest):
        reason = (
            f"is not the file that {MANIFEST} describes (its SHA-256 is {digest}); "
            "a new retrieval needs a new row"
        )
        raise UnreadableFileError(shown, reason)
    name = format_of(file.place, shown)
    content = _reader(name)(data, shown)
    if not content.text.strip("\ufeff \t\r\n\f"):
        raise UnreadableFileError(shown, "holds no text")
    described = {
        column: file.row.get(column, "")
        for column in ("symbol", "title", "date", "language", "kind", "address")
    }
    return SourceFile(shown, content.text, digest, name, content.pages, **described)


def format_of(path: Path, shown: str = "") -> str:
    """Return the name of a file's format, which its extension tells.

    >>> format_of(Path("A_67_254.PDF"))
    'pdf'
    """
    extension = path.suffix.lower()
    if extension in FORMATS:
        return FORMATS[extension]
    known = ", ".join(FORMATS)
    reason = f"has no known format ({extension or 'no extension'}); readable are {known}"
    if extension in _CONVERTIBLE:
        reason = f"is a {extension} file, which is not read; save it as .docx or .pdf"
    raise UnreadableFileError(shown or str(path), reason)


def _reader(name: str) -> Callable[[bytes, str], Content]:
    # Only the reader that is needed is loaded, so that an extra may be missing.
    reader: Callable[[bytes, str], Content] = importlib.import_module(f"migkg.read.{name}").read
    return reader


def _files_of(path: Path, shown: str) -> Iterator[CorpusFile]:
    if path.is_file():
        format_of(path, shown)
        yield _described(path, path.parent)
    elif not path.is_dir():
        raise MissingFileError(shown)
    elif (path / MANIFEST).is_file():
        rows = read_manifest(path / MANIFEST)
        if not rows:
            raise UnreadableFileError(str(path / MANIFEST), "lists no document")
        yield from (CorpusFile(name, path / name, row) for name, row in rows.items())
    else:
        inside = sorted(place for place in path.rglob("*") if _counts(place, path))
        if not inside:
            known = ", ".join(FORMATS)
            raise UnreadableFileError(shown, f"holds no document; readable are {known}")
        for place in inside:
            format_of(place, str(place))
            yield _described(place, path)


def _counts(place: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in place.relative_to(folder).parts)
    readable = place.suffix.lower() in (*FORMATS, *_CONVERTIBLE)
    return readable and not hidden and place.is_file()


def _described(place: Path, folder: Path) -> CorpusFile:
    """Return a file with the row that a manifest beside or above ``folder`` has for it."""
    for top in (folder, folder.parent):
        if (top / MANIFEST).is_file():
            name = place.relative_to(top).as_posix()
            row = read_manifest(top / MANIFEST).get(name)
            if row is not None:
                return CorpusFile(name, place, row)
    return CorpusFile(place.relative_to(folder).as_posix(), place)


def read_manifest(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a manifest by the path of their file.

    Raises ``UnreadableFileError``, naming the line, for a missing column, a path that leads out
    of the folder or is given twice, a date that is not ISO 8601, or a malformed SHA-256.
    """
    lines = io.StringIO(plain.decode(path.read_bytes(), str(path)), newline="")
    table = csv.DictReader(lines, strict=True)
    rows: dict[str, dict[str, str]] = {}
    try:
        if "file" not in (table.fieldnames or ()):
            raise UnreadableFileError(str(path), f"has no column 'file'; known: {_listed(COLUMNS)}")
        unknown = [name for name in table.fieldnames or () if name not in COLUMNS]
        if unknown:
            reason = f"has unknown columns {_listed(unknown)}; known: {_listed(COLUMNS)}"
            raise UnreadableFileError(str(path), reason)
        for row in table:
            fault = _fault(row, rows)
            if fault:
                raise UnreadableFileError(str(path), f"line {table.line_num}: {fault}")
            rows[row["file"]] = {name: (value or "").strip() for name, value in row.items()}
    except csv.Error as error:
        raise UnreadableFileError(str(path), f"line {table.line_num}: {error}") from error
    return rows


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _fault(row: Mapping[str, str | None], rows: Mapping[str, object]) -> str:
    if None in row or None in row.values():
        return f"expected {len(row.keys() - {None})} fields"
    name = row["file"] or ""
    way = PurePosixPath(name)
    if not name or way.is_absolute() or ".." in way.parts or way.as_posix() != name:
        return f"{name!r} is no path inside the folder (relative, with slashes)"
    if name in rows:
        return f"{name!r} is listed twice"
    for column in ("date", "retrieved"):
        value = row.get(column) or ""
        if value and not _DATE.fullmatch(value):
            return f"{column} {value!r} is no date as 2012-08-03, 2012-08 or 2012"
    if (row.get("sha256") or "") and not _SHA256.fullmatch(row["sha256"] or ""):
        return f"sha256 {row['sha256']!r} is not 64 lower-case hexadecimal digits"
    return ""
