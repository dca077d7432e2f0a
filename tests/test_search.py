"""Whatever people type finds what they mean: words, names, questions, in three languages."""

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg import search, store
from migkg.namespaces import ID, expand
from migkg.search import passages, place, questions, quotes, spelling
from migkg.search.asked import understand
from migkg.search.index import make
from migkg.search.names import candidates
from migkg.search.passages import Filters
from migkg.search.words import spans, words

# What people type: letters with and without accents, the signs of the syntax, and rubbish.
TYPED = st.text(
    st.sampled_from(list("abé œ'’\"-*()^:{}[]AND OR NOT\\%_+\x00\n\u0301ß²٣字")), max_size=40
)


@pytest.fixture(scope="module")
def index(built_store: Path) -> sqlite3.Connection:
    return search.opened(store.current(built_store))


@pytest.fixture(scope="module")
def texts(index: sqlite3.Connection) -> list[tuple[int, str]]:
    return index.execute("SELECT id, text FROM passage ORDER BY id").fetchall()


def test_a_build_makes_its_index(built_store: Path) -> None:
    assert (store.current(built_store) / search.NAME).is_file()


def test_every_passage_of_the_graph_is_indexed(
    index: sqlite3.Connection, built_store: Path
) -> None:
    kind, passage = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("Passage"))
    with store.opened(built_store) as opened:
        there = {quad.subject.value for quad in opened.data.quads_for_pattern(None, kind, passage)}

    assert {row[0] for row in index.execute("SELECT iri FROM passage")} == there != set()


def test_the_same_store_gives_the_same_index(sample_store: Path, tmp_path: Path) -> None:
    dumps = []
    for name in ("one", "two"):
        with store.opened(sample_store) as opened:
            make(opened.data, tmp_path / name)
        connection = sqlite3.connect(tmp_path / name)
        dumps.append(
            [
                connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
                for table in ("document", "place", "passage", "entity", "label", "question", "word")
            ]
        )
        connection.close()
    assert dumps[0] == dumps[1]


@settings(max_examples=150, deadline=None)
@given(TYPED | st.text(max_size=30))
def test_nothing_that_is_typed_is_an_error(index: sqlite3.Connection, text: str) -> None:
    found = passages.find(index, text, limit=3)
    candidates(index, text, limit=3)
    candidates(index, text, limit=3, unfinished=True)
    passages.begun(index, text)
    questions.find(index, text, unfinished=True)
    spelling.put_right(index, text)

    assert len(found.hits) <= found.total


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_words_of_a_passage_find_it_with_its_exact_words_marked(
    index: sqlite3.Connection, texts: list[tuple[int, str]], data: st.DataObject
) -> None:
    number, text = data.draw(st.sampled_from(texts))
    there = [text[begin:end] for begin, end, word in spans(text) if len(word) > 1]
    if not there:
        return
    asked = understand(
        " ".join(data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=3)))
    )

    row = index.execute(
        "SELECT rowid FROM passage_words WHERE passage_words MATCH ? AND rowid = ?",
        [asked.match(), number],
    ).fetchone()
    assert row == (number,)
    marked = quotes.ranges(text, asked)
    assert marked
    assert all(words(text[begin:end]) for begin, end in marked)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), TYPED)
def test_a_snippet_is_a_stretch_of_the_text(text: str, typed: str) -> None:
    found = quotes.ranges(text, understand(typed))
    begin, end = quotes.snippet(text, found, size=40)

    assert 0 <= begin <= end <= len(text)
    assert all(b < e for b, e in found)
    shown = quotes.marked(text, found, begin, end)
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")
    assert shown.count("<mark>") == shown.count("</mark>")


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        ("Intl. Organization for Migration", "organization/iom"),
        ("International Organisation for Migration", "organization/iom"),
        ("OIM", "organization/iom"),
        ("Organisation internationale pour les migrations", "organization/iom"),
        ("Migration Organization, International", "organization/iom"),
        ("Dept. of Economic and Social Affairs", "organization/desa"),
        ("Côte d'Ivoire", "state/civ"),
        ("cote d’ivoire", "state/civ"),
        ("Ivory Coast", "state/civ"),
        ("Filipines", "state/phl"),
        ("Swizerland", "state/che"),
        ("Germny", "state/deu"),
        ("MEX", "state/mex"),
        ("UAE", "state/are"),
        ("ICRMW", "instrument/icrmw"),
        ("Convention on migrant workers", "instrument/icrmw"),
        ("A/67/254", "document/a-67-254"),
        ("GFMD", "organization/gfmd"),
    ],
)
def test_a_name_finds_its_thing_first(index: sqlite3.Connection, typed: str, iri: str) -> None:
    assert candidates(index, typed, limit=3)[0].iri == ID + iri


def test_a_class_keeps_others_away(index: sqlite3.Connection) -> None:
    assert candidates(index, "Mexico", ["Organization"])[0].iri != ID + "state/mex"
    assert {one.kind for one in candidates(index, "migration", ["theme"])} == {"theme"}


