"""The server describes itself, and what it says is what it holds."""

import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.serve.conftest import Server, serving

from migkg import catalogue, queries, store
from migkg.describe import graph as describing
from migkg.describe import partitions
from migkg.describe.vocabulary import DATASET, GRAPH, TYPE, node
from migkg.namespaces import BASE, ID
from migkg.serve import inventory
from migkg.serve.formats import BY_NAME, ENDINGS

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX ext: <http://ldf.fi/void-ext#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX mig: <https://w3id.org/migkg/ontology#> PREFIX schema: <https://schema.org/>
"""


@pytest.fixture(scope="module")
def built(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2", "--trusted-proxies", "127.0.0.1") as server:
        yield server


@pytest.fixture(scope="module")
def data(built_store: Path) -> Iterator[ox.Store]:
    with store.opened(built_store) as found:
        yield found.data


def described(server: Server, path: str, ending: str = "nt", **headers: str) -> ox.Store:
    answer = server.client.get(path, headers={"Accept": BY_NAME[ending], **headers})
    answer.raise_for_status()
    assert answer.headers["content-type"].split(";")[0] == BY_NAME[ending]
    found = ox.Store()
    form = FORMATS[ending]
    found.extend(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(answer.content, form))
    return found


def one(found: ox.Store, subject: ox.NamedNode | None, name: str) -> str:
    values = {q.object.value for q in found.quads_for_pattern(subject, node(name), None)}
    assert len(values) == 1, (name, values)
    return values.pop()


def values(found: ox.Store, subject: ox.NamedNode | None, name: str) -> set[str]:
    return {q.object.value for q in found.quads_for_pattern(subject, node(name), None)}


def without_service(data: ox.Store) -> list[ox.Quad]:
    return [quad for quad in data if quad.graph_name != GRAPH]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_endpoint_describes_itself(built: Server, ending: str) -> None:
    found = described(built, "/sparql", ending)
    this = ox.NamedNode(built.address + "sparql#service")

    assert one(found, this, "sd:endpoint") == built.address + "sparql"
    assert one(found, this, "sd:supportedLanguage").endswith("#SPARQL11Query")
    assert one(found, this, "sd:feature").endswith("#UnionDefaultGraph")
    assert one(found, this, "sd:defaultDataset") == DATASET.value
    assert len(values(found, this, "sd:resultFormat")) == 10
    assert not values(found, None, "sd:inputFormat")  # it takes no changes


def test_the_description_knows_every_named_graph(built: Server, data: ox.Store) -> None:
    found = described(built, "/sparql")
    sizes = Counter(quad.graph_name.value for quad in data)
    told = {}
    for graph in values(found, DATASET, "sd:namedGraph"):
        about = ox.NamedNode(one(found, ox.NamedNode(graph), "sd:graph"))
        assert one(found, ox.NamedNode(graph), "sd:name") == graph
        told[graph] = int(one(found, about, "void:triples"))

    assert told == sizes


def test_addresses_are_those_that_the_client_used(built: Server) -> None:
    forwarded = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "data.example.org",
        "X-Forwarded-Prefix": "/migration",
    }
    found = described(built, "/sparql", **forwarded)
    endpoint = "https://data.example.org/migration/sparql"
    assert one(found, ox.NamedNode(endpoint + "#service"), "sd:endpoint") == endpoint
    void = described(built, "/.well-known/void", **forwarded)
    assert one(void, DATASET, "void:sparqlEndpoint") == endpoint


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        ("*/*", 200, "text/turtle"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200, "text/html"),
        ("application/rdf+xml", 200, "application/rdf+xml"),
        ("application/sparql-results+json", 400, "text/plain"),
    ],
)
def test_only_who_wants_a_description_gets_it(
    built: Server, accept: str, status: int, media: str
) -> None:
    answer = built.client.get("/sparql", headers={"Accept": accept})

    assert answer.status_code == status
    assert answer.headers["content-type"].split(";")[0] == media
    assert built.client.get("/sparql?query=", headers={"Accept": "*/*"}).status_code == 400


def test_void_is_what_the_store_holds(built: Server, data: ox.Store) -> None:
    found = described(built, "/.well-known/void")
    quads = without_service(data)
    kinds: dict[object, set[object]] = {}
    for quad in quads:
        if quad.predicate == TYPE:
            kinds.setdefault(quad.subject, set()).add(quad.object)
    classes = Counter(kind for every in kinds.values() for kind in every)
    by_class: Counter[tuple[object, object]] = Counter()
    by_value: Counter[tuple[object, object, object]] = Counter()
    for quad in quads:
        for kind in kinds.get(quad.subject, ()):
            by_class[kind, quad.predicate] += 1
            if isinstance(quad.object, ox.Literal):
                by_value[kind, quad.predicate, quad.object.datatype] += 1
            for other in kinds.get(quad.object, ()):
                by_value[kind, quad.predicate, other] += 1

    assert int(one(found, DATASET, "void:triples")) == len(data)
    assert int(one(found, DATASET, "void:distinctSubjects")) == len({q.subject for q in quads})
    assert int(one(found, DATASET, "void:distinctObjects")) == len({q.object for q in quads})
    assert int(one(found, DATASET, "void:properties")) == len({q.predicate for q in quads})
    rows = found.query(PREFIXES + "SELECT ?c ?n { ?part void:class ?c ; void:entities ?n }")
    assert {row["c"]: int(row["n"].value) for row in rows} == classes
    rows = found.query(
        PREFIXES + "SELECT ?c ?p ?n { ?part void:class ?c ; void:propertyPartition ?of . "
        "?of void:property ?p ; void:triples ?n }"
    )
    assert {(row["c"], row["p"]): int(row["n"].value) for row in rows} == by_class
    rows = found.query(
        PREFIXES + "SELECT ?c ?p ?v ?n { ?part void:class ?c ; void:propertyPartition ?of . "
        "?of void:property ?p ; (void:classPartition|ext:datatypePartition) ?inner . "
        "?inner (void:class|ext:datatype) ?v ; void:triples ?n }"
    )
    assert {(r["c"], r["p"], r["v"]): int(r["n"].value) for r in rows} == by_value


def test_links_are_counted_in_the_store_and_agree_with_the_registry(
    built: Server, data: ox.Store
) -> None:
    found = described(built, "/void")
    registry = {
        quad.subject.value: quad.object.value
        for quad in data.quads_for_pattern(
            None, node("void:triples"), None, ox.NamedNode(BASE + "graph/links")
        )
    }
    told = {
        linkset: one(found, ox.NamedNode(linkset), "void:triples")
        for linkset in values(found, DATASET, "void:subset")
        if "/linkset/" in linkset
    }

    assert len(told) > 10
    assert told == registry
    wikidata = ox.NamedNode(ID + "linkset/state-wikidata")
    assert one(found, wikidata, "void:objectsTarget") == ID + "dataset/wikidata"
    assert one(found, wikidata, "void:linkPredicate").endswith("#exactMatch")
    assert int(told[wikidata.value]) > 190
    part = ox.NamedNode(one(found, wikidata, "void:subjectsTarget"))
    assert one(found, part, "void:class").endswith("#State")


def test_an_editor_learns_classes_prefixes_and_queries_from_the_endpoint(built: Server) -> None:
    """What SIB's sparql-editor asks an endpoint for, in words of ours."""
    prefixes = built.rows(PREFIXES + "SELECT ?p ?n { [] sh:namespace ?n ; sh:prefix ?p }")
    known = {row["p"]: row["n"] for row in prefixes}
    partitions = built.rows(
        PREFIXES + "SELECT ?class ?property ?value { ?cp void:class ?class ; "
        "void:propertyPartition ?pp . ?pp void:property ?property OPTIONAL { "
        "{ ?pp void:classPartition [ void:class ?value ] } UNION "
        "{ ?pp ext:datatypePartition [ ext:datatype ?value ] } } }"
    )
    found = built.rows(
        PREFIXES + "SELECT ?q ?comment ?text { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ; "
        "sh:select|sh:ask|sh:construct|sh:describe ?text ; schema:target ?target }"
    )

    assert known["mig"] == BASE + "ontology#"
    mig = BASE + "ontology#"
    asked = {(row["class"], row["property"], row.get("value")) for row in partitions}
    assert (mig + "PartyCount", mig + "instrument", mig + "Treaty") in asked
    assert len({row["q"] for row in found}) == len(queries.shipped())
    assert all(row["comment"] for row in found)
    for row in found:
        assert not row["text"].startswith("#+")


