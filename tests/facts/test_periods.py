"""Dates as texts print them: read back, never beyond the text, never an error."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.facts.periods import dates, days_without_year, relative_dates
from migkg.numbers import cardinal

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
FORMS = {
    "en": ("{d} {m} {y}", "{d}th {m} {y}", "{m} {d}, {y}", "Monday, {d} {m} {y}"),
    "fr": ("le {d} {m} {y}", "{d} {m} {y}"),
    "es": ("el {d} de {m} de {y}", "{d} de {m} del {y}"),
}
DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2099, 12, 31))
LANGUAGES = st.sampled_from(sorted(MONTHS))


def month(day: date, language: str) -> str:
    return MONTHS[language].split()[day.month - 1]


@given(DAYS, LANGUAGES, st.data())
def test_a_printed_day_is_read_back(day: date, language: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS[language]))
    printed = form.format(d=day.day, m=month(day, language), y=day.year)

    assert [(when.start, when.last) for when in dates(f"x {printed}.")] == [(day.isoformat(), "")]


@given(DAYS, LANGUAGES)
def test_a_printed_month_is_read_back(day: date, language: str) -> None:
    joint = " de " if language == "es" else " "
    printed = f"{month(day, language)}{joint}{day.year}"

    assert [when.start for when in dates(printed)] == [day.isoformat()[:7]]


@given(DAYS, st.integers(1, 40), LANGUAGES)
def test_a_printed_span_is_read_back(day: date, length: int, language: str) -> None:
    last = day + timedelta(days=length)
    to = {"en": "to", "fr": "au", "es": "al"}[language]
    of = " de " if language == "es" else " "
    first = f"{day.day}{of}{month(day, language)}"
    year = f"{of}{day.year}" if last.year != day.year else ""
    printed = f"{first}{year} {to} {last.day}{of}{month(last, language)}{of}{last.year}"

    assert [(w.start, w.last) for w in dates(printed)] == [(day.isoformat(), last.isoformat())]


@given(st.text(alphabet=st.sampled_from("0123456789 MayJuneoctobre,.-–/()dlst"), max_size=60))
def test_dates_stand_in_the_text_and_in_order(text: str) -> None:
    for found in (dates(text), days_without_year(text, "2011"), relative_dates(text, "2011-05-19")):
        end = 0
        for when in found:
            assert end <= when.begin < when.end <= len(text)
            assert not when.last or when.last > when.start
            end = when.end


@given(st.text(max_size=80), st.sampled_from(["", "2011", "2011-05", "2011-05-19"]))
def test_no_text_is_too_much(text: str, today: str) -> None:
    list(dates(text))
    list(days_without_year(text, today[:4]))
    list(relative_dates(text, today))
    cardinal(text)


@pytest.mark.parametrize(
    "text", ["30 February 2011", "le 31 avril 2010", "A/65/2010", "No. 1999-12", "$2010", "20115"]
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("earlier this week", "2011-05"), ("last month", "2011-04"), ("last year", "2010"),
        ("in June of this year", "2011-06"), ("this past January", "2011-01"),
        ("in December last year", "2010-12"), ("next year", "2012"), ("l'année prochaine", "2012"),
        ("le mois dernier", "2011-04"), ("en novembre dernier", "2010-11"),
        ("la semaine dernière", "2011-05"), ("el mes pasado", "2011-04"),
        ("en enero pasado", "2011-01"), ("el año pasado", "2010"),
    ],
)  # fmt: skip
def test_relative_dates_count_from_the_documents(text: str, start: str) -> None:
    assert [when.start for when in relative_dates(text, "2011-05-19")] == [start]
    assert list(relative_dates(text, "")) == []


def test_a_week_that_two_months_share_has_none() -> None:
    assert list(relative_dates("earlier this week", "2011-06-01")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("149", 149), ("1,200", 1200), ("12 000", 12000), ("Thirty-five", 35),
        ("quarante-neuf", 49), ("cuarenta y seis", 46), ("veintiuno", 21), ("many", None),
        ("", None),
    ],
)  # fmt: skip
def test_cardinals(text: str, number: int | None) -> None:
    assert cardinal(text) == number
