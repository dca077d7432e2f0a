"""A port on a reader's own loopback, behind which the gateway stands.

The engine speaks HTTP over TCP and nothing else; a reader has no network but its own loopback.
"""

import fcntl
import secrets
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Final

_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1
_STACK: Final = 1 << 20  # bytes
_START_SECONDS: Final = 10.0  # until a gateway that is starting listens
_REFUSED_SECONDS: Final = 0.3
_HEAD: Final = 4096  # bytes in which the first line of a request ends


class Relay:
    """Passes connections on to a gateway; only requests that know the secret."""

    def __init__(self, gateway: str) -> None:
        self.gateway = gateway
        self._secret = secrets.token_urlsafe(16)
        _raise_loopback()
        # Process-wide, but the one thread that needs a deep stack runs already.
        threading.stack_size(_STACK)
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    def addresses(self) -> Callable[[int], str]:
        """Return how the gateway's Nth service is called for one query.

        The same request, made again for the same query, gets the same answer.
        """
        here = f"http://127.0.0.1:{self._listening.getsockname()[1]}/{self._secret}"
        asker = secrets.token_hex(8)
        return lambda number: f"{here}/{number}/{asker}"

    def _accept(self) -> None:
        while True:
            client, _ = self._listening.accept()
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            _hurry(client)
            head = b""
            while b"\r\n" not in head and len(head) < _HEAD:
                part = client.recv(_HEAD)
                if not part:
                    return
                head += part
            expected = b"POST /%s/" % self._secret.encode()
            if not head.startswith(expected):
                return
            with connected(self.gateway) as gateway:
                gateway.sendall(b"POST /" + head.removeprefix(expected))
                back = threading.Thread(target=_pump, args=(gateway, client), daemon=True)
                back.start()
                _pump(client, gateway)
                back.join()


@cache
def to(gateway: str) -> Relay:
    """Return this process's relay to a gateway, started when it is first needed."""
    return Relay(gateway)


def connected(gateway: str) -> socket.socket:
    """Return a connection to a gateway, which may be starting; raise OSError if there is none."""
    begun = time.monotonic()
    while True:
        peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            peer.connect(gateway)
        except (FileNotFoundError, ConnectionRefusedError) as error:
            peer.close()
            # A socket that is there and refuses is that of a gateway that has ended.
            there = isinstance(error, ConnectionRefusedError)
            if time.monotonic() - begun > (_REFUSED_SECONDS if there else _START_SECONDS):
                raise
            time.sleep(0.02)
        else:
            return peer


def _hurry(peer: socket.socket) -> None:
    """Have the system neither hold back what is sent nor what it owes for what came."""
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if sys.platform == "linux":
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(64 << 10):
            sink.sendall(part)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def _raise_loopback() -> None:
    """Switch the loopback of the reader's own network on; elsewhere it is on already."""
    if sys.platform != "linux":
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket, suppress(OSError):
        asked = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, asked))[1]
        raised = struct.pack("16sh14x", b"lo", flags | _IFF_UP)
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, raised)
