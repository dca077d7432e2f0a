"""Facts about people and bodies in invented texts of other layouts, in three languages."""

from collections.abc import Callable, Iterable

from migkg.facts.people.affiliation import affiliations
from migkg.facts.people.group_membership import group_memberships
from migkg.facts.people.participation import participations
from migkg.facts.people.programme import programme_occurrences
from migkg.facts.people.statement import statements
from migkg.model import Fact, Literal, Value
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
HLD = "event/hld-2013"
PRESIDENT = "office/president-of-the-general-assembly"
WORKSHOP = "event/workshop-unctad-2012-03"
DEBATE = "event/informal-thematic-debate-2011"


def _short(value: Value) -> str:
    return value.lexical if isinstance(value, Literal) else value.removeprefix("id/")


def _one(fact: Fact, *names: str) -> str:
    values = [_short(value) for name in names for value in fact.values(name)]
    return values[0] if values else ""


def affiliations_of(readings: Iterable[Reading]) -> set[tuple[str, ...]]:
    """Return member, body, title and status of each affiliation."""
    return {
        (
            _one(fact, "org:member"),
            _one(fact, "org:organization"),
            _one(fact, "positionTitle"),
            _one(fact, "positionStatus").rpartition("/")[2],
        )
        for reading in readings
        for fact in affiliations(reading)
    }


def participations_of(readings: Iterable[Reading]) -> set[tuple[str, ...]]:
    """Return participant, event, role and status of each participation."""
    return {
        (
            _one(fact, "participant"),
            _one(fact, "inEvent"),
            _one(fact, "role").rpartition("/")[2],
            _one(fact, "participationStatus").rpartition("/")[2],
        )
        for reading in readings
        for fact in participations(reading)
        if isinstance(fact, Fact)
    }


def memberships_of(readings: Iterable[Reading]) -> set[tuple[str, ...]]:
    """Return member, group, role and date of each membership."""
    return {
        (
            _one(fact, "org:member"),
            _one(fact, "org:organization"),
            _one(fact, "org:role").rpartition("/")[2],
            _one(fact, "asOf", "since"),
        )
        for reading in readings
        for fact in group_memberships(reading)
    }


def statement_of(readings: Iterable[Reading], subject: str = "") -> dict[str, list[str]]:
    """Return what is said of a document: of the first one, or of a subject by its IRI."""
    found: dict[str, list[str]] = {}
    for reading in readings:
        for description in statements(reading):
            if description.subject == (subject or reading.document.ref):
                for name, value in description.properties:
                    found.setdefault(name, []).append(_short(value))
    return found


def test_minister_speaks_for_the_state_of_the_post(read: Read) -> None:
    text = (
        "Discurso de la Excma. Sra. María López, Ministra de Relaciones Exteriores del Ecuador, en "
        "el "
        "Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo\n\n"
        "Nueva York, 3 de octubre de 2013\n\nSeñor Presidente,\n\n"
        "El Ecuador agradece la convocatoria a este diálogo, que permite examinar los "
        "progresos.\n\n"
        "Muchas gracias.\n"
    )

    said = statement_of(read(text))

    assert said["speaker"] == ["person/maria-lopez"]
    assert said["onBehalfOf"] == ["state/ecu"]
    assert said["deliveredAt"] == [HLD]
    assert affiliations_of(read(text)) == {
        ("person/maria-lopez", "state/ecu", "Ministra de Relaciones Exteriores", "current")
    }


def test_a_group_named_by_the_speaker_comes_before_the_state_of_the_post(read: Read) -> None:
    text = (
        "Statement by Ms. Anna Keller, Permanent Representative of Hungary to the United Nations, "
        "on "
        "behalf of the European Union, at the Informal Thematic Debate on International Migration "
        "and "
        "Development\n\nNew York, 19 May 2011\n\nMr. President,\n\n"
        "I have the honour to speak on behalf of the European Union and its member States.\n\n"
        "Thank you.\n"
    )

    said = statement_of(read(text))

    assert said["speaker"] == ["person/anna-keller"]
    assert said["onBehalfOf"] == ["organization/european-union"]
    assert said["deliveredAt"] == [DEBATE]


