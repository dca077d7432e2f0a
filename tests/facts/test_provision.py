"""Provisions of the corpus against what a reader wrote down, and the rules on invented texts."""

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.facts.provisions.provision import provisions
from migkg.iris import of_fact
from migkg.model import Document, Fact, Literal, Passage, SourceFile
from migkg.reading import Reading

EXPECTED = Path(__file__).parent / "expected" / "provisions.csv"
COLUMNS = ("act", "actor", "addressee", "concerns", "requestedAction", "stance", "quantifier")
Row = dict[str, str]
Read = Callable[..., list[Reading]]

# What the reader read: of each document all paragraphs between two passages, by their order.
BLOCKS = {
    "debate-2011-dossier-06": [(8, 76)],
    "a-61-515": [(9, 28)],
    "a-65-944": [(4, 23)],
    "a-67-254": [(55, 72), (140, 160), (184, 192)],
    "debate-2011-dossier-11": [(1, 20)],
    "debate-2011-dossier-14": [(1, 50)],
    "debate-2011-dossier-16": [(1, 56)],
    "debate-2011-dossier-18": [(1, 12)],
}


def facts(reading: Reading) -> list[Fact]:
    """Return the provisions of a document."""
    return [fact for fact in provisions(reading) if isinstance(fact, Fact)]


def row(fact: Fact) -> Row:
    """Return a provision as the reader's table has it."""
    found = {"document": fact.document, "passage": str(min(fact.passages))}
    for name in COLUMNS:
        values = [str(value) for value in fact.values(name)]
        found[name] = " ".join(sorted(_short(name, value) for value in values))
    return found


def _short(name: str, value: str) -> str:
    value = value.removeprefix("id/").removeprefix("concept/")
    plain = {"act", "stance", "quantifier", "requestedAction"}
    return value.rpartition("/")[2] if name in plain else value


@pytest.fixture(scope="module")
def found(corpus: dict[str, Reading]) -> list[Row]:
    rows = [row(fact) for slug in BLOCKS for fact in facts(corpus[slug])]
    return [
        one
        for one in rows
        if any(low <= int(one["passage"]) <= high for low, high in BLOCKS[one["document"]])
    ]


@pytest.fixture(scope="module")
def wanted() -> list[Row]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _things(one: Row) -> str:
    return " ".join(ref for ref in one["concerns"].split() if not ref.startswith("theme/"))


def _core(one: Row) -> tuple[str, ...]:
    return (one["document"], one["passage"], one["act"], one["actor"])


KEYS: dict[str, tuple[Callable[[Row], Hashable], float, float]] = {
    "act and actor": (_core, 0.98, 0.97),
    "who says so": (lambda one: (*_core(one), one["stance"], one["quantifier"]), 0.98, 0.97),
    "addressee": (lambda one: (*_core(one), one["addressee"]), 0.96, 0.95),
    "things concerned": (lambda one: (*_core(one), _things(one)), 0.92, 0.91),
    "requested actions": (lambda one: (*_core(one), one["requestedAction"]), 0.88, 0.87),
}


@pytest.mark.parametrize("name", KEYS)
def test_provisions_are_those_a_reader_finds(
    found: list[Row], wanted: list[Row], name: str
) -> None:
    key, precision, recall = KEYS[name]
    mine, theirs = Counter(map(key, found)), Counter(map(key, wanted))
    right = (mine & theirs).total()
    assert right / mine.total() >= precision
    assert right / theirs.total() >= recall


def test_each_provision_quotes_the_passages_it_cites(corpus: dict[str, Reading]) -> None:
    for reading in corpus.values():
        clean = " ".join(part.view.text for part in reading.paragraphs)
        for fact in facts(reading):
            quotes = texts(fact)
            assert len(quotes) == 1
            assert all(piece in clean for piece in quotes[0].split(": "))
            assert set(fact.passages) <= reading.by_order.keys()


