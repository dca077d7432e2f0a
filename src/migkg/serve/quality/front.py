"""The measuring seen from the front: begun once for each build, kept beside it."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

NAME: Final = "quality.json"


class Measuring:
    """What was measured of the build in use."""

    def __init__(self) -> None:
        self._found: dict[Path, dict[str, Any] | None] = {}
        self._under_way: dict[Path, asyncio.Task[None]] = {}

    async def of(self, build: Path, patience: float) -> dict[str, Any] | None:
        """Return the figures of a build, or None if they are not there after so many seconds."""
        self.begin(build)
        task = self._under_way.get(build)
        if task:
            with suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await asyncio.shield(task)
        return self._found.get(build)

    def begin(self, build: Path) -> None:
        """Measure a build if it has not been."""
        if build in self._found or build in self._under_way:
            return
        with suppress(OSError, ValueError):
            self._found[build] = json.loads((build / NAME).read_text(encoding="utf-8"))
            return
        task = asyncio.create_task(self._measure(build))
        self._under_way[build] = task
        task.add_done_callback(lambda _: self._under_way.pop(build, None))

    async def _measure(self, build: Path) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "migkg.serve.quality.measure", str(build)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            said, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            return
        self._found = {build: json.loads(said)}
        # A folder that nobody may write to is no fault: the figures live as long as the server.
        with suppress(OSError):
            unfinished = build / f"{NAME}.unfinished"
            unfinished.write_bytes(said)
            unfinished.replace(build / NAME)
