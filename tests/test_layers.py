"""Imports go one way: from the commands down to the records, never up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import migkg

ROOT = Path(migkg.__file__).parent
EVERYTHING = tuple(sorted({path.stem for path in ROOT.iterdir()}))
ORDER = [
    "iris",
    "read",
    "corpus",
    "structure",
    "reading",
    "extract",
    "link",
    "facts",
    "quads",
    "store",
    "search",
    "catalogue",
    "build",
    "serve",
    "cli",
]
# What a layer must not import: the layers above it.
ABOVE = {
    "errors": EVERYTHING,
    "namespaces": EVERYTHING,
    "model": tuple(ORDER),
    **{layer: tuple(ORDER[ORDER.index(layer) + 1 :]) for layer in ORDER[:-1]},
    # A document's structure is read through views of its text; extractors ask the authority files.
    "structure": tuple(ORDER[ORDER.index("extract") :]),
    "extract": tuple(ORDER[ORDER.index("facts") :]),
}


def imported(file: Path) -> Iterator[str]:
    """Yield the modules of migkg that a file imports, without the leading name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("migkg."):
            yield node.module.removeprefix("migkg.")
        elif isinstance(node, ast.Import):
            yield from (
                name.name.removeprefix("migkg.")
                for name in node.names
                if name.name.startswith("migkg.")
            )


def files_of(layer: str) -> list[Path]:
    folder, module = ROOT / layer, ROOT / f"{layer}.py"
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [module]


@pytest.mark.parametrize("layer", sorted(ABOVE))
def test_a_layer_imports_nothing_from_above(layer: str) -> None:
    found = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files_of(layer)
        for name in imported(file)
        if name.split(".")[0] in ABOVE[layer]
    }

    assert files_of(layer)
    assert found == set()


def test_nothing_imports_the_commands() -> None:
    outside = [file for file in ROOT.rglob("*.py") if "cli" not in file.relative_to(ROOT).parts]

    assert outside
    assert [file for file in outside if any(n.split(".")[0] == "cli" for n in imported(file))] == []
