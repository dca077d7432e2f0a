"""Names of the months in English, French and Spanish, in small letters."""

from collections.abc import Iterable
from typing import Final


def _numbered(rows: Iterable[str]) -> dict[str, int]:
    return {
        name: number
        for row in rows
        for number, name in enumerate(row.split(), start=1)
        if name != "-"
    }


MONTHS: Final = _numbered(
    (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        # as capitals without accents are read, and a second Spanish spelling
        "- fevrier - - - - - aout setiembre - - decembre",
    )
)
SHORT_MONTHS: Final = _numbered(("jan feb mar apr - jun jul aug sept oct nov dec",))
