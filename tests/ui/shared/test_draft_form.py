"""The debrief and the amendments, alone: what was typed and not saved is here again."""

from dataclasses import replace

import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind, NotRated, Recommendation, Standing
from assessment.services.drafts import form_drafts
from assessment.services.recording.amendments import amend
from tests.builders import FIRST_ITEM, a_seat, an_entry, an_interview
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    fill,
    fill_all,
)
from tests.ui.page_reading import (
    area,
    checked,
    choice,
    drawn,
    field_of,
    press,
    said,
    told,
    unescaped,
)

AGAIN = "Restored your unsaved draft from Mon 2 Mar 2026, 12:00."
FULL = "The database cannot be written: the disk is full."
HEARD = "She named the owner."
SHEET = SheetKey(FIRST, SECOND)


@pytest.fixture
def discussed(deciding):
    """Everybody's scorecards are in; two questions got different levels."""
    fill(deciding.open_uow, LEAD, verdicts=EVENLY | {"q02": 5, "q09": 4})
    for rater in (SECOND, THIRD):
        fill(deciding.open_uow, rater)
    return deciding


def debrief(deciding, who=LEAD, candidate=ONE):
    return deciding.page("debrief", who, candidate=candidate)


def scorecard(deciding):
    return deciding.page("scorecard", SECOND, interview=FIRST)


def texts(deciding, author=LEAD, candidate=ONE):
    found = form_drafts.kept(deciding.open_uow, candidate, by=Actor(rater=author))
    return {name: {f: w.text for f, w in fields.items()} for name, fields in found.items()}


def typed(page, label, words):
    return checked(area(page, label).input(words).run())


def chosen(page, label, option):
    return checked(choice(page, label).set_value(option).run())


def amending(page, item, part):
    checked(field_of(page, "What").set_value(item).run())
    return chosen(page, "Which part", part)


def counted(deciding, *, writing):
    """Lets the store of the room note each transaction that may write, or that may not."""
    whole, opened = deciding.open_uow, []

    def noting(*, read_only=False):
        if read_only is not writing:
            opened.append(1)
        return whole(read_only=read_only)

    deciding.open_uow = noting
    return opened


def test_a_note_is_here_again_in_a_new_window_until_it_is_kept(deciding):
    fill_all(deciding.open_uow)
    page = typed(debrief(deciding), "Add a note", "  Heard twice.\n")
    assert AGAIN not in said(page)
    deciding.clock.forward(3600)

    page = debrief(deciding)

    assert area(page, "Add a note").value == "  Heard twice.\n"
    assert said(page).count(AGAIN) == 1
    assert deciding.records(DebriefKind.NOTE) == []
    press(page, "Save note")
    assert [r.text for r in deciding.records(DebriefKind.NOTE)] == ["Heard twice."]
    assert texts(deciding) == {}
    for window in (page, debrief(deciding)):
        assert (area(window, "Add a note").value, AGAIN in said(window)) == ("", False)


def test_a_final_recommendation_is_here_again_with_what_was_chosen(deciding):
    fill_all(deciding.open_uow)
    page = chosen(debrief(deciding), "Recommendation", Recommendation.STRONG_YES)
    typed(page, "Reasons", "Runs a shift alone.")
    assert texts(deciding) == {
        "final": {"recommendation": "strong_yes", "reasons": "Runs a shift alone."}
    }

    page = debrief(deciding)

    assert said(page).count(AGAIN) == 1
    press(page, "Save final recommendation")
    (final,) = deciding.records(DebriefKind.FINAL_RECOMMENDATION)
    assert (final.recommendation, final.text) == ("strong_yes", "Runs a shift alone.")
    assert texts(deciding) == {}


def test_a_decision_is_here_again_with_its_reason_until_it_is_saved(deciding):
    fill_all(deciding.open_uow)
    page = chosen(debrief(deciding), "Decision", Decision.HOLD)
    typed(page, "Reason for the decision", "Waiting for the works council.")
    assert texts(deciding) == {
        "decision": {"decision": "hold", "reason": "Waiting for the works council."}
    }

    page = debrief(deciding)

    assert said(page).count(AGAIN) == 1
    press(page, "Save decision")
    (saved,) = deciding.records(DebriefKind.DECISION)
    assert (saved.decision, saved.text) == (Decision.HOLD, "Waiting for the works council.")
    assert texts(deciding) == {}


def test_each_agreed_level_is_here_again_at_its_own_question(discussed):
    page = debrief(discussed)
    second = page.selectbox[0].options[1]
    typed(page, "Reason", "The first answer.")
    checked(page.selectbox[0].select(second).run())
    assert area(page, "Reason").value == ""
    chosen(page, "Level", 4)
    typed(page, "Reason", "The second answer.")

    page = debrief(discussed)

    assert (page.selectbox[0].value, area(page, "Reason").value) == (0, "The first answer.")
    checked(page.selectbox[0].select(second).run())
    assert (choice(page, "Level").value, area(page, "Reason").value) == (4, "The second answer.")
    assert said(page).count(AGAIN) == 1
    press(page, "Save agreed level")
    (settled,) = discussed.records(DebriefKind.FINAL_RATING)
    assert (settled.level, settled.text) == (4, "The second answer.")
    page = debrief(discussed)
    assert (page.selectbox[0].value, area(page, "Reason").value) == (0, "The first answer.")


