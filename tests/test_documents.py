"""Splitting a file into documents, and what their heads say."""

import itertools
from pathlib import Path

import pytest

from migkg import resources
from migkg.documents import split
from migkg.model import Document, SourceFile
from migkg.passages import passages
from migkg.reading import view

LAYOUTS = Path(__file__).parent / "layouts"
CORPUS = resources.folder("corpus") / "documents"


def source(text: str, path: str = "documents/file.txt", **manifest: str) -> SourceFile:
    return SourceFile(path, text, "", "plain", **manifest)  # type: ignore[arg-type]


def read(path: Path) -> tuple[Document, ...]:
    return split(source(path.read_text(encoding="utf-8"), f"documents/{path.name}"))


def spans(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, begin, end in document.head:
        found.setdefault(name, []).append(view(document.source.text, begin, end).text)
    return found


# Read off the dossier by hand: class, date, language, version status, first words, title.
DOSSIER = [
    ("InformationNote", "2011-05-19", "en", "", "19 May 2011",
     "Informal Thematic Debate on International Migration and Development"),
    ("ConceptNote", "", "en", "", "## *General Assembly Informal",
     ("General Assembly Informal Thematic Debate on International Migration and Development: "
     "CONCEPT NOTE")),
    ("Programme", "2011-05-19", "en", "final", "**Informal Thematic Debate on**",
     "Informal Thematic Debate on International Migration and Development: Program"),
    ("Letter", "2011-06-28", "en", "", "THE PRESIDENT",
     "Letter dated 28 June 2011 from the President of the General Assembly"),
    ("Summary", "2011-05-19", "en", "", "**INFORMAL THEMATIC DEBATE",
     ("INFORMAL THEMATIC DEBATE OF THE 65TH SESSION OF THE GENERAL ASSEMBLY ON INTERNATIONAL "
     "MIGRATION AND DEVELOPMENT: President's Summary")),
    ("Resolution", "2010-12-20", "en", "", "# General Assembly",
     "International migration and development"),
    ("Letter", "2010-12-21", "en", "", "THE PRESIDENT",
     "Letter dated 21 December 2010 from the President of the General Assembly"),
    ("Letter", "2011-04-05", "en", "", "THE PRESIDENT",
     "Letter dated 5 April 2011 from the President of the General Assembly"),
    ("ConceptNote", "", "en", "", "***General Assembly Informal",
     ("General Assembly Informal Thematic Debate on International Migration and Development: "
     "CONCEPT NOTE")),
    ("Programme", "2011-05-19", "en", "provisional", "**Informal Thematic Debate on**",
     "Informal Thematic Debate on International Migration and Development: Provisional Program"),
    ("Statement", "2011-05-19", "en", "", "19 May 2011",
     ("Statement of H.E. Mr. Joseph Deiss, President of the 65th Session of the General Assembly, "
     "at the Opening of the Informal Thematic Debate of the General Assembly on International "
     "Migration and Development")),
    ("Statement", "2011-05-19", "en", "", "**INFORMAL THEMATIC DEBATE",
     "Chairing of Panel One: The Contribution of Migrants to Development"),
    ("Statement", "2011-05-18", "en", "", "## UN Migration", "UN Migration"),
    ("Statement", "", "fr", "", "**Synergie entre",
     "Synergie entre Migration et Développement"),
    ("Statement", "2011-05-19", "en", "", "## UN Informal Thematic",
     "UN Informal Thematic Debate on Migration and Development"),
    ("Statement", "2011-05-19", "en", "", "## **Statement of the Global",
     "Statement of the Global Migration Group (GMG)"),
    ("Statement", "2011-05-19", "en", "", "## Charting a course",
     ("Charting a course for better international cooperation And management in the field of "
     "labour migration")),
    ("Statement", "2011-05-19", "es", "", "Misión Permanente",
     ("Intervención del Embajador Claude Heller, Representante Permanente de México ante Naciones "
     "Unidas durante el Debate Temático Informal sobre la Migración y el Desarrollo, 19 de mayo "
     "de 2011")),
    ("Statement", "", "fr", "", "## **Migration et dév",
     "Migration et développement : l'expérience marocaine"),
    ("Statement", "2011-05-19", "en", "", "## **Statement by the Neth",
     "Statement by the Netherlands"),
    ("Statement", "2011-05-19", "en", "", "## **Statement by Sweden", "Statement by Sweden"),
    ("Statement", "", "en", "", "**Panel Two: Improving",
     "Panel Two: Improving international cooperation on migration and development"),
    ("Statement", "", "en", "", "## **Panel Two: Improving",
     "Panel Two: Improving international cooperation on migration and development"),
    ("Statement", "2011-05-19", "en", "", "**Remarks by William",
     "Remarks by William Lacy Swing Director General, International Organization for Migration"),
]  # fmt: skip


@pytest.fixture(scope="module")
def dossier() -> tuple[Document, ...]:
    return read(CORPUS / "debate-2011-dossier.txt")


def test_a_dossier_is_a_compilation_of_all_its_documents(dossier: tuple[Document, ...]) -> None:
    whole, *parts = dossier
    assert whole.kind == "Compilation"
    assert whole.slug == "debate-2011-dossier"
    found = [
        (p.kind, p.date, p.language, p.version_status, p.text[: len(first)], p.title)
        for p, (_, _, _, _, first, _) in zip(parts, DOSSIER, strict=True)
    ]
    assert found == DOSSIER
    assert [p.slug for p in parts] == [f"debate-2011-dossier-{n:02}" for n in range(1, 25)]
    assert {p.part_of for p in parts} == {whole.slug}


def test_parts_lie_one_behind_the_other(dossier: tuple[Document, ...]) -> None:
    whole, *parts = dossier
    bounds = [at for part in parts for at in (part.begin, part.end)]
    assert bounds == sorted(bounds)
    assert (whole.begin, whole.end) == (bounds[0], bounds[-1])
    text = whole.source.text
    for before, after in itertools.pairwise(parts):
        assert text[before.end : after.begin].strip(" \n*\\#") == ""


def test_a_part_ends_with_its_own_last_words(dossier: tuple[Document, ...]) -> None:
    ends = {part.slug[-2:]: part.text[-14:] for part in dossier[1:]}
    assert ends["06"].rstrip("*").endswith("December 2010")
    assert ends["04"].endswith("\nNew York")
    assert ends["13"].endswith("of Sydney.")
    assert ends["15"] == "\n*19 May 2011*"
    assert ends["18"].endswith("\n\nGracias.")


def test_the_resolution_has_symbol_and_dates(dossier: tuple[Document, ...]) -> None:
    resolution = dossier[6]
    assert resolution.symbol == "A/RES/65/170"
    assert resolution.issued == "2011-03-17"
    assert resolution.date == "2010-12-20"
    assert [part.symbol for part in dossier[1:] if part is not resolution] == [""] * 23


def test_heads_name_speaker_position_event_and_place(dossier: tuple[Document, ...]) -> None:
    by = {part.slug[-2:]: spans(part) for part in dossier[1:]}
    assert by["11"]["speaker"] == ["H.E. Mr. Joseph Deiss"]
    assert by["11"]["position"] == ["President of the 65th Session of the General Assembly"]
    assert by["12"]["speaker"] == ["William Lacy Swing"]
    assert by["12"]["position"] == ["Director General, International Organization for Migration"]
    assert by["13"]["signature"] == by["13"]["speaker"] == ["John Connell"]
    assert by["13"]["affiliation"] == ["University of Sydney."]
    assert by["14"]["speaker"] == ["Abdelhamid EL JAMRI"]
    assert by["14"]["position"] == [
        "Président du Comité UN sur les travailleurs migrants",
        (
            "Membre du Conseil de la Communauté Marocaine à l'Etranger et Président du Groupe de "
            "Travail sur les politiques publiques"
        ),
    ]
    assert by["15"]["speaker"] == ["H.E. Mr. Saqr Ghobash"]
    assert by["15"]["position"] == ["Minister of Labour, United Arab Emirates"]
    assert by["16"]["speaker"] == ["Anthony Lake"]
    assert by["16"]["on-behalf-of"] == ["Global Migration Group (GMG)"]
    assert by["17"]["speaker"] == ["Thetis Mangahas"]
    assert by["17"]["position"] == [
        (
            "Senior Migration Specialist and Deputy Director ILO Regional Office for Asia and the "
            "Pacific"
        )
    ]
    assert by["17"]["place"] == ["UN Headquarters, New York"]
    assert by["18"]["speaker"] == ["Embajador Claude Heller"]
    assert by["18"]["publisher"] == ["Misión Permanente de México"]
    assert by["18"]["event"] == ["el Debate Temático Informal sobre la Migración y el Desarrollo"]
    assert "speaker" not in by["19"]
    assert by["20"]["speaker"] == ["Netherlands"]
    assert by["21"]["speaker"] == ["Sweden"]
    assert "speaker" not in by["22"]
    assert by["24"]["panel"] == [
        "Panel Two: Improving international cooperation on migration and development"
    ]


def test_letters_have_creator_signature_and_addressee(dossier: tuple[Document, ...]) -> None:
    said = spans(dossier[4])
    assert said["creator"] == ["THE PRESIDENT OF THE GENERAL ASSEMBLY"]
    assert said["signature"] == ["Joseph Deiss"]
    assert said["addressee"][0].startswith("All Permanent Representatives")
    assert spans(dossier[5])["creator"] == ["President"]


def test_a_file_of_three_documents() -> None:
    whole, *parts = read(CORPUS / "concept-note-2011.txt")
    assert whole.kind == "Compilation"
    assert [(p.slug, p.kind, p.date, p.version_status) for p in parts] == [
        ("concept-note-2011-01", "Letter", "2011-04-05", ""),
        ("concept-note-2011-02", "ConceptNote", "", ""),
        ("concept-note-2011-03", "Programme", "2011-05-19", "provisional"),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "date", "issued"),
    [
        ("a-61-515", "Note", "", ""),
        ("a-65-944", "Document", "", ""),
        ("a-67-254", "Report", "2012-08-03", "2012-08-03"),
    ],
)
def test_a_report_with_its_annex_is_one_document(
    name: str, kind: str, date: str, issued: str
) -> None:
    (document,) = read(CORPUS / f"{name}.txt")
    assert (document.slug, document.kind, document.language) == (name, kind, "en")
    assert (document.date, document.issued) == (date, issued)


