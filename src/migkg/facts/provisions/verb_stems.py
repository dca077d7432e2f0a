"""Verbs as a table of infinitives has them: from gerunds, subjunctives and third persons."""

import re
from collections.abc import Mapping


def english_verb(gerund: str) -> str:
    """Return the verb of an English gerund, as the table may have it."""
    stem = gerund[:-3]
    if stem in (
        "sign",
        "report",
        "support",
        "protect",
        "end",
        "consider",
        "continu",
        "combat",
        "develop",
        "strengthen",
        "reinforc",
        "lower",
        "address",
    ):
        return {"continu": "continue", "reinforc": "reinforce"}.get(stem, stem)
    if stem.endswith(("if", "y")):
        return stem
    if stem.endswith(
        (
            "at",
            "iz",
            "us",
            "uc",
            "ag",
            "id",
            "ud",
            "ur",
            "or",
            "ot",
            "in",
            "ed",
            "ag",
            "is",
            "as",
            "os",
            "ov",
            "ev",
            "iv",
            "lin",
        )
    ) or stem in (
        "reduc",
        "reinforc",
        "promot",
        "organiz",
        "conven",
        "examin",
        "determin",
        "ensur",
        "acced",
        "provid",
        "collaborat",
        "shar",
        "includ",
        "mak",
    ):
        return stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem


def spanish_verb(rest: str, table: Mapping[str, str]) -> str:
    """Return the infinitive in the table whose subjunctive or infinitive a clause begins with."""
    word = re.match(r"[a-záéíóúñ]+", rest)
    if not word:
        return ""
    for form in sorted(table, key=lambda f: (-len(f), f)):
        head, *tail = form.split()
        if tail and not re.match(rf"\S+ (?:\w+ )?{re.escape(tail[-1])}\b", rest):
            continue
        if word[0] == head:
            return form
        stem = re.sub(r"(?:ar|er|ir)(?:se)?$", "", head)
        if len(stem) > 3 and re.fullmatch(rf"{re.escape(_vowel(stem))}\w{{1,4}}", _vowel(word[0])):
            return form
    return ""


def french_verb(rest: str, table: Mapping[str, str]) -> str:
    """Return the infinitive in the table whose third person a clause begins with."""
    word = re.match(r"[a-zéèêîôûœ]+", rest)
    for form in sorted(table, key=lambda f: (-len(f), f)):
        head, *tail = form.split()
        if tail or not word:
            continue
        if head.endswith("er") and re.fullmatch(rf"{re.escape(head[:-2])}(?:e|ent)", word[0]):
            return form
        if head.endswith("ir") and re.fullmatch(rf"{re.escape(head[:-1])}ss(?:e|ent)", word[0]):
            return form
    return ""


def _vowel(word: str) -> str:
    return re.sub(
        r"(?<=[a-z])(?:ie|ue)(?=[a-z]{1,3})",
        "e",
        word.replace("qu", "c").replace("gu", "g").replace("z", "c"),
    )
