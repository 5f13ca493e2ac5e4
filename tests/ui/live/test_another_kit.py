"""An interview gets another kit while its live screen is open on the first."""

import pytest
from playwright.sync_api import expect

from assessment.domain.ids import KitId
from assessment.domain.permissions import OWNER
from assessment.services.hiring.scheduling import change_interview
from tests.builders import NOON, a_kit, a_question
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

HEARD = "names the planner, and what she locks"


def give_another_kit(stage) -> KitId:
    kit = a_kit(
        f"{stage.interview.partition('.')[0]}.K2", questions=[a_question("plc-010", title="Other")]
    )
    with stage.open_uow() as uow:
        uow.kits.add(kit)
        uow.commit()
    change_interview(
        stage.open_uow,
        interview=stage.interview,
        planned_at=NOON,
        kit=kit.id,
        seats=["R-01", "R-02", "R-03"],
        by=OWNER,
    )
    return kit.id


def test_what_was_heard_on_one_question_never_stands_under_another(stage):
    screen, sheet = stage.screen(), stage.sheet()
    first, kit = f"{stage.interview.partition('.')[0]}.K1", give_another_kit(stage)

    screen.command("4")
    screen.write(HEARD)
    screen.drained()

    notice = screen.page.locator(".notice")
    why = (
        f"This was entered for the kit {first}, and the interview now follows {kit}. "
        "Reload the page and enter it again."
    )
    told = f"Question 1, level; Question 1, what you heard: {why}"
    expect(notice.locator("p")).to_have_text(told)
    expect(notice.locator("textarea")).to_have_value(HEARD)
    assert sheet.whole_log() == []

    screen.reload()
    expect(notice.locator("textarea")).to_have_value(HEARD)
    eventually(lambda: (screen.chosen(), screen.note.input_value()), ([], ""))
    screen.command("3")
    eventually(lambda: sheet.record("q01").level, 3)
    assert sheet.history("evidence") == []