def test_a_report_names_item_title_and_author() -> None:
    (report,) = read(CORPUS / "a-67-254.txt")
    said = spans(report)
    assert (
        report.title == "International migration and development: Report of the Secretary-General"
    )
    assert said["creator"] == ["Secretary-General"]
    assert said["agenda-item"] == ["Item 22 of the provisional agenda"]


def test_the_manifest_goes_before_the_text() -> None:
    text = (CORPUS / "a-65-944.txt").read_text(encoding="utf-8")
    (document,) = split(
        source(text, symbol="A/65/944", title="Summary", kind="Summary", date="2011-08-08")
    )
    assert (document.slug, document.symbol) == ("a-65-944", "A/65/944")
    assert (document.kind, document.title, document.date) == ("Summary", "Summary", "2011-08-08")


# Layouts that the corpus does not have: symbol, class, date, issued, language, title.
OTHERS = [
    ("verbatim-record", "A/63/PV.29", "VerbatimRecord", "2008-10-16", "", "en",
     "General Assembly, Sixty-third session, 29th plenary meeting"),
    ("letter-with-annex", "A/64/772", "Letter", "2010-05-03", "2010-05-05", "en",
     ("Letter dated 3 May 2010 from the Permanent Representative of Greece to the United Nations "
     "addressed to the Secretary-General")),
    ("council-resolution", "A/HRC/RES/17/22", "Resolution", "2011-06-17", "", "en",
     "Migrants and asylum-seekers fleeing from events in North Africa"),
    ("security-council", "S/RES/1325 (2000)", "Resolution", "2000-10-31", "2000-10-31", "en",
     "Resolution 1325 (2000)"),
    ("discurso", "", "Statement", "2013-10-03", "", "es",
     ("Discurso de la Excma. Sra. Nombre Apellido, Ministra de Relaciones Exteriores del Ecuador, "
     "en el Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo")),
    ("report-as-laid-out", "A/68/190", "Report", "2013-07-25", "2013-07-25", "en",
     "International migration and development: Report of the Secretary-General"),
    ("programme", "", "Programme", "2014-05-12", "", "fr",
     "Réunion de haut niveau sur les migrations: PROGRAMME PROVISOIRE"),
    ("markdown-speech", "", "Statement", "2015-12-01", "", "en",
     "Remarks by the Deputy Secretary-General at the Opening of the Global Forum"),
    ("treaty", "", "Document", "", "", "en",
     "Convention concerning the Recruitment of Seasonal Workers"),
    ("plain-speech", "", "Statement", "", "", "en", "plain-speech"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "symbol", "kind", "date", "issued", "language", "title"),
    OTHERS,
    ids=[row[0] for row in OTHERS],
)
def test_other_layouts_are_one_document(
    name: str, symbol: str, kind: str, date: str, issued: str, language: str, title: str
) -> None:
    (document,) = read(LAYOUTS / f"{name}.txt")
    assert (document.symbol, document.kind) == (symbol, kind)
    assert (document.date, document.issued, document.language) == (date, issued, language)
    assert document.title == title


