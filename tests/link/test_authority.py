"""Authority files as the matcher reads them."""

from pathlib import Path

import pytest

from migkg.errors import OntologyError
from migkg.link.authority import load_authority, year
from migkg.model import Ref

TURTLE = """
@base <https://w3id.org/migkg/> .
@prefix mig: <https://w3id.org/migkg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/event/fair> a schema:EventSeries ; skos:prefLabel "Fair"@en .
<id/event/fair-2012> a mig:Conference ; skos:prefLabel "2012 Fair"@en ;
    mig:inSeries <id/event/fair> ; schema:startDate "2012-05"^^xsd:gYearMonth .
<id/event/fair-2010> a mig:Conference ; skos:prefLabel "2010 Fair"@en ;
    mig:inSeries <id/event/fair> ; schema:startDate "2010"^^xsd:gYear .
"""


def test_the_meetings_of_a_series_come_by_date(tmp_path: Path) -> None:
    (tmp_path / "events.ttl").write_text(TURTLE, encoding="utf-8")
    authority = load_authority(tmp_path)
    meetings = authority.members[Ref("id/event/fair")]
    assert [year(meeting) for meeting in meetings] == ["2010", "2012"]
    assert authority.entities[Ref("id/event/fair")].types == ("schema:EventSeries",)


def test_turtle_that_does_not_parse_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<id/event/x> a", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl"):
        load_authority(tmp_path)


def test_the_shipped_files_know_people() -> None:
    assert Ref("id/person/ban-ki-moon") in {person.ref for person in load_authority().people}
