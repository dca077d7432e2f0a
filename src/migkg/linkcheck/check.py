"""Compares our links with what a copy of the data set says."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.linkcheck.ours import Link, Ours, forms
from migkg.linkcheck.theirs import Theirs
from migkg.namespaces import SKOS

FAULTS: Final = ("dead", "replaced", "renamed", "code")
_SAME: Final = SKOS + "exactMatch"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found about one link; ``missing`` is a link that there might be, no fault."""

    kind: str  # dead, replaced, renamed, code, missing
    linkset: str
    subject: str
    object: str
    ours: str
    theirs: str

    @property
    def fault(self) -> bool:
        """Tell whether the data must be mended."""
        return self.kind in FAULTS


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many links of a linkset a copy holds the target of."""

    linkset: str
    links: int
    found: int
    checked: bool


def check(
    ours: Ours, theirs: Theirs, whole: bool = False, part: bool = False
) -> tuple[list[Finding], list[Coverage]]:
    """Return what is found, and how much of each linkset could be checked.

    A copy that holds no target of a linkset is taken for a part of the data set that the linkset is
    not about, unless ``whole`` says that it holds all. Of a copy that is a ``part`` it is not said
    that anything is dead.
    """
    by_linkset: dict[str, list[Link]] = defaultdict(list)
    for link in ours.links:
        target = ours.target_of(link.object)
        if target and target.name in theirs.targets:
            by_linkset[link.linkset].append(link)
    found: list[Finding] = []
    covered = []
    for linkset, links in sorted(by_linkset.items()):
        there = sum(link.object in theirs.entries for link in links)
        checked = whole or there > 0
        covered.append(Coverage(linkset, len(links), there, checked))
        if checked:
            found += [
                finding
                for link in links
                for finding in _of_link(ours, theirs, link)
                if not (part and finding.kind == "dead")
            ]
    found += _missing(ours, theirs)
    return sorted(found, key=lambda one: (one.kind, one.linkset, one.subject, one.object)), covered


def _of_link(ours: Ours, theirs: Theirs, link: Link) -> Iterator[Finding]:
    thing, entry = ours.things.get(link.subject), theirs.entries.get(link.object)
    label = thing.label if thing else ""

    def finding(kind: str, mine: str, other: str) -> Finding:
        return Finding(kind, link.linkset, link.subject, link.object, mine, other)

    if entry is None:
        yield finding("dead", link.label or label, "")
        return
    if entry.deprecated:
        yield finding("replaced", link.label or label, entry.instead)
    keys = {name for text in entry.labels for name in forms(text)}
    # What it was called when it was linked; without that, an exact match has a name in common.
    known = set(forms(link.label))
    if not known and link.predicate == _SAME and thing:
        known = thing.keys
    if keys and known and keys.isdisjoint(known):
        yield finding("renamed", link.label or label, entry.labels[0])
    if link.predicate == _SAME and thing:
        for kind, codes in sorted(entry.codes.items()):
            mine = thing.codes.get(kind, "")
            if mine and mine not in codes:
                yield finding("code", f"{kind} {mine}", f"{kind} {' '.join(sorted(codes))}")


def _missing(ours: Ours, theirs: Theirs) -> Iterator[Finding]:
    """Yield proposals: one thing of ours and one of theirs of the same name, and no link."""
    linked = {
        (link.subject, of.name)
        for link in ours.links
        if (of := ours.target_of(link.object)) is not None
    }
    called: dict[str, set[str]] = defaultdict(set)
    for iri, thing in ours.things.items():
        for name in thing.names & theirs.named.keys():
            called[name].add(iri)
    proposed: dict[tuple[str, str], tuple[str, str]] = {}
    for name, subjects in sorted(called.items()):
        for target in sorted(theirs.targets):
            there = {
                iri: label
                for iri, label in theirs.named[name].items()
                if (of := ours.target_of(iri)) and of.name == target and iri not in theirs.gone
            }
            wanted = {
                iri for iri in subjects if ours.things[iri].types & ours.classes.get(target, set())
            }
            if len(there) == 1 and len(wanted) == 1:
                (subject,), ((iri, label),) = wanted, there.items()
                if (subject, target) not in linked:
                    proposed.setdefault((subject, iri), (ours.things[subject].label, label))
    times = Counter(iri for _, iri in proposed)
    for (subject, iri), (mine, label) in sorted(proposed.items()):
        if times[iri] == 1:
            target_name = ours.target_of(iri)
            yield Finding(
                "missing", target_name.name if target_name else "", subject, iri, mine, label
            )
