"""Known entities under a wording no label has: by the words that carry the name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from migkg.extract.capitalized import head_noun
from migkg.extract.lexicon import listed
from migkg.link.labels import fold
from migkg.model import Entity, Mention, Ref

_KINDS = frozenset({"instrument", "organization"})
_SMALL = frozenset(
    listed(
        """
    the of and for on in to a an their its against from with by de la le les des du et pour sur
    en au aux l d leur leurs los las el y del para por sobre sus su contra con
    """
    )
)
_EMPTY = _SMALL | frozenset(
    listed(
        """
    all other todos todas tous toutes united nations naciones unidas unies international
    internacional internationale
    """
    )
)
_SHARE = 0.8  # of the words of the unknown name that the known one must have
_AT_LEAST = 4  # such words
_STEM = 5  # letters by which words are compared, so that number and gender do not matter


def words_of(name: str) -> frozenset[str]:
    """Return the stems of the words that carry a name.

    >>> sorted(words_of("Protection of the Rights of Migrants"))
    ['migra', 'prote', 'right']
    """
    words = re.findall(r"\w+", fold(name))
    return frozenset(word[:_STEM] for word in words if word not in _EMPTY)


def _carrying(name: str) -> tuple[str, ...]:
    """Return the words of a name, number and small words aside, in their order."""
    words = re.findall(r"\w+", fold(name))
    return tuple(word.rstrip("s") for word in words if word not in _SMALL)


@dataclass(frozen=True)
class Similar:
    """The long labels of known entities by kind, language and head noun."""

    entities: Mapping[Ref, Entity] = field(repr=False)

    @cached_property
    def _same(self) -> Mapping[tuple[str, ...], set[Ref]]:
        found: dict[tuple[str, ...], set[Ref]] = {}
        for entity in self.entities.values():
            if entity.ref.kind in _KINDS:
                for label in entity.labels:
                    if label.role != "hidden":
                        key = (entity.ref.kind, *_carrying(label.text))
                        found.setdefault(key, set()).add(entity.ref)
        return found

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str, str], list[tuple[frozenset[str], Ref]]]:
        found: dict[tuple[str, str, str], list[tuple[frozenset[str], Ref]]] = {}
        for entity in self.entities.values():
            if entity.ref.kind not in _KINDS:
                continue
            for label in entity.labels:
                words = words_of(label.text)
                if len(words) >= _AT_LEAST:
                    key = (entity.ref.kind, label.language, head_noun(label.text))
                    found.setdefault(key, []).append((words, entity.ref))
        return found

    def find(self, mention: Mention) -> Ref | None:
        """Return the only known entity that has the words of a name, or nearly all of them.

        A name that differs in small words only ("International Organization on Migration") is the
        known one; a longer one needs the same head noun and four fifths of its words.
        """
        carrying = _carrying(mention.form)
        same = self._same.get((mention.kind, *carrying), set())
        if len(same) == 1 and len(carrying) > 2:
            return next(iter(same))
        words = words_of(mention.form)
        if mention.kind not in _KINDS or len(words) < _AT_LEAST:
            return None
        key = (mention.kind, mention.language, head_noun(mention.form))
        fitting: dict[Ref, float] = {}
        for known, ref in self._labels.get(key, ()):
            shared = len(words & known)
            if shared >= max(_AT_LEAST, _SHARE * len(words)):
                fitting[ref] = max(fitting.get(ref, 0.0), shared / len(words | known))
        best = sorted(fitting, key=lambda ref: (-fitting[ref], ref))
        if not best or (len(best) > 1 and fitting[best[0]] == fitting[best[1]]):
            return None
        return best[0]
