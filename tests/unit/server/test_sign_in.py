"""What a server starts with: never open to everybody over a fault in its configuration."""

from types import SimpleNamespace

import pytest

from assessment.server import sign_in
from tests.unit.services.access.test_sign_in_settings import ADMIN_ALONE, COMPLETE, SECTION


class Secrets:
    """As Streamlit keeps them; None where no file could be loaded."""

    def __init__(self, held):
        self.held = held

    def load_if_toml_exists(self):
        return self.held is not None

    def get(self, name):
        return self.held.get(name)


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Settles with these variables and secrets; `file` says whether there is a file of secrets."""
    options = {"server.allowedHosts": ["levelset.example.com"], "secrets.files": []}
    held_options = SimpleNamespace(get_option=options.get, set_option=options.__setitem__)
    monkeypatch.setattr(sign_in, "config", held_options)
    for name in COMPLETE:
        monkeypatch.delenv(name, raising=False)

    def started(environment, secrets=None, *, file=False, hosts=None):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sign_in, "secrets_singleton", Secrets(secrets))
        held = tmp_path / "secrets.toml"
        if file:
            held.write_text("[auth\n", "utf-8")
        options["secrets.files"] = [str(tmp_path / "none.toml"), str(held)]
        options["server.allowedHosts"] = hosts or options["server.allowedHosts"]
        return sign_in.settle(), options

    return started


def test_without_any_of_it_nobody_signs_in(start):
    found, options = start({})

    assert found is None
    assert "server.cookieSecret" not in options
    assert start({}, {"other": {}})[0] is None


def test_the_secret_that_signs_cookies_is_the_one_that_was_set(start):
    found, options = start(COMPLETE)

    assert options["server.cookieSecret"] == found.cookie_secret == SECTION["cookie_secret"]


def test_streamlits_own_secrets_are_as_good(start):
    assert start(ADMIN_ALONE, {"auth": SECTION})[0].from_environment is False


@pytest.mark.parametrize("name", COMPLETE)
def test_half_of_it_stops_the_start(start, name):
    with pytest.raises(SystemExit, match=rf"Levelset cannot start\. .*{name} is not set"):
        start({n: v for n, v in COMPLETE.items() if n != name})


def test_a_file_of_secrets_that_cannot_be_read_stops_the_start(start):
    with pytest.raises(SystemExit, match=r"secrets\.toml cannot be read"):
        start({}, None, file=True)
    with pytest.raises(SystemExit, match=r"secrets\.toml cannot be read"):
        start(COMPLETE, None, file=True)


@pytest.mark.parametrize("held", ["on", [], 1, {}])
def test_a_section_of_another_shape_stops_the_start(start, held):
    with pytest.raises(SystemExit, match=r"client_id in \[auth\] is not set"):
        start(ADMIN_ALONE, {"auth": held})


def test_people_have_to_be_able_to_come_back(start):
    with pytest.raises(
        SystemExit, match=r"Start it with `levelset serve --host levelset\.example\.com`"
    ):
        start(COMPLETE, hosts=["127.0.0.1"])


def test_what_signs_people_in_has_to_be_installed(start, monkeypatch):
    monkeypatch.setattr(sign_in, "NEEDED", ("authlib", "not_there_at_all"))

    with pytest.raises(SystemExit, match=r"not_there_at_all is not installed.*extra `team`"):
        start(COMPLETE)
