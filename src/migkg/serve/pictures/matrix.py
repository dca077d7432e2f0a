"""A matrix of States and instruments: when each was bound first."""

from collections.abc import Sequence
from dataclasses import dataclass

from migkg.serve.pictures.rows import Row, name, text


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns (IRI, name, how many), and rows (IRI, name, a date or nothing for each column)."""

    columns: tuple[tuple[str, str, int], ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def drawn(rows: Sequence[Row]) -> Matrix:
    """Return the matrix of rows with state, instrument and first."""
    cells = {(text(row["state"]), text(row["instrument"])): text(row["first"]) for row in rows}
    states = {text(row["state"]): name(row["state"]) for row in rows}
    instruments = {text(row["instrument"]): name(row["instrument"]) for row in rows}
    counted = {iri: sum(1 for _, instrument in cells if instrument == iri) for iri in instruments}
    across = sorted(instruments, key=lambda iri: (-counted[iri], instruments[iri]))
    return Matrix(
        tuple((iri, instruments[iri], counted[iri]) for iri in across),
        tuple(
            (iri, states[iri], tuple(cells.get((iri, one), "") for one in across))
            for iri in sorted(states, key=lambda one: states[one])
        ),
    )
