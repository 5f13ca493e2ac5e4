"""Who is signed in in a browser: read from the cookie that Streamlit signed, in this one place."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from assessment.domain.errors import Invalid
from assessment.domain.permissions import Actor
from assessment.domain.text.email import email_of
from assessment.services.access.sign_in import LASTS, end_sign_in, standing
from assessment.services.access.sign_in_settings import SignInSettings
from assessment.ui.app_context import AppContext

SIGN_IN_COOKIE = "_streamlit_user"
"""Streamlit's name for it; signed with the cookie secret, and with the time of the sign-in."""
PROVIDER = "default"
"""What Streamlit calls the only provider that we let it have."""
ADMINISTRATOR = "Administrator"
SPLIT = b"chunks-"
"""How a cookie begins that was too long for one. Its parts could be of two sign-ins: refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody whom we know, by an address that the provider verified."""

    actor: Actor
    name: str
    session: str
    """A digest that tells this sign-in from every other."""
    person: str
    """A digest that is the same at each sign-in of this person, and nobody else's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """Somebody signed in whom we may not let in."""

    why: str
    """For the audit log: no address."""
    said: str


def signed_in(context: AppContext, cookies: Mapping[str, str]) -> SignedIn | TurnedAway | None:
    """None where nobody is signed in, or not any more, and where sign-in is off."""
    held = cookies.get(SIGN_IN_COOKIE)
    if context.sign_in is None or not isinstance(held, str):
        return None
    signed = _signed(context.sign_in, held)
    if signed is None:
        return None
    if signed.startswith(SPLIT):
        return _turned_away(context.sign_in, "more than fits in a cookie", TOO_LONG)
    claims = _claims(signed)
    if not _is_of(context.sign_in, claims):
        return None
    return _known(context, context.sign_in, claims, hashlib.sha256(signed).hexdigest())


def end(context: AppContext, found: SignedIn) -> None:
    """Ends this sign-in in every window that has it."""
    end_sign_in(context.open_uow, context.clock, session=found.session, by=found.actor)


def end_here(context: AppContext, cookies: Mapping[str, str]) -> None:
    """Ends the sign-in of this browser, if there is one."""
    found = signed_in(context, cookies)
    if isinstance(found, SignedIn):
        end(context, found)


def _signed(settings: SignInSettings, held: str) -> bytes | None:
    """What the provider said, as Streamlit wrote it down; None if it's forged or too old."""
    days = LASTS / timedelta(days=1)
    secret = settings.cookie_secret
    found: bytes | None = decode_signed_value(secret, SIGN_IN_COOKIE, held, max_age_days=days)
    return found


def _claims(signed: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(signed)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}


def _is_of(settings: SignInSettings, claims: Mapping[str, Any]) -> bool:
    """Whether this very server let its provider say so."""
    return (
        claims.get("is_logged_in") is True
        and claims.get("provider") == PROVIDER
        and claims.get("origin") == settings.origin
    )


def _known(
    context: AppContext, settings: SignInSettings, claims: Mapping[str, Any], session: str
) -> SignedIn | TurnedAway | None:
    try:
        email = email_of(str(claims.get("email") or ""))
    except Invalid:
        return _turned_away(settings, "no address", NO_ADDRESS)
    if not _verified(claims.get("email_verified")):
        return _turned_away(settings, "not verified", UNVERIFIED.format(email=email))
    found = standing(context.open_uow, session=session, email=email)
    if found.ended:
        return None
    actor, name = Actor(rater=found.rater), found.name
    if (administrator := settings.administrator(email)) is not None:
        actor, name = administrator, ADMINISTRATOR
    elif found.rater is None:
        return _turned_away(settings, "unknown", UNKNOWN.format(email=email))
    person = hashlib.sha256(f"{actor.rater or ''} {email}".encode()).hexdigest()
    return SignedIn(actor=actor, name=name, session=session, person=person)


def _verified(said: object) -> bool:
    """Some providers send the word; 1, a list and whatever else there is verify nothing."""
    return said is True or (isinstance(said, str) and said == "true")


UNKNOWN = "{email} isn't registered in this Levelset."
UNVERIFIED = "Your sign-in service hasn't verified that {email} is your address."
NO_ADDRESS = "Your sign-in service didn't give Levelset an email address."
TOO_LONG = "Your sign-in service sent more data than Levelset can store in a cookie."


def _turned_away(settings: SignInSettings, why: str, said: str) -> TurnedAway:
    whom = " or ".join(settings.administrators)
    return TurnedAway(why=why, said=f"{said} To use Levelset, ask {whom}.")
