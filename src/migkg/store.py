"""The store: a folder of builds, the name of the one in use, and a lock against two at once.

::

    store/current           the name of the build in use
    store/lock              held by a build that is being made
    store/builds/7/data     the quads, an Oxigraph database that nobody writes to any more
    store/builds/7/sources  the source texts that offsets count in
    store/builds/7/build.json  what the build made, from what, and when

A build is made in a folder of its own and put to use by replacing ``current``, which is atomic: a
process killed at any moment leaves the build in use as it was, and readers that have it open go on
with it. ``builds/7/reading`` is locked by them, shared, so that it is not cleared away below them.
"""

import fcntl
import json
import os
import re
import shutil
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, TypeVar

import pyoxigraph as ox

from migkg.errors import QuerySyntaxError, StoreError

DEFAULT: Final = Path("store")  # in the current folder

# The parser and the evaluator recurse as deep as the query nests.
_STACK: Final = 512 * 1024 * 1024

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_T = TypeVar("_T")


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Give an empty folder for a new build; put it to use when the block ends without an error.

    Raises StoreError if the folder cannot be written or if another build is under way.
    """
    builds = folder / "builds"
    try:
        builds.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise StoreError(f"{folder}: cannot write the store: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{folder}: another build is under way") from error
        _clear(folder)
        numbers = [int(path.name) for path in builds.iterdir() if path.name.isdigit()]
        new = builds / f"{max(numbers, default=0) + 1}.unfinished"
        try:
            new.mkdir()
            yield new
            _put_to_use(folder, new)
        except OSError as error:
            raise StoreError(f"{folder}: cannot write the store: {error.strerror}") from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
        _clear(folder)


def _put_to_use(folder: Path, new: Path) -> None:
    (new / "reading").touch()
    for path in (*new.rglob("*"), new):
        _sync(path)
    done = new.with_suffix("")
    new.rename(done)
    _sync(done.parent)
    pointer = folder / "current.unfinished"
    pointer.write_text(done.name + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(folder / "current")
    _sync(folder)


def _sync(path: Path) -> None:
    """Have the disk hold what was written, so that a power cut finds it there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    """Remove builds left unfinished, and former ones that nobody reads."""
    in_use = _current_name(folder)
    for path in (folder / "builds").iterdir():
        if path.name == in_use or (path.name.isdigit() and _is_read(path)):
            continue
        shutil.rmtree(path, ignore_errors=True)


def _is_read(build: Path) -> bool:
    try:
        with (build / "reading").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _current_name(folder: Path) -> str:
    try:
        return (folder / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def exists(folder: Path) -> bool:
    """Tell whether there is a build to open."""
    return bool(_current_name(folder))


def current(folder: Path) -> Path:
    """Return the folder of the build in use.

    Raises StoreError if there is none.
    """
    name = _current_name(folder)
    build = folder / "builds" / name
    if not name or not (build / "data").is_dir():
        raise StoreError(f"{folder}: no store here; make one with: migkg build --store {folder}")
    return build


class Store:
    """One build, open for reading: its quads, its source texts, its record."""

    def __init__(self, build: Path) -> None:
        self.build = build
        try:
            with ExitStack() as stack:
                self._reading = stack.enter_context((build / "reading").open())
                fcntl.flock(self._reading, fcntl.LOCK_SH)
                self.data = ox.Store.read_only(str(build / "data"))
                stack.pop_all()
        except (OSError, RuntimeError) as error:  # the latter for data that are damaged
            raise StoreError(f"{build}: cannot read the store: {error}") from error

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the build, which may then be cleared away by a later one."""
        self._reading.close()

    @property
    def record(self) -> dict[str, Any]:
        """Return what ``build.json`` says."""
        found: dict[str, Any] = json.loads((self.build / "build.json").read_text("utf-8"))
        return found

    def source(self, path: str) -> str:
        """Return the source text of a file of the corpus, by its ``mig:sourceFile``."""
        return read_source(self.build, path)

    def query(
        self,
        text: str,
        substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
    ) -> Answer:
        """Return the answer to a query; its default graph is the union of all named graphs.

        A query that people write may nest deeply: ask it within :func:`deep`. Raises
        QuerySyntaxError if it does not parse.
        """
        return ask(self.data, text, substitutions)


def opened(folder: Path) -> Store:
    """Open the build in use of a store folder, for reading.

    Raises StoreError if there is none or it cannot be read.
    """
    for _ in range(3):
        build = current(folder)
        try:
            return Store(build)
        except StoreError:
            if current(folder) == build:
                raise  # else it was replaced and cleared away between the two steps
    raise StoreError(f"{folder}: replaced again and again while it was being opened")


_FROM = re.compile(r"(?<![\w:?$])FROM(?![\w:])", re.IGNORECASE)
# Strings, IRIs and comments, in which a word is no keyword.
_NO_KEYWORDS = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n]*""",
    re.DOTALL,
)


def ask(
    data: ox.Store,
    text: str,
    substitutions: Mapping[ox.Variable, ox.NamedNode | ox.Literal] | None = None,
) -> Answer:
    """Return the answer to a query; its default graph is the union of all named graphs.

    A query that names its own graphs with FROM gets those. Raises QuerySyntaxError if it does not
    parse.
    """
    given: Any = dict(substitutions or {})
    # With the union asked for, the engine passes over FROM.
    union = not _FROM.search(_NO_KEYWORDS.sub(" ", text))
    try:
        return data.query(text, use_default_graph_as_union=union, substitutions=given or None)
    except SyntaxError as error:
        raise QuerySyntaxError(f"the query does not parse: {_one_line(str(error))}") from error


def _one_line(message: str) -> str:
    text = " ".join(message.split())
    # The parser goes on to list every character that might have stood there.
    where, found, _ = text.partition("expected one of Prefix not found")
    return f"{where}a prefix that is not declared" if found else text


def deep(call: Callable[[], _T]) -> _T:
    """Return what a call returns, made in a thread whose stack holds a deeply nested query.

    An answer cannot leave the thread that asked: the call must also write it.
    """
    outcome: list[_T] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(call())
        except BaseException as error:
            # An answer among the local variables must end in this thread too.
            traceback.clear_frames(error.__traceback__)
            failure.append(error)

    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def write_source(build: Path, path: str, text: str) -> None:
    """Keep a source text with the build, as UTF-8, its line ends untouched."""
    place = _source(build, path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode("utf-8"))


def read_source(build: Path, path: str) -> str:
    """Return a source text kept with the build.

    Raises StoreError if there is none of that name.
    """
    try:
        return _source(build, path).read_bytes().decode("utf-8")
    except OSError as error:
        raise StoreError(f"{path}: no source text of that name in the store") from error


def _source(build: Path, path: str) -> Path:
    root = (build / "sources").resolve()
    place = (root / f"{path}.txt").resolve()
    if not place.is_relative_to(root):
        raise StoreError(f"{path}: no source text of that name in the store")
    return place


def load(folder: Path, quads: IO[bytes]) -> ox.Store:
    """Fill a new database from N-Quads in one bulk load, and return it for further work."""
    data = ox.Store(str(folder))
    data.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
    return data
