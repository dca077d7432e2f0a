"""Numbers as canonical decimals."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """Return a number as a decimal without trailing zeros or exponent.

    >>> plain(Decimal("214000000.0")), plain(Decimal("3.10")), plain(Decimal("-0"))
    ('214000000', '3.1', '0')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