def test_the_same_name_scores_highest(index: sqlite3.Connection) -> None:
    same, folded, slip = (
        candidates(index, name)[0].score for name in ("Mexico", "mexico", "Mexcio")
    )
    assert 100 == same > folded > slip > 50


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("stranded migrants", "stranded"),
        ("l'Organisation", "organisation"),
        ("ÉTATS", "etats"),
        ("migracion", "migracion"),
        ("remittance", "remittances"),
        ('"stranded migrants"', "stranded"),
        ("strand*", "stranded"),
    ],
)
def test_words_find_passages(index: sqlite3.Connection, typed: str, word: str) -> None:
    found = passages.find(index, typed)

    assert found.total
    assert not found.any_word
    assert any(word in words(hit["quote"]) for hit in found.hits)
    for hit in found.hits:
        assert all(hit["quote"][begin:end].strip() for begin, end in hit["highlights"])
        assert hit["highlights"] or typed not in hit["quote"]


def test_words_to_leave_out_are_left_out(index: sqlite3.Connection) -> None:
    every = passages.find(index, "remittances", limit=100)
    some = passages.find(index, "remittances -costs", limit=100)

    assert 0 < some.total < every.total
    assert not any("costs" in words(hit["quote"]) for hit in some.hits)


def test_stop_words_kill_nothing(index: sqlite3.Connection) -> None:
    assert passages.find(index, "the costs of the remittances").total == (
        passages.find(index, "costs remittances").total
    )
    assert passages.find(index, "of the").total


def test_some_of_the_words_are_better_than_none(index: sqlite3.Connection) -> None:
    found = passages.find(index, "stranded pineapple")
    assert found.any_word
    assert found.total


def test_a_slip_is_put_right(index: sqlite3.Connection) -> None:
    assert passages.find(index, "remitances").instead == "remittances"


def test_filters_narrow_down_and_facets_count(index: sqlite3.Connection) -> None:
    every = passages.find(index, "migration", limit=100)
    for name, facet in (("kind", "kind"), ("language", "language"), ("document", "document")):
        for one in every.facets[facet]:
            narrowed = passages.find(index, "migration", Filters(**{name: one["value"]}))
            assert narrowed.total == one["count"]
    assert sum(one["count"] for one in every.facets["kind"]) == every.total


def test_a_date_may_be_a_year_a_month_or_a_day(index: sqlite3.Connection) -> None:
    total = passages.find(index, "migration", Filters(begin="2012", end="2012-12")).total
    late = passages.find(index, "migration", Filters(begin="2012-08-03", end="2012-08-03"))

    assert total >= late.total > 0
    assert {hit["document"]["symbol"] for hit in late.hits} == {"A/67/254"}
    assert passages.find(index, "migration", Filters(begin="2030")).total == 0


def test_pages_follow_each_other_without_gap(index: sqlite3.Connection) -> None:
    whole = [hit["iri"] for hit in passages.find(index, "migration", limit=100).hits]
    pages = [
        hit["iri"]
        for offset in range(0, 100, 10)
        for hit in passages.find(index, "migration", limit=10, offset=offset).hits
    ]
    assert pages == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("typed", "name", "values"),
    [
        (
            "Which States had ratified the ICRMW by June 2012, as a CSV",
            "bound_by_a_date",
            {"instrument": "instrument/icrmw", "by": "2012-06"},
        ),
        (
            "Who spoke for the United Arab Emirates in 2011, what did he ask for? Show it.",
            "spoken_for",
            {"for": "state/are", "year": "2011"},
        ),
        (
            "What changed between the provisional and the final programme?",
            "cq73_programme_lines_changed",
            {},
        ),
        ("who spoke for Mexico", "spoken_for", {"for": "state/mex"}),
    ],
)
def test_a_question_in_words_finds_its_query_and_values(
    index: sqlite3.Connection, typed: str, name: str, values: dict[str, str]
) -> None:
    first = questions.find(index, typed)[0].said()

    assert (first["name"], first["parameters"]) == (name, values)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what can be made again in a folder of the test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)


@pytest.mark.usefixtures("elsewhere")
def test_a_build_without_index_gets_one_beside(sample_store: Path) -> None:
    build = store.current(sample_store)

    connection = place.opened(build, patience=60.0)

    assert [hit["paragraph"] for hit in passages.find(connection, "host meeting").hits] == ["1"]
    assert not (build / search.NAME).exists()
    assert candidates(connection, "United Mexican States")[0].iri == ID + "state/mex"


@pytest.mark.usefixtures("elsewhere")
def test_nobody_waits_for_an_index(sample_store: Path) -> None:
    build = store.current(sample_store)

    with pytest.raises(search.NotYetError, match="being made"):
        place.opened(build, patience=0.0)
    assert place.opened(build, patience=60.0)
