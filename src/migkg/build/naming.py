"""A name of its own for each document where two files would have the same one.

A resolution in two languages has one symbol, and two folders may hold files of one name. The file
in English keeps the name (else the first by its path); another one adds its language, and where
that is not enough its path. Numbers are never added: they would depend on what else is there.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from migkg.build.steps import Divided
from migkg.iris import slug


def named_apart(every: Sequence[Divided]) -> list[Divided]:
    """Return the documents with slugs that no two files share, in the order given."""
    files: dict[str, list[Divided]] = defaultdict(list)
    for one in every:
        files[one.document.source.path].append(one)
    claims: dict[str, list[str]] = defaultdict(list)
    for path, documents in files.items():
        claims[documents[0].document.slug].append(path)
    taken = set(claims)
    new: dict[str, tuple[str, str]] = {}
    for key, paths in sorted(claims.items()):
        ranked = sorted(paths, key=lambda path: (_language(files[path]) != "en", path))
        for path in ranked[1:]:
            name = _other_name(key, path, _language(files[path]), taken)
            taken.add(name)
            new[path] = (key, name)
    return [_renamed(one, *new.get(one.document.source.path, ("", ""))) for one in every]


def _language(documents: Sequence[Divided]) -> str:
    return documents[0].document.language


def _other_name(key: str, path: str, language: str, taken: set[str]) -> str:
    stem = PurePosixPath(path).with_suffix("")
    options = (f"{key}-{language}", f"{key}-{slug(stem.name)}", f"{key}-{slug(str(stem))}")
    return next((name for name in options if language and name not in taken), options[-1])


def _renamed(one: Divided, old: str, name: str) -> Divided:
    if not name:
        return one
    document = one.document
    own = name + document.slug.removeprefix(old)
    part_of = name if document.part_of == old else document.part_of
    return Divided(
        replace(document, slug=own, part_of=part_of),
        tuple(replace(passage, document=own) for passage in one.passages),
        replace(one.signature, slug=own, part_of=part_of),
    )
