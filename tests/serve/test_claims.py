"""Numbers that documents state, on a page beside the record of the depositaries."""

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import Server, serving

# As of 1 April 2011 the High Commissioner for Refugees counted 144 parties to the Convention and
# 145 to the Protocol.
NOTE = """Status of treaties on refugees
Note by the Secretariat
2 May 2011

1. As at 1 April 2011, 144 States were parties to the 1951 Convention relating to the Status of Refugees.

2. By April 2011, 139 States had ratified the 1967 Protocol relating to the Status of Refugees.

3. As at April 2011, 193 States were parties to the Convention on the Rights of the Child.
"""  # noqa: E501 - a paragraph is a line

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a graph that is built of one note."""
    folder = tmp_path_factory.mktemp("claims")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "note.txt").write_text(NOTE, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "migkg.cli.main", "build", str(documents), "--jobs", "1",
         "--store", str(folder / "store")],
        check=True,
    )  # fmt: skip
    with serving(folder / "store", "--workers", "1") as running:
        yield running


@pytest.fixture(scope="module")
def shipped(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "1") as running:
        yield running


def words(html: str) -> str:
    """Return what a page says, without its mark-up."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def sections(server: Server, address: str = "/claims") -> list[str]:
    page = server.client.get(address, headers=HTML).raise_for_status()
    return [words(part) for part in page.text.split("<section id=")[1:]]


def number(section: str, name: str) -> int:
    """Return the figure that a section gives under a name."""
    return int(re.search(rf"\b{name} (\d+)", section)[1])


def test_each_claim_of_the_report_agrees(shipped: Server) -> None:
    found = sections(shipped, "/claims?document=a-67-254")

    assert [number(one, "stated") for one in found] == [83, 148, 149, 130]
    assert [number(one, "on record") for one in found] == [83, 148, 149, 130]
    assert all("✓ Agrees with the record" in one for one in found)
    assert all("A/67/254, paragraph" in one for one in found)


def test_what_is_left_out_is_named(shipped: Server) -> None:
    workers, refugees, trafficking, smuggling = sections(shipped, "/claims?document=a-67-254")

    assert number(workers, "with acts for a part") == 85
    assert number(smuggling, "with organizations") == 131
    assert "Not counted: Malaysia, only Sabah." in workers
    assert "Not counted: United Republic of Tanzania, only Zanzibar." in workers
    assert "Left out: 2 parties" in workers
    assert "Not counted" not in refugees
    for protocol in (trafficking, smuggling):
        assert "Not counted: European Union, an organization." in protocol


def test_the_parties_counted_are_listed_with_act_date_and_source(shipped: Server) -> None:
    (found,) = sections(shipped, "/claims?document=a-67-254&instrument=smuggling-protocol")

    assert "Counted: 130 parties" in found
    assert re.search(r"Mexico .{0,220} ratification 4 March 2003", found)
    assert "untreaties" in found


def test_any_treaty_on_record_is_checked(noted: Server) -> None:
    right, wrong, unknown = sections(noted)

    assert "✓ Agrees with the record" in right
    assert number(right, "on record") == 144
    assert "≠ Differs: the record has 6 more" in wrong
    assert number(wrong, "on record") == 145
    assert "? Cannot be checked: no record of Convention on the Rights of the Child" in unknown
    assert "on record" not in unknown.split("Notes")[0]


def test_the_sentence_is_quoted_and_leads_to_its_passage(noted: Server) -> None:
    page = noted.client.get("/claims", headers=HTML).text

    assert "<mark>144</mark> States were parties" in page
    link = re.search(r'href="(\./id/passage/note/[^"]*)"', page)[1]
    assert noted.client.get("/" + link[2:], headers=HTML).status_code == 200


def test_claims_are_chosen_by_treaty(noted: Server) -> None:
    (found,) = sections(noted, "/claims?instrument=refugee-protocol")

    assert number(found, "stated") == 139
    assert sections(noted, "/claims?document=none") == []


def test_the_table_is_the_answer_to_the_shipped_query(shipped: Server) -> None:
    response = shipped.client.get("/claims.csv").raise_for_status()

    assert response.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(response.text.splitlines()))
    numbers = [(row["stated"], row["difference"]) for row in rows if row["symbol"] == "A/67/254"]
    assert numbers == [("83", "0"), ("148", "0"), ("130", "0"), ("149", "0")]


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("/claims?page=x", 400, "A page is a number"),
        ("/claims?page=99", 404, "There is no page 99; the last is 1."),
        ("/claims?page=0", 404, "There is no page 0"),
        ("/claims?document=a%22b", 400, "is no name of documents"),
        ("/claims?instrument=%3E", 400, "is no name of instruments"),
    ],
)
def test_a_wrong_address_says_why(noted: Server, address: str, status: int, message: str) -> None:
    response = noted.client.get(address, headers={"Accept": "text/plain"})

    assert response.status_code == status
    assert message in response.text
