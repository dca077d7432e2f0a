"""The routes of the server: every module here has ``routes(site)``, and is found by being here."""

import pkgutil
from importlib import import_module

from starlette.routing import BaseRoute

from migkg.serve.site import Site


def of(site: Site) -> list[BaseRoute]:
    """Return the routes of all modules, in the order of their names."""
    found = []
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        found += import_module(module.name).routes(site)
    return found
