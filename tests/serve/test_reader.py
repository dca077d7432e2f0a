"""The document reader: every passage shown, in order, to the character; every mention in place."""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.serve.conftest import Server, serving

from migkg.namespaces import ID, PREFIXES

HTML = {"Accept": "text/html"}
NAMES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
REPORT = "/id/document/a-67-254"


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


class Read(HTMLParser):
    """A page of the reader: its passages by place, what is marked, links, elements by class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.size = len(text.encode())
        self.texts: dict[int, str] = {}  # of passages, rows with a tab between cells
        self.mentions: dict[int, list[tuple[str, str]]] = {}  # path of the entity, anchor
        self.unreviewed: set[str] = set()
        self.languages: dict[int, str] = {}
        self.marked: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.shown = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._place = 0
        self._language = ""
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        names = (given.get("class") or "").split()
        self.tags.append(tag)
        if tag in {"meta", "link", "input", "br"}:
            return
        self._open.append((tag, given))
        if found := re.fullmatch(r"p(\d+)", given.get("id") or ""):
            self._place = int(found[1])
            self.texts[self._place] = ""
            self.mentions[self._place] = []
        if "psg-table" in names or "prose" in names:
            self._language = given.get("lang") or "en"
        if self._in("reading") and "psg-text" in names:
            self.languages[self._place] = self._language
        if tag in {"td", "th"} and self._place and "cites" not in names:
            self.texts[self._place] += "\t"
        if "mention" in names and self._in("reading"):
            self.mentions[self._place].append(((given["href"] or "").removeprefix("../../"), ""))
            if "unreviewed" in names:
                self.unreviewed.add((given["href"] or "").removeprefix("../../"))
        if tag == "mark":
            self.marked.append("")
        if tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        name, _ = self._open.pop()
        assert name == tag
        if tag == "tr":
            self.texts[self._place] = self.texts.get(self._place, "\t")[1:]

    def handle_data(self, data: str) -> None:
        self.shown += data
        if self._in("mention") and self._in("reading"):
            path, anchor = self.mentions[self._place][-1]
            self.mentions[self._place][-1] = (path, anchor + data)
        if any(tag == "mark" for tag, _ in self._open):
            self.marked[-1] += data
        cell = any(tag in {"td", "th"} for tag, _ in self._open) and not self._in("cites")
        if self._in("psg-text") or (cell and self._in("psg-table")):
            self.texts[self._place] += data

    def _in(self, name: str) -> bool:
        return any(name in (given.get("class") or "").split() for _, given in self._open)


def page(server: Server, path: str) -> Read:
    answer = server.client.get(path, headers=HTML)
    assert answer.status_code == 200, answer.text
    return Read(answer.text)


def pages(server: Server, path: str) -> Iterator[Read]:
    """Yield the pages of a document, from each to the next as a reader goes."""
    address = path
    while address:
        answer = server.client.get(address, headers=HTML)
        assert answer.status_code == 200
        read = Read(answer.text)
        yield read
        found = re.search(r'<link rel="next" href="([^"]+)"', answer.text)
        address = f"/id/document/{found[1].replace('&amp;', '&')}" if found else ""


def cells(text: str) -> list[str]:
    """Return the cells of a row that hold something; how many are empty is a matter of layout."""
    return [cell for cell in text.split("\t") if cell]


@pytest.fixture(scope="module")
def whole(server: Server) -> dict[str, list[Read]]:
    """All pages of all documents that have a text, by slug."""
    rows = server.rows(NAMES + "SELECT DISTINCT ?d { ?p mig:passageOf ?d }")
    slugs = sorted(row["d"].rpartition("/")[2] for row in rows)
    assert len(slugs) > 20
    return {slug: [*pages(server, f"/id/document/{slug}")] for slug in slugs}


def test_every_passage_is_shown_once_in_order_to_the_character(
    server: Server, whole: dict[str, list[Read]]
) -> None:
    said: dict[str, dict[int, tuple[str, bool]]] = {}
    query = """SELECT ?d ?o ?text ?kind { ?p mig:passageOf ?d ; mig:order ?o ; nif:isString ?text ;
        mig:passageKind ?kind } ORDER BY ?d ?o"""
    for row in server.rows(NAMES + query):
        is_row = "/table-" in row["kind"]
        slug = row["d"].rpartition("/")[2]
        said.setdefault(slug, {})[int(row["o"])] = (row["text"], is_row)

    assert said.keys() == whole.keys()
    for slug, found in whole.items():
        orders = [order for read in found for order in read.texts]
        assert orders == sorted(said[slug])
        for read in found:
            for order, shown in read.texts.items():
                text, is_row = said[slug][order]
                assert (cells(shown) == cells(text)) if is_row else (shown == text), order


def test_marks_of_mentions_are_their_anchors(server: Server, whole: dict[str, list[Read]]) -> None:
    query = """SELECT ?d ?o ?b ?anchor ?e { ?m nif:referenceContext ?p ; nif:beginIndex ?b ;
        nif:anchorOf ?anchor ; itsrdf:taIdentRef ?e .
        ?p mig:passageOf ?d ; mig:order ?o } ORDER BY ?d ?o ?b"""
    said: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for row in server.rows(NAMES + query):
        key = (row["d"].rpartition("/")[2], int(row["o"]))
        entity = row["e"].removeprefix("https://w3id.org/migkg/")
        said.setdefault(key, []).append((entity, row["anchor"]))
    shown = {
        (slug, order): marks
        for slug, found in whole.items()
        for read in found
        for order, marks in read.mentions.items()
        if marks
    }

    assert sum(map(len, said.values())) > 1000
    assert shown == said


def test_pages_stay_small(whole: dict[str, list[Read]]) -> None:
    sizes = {slug: max(read.size for read in found) for slug, found in whole.items()}

    assert max(sizes.values()) < 150_000, sizes


def test_entities_that_nobody_has_reviewed_are_told_apart(
    server: Server, whole: dict[str, list[Read]]
) -> None:
    query = "SELECT DISTINCT ?e { ?e mig:status mig:Unreviewed . ?m itsrdf:taIdentRef ?e }"
    said = {row["e"].removeprefix("https://w3id.org/migkg/") for row in server.rows(NAMES + query)}
    shown = {path for found in whole.values() for read in found for path in read.unreviewed}

    assert said
    assert shown == said


def test_texts_carry_their_language(server: Server, whole: dict[str, list[Read]]) -> None:
    query = """SELECT ?d ?o ?l { ?p mig:passageOf ?d ; mig:order ?o ; dcterms:language ?l ;
        mig:passageKind ?kind FILTER(!CONTAINS(STR(?kind), "/table-")) }"""
    for row in server.rows(NAMES + query):
        found = whole[row["d"].rpartition("/")[2]]
        shown = next(read for read in found if int(row["o"]) in read.texts)
        assert shown.languages[int(row["o"])] == row["l"]


@pytest.mark.parametrize(
    ("asked", "order"), [("14", 55), ("para. 14.", 55), ("88", 198), (" 62 ", 162)]
)
def test_jump_begins_the_page_at_the_paragraph(server: Server, asked: str, order: int) -> None:
    answer = server.client.get(REPORT, params={"paragraph": asked}, headers=HTML)
    read = Read(answer.text)

    assert next(iter(read.texts)) == order
    assert f'id="p{order}" tabindex="-1" autofocus' in answer.text


def test_jump_to_no_paragraph_says_so(server: Server) -> None:
    read = page(server, f"{REPORT}?paragraph=999")

    assert "There is no paragraph 999 here" in read.shown
    assert next(iter(read.texts)) == 1


def test_page_behind_the_last_passage_says_so(server: Server) -> None:
    assert "No passage stands here" in page(server, f"{REPORT}?from=900").shown


def test_paragraphs_of_one_number_are_all_offered(server: Server) -> None:
    read = page(server, "/id/document/concept-note-2011-03?paragraph=1")

    assert next(iter(read.texts)) == 18
    assert "concept-note-2011-03?from=30#p30" in read.links


@pytest.mark.parametrize(
    "field", ["from=x", "from=-1", "facts=1%22", "names=planet", "language=%00"]
)
def test_field_that_makes_no_sense_is_refused(server: Server, field: str) -> None:
    answer = server.client.get(f"{REPORT}?{field}", headers=HTML)

    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("field", "pattern"),
    [
        ("facts=any", "?f prov:wasDerivedFrom ?p ; a mig:Fact"),
        ("facts=PartyCount", "?f prov:wasDerivedFrom ?p ; a mig:PartyCount"),
        ("names=state", f'?p mig:mentions ?e FILTER(STRSTARTS(STR(?e), "{ID}state/"))'),
        ("language=en", '?p dcterms:language "en"'),
    ],
)
def test_filter_shows_what_passes_on_all_its_pages(
    server: Server, field: str, pattern: str
) -> None:
    inside = f"?p mig:passageOf <{ID}document/a-67-254> ; mig:order ?o"
    query = f"SELECT DISTINCT ?o {{ {inside} . {pattern} }}"
    wanted = sorted(int(row["o"]) for row in server.rows(NAMES + query))
    shown = [order for read in pages(server, f"{REPORT}?{field}") for order in read.texts]

    assert wanted
    assert shown == wanted


def test_dossier_lists_its_parts(server: Server) -> None:
    query = f"SELECT ?part {{ <{ID}document/debate-2011-dossier> dcterms:hasPart ?part }}"
    parts = {
        "../../" + row["part"].removeprefix("https://w3id.org/migkg/")
        for row in server.rows(NAMES + query)
    }
    read = page(server, "/id/document/debate-2011-dossier")

    assert len(parts) > 10
    assert parts <= set(read.links)


def test_citation_opens_the_passage_with_its_sentence_marked(server: Server) -> None:
    query = """SELECT ?fact ?p ?clause { ?fact a mig:Provision ; prov:wasDerivedFrom ?p ;
        mig:provisionText ?clause . ?p nif:isString ?text FILTER(CONTAINS(?text, ?clause)) }
        ORDER BY ?fact LIMIT 12"""
    rows = server.rows(NAMES + query)
    assert len(rows) == 12
    for row in rows:
        path = row["p"].removeprefix("https://w3id.org/migkg")
        read = page(server, f"{path}?fact={row['fact'].rpartition('/')[2]}")
        assert "".join(read.marked) == row["clause"]
        assert any(link.endswith(row["fact"].rpartition("/id/")[2]) for link in read.links)


def test_words_of_an_answer_are_marked_in_their_passage(server: Server) -> None:
    answer = server.client.get("/queries/spoken_for", headers=HTML).text
    link = unescape(re.findall(r'href="\.\./(id/passage/[^"]+\?sentence=[^"]+)"', answer)[0])
    wanted = parse_qs(urlsplit(link).query)["sentence"][0]
    shown = server.client.get(f"/{link}", headers=HTML).text
    marked = re.sub(r"<[^>]+>", "", " ".join(re.findall(r"<mark>(.*?)</mark>", shown, re.S)))

    assert len(wanted) > 40
    bare = re.compile(r"[\s*]")
    assert bare.sub("", unescape(marked)) == bare.sub("", wanted)
    absent = server.client.get(
        link.partition("?")[0], params={"sentence": "<b>nowhere"}, headers=HTML
    )
    assert "These words are not in this passage" in absent.text
    assert "<b>nowhere" not in absent.text


def test_fact_links_all_passages_that_it_cites(server: Server) -> None:
    query = """SELECT ?fact (COUNT(DISTINCT ?p) AS ?n) (SAMPLE(?p) AS ?one) {
        ?fact a mig:Observation ; prov:wasDerivedFrom ?p }
        GROUP BY ?fact ORDER BY DESC(?n) ?fact LIMIT 1"""
    (row,) = server.rows(NAMES + query)
    name = row["fact"].rpartition("/")[2]
    cited = server.rows(NAMES + f"SELECT DISTINCT ?p {{ <{row['fact']}> prov:wasDerivedFrom ?p }}")
    read = page(server, row["one"].removeprefix("https://w3id.org/migkg") + f"?fact={name}")

    assert len(cited) > 2
    others = {one["p"].removeprefix("https://w3id.org/migkg/") for one in cited}
    others.remove(row["one"].removeprefix("https://w3id.org/migkg/"))
    assert {f"../../../{other}?fact={name}" for other in others} <= set(read.links)
    assert read.marked


def test_mention_opens_in_its_passage(server: Server) -> None:
    query = """SELECT ?m ?anchor ?e { ?m nif:anchorOf ?anchor ; itsrdf:taIdentRef ?e ;
        nif:referenceContext ?p } ORDER BY ?m LIMIT 8"""
    for row in server.rows(NAMES + query):
        read = page(server, row["m"].removeprefix("https://w3id.org/migkg"))
        # In the remark above the text, and in the text.
        assert read.marked[0] == row["anchor"]
        assert "".join(read.marked[1:]) == row["anchor"]


def test_row_of_a_table_opens_below_its_head(server: Server) -> None:
    read = page(server, "/id/passage/a-67-254/126")

    assert cells(read.texts[126])[0] == "Grand total"
    assert {102, 103, 104, 105} <= read.texts.keys()
    assert read.texts[103].startswith("Year\tRound table\tTitle")


def test_note_is_linked_both_ways(server: Server) -> None:
    answer = server.client.get(f"{REPORT}?from=44", headers=HTML).text

    assert '<a class="note-ref" href="#p49" id="r49">⁵</a>' in answer
    assert 'href="#r49" aria-label="Back to the text"' in answer


def test_works_and_reported_statements_have_pages(server: Server) -> None:
    for path in (
        "/id/document/secretary-general-hld-2006",
        "/id/document/a-60-623",
        "/id/document/a-67-254-table-1",
        "/id/document/letter-dated-5-april-2011-from-the-president-of-the-general-assembly",
    ):
        assert page(server, path).size > 1000


def test_report_quotes_the_passage_and_what_the_graph_says(server: Server) -> None:
    query = """SELECT ?fact ?text ?count { ?fact a mig:PartyCount ; mig:count ?count ;
        prov:wasDerivedFrom ?p . ?p nif:isString ?text ; mig:paragraphNumber "19" }
        ORDER BY ?fact"""
    row = server.rows(NAMES + query)[0]
    by_iri = server.client.get("/report", params={"fact": row["fact"]}, headers=HTML)
    name = row["fact"].rpartition("/")[2]
    text = server.client.get("/report", params={"fact": name, "format": "txt"})

    for said in (
        row["fact"],
        f"count: {row['count']}",
        "paragraph 19",
        "A/67/254",
        "What is wrong:",
    ):
        assert said in Read(by_iri.text).shown
        assert said in text.text
    assert "> " + row["text"] in text.text
    build = json.loads(server.client.get("/health").text)["build"]
    assert f"Build: {build}" in text.text
    assert text.headers["content-disposition"] == f'attachment; filename="report-{name}.txt"'


@pytest.mark.parametrize(
    ("field", "status"),
    [("", 400), ("fact=", 400), ("fact=nothing", 404), ("fact=%3E%3Cscript%3E", 400)],
)
def test_report_of_no_fact_is_refused(server: Server, field: str, status: int) -> None:
    answer = server.client.get(f"/report?{field}", headers=HTML)

    assert answer.status_code == status
    assert "<script>" not in answer.text


def test_report_is_sent_nowhere_unless_told(server: Server, built_store: Path) -> None:
    query = "SELECT ?fact { ?fact a mig:PartyCount } ORDER BY ?fact LIMIT 1"
    name = server.rows(NAMES + query)[0]["fact"].rpartition("/")[2]
    without = page(server, f"/report?fact={name}")
    with serving(
        built_store, "--workers", "1", "--tracker", "https://tracker.example/new?labels=fact"
    ) as running:
        told = page(running, f"/report?fact={name}")
    addresses = [link for link in without.links if link.startswith(("http", "mailto"))]
    (filled,) = [link for link in told.links if link.startswith("https://tracker.example/")]
    fields = parse_qs(urlsplit(filled).query)

    assert [link.partition("?")[0] for link in addresses] == ["mailto:"]
    assert fields["labels"] == ["fact"]
    assert name in fields["title"][0]
    assert "What is wrong:" in fields["body"][0]
