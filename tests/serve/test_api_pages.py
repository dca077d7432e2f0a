"""The pages of searches and questions in a browser: what people come for, with no script."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.serve.conftest import Server, serving

WAIT = 20_000  # milliseconds
PATHS = (
    "search",
    "search?q=migrant+workers",
    "search?q=zzzz",
    "search?q=iom&type=entity",
    "search?q=migration&from=soon",
    "queries",
    "queries/bound_by_a_date",
    "queries/bound_by_a_date?instrument=Atlantis",
    "queries/spoken_for?for=GMG&year=",
    "queries/types",
    "api",
)

LOOKS = (("light", 1200), ("dark", 360))
BOTH = ("search?q=migrant+workers", "queries/spoken_for?for=GMG&year=")


@pytest.fixture(scope="module")
def site(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


@pytest.fixture
def page(site: Server, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    yield page
    context.close()


def search(page: Page, text: str) -> None:
    page.goto("search")
    page.get_by_label("Words, names, or a question").fill(text)
    page.locator("form.search-form").get_by_role("button", name="Search").click()


def test_which_states_had_ratified_as_a_table(page: Page, tmp_path: Path) -> None:
    search(page, "Which States had ratified the ICRMW by June 2012, as a CSV")
    page.get_by_role("link", name="Which States had ratified").first.click()

    expect(page.get_by_label("By")).to_have_value("2012-06-30")
    expect(page.get_by_role("table")).to_contain_text("Philippines")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    path = tmp_path / "states.csv"
    download.value.save_as(path)
    assert download.value.suggested_filename == "bound_by_a_date.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 46


def test_who_spoke_and_in_which_sentence(page: Page) -> None:
    search(page, "Who spoke for the United Arab Emirates in 2011 and what did he ask for?")
    page.get_by_role("link", name="Who spoke for United Arab Emirates in 2011").click()

    table = page.get_by_role("table")
    expect(table).to_contain_text("Saqr Ghobash")
    expect(table).to_contain_text("let me reiterate that cross-border labor mobility")
    table.get_by_role("link", name="the passage").last.click()
    assert "debate-2011-dossier-15" in page.url


def test_what_changed_between_the_programmes(page: Page) -> None:
    search(page, "What changed between the provisional and the final programme?")
    page.get_by_role("link", name="Which lines stand in only one").click()

    expect(page.get_by_role("table")).to_contain_text(
        "H.E. Mr. Ban Ki-moon Secretary-General (TBC)"
    )


def test_a_form_asks_for_another_value(page: Page) -> None:
    page.goto("queries/bound_by_a_date")
    page.get_by_label("Instrument").select_option("instrument/refugee-convention")
    page.get_by_label("By").fill("1960-12-31")
    page.get_by_role("button", name="Answer").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("by 31 December 1960")
    expect(page.get_by_role("table")).to_contain_text("Denmark")


def test_facets_narrow_and_pages_turn(page: Page) -> None:
    page.goto("search?q=migration")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_label("Pages of results")).to_contain_text("21 to 40")
    page.goto("search?q=migration")
    page.get_by_label("Narrow it down").get_by_role("link", name="footnote").click()
    expect(page.get_by_role("status")).to_contain_text("footnote")
    page.get_by_role("link", name="any kind of passage").click()
    assert "kind=" not in page.url


def test_a_slip_leads_on(page: Page) -> None:
    search(page, "remitances")
    page.get_by_text("Did you mean").get_by_role("link").click()
    expect(page.locator("mark").first).to_be_visible()


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    nasty = '"><script>alert(1)</script><mark>'
    search(page, nasty)
    expect(page.get_by_label("Words, names, or a question")).to_have_value(nasty)
    assert page.locator("main script").count() == 0
    assert "<script>alert" not in page.content()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everybody(path: str, site: Server, browser: Browser) -> None:
    for scheme, width in LOOKS if path in BOTH else LOOKS[:1]:
        context = browser.new_context(
            base_url=site.address, color_scheme=scheme, viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        page.goto(path, timeout=WAIT)
        found = Axe().run(page)
        assert [one["id"] for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
