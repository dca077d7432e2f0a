"""The whole way from corpus to store: same bytes always, every quote where it says, never half."""

import datetime as dt
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from migkg import export, quads, store
from migkg.build import build, checks, graphs, pipeline, pool, steps
from migkg.errors import NotConformingError, OntologyError, QuoteError
from migkg.model import Description, Fact, Iri, Link, Literal, Ref
from migkg.namespaces import BASE, GRAPH, expand
from migkg.quads import Read
from migkg.resources import folder
from migkg.validate import check_files

MANY = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def exported(place: Path) -> bytes:
    file = io.BytesIO()
    with store.opened(place) as found:
        export.export(found, file, "nq")
    return file.getvalue()


class AnotherDay(dt.datetime):
    """A clock that stands still, years from now."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "AnotherDay":
        return cls(2031, 2, 3, tzinfo=tz)


def test_the_same_corpus_gives_the_same_bytes(
    built_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day, one worker, another hash seed, the files in another order."""
    monkeypatch.setattr(pipeline, "datetime", AnotherDay)
    files = sorted((folder("corpus") / "documents").iterdir(), reverse=True)
    build(files, tmp_path, jobs=1)

    ours, theirs = exported(built_store), exported(tmp_path)
    assert ours == theirs
    assert ours.split(b"\n")[:-1] == sorted(set(ours.split(b"\n")[:-1]))
    assert not any(b"2031" in line and b"xsd:dateTime" in line for line in theirs.split(b"\n"))
    with store.opened(tmp_path) as found:
        assert found.record["made"].startswith("2031-02-03")


def test_the_record_beside_the_store_tells_what_is_in_it(built_store: Path) -> None:
    with store.opened(built_store) as found:
        record = found.record
        assert record["counts"]["quads"] == len(found.data)
    assert record["sha256"] == hashlib.sha256(exported(built_store)).hexdigest()
    assert record["left_out"] == []


def test_every_quote_stands_verbatim_at_its_offsets(built_store: Path) -> None:
    """Read from the store, not from the records: what a user gets is what is checked."""
    with store.opened(built_store) as found:
        texts = {one.subject: found.source(one.object.value) for one in stated(found, "sourceFile")}
        document = {one.subject: one.object for one in stated(found, "passageOf")}
        home = {one.subject: one.object for one in stated(found, "nif:referenceContext")}
        begins = {one.subject: int(one.object.value) for one in stated(found, "nif:beginIndex")}
        ends = {one.subject: int(one.object.value) for one in stated(found, "nif:endIndex")}
        counts = found.record["counts"]
        number = 0
        for name in ("nif:isString", "nif:anchorOf"):
            for one in stated(found, name):
                text = texts[document[home.get(one.subject, one.subject)]]
                stands = text[begins[one.subject] : ends[one.subject]]
                assert stands == one.object.value, one.subject
                number += 1
    assert number == counts["passages"] + counts["mentions"] > 1000


def stated(found: store.Store, name: str) -> Iterator[Any]:
    return found.data.quads_for_pattern(None, ox.NamedNode(expand(name)), None)


def test_every_fact_cites_a_passage_of_the_document_whose_graph_it_is_in(
    built_store: Path,
) -> None:
    query = """
        PREFIX mig: <https://w3id.org/migkg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?fact WHERE {
          GRAPH ?graph { ?fact a mig:Fact }
          FILTER NOT EXISTS { GRAPH ?graph { ?fact prov:wasDerivedFrom/mig:passageOf ?document } }
        }
    """
    with store.opened(built_store) as found:
        rows = list(found.query(query.replace("https://w3id.org/migkg/", BASE)))
        assert found.record["counts"]["facts"] > 100
    assert rows == []


def test_no_blank_node_and_nothing_in_the_default_graph(built_store: Path) -> None:
    with store.opened(built_store) as found:
        assert list(found.data.quads_for_pattern(None, None, None, ox.DefaultGraph())) == []
        names = {graph.value for graph in found.data.named_graphs()}
        nodes = (node for quad in found.data for node in (quad.subject, quad.object))
        assert not any(isinstance(node, ox.BlankNode) for node in nodes)
    assert {GRAPH + name for name in ("authority", "ontology", "inferred", "provenance")} <= names


