"""Whether other devices can reach this server, and which requests come from this very computer."""

import os
from ipaddress import IPv4Address, IPv6Address, ip_address

import streamlit as st
from starlette.types import Scope

LAN = "LEVELSET_LAN"
"""Set to 1 by `levelset serve --lan`: other devices on the network can reach this server."""


def on_the_network() -> bool:
    return os.environ.get(LAN) == "1"


def is_this_computer(scope: Scope) -> bool:
    """From a loopback address, or from the very address that was called."""
    client, server = scope.get("client"), scope.get("server")
    if not client:
        return False
    return is_loopback(client[0]) or bool(server and client[0] == server[0])


def came_with_a_link() -> bool:
    """Whether the page is on another device, where its link decides who is viewing."""
    return on_the_network() and st.context.ip_address is not None


def request_came_with_a_link(scope: Scope) -> bool:
    """The same for a request that comes from no Streamlit page."""
    client = scope.get("client")
    return on_the_network() and not (client and is_loopback(client[0]))


def is_loopback(host: str) -> bool:
    """Whether `host` is a name or an address of this very computer."""
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that `host` is; None for anything that is not one."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
