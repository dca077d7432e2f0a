"""Whether a reader answers: it reads one quad."""

from migkg.serve.operation import Job, Opened, Out, operation, parts


@operation("ping")
def _ping(opened: Opened, job: Job, out: Out) -> None:  # noqa: ARG001 - all share one form
    found = next(opened.store.quads_for_pattern(None, None, None, None), None)
    parts({"build": opened.build.name, "quads": found is not None}, out)
