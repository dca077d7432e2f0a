"""The SPARQL editor: our prefixes, names and examples, and a plain form where it is missing."""

import re

from playwright.sync_api import Page, expect
from tests.serve.conftest import Server

QUERY = (
    "SELECT ?class (COUNT(*) AS ?things) { ?thing a ?class } GROUP BY ?class "
    "ORDER BY DESC(?things) LIMIT 5"
)


def test_a_shared_link_opens_with_its_answer(page: Page) -> None:
    page.goto(f"/sparql?query={QUERY}")
    table = page.locator(".yasr .dataTable tbody tr")
    expect(table).to_have_count(5)
    expect(table.first).to_contain_text(re.compile(r"\d"))


def test_a_thing_of_ours_opens_its_page_here(page: Page, site: Server) -> None:
    page.goto("/sparql?query=SELECT * { VALUES ?s { <https://w3id.org/migkg/id/state/mex> } }")
    link = page.locator(".yasr .dataTable a").first
    expect(link).to_be_visible()
    link.hover()
    assert link.evaluate("link => link.href") == f"{site.address}id/state/mex"


def test_figures_can_be_seen_as_a_chart(page: Page) -> None:
    page.goto(f"/sparql?query={QUERY}")
    page.locator(".tabPanel.active button.select_chart").click()
    expect(page.locator(".tabPanel.active svg.bars rect")).to_have_count(5)


def test_an_example_is_opened_and_answered(page: Page) -> None:
    page.goto("/sparql")
    page.select_option("#example", "cq18_parties")
    page.get_by_role("button", name="Open").click()
    expect(page.locator(".tabPanel.active .yasr .dataTable tbody tr").first).to_be_visible()


def test_names_are_completed_from_the_graph(page: Page) -> None:
    page.goto("/sparql")
    page.wait_for_selector(".yasgui .CodeMirror")
    page.evaluate(
        """() => {
          const editor = document.querySelector(".tabPanel.active .CodeMirror").CodeMirror;
          editor.setValue("PREFIX mig: <https://w3id.org/migkg/ontology#>\\n" +
            "SELECT * { ?s a mig:Particip");
          editor.setCursor({ line: 1, ch: 28 });
          editor.focus();
        }"""
    )
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hints")).to_contain_text("Participation")


def test_the_form_stays_where_the_editor_is_missing(page: Page) -> None:
    page.route("**/yasgui.min.js", lambda route: route.fulfill(status=200, body=""))
    page.goto("/sparql")
    page.fill("#query", QUERY)
    page.get_by_role("button", name="Run").click()
    page.wait_for_url("**/sparql?query=**")
    expect(page.locator("main table tbody tr")).to_have_count(5)
