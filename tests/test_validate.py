"""Graphs are checked as they will be stored, with what is known beside them."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from migkg import iris, quads
from migkg.cli import validate as command
from migkg.cli.main import main
from migkg.errors import (
    CheckError,
    MissingFileError,
    NotConformingError,
    UnknownNameError,
    UnreadableFileError,
    UsageError,
)
from migkg.model import (
    Document,
    Entity,
    Fact,
    Label,
    Link,
    Literal,
    Mention,
    Passage,
    Property,
    Ref,
    SourceFile,
)
from migkg.namespaces import BASE, MIG, RDF, XSD
from migkg.shacl import engines
from migkg.validate import (
    Context,
    Report,
    Result,
    Shapes,
    check_files,
    check_quads,
    shipped_context,
)

HERE = Path(__file__).parent
EXAMPLES = HERE / "shapes" / "examples"
COUNTEREXAMPLES = HERE / "shapes" / "counterexamples"
TEXT = "The Ruritanian Migrants' Union works in Mexico. By 2011, 46 States were parties."
UNION = Entity(
    Ref("id/organization/ruritanian-migrants-union"),
    ("CivilSocietyOrganization",),
    (Label("Ruritanian Migrants' Union", "en", "pref"),),
    reviewed=False,
)


def document_graph(slug: str = "report", *facts: Fact, entities: tuple[Entity, ...] = (UNION,)):
    """Return the quads that a build would write of a small document."""
    source = SourceFile(f"documents/{slug}.txt", TEXT, "0" * 64, "plain", language="en")
    document = Document(slug, "Report", 0, len(TEXT), source, title="A report", language="en")
    passage = Passage(slug, 1, 0, len(TEXT), TEXT, number="1")
    links = tuple(
        Link(Mention(at, at + len(name), name, ref.kind, name, "names", 1), ref, 0.9)
        for name, ref in (
            ("Ruritanian Migrants' Union", UNION.ref),
            ("Mexico", Ref("id/state/mex")),
        )
        for at in [TEXT.index(name)]
    )
    read = quads.Read(document, (passage,), links, entities, facts)
    return ("\n".join(sorted(quads.of_document(read))) + "\n").encode()


def party_count(*extra: Property, slug: str = "report") -> Fact:
    properties = (
        ("instrument", Ref("id/instrument/icrmw")),
        ("count", Literal("46", "integer")),
        ("asOf", Literal("2011", "gYear")),
        *extra,
    )
    return Fact(slug, "PartyCount", properties, (1,))


def shapes_broken(report: Report) -> set[str]:
    return {result.shape.rpartition("/")[2] for result in report.results}


def test_document_graph_as_the_build_writes_it_conforms() -> None:
    assert check_quads(document_graph("report", party_count()), shipped_context()).results == ()


def test_report_says_which_node_why_and_by_which_shape() -> None:
    fact = party_count(("countBasis", iris.concept("role", "chair")))
    report = check_quads(document_graph("report", fact), shipped_context())

    assert report.results == (
        Result(
            severity="Violation",
            focus_node=BASE + iris.of_fact(fact),
            path="mig:countBasis",
            value=f"<{BASE}concept/role/chair>",
            message="mig:countBasis is one concept of the scheme count-basis: any (at least one of "
            "the instruments) or all.",
            shape=BASE + "shape/PartyCount-countBasis",
        ),
    )
    with pytest.raises(NotConformingError, match=r"document/report: 1 violation .*countBasis"):
        report.require("document/report")


def test_report_that_conforms_requires_nothing() -> None:
    Report().require("document/report")
    Report((Result("Warning", "x", "", "", "Look.", "y"),)).require("document/report")


def test_report_counts_the_results_it_does_not_spell_out() -> None:
    results = [Result("Violation", f"n{n}", "", "", "Mend.", BASE + "shape/S") for n in range(5)]
    report = Report.of([*results, *results])

    assert report.counts() == {"S": 5}
    with pytest.raises(NotConformingError, match=r"5 violations .*; and 2 more$"):
        report.require("document/report")


def test_entity_that_nobody_describes_is_found() -> None:
    report = check_quads(document_graph(entities=()), shipped_context())

    assert shapes_broken(report) == {"MentionedEntity-type"}
    assert {result.focus_node for result in report.results} == {BASE + UNION.ref}


def test_context_is_no_concern_of_the_report() -> None:
    """A State of the authority file is known by its type alone, and not asked for more."""
    context = Context.of(
        f"<{BASE}id/state/mex> <{RDF}type> <{MIG}State> .".encode(),
    )
    report = check_quads(document_graph(), Context.of(shipped_context().nquads, context.nquads))

    assert report.results == ()


def test_what_a_graph_adds_to_a_known_entity_is_checked_with_what_is_known() -> None:
    mexico = f"<{BASE}id/state/mex>"
    identifier = "<http://purl.org/dc/terms/identifier>"
    report = check_quads([f'{mexico} {identifier} "ABC" .'], shipped_context())

    assert shapes_broken(report) == {"State-identifier"}


def test_what_is_known_of_an_entity_is_known_with_what_it_refers_to() -> None:
    """The body of an office the graph adds a holder to lies two steps away."""
    office, body, person = (f"<{BASE}id/{name}>" for name in ("office/o", "organization/b", "p"))
    org, label = "http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#prefLabel"
    known = [
        f"{office} <{RDF}type> <{MIG}Office> .",
        f'{office} <{label}> "Chair"@en .',
        f"{office} <{org}postIn> {body} .",
        f"{body} <{RDF}type> <{MIG}Organization> .",
        f"{person} <{RDF}type> <{MIG}Person> .",
    ]
    said = f"{office} <{org}heldBy> {person} ."

    assert check_quads([said], Context.of(known)).results == ()
    assert shapes_broken(check_quads([said], Context.of(known[:3]))) == {
        "Office-heldBy",
        "Office-postIn",
    }


def test_what_a_file_describes_stands_for_itself(tmp_path: Path) -> None:
    """An authority file that is being edited is checked instead of the shipped one."""
    edited = tmp_path / "states.ttl"
    edited.write_text(
        f'<{BASE}id/state/mex> a <{MIG}State> ; <http://purl.org/dc/terms/identifier> "MXC" ;'
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "Mexico"@en .'
    )

    assert check_files([edited]).results == ()


@pytest.mark.parametrize("stored", ["046", "+46"])
def test_literals_are_checked_as_the_store_writes_them(stored: str) -> None:
    data = document_graph("report", party_count()).replace(b'"46"^^', f'"{stored}"^^'.encode())
    count = f'"{stored}"^^<{XSD}integer>'.encode()

    assert count in data
    assert check_quads(data, shipped_context()).results == ()


def test_int_is_an_integer_in_the_store() -> None:
    data = document_graph("report", party_count()).replace(
        f'"46"^^<{XSD}integer>'.encode(), f'"46"^^<{XSD}int>'.encode()
    )

    assert f"<{XSD}int>".encode() in data
    assert check_quads(data, shipped_context()).results == ()


def test_lines_and_bytes_give_the_same_report() -> None:
    data = document_graph(entities=())

    assert check_quads(data.decode().splitlines(), shipped_context()) == check_quads(
        data, shipped_context()
    )


def test_quads_that_do_not_parse_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="not N-Quads"):
        check_quads(b"<a", Context())


def citation(slug: str) -> Fact:
    properties = (
        ("citing", Ref("id/document/one")),
        ("cited", Ref(f"id/document/{slug}")),
        ("citationKind", iris.concept("citation-kind", "cites")),
    )
    return Fact("one", "Citation", properties, (1,))


def test_document_that_another_graph_describes_is_known_from_the_context() -> None:
    data = document_graph("one", citation("two"))
    two = f"<{BASE}id/document/two> <{RDF}type> <{MIG}Document> ."

    assert shapes_broken(check_quads(data, shipped_context())) == {"Citation-cited"}
    assert check_quads(data, Context.of(shipped_context().nquads, [two])).results == ()


def test_context_survives_the_way_to_another_process() -> None:
    context = shipped_context()

    assert pickle.loads(pickle.dumps(context)) == context


def test_engines_have_names() -> None:
    with pytest.raises(UnknownNameError, match="there are: fast, pyshacl"):
        check_quads(b"", Context(), engine="jena")


def test_engine_that_is_not_installed_is_said_in_one_line(monkeypatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(engines, "import_module", missing)

    with pytest.raises(UsageError, match=r"^the engine 'fast' needs the package shacl: [^\n]+$"):
        check_quads(b"", Context(), engine="fast")


def test_data_that_shapes_cannot_be_applied_to_is_an_error_of_ours() -> None:
    passage = f"<{BASE}id/passage/report/1>"
    nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    data = [
        f"{passage} <{RDF}type> <{MIG}Passage> .",
        f"{passage} <{nif}beginIndex> _:b .",
        f'{passage} <{nif}endIndex> "1"^^<{XSD}integer> .',
    ]
    with pytest.raises(CheckError, match="cannot be applied"):
        check_quads(data, shipped_context())


@pytest.mark.parametrize("engine", ["pyshacl", "fast"])
def test_triple_as_a_term_is_refused(engine: str) -> None:
    """The store takes RDF 1.2, the engines do not."""
    if engine == "fast":
        pytest.importorskip("shacl")

    with pytest.raises(CheckError, match=r"RDF 1\.2"):
        check_quads(b"<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", Context(), engine=engine)


@pytest.mark.parametrize("name", ["data.ttl", "data.nt", "data.nq", "data.trig"])
def test_rdf_is_read_by_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(f"<{BASE}id/organization/x> <{RDF}type> <{MIG}Organization> .")

    assert shapes_broken(check_files([file])) == {"NamedEntity-name"}


def test_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + (EXAMPLES / "Area.ttl").read_bytes())

    assert check_files([file]).results == ()


def test_json_ld_and_rdf_xml_are_read(tmp_path: Path) -> None:
    json_ld, xml = tmp_path / "data.jsonld", tmp_path / "data.rdf"
    json_ld.write_text(f'{{"@id": "{BASE}id/area/x", "@type": "{MIG}Area"}}')
    xml.write_text(
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:mig="{MIG}"><mig:Area rdf:about="{BASE}id/area/x"/>'
        "</rdf:RDF>"
    )

    assert shapes_broken(check_files([json_ld])) == {"NamedEntity-name"}
    assert check_files([json_ld]) == check_files([xml]) == check_files([json_ld, xml])


@pytest.mark.parametrize(
    ("content", "name", "error", "says"),
    [
        (None, "none.ttl", MissingFileError, "no such file"),
        (b"<a> <b>", "cut.ttl", UnreadableFileError, "cannot be read as RDF"),
        (b"\xff\xfe\x00", "bytes.nt", UnreadableFileError, "cannot be read as RDF"),
        (b"{", "cut.jsonld", UnreadableFileError, "cannot be read as RDF"),
        (b"text", "text.txt", UnreadableFileError, "no RDF by its name"),
    ],
)
def test_file_that_is_no_rdf_is_refused(tmp_path: Path, content, name, error, says) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(error, match=says) as raised:
        check_files([path])

    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, MissingFileError), ("shape:", UnreadableFileError), ("", UnreadableFileError)],
)
def test_folder_without_shapes_is_refused(tmp_path: Path, content, error) -> None:
    folder = tmp_path / "shapes"
    if content is not None:
        folder.mkdir()
        (folder / "fact.ttl").write_text(content)

    with pytest.raises(error):
        Shapes.load(folder)


@pytest.mark.parametrize(
    ("name", "options", "code", "severity"),
    [
        ("examples/PartyCount", [], 0, None),
        ("counterexamples/PartyCount-asOf", [], 0, "Warning"),
        ("counterexamples/PartyCount-asOf", ["--strict"], 1, "Warning"),
        ("counterexamples/PartyCount-count", [], 1, "Violation"),
    ],
)
def test_command_prints_a_line_a_result(capsys, name, options, code, severity) -> None:
    assert main(["validate", str(HERE / "shapes" / f"{name}.ttl"), *options]) == code

    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ([severity] if severity else [])
    assert all(len(line.split("\t")) == 3 for line in lines)
    assert all(line.split("\t")[1].startswith(BASE + "id/fact/") for line in lines)


def test_command_says_a_wrong_call_in_one_line(capsys, tmp_path: Path) -> None:
    assert main(["validate", str(tmp_path / "none.ttl")]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "none.ttl: no such file" in printed.err


def test_command_starts_without_loading_the_engines() -> None:
    """Other commands declare this one's arguments too, and should not wait for pySHACL."""
    code = f"import sys, {command.__name__}; sys.exit('pyshacl' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_base_holds_for_the_shapes_too(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text((COUNTEREXAMPLES / "PartyCount-countBasis.ttl").read_text())
    code = (
        "from pathlib import Path; from migkg.validate import check_files\n"
        f"print([r.shape for r in check_files([Path({str(file)!r})]).results])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"MIGKG_BASE": "https://example.org/kg/"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "['https://example.org/kg/shape/PartyCount-countBasis']\n"
