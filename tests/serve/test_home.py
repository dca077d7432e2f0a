"""The first page and the list of documents: what they count, offer and find."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.serve.conftest import Server, serving

from migkg import queries
from migkg.namespaces import BASE, PREFIXES
from migkg.serve.routes.home import QUESTIONS

HTML = {"Accept": "text/html"}
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


def text(server: Server, path: str) -> str:
    answer = server.client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    shown = unescape(re.sub(r"<[^>]+>", " ", answer.text))
    return " ".join(shown.replace("\u202f", "").split())


def count(server: Server, pattern: str) -> int:
    (row,) = server.rows(NAMES + f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    return int(row["n"])


@pytest.mark.parametrize(
    ("label", "pattern"),
    [
        ("documents", "?x mig:sourceFile ?file . ?x a mig:Document"),
        ("passages", "?x a mig:Passage"),
        ("mentions", "?x a nif:Phrase"),
        ("facts", "?x a mig:Fact"),
        ("observation", "?x a mig:Observation"),
        ("people", "?x a mig:Person"),
    ],
)
def test_home_counts_what_the_graph_holds(server: Server, label: str, pattern: str) -> None:
    found = count(server, pattern)

    assert found > 20
    assert f"{label} {found}" in text(server, "/")


def test_home_shows_a_fact_with_its_sentence(server: Server) -> None:
    page = server.client.get("/", headers=HTML).text
    quote = unescape(re.sub(r"<[^>]+>", "", re.findall(r"<mark>(.*?)</mark>", page, re.S)[0]))
    (address,) = set(re.findall(r'href="\./(id/passage/[^"?]+\?fact=\w+)"', page))
    passage = BASE + address.partition("?")[0]
    (row,) = server.rows(NAMES + f"SELECT ?text {{ <{passage}> nif:isString ?text }}")

    assert len(quote) > 50
    assert quote in row["text"]
    assert "<mark>" in server.client.get(f"/{address}", headers=HTML).text


def test_questions_of_the_first_page_are_shipped_and_answered(server: Server) -> None:
    shipped = {query.name for query in queries.shipped()}
    page = server.client.get("/", headers=HTML).text

    for names in QUESTIONS.values():
        assert set(names) <= shipped
        for name in names:
            assert f'href="./queries/{name}"' in page
    first = QUESTIONS["Programmes"][0]
    assert server.client.get(f"/queries/{first}", headers=HTML).status_code == 200


def test_what_is_named_often_leads_to_its_page(server: Server) -> None:
    page = server.client.get("/", headers=HTML).text
    links = re.findall(r'<a class="chip k-\w+" href="\./([^"]+)"', page)

    assert len(links) > 10
    for link in links:
        assert server.client.get(f"/{link}", headers=HTML).status_code == 200


def test_search_works_without_script(server: Server) -> None:
    page = server.client.get("/", headers=HTML).text

    assert re.search(r'<form class="ask" action="\./search"', page)
    assert server.client.get("/search?q=remittances", headers=HTML).status_code == 200


def rows(page: str) -> list[tuple[str, str, str]]:
    """Return link, date and language of each document in the list."""
    found = re.findall(
        r'<th scope="row"><a href="\./id/document/([^"]+)".*?</th>\s*(?:<td[^>]*>.*?</td>){2}'
        r"<td>(.*?)</td><td>(.*?)</td>",
        page,
        re.S,
    )
    return [(slug, date, language) for slug, date, language in found]


def test_list_has_every_document_with_a_text_below_its_file(server: Server) -> None:
    held = {
        row["d"].rpartition("/")[2]
        for row in server.rows(
            NAMES + "SELECT DISTINCT ?d { ?d mig:sourceFile ?f ; a mig:Document }"
        )
        if "/document/" in row["d"]
    }
    listed = [slug for slug, _, _ in rows(server.client.get("/documents", headers=HTML).text)]
    dossier = listed.index("debate-2011-dossier")

    assert len(listed) == len(held)
    assert set(listed) == held
    assert listed[dossier + 1] == "debate-2011-dossier-01"


def test_list_counts_passages_and_facts(server: Server) -> None:
    passages = count(server, "?x mig:passageOf <https://w3id.org/migkg/id/document/a-67-254>")
    facts = count(
        server, "GRAPH <https://w3id.org/migkg/graph/document/a-67-254> { ?x a mig:Fact }"
    )

    assert f"A/67/254 3 August 2012 English {passages} {facts}" in text(server, "/documents")


def test_filters_and_orders_work_without_script(server: Server) -> None:
    page = server.client.get("/documents?kind=Statement&language=fr", headers=HTML).text
    query = (
        """SELECT DISTINCT ?d { ?d mig:sourceFile ?f ; a mig:Statement ; dcterms:language "fr" }"""
    )
    wanted = {row["d"].rpartition("/")[2] for row in server.rows(NAMES + query)}

    assert wanted
    assert {slug for slug, _, _ in rows(page)} == wanted
    newest = rows(server.client.get("/documents?sort=newest&year=2011", headers=HTML).text)
    assert newest[0][1] == "28 June 2011"
    oldest = rows(server.client.get("/documents?sort=date&year=2011", headers=HTML).text)
    assert oldest[0][1] == "5 April 2011"
    assert "No document" in text(server, "/documents?year=1800")


@pytest.mark.parametrize("field", ["sort=x", "page=0", "page=2", "page=x"])
def test_order_or_page_that_there_is_not_is_refused(server: Server, field: str) -> None:
    assert server.client.get(f"/documents?{field}", headers=HTML).status_code == 400
