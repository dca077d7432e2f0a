"""Measure every kind of page on a store: its size, and how long its first view takes.

    python benchmarks/pages.py --store store
    python benchmarks/pages.py --at http://127.0.0.1:8000/

No answer comes from the cache: for each round a server is started anew, and each page is fetched
from it once. With --at, a server that runs is asked, and what its cache holds of earlier runs comes
out too fast. The machine's load is printed: on a loaded one the figures say more about the load.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
from servers import ours

from migkg import store as stores
from migkg.serve.routes.home import QUESTIONS

MOST_BYTES: Final = 150_000
PAGES: Final = (
    "/",
    "/documents",
    "/documents?sort=newest",
    "/documents?kind=Report",
    "/search?q=remittances",
    "/search?q=Mexico&type=entity",
    "/queries",
    "/look",
    "/look/timeline",
    "/look/map",
    "/look/map?query=states_asked",
    "/look/map?query=states_bound",
    "/look/mandates",
    "/look/figures",
    "/look/treaties",
    "/claims",
    "/quality",
    "/ontology",
    "/shapes",
    "/graph",
    "/graph/links",
    "/dataset",
    "/api",
    "/id/state/are",
    "/id/state/mex",
    "/id/instrument/icrmw",
    "/id/event/informal-thematic-debate-2011",
    "/id/person/saqr-ghobash",
    "/id/organization/iom",
    "/id/office/secretary-general",
    "/concept/theme/remittances",
    "/concept/act/urges",
    "/id/document/a-67-254",
    "/id/document/debate-2011-dossier",
    "/id/passage/a-67-254/19",
    *(f"/queries/{name}" for names in QUESTIONS.values() for name in names),
)


def main() -> int:
    """Print a table; return 1 if a page fails or is too large."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path, default=stores.DEFAULT, help="a built store")
    parser.add_argument("--at", help="address of a server that runs, instead of starting one")
    parser.add_argument("--rounds", type=int, default=5, help="first views of each page (5)")
    parser.add_argument("--pages", nargs="*", default=PAGES, help="paths, all kinds if none")
    args = parser.parse_args()
    print(f"load before: {_load()}")
    found: dict[str, list[tuple[int, int, float]]] = {page: [] for page in args.pages}
    for _ in range(args.rounds):
        for page, *said in _round(args, args.pages):
            found[page].append((said[0], said[1], said[2]))
    print(f"load after: {_load()}\n")
    print(f"{'page':<48} {'bytes':>8} {'median ms':>10} {'most ms':>8}")
    faults = 0
    for page, views in found.items():
        status, size = max(view[0] for view in views), max(view[1] for view in views)
        times = [view[2] * 1000 for view in views]
        wrong = "" if status == 200 else f"  answered {status}"
        wrong += "" if size <= MOST_BYTES else "  too large"
        faults += bool(wrong)
        print(f"{page:<48} {size:>8,} {statistics.median(times):>10.0f} {max(times):>8.0f}{wrong}")
    every = [view[2] * 1000 for views in found.values() for view in views]
    print(f"\nmedian of all {statistics.median(every):.0f} ms, most {max(every):.0f} ms")
    return 1 if faults else 0


def _round(args: argparse.Namespace, pages: list[str]) -> Iterator[tuple[str, int, int, float]]:
    """Yield each page with its status, its bytes and the seconds of its first view."""
    if args.at:
        yield from _fetched(args.at, pages)
        return
    with ours(args.store) as running:
        yield from _fetched(f"http://{running.server}/", pages)


def _fetched(address: str, pages: list[str]) -> Iterator[tuple[str, int, int, float]]:
    headers = {"accept": "text/html"}
    with httpx.Client(base_url=address, headers=headers, timeout=120) as client:
        client.get("healthz")  # the connection is there, and the readers are
        for page in pages:
            begun = time.perf_counter()
            answered = client.get(page, follow_redirects=True)
            yield page, answered.status_code, len(answered.content), time.perf_counter() - begun


def _load() -> str:
    return " ".join(f"{number:.1f}" for number in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
