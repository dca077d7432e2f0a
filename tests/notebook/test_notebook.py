"""The notebook of the documentation runs from its first cell to its last."""

import re
from pathlib import Path

import nbformat
import pytest

nbclient = pytest.importorskip("nbclient")

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


# The kernel's own messaging library warns of its sockets and loops.
@pytest.mark.filterwarnings("ignore")
def test_the_notebook_runs(built_store: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without its outputs"
    nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(built_store.parent)}}
    ).execute()
    shown = "".join(
        text
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for text in output.get("data", {}).values()
    )
    assert len(re.findall("<blockquote>", shown)) > 10  # facts with their citations
    assert "dataframe" in shown
