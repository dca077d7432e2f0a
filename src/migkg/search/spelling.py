"""Puts misspelt words right, by the words that the index holds."""

import sqlite3
from typing import Final

from migkg.search.distance import edits
from migkg.search.words import sound, words

_MOST: Final = 80  # words that are looked at for one that is misspelt


def known(connection: sqlite3.Connection, word: str) -> bool:
    """Tell whether a folded word stands in the index."""
    found = connection.execute("SELECT 1 FROM word WHERE word = ?", [word]).fetchone()
    return found is not None


def nearest(connection: sqlite3.Connection, word: str, labels: bool = False) -> str:
    """Return the word of the index that a misspelt one most likely means, or nothing.

    ``labels`` asks for a word that stands in a name. A word that sounds alike goes before one that
    takes an edit, then the one used most.
    """
    if not 3 < len(word) < 40:
        return ""
    used = "labels" if labels else "labels + passages"
    most = 1 if len(word) < 7 else 2
    best: tuple[float, int, str] | None = None
    alike = sound(word)
    sounding = connection.execute(
        f"SELECT word, {used} FROM word WHERE sound = ? AND {used} > 0",  # noqa: S608 - ours
        [alike],
    )
    parts = {f'"{word[i : i + 3]}"' for i in range(len(word) - 2)}
    sharing = connection.execute(
        f"SELECT word.word, {used} FROM word_parts JOIN word ON word.id = word_parts.rowid "  # noqa: S608
        f"WHERE word_parts MATCH ? AND {used} > 0 AND length(word.word) BETWEEN ? AND ? "
        "ORDER BY rank, word_parts.rowid LIMIT ?",
        [" OR ".join(sorted(parts)), len(word) - most, len(word) + most, _MOST],
    )
    for other, count in (*sounding, *sharing):
        if other == word:
            continue
        slips = 0.5 if sound(other) == alike else float(edits(word, other, most))
        if slips <= most:
            better = (slips, -count, other)
            best = better if best is None or better < best else best
    return best[2] if best else ""


def put_right(connection: sqlite3.Connection, text: str, labels: bool = False) -> str:
    """Return a text with its unknown words put right, folded; nothing if it stays as it is."""
    every = words(text)
    right = []
    for word in every:
        unknown = word.isalpha() and not known(connection, word)
        right.append((nearest(connection, word, labels) if unknown else "") or word)
    return " ".join(right) if right != every else ""
