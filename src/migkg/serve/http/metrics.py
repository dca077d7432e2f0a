"""Counts of what the server did, in the text format that Prometheus reads (version 0.0.4).

https://prometheus.io/docs/instrumenting/exposition_formats/ - every label has few values: routes
are told by their pattern, methods and reasons by name.
"""

import os
import resource
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

MEDIA: Final = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})

Sample = tuple[Mapping[str, str], float]


class Metrics:
    """What was counted since the start."""

    def __init__(self) -> None:
        self.under_way = 0
        self.refused: Counter[str] = Counter()  # connections, by reason
        self.faults: Counter[str] = Counter()  # requests without an answer, by kind
        self.kept: Counter[bool] = Counter()  # whether the answer was kept from before
        self.sent = 0  # bytes of bodies
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds: dict[str, list[int]] = {}
        self._sums: Counter[str] = Counter()

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that has ended."""
        self._requests[method if method in _METHODS else "other", route, status] += 1
        buckets = self._seconds.setdefault(route, [0] * (len(_BUCKETS) + 1))
        buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._sums[route] += seconds  # type: ignore[assignment]

    def families(self) -> Iterator[str]:
        """Yield the text of what was counted here."""
        yield family(
            "migkg_http_requests_total", "counter", "Requests that have ended.",
            (({"method": method, "route": route, "status": str(status)}, number)
             for (method, route, status), number in sorted(self._requests.items())),
        )  # fmt: skip
        yield from self._histogram()
        yield family(
            "migkg_http_requests_under_way", "gauge", "Requests being answered.",
            [({}, self.under_way)],
        )  # fmt: skip
        yield family(
            "migkg_http_sent_bytes_total", "counter", "Bytes of answers, as sent.",
            [({}, self.sent)],
        )  # fmt: skip
        yield family(
            "migkg_faults_total", "counter", "Requests without an answer, by kind.",
            (({"kind": kind}, number) for kind, number in sorted(self.faults.items())),
        )  # fmt: skip
        yield family(
            "migkg_answers_total", "counter", "Answers that were kept from before, or made.",
            [({"kept": str(kept).lower()}, self.kept[kept]) for kept in (False, True)],
        )  # fmt: skip
        yield family(
            "migkg_connections_refused_total", "counter", "Connections cut or refused.",
            (({"reason": reason}, number) for reason, number in sorted(self.refused.items())),
        )  # fmt: skip

    def _histogram(self) -> Iterator[str]:
        name = "migkg_http_request_seconds"
        lines = [f"# HELP {name} Time from a request's header to the end of its answer.\n"]
        lines.append(f"# TYPE {name} histogram\n")
        for route, buckets in sorted(self._seconds.items()):
            total = 0
            for most, number in zip((*map(str, _BUCKETS), "+Inf"), buckets, strict=True):
                total += number
                lines.append(sample(name + "_bucket", {"route": route, "le": most}, total))
            lines.append(sample(name + "_sum", {"route": route}, self._sums[route]))
            lines.append(sample(name + "_count", {"route": route}, total))
        yield "".join(lines)


def family(name: str, kind: str, text: str, samples: Iterable[Sample]) -> str:
    r"""Return one metric: its help, its type, its values.

    >>> print(family("up", "gauge", "Whether it is.", [({"a": 'b"'}, 1)]), end="")
    # HELP up Whether it is.
    # TYPE up gauge
    up{a="b\""} 1
    """
    lines = (sample(name, labels, value) for labels, value in samples)
    return f"# HELP {name} {text}\n# TYPE {name} {kind}\n" + "".join(lines)


def sample(name: str, labels: Mapping[str, str], value: float) -> str:
    """Return the line of one value."""
    inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    return f"{name}{'{' + inner + '}' if inner else ''} {value:.10g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def process(children: Iterable[int] = ()) -> Iterator[str]:
    """Yield what the system says of this process, and of the memory of its readers."""
    page = os.sysconf("SC_PAGE_SIZE")
    yield family(
        "process_resident_memory_bytes", "gauge", "Memory of the front process.",
        [({}, _resident("self") * page)],
    )  # fmt: skip
    yield family(
        "migkg_readers_resident_memory_bytes", "gauge", "Memory of all readers, shared pages too.",
        [({}, sum(_resident(str(pid)) for pid in children) * page)],
    )  # fmt: skip
    yield family(
        "process_open_fds", "gauge", "Open file descriptors of the front process.",
        [({}, len(os.listdir("/proc/self/fd")))],
    )  # fmt: skip
    yield family(
        "process_max_fds", "gauge", "File descriptors that it may have.",
        [({}, resource.getrlimit(resource.RLIMIT_NOFILE)[0])],
    )  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield family(
        "process_cpu_seconds_total", "counter", "Processor time of the front process.",
        [({}, used.ru_utime + used.ru_stime)],
    )  # fmt: skip


def _resident(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0  # gone in the meantime
