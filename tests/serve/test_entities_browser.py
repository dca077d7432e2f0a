"""The pages of entities in a browser: contrast and structure, phones, menu, keyboard, print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from tests.serve.conftest import Server, serving

WAIT = 30_000  # milliseconds
PATHS = (
    "id/state/mex",
    "id/instrument/icrmw",
    "id/event/informal-thematic-debate-2011",
    "id/person/william-lacy-swing",
    "id/organization/gmg",
    "id/organization/general-assembly?group=said",
    "id/organization/general-assembly?group=named",
    "concept/theme/remittances",
    "concept/act",
    "id/treaty-action/icrmw-mex-ratification",
    "graph",
    "nothing/here",
)


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
def test_page_has_no_fault_and_fits_a_phone(server: Server, browser: Browser, path: str) -> None:
    """Each page is tried on a desk in one colour scheme and on a phone in the other."""
    schemes = ("light", "dark") if PATHS.index(path) % 2 else ("dark", "light")
    for scheme, width in zip(schemes, (1280, 390), strict=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.set_default_timeout(WAIT)
        page.goto(server.address + path)
        faults = [
            (fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
        ]

        assert page.locator("h1").count() == 1
        assert faults == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        context.close()


def test_menu_of_a_phone_opens_without_a_script(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + "id/state/mex")
    questions = page.get_by_role("link", name="Questions")

    expect(questions).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(questions).to_be_visible()
    page.keyboard.press("Escape")
    expect(questions).to_be_hidden()
    context.close()


def test_keyboard_skips_to_the_content_first(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + "id/state/mex")
    page.keyboard.press("Tab")

    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["x"] >= 0
    page.close()


def test_names_of_neighbours_do_not_touch(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address + "id/organization/gmg")
    boxes = [text.bounding_box() for text in page.locator("svg.wheel text").all()]
    frame = page.locator("svg.wheel").bounding_box()

    assert len(boxes) > 5
    for place, box in enumerate(boxes):
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        for other in boxes[:place]:
            apart = (
                box["x"] + box["width"] <= other["x"]
                or other["x"] + other["width"] <= box["x"]
                or box["y"] + box["height"] <= other["y"]
                or other["y"] + other["height"] <= box["y"]
            )
            assert apart
    page.close()


def test_print_leaves_out_what_only_a_screen_needs(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    page.emulate_media(media="print")
    page.goto(server.address + "id/state/mex")

    for name in ("nav#site-menu", "form.find", "svg.wheel"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator(".said blockquote").first).to_be_visible()
    page.close()


def test_band_suggests_on_every_page(server: Server, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, base_url=server.address)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    for address in ("id/state/mex", "documents", "queries/spoken_for"):
        page.goto(address)
        page.locator("#site-search").press_sequentially("remittances")
        expect(page.locator(".find [role=option]").first).to_be_visible(timeout=WAIT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1200
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concept/**")
    page.goto("/")
    assert page.locator("[role=combobox]").count() == 1
    context.close()
