"""Texts, values and quotes for the eye: nothing is lost but marks and white space."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.serve.words import values
from migkg.serve.words.quote import find, quote, sentence_of
from migkg.serve.words.text import marked, plain

ANY = st.text(alphabet=st.sampled_from("ac Á1*_\\\n\t#.<>$·…\u00a0(),"), max_size=60)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@given(ANY)
def test_plain_keeps_every_letter_and_figure(text: str) -> None:
    assert letters(plain(text)) == letters(text)


@given(ANY)
def test_plain_tidies_white_space(text: str) -> None:
    shown = plain(text)

    assert shown == shown.strip()
    assert "  " not in shown
    assert "\t" not in shown


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_pieces_make_the_plain_text(text: str, one: int, other: int) -> None:
    begin, end = sorted((min(one, len(text)), min(other, len(text))))
    pieces = marked(text, [(begin, end)])

    assert "".join(piece["text"] for piece in pieces) == plain(text)
    inside = "".join(piece["text"] for piece in pieces if piece["mark"])
    assert letters(inside) == letters(text[begin:end])


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("9. *Encourages* the United Nations", "9. Encourages the United Nations"),
        ("**Sur le plan social,** l'émigration", "Sur le plan social, l'émigration"),
        ("US\\$325 billion", "US$325 billion"),
        ("document,<sup>4</sup>", "document,⁴"),
        ("* A/67/150.", "* A/67/150."),
        ("\tII\tAddressing\t9\t0", "II · Addressing · 9 · 0"),
        ("Representatives and  \nPermanent Observers", "Representatives and\nPermanent Observers"),
        ("the Govern-\nments", "the Govern- ments"),
        ("file_name_here and __init__", "file_name_here and init"),
        ("12 * 3 ** 2", "12 * 3 ** 2"),
    ],
)
def test_marks_of_mark_up_are_hidden(raw: str, shown: str) -> None:
    assert plain(raw) == shown


@given(ANY, st.integers(1, 40))
def test_quote_shows_the_marked_span_whole(text: str, longest: int) -> None:
    span = sentence_of(text, [], [])
    pieces = quote(text, span, longest)

    inside = "".join(piece["text"] for piece in pieces if piece["mark"])
    assert letters(inside) == (letters(text[slice(*span)]) if span else "")


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=8), st.data())
def test_words_are_found_whatever_stands_between(words: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "\n", "  \n", " *", "* ", "__ "])) for _ in words]
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))

    begin, end = find(text, " ".join(words)) or (0, 0)

    assert letters(text[begin:end]) == "".join(words)


def test_sentence_with_most_evidence_is_chosen() -> None:
    text = "It met in 2012. The 148 countries that ratified by 2012 are many. Others wait."

    begin, end = sentence_of(text, ["not there"], [], ["148", "2012"]) or (0, 0)

    assert text[begin:end] == "The 148 countries that ratified by 2012 are many."
    assert sentence_of("One here. Two there.", [], []) is None


@given(st.decimals(-(10**13), 10**13, places=2))
def test_number_reads_back(value: Decimal) -> None:
    sizes = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    said = values.number(value).replace("−", "-").replace(",", "")
    digits, _, size = said.partition(" ")

    assert Decimal(digits) * sizes.get(size, 1) == value


@given(st.dates(min_value=__import__("datetime").date(1000, 1, 1)))
def test_date_reads_back(day: object) -> None:
    iso = str(day)
    said = values.date(iso).split()

    assert (int(said[2]), int(said[0])) == (int(iso[:4]), int(iso[8:]))
    assert values.span(iso, iso) == values.date(iso)
    assert values.period(f"{iso}/..") == f"since {values.date(iso)}"


@pytest.mark.parametrize(
    ("value", "unit", "label", "qualifier", "said"),
    [
        ("372000000000", "us-dollars", "US dollars", "exactly", "$372 billion"),
        ("-20000000000", "us-dollars", "US dollars", "about", "about −$20 billion"),
        ("34", "percent", "per cent", "more-than", "more than 34 per cent"),
        ("5", "percentage-points", "percentage points", "exactly", "5 percentage points"),
        ("1", "countries", "countries", "exactly", "1 country"),
        ("214200000", "persons", "persons", "exactly", "214.2 million persons"),
        ("1234567", "persons", "persons", "exactly", "1,234,567 persons"),
        ("10000000", "yen", "yen", "at-least", "at least 10 million yen"),
        ("2.50", "ratio", "ratio", "exactly", "2.5"),
    ],
)  # fmt: skip
def test_amount_reads_as_documents_print_it(
    value: str, unit: str, label: str, qualifier: str, said: str
) -> None:
    assert values.amount(Decimal(value), unit, label, qualifier) == said
