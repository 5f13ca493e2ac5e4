"""The settings page: true for whoever looks, without a path, and with a backup in one press."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

import assessment.ui.live.screen
from assessment.domain.audit import BACKED_UP
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.ui.app_context import AppContext
from assessment.ui.settings.keys import KEYS
from tests.builders import a_bank, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.ui.page_reading import checked, drawn, press, said

DIALOG = Path(assessment.ui.live.screen.__file__).parent / "shortcuts_dialog.js"


def settings(store, by=OWNER, **more):
    context = AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock(), **more)
    kwargs = {"context": context, "by": by}
    return checked(AppTest.from_function(_script, kwargs=kwargs, default_timeout=60).run())


def _script(context, by):
    from assessment.ui.settings.page import show  # noqa: PLC0415  # AppTest runs this source alone

    show(context, by)


def note(store):
    with store() as uow:
        uow.journal.note(by=None, act=BACKED_UP, about="database", detail="on request")
        uow.commit()


def test_the_owner_makes_a_backup_and_reads_when_the_last_one_was():
    store = fake_open_uow()
    page = settings(
        store, database="SQLite on the computer that runs Levelset", back_up=lambda: note(store)
    )
    assert "SQLite on the computer that runs Levelset" in said(page)
    assert "No backup was made yet." in said(page)

    press(page, "Make a backup now")

    assert "Last backup: **Mon 2 Mar 2026, 12:00**" in said(page).replace("\\", "")


def test_where_the_server_makes_none_the_command_is_named():
    page = settings(fake_open_uow(), database="PostgreSQL")

    assert "PostgreSQL" in said(page)
    assert "levelset db backup FILE" in said(page)
    assert [b.label for b in page.button] == []


def test_an_interviewer_and_a_device_see_neither_backups_nor_rules():
    store = fake_open_uow()
    furnish(store)
    for by in (Actor(rater="R-01"), Actor(rater="R-01", link=SheetKey("MES-1.C-01.1", "R-01"))):
        page = settings(store, by, back_up=lambda: None)

        assert "The owner looks after the database and its backups." in said(page)
        assert list(page.button) == []
        assert "give this level" in drawn(page)


def test_no_page_shows_a_path():
    assert not re.search(r"/(home|tmp|var|Users)/", said(settings(fake_open_uow())))


def test_the_keys_are_those_of_the_live_screen():
    lines = re.findall(r'\[\[.*?\], "(.+?)", "(.+?)"\]', DIALOG.read_text("utf-8"))

    assert [tuple(line) for line in KEYS] == lines