def test_the_shipped_queries_run_as_they_are_told(built: Server) -> None:
    told = described(built, "/examples")
    select = {q.subject.value: q.object.value
              for q in told.quads_for_pattern(None, node("sh:select"), None)}  # fmt: skip
    name = ID + "query/competency/cq04-only-announced"
    keywords = values(told, ox.NamedNode(name), "schema:keywords")

    assert one(told, ox.NamedNode(name), "schema:target") == built.address + "sparql"
    assert "competency" in keywords
    assert built.query(select[name]).status_code == 200
    declared = one(told, ox.NamedNode(ID + "prefix/mig"), "sh:namespace")
    assert declared == BASE + "ontology#"
    spaces = told.quads_for_pattern(None, node("sh:namespace"), None)
    assert {q.object.datatype.value.rpartition("#")[2] for q in spaces} == {"anyURI"}


def test_the_catalogue_leads_to_what_there_is(built: Server) -> None:
    found = described(built, "/dcat")
    files = [ox.NamedNode(url) for url in sorted(values(found, DATASET, "dcat:distribution"))]
    assert len(files) > 30
    for file in [*files[:6], *files[-2:]]:
        address = one(found, file, "dcat:downloadURL")
        answer = built.client.head(address.removeprefix(built.address[:-1]))
        media = one(found, file, "dcat:mediaType").partition("media-types/")[2]
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)
    services = values(found, None, "dcat:endpointURL")
    assert services == {built.address + path for path in ("", "sparql", "graph-store")}
    assert values(found, None, "dcat:servesDataset") == {DATASET.value}


