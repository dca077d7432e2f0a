"""Parameters of queries: what a header says of them, how a value is read and put in its place.

A query states each parameter in a header line, and its value in the text, where SPARQL puts the
values of a variable; so the query as it stands answers for the default, and any query whose values
were changed is a whole query again, to be read, copied and changed further::

    #+ param: state State "The State that spoke."
    #+ param: language language* "Languages of the statements."
    VALUES ?state { state:mex }
    VALUES ?language { "fr" "es" }

Types are ``string``, ``integer``, ``decimal``, ``boolean``, ``date`` (a day; a year or month stands
for its last day, or its first with ``date>``), ``gYear``, ``language``, ``enum(a|b|c)``, and for
things the name of a class of ours (``State``, ``Instrument|Document``, ``Concept``) or of a scheme
of concepts (``act``). A question mark behind the type lets it be left open: an empty value is
``UNDEF`` in the text, and anything fits. A star lets it be given more than once.
"""

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from migkg.errors import UsageError
from migkg.namespaces import XSD

Value: TypeAlias = ox.NamedNode | ox.Literal

MOST_VALUES: Final = 50

_LINE: Final = re.compile(r'(\w+)\s+([\w|]+>?(?:\([^)]*\))?)(\??)(\*?)\s+"([^"]*)"')
_ENUM: Final = re.compile(r"enum\(([^)]+)\)")
_LITERALS: Final = frozenset(
    {"string", "integer", "decimal", "boolean", "date", "date>", "gYear", "language"}
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class ParameterError(UsageError):
    """A value that a parameter does not take, or a parameter that there is not."""

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message, tuple(candidates))
        self.message, self.candidates = message, tuple(candidates)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query."""

    name: str
    type: str  # of a literal, "enum", or "thing"
    of: tuple[str, ...]  # the values of an enum, the classes or schemes of a thing
    open: bool  # it may be left so: anything fits
    many: bool
    explanation: str

    @property
    def takes(self) -> str:
        """Return what the parameter takes, in words."""
        if self.type == "enum":
            return f"one of {', '.join(self.of)}"
        if self.type == "thing":
            return f"the IRI, code or name of a thing ({' or '.join(self.of)})"
        return {
            "date": "a date such as 2012, 2012-06 or 2012-06-30",
            "date>": "a date such as 2012, 2012-06 or 2012-06-30",
            "gYear": "a year such as 2012",
            "integer": "a whole number",
            "decimal": "a number",
            "boolean": "true or false",
            "language": "a language tag such as fr",
        }.get(self.type, "a text")

    def read(self, text: str) -> Value:
        """Return the value that a text stands for; things are not read here.

        Raises ParameterError if the text is no such value.
        """
        found = _literal(self, text.strip())
        if found is None:
            raise ParameterError(f"{self.name}: {text[:80]!r} is not {self.takes}")
        return found


def parse(line: str) -> Parameter:
    """Return the parameter that a header line states.

    Raises ValueError if the line has another form.

    >>> parse('by date "The last day."').takes
    'a date such as 2012, 2012-06 or 2012-06-30'
    """
    found = _LINE.fullmatch(line.strip())
    if not found:
        raise ValueError(f"no parameter: {line}")
    name, kind, left_open, star, explanation = found.groups()
    of: tuple[str, ...] = ()
    if enum := _ENUM.fullmatch(kind):
        kind, of = "enum", tuple(enum[1].split("|"))
    elif kind not in _LITERALS:
        kind, of = "thing", tuple(kind.split("|"))
    return Parameter(name, kind, of, bool(left_open), bool(star), explanation)


def _literal(parameter: Parameter, text: str) -> ox.Literal | None:
    kind = parameter.type
    if kind == "string":
        return ox.Literal(text)
    if kind == "enum":
        return ox.Literal(text) if text in parameter.of else None
    if not text.isascii():  # digits of other scripts are none of SPARQL's
        return None
    if kind == "integer" and re.fullmatch(r"[+-]?\d{1,18}", text):
        return ox.Literal(int(text))
    if kind == "decimal" and re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", text):
        return ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal"))
    if kind == "boolean" and text in {"true", "false", "1", "0"}:
        return ox.Literal(text in {"true", "1"})
    if kind == "gYear" and re.fullmatch(r"[12]\d{3}", text):
        return ox.Literal(text, datatype=ox.NamedNode(XSD + "gYear"))
    if kind == "language" and _LANGUAGE.fullmatch(text):
        return ox.Literal(text.lower())
    if kind in {"date", "date>"}:
        day = _day(text, first=kind == "date>")
        return ox.Literal(day, datatype=ox.NamedNode(XSD + "date")) if day else None
    return None


def _day(text: str, first: bool) -> str:
    """Return the day that a date stands for: the last of a year or month, or the first."""
    found = _DATE.fullmatch(text)
    if not found or found[1] == "0000":
        return ""
    year, month = int(found[1]), int(found[2] or (1 if first else 12))
    if not 1 <= month <= 12:
        return ""
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or (1 if first else last))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= last else ""


def _place(text: str, name: str) -> re.Match[str]:
    """Return where a query states the values of a variable: the braces' inside is group 1."""
    found = re.search(rf"^[ \t]*VALUES \?{name} \{{([^{{}}]*)\}}", text, re.MULTILINE)
    if not found:
        raise ValueError(f"the query says no VALUES ?{name} {{ ... }} on a line of its own")
    return found


def default(text: str, parameter: Parameter) -> list[Value]:
    """Return the values that a query states for a parameter; none for UNDEF."""
    prologue = "\n".join(
        line for line in text.splitlines() if line.upper().startswith(("PREFIX ", "BASE "))
    )
    inside = _place(text, parameter.name)[1]
    found = ox.Store().query(f"{prologue}\nSELECT ?x {{ VALUES ?x {{ {inside} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    values = [row[0] for row in found]
    return [value for value in values if isinstance(value, ox.NamedNode | ox.Literal)]


def put(text: str, parameter: Parameter, values: Sequence[Value]) -> str:
    r"""Return a query with other values for a parameter: terms, written by the engine.

    >>> language = parse('language language* "Of the text."')
    >>> print(put('SELECT * {\n VALUES ?language { "en" }\n}', language, [ox.Literal('f"r')]))
    SELECT * {
     VALUES ?language { "f\"r" }
    }
    """
    begin, end = _place(text, parameter.name).span(1)
    inside = " ".join(str(value) for value in values) if values else "UNDEF"
    return f"{text[:begin]} {inside} {text[end:]}"


def filled(
    text: str,
    parameters: Sequence[Parameter],
    given: Mapping[str, Sequence[str]],
    thing: Callable[[Parameter, str], ox.NamedNode],
) -> str:
    """Return a query with the values given for its parameters; the others stay as they are.

    ``thing`` finds what a name or code stands for. An empty value leaves open what may be left
    open, and is passed over elsewhere. Raises ParameterError for a value that does not fit, or for
    a parameter that there is not.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name, texts in given.items():
        if name not in known:
            there_are = f"there are: {', '.join(known)}" if known else "it takes none"
            raise ParameterError(f"no parameter named {name[:40]!r}; {there_are}")
        parameter = known[name]
        said = [one for one in texts if one.strip()]
        if len(said) > 1 and not parameter.many:
            raise ParameterError(f"{name}: one value is taken, and {len(said)} are given")
        if len(said) > MOST_VALUES:
            raise ParameterError(f"{name}: at most {MOST_VALUES} values are taken")
        if said or parameter.open:
            find = thing if parameter.type == "thing" else Parameter.read
            text = put(text, parameter, [find(parameter, one) for one in said])
    return text
