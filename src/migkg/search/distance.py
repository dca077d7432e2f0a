"""How many slips of the pen lie between two words."""

from functools import lru_cache


def edits(one: str, other: str, most: int) -> int:
    """Return the letters to insert, drop, change or swap with a neighbour; past ``most``, more.

    Optimal string alignment: no stretch is edited twice.

    >>> edits("migraiton", "migration", 2), edits("cat", "dog", 1)
    (1, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != against))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@lru_cache(maxsize=1 << 14)
def alike(one: str, other: str) -> float:
    """Return how alike two words are, from 0 to 1; 0 where they differ by more than slips.

    >>> alike("migration", "migration"), alike("migration", "nation")
    (1.0, 0.0)
    """
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    most = 0 if longest < 4 else 1 if longest < 8 else 2
    slips = edits(one, other, most) if most else 1
    return 0.0 if slips > most else 1 - 0.6 * slips / longest


def abbreviates(short: str, word: str) -> bool:
    """Tell whether a word can be written short so: first letter, then letters in their order.

    >>> abbreviates("intl", "international"), abbreviates("dept", "development")
    (True, True)
    """
    if not 1 < len(short) < len(word) or short[0] != word[0]:
        return False
    letters = iter(word)
    return all(char in letters for char in short)