def test_a_reason_to_open_early_is_here_again_where_it_can_be_seen(deciding):
    fill(deciding.open_uow, LEAD)
    page = debrief(deciding, None)
    assert [e.proto.expanded for e in page.expander] == [False]
    typed(page, "Reason", "Cem is ill.")

    page = debrief(deciding, None)

    assert [e.proto.expanded for e in page.expander] == [True]
    assert AGAIN in said(page)
    press(page, "Open the debrief early")
    assert [r.text for r in deciding.records(DebriefKind.OPENED)] == ["Cem is ill."]
    assert texts(deciding, None) == {}


def test_an_amendment_is_here_again_at_its_place(deciding):
    fill(deciding.open_uow, SECOND, evidence={"q03": "moved orders"})
    page = amending(scorecard(deciding), "q03", "Evidence")
    assert area(page, "What you heard").value == "moved orders"
    typed(page, "What you heard", HEARD)
    typed(page, "Reason for the amendment", "I left it out.")

    page = scorecard(deciding)

    assert [e.proto.expanded for e in page.expander] == [True]
    assert (field_of(page, "What").value, choice(page, "Which part").value) == ("q03", "Evidence")
    assert (area(page, "What you heard").value, area(page, "Reason for the amendment").value) == (
        HEARD,
        "I left it out.",
    )
    assert said(page).count(AGAIN) == 1
    press(page, "Save amendment")
    assert f"Question 3, evidence | {HEARD} | I left it out." in drawn(page)
    assert texts(deciding, SECOND) == {}
    assert AGAIN not in said(page)


def test_of_several_amendments_the_last_is_here_and_the_others_are_named(deciding):
    fill(deciding.open_uow, SECOND)
    page = amending(scorecard(deciding), "", "Reasons")
    typed(page, "Your reasons", "Not sure any more.")
    deciding.clock.forward(60)
    page = amending(page, "q01", "Level")
    checked(field_of(page, "Level, or reason for none").set_value(NotRated.NO_EVIDENCE).run())

    page = scorecard(deciding)

    assert (field_of(page, "What").value, choice(page, "Which part").value) == ("q01", "Level")
    assert field_of(page, "Level, or reason for none").value == NotRated.NO_EVIDENCE
    assert "Other unsaved changes: The whole scorecard (reasons)." in unescaped(said(page))
    page = amending(page, "", "Reasons")
    assert area(page, "Your reasons").value == "Not sure any more."


def test_a_place_that_cannot_be_amended_any_more_leaves_the_way_to_the_others(deciding):
    fill(deciding.open_uow, SECOND, verdicts=EVENLY | {"q10": NotRated.NOT_ASKED})
    page = amending(scorecard(deciding), "q10", "Departures from the kit")
    typed(page, "Why it was not asked", "No time was left.")
    page = scorecard(deciding)
    assert choice(page, "Which part").value == "Departures from the kit"
    amend(
        deciding.open_uow,
        deciding.clock,
        sheet=SHEET,
        kind=Kind.VERDICT,
        item=ItemId("q10"),
        value=3,
        because="It was asked.",
        by=Actor(rater=SHEET.rater),
    )

    for window in (checked(page.run()), scorecard(deciding)):
        assert choice(window, "Which part").value == "Level"


def test_the_reason_for_taking_what_another_page_held_is_here_again(deciding):
    fill(deciding.open_uow, SECOND, evidence={"q02": HEARD})
    with deciding.open_uow() as uow:
        late = an_entry(5, item="q02", sheet=SHEET, seq=99, standing=Standing.PROPOSED)
        uow.entries.append(replace(late, client="tab-2"))
        uow.commit()
    typed(scorecard(deciding), "Reason for your decision", "The tablet was offline.")

    page = press(scorecard(deciding), "Discard change")

    assert "The tablet was offline." in drawn(page)
    assert texts(deciding, SECOND) == {}


def test_evidence_that_nobody_touched_follows_what_was_amended_in_another_window(deciding):
    fill(deciding.open_uow, SECOND, evidence={FIRST_ITEM: "first"})
    idle = amending(scorecard(deciding), FIRST_ITEM, "Evidence")
    busy = amending(scorecard(deciding), FIRST_ITEM, "Evidence")
    typed(busy, "What you heard", HEARD)
    for value in ("second", "third"):
        amend(
            deciding.open_uow,
            deciding.clock,
            sheet=SHEET,
            kind=Kind.EVIDENCE,
            item=FIRST_ITEM,
            value=value,
            because="Heard it again.",
            by=Actor(rater=SHEET.rater),
        )
        assert area(checked(idle.run()), "What you heard").value == value
        assert area(checked(busy.run()), "What you heard").value == HEARD
    assert texts(deciding, SECOND) == {f"amend {FIRST} q01 evidence": {"evidence": HEARD}}


