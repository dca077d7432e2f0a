"""Labels of known entities in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.link.labels import LabelIndex, fold, is_acronym, is_word, spellings
from migkg.model import Entity, Label, Ref


def index(*labels: str, kind: str = "organization") -> LabelIndex:
    return LabelIndex(
        Entity(Ref(f"id/{kind}/{number}"), ("Organization",), (Label(text, "en", "pref"),))
        for number, text in enumerate(labels)
    )


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("High-level Dialogue", "the High Level Dialogue", True),
        ("Ministry of Labour", "the Ministry of Labor", True),
        ("United Nations Network", "the UN Network", True),
        ("Côte d'Ivoire", "in Cote d'Ivoire", True),
        ("IOM", "IOMX and IOM-X", False),
        ("GMG", "a GMG-led review", True),
        ("WHO", "people who move", False),
        ("Global Forum", "a global forum", False),
        ("Global Forum", "THE GLOBAL FORUM", True),
        ("developing countries", "Developing countries", True),
        ("US", "US$ 440 billion", False),
        ("EU", "EU-Africa", False),
    ],
)
def test_a_label_is_found_where_its_writing_fits(label: str, text: str, found: bool) -> None:
    assert bool(list(index(label).find(text))) is found


def test_matches_come_in_order_and_stand_where_they_say() -> None:
    text = "The IOM and the World Bank"
    matches = list(index("World Bank", "IOM").find(text))
    assert [text[m.begin : m.end] for m in matches] == ["IOM", "World Bank"]


def test_a_name_is_looked_up_without_case_and_accents() -> None:
    assert [e.ref for _, e in index("Fédération").exact("federation")] == ["id/organization/0"]
    assert index("Fédération").exact("federa") == ()


def test_spellings_begin_with_the_label_itself() -> None:
    assert list(spellings("World Bank")) == ["World Bank"]
    assert list(spellings("Labour Programme")) == ["Labour Programme", "Labor Program"]


def test_an_acronym_is_told_by_its_capitals() -> None:
    assert is_acronym("UN/DESA")
    assert not is_acronym("United Nations")


@given(st.text(max_size=100))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="IOM -/a.é", max_size=40))
def test_every_match_is_a_word(text: str) -> None:
    for match in index("IOM").find(text):
        assert is_word(text, match.begin, match.end)
        assert text[match.begin : match.end] == "IOM"


def test_an_empty_index_finds_nothing() -> None:
    assert list(LabelIndex(()).find("IOM")) == []
