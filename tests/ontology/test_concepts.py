"""The concept schemes are complete, and closed where the design closes them."""

from collections import Counter

import pytest
from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, URIRef

from migkg import resources
from migkg.namespaces import CONCEPT, MIG
from migkg.ontology import load_concepts

# What the design lists; ``+`` marks a scheme that may hold more.
LISTED = {
    "role": """chair moderator panellist speaker opening-speaker closing-speaker summarizer convener
        organizer host contributor participant observer""",
    "act": """urges calls-upon calls-for encourages requests invites recommends suggests proposes
        welcomes recognizes acknowledges recalls reaffirms reiterates emphasizes stresses
        underscores notes takes-note expresses-concern bears-in-mind considers decides declares
        agrees supports endorses offers cautions draws-attention concludes""",
    "unit": """+ persons us-dollars euros moroccan-dirhams percent percentage-points countries
        organizations governments recommendations meetings projects programmes instruments sites
        years months ratio factor count""",
    "addressee": """+ member-states governments states-parties non-parties countries-of-origin
        countries-of-destination un-system international-organizations civil-society
        private-sector participants international-community""",
    "actor": "participants speakers unnamed",
    "participation-status": "actual announced to-be-confirmed offered",
    "position-status": "current former",
    "membership-role": "member chair co-chair observer",
    "adoption-kind": "adopted concluded signed endorsed",
    "treaty-action": "+ signature ratification accession",
    "count-basis": "any all",
    "occurrence-status": "held scheduled proposed alternative",
    "citation-kind": "cites recalls reaffirms encloses announces",
    "value-qualifier": "exactly about more-than at-least less-than at-most",
    "observation-status": "observed estimated projected target proposed",
    "relation-status": "actual planned considered",
    "stance": "stated attributed attributed-unnamed reported",
    "quantifier": "all most many several some few one",
    "version-status": "provisional final",
    "passage-kind": """paragraph heading list-item table-row table-header footnote caption
        programme-line""",
    "section": "front-matter preamble operative body annex notes",
    "requested-action": "+ ratify accede implement report convene",
    "predicate": """runs leads funds supports part-of founded-by published author endorsed proposed
        cooperates-with party-to operates-in outcome-of observer-of chairs aligns-with
        successor-of promotes develops concluded-with other""",
    "indicator": """+ migrant-stock migrant-stock-change migrant-stock-share remittances-received
        transfer-cost parties members participants other""",
    "theme": """+ remittances diaspora trafficking-in-persons smuggling-of-migrants
        irregular-migration labour-migration domestic-workers circular-migration return-migration
        refugees brain-drain recruitment portability-of-social-security
        recognition-of-qualifications migration-data environmental-migration gender children
        xenophobia human-rights-of-migrants policy-coherence""",
    "gcm-objective": " ".join(str(number) for number in range(1, 24)),
    "status": "unreviewed",
}


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return load_concepts()


def _in(graph: Graph, scheme: str) -> dict[str, URIRef]:
    """Return the concepts of a scheme by notation."""
    found = graph.subjects(SKOS.inScheme, URIRef(CONCEPT + scheme))
    return {str(graph.value(concept, SKOS.notation)): concept for concept in found}


def test_there_is_a_file_for_each_scheme():
    folder = resources.folder("ontology") / "concepts"
    assert sorted(path.stem for path in folder.glob("*.ttl")) == sorted(LISTED)


@pytest.mark.parametrize("scheme", sorted(LISTED))
def test_the_scheme_holds_what_the_design_lists(concepts: Graph, scheme: str):
    names = set(LISTED[scheme].split())
    if "+" in names:
        assert names - {"+"} <= set(_in(concepts, scheme))
    else:
        assert set(_in(concepts, scheme)) == names


@pytest.mark.parametrize("scheme", sorted(LISTED))
def test_concepts_are_named_after_their_notation(concepts: Graph, scheme: str):
    expected = {"unreviewed": MIG + "Unreviewed"} if scheme == "status" else {}
    for notation, concept in _in(concepts, scheme).items():
        assert str(concept) == expected.get(notation, f"{CONCEPT}{scheme}/{notation}")


def test_every_concept_has_three_labels_a_notation_and_a_definition(concepts: Graph):
    found = list(concepts.subjects(RDF.type, SKOS.Concept))
    assert len(found) > 300
    for concept in found:
        labels = sorted(label.language for label in concepts.objects(concept, SKOS.prefLabel))
        assert labels == ["en", "es", "fr"], concept
        notations = list(concepts.objects(concept, SKOS.notation))
        assert [notation.datatype for notation in notations] in ([None], [XSD.string]), concept
        assert [text.language for text in concepts.objects(concept, SKOS.definition)] == ["en"]


