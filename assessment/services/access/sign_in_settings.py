"""How people sign in, as configured: off, or complete. What is half set is refused at the start."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from assessment.domain.errors import Invalid
from assessment.domain.ids import RaterId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.text.email import email_of

ENVIRONMENT = {
    "client_id": "LEVELSET_OIDC_CLIENT_ID",
    "client_secret": "LEVELSET_OIDC_CLIENT_SECRET",
    "server_metadata_url": "LEVELSET_OIDC_METADATA_URL",
    "redirect_uri": "LEVELSET_OIDC_REDIRECT_URI",
    "cookie_secret": "LEVELSET_OIDC_COOKIE_SECRET",
}
"""What `[auth]` in Streamlit's secrets calls it, and the environment variable for the same."""
ADMINISTRATORS = "LEVELSET_ADMIN_EMAIL"
"""Who administers: one address, or several with commas between them."""
CALLBACK = "/oauth2callback"
"""Where the provider sends people back to; the route is Streamlit's."""
SHORTEST_SECRET = 32
"""Characters, of the secret that signs who somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSettings:
    """A provider (OpenID Connect), and who administers."""

    client_id: str
    client_secret: str = field(repr=False)
    server_metadata_url: str
    redirect_uri: str
    cookie_secret: str = field(repr=False)
    administrators: tuple[str, ...]
    """The first is the owner of the database; each of the others has a code in the audit log."""
    from_environment: bool
    """Whether Streamlit has to be told; what its own secrets hold it has read itself."""

    @property
    def origin(self) -> str:
        """`https://levelset.example.com`: where people sign in; it counts nowhere else."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        return urlsplit(self.redirect_uri).hostname or ""

    @property
    def encrypted(self) -> bool:
        return self.redirect_uri.startswith("https://")

    def administrator(self, email: str) -> Actor | None:
        """Whom this address acts as; None if it is no administrator's."""
        if email not in self.administrators:
            return None
        code = next((c for c, address in self.codes.items() if address == email), None)
        return Actor(administrator=code) if code else OWNER

    @property
    def codes(self) -> dict[RaterId, str]:
        """The address behind each administrator's code.

        The code is a digest: the log holds no address, and a new order of the list changes none.
        """
        return {_administrator_code(email): email for email in self.administrators[1:]}

    def for_streamlit(self) -> dict[str, dict[str, str]]:
        """The section `[auth]` of its secrets."""
        return {"auth": {name: getattr(self, name) for name in ENVIRONMENT}}


def sign_in_settings(
    environment: Mapping[str, str], section: Mapping[str, object] | None, *, prefix: str = ""
) -> SignInSettings | None:
    """From the environment or from `[auth]`, never both; None where neither has anything.

    Invalid names what is missing or not safe. `prefix` is that of every address of this server.
    """
    given = {name: environment.get(variable, "") for name, variable in ENVIRONMENT.items()}
    given = {name: value.strip() for name, value in given.items() if value.strip()}
    administrators = environment.get(ADMINISTRATORS, "").strip()
    if given and section is not None:
        raise Invalid(
            f"Sign-in is configured twice: in {_variable(next(iter(given)))} and in [auth] of "
            "Streamlit's secrets. Keep one of them."
        )
    if not given and section is None:
        if administrators:
            raise Invalid(
                f"{ADMINISTRATORS} is set, but nobody can sign in: {ENVIRONMENT['client_id']} "
                f"is not set. Set it, or unset {ADMINISTRATORS}."
            )
        return None
    named = _variable if given else _key
    values = {n: given.get(n) or _text(section or {}, n) for n in ENVIRONMENT}
    _check(values, named, prefix)
    if not administrators:
        raise Invalid(
            f"Sign-in is configured, but {ADMINISTRATORS} is not set. Set it to the address of "
            "the person who administers Levelset."
        )
    return SignInSettings(
        **values, administrators=addresses(administrators), from_environment=bool(given)
    )


def _administrator_code(email: str) -> RaterId:
    """With a space in it, which no code of an interviewer has."""
    return RaterId(f"admin {hashlib.sha256(email.encode()).hexdigest()[:6]}")


def addresses(listed: str) -> tuple[str, ...]:
    """The addresses in `LEVELSET_ADMIN_EMAIL`, each once. Invalid says which is none."""
    try:
        given = (email_of(part) for part in listed.split(",") if part.strip())
        return tuple(dict.fromkeys(given))
    except Invalid as fault:
        raise Invalid(f"{ADMINISTRATORS}: {fault}") from fault


def _variable(name: str) -> str:
    return ENVIRONMENT[name]


def _key(name: str) -> str:
    return f"{name} in [auth]"


def _text(section: Mapping[str, object], name: str) -> str:
    value = section.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _check(values: Mapping[str, str], named: object, prefix: str) -> None:
    say = named if callable(named) else str
    for name, value in values.items():
        if not value:
            raise Invalid(
                f"Sign-in is configured in part only: {say(name)} is not set. Set it, or unset "
                "the others."
            )
    if len(values["cookie_secret"]) < SHORTEST_SECRET:
        raise Invalid(
            f"{say('cookie_secret')} has {len(values['cookie_secret'])} characters. Use "
            f"{SHORTEST_SECRET} or more that nobody can guess, such as those that "
            "`python -c 'import secrets; print(secrets.token_hex(32))'` prints."
        )
    for name in ("redirect_uri", "server_metadata_url"):
        _check_address(values[name], say(name))
    if urlsplit(values["redirect_uri"]).path != f"{prefix}{CALLBACK}":
        raise Invalid(
            f"{say('redirect_uri')} is {values['redirect_uri']!r}, and has to end with "
            f"{prefix}{CALLBACK}, right behind the host."
        )


def _check_address(address: str, what: str) -> None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.fragment:
        raise Invalid(f"{what} is {address!r}, which is not an address that starts with https://.")
    if parts.scheme == "http" and not _is_own(host):
        raise Invalid(
            f"{what} is {address!r}: names and passwords would cross the network unencrypted. "
            "Use https://; http:// is for this computer only."
        )


def _is_own(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