def test_state_is_the_speaker_where_no_person_is_named(read: Read) -> None:
    text = (
        "Déclaration de la Suisse\n\nDébat thématique informel sur les migrations internationales "
        "et "
        "le développement\n\nNew York, 19 mai 2011\n\nMonsieur le Président,\n\n"
        "La Suisse remercie le Président de l'Assemblée générale d'avoir convoqué ce débat. Le "
        "Groupe "
        "mondial sur la migration regroupe 16 organismes, dont l'OIT, l'OIM et le HCR.\n\n"
        "Je vous remercie.\n"
    )

    said = statement_of(read(text))

    assert said["speaker"] == ["state/che"]
    assert "onBehalfOf" not in said
    assert participations_of(read(text)) == {
        ("state/che", DEBATE, "speaker", "actual"),
        ("office/president-of-the-general-assembly", DEBATE, "convener", "actual"),
    }
    assert memberships_of(read(text)) == {
        (f"organization/{body}", "organization/gmg", "member", "")
        for body in ("ilo", "iom", "unhcr")
    }


def test_speech_that_is_only_reported_is_a_statement_of_its_own(read: Read) -> None:
    text = (
        "STATEMENT BY THE DELEGATION OF KENYA\n\nHigh-level Dialogue on International Migration "
        "and "
        "Development\n\n3 October 2013\n\nMr. President,\n\nKenya aligns itself with the statement "
        "delivered by Fiji on behalf of the Group of 77 and China.\n\nI thank you.\n"
    )

    reported = statement_of(read(text), "id/document/fji-hld-2013")

    assert statement_of(read(text))["speaker"] == ["state/ken"]
    assert reported["speaker"] == ["state/fji"]
    assert reported["onBehalfOf"] == ["organization/g77"]
    assert reported["reported"] == ["true"]
    assert reported["prov:wasDerivedFrom"]


def test_letter_of_a_mission_is_signed_by_the_state_and_the_person(read: Read) -> None:
    text = (
        "Permanent Mission of Greece to the United Nations\n\n3 May 2010\n\nExcellency,\n\n"
        "I have the honour to transmit herewith a report. Greece hosted the third meeting of the "
        "Global "
        "Forum on Migration and Development in Athens on 4 and 5 November 2009.\n\n"
        "Please accept, Excellency, the assurances of my highest consideration.\n\n"
        "(Signed) John Smith\n\nHis Excellency\nMr. Ban Ki-moon\n"
        "Secretary-General of the United Nations\nNew York\n"
    )

    said = statement_of(read(text))

    assert said["dcterms:creator"] == ["state/grc", "person/john-smith"]
    assert participations_of(read(text)) == {("state/grc", "event/gfmd-2009", "host", "actual")}


