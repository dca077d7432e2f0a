"""The reconciliation service: names in somebody's table get our identifiers, and only the right."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.conftest import Server, serving

from migkg.reconcile import asked

ID = "https://w3id.org/migkg/id/"
SCHEMAS = json.loads((Path(__file__).parent / "reconciliation.json").read_text(encoding="utf-8"))

# Names as they stand in people's tables, and the thing that is meant.
STATES = {
    "Swaziland": "swz", "Burma": "mmr", "Czech Republic": "cze", "Turkey": "tur", "Türkiye": "tur",
    "Macedonia": "mkd", "FYROM": "mkd", "Cape Verde": "cpv", "Zaire": "cod", "East Timor": "tls",
    "Ivory Coast": "civ", "Côte d'Ivoire": "civ", "Côte d’Ivoire": "civ", "Cote d'Ivoire": "civ",
    "Etats-Unis": "usa", "États-Unis d'Amérique": "usa", "U.S.A.": "usa", "UK": "gbr",
    "Royaume-Uni": "gbr", "Reino Unido": "gbr", "Alemania": "deu", "Allemagne": "deu",
    "Méjico": "mex", "Filipinas": "phl", "Phillipines": "phl", "Germny": "deu",
    "Switerland": "che", "Suisse": "che", "Pays-Bas": "nld", "Brasil": "bra", "Marruecos": "mar",
    "Arabie saoudite": "sau", "Emiratos Árabes Unidos": "are", "Rép. dém. du Congo": "cod",
    "Congo (Kinshasa)": "cod", "Congo-Brazzaville": "cog", "DRC": "cod",
    "Korea, Republic of": "kor", "South Korea": "kor", "North Korea": "prk", "DPRK": "prk",
    "Lao PDR": "lao", "VIETNAM": "vnm", "Russian Fed.": "rus", "Iran, Islamic Rep.": "irn",
    "Bolivia (Plurinational State of)": "bol", "Venezuela, RB": "ven", "Tanzania": "tza",
    "The Gambia": "gmb", "St. Kitts and Nevis": "kna", "Saint Vincent & the Grenadines": "vct",
    "Bosnia-Herzegovina": "bih", "Guinee-Bissau": "gnb", "Guinea": "gin", "Soudan": "sdn",
    "Dominican Rep.": "dom", "Dominica": "dma", "Niger": "ner", "Nigeria": "nga",
    "Kyrgyz Republic": "kgz", "Slovak Republic": "svk", "Brunei": "brn", "Micronesia, Fed. Sts.":
    "fsm", "São Tomé & Príncipe": "stp", "Holy See": "vat", "Vatican": "vat", "Palestine": "pse",
    "MEX": "mex", "CI": "civ", "484": "mex",
}  # fmt: skip
OTHERS = {
    ("Organization", "Intl. Organization for Migration"): "organization/iom",
    ("Organization", "Int'l Labour Organisation"): "organization/ilo",
    ("Organization", "OIM"): "organization/iom",
    ("Organization", "OIT"): "organization/ilo",
    ("Organization", "ACNUR"): "organization/unhcr",
    ("Organization", "HCR"): "organization/unhcr",
    ("Organization", "U.N. Women"): "organization/un-women",
    ("Organization", "Banque mondiale"): "organization/world-bank",
    ("Organization", "World Health Organisation"): "organization/who",
    ("Organization", "Dept. of Economic and Social Affairs"): "organization/desa",
    ("Organization", "UE"): "organization/european-union",
    ("Instrument", "Migrant Workers Convention"): "instrument/icrmw",
    ("Instrument", "C097"): "instrument/ilo-c097",
    ("Instrument", "A/RES/65/170"): "instrument/a-res-65-170",
    ("Person", "Ban Ki Moon"): "person/ban-ki-moon",
}


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "1", "--time-limit", "60", seconds=60) as running:
        running.client.timeout = 120
        yield running


def ask(server: Server, queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the candidates for each query of a batch, as a form is posted."""
    response = server.client.post("/reconcile", data={"queries": json.dumps(queries)})
    answer = response.raise_for_status().json()
    jsonschema.validate(answer, SCHEMAS["results"])
    return {name: one["result"] for name, one in answer.items()}


def one(server: Server, text: str, **more: Any) -> list[dict[str, Any]]:
    return ask(server, {"q": {"query": text, **more}})["q"]


def test_names_of_states_get_the_right_state_first(server: Server) -> None:
    found = ask(server, {name: {"query": name, "type": "State"} for name in STATES})

    first = {name: candidates[0]["id"] for name, candidates in found.items() if candidates}
    assert first == {name: f"{ID}state/{code}" for name, code in STATES.items()}


def test_other_names_get_the_right_thing_first(server: Server) -> None:
    found = ask(server, {name: {"query": name, "type": kind} for kind, name in OTHERS})

    assert {name: found[name][0]["id"] for _, name in OTHERS} == {
        name: ID + path for (_, name), path in OTHERS.items()
    }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Intl. Organization for Migration", "organization/iom"),
        ("Côte d'Ivoire", "state/civ"),
        ("Ivory Coast", "state/civ"),
        ("OIM", "organization/iom"),
    ],
)
def test_without_a_type_too(server: Server, name: str, path: str) -> None:
    assert one(server, name)[0]["id"] == ID + path


