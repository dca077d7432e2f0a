"""What the facts about one invented sentence say, in a form that a test can spell out."""

from collections.abc import Callable, Iterator

from migkg.model import Description, Fact, Literal, Value
from migkg.reading import Reading

Extractor = Callable[[Reading], Iterator[Fact | Description]]
Told = dict[str, str | list[str]]


def told(readings: list[Reading], extract: Extractor) -> list[Told]:
    """Return the properties of each fact, values without the folders of their IRIs."""
    found: list[Told] = []
    for reading in readings:
        for fact in extract(reading):
            if isinstance(fact, Fact):
                names = dict.fromkeys(name for name, _ in fact.properties)
                values = {name: [_written(v) for v in fact.values(name)] for name in names}
                found.append({n: v[0] if len(v) == 1 else v for n, v in values.items()})
    return found


def _written(value: Value) -> str:
    return value.lexical if isinstance(value, Literal) else value.split("/")[-1]
