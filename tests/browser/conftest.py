"""A real browser before a real server; nothing it loads may come from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.serve.conftest import Server, serving


@pytest.fixture(scope="package")
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
