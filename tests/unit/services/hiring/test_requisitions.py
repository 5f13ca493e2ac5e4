"""Openings, candidates, panel and planned interviews; each refusal says what to do."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from assessment.domain.decision import DebriefKind
from assessment.domain.errors import (
    AssessmentError,
    Incomplete,
    Invalid,
    NotAllowed,
    NotFound,
    NotOnPanel,
)
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.interview import Interview
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.domain.requisition import PanelMember, Requisition, Reveal, SeatRole
from assessment.services.hiring import candidates, panels, requisitions, scheduling
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    KIT,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_candidate,
    a_debrief_record,
    a_kit,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

CLOCK = StoppedClock()
LEAD, OBSERVER = SeatRole.LEAD, SeatRole.OBSERVER


def a_store(*interviews: Interview) -> OpenUnitOfWork:
    """One requisition with a candidate, a kit, a panel of two, and one interview by both."""
    open_uow = fake_open_uow()
    furnish(open_uow, *(interviews or (an_interview(seats=(a_seat(), a_seat(OTHER_RATER))),)))
    return open_uow


def an_entry_in(open_uow: OpenUnitOfWork) -> None:
    with open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()


def refusal(of: type[AssessmentError], act) -> str:
    with pytest.raises(of) as caught:
        act()
    return str(caught.value)


def test_a_requisition_keeps_its_reference_in_capitals():
    open_uow = fake_open_uow()

    made = requisitions.create(
        open_uow,
        CLOCK,
        title=" Plant  MES engineer ",
        client="Brewery",
        reference="mes_2026-07",
        by=OWNER,
    )

    assert made == Requisition(
        id=RequisitionId("MES_2026-07"),
        title="Plant MES engineer",
        client="Brewery",
        reveal=Reveal.AT_DEBRIEF,
        created_at=NOON,
    )
    with open_uow(read_only=True) as uow:
        assert uow.requisitions.all() == [made]


def test_without_a_reference_the_next_one_is_made():
    open_uow = fake_open_uow()
    refs = ["R-001", "ROLE-007", "", "ROLE-X", ""]

    made = [
        requisitions.create(open_uow, CLOCK, title="T", client="C", reference=r, by=OWNER).id
        for r in refs
    ]

    assert made == ["R-001", "ROLE-007", "ROLE-008", "ROLE-X", "ROLE-009"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": " "}, "Give the role a title, such as Plant MES engineer."),
        ({"client": ""}, "Name the client: the company or site that is hiring."),
        (
            {"title": "", "client": " "},
            (
                "Give the role a title, such as Plant MES engineer. Name the client: the company "
                "or site that is hiring."
            ),
        ),
        (
            {"reference": "MES 1.2"},
            (
                "The reference 'MES 1.2' can only contain letters A-Z, digits, - and _, and must "
                "start with a letter or a digit."
            ),
        ),
        (
            {"reference": "A" * 41},
            "The reference has 41 characters. Shorten it to 40 or fewer.",
        ),
        (
            {"title": "A" * 121},
            "The title has 121 characters. Shorten it to 120 or fewer.",
        ),
        (
            {"reference": "mes-1"},
            (
                "The reference MES-1 is already used by MES engineer for Brewery. Choose another "
                "one, or leave it blank and one is assigned."
            ),
        ),
    ],
)
def test_a_requisition_that_cannot_be_made_says_why_and_leaves_nothing(given, sentence):
    open_uow = a_store()

    def act():
        requisitions.create(
            open_uow, CLOCK, by=OWNER, **{"title": "T", "client": "C", "reference": ""} | given
        )

    assert refusal(AssessmentError, act) == sentence
    with open_uow(read_only=True) as uow:
        assert len(uow.requisitions.all()) == 1


def test_a_change_of_policy_is_in_the_journal_once():
    open_uow = a_store(an_interview(seats=(a_seat(role=LEAD), a_seat(OTHER_RATER))))

    for _ in range(2):
        requisitions.change_reveal(
            open_uow,
            CLOCK,
            requisition=REQUISITION,
            reveal=Reveal.AFTER_OWN_SCORECARD,
            by=Actor(rater=RATER),
        )

    with open_uow(read_only=True) as uow:
        assert uow.requisitions.all()[0].reveal is Reveal.AFTER_OWN_SCORECARD
        assert uow.journal.lines() == [
            JournalLine(
                at=NOON,
                by=RATER,
                act="reveal",
                about=REQUISITION,
                detail="at_debrief to after_own_scorecard",
            )
        ]


def test_candidates_get_codes_in_order_and_names_only_when_given():
    open_uow = a_store()

    named = candidates.add_candidate(
        open_uow, CLOCK, requisition=REQUISITION, name=" 王 小明 🙂 ", by=OWNER
    )
    nameless = candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, by=OWNER)

    assert (named.id, nameless.id) == ("MES-1.C-02", "MES-1.C-03")
    assert requisitions.names(open_uow, REQUISITION, by=OWNER).candidates == {
        named.id: "王 小明 🙂"
    }


def test_a_code_is_never_used_again_even_after_its_candidate_was_removed():
    open_uow = a_store()
    second = candidates.add_candidate(
        open_uow, CLOCK, requisition=REQUISITION, name="A", by=OWNER
    ).id

    candidates.remove_candidate(
        open_uow, lambda: NOON, candidate=second, reason="Added by mistake.", by=OWNER
    )
    third = candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, by=OWNER).id
    candidates.remove_candidate(
        open_uow, lambda: NOON, candidate=third, reason="Added by mistake.", by=OWNER
    )
    candidates.remove_candidate(
        open_uow, lambda: NOON, candidate=CANDIDATE, reason="Added by mistake.", by=OWNER
    )

    assert (
        candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, by=OWNER).code == "C-04"
    )


def test_a_candidate_is_renamed_and_the_name_erased():
    open_uow = a_store()

    candidates.rename_candidate(open_uow, lambda: NOON, candidate=CANDIDATE, name="Ada", by=OWNER)
    assert requisitions.names(open_uow, REQUISITION, by=OWNER).candidates == {CANDIDATE: "Ada"}

    candidates.rename_candidate(open_uow, lambda: NOON, candidate=CANDIDATE, name=" ", by=OWNER)
    assert requisitions.names(open_uow, REQUISITION, by=OWNER).candidates == {}


def test_a_withdrawn_candidate_stays_in_the_record_with_the_reason():
    open_uow = a_store()

    candidates.withdraw(open_uow, CLOCK, candidate=CANDIDATE, reason="took another offer", by=OWNER)

    with open_uow(read_only=True) as uow:
        assert uow.requisitions.candidates(REQUISITION) == [
            a_candidate(withdrawn_at=NOON, withdrawn_because="took another offer")
        ]
        assert len(uow.interviews.of_candidate(CANDIDATE)) == 1

    def again():
        candidates.withdraw(open_uow, CLOCK, candidate=CANDIDATE, reason="twice", by=OWNER)

    assert refusal(NotAllowed, again) == "C-01 already withdrew on 2 March 2026."


def test_a_withdrawal_needs_a_reason():
    def act():
        candidates.withdraw(a_store(), CLOCK, candidate=CANDIDATE, reason=" ", by=OWNER)

    assert refusal(Incomplete, act) == "Give a short reason why C-01 is no longer considered."


def test_a_candidate_removed_by_mistake_comes_back_with_its_name_and_its_interviews():
    open_uow = a_store()
    candidates.rename_candidate(open_uow, lambda: NOON, candidate=CANDIDATE, name="Ada", by=OWNER)

    candidates.remove_candidate(
        open_uow, lambda: NOON, candidate=CANDIDATE, reason="Added by mistake.", by=OWNER
    )

    file = read_requisition(open_uow, REQUISITION, by=OWNER)
    assert file.candidates == ()

    candidates.restore_candidate(open_uow, candidate=CANDIDATE, by=OWNER)

    (back,) = read_requisition(open_uow, REQUISITION, by=OWNER).candidates
    assert [i.id for i in back.interviews] == [INTERVIEW]
    assert requisitions.names(open_uow, REQUISITION, by=OWNER).candidates == {CANDIDATE: "Ada"}


def test_a_candidate_somebody_has_rated_or_discussed_is_not_removed():
    rated, discussed = a_store(), a_store()
    an_entry_in(rated)
    with discussed() as uow:
        uow.debriefs.add(a_debrief_record())
        uow.commit()

    for open_uow in (rated, discussed):

        def act(open_uow=open_uow):
            candidates.remove_candidate(
                open_uow, lambda: NOON, candidate=CANDIDATE, reason="Added by mistake.", by=OWNER
            )

        assert refusal(NotAllowed, act) == (
            "C-01 can't be removed: someone has already entered evidence. Withdraw the candidate "
            "instead. The owner can also erase the data."
        )
        assert len(read_requisition(open_uow, REQUISITION, by=OWNER).candidates) == 1


def test_raters_get_codes_over_all_requisitions_and_a_name_is_used_once():
    open_uow = a_store()

    made = panels.add_rater(open_uow, name="R. Okafor", by=OWNER)

    assert made == "R-03"
    sentence = refusal(Invalid, lambda: panels.add_rater(open_uow, name="r. okafor", by=OWNER))
    assert sentence == (
        "R. Okafor is already here as R-03. Choose them from the list, or add something to the "
        "name that tells the two apart."
    )
    assert refusal(Incomplete, lambda: panels.add_rater(open_uow, name="", by=OWNER)) == (
        "Write the interviewer's name."
    )


def test_a_new_person_is_seated_at_once():
    open_uow = a_store()

    made = panels.seat_new(
        open_uow, requisition=REQUISITION, name="M. Silva", role=OBSERVER, by=OWNER
    )

    panel = read_requisition(open_uow, REQUISITION, by=OWNER).panel
    assert panel[-1] == PanelMember(requisition=REQUISITION, rater=made, role=OBSERVER)


def test_a_new_role_reaches_the_planned_interviews():
    open_uow = a_store()

    panels.seat(open_uow, requisition=REQUISITION, rater=RATER, role=OBSERVER, by=OWNER)
    panels.seat(open_uow, requisition=REQUISITION, rater=OTHER_RATER, role=LEAD, by=OWNER)

    with open_uow(read_only=True) as uow:
        assert uow.interviews.find(INTERVIEW).seats == (
            a_seat(RATER, OBSERVER),
            a_seat(OTHER_RATER, LEAD),
        )


def test_a_rater_with_entries_keeps_the_seat_and_keeps_rating():
    open_uow = a_store()
    an_entry_in(open_uow)

    def unseat():
        panels.unseat(
            open_uow,
            lambda: NOON,
            requisition=REQUISITION,
            rater=RATER,
            by=OWNER,
            reason="On leave.",
        )

    def observe():
        panels.seat(open_uow, requisition=REQUISITION, rater=RATER, role=OBSERVER, by=OWNER)

    why = "a started scorecard keeps its rater. Plan future interviews without R-01 instead."
    assert refusal(NotAllowed, unseat) == f"R-01 has to stay on the panel, because {why}"
    assert refusal(NotAllowed, observe) == f"R-01 cannot become observer, because {why}"
    panels.seat(open_uow, requisition=REQUISITION, rater=RATER, role=LEAD, by=OWNER)
    panels.unseat(
        open_uow,
        lambda: NOON,
        requisition=REQUISITION,
        rater=OTHER_RATER,
        by=OWNER,
        reason="On leave.",
    )


def test_unseating_takes_the_rater_out_of_planned_interviews():
    open_uow = a_store()

    panels.unseat(
        open_uow,
        lambda: NOON,
        requisition=REQUISITION,
        rater=OTHER_RATER,
        by=OWNER,
        reason="On leave.",
    )

    file = read_requisition(open_uow, REQUISITION, by=OWNER)
    assert [m.rater for m in file.panel] == [RATER]
    assert file.candidates[0].interviews == (an_interview(seats=(a_seat(),)),)


def test_no_interview_is_left_without_somebody_who_rates():
    open_uow = a_store(an_interview())
    sentence = (
        "R-01 is the only rater in the interview with C-01. Add another rater there "
        "first, or delete that interview."
    )

    def unseat():
        panels.unseat(
            open_uow,
            lambda: NOON,
            requisition=REQUISITION,
            rater=RATER,
            by=OWNER,
            reason="On leave.",
        )

    def observe():
        panels.seat(open_uow, requisition=REQUISITION, rater=RATER, role=OBSERVER, by=OWNER)

    assert (refusal(NotAllowed, unseat), refusal(NotAllowed, observe)) == (sentence, sentence)


def test_interviews_are_planned_in_utc_and_numbered_per_candidate():
    open_uow = a_store()
    summer_time = timezone(timedelta(hours=2))

    planned = plan(
        open_uow,
        planned_at=datetime(2026, 7, 1, 14, 0, tzinfo=summer_time),
        seats=[OTHER_RATER, RATER],
    )

    assert planned == an_interview(
        "MES-1.C-01.2",
        planned_at=datetime(2026, 7, 1, 12, 0, tzinfo=UTC),
        seats=(a_seat(), a_seat(OTHER_RATER)),
    )
    with open_uow(read_only=True) as uow:
        assert uow.interviews.find(planned.id) == planned


def plan(open_uow, **changed):
    given = {"candidate": CANDIDATE, "kit": KIT, "planned_at": NOON, "seats": [RATER]} | changed
    times = {given.pop("candidate"): given.pop("planned_at")}
    (planned,) = scheduling.plan_interviews(open_uow, times=times, by=OWNER, **given)
    return planned


def test_an_interview_that_cannot_be_planned_says_why():
    open_uow = a_store()
    panels.seat_new(open_uow, requisition=REQUISITION, name="O", role=OBSERVER, by=OWNER)
    with open_uow() as uow:
        uow.kits.add(a_kit("MES-1.K2"))
        uow.commit()
    stranger, observer = RaterId("R-09"), RaterId("R-03")
    cases = [
        (
            Invalid,
            {},
            "C-01 already has an interview at that time. Choose another time.",
        ),
        (
            NotFound,
            {"kit": KitId("MES-2.K1")},
            "MES-1 has no locked kit 'MES-2.K1'.",
        ),
        (
            NotFound,
            {"candidate": CandidateId("MES-1.C-09")},
            "There is no candidate 'MES-1.C-09' in this database.",
        ),
        (
            NotOnPanel,
            {"planned_at": NOON + timedelta(days=1), "seats": [RATER, stranger]},
            "R-09 is not on the panel of MES-1. Add them to the panel first.",
        ),
        (
            Incomplete,
            {"planned_at": NOON + timedelta(days=1), "seats": [observer]},
            "Choose at least one lead or interviewer, because someone has to rate.",
        ),
        (
            Invalid,
            {"planned_at": datetime(2026, 7, 1, 14, 0)},  # noqa: DTZ001  # naive on purpose
            "An interview is planned for a date and a time in a known time zone.",
        ),
    ]

    said = [refusal(of, lambda given=given: plan(open_uow, **given)) for of, given, _ in cases]

    assert said == [sentence for _, _, sentence in cases]
    with open_uow(read_only=True) as uow:
        assert len(uow.interviews.of_requisition(REQUISITION)) == 1


def test_several_candidates_are_planned_together_or_not_at_all():
    open_uow = a_store()
    second = candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, by=OWNER).id
    third = candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, by=OWNER).id
    candidates.withdraw(open_uow, CLOCK, candidate=third, reason="left", by=OWNER)
    later = NOON + timedelta(hours=1)

    def act():
        scheduling.plan_interviews(
            open_uow, times={second: NOON, third: later}, kit=KIT, seats=[RATER], by=OWNER
        )

    assert refusal(NotAllowed, act) == "C-03 has withdrawn, so nobody can plan an interview."
    planned = scheduling.plan_interviews(
        open_uow, times={CANDIDATE: later, second: NOON}, kit=KIT, seats=[RATER], by=OWNER
    )
    assert [i.id for i in planned] == ["MES-1.C-01.2", "MES-1.C-02.1"]
    nobody = refusal(
        Incomplete,
        lambda: scheduling.plan_interviews(open_uow, times={}, kit=KIT, seats=[RATER], by=OWNER),
    )
    assert nobody == "Choose at least one candidate to interview."


def test_a_planned_interview_is_moved_and_taken_back():
    open_uow = a_store()
    later = NOON + timedelta(days=3)

    changed = scheduling.change_interview(
        open_uow, interview=INTERVIEW, planned_at=later, kit=KIT, seats=[OTHER_RATER], by=OWNER
    )
    assert changed == an_interview(planned_at=later, seats=(a_seat(OTHER_RATER),))

    scheduling.remove_interview(
        open_uow, lambda: NOON, interview=INTERVIEW, reason="Postponed.", by=OWNER
    )
    with open_uow(read_only=True) as uow:
        assert uow.interviews.of_requisition(REQUISITION) == []


def test_an_interview_with_an_entry_keeps_its_kit_and_people_and_can_be_moved():
    open_uow = a_store()
    an_entry_in(open_uow)
    later = NOON + timedelta(days=3)

    def change(seats):
        return scheduling.change_interview(
            open_uow, interview=INTERVIEW, planned_at=later, kit=KIT, seats=seats, by=OWNER
        )

    assert refusal(NotAllowed, lambda: change([OTHER_RATER])) == (
        "The interview with C-01 can no longer be changed: something has already been entered. "
        "Only its time can, until a scorecard is in. Plan a second interview if you need one."
    )
    assert change([RATER, OTHER_RATER]).planned_at == later
    with open_uow(read_only=True) as uow:
        assert uow.entries.history(SHEET)


def test_a_cancelled_interview_keeps_what_was_typed_and_comes_back_with_it():
    open_uow = a_store()
    an_entry_in(open_uow)
    before = read_requisition(open_uow, REQUISITION, by=Actor(rater=RATER)).candidates[0]

    scheduling.remove_interview(
        open_uow, lambda: NOON, interview=INTERVIEW, reason="Ill.", by=OWNER
    )
    meanwhile = read_requisition(open_uow, REQUISITION, by=Actor(rater=RATER)).candidates[0]
    with open_uow(read_only=True) as uow:
        assert uow.entries.history(SHEET)
    scheduling.restore_interview(open_uow, interview=INTERVIEW, by=OWNER)

    assert (meanwhile.interviews, meanwhile.scorecards) == ((), ())
    after = read_requisition(open_uow, REQUISITION, by=Actor(rater=RATER)).candidates[0]
    assert after == before
    assert after.scorecards


def test_an_interview_with_a_submitted_scorecard_took_place():
    open_uow = a_store()
    with open_uow() as uow:
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT))
        uow.commit()

    def change():
        scheduling.change_interview(
            open_uow,
            interview=INTERVIEW,
            planned_at=NOON,
            kit=KIT,
            seats=[RATER, OTHER_RATER],
            by=OWNER,
        )

    def cancel():
        scheduling.remove_interview(
            open_uow, lambda: NOON, interview=INTERVIEW, reason="No.", by=OWNER
        )

    assert [refusal(NotAllowed, act) for act in (change, cancel)] == [
        f"The interview with C-01 can no longer be {act}: part of it is complete. Plan a second "
        "interview if you need one."
        for act in ("rescheduled", "cancelled")
    ]


def test_a_restored_interview_notes_that_the_debrief_was_open():
    open_uow = a_store()
    plan = {"times": {CANDIDATE: NOON + timedelta(days=1)}, "kit": KIT, "seats": [OTHER_RATER]}
    (second,) = scheduling.plan_interviews(open_uow, **plan, by=OWNER)
    with open_uow() as uow:
        for rater in (RATER, OTHER_RATER):
            sheet = SheetKey(INTERVIEW, rater)
            uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, sheet=sheet))
        uow.commit()
    clock = {"clock": lambda: NOON, "interview": second.id, "by": OWNER}

    scheduling.remove_interview(open_uow, **clock, reason="Ill.")
    scheduling.restore_interview(open_uow, interview=second.id, by=OWNER)

    with open_uow(read_only=True) as uow:
        assert uow.journal.newest().detail == "restored, debrief was open"


def two_meetings(reveal=Reveal.AT_DEBRIEF, *, first=(RATER,), second=OTHER_RATER):
    """Two interviews with one candidate, the second of them begun."""
    open_uow = a_store(an_interview(seats=tuple(a_seat(r) for r in first)))
    later = an_interview(f"{CANDIDATE}.2", seats=(a_seat(second),))
    furnish(open_uow, later)
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=reveal))
        uow.entries.append(an_entry(sheet=SheetKey(later.id, second)))
        uow.commit()
    return open_uow, {"interview": later.id, "by": OWNER}


def submit(open_uow, sheet=SHEET):
    with open_uow() as uow:
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, sheet=sheet))
        uow.commit()


def cancel(open_uow, which):
    scheduling.remove_interview(open_uow, lambda: NOON, **which, reason="Ill.")


@pytest.mark.parametrize(
    ("reveal", "first", "second"),
    [
        (Reveal.AT_DEBRIEF, (RATER,), OTHER_RATER),
        (Reveal.AFTER_OWN_SCORECARD, (RATER, OTHER_RATER), RATER),
    ],
)
def test_no_cancellation_lets_somebody_read_who_has_begun_to_write(reveal, first, second):
    open_uow, which = two_meetings(reveal, first=first, second=second)
    submit(open_uow)

    assert refusal(NotAllowed, lambda: cancel(open_uow, which)) == (
        "The interview with C-01 can't be cancelled: a scorecard of it is begun, and without this "
        "interview whoever writes it could read the others' ratings and go on after a "
        "restoration. That scorecard has to be submitted."
    )
    with open_uow(read_only=True) as uow:
        assert uow.removals.of(REQUISITION) == []


def test_no_restoration_lets_somebody_write_on_who_can_read_by_then():
    open_uow, which = two_meetings()
    cancel(open_uow, which)
    scheduling.restore_interview(open_uow, **which)
    cancel(open_uow, which)
    submit(open_uow)

    assert refusal(NotAllowed, lambda: scheduling.restore_interview(open_uow, **which)) == (
        "The interview with C-01 can't be restored: a scorecard of it was begun, and whoever "
        "writes it may have read the others' ratings since. Plan a second interview if you need "
        "one."
    )


def test_a_debrief_that_was_opened_early_stops_no_cancellation():
    open_uow, which = two_meetings()
    submit(open_uow)
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED))
        uow.commit()

    cancel(open_uow, which)
    scheduling.restore_interview(open_uow, **which)


def test_what_does_not_exist_is_named():
    open_uow = fake_open_uow()
    nowhere, nobody = RequisitionId("NO-1"), RaterId("R-09")

    said = [
        refusal(
            NotFound,
            lambda: candidates.add_candidate(open_uow, CLOCK, requisition=nowhere, by=OWNER),
        ),
        refusal(
            NotFound,
            lambda: panels.seat(
                a_store(), requisition=REQUISITION, rater=nobody, role=LEAD, by=OWNER
            ),
        ),
        refusal(
            NotFound,
            lambda: scheduling.remove_interview(
                open_uow,
                lambda: NOON,
                interview=InterviewId("NO-1.C-01.1"),
                reason="Postponed.",
                by=OWNER,
            ),
        ),
    ]

    assert said == [
        "There is no role 'NO-1' in this database.",
        "There is no interviewer 'R-09' in this database.",
        "There is no interview 'NO-1.C-01.1' in this database.",
    ]


def test_all_requisitions_are_read_oldest_first():
    open_uow = a_store()
    a_day_later = StoppedClock(NOON + timedelta(days=1))
    requisitions.create(open_uow, a_day_later, title="T", client="C", reference="A-1", by=OWNER)

    files = requisitions.read_all(open_uow, by=OWNER)

    assert [f.requisition.id for f in files] == ["MES-1", "A-1"]


@pytest.mark.parametrize(
    "again",
    ["Anna\u00a0Berg", "Anna  Berg", "An\u200bna Berg", "anna berg", "Ａnna Berg"],
    ids=ascii,
)
def test_a_candidate_who_is_there_already_is_told(again):
    open_uow = a_store()
    candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, name="Anna Berg", by=OWNER)

    said = refusal(
        Invalid,
        lambda: candidates.add_candidate(
            open_uow, CLOCK, requisition=REQUISITION, name=again, by=OWNER
        ),
    )
    assert said.startswith("C-02 already has the name Anna Berg.")
    said = refusal(
        Invalid,
        lambda: candidates.rename_candidate(
            open_uow, lambda: NOON, candidate=CANDIDATE, name=again, by=OWNER
        ),
    )
    assert said.startswith("C-02 already has the name Anna Berg.")


def test_strauss_and_strauss_with_sharp_s_are_two_people():
    open_uow = a_store()
    for name in ("Strauß", "Strauss"):
        candidates.add_candidate(open_uow, CLOCK, requisition=REQUISITION, name=name, by=OWNER)
        panels.add_rater(open_uow, name=name, by=OWNER)

    found = requisitions.names(open_uow, REQUISITION, by=OWNER)
    assert {"Strauß", "Strauss"} <= set(found.candidates.values())
    assert {"Strauß", "Strauss"} <= set(found.raters.values())


def test_what_nobody_sees_is_not_kept_in_a_name():
    open_uow = a_store()
    candidates.rename_candidate(
        open_uow, lambda: NOON, candidate=CANDIDATE, name="\ufeffAnna\u00a0 Berg\u200b", by=OWNER
    )
    candidates.rename_candidate(
        open_uow, lambda: NOON, candidate=CANDIDATE, name="Anna\u00a0Berg", by=OWNER
    )
    panels.add_rater(open_uow, name="Ben\u200b Vos", by=OWNER)

    found = requisitions.names(open_uow, REQUISITION, by=OWNER)
    assert found.candidates[CANDIDATE] == "Anna Berg"
    assert "Ben Vos" in found.raters.values()
    said = refusal(Invalid, lambda: panels.add_rater(open_uow, name="Ben  Vos", by=OWNER))
    assert said.startswith("Ben Vos is already here as ")
