"""The pages of entities: their facts with citations, what is peculiar to a kind, the downloads."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from tests.serve.conftest import Server, serving
from tests.serve.test_pages import Page

from migkg.namespaces import BASE, MIG, PREFIXES

HTML = {"Accept": "text/html"}
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
PATHS = [
    "/id/state/mex",
    "/id/instrument/icrmw",
    "/id/event/informal-thematic-debate-2011",
    "/id/person/william-lacy-swing",
    "/id/organization/general-assembly",
    "/id/organization/gmg",
    "/id/office/president-of-the-general-assembly",
    "/id/area/south",
    "/id/initiative/five-by-five",
    "/id/publication/unctad-remittances-poverty-2011",
    "/concept/theme/remittances",
    "/concept/act/urges",
]
HEAVIEST = 150_000  # bytes of a page before fonts and pictures


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


def page_of(server: Server, path: str) -> Page:
    answer = server.client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


def words(page: Page) -> str:
    return " ".join(page.text.split()).replace("\u202f", "")


def links(page: Page) -> list[str]:
    return [link["href"] or "" for link in page.all("a") if "href" in link]


def facts_of(page: Page) -> set[str]:
    """Return the facts that are told, not those that one of them only names."""
    own = [link["href"] or "" for link in page.all("a") if link.get("class") == "soft screen"]
    return {link.rpartition("id/fact/")[2] for link in own}


def facts_asked(server: Server, pattern: str) -> set[str]:
    rows = server.rows(NAMES + f"SELECT DISTINCT ?fact {{ {pattern} ?fact a mig:Fact }}")
    return {row["fact"].rpartition("/")[2] for row in rows}


@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_light_and_asks_nobody_else(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=HTML)
    page = Page(answer.text)

    assert len(answer.content) < HEAVIEST
    assert not {"style", "img"} & {tag for tag, _ in page.elements}
    scripts = {script.get("src", "").rpartition("/")[2] for script in page.all("script")}
    assert scripts == {"search.js"}
    assert not any("style" in attributes for _, attributes in page.elements)
    assert len(page.all("h1")) == len(page.all("main")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in links(page) if link.startswith("#")}
    assert inner <= set(ids)


@pytest.mark.parametrize("path", PATHS)
def test_query_of_a_page_answers_with_its_facts(server: Server, path: str) -> None:
    page = page_of(server, path)
    (link,) = [link for link in links(page) if "sparql?query=" in link]
    (query,) = parse_qs(urlsplit(link).query)["query"]

    answered = {row["fact"].rpartition("/")[2] for row in server.rows(query)}
    shown = facts_of(page)
    groups = {
        parse_qs(urlsplit(link).query)["group"][0] for link in links(page) if "?group=" in link
    }
    for group in groups - {"named"}:
        number, pages = 1, 1
        while number <= pages:
            part = page_of(server, f"{path}?group={group}&page={number}")
            shown |= facts_of(part)
            pages = int((re.search(r"Page \d+ of (\d+)", words(part)) or ["", "1"])[1])
            number += 1

    assert shown
    assert shown == answered


@pytest.mark.parametrize("path", PATHS)
def test_facts_of_the_file_are_those_of_the_page(server: Server, path: str) -> None:
    answer = server.client.get(path + ".csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    page = page_of(server, path)

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert facts_of(page) <= {row["fact"].rpartition("/")[2] for row in rows}
    for row in rows:
        assert row["statement"]
        assert row["quote"].strip()
        assert row["passage"].startswith(BASE + "id/passage/")
        assert row["document"].startswith(BASE + "id/document/")


@pytest.mark.parametrize("path", PATHS)
def test_each_fact_of_a_page_cites_a_passage_that_opens(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=HTML)
    items = re.findall(r'<li class="said">.*?</li>', answer.text, re.DOTALL)
    cited = [re.findall(r'href="([^"]*id/passage/[^"]*)"', item) for item in items]

    assert items
    assert all(cited)
    opened = server.client.get(answer.url.join(cited[0][0]), headers=HTML, follow_redirects=True)
    assert opened.status_code == 200


def test_state_says_its_names_codes_and_links(server: Server) -> None:
    text = words(page_of(server, "/id/state/mex"))

    for told in ("Mexico", "Mexique", "México", "MEX", "484", "Central America"):
        assert told in text
    assert "Wikidata Q96" in text
    assert "United Nations geographic areas (M49) 484" in text
    assert "developing countries as of 2019" in text


def test_state_tells_treaties_statements_and_what_was_asked_of_all(server: Server) -> None:
    page = page_of(server, "/id/state/mex")
    text = words(page)
    actions = server.rows(
        NAMES + f"SELECT ?action {{ ?action a mig:TreatyAction ; mig:party <{BASE}id/state/mex> }}"
    )
    asked = facts_asked(server, f"?fact mig:addressee <{BASE}concept/addressee/member-states> .")

    shown = {unquote(link).rpartition("/")[2] for link in links(page) if "treaty-action/" in link}
    assert actions
    assert shown == {row["action"].rpartition("/")[2] for row in actions}
    assert "ratification, 8 March 1999" in text
    assert "Intervención del Embajador Claude Heller" in text
    assert f"{len(asked)} provisions addressed to Member States" in text


def test_instrument_tells_parties_over_time_and_who_urged(server: Server) -> None:
    page = page_of(server, "/id/instrument/icrmw")
    text = words(page)
    (row,) = server.rows(
        NAMES
        + "SELECT (COUNT(DISTINCT ?state) AS ?n) { ?a a mig:TreatyAction ; mig:party ?state ; "
        + f"mig:instrument <{BASE}id/instrument/icrmw> ; mig:treatyAction ?kind "
        + f"FILTER(?kind != <{BASE}concept/treaty-action/signature>) }}"
    )
    urged = facts_asked(
        server,
        f"?fact mig:concerns <{BASE}id/instrument/icrmw> ; mig:requestedAction ?action . "
        f"VALUES ?action {{ <{BASE}concept/requested-action/ratify> }}",
    )

    assert f"{row['n']} bound" in text
    assert any(attributes.get("class") == "steps" for attributes in page.all("svg"))
    assert "Entry into force" in text
    assert urged
    assert urged <= facts_of(page)


def test_event_sets_announced_and_held_side_by_side(server: Server) -> None:
    answer = server.client.get("/id/event/informal-thematic-debate-2011", headers=HTML)
    tables = re.findall(r"<table>.*?</table>", answer.text, re.DOTALL)
    (programme,) = [table for table in tables if "Provisional programme" in table]
    rows = {
        " ".join(re.sub(r"<[^>]+>", " ", cells[0]).split()): [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells[1:]
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", programme, re.DOTALL)
        for cells in [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
    }

    assert rows["Who"] == [
        "Provisional programme", "Final programme", "Announced elsewhere", "As held",
    ]  # fmt: skip
    assert rows["Driss El Yazami"] == ["panellist", "–", "–", "–"]
    assert rows["Abdelhamid El Jamri"] == ["–", "panellist", "–", "panellist"]
    assert rows["Ban Ki-moon"] == ["opening speaker to be confirmed", "opening speaker", "–", "–"]


def test_unreviewed_thing_says_so(server: Server) -> None:
    rows = server.rows(
        NAMES + "SELECT ?thing { ?thing mig:status mig:Unreviewed FILTER(CONTAINS(STR(?thing), "
        '"/id/person/") || CONTAINS(STR(?thing), "/id/organization/")) } ORDER BY ?thing LIMIT 1'
    )
    path = rows[0]["thing"].removeprefix(BASE)

    assert "unreviewed" in words(page_of(server, "/" + path))


def test_neighbours_are_said_as_a_table_too(server: Server) -> None:
    answer = server.client.get("/id/organization/gmg", headers=HTML)
    drawing, table = re.findall(
        r'(<svg class="wheel".*?</svg>).*?(<table>.*?</table>)', answer.text, re.DOTALL
    )[0]

    drawn = re.findall(r'<a href="([^"]+)"', drawing)
    assert len(drawn) > 5
    assert drawn == re.findall(r'<th scope="row"><a href="([^"]+)"', table)


def test_documents_that_name_a_thing_are_counted(server: Server) -> None:
    (row,) = server.rows(
        NAMES
        + "SELECT (COUNT(DISTINCT ?document) AS ?documents) (COUNT(DISTINCT ?passage) AS ?passages)"
        + f"{{ ?passage mig:mentions <{BASE}id/organization/gmg> ; mig:passageOf ?document }}"
    )
    text = words(page_of(server, "/id/organization/gmg?group=named"))

    assert f"{row['documents']} documents, {row['passages']} passages" in text


def test_fact_has_a_page_that_says_it(server: Server) -> None:
    (row,) = server.rows(NAMES + "SELECT ?fact { ?fact a mig:EntryIntoForce }")
    text = words(page_of(server, "/" + row["fact"].removeprefix(BASE)))

    assert "entered into force in 2003" in text
    assert "Notamment l'entrée en vigueur de la CMW en 2003" in text


def test_unknown_group_and_page_are_harmless(server: Server) -> None:
    for field in ("group=nothing", "group=said&page=99999999", "group=said&page=-1", "page=x"):
        assert page_of(server, f"/id/organization/general-assembly?{field}")


@pytest.mark.parametrize("form", ["txt", "bib", "ris"])
def test_citation_names_the_page_the_build_and_no_invented_author(
    server: Server, form: str
) -> None:
    answer = server.client.get(f"/cite/id/state/mex.{form}")
    build = server.client.get("/health").json()["build"]

    assert answer.status_code == 200
    for told in ("Mexico", BASE + "id/state/mex", build, "migkg"):
        assert told in answer.text
    if form == "ris":
        lines = answer.text.split("\r\n")
        assert lines[0] == "TY  - DATA"
        assert lines[-2:] == ["ER  - ", ""]
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    if form == "bib":
        assert answer.text.count("{") == answer.text.count("}")


def test_nothing_is_cited_or_listed_of_what_is_not_there(server: Server) -> None:
    for path in ("/cite/id/state/none.bib", "/cite/id/state/mex.doc", "/id/state/none.csv"):
        assert server.client.get(path).status_code == 404
    assert server.client.get("/id/state/mex.csv?page=x").status_code == 400


def test_classes_of_a_thing_link_to_the_ontology(server: Server) -> None:
    page = page_of(server, "/id/instrument/icrmw")

    assert any(link.endswith(MIG.removeprefix(BASE) + "Treaty") for link in links(page))


def test_a_name_that_there_is_not_leads_to_the_nearest(server: Server) -> None:
    answer = server.client.get("/id/person/william-lacy-swin", headers=HTML)
    page = Page(answer.text)

    assert answer.status_code == 404
    assert any(link.endswith("id/person/william-lacy-swing") for link in links(page))
    fields = [each for each in page.all("input") if each.get("name") == "q"]
    assert [each["value"] for each in fields if "value" in each] == ["william lacy swin"]
    plain = server.client.get("/id/person/william-lacy-swin", headers={"Accept": "text/turtle"})
    assert plain.status_code == 404


def test_a_question_that_there_is_not_leads_to_the_nearest(server: Server) -> None:
    answer = server.client.get("/queries/bound", headers=HTML)

    assert answer.status_code == 404
    assert any(link.endswith("queries/bound_by_a_date") for link in links(Page(answer.text)))