def test_every_scheme_has_titles_and_top_concepts(concepts: Graph):
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        titles = sorted(title.language for title in concepts.objects(scheme, DCTERMS.title))
        assert titles == ["en", "es", "fr"], scheme
        top = set(concepts.objects(scheme, SKOS.hasTopConcept))
        assert top == set(concepts.subjects(SKOS.topConceptOf, scheme))
        assert top, scheme


def test_a_concept_is_on_top_or_below_another_of_its_scheme(concepts: Graph):
    for concept, scheme in concepts.subject_objects(SKOS.inScheme):
        path = [concept]
        while (broader := concepts.value(path[-1], SKOS.broader)) is not None:
            assert (broader, SKOS.inScheme, scheme) in concepts, concept
            assert broader not in path, concept
            path.append(broader)
        assert (path[-1], SKOS.topConceptOf, scheme) in concepts, concept


def test_preferred_labels_differ_within_a_scheme(concepts: Graph):
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        labels = Counter(
            label
            for concept in concepts.subjects(SKOS.inScheme, scheme)
            for label in concepts.objects(concept, SKOS.prefLabel)
        )
        assert [label for label, times in labels.items() if times > 1] == [], scheme


def _forms(graph: Graph, concept: URIRef) -> set[Literal]:
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    return {form for kind in kinds for form in graph.objects(concept, kind)}


def test_labels_have_one_role_each(concepts: Graph):
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        roles = [
            form
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for form in concepts.objects(concept, kind)
        ]
        assert len(roles) == len(set(roles)), concept


@pytest.mark.parametrize("scheme", ["act", "unit", "theme", "quantifier", "value-qualifier"])
def test_a_form_stands_for_one_concept(concepts: Graph, scheme: str):
    """A table that leads from words to concepts must not lead to two."""
    forms = Counter(
        form for concept in _in(concepts, scheme).values() for form in _forms(concepts, concept)
    )
    assert [form.n3() for form, times in forms.items() if times > 1] == []


def test_every_act_has_verb_forms_in_three_languages(concepts: Graph):
    for notation, concept in _in(concepts, "act").items():
        languages = Counter(form.language for form in _forms(concepts, concept))
        assert min(languages[tag] for tag in ("en", "fr", "es")) >= 4, notation


@pytest.mark.parametrize(
    ("form", "act"),
    [
        ('"urged"@en', "urges"),
        ('"urging"@en', "urges"),
        ('"called upon"@en', "calls-upon"),
        ('"called for"@en', "calls-for"),
        ('"takes note"@en', "takes-note"),
        ('"noted"@en', "notes"),
        ('"may wish to"@en', "recommends"),
        ('"should"@en', "recommends"),
        ('"underlined"@en', "underscores"),
        ('"prie instamment"@fr', "urges"),
        ('"exhorte"@fr', "urges"),
        ('"priant"@fr', "requests"),
        ('"se félicitent"@fr', "welcomes"),
        ('"insta a"@es', "urges"),
        ('"exhortó"@es', "calls-upon"),
        ('"recomendó"@es', "recommends"),
        ('"toman nota"@es', "takes-note"),
    ],
)
def test_a_verb_form_leads_to_its_act(concepts: Graph, form: str, act: str):
    text, _, language = form.rpartition("@")
    wanted = Literal(text.strip('"'), lang=language)
    assert wanted in _forms(concepts, _in(concepts, "act")[act])


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        ("%", "percent"),
        ("percent", "percent"),
        ("per cent", "percent"),
        ("US$", "us-dollars"),
        ("dirhams", "moroccan-dirhams"),
        ("percentage points", "percentage-points"),
    ],
)
def test_a_form_leads_to_its_unit(concepts: Graph, form: str, unit: str):
    assert Literal(form, lang="en") in _forms(concepts, _in(concepts, "unit")[unit])


def test_indicators_are_some_forty():
    assert 40 <= len(_in(load_concepts(), "indicator")) <= 55


def test_themes_are_concepts_of_our_class(concepts: Graph):
    themes = _in(concepts, "theme")
    assert len(themes) >= 70
    for theme in themes.values():
        assert (theme, RDF.type, URIRef(MIG + "Theme")) in concepts