def test_a_letter_with_an_annex_names_sender_addressee_and_signatory() -> None:
    said = spans(read(LAYOUTS / "letter-with-annex.txt")[0])
    assert said["creator"] == ["Permanent Representative of Greece to the United Nations"]
    assert said["addressee"] == ["the Secretary-General"]
    assert said["signature"] == ["Given Family"]


def test_a_dossier_without_any_mark_up() -> None:
    whole, *parts = read(LAYOUTS / "plain-dossier.txt")
    assert whole.kind == "Compilation"
    assert [(p.kind, p.date, p.language) for p in parts] == [
        ("Programme", "2013-10-03", "en"),
        ("Statement", "2013-10-03", "en"),
        ("Statement", "2013-10-04", "fr"),
        ("Letter", "2013-10-10", "fr"),
    ]
    assert spans(parts[1])["speaker"] == ["H.E. MR. GIVEN FAMILY"]
    assert spans(parts[1])["position"] == ["MINISTER OF FOREIGN AFFAIRS OF PERU"]
    assert spans(parts[2])["on-behalf-of"] == ["GROUPE DES ÉTATS D'AFRIQUE"]
    assert spans(parts[3])["signature"] == ["Prénom Nom"]


def test_speeches_with_cover_pages_and_letterheads() -> None:
    whole, *parts = read(LAYOUTS / "cover-pages.txt")
    assert whole.kind == "Compilation"
    assert [(p.kind, p.title, p.date) for p in parts] == [
        ("Statement", "STATEMENT BY H.E. AMBASSADOR GIVEN FAMILY", "2013-07-15"),
        ("Statement", "STATEMENT BY NORWAY", "2013-07-15"),
    ]
    first, second = map(spans, parts)
    assert first["publisher"] == ["PERMANENT MISSION OF THE REPUBLIC OF PERU TO THE UNITED NATIONS"]
    assert first["speaker"] == ["H.E. AMBASSADOR GIVEN FAMILY"]
    assert first["position"] == ["PERMANENT REPRESENTATIVE"]
    assert first["place"] == ["New York"]
    assert second["speaker"] == ["NORWAY"]
    assert second["note"] == ["Check against delivery"]


