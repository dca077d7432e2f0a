"""The files of links and of treaty status, and the scripts that renew them."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Graph

from migkg.namespaces import DEFAULT_BASE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Return the links, the treaty status, and the entities and concepts they are about."""
    found = Graph()
    for folder in ("links", "treaty-status", "authority", "concepts"):
        for path in sorted((ROOT / "ontology" / folder).glob("*.ttl")):
            found.parse(path, publicID=DEFAULT_BASE)
    return found


@pytest.fixture(scope="session")
def script() -> Iterator[Callable[[str], ModuleType]]:
    """Return how to load a script by its name; they import each other from their own folder."""
    folder = str(ROOT / "tools")
    sys.path.insert(0, folder)
    yield importlib.import_module
    sys.path.remove(folder)
