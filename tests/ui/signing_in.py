"""A provider that people sign in with, on this computer, and a server that asks it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page

from tests.ui.serving import START_LOOKS, Server, WarmServer, port_of_our_own

ADMIN, LEAD, INTERVIEWER, UNKNOWN, UNVERIFIED = (
    f"{name}@example.com" for name in ("ida", "ann", "ben", "nobody", "zoe")
)


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """Its metadata's address. It lets anybody in as anybody; one address isn't verified."""
    port = port_of_our_own()
    people = [
        {"sub": email, "email": email, "email_verified": email != UNVERIFIED}
        for email in (ADMIN, LEAD, INTERVIEWER, UNKNOWN, UNVERIFIED)
    ]
    told = [part for claims in people for part in ("--user-claims", json.dumps(claims))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *told]
    address = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    with (folder / "provider.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ))
    try:
        _wait_for(address, running)
        yield address
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait_for(address: str, running: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_LOOKS):
        if running.poll() is not None:
            break
        try:
            with urlopen(address, timeout=2):  # noqa: S310  # our own
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The provider of sign-ins did not start.")


def server_with_sign_in(folder: Path, metadata: str) -> Server:
    """Not started yet."""
    made = WarmServer(folder)
    made.environment |= environment(made.url, metadata)
    return made


def environment(url: str, metadata: str) -> dict[str, str]:
    """Of a server that people open at `url`."""
    return {
        "LEVELSET_OIDC_CLIENT_ID": "levelset",
        "LEVELSET_OIDC_CLIENT_SECRET": "known to the provider",
        "LEVELSET_OIDC_METADATA_URL": metadata,
        "LEVELSET_OIDC_REDIRECT_URI": f"{url}/oauth2callback",
        "LEVELSET_OIDC_COOKIE_SECRET": "0123456789abcdef" * 2,
        "LEVELSET_ADMIN_EMAIL": ADMIN,
    }


def sign_in(device: BrowserContext, url: str, email: str, path: str = "/") -> Page:
    """In a new window, as a person does it; it ends where the server leads after that."""
    page = device.new_page()
    page.goto(f"{url}{path}")
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.locator("input[name=sub]").fill(email)
    page.get_by_role("button", name="Authorize").first.click()
    page.wait_for_url(f"{url}/**")
    return page


def sign_out(page: Page, url: str) -> None:
    """By the link in the header, and by the provider's button."""
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**")
    page.get_by_role("button").first.click()
    page.wait_for_url(f"{url}/**")
    page.get_by_text("Sign in to use Levelset.").wait_for()
