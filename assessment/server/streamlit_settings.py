"""What Streamlit is told in every case, however it was started and whatever its files say."""

import os
from ipaddress import ip_address

from streamlit import config

from assessment.ui.shared.network import LAN, LOOPBACK_NAMES, PROXIES, proxies

ALWAYS = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",  # no path and no line of code reaches a browser
    "client.allowedOrigins": [],  # no other site's page may talk to ours
    "logger.enableRich": False,  # it would print errors past the logs, with what they hold
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
}
FORWARDED = "FORWARDED_ALLOW_IPS"
"""uvicorn's own list of proxies, which would be believed before our middleware is asked."""


def settle() -> None:
    """Sets what holds in every case. Exits with one sentence where the rest is not safe."""
    for name, value in ALWAYS.items():
        config.set_option(name, value)
    if not config.get_option("server.allowedHosts"):
        config.set_option("server.allowedHosts", list(LOOPBACK_NAMES))
    if why := unsafe():
        raise SystemExit(f"Levelset cannot start. {why}")


def unsafe() -> str:
    """Why this server must not start; blank where it may."""
    if os.environ.get(FORWARDED, "").strip():
        return (
            f"{FORWARDED} is set, and Levelset decides itself which proxies it believes: unset it, "
            f"and name the addresses of your proxies in {PROXIES}."
        )
    try:
        trusted = proxies()
    except ValueError as fault:
        return f"{PROXIES} cannot be read ({fault}): write addresses with commas between them."
    hosts = config.get_option("server.allowedHosts")
    if any("*" in host for host in hosts):
        return "server.allowedHosts has a *: name each host under which Levelset is called."
    address = config.get_option("server.address")
    if _is_own(address) or os.environ.get(LAN) == "1" or trusted:
        return ""
    return (
        f"server.address is {address or 'not set, which means every network'}, so other devices "
        "could reach it: use 127.0.0.1, or `levelset serve --lan` for the local network, or name "
        f"the proxy in front of it in {PROXIES}."
    )


def _is_own(address: str | None) -> bool:
    try:
        return address == "localhost" or ip_address(address or "").is_loopback
    except ValueError:
        return False
