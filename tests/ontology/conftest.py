from pathlib import Path

import pytest
from rdflib import Graph

from migkg.ontology import load_ontology


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return load_ontology()


@pytest.fixture
def turtle(tmp_path: Path):
    """Return a function that writes Turtle to a file and returns its path."""

    def write(text: str, name: str = "data.ttl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
