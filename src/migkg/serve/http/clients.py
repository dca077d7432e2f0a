"""How much one client may ask at once.

A place is needed for what goes to a reader, not for an answer that is kept. Who has no place free
waits a while for one, in order: a page's few parts or a class of students behind one address are
no attack.
"""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from migkg.serve.faults import NoAnswerError
from migkg.serve.http.networks import HERE, household
from migkg.serve.http.visit import Visit

_WAITING: Final = 4  # requests that may wait, for each that may run


@dataclass(slots=True)
class _Client:
    running: int = 0
    waiting: deque["asyncio.Future[None]"] = field(default_factory=deque)


class Clients:
    """The places of all clients; of this machine itself nothing is counted."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._clients: dict[str, _Client] = {}

    def __len__(self) -> int:
        return len(self._clients)

    async def enter(self, visit: Visit) -> None:
        """Take a place for a request, unless it has one; raise NoAnswerError if there is none."""
        if not self.at_once(visit):
            name = household(visit.address)
            await self._wait(name, self._clients[name])
            visit.place = name

    def at_once(self, visit: Visit) -> bool:
        """Take a place for a request, unless it has one; tell whether there was one free."""
        if visit.place or not self._most or not visit.address or visit.address in HERE:
            return True
        name = household(visit.address)
        client = self._clients.setdefault(name, _Client())
        if client.running >= self._most:
            return False
        client.running += 1
        visit.place = name
        return True

    async def _wait(self, name: str, client: _Client) -> None:
        if len(client.waiting) >= _WAITING * self._most:
            raise self._refusal(name)
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        client.waiting.append(place)
        try:
            async with asyncio.timeout(self._seconds):
                await place
        except (TimeoutError, asyncio.CancelledError) as error:
            with suppress(ValueError):
                client.waiting.remove(place)
            if place.done() and not place.cancelled():  # given one in the same instant
                self._free(name)
            if isinstance(error, asyncio.CancelledError):
                raise
            raise self._refusal(name) from error

    def leave(self, visit: Visit) -> None:
        """Give back the place of a request that has ended."""
        if visit.place:
            self._free(visit.place)
            visit.place = ""

    def _free(self, name: str) -> None:
        client = self._clients[name]
        while client.waiting:
            place = client.waiting.popleft()
            if not place.done():
                place.set_result(None)  # the place goes from hand to hand
                return
        client.running -= 1
        if not client.running:
            del self._clients[name]

    def _refusal(self, name: str) -> NoAnswerError:
        return NoAnswerError(
            "too-many",
            f"There are {self._most} queries of {name} under way, and one address may have no "
            "more at once; try again in a few seconds.",
        )