def test_provenance_says_what_each_graph_was_made_from(built_store: Path) -> None:
    query = """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?graph WHERE {
          { SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } }
          FILTER NOT EXISTS {
            ?graph prov:wasDerivedFrom ?input ; prov:wasAttributedTo ?agent .
            ?agent a prov:SoftwareAgent .
          }
        }
    """
    with store.opened(built_store) as found:
        without = {row["graph"].value for row in found.query(query)}
        agents = "SELECT DISTINCT ?a { ?s <http://www.w3.org/2005/11/its/rdf#taAnnotatorsRef> ?a "
        undescribed = list(found.query(agents + "FILTER NOT EXISTS { ?a a ?type } }"))
    assert without == {GRAPH + "provenance"}
    assert undescribed == []


def test_a_part_that_is_a_copy_is_no_document_of_its_own(built_store: Path) -> None:
    query = """
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX mig: <https://w3id.org/migkg/ontology#>
        SELECT ?document WHERE {
          ?whole dcterms:hasPart ?document . ?other dcterms:hasPart ?document .
          ?document mig:sourceFile ?file FILTER (STR(?whole) < STR(?other))
        }
    """
    with store.opened(built_store) as found:
        rows = list(found.query(query.replace("https://w3id.org/migkg/", BASE)))
        works = list(found.query("SELECT ?d { ?d <http://purl.org/dc/terms/isVersionOf> ?w }"))
    assert len(rows) >= 1  # the concept note, which the dossier prints again
    assert len(works) >= 2


