"""Where the shipped folders are: inside an installed wheel, or at the top of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the path of a shipped folder: ``ontology``, ``shapes``, ``queries``, ``corpus``.

    >>> (folder("shapes")).name
    'shapes'
    """
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name
