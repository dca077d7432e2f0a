"""An example of each class conforms, and so do the files that are shipped."""

from pathlib import Path

import pytest

from migkg.ontology import load_ontology, superclasses
from migkg.resources import folder
from migkg.validate import Context, check_files

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.ttl"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_breaks_no_shape(path: Path) -> None:
    assert check_files([path]).results == ()


def test_each_class_of_fact_has_an_example() -> None:
    facts = {
        name
        for name, above in superclasses(load_ontology()).items()
        if "Fact" in above and name != "Fact"
    }

    assert facts
    assert facts <= {path.stem for path in EXAMPLES}


def test_the_ontology_and_the_authority_files_conform() -> None:
    files = sorted(folder("ontology").rglob("*.ttl"))

    assert check_files(files, context=Context(), engine="pyshacl").violations == ()
