"""Lists of words, written in the source as running text."""


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text, in its order.

    >>> listed("north south")
    ('north', 'south')
    """
    return tuple(text.split())
