"""What `deploy/` holds is accepted by systemd, and says the same in every file."""

import configparser
import re
import shutil
import subprocess

import pytest

from assessment.server.shutdown import ANNOUNCED, LONGEST
from assessment.ui.shared import network
from assessment.ui.web.json_body import LARGEST_BODY
from db import location, signing_key
from tests.ui.serving import ROOT

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "systemd" / "levelset@.service"
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "StateDirectory": "levelset",
    "StateDirectoryMode": "0700",
    "SystemCallFilter": "@system-service",
    "IPAddressDeny": "any",
}


@pytest.fixture
def unit():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(UNIT.read_text("utf-8"))
    return parser


def environment():
    lines = (DEPLOY / "levelset.env").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_a_batch_fits_through_nginx_and_into_its_memory():
    said = (DEPLOY / "nginx" / "levelset-locations.conf").read_text("utf-8")
    megabytes = {n: int(m) for n, m in re.findall(r"client_(\w+)_size (\d+)m;", said)}

    assert megabytes["body_buffer"] * 1_048_576 >= LARGEST_BODY
    assert megabytes["max_body"] > 10  # `server.maxUploadSize`


def test_systemd_accepts_the_unit(tmp_path, unit):
    """All of it, but for the program, which isn't on this computer."""
    service = unit["Service"]
    assert {name: service[name] for name in HARDENED} == HARDENED
    assert service["KillMode"] == "mixed"  # the command hands the signal on itself
    assert int(service["TimeoutStopSec"]) > ANNOUNCED + LONGEST
    if shutil.which("systemd-analyze"):
        here = tmp_path / "levelset@8501.service"
        text = UNIT.read_text("utf-8").replace("/opt/levelset/bin/levelset", "/bin/true")
        here.write_text(text.replace("User=levelset\nGroup=levelset\n", ""), "utf-8")
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(here)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_the_settings_are_names_that_levelset_reads(unit):
    settings = environment()

    assert set(settings) == {
        "LEVELSET_HOST",
        location.VARIABLE,
        signing_key.VARIABLE,
        network.PROXIES,
    }
    assert location.database_url(settings[location.VARIABLE]).database == "levelset"
    state = unit["Service"]["StateDirectory"]
    assert settings[signing_key.VARIABLE].startswith(f"/var/lib/{state}/")
    assert "${LEVELSET_HOST}" in unit["Service"]["ExecStart"]


def test_the_page_names_every_file_and_no_other():
    page = (DEPLOY / "README.md").read_text("utf-8")
    named = set(re.findall(r"deploy/([\w./@-]+\.(?:conf|service|env))", page))
    files = (p for p in DEPLOY.rglob("*.*") if p.suffix in {".conf", ".service", ".env"})
    there = {file.relative_to(DEPLOY).as_posix() for file in files}

    assert named == there
