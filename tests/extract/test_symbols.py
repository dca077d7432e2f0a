"""Document symbols as UN documents print them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.extract.symbols import canonical, of_symbol, symbol_spans

Bracket = Callable[..., str]


@pytest.mark.parametrize(
    "text",
    [
        "see [A/60/623] and [A/C.5/60/23]",
        "The draft ([A/C.3/66/L.59/Rev.1]) was adopted as [A/RES/66/172].",
        "reports [A/HRC/17/33], [E/CN.4/2002/94] and [A/HRC/17/33/Add.1].",
        "[S/PRST/2015/25], [CMW/C/GC/2], [CRC/C/GC/6], [HRI/GEN/1/Rev.9] and [ST/SGB/2003/13]",
        "[FCCC/CP/2010/7/Add.1]; [TD/B/57/5]; [CEDAW/C/2009/WP.1/R]; [A/CONF.231/3]",
        "([POP/DB/MIG/Flow/Rev.2010])",
        "[A/RES/S-21/2] and [A/RES/217(III)]",
        "[E/2013/27-E/CN.6/2013/11], chap. I",
        "the verbatim record [A/71/PV.6], the press release [GA/11434]",
        "resolution [WHA70.15], decision [EB140(9)], [A72/25], [EB124.R13] and [GB.323/INS/2]",
    ],
)
def test_every_organ_s_symbols_are_found_whole(bracketed: Bracket, text: str) -> None:
    assert bracketed("document-symbol", text) == text


@pytest.mark.parametrize(
    "text",
    ["UN/DESA and/or IOM/ILO", "on 24/7 terms", "in 2006/07", "http://undocs.org/A/67/254", "S/he"],
)
def test_other_words_with_slashes_are_no_symbols(bracketed: Bracket, text: str) -> None:
    assert bracketed("document-symbol", text) == text


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("[A/HRC/20/24] and [Corr.1]", "id/document/a-hrc-20-24-corr-1"),
        ("[A/69/488/Add.2] and [Corr.1]", "id/document/a-69-488-add-2-corr-1"),
        ("[CMW/C/SR.256] and [257]", "id/document/cmw-c-sr-257"),
        ("[A/58/204], [Add.1] and [2]", "id/document/a-58-204-add-2"),
    ],
)
def test_the_end_of_a_symbol_goes_on_from_the_symbol_before(
    mentions: Callable[..., list], bracketed: Bracket, text: str, last: str
) -> None:
    assert bracketed("document-symbol", text) == text
    plain = text.replace("[", "").replace("]", "")
    assert mentions("document-symbol", plain)[-1].hint("ref") == last


def test_a_count_behind_a_symbol_is_no_symbol(bracketed: Bracket) -> None:
    text = "documents [CMW/C/SR.256] and 14 reports"
    assert bracketed("document-symbol", text) == text


def test_a_resolution_s_symbol_stands_for_the_instrument() -> None:
    assert of_symbol("A/RES/63/225").kind == "instrument"
    assert of_symbol("WHA63.16").kind == "instrument"
    assert of_symbol("A/67/254").kind == "document"


def test_a_space_before_the_year_is_no_part_of_the_symbol() -> None:
    assert canonical("S/RES/1325 (2000)") == "S/RES/1325(2000)"


@given(st.text(alphabet="A/RES.C12 ()-LAdvHWEB", max_size=60))
def test_symbols_lie_apart_and_hold_a_figure(text: str) -> None:
    for begin, end in symbol_spans(text):
        assert any(char.isdigit() for char in text[begin:end])
        assert text[begin:end].strip() == text[begin:end]
