"""Answers with the table of all mappings to other data sets."""

from migkg import sssom
from migkg.serve.operation import Job, Opened, Out, operation


@operation("sssom")
def _sssom(opened: Opened, job: Job, out: Out) -> None:  # noqa: ARG001 - all share one form
    out.head(media="text/tab-separated-values", volatile=False, page=False)
    out.write("".join(sssom.lines(opened.store)).encode())
