"""In a build, a letter cites what is printed behind it; of copies, the one that is kept."""

from pathlib import Path

from pyoxigraph import QuerySolutions

from migkg import store

QUERY = """
PREFIX mig: <https://w3id.org/migkg/ontology#>
SELECT ?citing ?cited {
  GRAPH ?g {
    ?fact a mig:Citation ; mig:citing ?citing ; mig:cited ?cited ;
        mig:citationKind <https://w3id.org/migkg/concept/citation-kind/encloses> .
  }
}
"""


def test_letters_enclose_what_the_build_kept(built_store: Path) -> None:
    with store.opened(built_store) as data:
        answer = data.query(QUERY)
        assert isinstance(answer, QuerySolutions)
        found = {tuple(term.value.rpartition("/")[2] for term in row) for row in answer}

    # The dossier prints the letter's enclosures again, word for word.
    assert found == {
        ("concept-note-2011-01", "concept-note-2011-02"),
        ("concept-note-2011-01", "concept-note-2011-03"),
        ("debate-2011-dossier-04", "debate-2011-dossier-05"),
        ("debate-2011-dossier-08", "concept-note-2011-02"),
        ("debate-2011-dossier-08", "concept-note-2011-03"),
    }
