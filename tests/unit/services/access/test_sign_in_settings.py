"""Sign-in is off, or complete: whatever is half set or unsafe stops the start and is named."""

import pytest

from assessment.domain.errors import Invalid
from assessment.domain.permissions import OWNER
from assessment.domain.text.email import email_of
from assessment.services.access.sign_in_settings import ADMINISTRATORS, sign_in_settings

COMPLETE = {
    "LEVELSET_OIDC_CLIENT_ID": "levelset",
    "LEVELSET_OIDC_CLIENT_SECRET": "s3cret-of-the-client",
    "LEVELSET_OIDC_METADATA_URL": "https://id.example.com/.well-known/openid-configuration",
    "LEVELSET_OIDC_REDIRECT_URI": "https://levelset.example.com/oauth2callback",
    "LEVELSET_OIDC_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
    "LEVELSET_ADMIN_EMAIL": "Ida@Example.com, bo@example.com",
}
SECTION = {
    "client_id": "levelset",
    "client_secret": "s3cret-of-the-client",
    "server_metadata_url": "https://id.example.com/.well-known/openid-configuration",
    "redirect_uri": "https://levelset.example.com/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
ADMIN_ALONE = {ADMINISTRATORS: "ida@example.com"}


def test_nothing_set_is_off():
    assert sign_in_settings({"HOME": "/"}, None) is None


def test_the_environment_and_the_secrets_say_the_same():
    here = sign_in_settings(COMPLETE, None)
    there = sign_in_settings(ADMIN_ALONE, SECTION)

    assert here.administrators == ("ida@example.com", "bo@example.com")
    assert (here.origin, here.host, here.encrypted) == (
        "https://levelset.example.com",
        "levelset.example.com",
        True,
    )
    assert here.for_streamlit() == {"auth": SECTION} == there.for_streamlit()
    assert (here.from_environment, there.from_environment) == (True, False)


def test_the_first_administrator_is_the_owner_and_each_of_the_others_has_a_code():
    def said(listed):
        return sign_in_settings({**COMPLETE, ADMINISTRATORS: listed}, None)

    here = said("ida@example.com, bo@example.com, Ida@example.com, cy@example.com")
    ida, bo, cy = (here.administrator(f"{who}@example.com") for who in ("ida", "bo", "cy"))

    assert here.administrators == ("ida@example.com", "bo@example.com", "cy@example.com")
    assert ida == OWNER
    assert ida.author is None
    assert bo.rater is None is cy.rater
    assert here.codes == {bo.author: "bo@example.com", cy.author: "cy@example.com"}
    assert here.administrator("eve@example.com") is None
    again = said("ida@example.com, cy@example.com, bo@example.com")
    assert again.administrator("bo@example.com") == bo


@pytest.mark.parametrize("name", COMPLETE)
def test_each_variable_that_is_missing_is_named(name):
    for without in ({**COMPLETE, name: "  "}, {n: v for n, v in COMPLETE.items() if n != name}):
        with pytest.raises(Invalid, match=f"{name} is not set"):
            sign_in_settings(without, None)


@pytest.mark.parametrize("name", COMPLETE)
def test_one_variable_alone_is_no_sign_in(name):
    with pytest.raises(Invalid, match="is not set"):
        sign_in_settings({name: COMPLETE[name]}, None)


@pytest.mark.parametrize("name", SECTION)
@pytest.mark.parametrize("held", [None, "", 7, ["x"]])
def test_each_key_that_is_missing_is_named(name, held):
    with pytest.raises(Invalid, match=rf"{name} in \[auth\] is not set"):
        sign_in_settings(ADMIN_ALONE, {**SECTION, name: held})


def test_an_empty_section_is_no_sign_in_switched_off():
    with pytest.raises(Invalid, match=r"client_id in \[auth\] is not set"):
        sign_in_settings({}, {})


def test_two_places_are_one_too_many():
    with pytest.raises(Invalid, match="configured twice"):
        sign_in_settings(COMPLETE, SECTION)


def test_a_secret_that_could_be_guessed_is_refused_and_not_repeated():
    with pytest.raises(Invalid, match="LEVELSET_OIDC_COOKIE_SECRET has 31 characters") as fault:
        sign_in_settings(COMPLETE | {"LEVELSET_OIDC_COOKIE_SECRET": "q" * 31}, None)

    assert "qqq" not in str(fault.value)


@pytest.mark.parametrize("name", ["LEVELSET_OIDC_REDIRECT_URI", "LEVELSET_OIDC_METADATA_URL"])
@pytest.mark.parametrize(
    "host", ["levelset.example.com", "192.168.1.4:8501", "127.0.0.1.evil.example"]
)
def test_nothing_crosses_the_network_unencrypted(name, host):
    with pytest.raises(Invalid, match=f"{name} is .* unencrypted"):
        sign_in_settings(COMPLETE | {name: f"http://{host}/oauth2callback"}, None)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_on_this_computer_it_may(host):
    changed = {"LEVELSET_OIDC_REDIRECT_URI": f"http://{host}/oauth2callback"}

    assert sign_in_settings(COMPLETE | changed, None).origin == f"http://{host}"


@pytest.mark.parametrize(
    "address", ["levelset.example.com/oauth2callback", "ftp://x/oauth2callback", "https:///oauth2callback",
                "https://[x/oauth2callback", "https://x:no/oauth2callback", "https://me@x/oauth2callback"]
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    with pytest.raises(Invalid, match=r"LEVELSET_OIDC_REDIRECT_URI is .*not an address"):
        sign_in_settings(COMPLETE | {"LEVELSET_OIDC_REDIRECT_URI": address}, None)


@pytest.mark.parametrize(
    "path", ["", "/", "/callback", "/oauth2callback/", "/hiring/oauth2callback"]
)
def test_the_way_back_has_to_be_streamlits(path):
    changed = {"LEVELSET_OIDC_REDIRECT_URI": f"https://levelset.example.com{path}"}

    with pytest.raises(Invalid, match="has to end with /oauth2callback"):
        sign_in_settings(COMPLETE | changed, None)


def test_the_way_back_is_below_the_servers_prefix():
    changed = {"LEVELSET_OIDC_REDIRECT_URI": "https://x.example.com/hiring/oauth2callback"}

    assert sign_in_settings(COMPLETE | changed, None, prefix="/hiring")
    with pytest.raises(Invalid, match="/hiring/oauth2callback"):
        sign_in_settings(COMPLETE, None, prefix="/hiring")


@pytest.mark.parametrize(
    "listed", ["ida", "ida@", "@example.com", "ida@example.com; bo@example.com"]
)
def test_administrators_are_addresses(listed):
    with pytest.raises(Invalid, match=r"LEVELSET_ADMIN_EMAIL: .* is not an email address"):
        sign_in_settings(COMPLETE | {ADMINISTRATORS: listed}, None)


def test_secrets_are_in_no_log():
    told = repr(sign_in_settings(COMPLETE, None))

    assert "s3cret" not in told
    assert "0123456789abcdef" not in told


@pytest.mark.parametrize("text", ["a@b", " A.B+c@Example.COM ", "o'neill@example.com"])
def test_addresses_are_compared_in_lower_case(text):
    assert email_of(text) == text.strip().lower()


@pytest.mark.parametrize(
    "text", ["", "a", "a@", "@b", "a b@c", "a@b c", "a@b,c@d", "a@@b", "a@b@c", "<a@b>", "a@-b",
             "a@b.", "\u212aate@example.com", "k\u0430te@example.com", "a@b\nc", "a@b\0",
             "a" * 250 + "@b.cd"]
)  # fmt: skip
def test_what_is_no_address_or_may_look_like_another_is_none(text):
    with pytest.raises(Invalid, match="is not an email address"):
        email_of(text)
