"""The pages: what they say, that they ask nobody else, and that no label is mark-up."""

from html.parser import HTMLParser

import pytest
from tests.serve.conftest import Server

HTML = {"Accept": "text/html"}
PATHS = [
    "/",
    "/sparql",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 3",
    "/sparql?query=CONSTRUCT WHERE { <id/organization/hostile> ?p ?o }",
    "/sparql?query=SELECT * { <id/organization/hostile> ?p ?o }",
    "/sparql?query=</textarea><script>alert(4)</script>",
    "/id/organization/hostile",
    "/id/organization/iom",
    "/id/instrument/icrmw",
    "/id/passage/report/1",
    "/id/document/report",
    "/graph",
    "/graph/authority",
    "/ontology",
    "/nothing/<script>alert(5)</script>",
]
VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """The elements of a page; fails where one is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        self.text += " " if tag in {"dd", "td"} else ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("path", PATHS)
def test_page_is_sound_and_asks_nobody_else(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=HTML)
    page = Page(answer.text)

    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert not {"iframe", "object", "style", "img"} & {tag for tag, _ in page.elements}
    for script in page.all("script"):
        data = script.get("type") == "application/json"
        assert data or (script.get("src") or "").startswith(("./static/", "../"))
    assert len(page.all("h1")) == len(page.all("main")) == 1
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src", "action"):
            target = attributes.get(name) or ""
            assert not target.lower().startswith(("javascript:", "data:", "//", "/"))
            if tag != "a":
                assert not target.startswith("http")
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for field in ("textarea", "select"):
        for attributes in page.all(field):
            assert {"for": attributes["id"]} in page.all("label")


@pytest.mark.parametrize("path", [path for path in PATHS if "<" not in path])
def test_links_of_a_page_lead_somewhere(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=HTML)
    links = {attributes["href"] for attributes in Page(answer.text).all("a")}
    links |= {attributes["href"] for attributes in Page(answer.text).all("link")}
    own = [link for link in links if link and not link.startswith(("http", "#"))]
    # Terms and graphs of the small store that nothing is said about.
    bare = ("https://w3id.org/migkg/ontology", "https://w3id.org/migkg/graph/")
    for link in own:
        target = answer.url.join(link)
        if not ("https://w3id.org/migkg" + target.path).startswith(bare):
            assert server.client.get(target, headers=HTML).status_code == 200, link


def test_hostile_label_is_shown_as_it_is(server: Server) -> None:
    page = Page(server.client.get("/id/organization/hostile", headers=HTML).text)

    assert "<script>alert('label')</script>\"&" in page.text
    assert "{{ 7 * 7 }}</title><img src=x onerror=alert(3)>" in page.text


def test_fact_is_shown_with_its_quote(server: Server) -> None:
    page = Page(server.client.get("/id/instrument/icrmw", headers=HTML).text)
    text = " ".join(page.text.split())

    assert "As of June 2012, 46 States were party to the Convention on migrant workers" in text
    assert "As at June 2012, 46 States were party to the Convention. A report, paragraph 14" in text


def test_form_shows_query_answer_and_mistake(server: Server) -> None:
    good = Page(
        server.client.get("/sparql?query=SELECT ?n { VALUES ?n { 42 } }", headers=HTML).text
    )
    bad = server.client.get("/sparql?query=SELECT ?n {", headers=HTML)

    assert "42 xsd:integer" in " ".join(good.text.split())
    assert "SELECT ?n { VALUES ?n { 42 } }" in good.text
    assert bad.status_code == 400
    assert "error at line 1, column" in Page(bad.text).text


def test_long_result_is_cut_on_the_page_and_says_so(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o }"
    page = Page(server.client.get("/sparql", params={"query": query}, headers=HTML).text)

    assert len(page.all("tr")) == 1001
    assert "first 1\u202f000 rows" in page.text
