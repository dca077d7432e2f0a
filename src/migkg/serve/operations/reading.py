"""Answers for the first page, the lists of documents and graphs, and the report of a fact."""

from migkg.serve.operation import Job, Opened, Out, operation, parts
from migkg.serve.reading import catalogue, home, report


@operation("home")
def _home(opened: Opened, job: Job, out: Out) -> None:  # noqa: ARG001 - all share one form
    parts(home.of(opened), out)


@operation("documents")
def _documents(opened: Opened, job: Job, out: Out) -> None:
    parts(catalogue.listed(opened, job["asked"]), out)


@operation("report")
def _report(opened: Opened, job: Job, out: Out) -> None:
    parts(report.of(opened.store, job["fact"]), out)


@operation("inventory")
def _inventory(opened: Opened, job: Job, out: Out) -> None:
    parts(catalogue.graphs(opened, job["page"]), out)