PROGRAMMES = {
    "en": """HIGH-LEVEL DIALOGUE ON INTERNATIONAL MIGRATION AND DEVELOPMENT

DRAFT PROGRAMME

New York, 3 and 4 October 2013

Thursday, 3 October 2013

9 a.m. Opening of the Dialogue
Statement by the President of the General Assembly

3 p.m. to 6 p.m. Round table 1
Moderator: Ms. Anna Keller, Director, Migration Policy Institute
Speakers:
- Mr. Pedro Alvarez, Minister of Labour, Peru
- Ms. Fatou Diop, Head, Observatory of Migration, Senegal (TBC)

Friday, 4 October 2013

10 a.m.-1 p.m. Round table 2
Co-Chairs: H.E. Ms. Maria Santos, Minister of Labour of the Philippines, and H.E. Mr. John Smith, \
Minister for Immigration of Canada
""",
    "fr": """Programme provisoire

Dialogue de haut niveau sur les migrations internationales et le développement

New York, 3 octobre 2013

9h30-10h00 Ouverture
Allocution du Président de l'Assemblée générale
10h00-13h00 Table ronde 1 : Migrations et développement
Présidente : Mme Fatou Diop, Ministre du travail du Sénégal
Modérateur : M. Jean Martin, Directeur, Organisation internationale pour les migrations
Intervenants :
M. Pedro Alvarez, Vice-Ministre des affaires étrangères du Pérou (à confirmer)
""",
    "es": """PROGRAMA

Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo

Nueva York, 3 de octubre de 2013

10.00 a 10.30 horas Apertura
Palabras de apertura del Presidente de la Asamblea General
10.30 a 13.00 horas Mesa redonda 1: La migración y el desarrollo
Presidente: Excmo. Sr. Pedro Álvarez, Ministro de Trabajo del Perú
Panelistas:
Sr. Juan Pérez, Secretario de Relaciones Exteriores, México (por confirmar)
""",
}


def times(facts: Iterable[object]) -> dict[str, str]:
    found = {}
    for fact in facts:
        if isinstance(fact, Fact):
            event = next(iter(fact.values("inEvent")))
            dates = [
                v.lexical
                for n in ("startDate", "endDate")
                for v in fact.values(n)
                if isinstance(v, Literal)
            ]
            found[str(event).removeprefix("id/")] = "/".join(dates)
    return found


def test_programme_in_english(read: Read) -> None:
    readings = read(PROGRAMMES["en"])

    assert participations_of(readings) == {
        (PRESIDENT, f"{HLD}-opening", "opening-speaker", "announced"),
        ("person/anna-keller", f"{HLD}-round-table-1", "moderator", "announced"),
        ("person/pedro-alvarez", f"{HLD}-round-table-1", "speaker", "announced"),
        ("person/fatou-diop", f"{HLD}-round-table-1", "speaker", "to-be-confirmed"),
        ("person/maria-santos", f"{HLD}-round-table-2", "chair", "announced"),
        ("person/john-smith", f"{HLD}-round-table-2", "chair", "announced"),
    }  # fmt: skip
    assert affiliations_of(readings) == {
        ("person/anna-keller", "organization/migration-policy-institute", "Director", "current"),
        ("person/pedro-alvarez", "state/per", "Minister of Labour", "current"),
        # The observatory has no entity, and the State in its address is not the body of the post.
        ("person/fatou-diop", "", "Head, Observatory of Migration", "current"),
        ("person/maria-santos", "state/phl", "Minister of Labour", "current"),
        ("person/john-smith", "state/can", "Minister for Immigration", "current"),
    }
    assert times(programme_occurrences(readings[0])) == {
        f"{HLD}-opening": "2013-10-03T09:00:00",
        f"{HLD}-round-table-1": "2013-10-03T15:00:00/2013-10-03T18:00:00",
        f"{HLD}-round-table-2": "2013-10-04T10:00:00/2013-10-04T13:00:00",
    }


def test_programme_in_french(read: Read) -> None:
    readings = read(PROGRAMMES["fr"], kind="Programme")

    assert participations_of(readings) == {
        (PRESIDENT, f"{HLD}-ouverture", "opening-speaker", "announced"),
        ("person/fatou-diop", f"{HLD}-round-table-1", "chair", "announced"),
        ("person/jean-martin", f"{HLD}-round-table-1", "moderator", "announced"),
        ("person/pedro-alvarez", f"{HLD}-round-table-1", "panellist", "to-be-confirmed"),
    }  # fmt: skip
    assert affiliations_of(readings) == {
        ("person/fatou-diop", "state/sen", "Ministre du travail", "current"),
        ("person/jean-martin", "organization/iom", "Directeur", "current"),
        ("person/pedro-alvarez", "state/per", "Vice-Ministre des affaires étrangères", "current"),
    }


