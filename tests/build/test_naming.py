"""Two files that would have one name get one each, whatever else the corpus holds."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from migkg import store
from migkg.build import build

ENGLISH = """\
General Assembly

A/RES/67/172

Resolution adopted by the General Assembly

67/172. Protection of migrants

The General Assembly,

Recalling its resolution 66/172 of 19 December 2011,

1. Calls upon States to protect migrants.
"""
FRENCH = """\
Assemblée générale

A/RES/67/172

Résolution adoptée par l'Assemblée générale

67/172. Protection des migrants

L'Assemblée générale,

Rappelant sa résolution 66/172 du 19 décembre 2011,

1. Demande aux États de protéger les migrants.
"""
SPANISH = """\
Asamblea General

A/RES/67/172

Resolución aprobada por la Asamblea General

67/172. Protección de los migrantes

La Asamblea General,

Recordando su resolución 66/172, de 19 de diciembre de 2011,

1. Exhorta a los Estados a que protejan a los migrantes.
"""


def slugs(folder: Path) -> set[str]:
    with store.opened(folder) as found:
        names = (name.value for name in found.data.named_graphs())
        return {name.rpartition("/document/")[2] for name in names if "/document/" in name}


@pytest.mark.parametrize("order", [("b", "c", "a"), ("a", "b", "c")])
def test_versions_in_three_languages_stand_side_by_side(
    tmp_path: Path, order: Sequence[str]
) -> None:
    texts = {"a": FRENCH, "b": ENGLISH, "c": SPANISH}
    for name in order:
        (tmp_path / f"{name}.txt").write_text(texts[name], encoding="utf-8")

    report = build([tmp_path / f"{name}.txt" for name in order], tmp_path / "store", jobs=1)

    assert slugs(tmp_path / "store") == {"a-res-67-172", "a-res-67-172-fr", "a-res-67-172-es"}
    assert report.counts["documents"] == 3


def test_files_of_one_name_in_two_folders(tmp_path: Path) -> None:
    for folder, land in (("one", "Kenya"), ("two", "Ghana")):
        (tmp_path / folder).mkdir()
        text = f"{land} thanks the General Assembly for this debate on migrants in {land}.\n"
        (tmp_path / folder / "speech.txt").write_text(text, encoding="utf-8")

    build([tmp_path / "one", tmp_path / "two"], tmp_path / "store", jobs=1)

    assert len(slugs(tmp_path / "store")) == 2
