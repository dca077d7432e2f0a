"""When and where events are, in sentences of three languages."""

from collections.abc import Callable

import pytest
from tests.facts.telling import told

from migkg.facts.events.event_occurrence import event_occurrences
from migkg.model import Description, Ref
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
OCCURRENCES = {
    "1. The World Summit for Social Development was held in Copenhagen, Denmark, from 6 to "
    "12 March 1995.": {
        "inEvent": "world-summit-social-development-1995",
        "startDate": "1995-03-06",
        "endDate": "1995-03-12",
        "place": "Copenhagen, Denmark",
        "placeState": "dnk",
        "occurrenceStatus": "held",
    },
    "1. La Conférence internationale sur la population et le développement, tenue au Caire en "
    "septembre 1994, a tracé la voie.": {
        "inEvent": "icpd-1994",
        "startDate": "1994-09",
        "place": "Caire",
        "occurrenceStatus": "held",
    },
    "1. La Conferencia Internacional sobre la Población y el Desarrollo se celebró en El Cairo del "
    "5 al 13 de septiembre de 1994.": {
        "inEvent": "icpd-1994",
        "startDate": "1994-09-05",
        "endDate": "1994-09-13",
        "place": "El Cairo",
        "occurrenceStatus": "held",
    },
    "1. The High-level Dialogue on International Migration and Development could be held on 3 and "
    "4 October 2013.": {
        "inEvent": "hld-2013",
        "startDate": "2013-10-03",
        "endDate": "2013-10-04",
        "occurrenceStatus": "proposed",
    },
    "1. Alternatively, the Assembly may wish to hold the 2013 High-level Dialogue on International "
    "Migration and Development after its general debate.": {
        "inEvent": "hld-2013",
        "occurrenceStatus": "alternative",
    },
    "1. Pursuant to General Assembly resolution 67/219, the High-level Dialogue on International "
    "Migration and Development will be held in New York in October 2013.": {
        "inEvent": "hld-2013",
        "startDate": "2013-10",
        "place": "New York",
        "occurrenceStatus": "scheduled",
        "pursuantTo": "a-res-67-219",
    },
    "1. The Programme of Action of the International Conference on Population and Development, "
    "held in Cairo in 1994, is known.": {
        "inEvent": "icpd-1994",
        "startDate": "1994",
        "place": "Cairo",
        "occurrenceStatus": "held",
    },
    "1. The Global Forum on Migration and Development met in Manila in October 2008.": {
        "inEvent": "gfmd-2008",
        "startDate": "2008-10",
        "place": "Manila",
        "occurrenceStatus": "held",
    },
    "1. The Committee on Migrant Workers, at its fifteenth session, held from 12 to 23 September "
    "2011, adopted a statement.": {
        "inEvent": "committee-on-migrant-workers-15",
        "startDate": "2011-09-12",
        "endDate": "2011-09-23",
        "occurrenceStatus": "held",
    },
}

NONE = (
    (
        "1. Since 2006, migration has mattered to the International Conference on Population and "
        "Development."
    ),
    "1. The International Conference on Population and Development set targets to be met by 2015.",
    (
        "1. Between 1990 and 2010, and at the International Conference on Population and "
        "Development, "
        "figures were discussed."
    ),
    (
        "1. The report on the International Conference on Population and Development was issued in "
        "1995."
    ),
    (
        "1. In 2014, the Assembly will review the outcome of the International Conference on "
        "Population and Development."
    ),
    "1. The 2013 High-level Dialogue on International Migration and Development is important.",
    (
        "1. Alternatively, Member States could prepare a note before the 2013 High-level "
        "Dialogue on "
        "International Migration and Development."
    ),
    (
        "1. Migrants in Asia were discussed at the International Conference on Population and "
        "Development."
    ),
    "1. UNICEF organizes workshops every year.",
)

SERIES = {
    "1. La prochaine réunion du Forum mondial sur la migration et le développement aura lieu à "
    "Stockholm en mai 2014.": ("gfmd-2014", "2014-05", "Stockholm", "scheduled"),
    "1. El Foro Mundial sobre Migración y Desarrollo se reunió en Port Louis en noviembre "
    "de 2012.": ("gfmd-2012", "2012-11", "Port Louis", "held"),
}


