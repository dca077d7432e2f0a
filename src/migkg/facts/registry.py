"""Fact extractors by name; a new class of fact is a new module in this package."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from migkg.model import Description, Fact
from migkg.reading import Reading

FactExtractor: TypeAlias = Callable[[Reading], Iterator[Fact | Description]]

_EXTRACTORS: dict[str, FactExtractor] = {}


def fact_extractor(name: str) -> Callable[[FactExtractor], FactExtractor]:
    """Register a function that yields facts (and descriptions) of a document under a name."""

    def register(function: FactExtractor) -> FactExtractor:
        _EXTRACTORS[name] = function
        return function

    return register


@lru_cache(maxsize=1)
def fact_extractors() -> dict[str, FactExtractor]:
    """Return every fact extractor of this package, sorted by name."""
    package = importlib.import_module("migkg.facts")
    for module in pkgutil.walk_packages(package.__path__, "migkg.facts."):
        importlib.import_module(module.name)
    return dict(sorted(_EXTRACTORS.items()))
