"""Serve the graph: a SPARQL endpoint, a page for every thing, downloads.

Builds the shipped corpus first if the store is empty. Listens on this machine alone unless told.

Signals: SIGTERM and SIGINT end what is under way, then the server; a second one ends it at once.
SIGHUP has it look for a new build at once, which it does every second by itself. /health says
whether it lives, /ready whether it should be asked, /metrics what it has done.

With a token, graphs may be changed (/graph-store, /graph/..., /update); audit.jsonl beside the
builds says who changed what. The next migkg build makes all graphs anew from its documents: what
was sent to the server must be kept elsewhere, and sent again.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from migkg import store
from migkg.errors import UsageError
from migkg.serve.changes.token import token
from migkg.serve.federation.services import Service, normal, service
from migkg.serve.http.networks import Network, networks
from migkg.serve.http.proxy import PREFIX
from migkg.serve.settings import Settings


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    usual = Settings()
    parser.add_argument(
        "--store",
        type=_place,
        default=store.DEFAULT,
        metavar="DIR|URL",
        help="folder of the store, or the address of another SPARQL endpoint, to be its front",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="port, 0 for any free one (8000)")
    parser.add_argument(
        "--workers",
        type=_count(1, 256),
        default=usual.workers,
        help="reader processes (four a processor)",
    )
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="a secret of 16 characters or more: who sends it may change graphs; MIGKG_TOKEN in "
        "the environment does the same (nobody may)",
    )
    parser.add_argument(
        "--service",
        type=_service,
        action="append",
        default=[],
        metavar="IRI[=ADDRESS]",
        help="an endpoint that queries may call with SERVICE, or a mirror of it; may be repeated "
        "(none)",
    )
    _limits(parser, usual)
    _surroundings(parser, usual)


def _limits(parser: ArgumentParser, usual: Settings) -> None:
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--time-limit",
        type=_seconds,
        default=usual.time_limit,
        metavar="SECONDS",
        help=f"for one query ({usual.time_limit:g})",
    )
    group.add_argument(
        "--queries-per-client",
        type=_count(0, 10_000),
        default=usual.per_client,
        metavar="NUMBER",
        help="queries that one address may have under way, 0 for any number; this machine's own "
        f"are not counted ({usual.per_client})",
    )
    group.add_argument(
        "--body-size",
        type=_count(1 << 10, 1 << 30),
        default=usual.body,
        metavar="BYTES",
        help=f"of a request ({usual.body})",
    )
    group.add_argument(
        "--rows",
        type=_count(0, 10**12),
        default=usual.rows,
        metavar="NUMBER",
        help=f"of a result, 0 for any number ({usual.rows})",
    )
    group.add_argument(
        "--answer-size",
        type=_count(0, 1 << 50),
        default=usual.result,
        metavar="BYTES",
        help=f"of an answer, 0 for any ({usual.result})",
    )
    group.add_argument(
        "--memory",
        type=_count(3 << 29, 1 << 50),
        default=usual.memory,
        metavar="BYTES",
        help=f"address space of one worker, its stack of 512 MiB included ({usual.memory})",
    )
    group.add_argument(
        "--connections",
        type=_count(1, 100_000),
        default=usual.connections,
        metavar="NUMBER",
        help=f"open at once ({usual.connections})",
    )
    group.add_argument(
        "--connections-per-client",
        type=_count(1, 100_000),
        default=usual.connections_per_client,
        metavar="NUMBER",
        help=f"of them, for one address ({usual.connections_per_client})",
    )
    group.add_argument(
        "--stop-seconds",
        type=_seconds,
        default=usual.stop_seconds,
        metavar="SECONDS",
        help=f"for what is under way when the server is told to stop ({usual.stop_seconds:g})",
    )
    group.add_argument(
        "--drain-seconds",
        type=_seconds_or_none,
        default=usual.drain_seconds,
        metavar="SECONDS",
        help="before that: answer on, but not ready, so that a balancer sees it (0)",
    )


def _surroundings(parser: ArgumentParser, usual: Settings) -> None:
    group = parser.add_argument_group("proxies, logs, metrics")
    group.add_argument(
        "--trusted-proxies",
        type=_networks,
        default=usual.trusted,
        metavar="NETWORKS",
        help="addresses whose X-Forwarded-For, -Proto, -Host and -Prefix are believed, as in "
        "127.0.0.1,10.0.0.0/8 (none)",
    )
    group.add_argument(
        "--root-path",
        type=_root,
        default=usual.root,
        metavar="PATH",
        help="path that a proxy has put the server under, as in /migration",
    )
    group.add_argument(
        "--metrics-for",
        type=_networks,
        default=usual.metrics_for,
        metavar="NETWORKS",
        help="addresses that may read /metrics, or any, or none (this machine)",
    )
    group.add_argument(
        "--tracker",
        type=_tracker,
        default=usual.tracker,
        metavar="ADDRESS",
        help="form that takes reports of facts as its fields title and body (none: the report is "
        "a text to copy)",
    )
    group.add_argument(
        "--access-log",
        metavar="FILE",
        help="write a line of JSON for each request, - for standard output; the file may be "
        "moved away at any time, a new one is begun",
    )


def run(args: Namespace) -> int:
    """Serve until interrupted; return 0."""
    from migkg.serve import server
    from migkg.serve.http.access import AccessLog

    settings = _settings(args)
    if isinstance(args.store, str) and settings.token:
        raise UsageError("a store elsewhere is only read here: leave out --token-file, MIGKG_TOKEN")
    with ExitStack() as done:
        listening = done.enter_context(
            server.bind(args.host, args.port)
        )  # first: a build would be for nothing
        log = AccessLog(args.access_log) if args.access_log else None
        folder = done.enter_context(_folder(args))
        where = server.address(listening)

        def ready() -> None:
            print(f"serving {args.store} at {where} - endpoint {where}sparql", flush=True)

        try:
            server.serve(listening, folder, settings, ready, log)
        except KeyboardInterrupt:
            print()
        finally:
            if log:
                log.close()
    return 0


@contextmanager
def _folder(args: Namespace) -> Iterator[Path]:
    """Give the folder of the store, built if it is empty; for an address, one that leads there."""
    if isinstance(args.store, str):
        from migkg.serve.remote.folder import leading_to

        with leading_to(args.store, args.time_limit) as folder:
            yield folder
        return
    if not store.exists(args.store):
        print(f"{args.store}: no store here, building one from the shipped corpus", flush=True)
        _build(args.store)
    yield args.store


def _settings(args: Namespace) -> Settings:
    return Settings(
        workers=args.workers,
        services=tuple(args.service),
        token=token(args.token_file),
        time_limit=args.time_limit,
        per_client=args.queries_per_client,
        body=args.body_size,
        rows=args.rows,
        result=args.answer_size,
        memory=args.memory,
        connections=args.connections,
        connections_per_client=args.connections_per_client,
        stop_seconds=args.stop_seconds,
        drain_seconds=args.drain_seconds,
        trusted=args.trusted_proxies,
        root=args.root_path,
        metrics_for=args.metrics_for,
        tracker=args.tracker,
    )


def _build(folder: Path) -> None:
    from migkg.build import build
    from migkg.progress import Progress

    build([], folder, progress=Progress())


def _place(text: str) -> Path | str:
    if not text.lower().startswith(("http://", "https://")):
        return Path(text)
    try:
        return normal(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _service(text: str) -> Service:
    try:
        return service(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is no port: a number from 0 to 65535")
    return int(text)


def _count(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is no number from {least} to {most}")
        return int(text)

    return read


def _seconds(text: str) -> float:
    value = _number(text)
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return value


def _seconds_or_none(text: str) -> float:
    value = _number(text)
    if not 0 <= value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no number of seconds")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return networks(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{error!s:.100} is no address and no network") from error


def _root(text: str) -> str:
    path = text.rstrip("/")
    if path and not PREFIX.fullmatch(path):
        raise ArgumentTypeError(f"{text!r} is no path: /like/this")
    return path


def _tracker(text: str) -> str:
    plain = text.startswith(("https://", "http://")) and not any(sign in text for sign in ' #<>"')
    if text and not plain:  # argparse asks for the default, too
        raise ArgumentTypeError(f"{text!r} is no address: https://like.this/issues/new")
    return text
