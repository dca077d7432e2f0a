"""The gateway, seen from the front: started when it is first needed, and again if it died."""

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path

from migkg.serve.federation.services import Service


class Gateway:
    """A gateway process for some endpoints."""

    def __init__(self, services: Sequence[Service], seconds: float, most: int) -> None:
        self.services = tuple(services)
        self._seconds, self._most = seconds, most
        self._process: subprocess.Popen[str] | None = None
        # A folder that only we can enter: whoever reaches the socket may call out.
        self._folder = tempfile.mkdtemp(prefix="migkg-")
        self._path = ""
        self._end = weakref.finalize(self, _stop, self._folder, [])

    def path(self) -> str:
        """Return the path of the socket of a gateway that runs, or is just starting."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        return self._path

    def add_to(self, job: dict[str, object], query: str) -> None:
        """Tell a job what its query may call, if it can have a SERVICE: only a reader reads it."""
        if "service" in query.lower():
            job["services"] = [service.iri for service in self.services]
            job["gateway"] = self.path()

    def close(self) -> None:
        """End the process."""
        self._end()

    def _start(self) -> None:
        self._path = str(Path(self._folder) / secrets.token_hex(4))
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "migkg.serve.federation.gateway"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        told = {
            "socket": self._path,
            "services": [{"iri": item.iri, "address": item.address} for item in self.services],
            "seconds": self._seconds,
            "most": self._most,
        }
        assert process.stdin is not None
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        self._process = process
        self._end.detach()
        self._end = weakref.finalize(self, _stop, self._folder, [process])


def _stop(folder: str, processes: "list[subprocess.Popen[str]]") -> None:
    for process in processes:
        process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
    shutil.rmtree(folder, ignore_errors=True)
