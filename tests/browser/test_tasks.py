"""Three tasks from the first page to the answer, with the mouse and with the keyboard."""

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.serve.conftest import Server

from migkg import store
from migkg.namespaces import BASE, expand

BOX = "main [role=combobox]"


def ask(page: Page, words: str, by: str, first: str) -> None:
    """Type words into the search box of the first page and take the first suggestion.

    Suggestions follow what is typed; ``first`` is of the one that stands first in the end.
    """
    if by == "keyboard":
        while page.evaluate("document.activeElement.getAttribute('role')") != "combobox":
            page.keyboard.press("Tab")
        page.keyboard.type(words, delay=5)
        expect(page.locator("[role=option]").first).to_contain_text(first)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        page.click(BOX)
        page.type(BOX, words, delay=5)
        expect(page.locator("[role=option]").first).to_contain_text(first)
        page.locator("[role=option]").first.click()
    page.wait_for_url("**/queries/**")


def follow(link: Locator, by: str) -> None:
    if by == "keyboard":
        link.focus()
        link.press("Enter")
    else:
        link.click()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_who_spoke_for_the_emirates_and_where_it_stands(page: Page, by: str) -> None:
    ask(
        page,
        "Who spoke for the United Arab Emirates in 2011 and what did he ask for",
        by,
        "United Arab Emirates in 2011",
    )
    expect(page.locator("h1")).to_contain_text("United Arab Emirates in 2011")
    row = page.locator("table tbody tr").first
    expect(row).to_contain_text("Saqr Ghobash")
    sentence = row.locator("td.long").first.inner_text()
    follow(row.get_by_role("link", name="the passage"), by)
    marked = page.locator("main mark, main :target").first
    expect(marked).to_be_visible()
    shown = page.locator("main").inner_text()
    assert plain(sentence)[:60] in plain(shown)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_who_had_ratified_the_convention_as_csv(
    page: Page, by: str, built_store: Path, tmp_path: Path
) -> None:
    ask(page, "Which States had ratified the ICRMW by June 2012", by, "June 2012")
    with page.expect_download() as download:
        follow(page.get_by_role("link", name="CSV", exact=True).first, by)
    download.value.save_as(tmp_path / "answer.csv")
    with (tmp_path / "answer.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["code"] for row in rows} == bound(built_store, "icrmw", "2012-06-30")
    assert all(row["date"][:10] <= "2012-06-30" for row in rows)


def bound(folder: Path, instrument: str, day: str) -> set[str]:
    """The States that consented to be bound by a day, read off the record quad by quad."""
    with store.opened(folder) as opened:
        quads = opened.data.quads_for_pattern

        def one(subject: ox.NamedNode, name: str) -> str:
            found = quads(subject, ox.NamedNode(expand(name)), None)
            return min((quad.object.value for quad in found), default="")

        acts = quads(
            None, ox.NamedNode(expand("mig:instrument")),
            ox.NamedNode(f"{BASE}id/instrument/{instrument}"),
        )  # fmt: skip
        consent = ("ratification", "accession", "succession", "acceptance", "approval")
        return {
            one(ox.NamedNode(one(quad.subject, "mig:party")), "dcterms:identifier")
            for quad in acts
            if one(quad.subject, "mig:treatyAction").rpartition("/")[2] in consent
            and one(quad.subject, "mig:date") <= day
            and "/id/state/" in one(quad.subject, "mig:party")
        }


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_what_changed_between_two_programmes(page: Page, by: str, site: Server) -> None:
    ask(page, "What changed between the provisional and the final programme", by, "programme")
    rows = page.locator("table tbody tr")
    expect(rows.first).to_be_visible()
    said = page.locator("main").inner_text()
    assert re.search("provisional", said, re.IGNORECASE)
    assert rows.count() > 3


def test_without_a_script_the_box_is_a_form(page: Page, site: Server) -> None:
    context = page.context.browser.new_context(base_url=site.address, java_script_enabled=False)
    plainly = context.new_page()
    plainly.goto("/")
    plainly.fill("main input[name=q]", "remittances")
    plainly.press("main input[name=q]", "Enter")
    plainly.wait_for_url("**/search?**")
    expect(plainly.locator("mark").first).to_be_visible()
    context.close()


def plain(text: str) -> str:
    return " ".join(re.sub(r"[*_]", "", text).split())
