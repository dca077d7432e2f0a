"""The frames that front and reader exchange: a kind, a length, a payload."""

import socket
from struct import Struct
from typing import Final

BORN: Final = b"B"  # the reader's process is there: its number
READY: Final = b"R"  # the reader has opened its store
JOB: Final = b"J"  # what to do, JSON
HEAD: Final = b"H"  # what the answer will be, JSON
DATA: Final = b"D"  # a stretch of the answer
END: Final = b"E"  # the answer is whole
FAIL: Final = b"F"  # the answer ends here, and why, JSON

_HEADER = Struct("!cI")
_AT_ONCE = 1 << 16  # bytes


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    r"""Return a frame.

    >>> pack(END)
    b'E\x00\x00\x00\x00'
    """
    return _HEADER.pack(kind, len(payload)) + payload


class Splitter:
    """Cuts bytes, however they arrive, into frames.

    >>> splitter = Splitter()
    >>> splitter.feed(pack(DATA, b"four")[:7])
    []
    >>> splitter.feed(pack(DATA, b"four")[7:] + pack(END))
    [(b'D', b'four'), (b'E', b'')]
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []  # of a frame whose end is still to come
        self._missing = 0

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """Return the frames that are whole with these bytes."""
        if self._missing > len(data):
            self._parts.append(data)
            self._missing -= len(data)
            return []
        if self._parts:
            data = b"".join((*self._parts, data))
            self._parts.clear()
        frames, at = [], 0
        self._missing = 0
        while len(data) - at >= _HEADER.size:
            kind, size = _HEADER.unpack_from(data, at)
            end = at + _HEADER.size + size
            if end > len(data):
                self._missing = end - len(data)
                break
            frames.append((kind, data[at + _HEADER.size : end]))
            at = end
        if at < len(data):
            self._parts.append(data[at:])
        return frames


def receive(peer: socket.socket) -> tuple[bytes, bytes] | None:
    """Return the next frame from a blocking socket, or None when the other side has left.

    For one side that speaks only when the other has: nothing is kept of what comes behind.
    """
    splitter = Splitter()
    while data := peer.recv(_AT_ONCE):
        for frame in splitter.feed(data):
            return frame
    return None
