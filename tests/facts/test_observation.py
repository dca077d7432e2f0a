"""Observations of invented sentences in three languages."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.telling import Told, told

from migkg.facts.observations.measures import measures
from migkg.facts.observations.observation import observations
from migkg.reading import Reading, Sentence, view

Read = Callable[..., list[Reading]]

# A sentence, and of each of its figures what is to be found: value, unit, indicator and the rest.
FIGURES: dict[str, list[dict[str, str]]] = {
    "1. The number of migrants worldwide rose from 155 million in 1990 to 214 million in 2010.": [
        {"value": "155000000", "unit": "persons", "refPeriod": "1990", "refArea": "world"},
        {"value": "214000000", "indicator": "migrant-stock", "refPeriod": "2010"},
    ],
    "1. Between 2000 and 2010, remittances to Mexico grew from 10 to 21 billion dollars.": [
        {"value": "10000000000", "unit": "us-dollars", "refPeriod": "2000", "refArea": "mex"},
        {"value": "21000000000", "indicator": "remittances-received", "refPeriod": "2010"},
    ],
    "1. They set out to reduce average remittance transfer costs by five percentage points.": [
        {"value": "5", "unit": "percentage-points", "indicator": "transfer-cost-change"},
    ],
    "1. Remittances amounted to $316 billion in 2009, $20 billion less than in 2008.": [
        {"value": "316000000000", "indicator": "remittances", "refPeriod": "2009"},
        {"value": "-20000000000", "indicator": "remittances-growth"},
    ],
    "1. Since 2006, donors have allocated nearly a quarter of a billion dollars to projects.": [
        {"value": "250000000", "valueQualifier": "about", "refPeriod": "2006/.."},
    ],
    "1. Chile, Peru and Mexico were the main destination countries for remittances, each "
    "receiving more than $20 billion in 2011.": [
        {"refArea": area, "valueQualifier": "more-than", "value": "20000000000"}
        for area in ("chl", "per", "mex")
    ],
    "1. Remittances are expected to grow between 7 and 8 per cent annually.": [
        {"value": "7", "valueQualifier": "at-least", "observationStatus": "projected"},
        {"value": "8", "valueQualifier": "at-most", "indicator": "remittances-growth"},
    ],
    "1. According to the World Bank, 13.7 per cent was the cost of sending remittances in the "
    "third quarter of 2011.": [
        {"value": "13.7", "attributedTo": "world-bank", "refPeriod": "2011-07/2011-09"},
    ],
    "1. Nearly half of all migrants were women, and one third were under the age of 20.": [
        {"value": "50", "unit": "percent", "indicator": "female-migrants"},
        {"value": "33.3", "unit": "percent", "indicator": "young-migrants"},
    ],
    "1. Le volume des transferts a été multiplié par plus de 150, passant de 320 millions de DH "
    "en 1970 à environ 55 milliards de DH en 2010.": [
        {"value": "150", "unit": "factor", "valueQualifier": "more-than"},
        {"value": "320000000", "unit": "moroccan-dirhams", "refPeriod": "1970"},
        {"value": "55000000000", "valueQualifier": "about", "refPeriod": "2010"},
    ],
    "1. La moitié des migrants dans le monde sont des femmes.": [
        {"value": "50", "indicator": "female-migrants", "refArea": "world"},
    ],
    "1. Las remesas equivalen al 17,1 por ciento del PIB de El Salvador.": [
        {"value": "17.1", "indicator": "remittances-gdp-share", "refArea": "slv"},
    ],
    "1. El costo de las remesas se redujo del 9,1 al 7,1 por ciento entre 2008 y 2014.": [
        {"value": "9.1", "unit": "percent", "refPeriod": "2008"},
        {"value": "7.1", "indicator": "transfer-cost", "refPeriod": "2014"},
    ],
}
# Numbers that are no figures.
NONE = [
    "1. In 2006 the Assembly met at 10 a.m. on 14 and 15 September in Conference Room 4.",
    "1. See paragraph 11 of resolution 60/227 and articles 3 and 4 of Convention No. 97.",
    "1. The sixty-fifth session of the Assembly, the 3rd meeting and the two of them.",
    "1. As at June 2012, 149 countries had ratified the Convention on the Rights of the Child.",
    "1. One of the questions is whether one in six people will move in the 1990s.",
]


@pytest.mark.parametrize("sentence", FIGURES)
def test_figures_of_a_sentence(sentence: str, read: Read) -> None:
    found = told(read(sentence), observations)

    assert [_like(one, want) for one, want in zip(found, FIGURES[sentence], strict=True)] == (
        FIGURES[sentence]
    )


def _like(one: Told, want: dict[str, str]) -> Told:
    return {name: one.get(name, "") for name in want}


@pytest.mark.parametrize("sentence", NONE)
def test_what_is_no_figure(sentence: str, read: Read) -> None:
    assert told(read(sentence), observations) == []


def test_a_footnote_names_the_source(read: Read) -> None:
    text = (
        "1. Remittances to Mexico reached 21 billion dollars in 2010.¹ They matter.\n\n"
        "¹ World Bank, “Migration and development brief 18” (Washington, D.C., 2012).\n"
    )
    (found,) = told(read(text), observations)

    assert found["attributedTo"] == "migration-and-development-brief-18"
    assert found["stance"] == "reported"


@given(st.text(max_size=120), st.sampled_from(("en", "fr", "es")))
def test_any_text_is_read(text: str, language: str) -> None:
    seen = view(text, 0, len(text))
    if not seen.text:
        return
    for measure in measures(Sentence(seen, (1,), language)):
        assert measure.quantity.value == measure.quantity.value + Decimal(0)
        assert 0 <= measure.quantity.begin < measure.quantity.end <= len(seen.text)