@pytest.mark.parametrize("seconds", [0.0, 0.4, 1.5])
def test_a_build_killed_at_any_moment_leaves_the_former(sample_store: Path, seconds: float) -> None:
    before = exported(sample_store)
    command = [sys.executable, "-m", "migkg.cli.main", "build", "--store", str(sample_store)]
    process = subprocess.Popen(
        [*command, "--jobs", "2"], stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(lambda: bool(list((sample_store / "builds").glob("*.unfinished"))))
        time.sleep(seconds)
    finally:
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL

    assert exported(sample_store) == before
    # The workers end with it, and so does the lock.
    _wait(lambda: not _running(process.pid))
    with store.building(sample_store) as new:
        store.load(new / "data", io.BytesIO(b""))
    assert [path.name for path in (sample_store / "builds").iterdir()] == [new.stem]


def _wait(until: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _running(session: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, in_session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(in_session) == session and state != "Z":
            return True
    return False


def test_a_build_that_finds_fault_leaves_the_former(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(sample_store)

    def wrong(batch: object) -> list[tuple[Link, ...]]:
        raise QuoteError("not what stands there")

    monkeypatch.setattr(steps, "link", wrong)
    with pytest.raises(QuoteError):
        build([folder("corpus") / "documents" / "concept-note-2011.txt"], sample_store, jobs=1)

    assert exported(sample_store) == before
    assert len(list((sample_store / "builds").iterdir())) == 1


def moved(link: Link, by: int) -> Link:
    mention = replace(link.mention, begin=link.begin + by, end=link.end + by)
    return replace(link, mention=mention)


def test_quotes_that_hold_are_counted(sample: Read) -> None:
    assert checks.check_quotes(sample) == 4


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda r: replace(r, links=(moved(r.links[0], 1),)), "not what stands there"),
        (lambda r: replace(r, links=(r.links[0], r.links[0])), "overlaps the mention before it"),
        (
            lambda r: replace(r, passages=(r.passages[0], replace(r.passages[1], text="x"))),
            "its text is not what stands at",
        ),
        (
            lambda r: replace(r, passages=(r.passages[0], replace(r.passages[0], order=2))),
            "overlaps another",
        ),
        (lambda r: replace(r, passages=r.passages[:1] * 2), "two passages with one number"),
        (lambda r: replace(r, passages=r.passages[:1]), "not inside passage 2"),
        (lambda r: replace(r, facts=(replace(r.facts[0], passages=()),)), "cites passages"),
        (lambda r: replace(r, facts=(replace(r.facts[0], passages=(7,)),)), "cites passages"),
    ],
)
def test_quotes_that_do_not_hold_stop_the_build(
    sample: Read, spoil: Callable[[Read], Read], message: str
) -> None:
    with pytest.raises(QuoteError, match=message):
        checks.check_quotes(spoil(sample))


def known(sample: Read) -> checks.Context:
    return checks.context(frozenset(quads.lines(Ref("graph/x"), sample.document.ref, [])))


def test_what_conforms_is_kept(sample: Read) -> None:
    read, lines, left_out = checks.conforming(sample, known(sample))

    assert read == sample
    assert lines == quads.of_document(sample)
    assert left_out == ()


def test_a_fact_that_breaks_the_shapes_is_left_out_and_named(sample: Read) -> None:
    wrong = Fact("forum", "PartyCount", (("count", Literal("83", "integer")),), (2,))
    read, lines, left_out = checks.conforming(
        replace(sample, facts=(*sample.facts, wrong)), known(sample)
    )

    assert read.facts == sample.facts
    assert not any("PartyCount" in line for line in lines)
    assert len(left_out) == 1
    assert left_out[0].startswith("forum: id/fact/")
    assert "PartyCount-instrument" in left_out[0]


def test_what_is_said_of_a_document_against_the_shapes_is_left_out(sample: Read) -> None:
    me = sample.document.ref
    said = Description(me, (("dcterms:creator", me), ("dcterms:creator", Ref("id/state/mex"))))
    read, _, left_out = checks.conforming(replace(sample, descriptions=(said,)), known(sample))

    assert [description.properties for description in read.descriptions] == [()]
    assert "Document-creator" in left_out[0]


def test_a_document_that_breaks_the_shapes_stops_the_build(sample: Read) -> None:
    bad = replace(sample, document=replace(sample.document, language="no language"))
    with pytest.raises(NotConformingError, match="graph/document/forum"):
        checks.conforming(bad, known(sample))


@pytest.mark.parametrize(
    ("turtle", "message"),
    [("<http://a> <http://b> ", "x.ttl: "), ("<http://a> <http://b> [] .", "a blank node")],
)
def test_our_own_files_are_checked(tmp_path: Path, turtle: str, message: str) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(turtle)
    with pytest.raises(OntologyError, match=message):
        graphs.lines_of(Ref("graph/ontology"), path)


def test_batches_hold_everything_once_in_order() -> None:
    for jobs in (1, 2, 7):
        for number in (0, 1, 5, 100):
            batches = pool.batched(range(number), lambda item: item % 9, jobs)
            assert [item for batch in batches for item in batch] == list(range(number))
            assert len(batches) <= 2 * jobs * pool.BATCHES_A_WORKER + 1


def test_an_error_in_a_worker_is_the_same_error_here() -> None:
    with pool.pool(2) as run, pytest.raises(QuoteError, match="passage 1"):
        list(run(_fail, [("passage 1",), ("passage 2",)]))


def _fail(text: str) -> None:
    raise QuoteError(text)


def test_the_whole_export_conforms_to_the_shapes(built_store: Path, tmp_path: Path) -> None:
    """All graphs as one, derived triples among them, which no document graph shows."""
    path = tmp_path / "all.ttl"
    with store.opened(built_store) as found, path.open("wb") as file:
        export.export(found, file, "ttl")
    report = check_files([path], engine="fast" if find_spec("shacl") else "pyshacl")

    assert [str(result) for result in report.violations] == []


def test_the_time_of_a_build_stands_beside_the_store_only(built_store: Path) -> None:
    record = json.loads((store.current(built_store) / "build.json").read_text())
    made = record["made"].encode()

    assert made not in exported(built_store)
    assert os.fsencode(str(folder("corpus").parent)) not in exported(built_store)


def test_an_outside_iri_in_a_fact_is_loaded_as_it_is(sample: Read, tmp_path: Path) -> None:
    said = Description(sample.document.ref, (("dcterms:source", Iri("https://undocs.org/A/65/1")),))
    lines = quads.of_document(replace(sample, descriptions=(said,)))
    data = store.load(tmp_path / "data", io.BytesIO("\n".join([*lines, ""]).encode()))

    assert len(data) == len(lines)