@pytest.mark.parametrize("text", SERIES)
def test_a_dated_process_is_its_meeting_of_that_year(text: str, read: Read) -> None:
    found = told(read(text, kind="Report", date="2013-12-01"), event_occurrences)

    names = ("inEvent", "startDate", "place", "occurrenceStatus")
    assert [tuple(one.get(name) for name in names) for one in found] == [SERIES[text]]


def test_the_date_of_an_adoption_at_an_event_is_not_the_events(read: Read) -> None:
    adopted = (
        "1. The Programme of Action was adopted at the World Summit for Social Development "
        "in March 1995."
    )
    held = (
        "1. The Programme of Action was adopted at the World Summit for Social Development, held "
        "in Copenhagen in March 1995."
    )

    assert told(read(adopted, kind="Report", date="2012-08-03"), event_occurrences) == []
    assert [
        (one["startDate"], one["place"])
        for one in told(read(held, kind="Report", date="2012-08-03"), event_occurrences)
    ] == [("1995-03", "Copenhagen")]


@pytest.mark.parametrize("text", OCCURRENCES)
def test_date_place_and_status_are_read(text: str, read: Read) -> None:
    found = told(read(text, kind="Report", date="2012-08-03"), event_occurrences)

    assert found == [OCCURRENCES[text]]


@pytest.mark.parametrize("text", NONE)
def test_dates_of_other_things_are_left_out(text: str, read: Read) -> None:
    assert told(read(text, kind="Report", date="2012-08-03"), event_occurrences) == []


UNNAMED = {
    "1. In March 2011, UNICEF organized a regional workshop on child labour.": (
        "workshop-unicef-2011-03",
        {"startDate": "2011-03", "occurrenceStatus": "held"},
    ),
    "1. A seminar on remittances organized by the World Bank in Dakar in June 2010 gathered "
    "experts.": (
        "seminar-world-bank-2010-06",
        {"startDate": "2010-06", "place": "Dakar", "occurrenceStatus": "held"},
    ),
    "1. ILO intends to convene a conference in Geneva in November 2012.": (
        "conference-ilo-2012-11",
        {"startDate": "2012-11", "place": "Geneva", "occurrenceStatus": "scheduled"},
    ),
    "1. En mars 2011, l'OIM a organisé un atelier sur les transferts de fonds à Dakar.": (
        "workshop-iom-2011-03",
        {"startDate": "2011-03", "place": "Dakar", "occurrenceStatus": "held"},
    ),
    "1. En mayo de 2012, la OIM organizó un taller sobre remesas en Quito.": (
        "workshop-iom-2012-05",
        {"startDate": "2012-05", "place": "Quito", "occurrenceStatus": "held"},
    ),
    "1. Last month, UNICEF hosted a symposium here in Nairobi.": (
        "symposium-unicef-2012-07",
        {"startDate": "2012-07", "place": "Nairobi", "occurrenceStatus": "held"},
    ),
}


@pytest.mark.parametrize("text", UNNAMED)
def test_gatherings_without_a_name_are_pinned(text: str, read: Read) -> None:
    """Kind, organizer and month make the IRI; the event is described, unreviewed."""
    key, said = UNNAMED[text]
    readings = read(text, kind="Report", date="2012-08-03")

    assert told(readings, event_occurrences) == [{"inEvent": key, **said}]
    described = [s for s in event_occurrences(readings[0]) if isinstance(s, Description)]
    assert [one.subject for one in described] == [f"id/event/{key}"]
    assert ("status", Ref("ontology#Unreviewed")) in described[0].properties


def test_what_is_said_less_fully_elsewhere_is_no_second_fact(read: Read) -> None:
    """The fuller fact cites the passages of both."""
    readings = read(
        "1. The World Summit for Social Development was held in Copenhagen in March 1995.\n\n"
        "2. Much has changed since the World Summit for Social Development was held in March 1995.",
        kind="Report",
        date="2012-08-03",
    )
    facts = list(event_occurrences(readings[0]))

    assert len(facts) == 1
    assert len(facts[0].passages) == 2  # type: ignore[union-attr]


def test_this_debate_is_the_one_named_before(read: Read) -> None:
    readings = read(
        "1. The World Summit for Social Development drew many. This summit was held in Copenhagen "
        "in March 1995.",
        kind="Report",
        date="2012-08-03",
    )

    assert told(readings, event_occurrences) == [
        {
            "inEvent": "world-summit-social-development-1995",
            "startDate": "1995-03",
            "place": "Copenhagen",
            "occurrenceStatus": "held",
        }
    ]
