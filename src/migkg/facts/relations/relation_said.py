"""What a sentence says of two things, before it becomes a fact."""

from dataclasses import dataclass

from migkg.model import Ref


@dataclass(frozen=True, slots=True)
class Said:
    """A relation as read: between which things, and with which date and status."""

    subject: Ref
    predicate: str
    object: Ref | None
    begin: int  # where in the plain masked sentence
    status: str = "actual"
    when: tuple[str, str] = ("", "")  # "asOf" or "since", and the date