def test_programme_in_spanish(read: Read) -> None:
    readings = read(PROGRAMMES["es"], kind="Programme")

    assert participations_of(readings) == {
        (PRESIDENT, f"{HLD}-apertura", "opening-speaker", "announced"),
        ("person/pedro-alvarez", f"{HLD}-round-table-1", "chair", "announced"),
        ("person/juan-perez", f"{HLD}-round-table-1", "panellist", "to-be-confirmed"),
    }  # fmt: skip
    assert affiliations_of(readings) == {
        ("person/pedro-alvarez", "state/per", "Ministro de Trabajo", "current"),
        ("person/juan-perez", "state/mex", "Secretario de Relaciones Exteriores", "current"),
    }


def test_posts_before_the_names_of_a_list(read: Read) -> None:
    text = (
        "Summary of the High-level Dialogue on International Migration and Development\n\n"
        "1. The High-level Dialogue on International Migration and Development was held on 3 and 4 "
        "October 2013. The President of the General Assembly, John W. Ashe, the Deputy "
        "Secretary-General, Jan Eliasson, and the Director General of the International "
        "Organization "
        "for Migration, William Lacy Swing, made statements. The representatives of Mexico and "
        "India "
        "also made statements.\n\n"
        "2. Round table 1 was co-chaired by Maria Santos (Philippines)"
        " and John Smith, Minister for "
        "Immigration of Canada, and moderated by Ms. Anna Keller, former Director of the Migration "
        "Policy Institute. Panellists were Mr. Peter Brown (ILO) and Ms. Mary Jones (University of "
        "Sydney).\n"
    )
    readings = read(text, kind="Summary")

    assert participations_of(readings) == {
        ("person/john-w-ashe", HLD, "speaker", "actual"),
        ("person/jan-eliasson", HLD, "speaker", "actual"),
        ("person/william-lacy-swing", HLD, "speaker", "actual"),
        ("state/mex", HLD, "speaker", "actual"),
        ("state/ind", HLD, "speaker", "actual"),
        ("person/maria-santos", f"{HLD}-round-table-1", "chair", "actual"),
        ("person/john-smith", f"{HLD}-round-table-1", "chair", "actual"),
        ("person/anna-keller", f"{HLD}-round-table-1", "moderator", "actual"),
        ("person/peter-brown", f"{HLD}-round-table-1", "panellist", "actual"),
        ("person/mary-jones", f"{HLD}-round-table-1", "panellist", "actual"),
    }
    assert affiliations_of(readings) == {
        ("person/john-w-ashe", "organization/general-assembly", "President of the General Assembly",
         "current"),
        ("person/jan-eliasson", "", "Deputy Secretary-General", "current"),
        ("person/william-lacy-swing", "organization/iom", "Director General", "current"),
        ("person/maria-santos", "state/phl", "", "current"),
        ("person/john-smith", "state/can", "Minister for Immigration", "current"),
        ("person/anna-keller", "organization/migration-policy-institute", "Director", "former"),
        ("person/peter-brown", "organization/ilo", "", "current"),
        ("person/mary-jones", "organization/university-of-sydney", "", "current"),
    }  # fmt: skip


def test_conveners_hosts_and_offers(read: Read) -> None:
    text = (
        "Note\n\n1. According to the International Organization for Migration, Mexico hosted the "
        "2010 "
        "Global Forum on Migration and Development. Sweden will host the seventh meeting of the "
        "Global "
        "Forum on Migration and Development. The Government of Turkey has offered to host the "
        "Global "
        "Forum on Migration and Development in 2015. Norway and Denmark financed the 2012 Global "
        "Forum "
        "on Migration and Development.\n\n"
        "2. A workshop on remittances was organized in March 2012 by UNCTAD in cooperation with "
        "the "
        "World Bank. The European Union participated in the 2013 High-level Dialogue as an "
        "observer.\n"
    )

    assert participations_of(read(text, kind="Note")) == {
        ("state/mex", "event/gfmd-2010", "host", "actual"),
        ("state/swe", "event/gfmd-2014", "host", "announced"),
        ("state/tur", "event/gfmd-2015", "host", "offered"),
        ("state/nor", "event/gfmd-2012", "contributor", "actual"),
        ("state/dnk", "event/gfmd-2012", "contributor", "actual"),
        ("organization/unctad", WORKSHOP, "organizer", "actual"),
        ("organization/world-bank", WORKSHOP, "organizer", "actual"),
        ("organization/european-union", HLD, "observer", "actual"),
    }  # fmt: skip


