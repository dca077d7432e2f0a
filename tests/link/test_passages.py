"""Passages of the shipped documents as marked by hand, against what the linker finds in them."""

import re
from functools import cache
from pathlib import Path

import pytest

from migkg.corpus import read_corpus
from migkg.link.marked import Marked, marked_files, parse
from migkg.resources import folder

MARKED = Path(__file__).parent / "passages"

# What is marked by hand and not found so, with the reason why no rule is made for it.
LEFT_OUT = {
    "Las [Naciones Unidas": "a plural of a name (Foros Mundiales) is no form of it",
    "3. The [2006 High-level": "small-letter 'informal thematic debate' is a name or a description",
}


def blocks(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    return [" ".join(block.split()) for block in text.split("\n\n") if block.strip()]


CASES = [
    pytest.param(
        file.stem,
        block,
        marks=[
            pytest.mark.xfail(reason=reason)
            for begin, reason in LEFT_OUT.items()
            if block.startswith(begin)
        ],
        id=f"{file.stem}-{number}",
    )
    for file in sorted(MARKED.glob("*.txt"))
    for number, block in enumerate(blocks(file), 1)
]


@cache
def corpus() -> dict[str, Marked]:
    found = marked_files(read_corpus([folder("corpus")]))
    return {Path(path).stem: marked for path, marked in found.items()}


def passage(file: str, text: str) -> Marked:
    """Return the stretch of a file that is a text, white space aside, as the linker marks it."""
    whole = corpus()[file]
    place = re.search(r"\s+".join(map(re.escape, text.split())), whole.text)
    assert place is not None, f"not in {file}: {text[:60]}"
    begin, end = place.span()
    inside = tuple((b - begin, e - begin, ref) for b, e, ref in whole.mentions if begin <= b < end)
    return Marked(whole.text[begin:end], inside).plain


@pytest.mark.parametrize(("file", "block"), CASES)
def test_a_passage_names_what_was_marked_by_hand(file: str, block: str) -> None:
    assert str(passage(file, parse(block).text)) == block


def test_nearly_everything_marked_by_hand_is_found_and_little_else() -> None:
    """The figures of the whole set: exact span and entity."""
    right = marked = found = 0
    for file in sorted(MARKED.glob("*.txt")):
        for block in blocks(file):
            expected = parse(block)
            seen = passage(file.stem, expected.text)
            right += len(set(expected.mentions) & set(seen.mentions))
            marked += len(expected.mentions)
            found += len(seen.mentions)

    assert 2 * right / (marked + found) > 0.98
