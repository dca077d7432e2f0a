"""Answers with one page of the numbers of parties that documents state."""

from migkg.serve import claims
from migkg.serve.operation import Job, Opened, Out, operation, parts


@operation("claims")
def _claims(opened: Opened, job: Job, out: Out) -> None:
    parts(
        claims.page(opened.store, job["page"], job["document"], job["instrument"], job["claim"]),
        out,
    )
