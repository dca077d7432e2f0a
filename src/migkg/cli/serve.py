"""Serve the graph: a SPARQL endpoint, a page for every thing, downloads.

Builds the shipped corpus first if the store is empty. Listens on this machine alone unless told.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from migkg import store
from migkg.serve.settings import Settings


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    usual = Settings()
    parser.add_argument("--store", type=Path, default=store.DEFAULT, help="folder of the store")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port, 0 for any free one (8000)")
    parser.add_argument(
        "--workers", type=_count, default=usual.workers, help="reader processes (four a processor)"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=usual.time_limit,
        metavar="SECONDS",
        help="for one query (10)",
    )


def run(args: Namespace) -> int:
    """Serve until interrupted; return 0."""
    from migkg.serve import server

    with server.bind(args.host, args.port) as listening:  # first: a build would be for nothing
        if not store.exists(args.store):
            print(f"{args.store}: no store here, building one from the shipped corpus", flush=True)
            _build(args.store)
        where = server.address(listening)

        def ready() -> None:
            print(f"serving {args.store} at {where} - endpoint {where}sparql", flush=True)

        settings = Settings(workers=args.workers, time_limit=args.time_limit)
        try:
            server.serve(listening, args.store, settings, ready)
        except KeyboardInterrupt:
            print()
    return 0


def _build(folder: Path) -> None:
    from migkg.build import build
    from migkg.progress import Progress

    build([], folder, progress=Progress())


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is no port: a number from 0 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"{text!r} is no number from 1 to 256")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return value
