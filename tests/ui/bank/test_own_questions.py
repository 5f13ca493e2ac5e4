"""One's own questions, chosen on the bank page: taken at once, remembered, or refused by name."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.bank.own_questions import FOLDER
from question_bank import load_bank
from question_bank.own import VARIABLE, choose, chosen, with_own
from tests.fakes import StoppedClock, fake_open_uow
from tests.ui.page_reading import checked, field_of, press, said, told
from tests.unit.question_bank.folders import HOME, QUESTION, a_folder, put


@pytest.fixture(autouse=True)
def memory(tmp_path, monkeypatch) -> Path:
    file = tmp_path / "data" / "own-questions.txt"
    monkeypatch.setattr("question_bank.own.memory", lambda: file)
    monkeypatch.delenv(VARIABLE)
    return file


@pytest.fixture
def own(tmp_path) -> Path:
    folder = tmp_path / "own"
    put(folder, HOME.replace("prd-", "x-prd-"), QUESTION.replace("prd-dsp", "x-prd-dsp"))
    return folder


@pytest.fixture
def page(tmp_path) -> AppTest:
    (tmp_path / "shipped").mkdir()
    bank = load_bank(a_folder(tmp_path / "shipped"))
    app_context.install(AppContext(bank=bank, open_uow=fake_open_uow(), clock=StoppedClock()))
    return checked(AppTest.from_function(_script, default_timeout=60).run())


def _script():
    from assessment.ui import app_context  # noqa: PLC0415  # AppTest runs this source alone
    from assessment.ui.bank import page as bank  # noqa: PLC0415
    from assessment.ui.shared.address import url_state  # noqa: PLC0415  # AppTest runs this source alone

    if kept := url_state.take_notice():
        import streamlit as st  # noqa: PLC0415

        st.success(kept)
    bank.render(app_context.current())


def put_another(folder: Path, tail: str = "") -> Path:
    """A second question in the folder; a tail that no schema knows makes it a broken one."""
    home = HOME.replace("prd-", "x-prd-").replace("001", "002")
    put(folder, home, QUESTION.replace("prd-dsp-001", "x-prd-dsp-002") + tail)
    return folder / home


def use(page: AppTest, folder: object, button: str = "Use this folder") -> AppTest:
    field_of(page, FOLDER).input(str(folder))
    return press(page, button)


def test_a_folder_is_in_the_bank_at_once_and_at_every_later_start(page, own):
    use(page, own)

    assert [s.value for s in page.success] == ["1 question of your own in the bank."]
    assert said(page).startswith("2 questions, 1 of your own")
    assert chosen() == own


def test_what_was_mended_or_added_is_there_when_the_folder_is_read_again(page, own):
    broken = put_another(own, tail="tip: 1\n")
    use(page, own)
    assert "are not in use: 1 problem" in page.warning[0].value
    assert said(page).startswith("1 question ·")

    broken.unlink()
    press(page, "Switch to this folder")

    assert not page.warning
    assert said(page).startswith("2 questions, 1 of your own")


def test_one_may_do_without_them_again(page, own):
    use(page, own)

    press(page, "Stop using this folder")

    assert said(page).startswith("1 question ·")
    assert chosen() is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "No folder was given"),
        ("/no/such/folder", "There is no folder /no/such/folder"),
    ],
)
def test_a_folder_that_is_not_there_changes_nothing(page, typed, why):
    use(page, typed)

    assert told(page) == [
        f"{why}. Enter the full path of a folder on this computer. Nothing was changed."
    ]
    assert app_context.current().bank.own is None
    assert chosen() is None


def test_a_choice_that_cannot_be_kept_changes_nothing(page, own, memory):
    memory.parent.write_text("a file in the way")

    use(page, own)

    assert told(page) == ["The choice cannot be saved (File exists). Nothing was changed."]
    assert app_context.current().bank.own is None


def test_a_folder_that_the_environment_names_is_read_again_but_not_chosen(page, own, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(own))
    here = app_context.current()
    app_context.install(replace(here, bank=with_own(here.bank, own)))
    checked(page.run())
    assert f"They come from `{own}`, set by `{VARIABLE}`." in said(page)
    assert FOLDER not in [t.label for t in page.text_input]

    put_another(own)
    press(page, "Reload folder")

    assert said(page).startswith("3 questions, 2 of your own")


def test_an_interviewer_sees_the_folder_and_chooses_none(page, own, monkeypatch):
    choose(own)
    somebody = Actor(rater=RaterId("R-01"))
    monkeypatch.setattr("assessment.ui.shared.viewer.who", lambda _context: somebody)

    checked(page.run())

    assert "Your own questions" in [e.label for e in page.expander]
    assert FOLDER not in [t.label for t in page.text_input]