def test_no_name_is_matched_to_another_thing_by_itself(server: Server) -> None:
    """What is matched by itself nobody looks at again: it must be right."""
    found = ask(server, {name: {"query": name, "type": "State"} for name in STATES})
    matched = {
        name: candidate["id"]
        for name, candidates in found.items()
        for candidate in candidates
        if candidate["match"]
    }

    assert len(matched) > 50
    assert {n: i for n, i in matched.items() if i != f"{ID}state/{STATES[n]}"} == {}


@pytest.mark.parametrize("name", ["Congo", "Korea", "Germny", "Russian Fed.", "Republic"])
def test_a_doubtful_name_is_left_to_the_person(server: Server, name: str) -> None:
    assert not any(candidate["match"] for candidate in one(server, name, type="State"))


@pytest.mark.parametrize(("code", "path"), [("COD", "cod"), ("COG", "cog"), ("cod", "cod")])
def test_a_code_beside_the_name_decides(server: Server, code: str, path: str) -> None:
    found = one(server, "Congo", type="State", properties=[{"pid": "iso3", "v": code}])

    assert (found[0]["id"], found[0]["match"]) == (f"{ID}state/{path}", True)
    assert not any(other["match"] for other in found[1:])


@pytest.mark.parametrize(
    ("pid", "value"),
    [
        ("iso3", "CIV"),
        ("iso2", "CI"),
        ("m49", "384"),
        ("m49", 384),
        ("wikidata", "Q1008"),
        ("wikidata", "http://www.wikidata.org/entity/Q1008"),
        ("geonames", "2287781"),
        ("geoarea", "384"),
    ],
)
def test_a_code_alone_is_enough(server: Server, pid: str, value: str | int) -> None:
    query = {"q": {"properties": [{"pid": pid, "v": value}]}}
    (found,) = ask(server, query)["q"]

    assert (found["id"], found["match"]) == (f"{ID}state/civ", True)


@pytest.mark.parametrize(
    "text", ["Q1008", "http://www.wikidata.org/entity/Q1008", f"{ID}state/civ"]
)
def test_an_identifier_in_place_of_a_name_is_taken(server: Server, text: str) -> None:
    found = one(server, text)

    assert (found[0]["id"], found[0]["match"]) == (f"{ID}state/civ", True)


def test_a_code_that_contradicts_the_name_matches_nothing(server: Server) -> None:
    found = one(server, "Niger", type="State", properties=[{"pid": "iso3", "v": "NGA"}])

    assert {candidate["id"] for candidate in found} >= {f"{ID}state/ner", f"{ID}state/nga"}
    assert not any(candidate["match"] for candidate in found)


def test_types_are_held_to_as_strictly_as_asked(server: Server) -> None:
    both = ["Organization", "UNEntity"]
    every = one(server, "IOM", type=both, type_strict="all")
    should = one(server, "Mexico", type="Organization", type_strict="should")

    assert every[0]["id"] == ID + "organization/iom"
    assert all({kind["id"] for kind in one_["type"]} >= set(both) for one_ in every)
    assert should[0]["id"] == ID + "state/mex"
    assert not should[0]["match"]
    assert one(server, "Mexico", type="Person") == []


def test_no_more_candidates_than_asked_for(server: Server) -> None:
    assert len(one(server, "International", limit=2)) == 2
    scores = [candidate["score"] for candidate in one(server, "International", limit=20)]
    assert scores == sorted(scores, reverse=True)


def test_the_manifest_says_what_there_is(server: Server) -> None:
    manifest = server.client.get("/reconcile").raise_for_status().json()

    jsonschema.validate(manifest, SCHEMAS["manifest"])
    at = f"{ID}state/mex"
    view = manifest["view"]["url"].replace("{{id}}", at)
    preview = manifest["preview"]["url"].replace("{{id}}", at)
    flyout = manifest["suggest"]["entity"]
    shown = flyout["flyout_service_url"] + flyout["flyout_service_path"].replace("${id}", at)
    assert server.client.get(view, follow_redirects=True).status_code == 200
    assert "Mexico" in server.client.get(preview).text
    assert server.client.get(shown).json()["id"] == at
    assert "Mexico" in server.client.get(shown).json()["html"]


def test_a_preview_may_be_shown_within_another_page(server: Server) -> None:
    response = server.client.get("/reconcile/preview", params={"id": f"{ID}organization/iom"})

    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert "script" not in response.text
    assert "International Organization for Migration" in response.text