def texts(fact: Fact) -> list[str]:
    """Return what a provision quotes."""
    return [text.lexical for text in fact.values("provisionText") if isinstance(text, Literal)]


def test_acts_within_others_name_a_provision_of_the_document(corpus: dict[str, Reading]) -> None:
    nested = 0
    for reading in corpus.values():
        all_facts = facts(reading)
        known = {of_fact(fact) for fact in all_facts}
        outer = [value for fact in all_facts for value in fact.values("withinProvision")]
        assert set(outer) <= known
        nested += len(outer)
    assert nested >= 5


def told(readings: Iterable[Reading]) -> list[str]:
    """Return a line a provision: act, actor, addressees, requested actions, quantifier."""
    lines = []
    for reading in readings:
        for fact in facts(reading):
            one = row(fact)
            parts = [one[name] for name in ("act", "actor", "addressee", "requestedAction")]
            lines.append(" | ".join([*parts, one["quantifier"]]).rstrip(" |"))
    return lines


RESOLUTION = """\
Resolution adopted by the {organ}

{opening}

{paragraph}
"""
CASES = {
    "several acts in one paragraph": (
        "The General Assembly,",
        "1. Welcomes the report, and also urges Member States to ratify the Convention;",
        [
            "welcomes | organization/general-assembly",
            "urges | organization/general-assembly | addressee/member-states | ratify",
        ],
    ),
    "a participle belongs to the organ": (
        "The General Assembly,",
        "2. Requests the Secretary-General to submit a report, bearing in mind its earlier ones;",
        [
            "requests | organization/general-assembly | office/secretary-general | report",
            "bears-in-mind | organization/general-assembly",
        ],
    ),
    "them are the addressees of the act before": (
        "The General Assembly,",
        "3. Calls upon all States to cooperate, and invites them to promote dialogue;",
        [
            "calls-upon | organization/general-assembly | addressee/member-states | cooperate",
            "invites | organization/general-assembly | addressee/member-states | promote",
        ],
    ),
    "what an addressee is asked to ask lies within": (
        "The Economic and Social Council,",
        "4. Recommends that the General Assembly invite Governments to share their views;",
        [
            "recommends | organization/ecosoc | organization/general-assembly | other",
            "invites | organization/general-assembly | addressee/governments | provide-information",
        ],
    ),
    "who has not ratified is no party": (
        "The General Assembly,",
        "5. Urges States that have not yet done so to consider ratifying the Convention;",
        ["urges | organization/general-assembly | addressee/non-parties | ratify"],
    ),
    "French": (
        "L'Assemblée générale,",
        (
            "6. Prie instamment les États Membres de renforcer leur coopération et prie le "
            "Secrétaire général de faire rapport sur la question;"
        ),
        [
            "urges | organization/general-assembly | addressee/member-states | strengthen",
            "requests | organization/general-assembly | office/secretary-general | report",
        ],
    ),
    "Spanish": (
        "La Asamblea General,",
        (
            "7. Insta a los Estados Miembros a que ratifiquen la Convención y pide al "
            "Secretario General que informe sobre la cuestión de los migrantes;"
        ),
        [
            "urges | organization/general-assembly | addressee/member-states | ratify",
            "requests | organization/general-assembly | office/secretary-general | report",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_drafted_paragraphs(read: Read, name: str) -> None:
    opening, paragraph, expected = CASES[name]
    text = RESOLUTION.format(organ="General Assembly", opening=opening, paragraph=paragraph)
    assert told(read(text, kind="Resolution")) == expected


def test_items_belong_to_their_chapeau(read: Read) -> None:
    text = (
        "Resolution adopted by the General Assembly\n\nThe General Assembly,\n\n"
        "1. Urges all Governments:\n\n(a) To ratify the Convention;\n\n(b) To collect data.\n"
    )
    [reading] = read(text, kind="Resolution")
    [fact] = facts(reading)
    assert row(fact)["requestedAction"] == "collect-data ratify"
    assert len(fact.passages) == 3


PROSE = {
    "Several participants urged Member States to ratify the Convention.": [
        "urges | actor/participants | addressee/member-states | ratify | several"
    ],
    "Nearly all delegates agreed that migration mattered.": [
        "agrees | actor/participants |  |  | most"
    ],
    "Others cautioned against haste.": ["cautions | actor/participants |  |  | some"],
    "One speaker proposed that a fund be set up.": ["proposes | actor/speakers |  |  | one"],
    "Member States were urged to ratify the Convention.": [
        "urges | actor/unnamed | addressee/member-states | ratify"
    ],
    "It was recommended that data be collected.": ["recommends | actor/unnamed"],
    "The need for data was stressed by Mexico.": ["stresses | state/mex"],
    "Mexico and Brazil welcomed the initiative.": ["welcomes | state/mex", "welcomes | state/bra"],
    "The Secretary-General invited Governments to share their views.": [
        "invites | office/secretary-general | addressee/governments | provide-information"
    ],
    "There was a call for more support.": ["calls-for | actor/unnamed"],
    "The forum, participants noted, was useful.": ["notes | actor/participants"],
    "The report recommended that the Assembly urge States to ratify the Convention.": [
        "recommends | actor/unnamed | organization/general-assembly | other",
        "urges | organization/general-assembly | addressee/member-states | ratify",
    ],
    "Participants stressed that States should cooperate.": [
        "stresses | actor/participants",
        "recommends | actor/participants |  | cooperate",
    ],
    "Mexico later proposed to the General Assembly that a fund be set up.": [
        "proposes | state/mex | organization/general-assembly"
    ],
    "Brazil subsequently suggested to Member States and IOM that they meet.": [
        "suggests | state/bra | addressee/member-states organization/iom"
    ],
    # No acts by words, for all their verbs.
    "In 2010, Germany welcomed 40,000 refugees.": [],
    "IOM supported 40 projects in Mexico.": [],
    "The programmes encourage migrants to return.": [],
    "It does not note what migrants urged.": [],
    "Should Member States urge that?": [],
    "If Mexico decided to leave, others would follow.": [],
    "Migrants noted in Mexico could be encouraged to return.": [],
}


@pytest.mark.parametrize("sentence", PROSE)
def test_sentences_of_a_summary(read: Read, sentence: str) -> None:
    text = f"Summary of the debate on migration\n\n1. {sentence}\n"
    assert told(read(text, kind="Summary")) == PROSE[sentence]


def test_they_are_those_of_the_sentence_before(read: Read) -> None:
    text = (
        "Summary of the debate\n\n"
        "1. A few participants argued that means existed. They favoured the use of old ones.\n"
    )
    assert told(read(text, kind="Summary")) == [
        "considers | actor/participants |  |  | few",
        "supports | actor/participants |  |  | few",
    ]


def test_no_group_that_is_not_named_becomes_a_state(corpus: dict[str, Reading]) -> None:
    for reading in corpus.values():
        for fact in facts(reading):
            one = row(fact)
            if one["stance"] == "attributed-unnamed":
                assert one["actor"].startswith(("actor/", "addressee/"))


ANY = """
    Urges the urged that States to ratify , ; and should were by participants Some it noting ( 1.
    : Il faut " I we them
"""


@settings(deadline=None)
@given(
    st.lists(
        st.text() | st.sampled_from(ANY.split()),
        max_size=30,
    ),
    st.sampled_from(("en", "fr", "es", "xx")),
    st.sampled_from(("Report", "Summary", "Resolution", "Statement", "Letter", "Programme")),
)
def test_no_text_is_too_much(words: list[str], language: str, kind: str) -> None:
    text = " ".join(words) or " "
    source = SourceFile("any.txt", text, "ab" * 32, "plain")
    document = Document("any", kind, 0, len(text), source, language=language)
    passage = Passage("any", 1, 0, len(text), text, language=language)
    for fact in facts(Reading(document, (passage,), ())):
        assert fact.passages == (1,)
        assert all(texts(fact))
