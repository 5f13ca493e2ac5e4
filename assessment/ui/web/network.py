"""Whether other devices can reach this server, and which requests come from this very computer."""

import os
from ipaddress import IPv6Address, ip_address

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
    try:
        address = ip_address(client[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback or bool(server and client[0] == server[0])


def came_with_a_link() -> bool:
    """Whether the page is on another device, where who is looking is what its link says."""
    return on_the_network() and st.context.ip_address is not None
