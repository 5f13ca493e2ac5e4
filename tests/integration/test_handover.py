"""Seats handed between real databases: chains hold, also between SQLite and PostgreSQL."""

import itertools
import json
import shutil

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from assessment.cli import build
from assessment.services.store.identity import KEY as IDENTITY
from db.anchors import Anchors
from db.backup import backup
from db.chain_check import verify
from db.check import check
from db.engine import reader
from db.location import VARIABLE
from db.opening import open_store
from db.restore import restore
from db.tables import handovers
from tests.builders import INTERVIEW, NOON
from tests.laptops import COMPLETE, FIRST, SECOND, THIRD, Laptop, a_home, event


@pytest.fixture
def opened(tmp_path, sqlite_template):
    """Opens databases, and closes them at the end."""
    stores = []

    def made(name):
        url = name if "://" in name else f"sqlite:///{tmp_path / name}"
        if "://" not in name and not (tmp_path / name).exists():
            shutil.copy(sqlite_template, tmp_path / name)
        stores.append(open_store(url))
        return stores[-1]

    yield made
    for store in stores:
        store.close()


def sound(store):
    assert check(store.engine) == []
    with reader(store.engine).connect() as connection:
        return verify(connection, Anchors(store.engine.url))


def handed_over(home, *stores):
    """A return of each seat, from a database of its own, with an event after it."""
    files = []
    for sheet, store in zip((FIRST, SECOND), stores, strict=True):
        away = Laptop(store.open_uow)
        away.merge(home.hand_over(sheet))
        away.write(*COMPLETE, sheet=sheet)
        files.append(away.give_back(sheet))
        away.write(event(20, "evidence", "Late."), sheet=sheet)
        files.append(away.give_back(sheet))
    return files


def test_chains_hold_in_every_order(opened, tmp_path):
    first = opened("home.db")
    home = a_home(first.open_uow)
    files = handed_over(home, opened("one.db"), opened("other.db"))
    backup(tmp_path / "begun.db", f"sqlite:///{tmp_path / 'home.db'}")
    contents = set()
    for number, order in enumerate(list(itertools.permutations(files))[::5]):
        url = f"sqlite:///{tmp_path / f'home-{number}.db'}"
        restore(tmp_path / "begun.db", url, now=NOON)
        store = opened(url)
        here = Laptop(store.open_uow)
        for file in (*order, order[0]):
            here.merge(file)
        here.clock.at = NOON
        here.write(*COMPLETE, sheet=THIRD)
        found = sound(store)
        assert (found.scorecards, found.entries) == (3, 20)
        contents.add(here.content())

    assert len(contents) == 1


def test_a_backup_from_before_the_first_handover_still_takes_its_return(opened, tmp_path):
    """The identity is made at the first handover; a backup that has one keeps its own."""
    url, store = f"sqlite:///{tmp_path / 'home.db'}", opened("home.db")
    home, away = a_home(store.open_uow), Laptop(opened("away.db").open_uow)
    with store.open_uow() as uow:
        uow.settings.drop(IDENTITY)
        uow.commit()
    backup(tmp_path / "early.db", url)
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    backup(tmp_path / "late.db", url)
    own = home.identity()

    restore(tmp_path / "early.db", url, now=NOON)

    assert home.identity() == own
    assert "restored from an older backup" in home.merge(away.give_back()).because
    other = opened("other.db")
    assert Laptop(other.open_uow).identity() != own
    restore(tmp_path / "late.db", f"sqlite:///{tmp_path / 'other.db'}", now=NOON)
    assert Laptop(other.open_uow).identity() == own


