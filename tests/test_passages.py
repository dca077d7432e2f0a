"""Splitting documents into passages."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg import resources
from migkg.documents import split
from migkg.model import Document, Passage, SourceFile
from migkg.passages import passages
from migkg.reading import paragraphs, view
from migkg.structure.lines import lines

LAYOUTS = Path(__file__).parent / "layouts"
CORPUS = resources.folder("corpus") / "documents"


def source(text: str, path: str = "documents/file.txt", **known: object) -> SourceFile:
    return SourceFile(path, text, "", "plain", **known)  # type: ignore[arg-type]


def every(file: SourceFile) -> list[tuple[Document, tuple[Passage, ...]]]:
    documents = split(file)
    return [(document, passages(document, documents[1:])) for document in documents]


@cache
def of(path: Path, part: int = 0) -> tuple[Passage, ...]:
    file = source(path.read_text(encoding="utf-8"), f"documents/{path.name}")
    return every(file)[part][1]


def of_text(text: str, kind: str = "", **known: object) -> tuple[Passage, ...]:
    return every(source(text, kind=kind, **known))[0][1]


def numbers(found: Sequence[Passage]) -> list[str]:
    return [p.number for p in found if p.kind == "paragraph" and p.number]


def starting(found: Sequence[Passage], text: str) -> Passage:
    return next(p for p in found if p.text.startswith(text))


def read_across(found: Sequence[Passage], text: str) -> list[str]:
    """Return the paragraphs that hold a text when sentences are read across their cuts."""
    return [p.view.text for p in paragraphs(text, found)]


DOSSIER = CORPUS / "debate-2011-dossier.txt"


@pytest.mark.parametrize(("name", "last"), [("a-61-515", 24), ("a-65-944", 18), ("a-67-254", 88)])
def test_paragraph_numbers_run_through(name: str, last: int) -> None:
    assert numbers(of(CORPUS / f"{name}.txt")) == [str(n) for n in range(1, last + 1)]


def test_a_resolution_has_preamble_and_operative_part() -> None:
    found = of(DOSSIER, 6)
    assert numbers(found) == [str(n) for n in range(1, 29)]
    assert {p.section for p in found if p.number and p.kind == "paragraph"} == {"operative"}
    assert starting(found, "The General Assembly,").section == "preamble"
    first = [p for p in found if p.section == "preamble" and p.continues is None]
    assert len(first) == 25  # the organ and 24 clauses
    notes = [p for p in found if p.kind == "footnote"]
    assert [p.number for p in notes] == [str(n) for n in range(1, 15)]
    assert {p.section for p in notes} == {"notes"}


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (2, "the resilience of migration and", "remittances against such shocks."),
        (6, "to investigate such crimes and to", "punish the perpetrators"),
        (6, "addressing international migration, including", "regular and irregular migration"),
        (6, "to addressing the multidimensional", "nature of international migration"),
        (12, "there are simply not enough people", "in these countries"),
        (14, "loin d'être", "pris en compte dans les différents"),
        (14, "partenariats internationaux. Il", "n'existe pas de programme"),
        (14, "égalité entre hommes et femmes, droit à", "l'éducation pour tous"),
        (15, "low cost loans to", "departing contract workers"),
        (17, "as well as youth seeking employment and socialor,", "or fleeing"),
        (19, "Elle constitue à", "ce titre un facteur"),
        (24, "the only international organization", "with a global mandate"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_read_across(part: int, before: str, after: str) -> None:
    text = DOSSIER.read_text(encoding="utf-8")
    joined = read_across(of(DOSSIER, part), text)
    plain = f"{before} {after}".replace("’", "'")
    assert sum(plain in paragraph for paragraph in joined) == 1


@pytest.mark.parametrize(
    "cut",
    [
        "or 18 per cent. By 2010",  # a footnote between
        "from 9.8 per cent in 2008 to 8.9 per cent in the third quarter of 2010",  # four
        "the High-level Meeting of the General Assembly on the realization",  # a capital goes on
        "The integration of migration into the post-2015",
        "228 countries or areas",
    ],
)
def test_a_sentence_cut_by_footnotes_is_read_across(cut: str) -> None:
    path = CORPUS / "a-67-254.txt"
    joined = read_across(of(path), path.read_text(encoding="utf-8"))
    assert sum(cut in paragraph for paragraph in joined) == 1


def test_what_ends_a_sentence_is_not_continued() -> None:
    found = of(CORPUS / "a-67-254.txt")
    continued = [p for p in found if p.continues is not None]
    assert len(continued) == 11
    assert all(p.text[0].islower() or p.text.startswith("General Assembly on") or
               p.text.startswith("Africa pursuing") for p in continued)  # fmt: skip


def test_footnotes_are_passages_of_their_own() -> None:
    notes = [p for p in of(CORPUS / "a-67-254.txt") if p.kind == "footnote"]
    assert [p.number for p in notes] == [
        "*", *(str(n) for n in range(1, 17)), "", "a", "17", "18", "19",
    ]  # fmt: skip
    assert starting(notes, "* A/67/150.")
    assert starting(notes, "Note: For a detailed list")
    assert starting(notes, "¹⁶ UNESCO Institute for Statistics")


def test_tables_have_captions_header_rows_and_rows() -> None:
    found = of(CORPUS / "a-67-254.txt")
    assert [p.text.split("\n")[0] for p in found if p.kind == "caption"] == ["Table 1", "Table 2"]
    heads = [p.text.lstrip().split("\t")[0] for p in found if p.kind == "table-header"]
    assert heads == [
        "<i>Origin/destination</i>",
        "<i>1990</i>",
        "Year",
        "Total",
        "By one Group member",
    ]
    rows = [p for p in found if p.kind == "table-row"]
    assert len(rows) == 9 + 21
    second = next(p for p in rows if "Remittances and other diaspora" in p.text)
    assert second.text.split("\t") == [
        "", "II", "Remittances and other diaspora resources", "19", "7", "11", "1", "2.5",
    ]  # fmt: skip


def test_the_front_matter_of_a_report_ends_with_its_abstract() -> None:
    found = of(CORPUS / "a-67-254.txt")
    first = starting(found, "I. Introduction")
    assert {p.section for p in found[: first.order - 1]} == {"front-matter", "notes"}
    assert first.section == "body"
    assert {p.heading for p in found if p.text.startswith("Section I")} == {"Summary"}


def test_an_annex_is_a_section() -> None:
    found = of(CORPUS / "a-67-254.txt")
    annex = [p for p in found if p.section == "annex"]
    assert annex[0].text == "Annex"
    assert annex[-1] is found[-1]
    hours = [p for p in annex if p.kind == "programme-line"]
    assert [h.text for h in hours[:2]] == [
        (
            "10 a.m.-10.30 a.m. Opening of the High-level Dialogue by the President of the General "
            "Assembly"
        ),
        hours[1].text,
    ]
    assert hours[1].part_of == hours[0].order
    assert hours[-1].heading == "Second day of the High-level Dialogue"


def test_a_programme_has_lines_and_questions() -> None:
    found = of(DOSSIER, 10)
    lines_of = {p.text.replace("*", "").split("\xa0")[0][:22]: p for p in found}
    session = starting(found, "**10:20 – 13:00**")
    chair = starting(found, "**Chair: Mr. William Swing**")
    panel = starting(found, "Panelists:")
    guest = starting(found, "**Mr. Göran Hultin**")
    assert {p.kind for p in (session, chair, panel, guest)} == {"programme-line"}
    assert (chair.part_of, panel.part_of) == (session.order, session.order)
    assert guest.part_of == panel.order
    focus = [p for p in found if p.text == "Focus of discussion"]
    assert [p.kind for p in focus] == ["heading", "heading"]
    questions = [p for p in found if p.kind == "list-item"]
    assert [p.number for p in questions] == ["1", "2", "3", "1", "2", "3", "4"]
    assert questions[0].part_of == starting(found, "As a guide").order
    assert lines_of["15:00 – 17:40 "].heading == "Provisional Program"


def test_items_are_tied_to_their_chapeau() -> None:
    statement = of(DOSSIER, 15)
    chapeau = starting(statement, "Strategies aimed at")
    items = [p for p in statement if p.part_of == chapeau.order]
    assert [(p.kind, p.number) for p in items] == [("list-item", n) for n in ("1", "2", "3")]
    swing = of(DOSSIER, 24)
    lettered = [p for p in swing if p.kind == "list-item"]
    assert [p.number for p in lettered] == ["(a)", "(b)", "(c)", "(d)"]
    assert {p.part_of for p in lettered} == {starting(swing, "This change in focus").order}


def test_bullets_that_are_only_full_stops_are_items() -> None:
    found = of(DOSSIER, 14)
    items = [p for p in found if p.kind == "list-item"]
    assert [p.number for p in items] == ["1", "2", "3", *[""] * 6]
    assert items[0].text.startswith("1.\n\nUne approche")
    assert items[-1].text.startswith("Se pencher réellement")
    assert items[-1].text.endswith("générale.")


def test_numbers_in_mark_up_are_numbers() -> None:
    assert numbers(of(DOSSIER, 19)) == ["1", "2", "3", "4", "5", "6", "7"]


def test_salutations_and_signatures_are_paragraphs() -> None:
    netherlands = of(DOSSIER, 20)
    assert starting(netherlands, "Mr. Chairman,").kind == "paragraph"
    assert [p.kind for p in of(DOSSIER, 13)[-2:]] == ["paragraph", "paragraph"]
    assert starting(of(DOSSIER, 7), "Joseph Deiss").kind == "paragraph"


def test_headings_are_trimmed_of_mark_up() -> None:
    found = of(DOSSIER, 20)
    assert [p.text for p in found if p.kind == "heading"][:3] == [
        "Statement by the Netherlands",
        (
            "United Nations General Assembly  \nInformal Thematic Debate on International "
            "Migration and Development  \n19 May 2011, New York"
        ),
        "Panel One: The contribution of migrants to development",
    ]


def test_a_heading_over_two_wrapped_lines_is_one() -> None:
    found = of(CORPUS / "a-65-944.txt")
    heads = [view(f"{p.text}", 0, len(p.text)).text for p in found if p.kind == "heading"]
    assert heads == [
        "I. Introduction",
        "II. Opening session",
        "III. Panel 1: The contribution of migrants to development",
        (
            "IV. Panel 2: Improving international cooperation on international migration and "
            "development"
        ),
        "V. Closing session and conclusions",
    ]


def test_languages_of_passages() -> None:
    assert {p.language for p in of(DOSSIER, 14)} == {"fr"}
    assert {p.language for p in of(DOSSIER, 18)} == {"es"}
    assert {p.language for p in of(DOSSIER, 12)} == {"en"}


def test_a_compilation_has_no_passages_that_its_parts_have() -> None:
    assert of(DOSSIER, 0) == ()


def test_sections_of_a_treaty() -> None:
    found = of(LAYOUTS / "treaty.txt")
    assert starting(found, "Taking into account").section == "preamble"
    assert starting(found, "1. The present").section == "body"
    assert starting(found, "1. The present").heading == "Article 1"
    terms = [p for p in found if p.kind == "list-item"]
    assert {p.part_of for p in terms} == {starting(found, "For the purposes").order}


def test_lettered_items_carry_the_number_of_their_paragraph() -> None:
    found = of(LAYOUTS / "letter-with-annex.txt")
    items = [p for p in found if p.kind == "list-item"]
    assert [p.number for p in items] == ["2 (a)", "2 (b)", "2 (b) (i)", "2 (b) (ii)"]
    assert items[2].part_of == items[3].part_of == items[1].order
    assert {p.section for p in items} == {"annex"}


def test_a_resolution_of_a_council_without_mark_up() -> None:
    found = of(LAYOUTS / "council-resolution.txt")
    assert numbers(found) == ["1", "2", "3"]
    assert [p.section for p in found if p.text.startswith(("Guided", "Recalling", "Deeply"))] == [
        "preamble"
    ] * 3
    assert [p.number for p in found if p.kind == "list-item"] == ["2 (a)", "2 (b)"]
    assert found[-1].kind == "footnote"


def test_operative_paragraphs_without_numbers() -> None:
    found = of_text(
        "The General Assembly,\n\nRecalling its resolution 60/227,\n\n"
        "Conscious of the need to act,\n\nDecides to convene a dialogue in 2013."
    )
    assert [p.section for p in found] == ["preamble", "preamble", "preamble", "operative"]


def test_a_page_break_cuts_a_paragraph_in_two_passages() -> None:
    first, second = "14. The Assembly decided that\nthe dialogue be held", "in New York in 2013."
    text = f"{first}\n{second}\n"
    found = of_text(text, kind="Report", pages=(0, len(first) + 1))
    assert [(p.text, p.page, p.continues) for p in found] == [(first, 1, None), (second, 2, 1)]


def test_running_heads_and_page_numbers_are_in_no_passage() -> None:
    pages = ["A/67/254\n\n1. One paragraph that\n\n12-45210", "A/67/254\n\ngoes on here.\n\n3"]
    text = "\n".join(pages)
    found = of_text(text, kind="Report", pages=(0, len(pages[0]) + 1))
    assert [p.text for p in found][-2:] == ["1. One paragraph that", "goes on here."]
    assert found[-1].continues == found[-2].order


def test_a_report_with_tabs_pages_and_contents() -> None:
    found = of(LAYOUTS / "report-as-laid-out.txt")
    assert numbers(found) == ["1", "2", "3"]
    assert starting(found, "I.\tIntroduction").kind == "heading"
    assert starting(found, "(a)").heading == "I. Introduction"
    assert [p.number for p in found if p.kind == "list-item"] == ["2 (a)", "2 (b)", "2 (c)", "", ""]
    assert [p.text for p in found if p.kind == "table-header"] == ["Area\t1990\t2013"]
    assert "recalled resolution\n67/219. They" in starting(found, "1.\tIn 2013").text
    assert starting(found, "General Assembly announced").continues == starting(found, "3.").order
    assert {p.section for p in found[-2:]} == {"annex"}
    assert [p.number for p in found if p.kind == "footnote"] == ["*", "1", ""]


def test_a_programme_in_two_columns() -> None:
    found = of(LAYOUTS / "programme.txt")
    session = starting(found, "10 h – 12 h 30")
    assert starting(found, "Modératrice").part_of == session.order
    names = [p for p in found if p.part_of == starting(found, "Intervenants").order]
    assert [p.text for p in names] == ["M. Prénom Nom, Sénégal", "Mme Prénom Nom, Maroc"]
    day = starting(found, "Mardi 13 mai 2014")
    assert day.kind == "heading"
    assert found[-1].heading == "Mardi 13 mai 2014"


def test_lines_at_full_measure_are_one_paragraph_and_long_lines_one_each() -> None:
    long = "A paragraph that a word processor has left on one line, however long it is. " * 3
    found = of_text(f"{long}\n{long}\n")
    assert len(found) == 2
    wrapped = "The purpose of the debate was to take \nstock of and contribute to the dialogue.\n"
    assert len(of_text(wrapped)) == 1


# Lines as UN documents have them, to be put together at random.
_LINES = [
    "", "", "", " ", "\f", "---", "\\* \\* \\*", "***", "# Heading", "## **Statement by Sweden**",
    "1. Takes note of the report;", "2. Decides", "(a) To report;", "- an item", "-Les migrants",
    "¹ See resolution 60/1.", "<sup>2</sup> Ibid.", "* A/67/150.", "^a Number.", "1.", "II.", ".",
    "Table 1", "\t1990\t2010\t", "North\t1.0\t2.0", "| a | b |", "|---|---|", "Mr. President,",
    "Thank you.", "THE PRESIDENT", "5 April 2011", "Excellency,", "Distr.: General", "Annex",
    "10:00 – 10:20 Opening remarks", "Chair: Mr. Given Family", "[image: image1.wmf]24.",
    "General Assembly", "Resolution adopted by the General Assembly", "The General Assembly,",
    "*Recalling* its resolution 60/227,", "65/170. International migration", "12-45210 (E)",
    "a line that goes on without any end and is as long as lines of that kind are wont to be",
    "**bold** and *italic*", "*", "**", "1", "and", "Page 3", "\u2028", "\x85x", "\r", "é\u0301",
]  # fmt: skip
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_LINES), max_size=40).map("\n".join),
    st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=30)), max_size=15).map("\n".join),
    st.text(),
)


@settings(deadline=None)
@given(_TEXTS, st.sampled_from(["", "Report", "Resolution", "Programme", "Statement"]))
def test_passages_cover_any_text_and_never_overlap(text: str, kind: str) -> None:
    file = source(text, kind=kind)
    covered = [False] * len(text)
    found = every(file)
    whole = found[0][0]
    for document, own in found:
        assert whole.begin <= document.begin <= document.end <= whole.end
        assert [p.order for p in own] == list(range(1, len(own) + 1))
        for before, after in pairwise(own):
            assert before.end <= after.begin
        for p in own:
            assert document.begin <= p.begin < p.end <= document.end
            assert p.text == text[p.begin : p.end]
            assert p.continues is None or p.continues < p.order
            assert p.part_of is None or p.part_of < p.order
            assert not any(covered[p.begin : p.end])
            covered[p.begin : p.end] = [True] * (p.end - p.begin)
    for line in lines(file, 0, len(text)):
        if line.kind == "furniture":
            covered[line.begin : line.end] = [True] * (line.end - line.begin)
    left = "".join(char for char, done in zip(text, covered, strict=True) if not done)
    left = re.sub(r"</?\w+\s*/?>", "", left)
    assert not re.search(r"[^\W_]", left), left


@settings(deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_passages(text: str) -> None:
    assert every(source(text)) == every(source(text))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_of_the_corpus_is_left_out(path: Path) -> None:
    file = source(path.read_text(encoding="utf-8"), path.name)
    text = file.text
    inside = [p for _, own in every(file) for p in own]
    inside.sort(key=lambda p: p.begin)
    at, left = 0, []
    for p in inside:
        assert p.begin >= at
        left.append(text[at : p.begin])
        at = p.end
    left.append(text[at:])
    assert "".join(left).replace("[image: image1.wmf]", "").strip(" \n#*-\\.\t") == ""
    assert all(p.text.strip() for p in inside)
