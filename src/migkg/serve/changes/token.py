"""The token: who has it may write."""

import hashlib
import hmac
import os
import re
from pathlib import Path
from typing import Final

from migkg.errors import UsageError

VARIABLE: Final = "MIGKG_TOKEN"
_LEAST: Final = 16  # characters
# What RFC 6750 lets a client send.
_SENDABLE: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_BEARER: Final = re.compile(r"bearer +(\S+) *", re.IGNORECASE)


def token(file: Path | None) -> str:
    """Return the token in a file, else that of the environment, else none.

    Raises UsageError for a token that is short or that no client could send.
    """
    if file is None:
        found, where = os.environ.get(VARIABLE, ""), VARIABLE
        if not found:
            return ""
    else:
        where = str(file)
        try:
            found = file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{where}: cannot read the token: {error}") from error
    if len(found) < _LEAST or not _SENDABLE.fullmatch(found):
        raise UsageError(
            f"{where}: a token has {_LEAST} characters or more, letters, digits and ._~+/- alone"
        )
    return found


def sent(header: str) -> str:
    """Return the token that an Authorization header carries; empty if none.

    >>> sent("Bearer abc"), sent("Basic abc")
    ('abc', '')
    """
    found = _BEARER.fullmatch(header.strip())
    return found[1] if found else ""


def same(one: str, other: str) -> bool:
    """Tell whether two tokens are one, in a time that tells nothing about them."""
    return hmac.compare_digest(one.encode(), other.encode())


def fingerprint(secret: str) -> str:
    """Return what a token is called in the log, from which it cannot be told."""
    return hashlib.sha256(b"migkg token " + secret.encode()).hexdigest()[:12]
