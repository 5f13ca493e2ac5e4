"""The addresses of this computer on its networks, asked of the system and of nobody else."""

import socket
from collections.abc import Iterable
from contextlib import closing
from ipaddress import ip_address

PROBES = ("192.0.2.1", "10.254.254.254", "172.31.254.254", "192.168.254.254")
"""Where a packet would go: the documentation's own network, then the private ones."""
ANY_PORT = 9


def own_addresses(probes: Iterable[str] = PROBES) -> list[str]:
    """IPv4 addresses under which other devices may find this computer, the likeliest first.

    A datagram socket that is connected sends nothing: the system only chooses the address that it
    would send from.
    """
    found = (_source(probe) for probe in probes)
    return list(dict.fromkeys(a for a in found if a and _may_be_called(a)))


def _source(probe: str) -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        try:
            asking.connect((probe, ANY_PORT))
        except OSError:  # no way there
            return ""
        return str(asking.getsockname()[0])


def _may_be_called(address: str) -> bool:
    known = ip_address(address)
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)


def is_free(address: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((address, port))
        except OSError:
            return False
        return True
