"""Which addresses of the internet a page may be fetched from: those that anybody can reach, and no others."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Python's own tables are newer or older than these with its version; what stands here is refused by each.
_REFUSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT; one cloud's metadata service too
            "168.63.129.16/32",  # a cloud's own services, at an address that looks public
            "192.0.0.0/24",  # another's metadata service, among others
            "192.88.99.0/24",  # relays to 6to4
            "198.18.0.0/15",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
# Everything that is routed lies in here; mapped, translated, private and local addresses do not.
_ROUTED_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other tunnels
            "2001:db8::/32",
            "2002::/16",  # 6to4, which leads to the IPv4 address within
            "3fff::/20",
        ),
    )
)
# RFC 6052: networks without IPv4 reach it under these addresses.
_NAT64 = IPv6Network("64:ff9b::/96")
_NUMBER = re.compile(r"\d+|0x[\da-f]*", re.IGNORECASE)


def is_public(address: str) -> bool:
    """Whether ``address``, IPv4 or IPv6 in their usual spelling, is one that anybody can reach.

    An IPv4 address within an IPv6 one counts as itself.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return False
        inner = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is None:
            return found.is_global and found in _ROUTED_V6 and not any(found in network for network in _REFUSED_V6)
        found = inner
    return found.is_global and not found.is_multicast and not any(found in network for network in _REFUSED_V4)


def is_odd_number(host: str) -> bool:
    """Whether ``host`` is an IPv4 address in a spelling that hides it, such as 2130706433, 0x7f.1 or 127.1.

    A host whose last part is a number is an address and no name (WHATWG URL).
    """
    last = host.rstrip(".").rpartition(".")[2]
    if ":" in host or not _NUMBER.fullmatch(last):
        return False
    try:
        IPv4Address(host)
    except AddressValueError:
        return True
    return False
