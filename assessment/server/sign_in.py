"""How people sign in, settled at the start: off, complete, or Levelset doesn't start."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from assessment.domain.errors import Invalid
from assessment.services.access.sign_in_settings import SignInSettings, sign_in_settings
from assessment.ui.shared.address.url_prefix import url_prefix
from assessment.ui.shared.network import LOOPBACK_NAMES

NEEDED = ("authlib", "httpx")
"""What Streamlit signs people in with; the extra `team` brings both."""


def settle() -> SignInSettings | None:
    """The settings, or None where nobody signs in. Exits with one sentence where they are wrong."""
    try:
        found = sign_in_settings(os.environ, _section(), prefix=url_prefix())
        if found:
            _check(found)
    except Invalid as fault:
        raise SystemExit(f"Levelset cannot start. {fault}") from fault
    if found:
        config.set_option("server.cookieSecret", found.cookie_secret)
    return found


def _section() -> Mapping[str, object] | None:
    """`[auth]` of Streamlit's secrets. Invalid where a file is there and can't be read.

    Streamlit goes on without such a file, and Levelset would be open to everybody.
    """
    if not secrets_singleton.load_if_toml_exists():
        there = [path for path in config.get_option("secrets.files") if Path(path).exists()]
        if there:
            raise Invalid(
                f"{there[0]} cannot be read, so nobody can know whether people have to sign in. "
                "Correct it, or remove it."
            )
        return None
    found = secrets_singleton.get("auth")
    if found is None:
        return None
    return cast("Mapping[str, object]", found) if isinstance(found, Mapping) else {}


def _check(settings: SignInSettings) -> None:
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise Invalid(
            f"Sign-in is configured, but {' and '.join(lacking)} is not installed. Install "
            "Levelset with its extra `team`, such as `uv sync --extra team`."
        )
    hosts = config.get_option("server.allowedHosts") or list(LOOPBACK_NAMES)
    if settings.host not in hosts:
        raise Invalid(
            f"{settings.host} in the redirect address isn't a host that Levelset answers. Start it "
            f"with `levelset serve --host {settings.host}`."
        )
