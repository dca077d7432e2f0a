"""One person under several spellings: "William Swing", "Mr. Swing", "Abdelhamid EL JAMRI"."""

import re
from collections.abc import Iterable, Sequence

from migkg.extract.lexicon import listed
from migkg.link.candidates import Candidate
from migkg.link.labels import fold

_PARTICLES = frozenset(
    listed(
        """
    de la del da das dos van von der den el al bin ibn le y e
    """
    )
)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a personal name for comparison, without initials' dots.

    >>> name_words("Rafael Fernández de Castro")
    ('rafael', 'fernandez', 'de', 'castro')
    """
    return tuple(re.findall(r"[\w']+", fold(name)))


def surname(name: str) -> str:
    """Return the last word of a name, with the particles before it.

    >>> surname("Abdelhamid EL JAMRI"), surname("Thetis Mangahas")
    ('el jamri', 'mangahas')
    """
    words = name_words(name)
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return " ".join(words[at:])


def same_person(one: str, other: str) -> bool:
    """Tell whether two full names can be one person's: first and last word agree, none differs.

    >>> same_person("William Swing", "William Lacy Swing")
    True
    >>> same_person("John Kerry", "John Connell")
    False
    """
    a, b = name_words(one), name_words(other)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or short[0] != long[0]:
        return False
    # Every word of the short form stands in the long one, in its order: a second surname may be
    # left out ("Rafael Fernández"), and so may a middle name.
    rest = iter(long)
    return all(any(_same_word(word, seen) for seen in rest) for word in short)


def _same_word(word: str, seen: str) -> bool:
    return word == seen or (len(word) == 1 and seen.startswith(word))


def matches_surname(short: str, full: str) -> bool:
    """Tell whether a short form ("Koser", "El Jamri", "Fernández de Castro") ends or is a surname.

    >>> matches_surname("Fernández de Castro", "Rafael Fernández de Castro")
    True
    """
    a, b = name_words(short), name_words(full)
    return len(a) < len(b) and b[-len(a) :] == a


def resolve_persons(found: Sequence[Candidate]) -> list[Candidate]:
    """Settle surnames by the one full name of the document that ends with them.

    Returns the candidates without those that are no person's name after all: a form of address
    with a single word behind it that nothing else supports still counts, as "Mr. Bustamante".
    """
    full = [c for c in found if c.kind == "person" and len(name_words(c.mention.form)) > 1]
    for candidate in found:
        if candidate.kind != "person" or candidate.entity is not None:
            continue
        form = candidate.mention.form
        if len(name_words(form)) > 1 and not any(
            matches_surname(form, other.mention.form) for other in full
        ):
            continue
        names = {
            other.entity: other
            for other in full
            if other is not candidate
            and other.entity is not None
            and matches_surname(form, other.mention.form)
        }
        if len(names) == 1:
            entity, other = next(iter(names.items()))
            if entity is not None:
                candidate.settle(entity, 0.9)
                candidate.entities = other.entities
    return list(found)


def bare_surnames(found: Iterable[Candidate]) -> dict[str, Candidate]:
    """Return the surnames that name one person of the document, by the surname as written."""
    by_surname: dict[str, dict[object, Candidate]] = {}
    for candidate in found:
        words = candidate.mention.form.split()
        if candidate.kind == "person" and candidate.entity is not None and len(words) > 1:
            for last in (words[-1], " ".join(words[-2:])):
                if len(last) > 3 and last[0].isupper() and last != candidate.mention.form:
                    by_surname.setdefault(last, {})[candidate.entity] = candidate
    return {
        last: next(iter(people.values())) for last, people in by_surname.items() if len(people) == 1
    }
