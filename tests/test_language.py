"""English, French and Spanish told apart, down to headings of a few words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.language import LANGUAGES, language_of
from migkg.model import Language

CORPUS = Path(__file__).parents[1] / "corpus" / "documents"

SENTENCES: dict[Language, list[str]] = {
    "en": [
        "The General Assembly adopted the resolution without a vote.",
        "Remittances to developing countries reached $372 billion in 2011.",
        "States parties are urged to ratify the Convention",
        "Migrant stock (millions)",
        "Follow-up to the High-level Dialogue",
        "Key issues and next steps",
        "UN Migration",
        "Mr. Driss El Yazami, President, National Human Rights Council, Morocco",
        "The Instituto Tecnológico Autónomo de México hosted the meeting",
        "Côte d'Ivoire, Guinée and El Salvador joined the Group",
        "3 p.m.-6 p.m. Second plenary meeting",
        "¹⁴ See www.gfmd.org/en/pfp/policy-tools/migration-profiles.",
        "CONCLUSIONS AND THE WAY FORWARD",
        "Ms. Lorena Escudero, National Secretary for Migrants, Ecuador",
    ],
    "fr": [
        "L'Assemblée générale a adopté la résolution sans la mettre aux voix.",
        "Les envois de fonds vers les pays en développement ont atteint 372 milliards.",
        "Migration et développement : l'expérience marocaine",
        "Suite donnée au Dialogue de haut niveau",
        "MIGRATIONS INTERNATIONALES ET DÉVELOPPEMENT",
        "Rapport du Secrétaire général",
        "Monsieur le Président,",
        "Nombre de migrants par région d'origine",
        "Renforcement des capacités nationales",
        "Les recommandations du Forum mondial",
    ],
    "es": [
        "La Asamblea General aprobó la resolución sin someterla a votación.",
        "Las remesas a los países en desarrollo ascendieron a 372.000 millones.",
        "La migración internacional y el desarrollo",
        "Informe del Secretario General",
        "MIGRACIÓN INTERNACIONAL Y DESARROLLO",
        "Señor Presidente,",
        "Seguimiento del Diálogo de Alto Nivel",
        "Número de migrantes por región de origen",
        "Fomento de la capacidad nacional",
        "Misión Permanente de México",
    ],
}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(language, sentence) for language in LANGUAGES for sentence in SENTENCES[language]],
)
def test_sentences_and_headings(language: Language, sentence: str) -> None:
    assert language_of(sentence) == language


@pytest.mark.parametrize("default", LANGUAGES)
@pytest.mark.parametrize("text", ["", "2010", "A/RES/65/170", "42.1\t53.5\t11.4", "H.E.", "Rémy"])
def test_what_does_not_tell_is_the_default(text: str, default: Language) -> None:
    assert language_of(text, default) == default


@given(st.text())
def test_any_text_has_one_of_the_languages(text: str) -> None:
    assert language_of(text) in LANGUAGES


def blocks(name: str) -> list[str]:
    found = re.split(r"\n\s*\n", (CORPUS / name).read_text(encoding="utf-8"))
    return [block for block in found if len(re.findall(r"[^\W\d_]{2,}", block)) >= 3]


@pytest.mark.parametrize("name", ["a-61-515.txt", "a-65-944.txt", "a-67-254.txt"])
def test_documents_in_english_are_english_throughout(name: str) -> None:
    assert [block for block in blocks(name) if language_of(block) != "en"] == []


def test_documents_in_three_languages_are_told_apart() -> None:
    """Long passages of the dossier: each has far more function words of one language."""
    marks: dict[Language, str] = {
        "en": r"\b(?:the|and|of)\b",
        "fr": r"\b(?:les|des|et|une)\b",
        "es": r"\b(?:los|las|y|una)\b",
    }
    seen = dict.fromkeys(LANGUAGES, 0)
    for block in blocks("debate-2011-dossier.txt"):
        counts = {language: len(re.findall(mark, block)) for language, mark in marks.items()}
        language = max(counts, key=lambda key: counts[key])
        if counts[language] >= 4 and sum(counts.values()) == counts[language]:
            assert language_of(block) == language, block
            seen[language] += 1

    assert seen["en"] > 200
    assert seen["fr"] > 40
    assert seen["es"] >= 5
