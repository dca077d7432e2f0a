"""The frames that front and reader exchange: a kind, a length, a payload."""

import asyncio
import socket
from struct import Struct
from typing import Final

READY: Final = b"R"  # the reader has opened its store
JOB: Final = b"J"  # what to do, JSON
HEAD: Final = b"H"  # what the answer will be, JSON
DATA: Final = b"D"  # a stretch of the answer
END: Final = b"E"  # the answer is whole
FAIL: Final = b"F"  # the answer ends here, and why, JSON

_HEADER = Struct("!cI")


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    r"""Return a frame.

    >>> pack(END)
    b'E\x00\x00\x00\x00'
    """
    return _HEADER.pack(kind, len(payload)) + payload


async def read(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the kind and payload of the next frame; raise IncompleteReadError at the end."""
    kind, size = _HEADER.unpack(await stream.readexactly(_HEADER.size))
    return kind, await stream.readexactly(size)


def receive(peer: socket.socket) -> tuple[bytes, bytes] | None:
    """Return the next frame from a blocking socket, or None when the other side has left."""
    header = peer.recv(_HEADER.size, socket.MSG_WAITALL)
    if len(header) < _HEADER.size:
        return None
    kind, size = _HEADER.unpack(header)
    payload = bytearray()
    while len(payload) < size:
        part = peer.recv(size - len(payload))
        if not part:
            return None
        payload += part
    return kind, bytes(payload)
