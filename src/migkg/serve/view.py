"""How a thing is shown: each kind of thing has a view, a function that makes the parts of its page.

The kind is the first name of an IRI's path behind ``id/``, or ``concept``, ``graph``, ``ontology``.
"""

import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from migkg.namespaces import BASE
from migkg.serve import resources

Asked: TypeAlias = Mapping[str, str]  # the fields of the address
View: TypeAlias = Callable[[ox.Store, str, Asked], dict[str, Any]]

_VIEWS: Final[dict[str, tuple[str, View]]] = {}


def view(*kinds: str, template: str) -> Callable[[View], View]:
    """Register the view of some kinds of things, and the template that its parts fill."""

    def register(function: View) -> View:
        for kind in kinds:
            if kind in _VIEWS:
                raise ValueError(f"{kind!r} has two views")
            _VIEWS[kind] = (template, function)
        return function

    return register


def discover() -> None:
    """Import all modules of views, so that each registers its own."""
    package = import_module("migkg.serve.views")
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        import_module(found.name)


def kind(iri: str) -> str:
    """Return the kind of thing that one of our IRIs names.

    >>> kind(BASE + "id/state/mex"), kind(BASE + "ontology#Fact"), kind(BASE + "concept/role/chair")
    ('state', 'ontology', 'concept')
    """
    names = iri.removeprefix(BASE).split("#")[0].split("/")
    return names[1] if names[0] == "id" and len(names) > 1 else names[0]


def page(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of the page about an IRI, ``template`` among them."""
    template, function = _VIEWS.get(kind(iri), ("resource", _any))
    return {"template": template, **function(store, iri, asked)}


def _any(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:  # noqa: ARG001 - all share a form
    return resources.page(store, iri)
