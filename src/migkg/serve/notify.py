"""Tells systemd how the server is: the protocol of sd_notify(3), where ``NOTIFY_SOCKET`` is set."""

import os
import socket
from contextlib import suppress


def notify(state: str) -> None:
    """Say a state, as in ``READY=1``; say nothing where nobody listens."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if not where.startswith(("/", "@")):
        return
    address = "\0" + where[1:] if where.startswith("@") else where
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as peer:
        peer.sendto(state.encode(), address)
