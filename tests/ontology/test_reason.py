"""HermiT finds the ontology consistent, and finds what is planted to break it."""

import tempfile
from pathlib import Path

import owlready2
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from migkg import reason
from migkg.clashes import clashes
from migkg.errors import UsageError
from migkg.namespaces import ID, MIG
from migkg.ontology import load_authority

MEX, DEISS = f"<{ID}state/mex>", f"<{ID}person/joseph-deiss>"
TYPE = f"<{RDF.type}>"


def _graph(text: str) -> Graph:
    return Graph().parse(data=text, format="nt")


def _with(ontology: Graph, text: str) -> Graph:
    return ontology + _graph(text)


def test_the_ontology_is_consistent_and_every_class_can_have_members(ontology: Graph):
    report = reason.check(ontology)
    assert report.consistent
    assert report.unsatisfiable == ()
    assert report.conforms


def test_owlready2_agrees(ontology: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The same through Owlready2's own door: it reads the ontology and runs HermiT itself."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = tmp_path / "ontology.nt"
    file.write_text("".join(reason.view(ontology.serialize(format="nt").splitlines())))
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    assert [str(kind) for kind in world.inconsistent_classes()] == []
    assert world[MIG + "PartyCount"] in world[MIG + "Fact"].subclasses()
    assert issubclass(
        world[MIG + "Resolution"], world["https://w3id.org/un/ontology/undo/Document"]
    )
    world.close()


def test_the_authority_files_are_consistent_with_the_ontology(ontology: Graph):
    authority = load_authority()
    assert clashes(ontology, authority) == []
    assert reason.check(ontology, authority.serialize(format="nt")).consistent


@pytest.mark.parametrize(
    "planted",
    [
        f"{DEISS} {TYPE} <{MIG}Person> .\n{DEISS} {TYPE} <{MIG}ConsultativeProcess> .\n",
        f"<{ID}fact/1> <{MIG}act> {MEX} .\n<{ID}fact/1> {TYPE} <{MIG}PartyCount> .\n",
        f'<{ID}fact/1> <{MIG}count> "many" .\n',
        f"<{ID}tenure/x> <{MIG}tenureOf> {MEX} .\n{MEX} {TYPE} <{MIG}State> .\n",
    ],
    ids=["two disjoint classes", "disjoint facts", "wrong datatype", "range"],
)
def test_a_planted_contradiction_is_found_and_named(ontology: Graph, planted: str):
    assert not reason.check(ontology, planted).consistent
    assert clashes(ontology, _graph(planted))


def test_data_that_keeps_the_rules_is_consistent(ontology: Graph):
    data = (
        f"{MEX} {TYPE} <{MIG}State> .\n{DEISS} {TYPE} <{MIG}Person> .\n"
        f"<{ID}fact/1> {TYPE} <{MIG}Affiliation> .\n"
        f"<{ID}fact/1> <http://www.w3.org/ns/org#member> {DEISS} .\n"
        f"<{ID}fact/1> <http://www.w3.org/ns/org#organization> {MEX} .\n"
        f'<{ID}fact/1> <{MIG}asOf> "2011-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .\n'
    )
    assert reason.check(ontology, data).consistent
    assert clashes(ontology, _graph(data)) == []


def test_an_unsatisfiable_class_is_found(ontology: Graph):
    both = URIRef(MIG + "Both")
    text = "".join(
        f"<{both}> <{RDFS.subClassOf}> <{MIG}{name}> .\n" for name in ("Person", "Passage")
    )
    report = reason.check(_with(ontology, f"<{both}> {TYPE} <{OWL.Class}> .\n{text}"))
    assert report.consistent
    assert report.unsatisfiable == (str(both),)
    assert not report.conforms


def test_what_follows_without_being_stated_is_reported(ontology: Graph):
    """A class equivalent to one that lies below another lies below that other, too."""
    new = f"<{MIG}Fora>"
    text = (
        f"{new} {TYPE} <{OWL.Class}> .\n"
        f"_:both {TYPE} <{OWL.Class}> .\n"
        f"_:both <{OWL.intersectionOf}> _:one .\n"
        f"_:one <{RDF.first}> <{MIG}Meeting> .\n_:one <{RDF.rest}> _:two .\n"
        f"_:two <{RDF.first}> <{MIG}Session> .\n_:two <{RDF.rest}> <{RDF.nil}> .\n"
        f"{new} <{OWL.equivalentClass}> _:both .\n"
    )
    inferred = reason.check(_with(ontology, text)).inferred
    assert [pair.upper.removeprefix(MIG) for pair in inferred] == ["Meeting", "Session"]
    assert {pair.lower for pair in inferred} == {f"{MIG}Fora"}


def test_dates_are_left_out_of_what_the_reasoner_sees():
    lines = [
        f'<a:s> <a:p> "2011"^^<http://www.w3.org/2001/XMLSchema#{name}> .'
        for name in ("date", "gYear", "gYearMonth", "integer", "dateTime")
    ]
    lines.append('<a:s> <a:p> "a \\"date\\"^^<http://www.w3.org/2001/XMLSchema#date> ."@en .')
    assert [line.rstrip("\n") for line in reason.view(lines)] == lines[3:]


def test_no_temporary_file_is_left(
    ontology: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reason.check(ontology)
    reason.check(ontology, f"{MEX} {TYPE} <{MIG}State> .\n{MEX} {TYPE} <{MIG}Area> .\n")
    with pytest.raises(UsageError, match=r"within 0\.01 seconds"):
        reason.check(ontology, timeout=0.01)
    assert list(tmp_path.iterdir()) == []


def test_data_that_the_reasoner_cannot_read_is_refused_in_one_line(ontology: Graph):
    with pytest.raises(UsageError) as caught:
        reason.check(
            ontology,
            '<a:s> <a:p> "one"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
            f'<{ID}fact/1> <{MIG}count> "x"^^<http://example.org/unknown> .\n',
        )
    assert "\n" not in str(caught.value)
