"""Why a request gets no answer: one class, whose kind decides the HTTP status."""

from typing import Final

STATUS: Final = {
    "bad-request": 400,
    "syntax": 400,
    "too-deep": 400,
    "too-long": 400,
    "refused": 403,
    "not-found": 404,
    "not-allowed": 405,
    "not-acceptable": 406,
    "slow-body": 408,
    "conflict": 409,
    "gone": 410,
    "precondition": 412,
    "too-large": 413,
    "media-type": 415,
    "not-conforming": 422,
    "too-many": 429,
    "failed": 500,
    "upstream": 502,
    "time": 503,
    "busy": 503,
    "memory": 503,
    "lost": 503,
}


class NoAnswerError(Exception):
    """A request that gets no answer; the message tells the client why and what would help."""

    def __init__(self, kind: str, message: str, **details: str) -> None:
        super().__init__(kind, message)
        self.kind, self.message, self.details = kind, message, details

    def __str__(self) -> str:
        return self.message

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return STATUS[self.kind]
