"""The first page and the reader in a browser: keyboard, suggestions, switches, phones, axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.serve.conftest import Server, serving

WAIT = 20_000  # milliseconds
REPORT = "id/document/a-67-254"
PATHS = (
    "",
    "documents",
    "documents?kind=Statement",
    REPORT,
    f"{REPORT}?from=101",
    f"{REPORT}?paragraph=14&facts=any",
    "id/document/debate-2011-dossier",
    "id/document/debate-2011-dossier-14",
    "id/document/concept-note-2011-03",
    "id/passage/a-67-254/55",
    "id/passage/a-67-254/110",
)


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "3") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    yield opened
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_page_has_no_fault_asks_nobody_else_and_fits_a_phone(
    server: Server, browser: Browser, path: str
) -> None:
    scheme = "dark" if PATHS.index(path) % 2 else "light"
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(server.address + path)
    found = Axe().run(opened).response["violations"]
    faults = [
        (one["id"], one["nodes"][0]["html"])
        for one in found
        if one["impact"] in {"serious", "critical", "moderate"}
    ]
    opened.set_viewport_size({"width": 390, "height": 844})
    width = opened.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert faults == []
    assert said == []
    assert width <= 390
    assert all(url.startswith(server.address) for url in asked)


def test_search_box_suggests_and_is_used_by_keyboard(server: Server, page: Page) -> None:
    page.goto(server.address)
    box = page.get_by_role("combobox", name="Find a name, a passage, a question")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("united arab", delay=30)
    options = page.locator(".hero").get_by_role("option")
    expect(options.first).to_contain_text("United Arab Emirates")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("united arab")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/id/state/are")


def test_enter_without_a_choice_searches(server: Server, page: Page) -> None:
    page.goto(server.address)
    box = page.get_by_role("combobox", name="Find a name, a passage, a question")
    box.fill("remittances")
    box.press("Enter")
    page.wait_for_url("**/search?q=remittances")


def test_suggestion_is_chosen_with_the_mouse(server: Server, page: Page) -> None:
    page.goto(server.address)
    box = page.get_by_role("combobox", name="Find a name, a passage, a question")
    box.press_sequentially("peter suth", delay=30)
    page.locator(".hero").get_by_role("option").filter(has_text="Peter Sutherland").first.click()
    page.wait_for_url("**/id/person/peter-sutherland")


def test_suggestions_pass_axe_while_they_are_open(server: Server, page: Page) -> None:
    page.goto(server.address)
    page.locator("#q").press_sequentially("migr", delay=30)
    expect(page.locator(".hero [role=option]").first).to_be_visible()
    found = Axe().run(page).response["violations"]

    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


def test_switches_hide_marks_and_facts_without_script(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + REPORT)
    mark = page.locator(".reading .mention.k-state").first
    line = "(one) => getComputedStyle(one).textDecorationLine"
    # Without script Playwright still evaluates.
    assert mark.evaluate(line) == "underline"
    page.locator("#see-state").uncheck()
    assert mark.evaluate(line) == "none"
    expect(page.locator(".reading .f-Citation").first).to_be_visible()
    page.locator("#see-Citation").uncheck()
    expect(page.locator(".reading .f-Citation").first).to_be_hidden()
    expect(page.locator(".reading .margin li:not(.f-Citation)").first).to_be_visible()
    page.locator("#see-facts").uncheck()
    expect(page.locator(".reading .margin").first).to_be_hidden()
    context.close()


def test_margin_folds_below_the_paragraph_on_a_phone(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + f"{REPORT}?paragraph=14")
    margin = page.locator("#p55 .margin")
    expect(margin.locator("li").first).to_be_hidden()
    margin.locator("summary").click()
    expect(margin.locator("li").first).to_be_visible()
    text, box = page.locator("#p55 .prose").bounding_box(), margin.bounding_box()
    context.close()

    assert text is not None
    assert box is not None
    assert box["y"] >= text["y"] + text["height"] - 1


def test_jump_lands_on_the_paragraph(server: Server, page: Page) -> None:
    page.goto(server.address + REPORT)
    field = page.get_by_label("Go to paragraph")
    field.fill("62")
    field.press("Enter")
    page.wait_for_url("**?paragraph=62")
    expect(page.locator("#p162")).to_be_focused()
    expect(page.locator("#p162")).to_be_in_viewport()


def test_anchor_of_another_page_of_the_text_is_followed(server: Server, page: Page) -> None:
    page.goto(server.address + REPORT + "#p150")
    page.wait_for_url("**?from=150#p150")
    expect(page.locator("#p150")).to_be_in_viewport()


def test_who_spoke_is_shown_with_the_sentence(server: Server, page: Page) -> None:
    """From the list of documents to a fact in the margin, its sentence, and its report."""
    page.goto(server.address + "documents")
    page.get_by_role(
        "link", name="UN Informal Thematic Debate on Migration and Development"
    ).click()
    page.locator(".margin li").first.get_by_role("link", name="Show the sentence").click()
    expect(page.locator(".reading mark").first).to_be_in_viewport()
    page.get_by_role("link", name="Report this fact").click()
    expect(page.get_by_label("Text", exact=True)).to_contain_text("What is wrong:")


def test_report_is_copied(server: Server, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + "id/passage/a-67-254/62")
    page.get_by_role("link", name="Report this").first.click()
    field = page.get_by_label("Text", exact=True)
    field.press_sequentially("The year. ")
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("#report-said")).to_have_text("Copied.")
    found = Axe().run(page).response["violations"]
    faults = [one["id"] for one in found if one["impact"] in {"serious", "critical"}]
    copied = page.evaluate("navigator.clipboard.readText()")
    written = field.input_value()
    context.close()

    assert faults == []
    assert copied == written
    assert "The year. " in copied
