"""A real browser before a real server; nothing it loads may come from elsewhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.serve.conftest import Server, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
# A browser of the system talks to its maker unless it is told not to.
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(built_store: Path) -> Iterator[Server]:
    with serving(built_store) as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: Server) -> Iterator[Page]:
    """A page on the first page of the site; afterwards: no request elsewhere, no error said."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto("/")
    yield opened
    context.close()
    home = urlsplit(site.address).netloc
    elsewhere = [url for url in asked if urlsplit(url).scheme != "data" and home not in url]
    assert elsewhere == []
    assert faults == []
