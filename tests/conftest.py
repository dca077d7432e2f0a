"""A small document with a fact, and a store that holds it; the shipped corpus, built once."""

import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from migkg import quads, store
from migkg.iris import concept, thing
from migkg.model import (
    Document,
    Entity,
    Fact,
    Label,
    Link,
    Literal,
    Mention,
    Passage,
    SourceFile,
)
from migkg.quads import Read

TEXT = (
    "Note on the Global Forum\n\n"
    "1. Mexico was host of the fourth meeting of the Global Forum on Migration and Development.\n"
)
FORUM = thing("event", "fourth-meeting")
MEXICO = thing("state", "mex")


def mention_of(anchor: str, kind: str, extractor: str = "names") -> Mention:
    """Return the mention of the first place where the sample text has an anchor."""
    begin = TEXT.index(anchor)
    return Mention(begin, begin + len(anchor), anchor, kind, anchor, extractor, passage=2)


@pytest.fixture
def sample() -> Read:
    """Return what could be read from a document of two passages."""
    source = SourceFile("notes/forum.txt", TEXT, "ab" * 32, "plain", language="en")
    document = Document(
        "forum", "Note", 0, len(TEXT), source, title="Note on the Global Forum", date="2010-11",
        language="en", symbol="A/65/1",
    )  # fmt: skip
    end = TEXT.index("\n")
    begin = TEXT.index("1. Mexico")
    meeting = "fourth meeting of the Global Forum on Migration and Development"
    return Read(
        document,
        passages=(
            Passage("forum", 1, 0, end, TEXT[:end], "heading", "front-matter"),
            Passage("forum", 2, begin, len(TEXT) - 1, TEXT[begin:-1], number="1"),
        ),
        links=(
            Link(mention_of("Mexico", "state"), MEXICO, 0.95),
            Link(mention_of(meeting, "event"), FORUM, 1.0),
        ),
        entities=(
            Entity(
                FORUM,
                ("Meeting",),
                (Label("Fourth meeting of the Global Forum", "en", "pref"),),
                reviewed=False,
            ),
        ),
        facts=(
            Fact(
                "forum",
                "Participation",
                (
                    ("participant", MEXICO),
                    ("inEvent", FORUM),
                    ("role", concept("role", "host")),
                    ("participationStatus", concept("participation-status", "actual")),
                ),
                (2,),
            ),
        ),
    )


@pytest.fixture
def sample_store(sample: Read, tmp_path: Path) -> Path:
    """Return a store folder that holds the sample, Mexico's names and nothing else."""
    labels = quads.lines(
        quads.Ref("graph/authority"),
        MEXICO,
        [
            *quads.types("State"),
            ("skos:prefLabel", Literal("Mexico", language="en")),
            ("skos:altLabel", Literal("United Mexican States", language="en")),
        ],
    )
    lines = sorted({*quads.of_document(sample), *labels})
    folder = tmp_path / "store"
    with store.building(folder) as new:
        store.load(new / "data", io.BytesIO("\n".join([*lines, ""]).encode()))
        store.write_source(new, sample.document.source.path, TEXT)
        (new / "build.json").write_text(json.dumps({"sha256": "0"}), encoding="utf-8")
    return folder


# A browser of the system talks to its maker unless it is told not to.
BROWSER_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")  # its event loop would be in the way of other modules' own
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, driven by Playwright."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_OPTIONS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store built from the shipped corpus by two workers; nobody may change it.

    Where several processes run the tests, the first that needs it builds it for all.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "built" / "store"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not store.exists(folder):
            folder.parent.mkdir(exist_ok=True)
            subprocess.run(
                [
                    *(sys.executable, "-m", "migkg.cli.main", "build"),
                    *("--jobs", "2", "--store", str(folder)),
                ],
                check=True,
                env={**os.environ, "PYTHONHASHSEED": "7"},
            )
    return folder
