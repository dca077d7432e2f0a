"""migkg: a knowledge graph of United Nations documents on international migration.

In a notebook::

    import migkg

    g = migkg.open()
    g.query("SELECT ?event ?label { ?event a mig:Debate ; skos:prefLabel ?label }")
    g.entity("IOM").facts
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from migkg.notebook import Graph

__version__: Final = "0.1.0"
__all__ = ["__version__", "open"]


def open(store: "str | Path" = "store") -> "Graph":  # noqa: A001 - as a file is opened
    """Open the graph in a store folder, for reading.

    Raises StoreError if there is none; ``migkg build`` makes one.
    """
    from migkg.notebook import Graph

    return Graph(Path(store))