def test_what_only_might_be_is_no_fact(read: Read) -> None:
    text = (
        "Note\n\n1. The 2013 High-level Dialogue could be chaired by the President of the General "
        "Assembly. The General Assembly may wish to convene the 2013 High-level Dialogue. Peter "
        "Sutherland visited Mexico and Kenya. The Secretary-General's report on the 2013 "
        "High-level "
        "Dialogue was considered. Statements could be made by Mexico.\n"
    )
    readings = read(text, kind="Note")

    assert participations_of(readings) == set()
    assert affiliations_of(readings) == set()
    assert memberships_of(readings) == set()


def test_round_tables_in_french_and_spanish(read: Read) -> None:
    french = (
        "Rapport\n\n1. Le Dialogue de haut niveau sur les migrations internationales et le "
        "développement "
        "de 2013 a été ouvert par le Président de l'Assemblée générale. La table ronde 1 était "
        "présidée "
        "par Mme Maria Santos, Ministre du travail des Philippines, et animée par M. William Lacy "
        "Swing, Directeur général de l'Organisation internationale pour les migrations.\n"
    )
    spanish = (
        "Informe\n\n1. El Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo "
        "de 2013 "
        "fue inaugurado por el Presidente de la Asamblea General. La mesa redonda 1 estuvo "
        "presidida "
        "por la Sra. María Santos, Ministra de Trabajo de Filipinas, y moderada por el Sr. Pedro "
        "Pérez, "
        "Director de la Organización Internacional para las Migraciones.\n"
    )

    for text, moderator in ((french, "william-lacy-swing"), (spanish, "pedro-perez")):
        assert participations_of(read(text, kind="Report")) == {
            ("office/president-of-the-general-assembly", HLD, "opening-speaker", "actual"),
            ("person/maria-santos", f"{HLD}-round-table-1", "chair", "actual"),
            (f"person/{moderator}", f"{HLD}-round-table-1", "moderator", "actual"),
        }


def test_members_chairs_and_observers_of_groups(read: Read) -> None:
    text = (
        "Note\n\n1. In 2013, IOM joined the Global Migration Group. The International Organization "
        "for "
        "Migration, chair of the Global Migration Group in 2014, and the other members of the "
        "Global "
        "Migration Group, namely FAO, ILO and UNICEF, prepared a note. Switzerland, as Chair of "
        "the "
        "Global Forum on Migration and Development in 2011, led the assessment.\n\n"
        "2. Bangladesh, China and India are member States of the Colombo Process. Brazil is an "
        "observer "
        "in the Colombo Process. The Global Migration Group met with Kenya and Mexico.\n"
    )

    assert memberships_of(read(text, kind="Note")) == {
        ("organization/iom", "organization/gmg", "member", "2013"),
        ("organization/iom", "organization/gmg", "chair", "2014"),
        ("organization/fao", "organization/gmg", "member", ""),
        ("organization/ilo", "organization/gmg", "member", ""),
        ("organization/unicef", "organization/gmg", "member", ""),
        ("state/che", "organization/gfmd", "chair", "2011"),
        ("state/bgd", "organization/colombo-process", "member", ""),
        ("state/chn", "organization/colombo-process", "member", ""),
        ("state/ind", "organization/colombo-process", "member", ""),
        ("state/bra", "organization/colombo-process", "observer", ""),
    }
