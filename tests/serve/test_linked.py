"""Our IRIs answer, in every format."""

import io
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.conftest import HERE, Server, serving

from migkg import store
from migkg.serve import withdrawn
from migkg.serve.formats import BY_NAME, ENDINGS, GRAPH
from migkg.serve.linked import split

BASE = "https://w3id.org/migkg/"
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def triples(text: bytes, ending: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=FORMATS[ending])}


@pytest.mark.parametrize("ending", ENDINGS)
def test_thing_answers_in_every_format(server: Server, ending: str) -> None:
    by_ending = server.client.get(f"/id/state/mex.{ending}")
    by_accept = server.client.get("/id/state/mex", headers={"Accept": BY_NAME[ending]})
    expected = ox.Triple(
        ox.NamedNode(BASE + "id/state/mex"), LABEL, ox.Literal("Mexico", language="en")
    )

    assert by_ending.headers["content-type"].split(";")[0] == BY_NAME[ending]
    assert by_accept.headers["content-location"] == f"mex.{ending}"
    assert expected in triples(by_ending.content, ending)
    assert by_ending.content == by_accept.content


@pytest.mark.parametrize(
    "path",
    [
        "id/state/mex",
        "id/document/report",
        "id/passage/report/1",
        "id/mention/report/44-55",
        "id/fact/0123456789abcdef",
        "concept/role/chair",
        "graph/authority",
        "graph/document/report",
        "ontology",
    ],
)
def test_every_kind_of_iri_answers(server: Server, path: str) -> None:
    page = server.client.get("/" + path, headers={"Accept": "text/html"})
    data = server.client.get("/" + path, headers={"Accept": "text/turtle"})

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.status_code == 200
    if "mention/" not in path:  # that page is the passage, with the mention in it
        assert f">{BASE}{path}" in page.text
    assert triples(data.content, "ttl")
    for name, media in ((name, media) for media, name in GRAPH.items() if name != "html"):
        assert f'.{name}>; rel="alternate"; type="{media}"' in page.headers["link"]


def test_document_keeps_its_named_graphs_in_quads(server: Server) -> None:
    text = server.client.get("/id/instrument/icrmw.nq").content
    graphs = {quad.graph_name.value for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}

    assert graphs == {BASE + "graph/authority", BASE + "graph/document/report"}


def test_named_graph_holds_what_the_store_holds(server: Server) -> None:
    found = server.client.get("/graph/document/report.nq").content
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{BASE}graph/document/report> {{ ?s ?p ?o }} }}"

    assert triples(found, "nq") == triples(
        server.query(query, "application/n-triples").content, "nt"
    )


@pytest.mark.parametrize("path", ["id/state/nope", "id/", "concept/role/x.ttl", "graph/none", "x"])
def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    assert server.client.get("/" + path).status_code == 404


def test_format_that_is_not_there_is_told(server: Server) -> None:
    answer = server.client.get("/id/state/mex", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert "text/turtle" in answer.text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/id/state/MEX", "/id/state/mex"),
        ("/id/Organization/IOM.ttl", "/id/organization/iom.ttl"),
        ("/ontology/1.0.0", "/ontology"),
        ("/id/state/mex/", "/id/state/mex"),
        ("/id//state/mex", "/id/state/mex"),
        ("/id/state/MEX/", "/id/state/mex"),
        ("/id/state/me%2578", "/id/state/mex"),
        ("/ontology/", "/ontology"),
    ],
)
def test_what_is_elsewhere_leads_there(server: Server, path: str, target: str) -> None:
    answer = server.client.get(path)
    followed = server.client.get(path, follow_redirects=True)

    assert answer.status_code in {301, 308}
    assert not answer.headers["location"].startswith(("/", "http"))  # holds behind a proxy's path
    assert (followed.status_code, followed.url.path) == (200, target)


def test_description_leaves_out_mentions(server: Server) -> None:
    text = server.client.get("/id/instrument/icrmw.nt").text

    assert "id/fact/0123456789abcdef" in text
    assert "id/mention/" not in text


