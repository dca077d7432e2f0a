"""Every kind of page: no serious fault for those who hear or enlarge it, and light enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.serve.conftest import Server

PAGES = [
    "/",
    "/search?q=remittances",
    "/documents",
    "/queries",
    "/queries/bound_by_a_date",
    "/look",
    "/look/timeline",
    "/look/map",
    "/look/mandates",
    "/look/figures",
    "/look/treaties",
    "/claims",
    "/quality",
    "/ontology",
    "/shapes",
    "/graph",
    "/graph/links",
    "/sparql",
    "/api",
    "/id/state/are",
    "/id/instrument/icrmw",
    "/id/event/informal-thematic-debate-2011",
    "/id/person/saqr-ghobash",
    "/id/organization/iom",
    "/id/office/secretary-general",
    "/concept/theme/remittances",
    "/concept/act/urges",
    "/id/document/a-67-254",
    "/id/document/debate-2011-dossier",
    "/id/passage/a-67-254/19",
    "/no/such/page",
]
MOST = 150_000  # bytes of HTML
EDITORS = {"/sparql"}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_serious_fault(page: Page, browser: Browser, address: str) -> None:
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if address.startswith("/no/"):  # a browser says of itself that it got a 404
            page.route("**/no/**", lambda route: route.fulfill(
                status=200, body=page.request.get(address, headers={"Accept": "text/html"}).body(),
                content_type="text/html"))  # fmt: skip
        page.goto(address)
        if address in EDITORS:
            page.wait_for_selector(".yasgui .CodeMirror")
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                nodes = [node["html"][:200] for node in fault["nodes"][:3]]
                found[f"{fault['id']} ({scheme})"] = nodes
    assert found == {}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_and_fits_a_phone(browser: Browser, site: Server, address: str) -> None:
    answered = site.client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
    assert len(answered.content) <= MOST
    context = browser.new_context(base_url=site.address, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
