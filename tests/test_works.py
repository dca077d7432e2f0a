"""One text is one document; two wordings of it are two, of one work."""

from pathlib import PurePosixPath

from migkg import works
from migkg.model import Document, SourceFile
from migkg.namespaces import GRAPH

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = " ".join(f"{one}{other} and then" for one in LETTERS[:8] for other in LETTERS[:8])


def signed(slug: str, text: str, part_of: str = "", title: str = "A note") -> works.Signature:
    source = SourceFile(f"{PurePosixPath(slug)}.txt", text, slug, "plain")
    return works.signature(
        Document(slug, "Note", 0, len(text), source, part_of=part_of, title=title, language="en")
    )


def test_white_space_and_mark_up_make_no_difference() -> None:
    found = works.compare(
        [
            signed("b", f"**{WORDS}**"),
            signed("a", WORDS.replace(" ", "\n")),
            signed("c", WORDS + " x"),
        ]
    )

    assert found.copy_of == {"b": "a"}
    assert found.work_of == {"a": "a-note", "c": "a-note"}


def test_the_first_in_the_order_of_paths_is_kept_whatever_comes_first() -> None:
    three = [signed(slug, WORDS) for slug in ("b", "c", "a")]

    assert works.compare(three).copy_of == {"b": "a", "c": "a"}
    assert works.compare(reversed(three)).copy_of == {"b": "a", "c": "a"}


def test_the_work_has_a_title_and_lies_in_the_authority_graph() -> None:
    found = works.compare([signed("a", WORDS), signed("b", WORDS + " more")])

    assert all(line.endswith(f" <{GRAPH}authority> .") for line in found.lines)
    assert any('"A note"@en' in line for line in found.lines)


def test_the_name_of_a_work_is_none_that_a_document_has() -> None:
    both = [signed("a-note", WORDS), signed("b", WORDS + " more")]

    assert works.compare(both).work_of == {"a-note": "a-note-a-note", "b": "a-note-a-note"}


def test_other_texts_are_works_of_their_own() -> None:
    other = " ".join(f"{one}{other} or so" for one in LETTERS[8:16] for other in LETTERS[8:16])
    found = works.compare([signed("a", WORDS), signed("b", other), signed("c", "Note")])

    assert (found.copy_of, found.work_of, found.lines) == ({}, {}, frozenset())


def test_a_compilation_is_not_compared_with_what_it_prints() -> None:
    found = works.compare([signed("all", WORDS), signed("all-01", WORDS, part_of="all")])

    assert (found.copy_of, found.work_of) == ({}, {})


def test_short_texts_are_no_versions_of_each_other() -> None:
    form = "Statement by the representative of a State at the debate in New York on"
    found = works.compare([signed("a", f"{form} Monday"), signed("b", f"{form} Tuesday")])

    assert found.work_of == {}