def test_headings_inside_a_document_begin_none() -> None:
    text = "\n\n".join(
        [
            "# Report of the Working Group",
            "The group met twice and heard many views on the question that was put to it. " * 2,
            "## Statement by the Chair",
            (
                "The Chair recalled the mandate of the group and thanked all members for their "
                "work in the period under review, which had been long."
            ),
            "## Concept of operations",
            "Members then discussed the concept of operations, section by section, and agreed.",
            "## Panel 2: Cooperation",
            "The panel dealt with cooperation between States, and with its cost to all of them.",
        ]
    )
    assert len(split(source(text))) == 1


def test_what_is_annexed_to_an_issued_document_is_no_document() -> None:
    body = "Member States discussed the question at length and agreed on the way ahead. " * 5
    text = "\n\n".join(
        [
            "General Assembly",
            "Distr.: General\n3 May 2012",
            "Note by the Secretary-General",
            f"1. {body}",
            "Annex I",
            "Concept note",
            body,
            "Annex II",
            "Statement by the President of the Council",
            "New York, 4 May 2012",
            "Mr. Chairman,",
            body,
            "Thank you.",
            "Statement by the Chair of the Committee",
            "New York, 5 May 2012",
            "Mr. Chairman,",
            body,
            "Thank you.",
            "Economic and Social Council",
            "Distr.: Limited\n7 May 2012",
            "Report of the Secretary-General",
            f"1. {body}",
        ]
    )
    _, *parts = split(source(text))
    assert [(p.kind, p.issued) for p in parts] == [
        ("Note", "2012-05-03"),
        ("Report", "2012-05-07"),
    ]
    sections = {p.section for p in passages(parts[0])}
    assert sections == {"front-matter", "body", "annex"}


def test_an_empty_file_is_one_empty_document() -> None:
    (document,) = split(source(" \n\n "))
    assert (document.begin, document.end, document.kind) == (0, 0, "Document")


@pytest.mark.parametrize(
    ("close", "opening", "parts"),
    [
        ("Thank you.", "Mr. President,\n\nExcellencies,", 3),
        ("Je vous remercie de votre attention.", "Monsieur le Président,", 3),
        ("We will come back to this point later.", "Mr. President,", 1),
    ],
)
def test_a_close_and_a_greeting_part_two_speeches(close: str, opening: str, parts: int) -> None:
    body = "My delegation attaches great importance to this question, as all of you know. " * 6
    text = f"Mr. President,\n\n{body}\n\n{close}\n\n{opening}\n\n{body}\n\n{close}\n"
    assert len(split(source(text))) == parts