def test_only_a_run_that_changed_something_is_written(deciding):
    fill_all(deciding.open_uow)
    writes = counted(deciding, writing=True)
    page = debrief(deciding)
    page.run()
    assert len(writes) == 0

    typed(page, "Add a note", "Heard twice.").run()
    assert len(writes) == 1

    debrief(deciding).run()
    assert len(writes) == 1


def test_what_was_kept_is_read_once_however_many_forms_a_page_has(discussed):
    fill_all(discussed.open_uow, OTHER)
    reads = counted(discussed, writing=False)

    page = debrief(discussed, candidate=TWO)
    few = len(reads)
    assert "Save agreed level" not in [b.label for b in page.button]
    debrief(discussed)

    assert len(reads) == 2 * few


def test_what_was_typed_back_does_not_come_back(deciding):
    fill_all(deciding.open_uow)
    page = typed(debrief(deciding), "Add a note", "Heard twice.")
    typed(page, "Add a note", "")
    chosen(page, "Recommendation", Recommendation.YES)
    chosen(page, "Recommendation", None)

    assert texts(deciding) == {}
    assert AGAIN not in said(debrief(deciding))


def test_a_save_that_is_refused_leaves_everything_kept(deciding):
    fill_all(deciding.open_uow)
    page = debrief(deciding)
    area(page, "Reasons").input("Runs a shift alone.")

    page = press(page, "Save final recommendation")

    assert told(page) == ["Choose one of the five recommendations."]
    assert texts(deciding) == {"final": {"reasons": "Runs a shift alone."}}
    assert area(debrief(deciding), "Reasons").value == "Runs a shift alone."


def test_everybody_gets_their_own_words_again_about_this_candidate(deciding):
    fill_all(deciding.open_uow)
    fill_all(deciding.open_uow, OTHER)
    typed(debrief(deciding), "Add a note", "Heard twice.")

    for who, candidate, words in (
        (SECOND, ONE, ""),
        (None, ONE, ""),
        (LEAD, TWO, ""),
        (LEAD, ONE, "Heard twice."),
    ):
        page = debrief(deciding, who, candidate)
        assert area(page, "Add a note").value == words
        assert "Heard twice." not in drawn(page)


def test_an_idle_window_leaves_alone_what_was_typed_in_another(deciding):
    fill_all(deciding.open_uow)
    idle = debrief(deciding)
    typed(debrief(deciding), "Add a note", "Heard twice.")

    idle.run()

    assert texts(deciding) == {"note": {"note": "Heard twice."}}


def test_a_window_that_typed_keeps_its_words_when_another_of_the_same_person_saved(deciding):
    fill_all(deciding.open_uow)
    one, other = debrief(deciding), debrief(deciding)
    typed(one, "Add a note", "Heard once.")
    press(typed(other, "Add a note", "Heard twice."), "Save note")
    assert texts(deciding) == {}

    one.run()

    assert texts(deciding) == {"note": {"note": "Heard once."}}


def test_where_the_debrief_closed_meanwhile_nothing_is_drawn_and_nothing_lost(deciding):
    fill_all(deciding.open_uow)
    typed(debrief(deciding, SECOND), "Add a note", "Heard twice.")
    with deciding.open_uow() as uow:
        uow.interviews.add(an_interview("MES-1.C-01.2", seats=(a_seat(SECOND),)))
        uow.commit()

    page = debrief(deciding, SECOND)

    assert list(page.text_area) == []
    assert "Heard twice." not in said(page) + drawn(page)
    assert texts(deciding, SECOND) == {"note": {"note": "Heard twice."}}


def test_a_database_that_cannot_be_written_leaves_the_words_in_the_window(deciding):
    fill_all(deciding.open_uow)
    whole, disk = deciding.open_uow, {"full": True}

    def perhaps(*, read_only=False):
        if disk["full"] and not read_only:
            raise StoreUnavailable(FULL)
        return whole(read_only=read_only)

    deciding.open_uow = perhaps
    page = typed(debrief(deciding), "Add a note", "Heard twice.")
    warnings = [unescaped(w.value) for w in page.warning]
    assert warnings == [f"Your draft is only kept in this window. {FULL}"]
    page = press(page, "Save note")
    assert told(page) == [FULL]
    assert area(page, "Add a note").value == "Heard twice."

    disk["full"] = False
    page.run()
    assert (list(page.warning), texts(deciding)) == ([], {"note": {"note": "Heard twice."}})
