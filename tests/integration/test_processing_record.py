"""The controller's record is made from the program and this installation, and from nothing else."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from assessment.cli import build, processing
from assessment.cli.processing import NO_SIGN_IN, installation
from assessment.domain.erasure import Erasure
from assessment.domain.permissions import RULES, Action, who_may
from assessment.report.processing_record import LINE, TABLES, record_markdown
from assessment.services.reading.audit_log import read_audit_log
from assessment.services.reading.exports import ratings_csv
from db.location import VARIABLE
from db.tables import entries, metadata
from question_bank import load_bank
from tests.integration.test_erasure import GONE, NOW, OWNER, demo, erase, store

__all__ = ["demo", "store"]
pytestmark = pytest.mark.xdist_group("processing record")  # one database with the demo for all


@pytest.fixture
def here(store, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(store.engine.url))
    return lambda **environment: installation(datetime(2026, 3, 2, 12, tzinfo=UTC), environment)


def test_every_table_is_described_and_none_that_is_gone():
    assert set(TABLES) == set(metadata.tables)
    assert TABLES["settings"].whom == "Contacts of the controller"


def test_the_numbers_are_those_of_this_database(store, here):
    erase(store, Erasure.ANONYMISE)
    ratings_csv(store.open_uow, load_bank(), lambda: NOW, "DEMO-PLANT", by=OWNER)

    text = record_markdown(here())

    assert "- Candidates: 12, 1 of them anonymised" in text
    assert "- Erasures and anonymisations so far: 1" in text
    assert "- ratings.csv: made once" in text
    ratings_csv(store.open_uow, load_bank(), lambda: NOW, "DEMO-PLANT", by=OWNER)
    assert "- ratings.csv: made 2 times" in record_markdown(here())
    assert GONE not in text
    assert f"- Legal basis: {LINE}" in text
    log = read_audit_log(store.open_uow, by=OWNER, most=1)
    assert log.lines[0].act == Action.WRITE_RECORD.value


def test_a_measure_that_does_not_hold_here_is_named_instead(store, here):
    own_alone = "Database, backups and signing key can be read by their owner's account only."
    sound = here(LEVELSET_BACKUPS="0")
    assert own_alone in sound.measures
    assert any("none had been changed" in line for line in sound.measures)
    assert "Automatic backups: switched off." in sound.periods

    with store.engine.begin() as connection:
        connection.execute(update(entries).where(entries.c.level == 4).values(level=5))
    found = here()

    assert not any("none had been changed" in line for line in found.measures)
    assert any(GONE in line or "DEMO-" in line for line in found.gaps)


def test_the_permissions_are_those_that_the_program_asks(here):
    text = record_markdown(here())

    for action in Action:
        head = f"- {who_may(action)}: ".casefold()
        [line] = [x for x in text.splitlines() if x.casefold().startswith(head)]
        assert action.value in line[len(head) :].rstrip(".").split(", ")
    assert set(RULES) == set(Action)


def test_names_of_controllers_stand_where_they_are_known(here):
    text = record_markdown(replace(here(), controllers=("Acme *AG*, Basel",)))

    assert "- Acme \\*AG\\*, Basel" in text
    assert f"- Name and contact: {LINE}" not in text


def test_a_provider_that_people_sign_in_with_is_told_and_is_the_one_other_computer(
    here, monkeypatch
):
    assert NO_SIGN_IN in here().gaps

    monkeypatch.setattr(processing, "_provider", lambda: "login.example.com")
    found = here()

    assert NO_SIGN_IN not in found.gaps
    assert any("People sign in with login.example.com" in line for line in found.measures)
    assert "its own database and login.example.com, with which" in record_markdown(found)


def test_the_command_prints_and_writes_the_same(store, monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(store.engine.url))
    out = tmp_path / "record.md"

    printed = CliRunner().invoke(build(), ["privacy", "record"])
    written = CliRunner().invoke(build(), ["privacy", "record", "--out", str(out)])
    again = CliRunner().invoke(build(), ["privacy", "record", "--out", str(out)])

    assert printed.exit_code == written.exit_code == 0, printed.output + written.output
    lines = printed.stdout.splitlines()
    differ = [x for x in out.read_text("utf-8").splitlines() if x not in lines]
    assert all(x.startswith(("Made with", "- Ratings, boards")) for x in differ)
    assert "## Model card: the advert reader" in lines
    assert again.exit_code != 0
    assert "already exists" in again.stderr


def test_no_learned_model_is_within_reach_of_a_score():
    """The record says so; here is what it rests on."""
    asked = (
        "import sys; import assessment.scoring.shortlist, assessment.scoring.rubric, "
        "assessment.report.processing_record; "
        "print([m for m in sys.modules if m.startswith(('sklearn', 'assessment.scoping.advert'))])"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert said.stdout.strip() == "[]"
