"""Numbers and quantities as texts write them, in three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.facts.observations.numerals import number_at
from migkg.facts.observations.quantities import quantities
from migkg.facts.observations.units import load_units

LANGUAGES = ("en", "fr", "es")
EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
FR_TENS = "vingt trente quarante cinquante soixante"
ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
ES_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "
    "ochocientos novecientos"
)


def english(number: int) -> str:
    if number < 20:
        return EN.split()[number]
    if number < 100:
        tens = EN_TENS.split()[number // 10 - 2]
        return tens + (f"-{EN.split()[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{EN.split()[number // 100]} hundred{rest}"
    rest = number % 1000
    joined = f"{' and' if rest < 100 else ''} {english(rest)}" if rest else ""
    return f"{english(number // 1000)} thousand{joined}"


def french(number: int) -> str:
    if number < 20:
        return FR.split()[number]
    if number < 70:
        unit = number % 10
        joined = " et un" if unit == 1 else f"-{FR.split()[unit]}" if unit else ""
        return FR_TENS.split()[number // 10 - 2] + joined
    if number < 80:
        return "soixante" + (" et onze" if number == 71 else f"-{FR.split()[number - 60]}")
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{FR.split()[number - 80]}"
    if number < 1000:
        count = "" if number < 200 else f"{FR.split()[number // 100]} "
        rest = f" {french(number % 100)}" if number % 100 else ""
        return f"{count}cent{'s' if count and not rest else ''}{rest}"
    count = "" if number < 2000 else f"{french(number // 1000)} ".replace("cents ", "cent ")
    return f"{count}mille{f' {french(number % 1000)}' if number % 1000 else ''}"


def spanish(number: int) -> str:
    if number < 30:
        return ES.split()[number]
    if number < 100:
        return ES_TENS.split()[number // 10 - 3] + (
            f" y {ES.split()[number % 10]}" if number % 10 else ""
        )
    if number == 100:
        return "cien"
    if number < 1000:
        rest = f" {spanish(number % 100)}" if number % 100 else ""
        return ES_HUNDREDS.split()[number // 100 - 1] + rest
    count = "" if number < 2000 else f"{spanish(number // 1000)} "
    return f"{count}mil{f' {spanish(number % 1000)}' if number % 1000 else ''}"


SPELLED = {"en": english, "fr": french, "es": spanish}
GROUPS = {"en": (",", " "), "fr": (" ",), "es": (" ", ".")}
POINTS = {"en": ".", "fr": ",", "es": ","}


@given(st.integers(0, 999_999), st.sampled_from(LANGUAGES))
def test_words_are_read_back(number: int, language: str) -> None:
    words = SPELLED[language](number)

    assert number_at(words, 0, language) == (Decimal(number), len(words))


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(LANGUAGES), st.data())
def test_figures_are_read_back(whole: int, part: int, language: str, data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(GROUPS[language]))
    text = f"{whole:,}".replace(",", group)
    if part and (group != " " or language != "en"):
        text += f"{POINTS[language]}{part:02}"
    else:
        part = 0

    assert number_at(text, 0, language) == (whole + Decimal(part) / 100, len(text))


SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9},
    "fr": {"mille": 3, "millions": 6, "milliards": 9},
    "es": {"mil": 3, "millones": 6, "mil millones": 9},
}


@given(st.integers(1, 999), st.sampled_from(LANGUAGES), st.data())
def test_words_of_scale_multiply(number: int, language: str, data: st.DataObject) -> None:
    word, power = data.draw(st.sampled_from(sorted(SCALES[language].items())))
    text = f"{number} {word}"

    assert number_at(text, 0, language) == (Decimal(number) * 10**power, len(text))


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    for quantity in quantities(text, language):
        assert 0 <= quantity.begin < quantity.end <= len(text)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit", "qualifier"),
    [
        ("US$ 325 billion", "en", "325000000000", "us-dollars", ""),
        ("over US $440 billion", "en", "440000000000", "us-dollars", "more-than"),
        ("10 million euros", "en", "10000000", "euros", ""),
        ("three million and a half", "en", "3500000", "", ""),
        ("50 or fewer members", "en", "50", "organizations", "at-most"),
        ("by five percentage points", "en", "5", "percentage-points", ""),
        ("environ 9 % du PIB", "fr", "9", "percent", "about"),
        ("25% des importations", "fr", "25", "percent", ""),
        ("55 milliards DH", "fr", "55000000000", "moroccan-dirhams", ""),
        ("près de 1 200 personnes", "fr", "1200", "persons", "about"),
        ("casi 11,9 millones de migrantes", "es", "11900000", "persons", "about"),
        ("más de 529.000 millones de dólares", "es", "529000000000", "us-dollars", "more-than"),
        ("al menos treinta y cinco países", "es", "35", "countries", "at-least"),
    ],
)
def test_quantities_with_their_words(
    text: str, language: str, value: str, unit: str, qualifier: str
) -> None:
    (found,) = quantities(text, language)

    assert (found.value, found.unit, found.qualifier) == (Decimal(value), unit, qualifier)


def test_every_currency_has_a_sign_or_name() -> None:
    units = load_units()

    assert units.currency("€") == "euros"
    assert units.currency("nothing") == ""
    assert units.is_money("swiss-francs")
    assert not units.is_money("persons")