def test_source_text_is_served_untouched(server: Server) -> None:
    answer = server.client.get("/source/report.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "As at June 2012,\r\n46 États"
    for path in ("none.txt", "../build.json", "..%2Fbuild.json", "%2Fetc%2Fpasswd", "a%00b"):
        assert server.client.get("/source/" + path).status_code == 404


@pytest.mark.parametrize("path", ["/id/state/mex", "/id/state/m%65x", "/id/state/mex?x=%20"])
def test_an_iri_answers_however_it_is_encoded(server: Server, path: str) -> None:
    answer = server.client.get(path, headers={"Accept": "text/turtle"})

    assert answer.status_code == 200
    assert answer.headers["content-location"] == "mex.ttl"


@pytest.mark.parametrize("path", ["/id/state/mex", "/ontology", "/graph/authority"])
def test_headers_lead_to_name_forms_and_origin(server: Server, path: str) -> None:
    answer = server.client.get(path, headers={"Accept": "text/turtle"})
    links = dict(link.split("; ", 1) for link in answer.headers["link"].split(", "))
    name = path.rpartition("/")[2]
    provenance = next(link for link, said in links.items() if "has_provenance" in said)

    assert links[f"<{BASE}{path[1:]}>"] == 'rel="canonical"'
    assert f"<{name}.jsonld>" in links
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["migkg-build"]
    origin = server.client.get(str(answer.url.join(provenance.strip("<>"))))
    assert origin.status_code == 200


def test_a_head_says_what_a_get_says(server: Server) -> None:
    get = server.client.get("/id/state/mex", headers={"Accept": "text/turtle"})
    head = server.client.head("/id/state/mex", headers={"Accept": "text/turtle"})

    assert head.content == b""
    for name in ("content-type", "link", "etag", "content-location", "vary", "migkg-build"):
        assert head.headers[name] == get.headers[name]


WITHDRAWN = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{BASE}graph/authority> {{
  <{BASE}id/organization/old> owl:deprecated true ;
    dcterms:isReplacedBy <{BASE}id/organization/new> ;
    skos:historyNote "Named <twice>."@en .
  <{BASE}id/organization/gone> owl:deprecated true .
  <{BASE}id/organization/new> a <{BASE}ontology#Organization> ; skos:prefLabel "New"@en .
  <{BASE}ontology#term> a owl:Class ; owl:deprecated true ; skos:prefLabel "term"@en .
  <{BASE}concept/role/former> a skos:Concept ; owl:deprecated true ; skos:prefLabel "former"@en .
}}
"""


@pytest.fixture(scope="module")
def with_withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("withdrawn") / "store"
    with store.building(folder) as new:
        data = ox.Store(str(new / "data"))
        data.load(io.BytesIO(WITHDRAWN.encode()), format=ox.RdfFormat.TRIG)
        data.flush()
        del data
        (new / "build.json").write_text(json.dumps({"sha256": "0" * 64}), encoding="utf-8")
    with serving(folder, "--workers", "2") as running:
        yield running


def test_what_was_withdrawn_is_gone_and_says_why(with_withdrawn: Server) -> None:
    page = with_withdrawn.client.get("/id/organization/old", headers={"Accept": "text/html"})
    data = with_withdrawn.client.get("/id/organization/old.ttl")

    assert (page.status_code, data.status_code) == (410, 410)
    assert "Named &lt;twice&gt;." in page.text
    assert 'href="../../id/organization/new"' in page.text
    assert page.headers["link"] == '<../../id/organization/new>; rel="successor-version"'
    assert "Named <twice>." in data.text
    assert f"{BASE}id/organization/new" in data.text
    assert "Traceback" not in page.text + data.text


def test_what_was_withdrawn_may_have_no_successor(with_withdrawn: Server) -> None:
    answer = with_withdrawn.client.get("/id/organization/gone", headers={"Accept": "text/html"})

    assert answer.status_code == 410
    assert "link" not in answer.headers


def test_what_is_deprecated_but_described_keeps_its_page(with_withdrawn: Server) -> None:
    assert with_withdrawn.client.get("/concept/role/former").status_code == 200


@given(st.text(alphabet="/%aA2Fe.", max_size=12))
def test_no_path_breaks_the_search_for_what_is_meant(rest: str) -> None:
    data = ox.Store()
    known = ox.NamedNode(BASE + "id/state/a")
    data.add(ox.Quad(known, LABEL, ox.Literal("A"), ox.NamedNode(BASE + "graph/x")))
    found = withdrawn.elsewhere(data, f"{BASE}id/state/{rest}")

    assert found in {"", known.value}
    assert split(f"/id/state/{rest}")[0].startswith("/id/state")


def test_any_base_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = "https://data.example.org/migration/"
    monkeypatch.setenv("MIGKG_BASE", base)
    text = (HERE / "data.trig").read_text("utf-8").replace(BASE, base)
    with store.building(tmp_path / "store") as new:
        data = ox.Store(str(new / "data"))
        data.load(io.BytesIO(text.encode()), format=ox.RdfFormat.TRIG)
        data.flush()
        del data
        (new / "build.json").write_text(json.dumps({"sha256": "0" * 64}), encoding="utf-8")
    with serving(tmp_path / "store", "--workers", "2") as running:
        answer = running.client.get("/id/state/mex", headers={"Accept": "application/n-triples"})
        page = running.client.get("/id/state/mex", headers={"Accept": "text/html"})
        void = running.client.get("/.well-known/void", headers={"Accept": "application/n-triples"})

    assert f"<{base}id/state/mex>" in answer.text
    assert f'<{base}id/state/mex>; rel="canonical"' in answer.headers["link"]
    assert page.status_code == 200
    assert f"<{base}id/dataset/migkg>" in void.text
    assert BASE not in answer.text + void.text


ALL = bool(os.environ.get("MIGKG_TEST_ALL"))  # every IRI, not some of each kind; takes minutes
SOME = 3


@pytest.fixture(scope="module")
def built(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


def kind_of(iri: str) -> str:
    names = iri.removeprefix(BASE).split("#")[0].split("/")
    return "/".join(names[:2]) if names[0] in {"id", "graph"} else names[0]


def test_every_iri_of_ours_answers_as_page_and_as_data(built: Server, built_store: Path) -> None:
    """Whether subject or object, class or graph: what the graph names can be looked up."""
    kinds: dict[str, set[str]] = defaultdict(set)
    with store.opened(built_store) as found:
        for quad in found.data:
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
                # What stands before the name of a term names the vocabulary, by vann.
                own = isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
                if own and term.value != BASE + "ontology#":
                    kinds[kind_of(term.value)].add(term.value)
    assert {"id/passage", "id/fact", "concept", "ontology", "authority", "sparql"} <= set(kinds)

    wrong = []
    for iris in kinds.values():
        ordered = sorted(iris)
        # The longest too: what is unusual shows there.
        chosen = ordered if ALL else {*ordered[:SOME], *sorted(iris, key=len)[-SOME:]}
        for iri in sorted(chosen):
            wrong += failing(built, iri)
    assert wrong == []


def failing(server: Server, iri: str) -> list[str]:
    path = "/" + iri.removeprefix(BASE).split("#")[0]
    get = server.client.get
    page = get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    data = get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
    found = []
    if (page.status_code, page.headers["content-type"]) != (200, "text/html; charset=utf-8"):
        found.append(f"{iri}: page {page.status_code}")
    if data.status_code != 200 or not data.headers["content-type"].startswith("text/turtle"):
        found.append(f"{iri}: data {data.status_code}")
    # The data of a named graph are its triples; the endpoint describes itself by its address here.
    elif not path.startswith(("/graph/", "/sparql")) and f"<{iri}>" not in expanded(data.content):
        found.append(f"{iri}: not in its own data")
    if not iri.endswith("#") and "#" in iri and f'id="{iri.partition("#")[2]}"' not in page.text:
        found.append(f"{iri}: no such place on the page")
    return found


KNOWN: dict[bytes, str] = {}


def expanded(turtle: bytes) -> str:
    if turtle not in KNOWN:
        KNOWN.clear()
        KNOWN[turtle] = "\n".join(str(q) for q in ox.parse(turtle, ox.RdfFormat.TURTLE))
    return KNOWN[turtle]