def test_the_history_has_the_build_and_its_files(built: Server, built_store: Path) -> None:
    found = described(built, "/provenance")
    record = json.loads((store.current(built_store) / "build.json").read_text())
    build = ox.NamedNode(one(found, DATASET, "prov:wasGeneratedBy"))

    assert one(found, build, "prov:endedAtTime").replace("Z", "+00:00") == record["made"]
    used = values(found, build, "prov:used")
    assert len(used) == len(values(found, None, "schema:sha256")) > 50
    assert one(found, build, "prov:wasAssociatedWith").startswith(ID + "software/migkg-")
    assert one(found, DATASET, "dcat:version") == record["sha256"][:16]


@pytest.mark.parametrize("path", [".well-known/void", "void", "dcat", "provenance", "examples"])
def test_each_description_comes_in_every_form(built: Server, path: str) -> None:
    browser = {"Accept": "text/html"}
    page = built.client.get("/" + path, headers=browser)
    by_ending = built.client.get(f"/{path}.jsonld")

    assert page.status_code == 303
    assert not page.headers["location"].startswith(("/", "http"))  # holds behind a proxy's path
    assert by_ending.headers["content-type"] == "application/ld+json"
    assert list(ox.parse(by_ending.content, ox.RdfFormat.JSON_LD))
    assert built.client.get(f"/{path}.png").status_code == 404
    assert built.client.get("/" + path, headers={"Accept": "image/png"}).status_code == 406
    assert "alternate" in built.client.get("/" + path).headers["link"]


def test_people_see_the_data_set(built: Server) -> None:
    page = built.client.get("/.well-known/void", headers={"Accept": "text/html"},
                            follow_redirects=True)  # fmt: skip

    assert page.url.path == "/dataset"
    assert "States in Wikidata" in page.text
    assert f"{built.address}sparql" in page.text


def test_the_list_of_graphs_is_right_with_a_description_and_without(
    data: ox.Store, server: Server
) -> None:
    sizes = Counter(quad.graph_name.value for quad in data)
    told = catalogue.sizes(data)

    assert dict(told) == sizes
    small = ox.Store()
    small.add_graph(ox.NamedNode("urn:empty"))
    small.add(ox.Quad(DATASET, TYPE, DATASET, ox.NamedNode("urn:x")))
    assert catalogue.sizes(small) == [("urn:empty", None), ("urn:x", None)]
    assert [catalogue.size(small, name) for name in ("urn:empty", "urn:x")] == [0, 1]
    assert "padding" in server.client.get("/graph", headers={"Accept": "text/html"}).text


def test_the_counts_are_those_of_the_build(data: ox.Store, built_store: Path) -> None:
    record = json.loads((store.current(built_store) / "build.json").read_text())["counts"]
    told = inventory.take(data)

    for name in ("documents", "passages", "mentions", "facts", "quads"):
        assert told[name] == record[name], name
    classes = {one["iri"].rpartition("#")[2]: one["count"] for one in told["fact_classes"]}
    assert classes == {name: record[name] for name in classes}


def test_a_store_without_a_description_is_described_all_the_same(server: Server) -> None:
    found = described(server, "/.well-known/void")
    count = server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]

    assert one(found, DATASET, "void:triples") == count
    assert server.client.get("/dataset").status_code == 200


def test_the_graph_of_the_description_keeps_the_rules(data: ox.Store) -> None:
    said = list(data.quads_for_pattern(None, None, None, GRAPH))

    assert len(said) > 5000
    for quad in said:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        where = data.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        assert len(list(where)) == 1  # one triple stands in one graph
    kinds = {quad.object.datatype.value.rpartition("#")[2] for quad in said
             if isinstance(quad.object, ox.Literal)}  # fmt: skip
    assert kinds <= {"string", "integer", "langString"}


def test_to_describe_again_says_the_same(built_store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    with store.opened(built_store) as found:
        before = {*found.data.quads_for_pattern(None, None, None, GRAPH)}
        found.data.backup(str(copy))
    again = ox.Store(str(copy))

    assert set(describing.refresh(again)) == before
    assert set(describing.refresh(again)) == before
    del again
    shutil.rmtree(copy)


def test_partitions_are_told_apart_where_their_names_are_alike() -> None:
    data = ox.Store()
    text = "<a:x> a <urn:x:Ship>, <urn:x:ship> ; <http://purl.org/dc/terms/isPartOf> <a:y> ."
    data.load(io.BytesIO(text.encode()), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("a:g"))
    parts = {t.object for t in partitions.counted(data)
             if t.predicate == node("void:classPartition") and t.subject == DATASET}  # fmt: skip

    assert len(parts) == 2
    assert httpx.URL(min(parts, key=str).value).path.startswith("/migkg/id/partition/")
