"""A text that means harm, or counts its characters oddly, is shown as it is, its marks in place."""

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser
from tests.serve.conftest import Server, serving

from migkg import store
from migkg.namespaces import BASE, ID, expand

TEXTS = (
    "1. \U0001f30d\U0001f1f2\U0001f1fd \u202eMexico\u202c & <script>alert('text')</script> 'Chad'",
    "</p></div></details><img src=x onerror=alert(2)> Mexico {{ 7 * 7 }} {% raw %}",
    "**Mexico** *and <b>Chad</b>*\\$5 <sup>1</sup> e\u0301Mexico\r\nMexico ",
    "<i>Mexico</i>\t\"><script>alert(3)</script>\tChad\t'\U0001f600",
    "\u00b9 </script><script>alert(4)</script> Mexico",
)
KINDS = ("paragraph", "heading", "paragraph", "table-row", "footnote")
CONTENT = "(elements) => elements.map((one) => one.textContent)"
NAMES = {"Mexico": "state/mex", "Chad": "state/tcd"}


def quads() -> Iterator[ox.Quad]:
    """Yield a document of hostile passages, each naming what it names."""
    graph = ox.NamedNode(BASE + "graph/document/harm")
    whole = ox.NamedNode(ID + "document/harm")

    def quad(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(expand(name)), value, graph)

    yield quad(whole, "rdf:type", ox.NamedNode(expand("Report")))
    yield quad(whole, "rdf:type", ox.NamedNode(expand("Document")))
    yield quad(
        whole, "dcterms:title", ox.Literal("<script>alert('title')</script>\u202e\U0001f4a3")
    )
    yield quad(whole, "mig:sourceFile", ox.Literal('x"><script>alert(5)</script>.txt'))
    yield quad(whole, "dcterms:language", ox.Literal('en" onclick="alert(6)'))
    for slug in NAMES.values():
        entity = ox.NamedNode(ID + slug)
        yield quad(
            entity, "skos:prefLabel", ox.Literal("\"><script>alert('name')</script>", language="en")
        )
    begin = 7
    for order, (text, kind) in enumerate(zip(TEXTS, KINDS, strict=True), start=1):
        passage = ox.NamedNode(f"{ID}passage/harm/{order}")
        yield quad(passage, "mig:passageOf", whole)
        yield quad(passage, "mig:order", ox.Literal(order))
        yield quad(passage, "mig:passageKind", ox.NamedNode(f"{BASE}concept/passage-kind/{kind}"))
        yield quad(passage, "nif:isString", ox.Literal(text))
        yield quad(passage, "nif:beginIndex", ox.Literal(begin))
        if order == 1:
            yield quad(passage, "mig:paragraphNumber", ox.Literal("1"))
        for name, slug in NAMES.items():
            at = text.find(name)
            while at >= 0:
                first, last = begin + at, begin + at + len(name)
                mention = ox.NamedNode(f"{ID}mention/harm/{first}-{last}")
                yield quad(mention, "nif:referenceContext", passage)
                yield quad(mention, "nif:beginIndex", ox.Literal(first))
                yield quad(mention, "nif:endIndex", ox.Literal(last))
                yield quad(mention, "nif:anchorOf", ox.Literal(name))
                yield quad(mention, "itsrdf:taIdentRef", ox.NamedNode(ID + slug))
                at = text.find(name, at + 1)
        begin += len(text) + 3
    stray = ox.NamedNode(ID + "passage/stray/1")
    yield quad(stray, "nif:isString", ox.Literal("Of no document."))
    lost = ox.NamedNode(ID + "mention/stray/0-2")
    yield quad(lost, "nif:referenceContext", stray)
    fact = ox.NamedNode(ID + "fact/0123456789abcdef")
    yield quad(fact, "rdf:type", ox.NamedNode(expand("Fact")))
    yield quad(fact, "rdf:type", ox.NamedNode(expand("Provision")))
    yield quad(fact, "mig:provisionText", ox.Literal("& <script>alert('text')</script>"))
    yield quad(fact, "mig:actor", ox.NamedNode(ID + "state/mex"))
    yield quad(fact, "prov:wasDerivedFrom", ox.NamedNode(ID + "passage/harm/1"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("harm") / "store"
    with store.building(folder) as new:
        data = ox.Store(str(new / "data"))
        data.bulk_extend(quads())
        data.flush()
        del data
        (new / "build.json").write_text(json.dumps({"sha256": "bad" * 20}), encoding="utf-8")
    with serving(folder, "--workers", "2") as running:
        yield running


PATHS = (
    "/",
    "/documents",
    "/id/document/harm",
    "/id/document/harm?paragraph=1&fact=0123456789abcdef",
    "/id/passage/harm/1?fact=0123456789abcdef",
    "/id/passage/harm/4",
    "/id/passage/stray/1",
    "/id/mention/stray/0-2",
    "/report?fact=0123456789abcdef",
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_a_text_runs(server: Server, browser: Browser, path: str) -> None:
    page = browser.new_page()
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    answer = page.goto(server.address.rstrip("/") + path)

    assert answer is not None
    assert answer.status == 200
    assert alerts == []
    assert page.locator("script:not([src]), img, [onclick], [onerror]").count() == 0
    page.close()


def test_browser_has_every_character_and_every_mark_in_its_place(
    server: Server, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(server.address + "id/document/harm")
    shown = page.locator(".psg .psg-text").evaluate_all(CONTENT)
    cells = page.locator("tbody tr > *:not(.cites)").evaluate_all(CONTENT)
    named = page.locator(".reading .mention").evaluate_all(CONTENT)
    page.close()

    assert shown == [text for text, kind in zip(TEXTS, KINDS, strict=True) if kind != "table-row"]
    assert cells == TEXTS[3].split("\t")
    assert set(named) == {"Mexico", "Chad"}
    assert len(named) == sum(text.count(name) for text in TEXTS for name in NAMES)


def test_marked_words_are_those_of_the_fact(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.address + "id/passage/harm/1?fact=0123456789abcdef")
    marked = page.locator(".reading mark").evaluate_all(CONTENT)
    page.close()

    assert "".join(marked) == "& <script>alert('text')</script>"
