"""Internet addresses, and the networks that a setting names."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network

# This machine's own requests, or those that a proxy here passes on for everybody.
HERE: Final = frozenset({"127.0.0.1", "::1"})


def networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a list with commas; ``any`` is every address, ``none`` is none.

    Raises ValueError, its message the part that is none.

    >>> networks("127.0.0.1, 10.0.0.0/8")
    (IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))
    """
    if text.strip() == "none":
        return ()
    found: list[Network] = []
    for part in text.split(","):
        if part.strip() == "any":
            found += [ip_network("0.0.0.0/0"), ip_network("::/0")]
            continue
        try:
            found.append(ip_network(part.strip(), strict=False))
        except ValueError as error:
            raise ValueError(part.strip()) from error
    return tuple(found)


def within(address: str, among: Iterable[Network]) -> bool:
    """Tell whether an address lies in one of some networks; what is no address lies in none.

    >>> within("::ffff:10.1.2.3", networks("10.0.0.0/8")), within("somebody", networks("any"))
    (True, False)
    """
    found = plain(address)
    return bool(found) and any(
        ip_address(found) in network for network in among if _version(found) == network.version
    )


def plain(address: str) -> str:
    """Return an address in its usual form, an IPv4 one in IPv6 clothes as IPv4; empty for no one.

    >>> plain("::FFFF:192.0.2.1"), plain("[2001:DB8::0:1]:443"), plain("192.0.2.1:80"), plain("x")
    ('192.0.2.1', '2001:db8::1', '192.0.2.1', '')
    """
    text = address.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    inner = found.ipv4_mapped if found.version == 6 else None
    return str(inner or found)


def household(address: str) -> str:
    """Return what stands for one client: an IPv4 address, or the network an IPv6 one lies in.

    Whoever has one IPv6 address has 2 to the 64 of them.

    >>> household("192.0.2.1"), household("2001:db8::1:2:3:4")
    ('192.0.2.1', '2001:db8::/64')
    """
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _version(address: str) -> int:
    return ip_address(address).version
