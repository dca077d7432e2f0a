"""migkg: a knowledge graph of United Nations documents on international migration."""

from typing import Final

__version__: Final = "0.1.0"
__all__ = ["__version__"]
