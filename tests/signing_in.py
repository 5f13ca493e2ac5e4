"""What a browser holds once somebody has signed in, without a provider."""

import json
import time
from unittest.mock import patch

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from assessment.services.access.sign_in_settings import SignInSettings

SECRET = "a secret of more than thirty-two characters"  # noqa: S105  # a test's own
ADMIN, LEAD_EMAIL, STRANGER = "ida@example.com", "ann@example.com", "nobody@example.com"
COOKIE = "_streamlit_user"


def settings(**changed: object) -> SignInSettings:
    """Of a server at 127.0.0.1:8501."""
    given: dict[str, object] = {
        "client_id": "levelset",
        "client_secret": "x",
        "server_metadata_url": "http://127.0.0.1:9400/.well-known/openid-configuration",
        "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
        "cookie_secret": SECRET,
        "administrators": (ADMIN,),
        "from_environment": True,
    }
    return SignInSettings(**(given | changed))  # type: ignore[arg-type]  # a test's own


def cookie(  # one argument for each thing a test may care about
    email: object = LEAD_EMAIL,
    *,
    verified: object = True,
    secret: str = SECRET,
    age: float = 0,
    nonce: str = "1",
    **claims: object,
) -> str:
    """As Streamlit signs it; `age` is the hours since the sign-in."""
    said = {
        "email": email,
        "email_verified": verified,
        "nonce": nonce,
        "origin": "http://127.0.0.1:8501",
        "is_logged_in": True,
        "provider": "default",
    }
    then = time.time() - age * 3600
    with patch("itsdangerous.timed.time.time", return_value=then):
        return create_signed_value(secret, COOKIE, json.dumps(said | claims)).decode()
