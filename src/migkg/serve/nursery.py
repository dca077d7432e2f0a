"""The nursery: a process that has imported all a reader needs, and forks one whenever asked to.

Started by the front as ``python -m migkg.serve.nursery``, with a socket as standard input. It opens
nothing of a store and has one thread only, so that a fork of it is safe. A reader is forked twice,
so that it becomes a child of the front, which has asked to be given such orphans: the front learns
how it ends, and a nursery that is killed takes no reader along.
"""

import gc
import json
import os
import socket
import time
from pathlib import Path

from migkg.serve import worker

_PATIENCE = 5.0  # seconds until the front must have become a reader's parent
_MESSAGE = 1 << 16  # bytes


def main() -> None:
    """Fork readers until the front closes the socket."""
    front = os.getppid()
    worker.follow(front, b"migkg-nursery")
    asked = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)  # or each reader would hold the socket open too
    worker.prepare()
    gc.freeze()  # what is never looked at again stays shared with the readers
    while True:
        message, descriptors, _, _ = socket.recv_fds(asked, _MESSAGE, 1)
        if not message:
            return
        child = os.fork()
        if not child:
            asked.close()
            _reader(message, descriptors[0], front)
        os.waitpid(child, 0)
        os.close(descriptors[0])


def _reader(message: bytes, descriptor: int, front: int) -> None:
    """Become a reader whose parent is the front; does not return."""
    try:
        if not os.fork():
            until = time.monotonic() + _PATIENCE
            while os.getppid() != front and time.monotonic() < until:
                time.sleep(0.0002)
            worker.follow(front, b"migkg-reader")
            said = json.loads(message)
            peer = socket.socket(fileno=descriptor)
            build = Path(said["build"])
            worker.run(peer, build, said["memory"], said["rows"], said["size"])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