@pytest.mark.parametrize("home_is", ["sqlite", "postgresql"])
def test_between_postgresql_and_sqlite(opened, empty_postgres_url, home_is):
    postgres = empty_postgres_url.render_as_string(hide_password=False)
    there = {"sqlite": ("home.db", postgres), "postgresql": (postgres, "away.db")}[home_is]
    first, second = (opened(name) for name in there)
    home, away = a_home(first.open_uow), Laptop(second.open_uow)
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    home.write(event(1, "evidence", "At home."), client="stray")

    home.merge(away.give_back())

    assert sound(first).problems == sound(second).problems == []
    with first.open_uow(read_only=True) as uow:
        kept = uow.entries.history(FIRST)
        assert uow.interviews.find(INTERVIEW).seat_of("R-01").elsewhere is False
    with second.open_uow(read_only=True) as uow:
        there = uow.entries.history(FIRST)
        assert uow.interviews.find(INTERVIEW).seat_of("R-01").elsewhere is True
    assert [(e.seq, e.value, e.at) for e in kept[1:]] == [(e.seq, e.value, e.at) for e in there]


def test_a_refused_return_leaves_no_row_behind(opened):
    """Its last row is one that this interview can't have, and it is the last to be looked at."""
    first, second = opened("home.db"), opened("away.db")
    home, away = a_home(first.open_uow), Laptop(second.open_uow)
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    with second.open_uow() as uow:
        last = uow.entries.history(FIRST)[0]
        odd = last.__class__(
            **{n: getattr(last, n) for n in last.__slots__} | {"item": "q77", "seq": 77}
        )
        uow.entries.append(odd)
        uow.commit()

    with pytest.raises(Exception, match=r"entries.jsonl, row 7: the kit of this interview has no"):
        home.merge(away.give_back())

    assert home.log() == []
    with reader(first.engine).connect() as connection:
        assert connection.execute(select(handovers.c.returned_at)).scalars().all() == [None]


def run(monkeypatch, url, *arguments):
    monkeypatch.setenv(VARIABLE, url)
    return CliRunner().invoke(build(), list(arguments))


class TestCommands:
    @pytest.fixture
    def urls(self, tmp_path):
        store = open_store(f"sqlite:///{tmp_path / 'home.db'}")
        a_home(store.open_uow)
        store.close()
        return f"sqlite:///{tmp_path / 'home.db'}", f"sqlite:///{tmp_path / 'away.db'}"

    def test_out_and_back(self, urls, tmp_path, monkeypatch):
        (home, away), sheet = urls, FIRST
        seat = ["--interview", sheet.interview, "--seat", sheet.rater]
        out, back = tmp_path / "out.zip", tmp_path / "back.zip"

        made = run(monkeypatch, home, "handover", *seat, "--out", str(out))
        assert made.output == (
            f"Wrote {out}: the seat of {sheet.rater}. Run `levelset merge out.zip` on the other "
            "laptop.\n"
        )
        assert run(monkeypatch, away, "merge", str(out)).exit_code == 0
        returned = run(monkeypatch, away, "handover", *seat, "--out", str(back))
        assert f"the return of {sheet.rater}'s scorecard (0 entries, not submitted" in (
            returned.output
        )
        merged = run(monkeypatch, home, "merge", str(back))
        assert (merged.exit_code, "is back, not submitted yet" in merged.output) == (0, True)
        for url in (home, away):
            assert run(monkeypatch, url, "audit", "verify").exit_code == 0
            assert run(monkeypatch, url, "db", "check").exit_code == 0

    def test_taking_back_and_wrong_use(self, urls, tmp_path, monkeypatch):
        (home, _), sheet = urls, FIRST
        seat = ["--interview", sheet.interview, "--seat", sheet.rater]
        out = tmp_path / "out.zip"
        assert run(monkeypatch, home, "handover", *seat).exit_code == 2
        run(monkeypatch, home, "handover", *seat, "--out", str(out))
        again = run(monkeypatch, home, "handover", *seat, "--out", str(out))
        assert (again.exit_code, "already exists" in again.output) == (1, True)
        lost = run(monkeypatch, home, "handover", *seat, "--take-back", "Left on the train.")
        assert (lost.exit_code, "is here again" in lost.output) == (0, True)
        missing = run(monkeypatch, home, "merge", str(tmp_path / "none.zip"))
        assert (missing.exit_code, "there is no such file" in missing.output) == (1, True)
        (tmp_path / "x.json").write_text(json.dumps({}), "utf-8")
        wrong = run(monkeypatch, home, "merge", str(tmp_path / "x.json"))
        assert (wrong.exit_code, "not a ZIP file" in wrong.output) == (1, True)