def test_values_are_added(server: Server) -> None:
    ids = [f"{ID}state/civ", f"{ID}organization/iom", f"{ID}state/nowhere"]
    names = ["iso3", "m49", "wikidata", "name-es", "member-of", "group", "unknown"]
    extend = {"ids": ids, "properties": [{"id": name} for name in names]}
    response = server.client.post("/reconcile", data={"extend": json.dumps(extend)})
    answer = response.raise_for_status().json()

    jsonschema.validate(answer, SCHEMAS["extension"])
    assert [one_["id"] for one_ in answer["meta"]] == names
    civ, iom, nowhere = (answer["rows"][iri] for iri in ids)
    assert civ["iso3"] == [{"str": "CIV"}]
    assert civ["m49"] == [{"str": "384"}]
    assert civ["wikidata"] == [{"str": "Q1008"}]
    assert civ["name-es"] == [{"str": "Côte d'Ivoire"}]
    assert {"id": ID + "area/developing-countries", "name": "developing countries"} in civ["group"]
    assert iom["wikidata"] == [{"str": "Q472311"}]
    assert iom["iso3"] == []
    assert set(map(str, nowhere.values())) == {"[]"}


def test_properties_are_proposed_by_type(server: Server) -> None:
    def proposed(kind: str) -> set[str]:
        answer = server.client.get("/reconcile/properties", params={"type": kind, "limit": "100"})
        return {one_["id"] for one_ in answer.raise_for_status().json()["properties"]}

    assert {"iso3", "m49", "wikidata", "name-fr"} <= proposed("State")
    assert "iso3" not in proposed("Person")
    assert len(server.client.get("/reconcile/properties?limit=3").json()["properties"]) == 3


@pytest.mark.parametrize(
    ("kind", "prefix", "expected"),
    [
        ("entity", "international organiz", ID + "organization/iom"),
        ("entity", "Cote d", ID + "state/civ"),
        ("property", "iso", "iso3"),
        ("property", "wiki", "wikidata"),
        ("type", "org", "Organization"),
        ("type", "inter", "IntergovernmentalOrganization"),
    ],
)
def test_what_begins_so_is_suggested(server: Server, kind: str, prefix: str, expected: str) -> None:
    response = server.client.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix})
    answer = response.raise_for_status().json()

    jsonschema.validate(answer, SCHEMAS["suggestions"])
    assert expected in [one_["id"] for one_ in answer["result"]]


def test_any_page_may_ask(server: Server) -> None:
    response = server.client.get(
        "/reconcile", params={"queries": '{"q": {"query": "OIM"}}', "callback": "steal"}
    )

    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["content-type"].startswith("application/json")
    assert response.text.startswith("{")  # no JSONP
    allowed = server.client.options("/reconcile").headers["access-control-allow-methods"]
    assert "POST" in allowed


@pytest.mark.parametrize(
    ("data", "status", "message"),
    [
        ({"queries": "{"}, 400, "queries is not JSON"),
        ({"queries": "[]"}, 400, "queries is not a JSON object"),
        ({"queries": '{"q": {}}'}, 400, "neither a name nor properties"),
        ({"queries": '{"q": {"query": 5}}'}, 400, "query is no text"),
        ({"queries": '{"q": {"query": "x", "limit": 0}}'}, 400, "limit is a number from 1"),
        ({"queries": '{"q": {"query": "x", "properties": [{}]}}'}, 400, "pid and v"),
        ({"queries": "[" * 100_000}, 400, "queries is not JSON"),
        ({"extend": '{"ids": 1}'}, 400, "ids is a list"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 413, "at most 100"),
        ({"other": "x"}, 400, "A form holds queries or extend"),
    ],
)
def test_what_is_not_understood_says_why(
    server: Server, data: dict[str, str], status: int, message: str
) -> None:
    response = server.client.post("/reconcile", data=data)

    assert response.status_code == status
    assert message in response.text


def test_a_body_of_another_kind_is_refused(server: Server) -> None:
    assert server.client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert server.client.get("/reconcile/suggest/thing").status_code == 404
    assert server.client.get("/reconcile/preview?id=urn:x").status_code == 404
    assert server.client.get("/reconcile/view?id=https://example.org/").status_code == 404


def test_a_person_gets_a_page(server: Server) -> None:
    response = server.client.get(
        "/reconcile", params={"name": "Congo", "type": "State"}, headers={"Accept": "text/html"}
    )

    assert response.status_code == 200
    assert "Democratic Republic of the Congo" in response.text
    assert "to be judged" in response.text
    assert "/reconcile</code>" in response.text


def test_mappings_are_there_as_a_table(server: Server) -> None:
    response = server.client.get("/sssom.tsv").raise_for_status()

    assert response.headers["content-type"].startswith("text/tab-separated-values")
    assert "migid:state/civ\tCôte d'Ivoire\tskos:exactMatch\twikidata:Q1008" in response.text


@given(st.text(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["q", "query", "type", "limit", "properties", "pid", "v", "type_strict"]),
        inner,
        max_size=4,
    ),
).map(json.dumps))  # fmt: skip
def test_a_batch_is_read_or_refused(text: str) -> None:
    with suppress(asked.AskedError):
        for query in asked.queries(text).values():
            assert query.text or query.conditions
            assert 1 <= query.limit <= asked.MOST_CANDIDATES
