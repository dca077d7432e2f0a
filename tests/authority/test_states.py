"""The authority files of States and areas, and the script that renews them."""

import csv
import doctest
import importlib.util
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pycountry
import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS

ROOT = Path(__file__).parents[2]
AUTHORITY = ROOT / "ontology" / "authority"
BASE = "https://w3id.org/migkg/"
MIG = rdflib.Namespace(BASE + "ontology#")
SCHEMA = rdflib.Namespace("https://schema.org/")
STATE = rdflib.Namespace(BASE + "id/state/")
AREA = rdflib.Namespace(BASE + "id/area/")
UNITED_NATIONS = rdflib.URIRef(BASE + "id/organization/united-nations")

GRAPH = rdflib.Graph()
for name in ("states.ttl", "areas.ttl"):
    GRAPH.parse(AUTHORITY / name, format="turtle")
STATES = sorted(GRAPH.subjects(RDF.type, MIG.State))
AREAS = sorted(GRAPH.subjects(RDF.type, MIG.Area))


def labels(subject: rdflib.term.Node, *predicates: rdflib.URIRef) -> Iterator[rdflib.Literal]:
    for predicate in predicates:
        for label in GRAPH.objects(subject, predicate):
            assert isinstance(label, rdflib.Literal)
            yield label


def one(subject: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
    (value,) = GRAPH.objects(subject, predicate)
    return str(value)


def in_group(slug: str) -> set[str]:
    members = GRAPH.subjects(DCTERMS.isPartOf, AREA[slug])
    return {one(member, DCTERMS.identifier) for member in members}


def test_all_members_and_both_observers_are_there() -> None:
    members = set(GRAPH.subjects(ORG.memberOf, UNITED_NATIONS))

    assert len(members) == 193
    assert set(STATES) - members == {STATE.vat, STATE.pse}
    for observer in (STATE.vat, STATE.pse):
        assert "observer" in one(observer, SKOS.note).lower()


@pytest.mark.parametrize("subject", STATES + AREAS)
def test_preferred_labels_come_in_three_languages(subject: rdflib.URIRef) -> None:
    languages = Counter(label.language for label in labels(subject, SKOS.prefLabel))

    assert languages == {"en": 1, "fr": 1, "es": 1}


@pytest.mark.parametrize("state", STATES)
def test_codes_agree_with_iso_3166(state: rdflib.URIRef) -> None:
    country = pycountry.countries.get(alpha_3=one(state, DCTERMS.identifier))

    assert state == STATE[country.alpha_3.lower()]
    assert one(state, SCHEMA.identifier) == country.alpha_2
    assert one(state, SKOS.notation) == country.numeric


@pytest.mark.parametrize(
    "area", [area for area in AREAS if (area, DCTERMS.identifier, None) in GRAPH]
)
def test_territories_agree_with_iso_3166(area: rdflib.URIRef) -> None:
    country = pycountry.countries.get(alpha_3=one(area, DCTERMS.identifier))

    assert area == AREA[f"m49-{country.numeric}"]
    assert one(area, SCHEMA.identifier) == country.alpha_2
    assert one(area, SKOS.notation) == country.numeric


def test_every_country_of_iso_3166_is_a_state_or_an_area() -> None:
    ours = Counter(str(code) for code in GRAPH.objects(predicate=DCTERMS.identifier))

    assert ours == {country.alpha_3: 1 for country in pycountry.countries}


def test_m49_codes_stand_in_the_iri() -> None:
    for area in AREAS:
        code = GRAPH.value(area, SKOS.notation)
        slug = area.removeprefix(AREA)
        if area == AREA.world:
            assert str(code) == "001"
        else:
            assert slug.startswith("m49-") is (code is not None)
            assert code is None or slug == f"m49-{code}"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_label_names_one_thing_only(language: str) -> None:
    """Except hidden ones, which hold in context only."""
    named = defaultdict(set)
    for subject in STATES + AREAS:
        for label in labels(subject, SKOS.prefLabel, SKOS.altLabel):
            if label.language == language:
                named[str(label)].add(subject)
    shared = {label: things for label, things in named.items() if len(things) > 1}
    assert shared == {}


def test_no_state_carries_the_name_of_another_in_any_language() -> None:
    named = defaultdict(set)
    for state in STATES:
        for label in labels(state, SKOS.prefLabel, SKOS.altLabel):
            named[str(label)].add(state)

    assert {label: things for label, things in named.items() if len(things) > 1} == {}


def test_a_label_is_given_once_and_clean() -> None:
    for subject in STATES + AREAS:
        found = list(labels(subject, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel))
        assert len(found) == len(set(found)), subject
        for label in found:
            text = str(label)
            assert text == " ".join(text.split())
            assert not set("’‘“”*") & set(text), text
            assert not re.search(r"\((?:the|la|le|les|l'|el|los|las)\)$", text), text


@pytest.mark.parametrize("subject", STATES + AREAS)
def test_every_place_leads_up_to_the_world(subject: rdflib.URIRef) -> None:
    above = set(GRAPH.transitive_objects(subject, DCTERMS.isPartOf))

    assert AREA.world in above
    assert all((place, RDF.type, None) in GRAPH for place in above)
    assert all(
        subject not in set(GRAPH.transitive_objects(place, DCTERMS.isPartOf))
        for place in above - {subject}
    )


def test_regions_hold_what_they_should() -> None:
    africa = {
        str(place)
        for place in GRAPH.transitive_subjects(DCTERMS.isPartOf, AREA["m49-002"])
        if place in STATES
    }
    sub_saharan = {
        str(place)
        for place in GRAPH.transitive_subjects(DCTERMS.isPartOf, AREA["m49-202"])
        if place in STATES
    }

    assert len(africa) == 54
    assert africa - sub_saharan == {
        str(STATE[key]) for key in ("dza", "egy", "lby", "mar", "sdn", "tun")
    }


def test_groups_of_countries() -> None:
    least, landlocked = (
        in_group("least-developed-countries"),
        in_group("landlocked-developing-countries"),
    )
    islands = in_group("small-island-developing-states")

    assert len(landlocked) == 32
    assert {"NPL", "HTI", "TCD"} <= least
    assert {"FJI", "HTI", "PRI"} <= islands
    assert not landlocked & islands


@pytest.mark.parametrize(
    ("label", "language", "slug"),
    [
        ("Islamic Republic of Iran", "en", "irn"),
        ("Iran (Islamic Republic of)", "en", "irn"),
        ("République islamique d'Iran", "fr", "irn"),
        ("Bolivia", "en", "bol"),
        ("South Korea", "en", "kor"),
        ("Kingdom of Morocco", "en", "mar"),
        ("Royaume du Maroc", "fr", "mar"),
        ("Grèce", "fr", "grc"),
        ("Etats-Unis", "fr", "usa"),
        ("EE.UU.", "es", "usa"),
        ("Reino Unido", "es", "gbr"),
        ("Turkey", "en", "tur"),
        ("Côte d'Ivoire", "en", "civ"),
        ("People's Republic of China", "en", "chn"),
        ("Libyan Arab Jamahiriya", "en", "lby"),
        ("United Mexican States", "en", "mex"),
        ("Congo", "en", "cog"),
        ("Guinea", "es", "gin"),
    ],
)
def test_usual_names_are_labels(label: str, language: str, slug: str) -> None:
    wanted = rdflib.Literal(label, lang=language)

    assert {
        state for state in STATES if wanted in set(labels(state, SKOS.prefLabel, SKOS.altLabel))
    } == {STATE[slug]}


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "authority_states", ROOT / "tools" / "authority_states.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def table(tool: ModuleType, tmp_path: Path) -> Path:
    """Two rows as the source has them: a State under a new name, and an area nobody knows yet."""
    rows = [
        {
            "iso2": "MX", "iso3": "MEX", "m49": "484",
            "unterm_en_short": "Aztlan (the)", "unterm_en_formal": "the Republic of Aztlan",
            "unterm_fr_short": "Mexique (le)", "unterm_es_short": "México",
            "region_code": "019", "subregion_code": "419", "intermediate_code": "013", "sids": "x",
        },
        {
            "iso2": "XA", "iso3": "XAA", "m49": "999", "m49_name_en": "Atlantis",
            "m49_name_fr": "Île d’Atlantide", "m49_name_es": "Atlántida", "region_code": "150",
        },
    ]  # fmt: skip
    path = tmp_path / "countries.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, tool.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_examples_of_the_script_hold(tool: ModuleType) -> None:
    found = doctest.testmod(tool)

    assert found.attempted
    assert not found.failed


def test_renewal_keeps_what_people_wrote(tool: ModuleType, table: Path, tmp_path: Path) -> None:
    states, areas = tmp_path / "states.ttl", tmp_path / "areas.ttl"
    shutil.copy(AUTHORITY / "states.ttl", states)
    shutil.copy(AUTHORITY / "areas.ttl", areas)
    before = rdflib.Graph().parse(states)

    assert tool.main([str(table), str(states), str(areas)]) == 0

    after = rdflib.Graph().parse(states)
    names = {
        (predicate, str(label))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for label in after.objects(STATE.mex, predicate)
        if isinstance(label, rdflib.Literal) and label.language == "en"
    }
    assert names == {
        (SKOS.prefLabel, "Aztlan"),
        (SKOS.altLabel, "Mexico"),
        (SKOS.altLabel, "Republic of Aztlan"),
        (SKOS.altLabel, "United Mexican States"),
    }
    assert (STATE.mex, DCTERMS.isPartOf, AREA["small-island-developing-states"]) in after
    assert {s for s, _, _ in before ^ after} == {STATE.mex}
    added = rdflib.Graph().parse(areas)
    assert {str(label) for label in added.objects(AREA["m49-999"], SKOS.altLabel)} == {
        "Ile d'Atlantide"
    }
    assert (AREA["m49-999"], DCTERMS.isPartOf, AREA["m49-150"]) in added


def test_files_stand_as_the_script_writes_them(tool: ModuleType, tmp_path: Path) -> None:
    """So that a renewal shows in a comparison only what changed."""
    for name, namespace, prefix in (
        ("states.ttl", tool.STATE, "state"),
        ("areas.ttl", tool.AREA, "area"),
    ):
        copy = tmp_path / name
        shutil.copy(AUTHORITY / name, copy)
        tool.rewrite(copy, tool.read_things(copy, namespace), prefix)
        assert copy.read_text("utf-8") == (AUTHORITY / name).read_text("utf-8")


def test_a_table_without_a_column_is_refused(tool: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "countries.csv"
    table.write_text("iso2,iso3\nMX,MEX\n", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"no column .*m49"):
        tool.main([str(table), str(AUTHORITY / "states.ttl"), str(AUTHORITY / "areas.ttl")])
