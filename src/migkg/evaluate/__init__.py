"""Measures what the system reads against the gold set: precision and recall, class by class."""

from collections.abc import Sequence
from pathlib import Path

from migkg.evaluate.align import Alignment
from migkg.evaluate.facts import score_facts
from migkg.evaluate.gold import Gold, GoldError, gold_files, read_gold
from migkg.evaluate.mentions import score_mentions
from migkg.evaluate.report import Evaluation
from migkg.evaluate.silence import silences
from migkg.evaluate.statements import score_statements
from migkg.evaluate.system import Found, run
from migkg.resources import folder

__all__ = ["Evaluation", "Found", "Gold", "GoldError", "evaluate", "read_gold", "run", "score"]


def evaluate(
    paths: Sequence[Path] = (), part: str = "dev", corpus: Sequence[Path] = ()
) -> Evaluation:
    """Read the corpus (that which is shipped, unless told) and score it against gold files.

    ``paths`` are gold files and folders; none means those of the shipped corpus. ``part`` is
    ``dev``, ``report`` or ``all``. Raises GoldError, MissingFileError and the errors of reading.
    """
    paths = paths or (folder("corpus") / "gold",)
    gold_files(paths)  # what is not there is said before the corpus is read
    found = run(corpus)
    return score(read_gold(paths, found.texts, part), found, part)


def score(gold: Gold, found: Found, part: str = "all") -> Evaluation:
    """Return the scores of what was found against a gold set."""
    alignment = Alignment(gold, found)
    return Evaluation(
        gold,
        part,
        score_mentions(alignment),
        score_facts(alignment),
        score_statements(alignment),
        silences(found.reads),
        found.texts,
    )
