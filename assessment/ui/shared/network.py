"""Which requests come from this very computer, and which proxies are believed about that."""

import os
import re
from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope

LAN = "LEVELSET_LAN"
"""Set to 1 by `levelset serve --lan`: other devices on the network can reach this server."""
PROXIES = "LEVELSET_PROXIES"
"""Addresses or networks of the proxies in front of this server, with commas between them."""
LOOPBACK_NAMES = ("127.0.0.1", "localhost")
FORWARDING = re.compile(
    r".*forwarded.*|via|cdn-loop|x-envoy-.*|tailscale-.*"
    r"|x-original-(url|host|uri)|x-rewrite-url|cf-(ray|visitor|ipcountry)"
    r"|.*[-_](ip|ipv6|addr)|.*(client-?ip|socketip)"
)
"""Headers that a proxy adds. From anything but a configured proxy they are not believed."""
UNKNOWN = "0.0.0.0"  # noqa: S104  # no address that anybody has
"""What a client is called whose address cannot be known."""

KNOWN = "levelset.client"
"""Where a scope holds the client's address once it was found."""

Address = IPv4Address | IPv6Address


def proxies() -> Sequence[IPv4Network | IPv6Network]:
    """The configured proxies. ValueError names what is no address."""
    named = os.environ.get(PROXIES, "").split(",")
    return [ip_network(part.strip(), strict=False) for part in named if part.strip()]


def client_of(scope: Scope) -> str:
    """The address that a request comes from, as far as it can be known.

    A configured proxy is asked in X-Forwarded-For, from the right, past proxies of ours. What any
    other client says there is not believed. Where such a header comes from this computer, some
    proxy stands in between that nobody configured, and the address is unknown.
    """
    if known := scope.get(KNOWN):
        return str(known)
    peer, headers = _peer(scope), Headers(scope=scope)
    forwarded = any(map(FORWARDING.fullmatch, headers.keys()))
    if peer is None or (forwarded and peer.is_loopback and not _is_proxy(peer)):
        return UNKNOWN
    if not _is_proxy(peer):
        return str(peer)
    chain = [_address(p.strip()) for p in ",".join(headers.getlist("x-forwarded-for")).split(",")]
    return _first_behind(peer, chain)


def _first_behind(peer: Address, chain: Sequence[Address | None]) -> str:
    """The address next to our proxies in what they say; they stand at its right end.

    Another computer's own loopback address is not ours.
    """
    for address in reversed(chain):
        if address is None or (address.is_loopback and not peer.is_loopback):
            return UNKNOWN
        if not _is_proxy(address):
            return str(address)
    return str(peer) if all(a and a.is_loopback for a in chain) else UNKNOWN


def with_known_client(scope: Scope) -> Scope:
    """The scope for what comes next: the client as it was found, and no forwarding headers."""
    found = client_of(scope)
    port = (scope.get("client") or ("", 0))[1]
    headers = [(k, v) for k, v in scope["headers"] if not FORWARDING.fullmatch(k.decode("latin-1"))]
    return {**scope, KNOWN: found, "client": (found, port), "headers": headers}


def is_this_computer(scope: Scope) -> bool:
    """From a loopback address, or from the very address that was called."""
    client, server = _address(client_of(scope)), scope.get("server")
    if client is None or str(client) == UNKNOWN:
        return False
    called = _address(str(server[0])) if server else None
    return client.is_loopback or (client == called and not _is_proxy(client))


def came_with_a_link() -> bool:
    """Whether the page is on another device, where its link decides who is viewing."""
    return isinstance(st.context.ip_address, str)  # a page run alone, as in tests, has no browser


def request_came_with_a_link(scope: Scope) -> bool:
    """The same for a request that comes from no Streamlit page."""
    if KNOWN not in scope and "client" not in scope:
        return False  # no server has it from anywhere, as in tests
    client = _address(client_of(scope))
    return not (client and client.is_loopback)


def _peer(scope: Scope) -> Address | None:
    """Who opened the connection. uvicorn has replaced a loopback address by what a header says.

    It does so for 127.0.0.1 alone, and gives what it replaced the port 0.
    """
    client = scope.get("client")
    if not client:
        return None
    if client[1] == 0 and "x-forwarded-for" in Headers(scope=scope):
        return IPv4Address("127.0.0.1")
    return _address(client[0])


def host_named(address: str) -> str:
    """The host and port in a web address that a browser sent; blank where it is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:  # such as http://[::1
        return ""


def is_loopback(host: str) -> bool:
    """Whether `host` is a name or an address of this very computer."""
    address = _address(host)
    return host in LOOPBACK_NAMES or (address is not None and address.is_loopback)


def _is_proxy(address: Address) -> bool:
    return any(address in network for network in proxies())


def _address(host: str) -> Address | None:
    """The address that `host` is; None for anything that is not one."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
