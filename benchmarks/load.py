"""Clients that ask one after the other: how many requests a second, how long each takes.

    python benchmarks/load.py HOST:PORT /path?query= QUERY --clients 16 --seconds 5 [--new]

Prints one line of JSON. A process of its own, so that it does not share a processor's time slice
with what it measures; still, one Python process makes some 10,000 requests a second at most, so
``wrk`` drives the quick parts where it is installed.
"""

import argparse
import asyncio
import json
import os
import time
from dataclasses import dataclass, field
from urllib.parse import quote


@dataclass
class Tally:
    """What came back."""

    until: float
    seconds: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    lost: int = 0  # connections that ended without a whole answer

    def report(self, over: float) -> dict[str, object]:
        """Return the figures: requests a second, times in milliseconds."""
        taken = sorted(self.seconds)

        def at(share: float) -> float:
            return round(1000 * taken[min(len(taken) - 1, int(share * len(taken)))], 2)

        times = {"p50": at(0.5), "p99": at(0.99), "max": at(1.0)} if taken else {}
        return {
            "requests": len(taken),
            "rate": round(len(taken) / over, 1),
            **times,
            "statuses": self.statuses,
            "lost": self.lost,
        }


async def client(number: int, host: str, port: int, address: str, new: bool, tally: Tally) -> None:
    """Ask until the time is over; a new query each time, or always the same."""
    asked = 0
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    mark = f"{os.getpid()}-{time.time_ns()}-{number}"
    while (began := time.perf_counter()) < tally.until:
        asked += 1
        path = address + (quote(f" #{mark}-{asked}") if new else "")
        try:
            if streams is None:
                streams = await asyncio.open_connection(host, port)
                began = time.perf_counter()
            streams[1].write(
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                "Accept: application/sparql-results+json\r\n\r\n".encode()
            )
            status, keep = await answer(streams[0])
        except (OSError, asyncio.IncompleteReadError, ValueError):
            tally.lost += 1
            streams = None
            await asyncio.sleep(0.01)
            continue
        tally.seconds.append(time.perf_counter() - began)
        tally.statuses[status] = tally.statuses.get(status, 0) + 1
        if not keep:
            streams[1].close()
            streams = None
    if streams:
        streams[1].close()


async def answer(stream: asyncio.StreamReader) -> tuple[str, bool]:
    """Read a whole answer; return its status and whether the connection goes on."""
    head = (await stream.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    first, *lines = head.split("\r\n")
    values = dict(line.partition(": ")[::2] for line in lines)
    if "content-length" in values:
        await stream.readexactly(int(values["content-length"]))
    else:
        while size := int(await stream.readuntil(b"\r\n"), 16):
            await stream.readexactly(size + 2)
        await stream.readexactly(2)
    return first.split(" ")[1], values.get("connection") != "close"


async def load(
    host: str, port: int, address: str, clients: int, seconds: float, new: bool
) -> dict[str, object]:
    """Drive a server with so many clients at once, for so many seconds."""
    began = time.perf_counter()
    tally = Tally(began + seconds)
    async with asyncio.TaskGroup() as group:
        for number in range(clients):
            group.create_task(client(number, host, port, address, new, tally))
    return tally.report(time.perf_counter() - began)


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("server", help="HOST:PORT")
    parser.add_argument("path", help="path and query string, up to the query")
    parser.add_argument("query")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--new", action="store_true", help="another query each time")
    args = parser.parse_args()
    host, _, port = args.server.partition(":")
    address = args.path + quote(args.query)
    figures = asyncio.run(load(host, int(port), address, args.clients, args.seconds, args.new))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
