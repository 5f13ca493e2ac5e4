"""The demo beside other data: it loads there, and goes without a trace."""

from dataclasses import replace

import pytest

from assessment.domain.draft_form import DraftForm
from assessment.domain.errors import NotAllowed, NotFound
from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.demo import is_loaded, load
from assessment.services.demo.removal import remove, would_remove
from assessment.services.drafts import form_drafts
from assessment.services.hiring import candidates, panels
from assessment.services.hiring.outcomes import record_start
from assessment.services.kits import kits
from assessment.services.practice.rounds import begin, rate
from assessment.services.reading.debriefs import add_note
from question_bank import load_bank
from tests.builders import a_requisition, an_entry, an_interview, furnish
from tests.fakes import StoppedClock

CLOCK = StoppedClock()
PLANT = RequisitionId("DEMO-PLANT")
SHEET = SheetKey(InterviewId("DEMO-PLANT.C-01.1"), RaterId("D-01"))


@pytest.fixture(scope="module")
def bank():
    return load_bank()


@pytest.fixture
def store(any_store, bank):
    """One requisition of one's own with a rating, and the demo beside it."""
    interview = an_interview()
    furnish(any_store, interview)
    with any_store() as uow:
        uow.entries.append(an_entry())
        uow.commit()
    load(any_store, bank, CLOCK, by=OWNER)
    return any_store


def held(open_uow):
    """Everything but the demo: what must be the same before and after."""
    with open_uow(read_only=True) as uow:
        every = [r.id for r in uow.requisitions.all()]
        interviews = [i.id for r in every for i in uow.interviews.of_requisition(r)]
        return (
            every,
            uow.people.raters(),
            uow.entries.newest_of(interviews),
            {k: v for k, v in uow.settings.all().items() if k != "signing_key"},
        )


def test_the_demo_goes_whole_and_leaves_the_rest(any_store, bank):
    furnish(any_store, an_interview())
    with any_store() as uow:
        uow.entries.append(an_entry())
        uow.commit()
    before = held(any_store)
    load(any_store, bank, CLOCK, by=OWNER)
    assert is_loaded(any_store, by=OWNER)
    assert "D-01" in held(any_store)[1]

    removed = remove(any_store, CLOCK, by=OWNER)

    assert (removed.added, removed.staying) == ((), ())
    assert held(any_store) == before
    assert not is_loaded(any_store, by=OWNER)
    load(any_store, bank, CLOCK, by=OWNER)
    assert is_loaded(any_store, by=OWNER)


def test_a_second_demo_is_refused(store, bank):
    with pytest.raises(NotAllowed, match="has DEMO-PLANT and DEMO-ENTERPRISE"):
        load(store, bank, CLOCK, by=OWNER)


def test_what_people_added_is_named_and_goes_only_when_forced(store):
    with store() as uow:
        uow.entries.append(replace(an_entry(sheet=SHEET), client="somebodys-page"))
        uow.commit()
    note = {
        "candidate": CandidateId("DEMO-PLANT.C-02"),
        "by": Actor(rater=RaterId("D-01")),
        "text": "A note.",
    }
    add_note(store, CLOCK, **note)
    candidates.add_candidate(store, CLOCK, requisition=PLANT, name="Somebody", by=OWNER)
    hired = {"candidate": CandidateId("DEMO-PLANT.C-01"), "started_on": CLOCK().date()}
    record_start(store, CLOCK, by=OWNER, **hired)

    with pytest.raises(NotAllowed) as refused:
        remove(store, CLOCK, by=OWNER)

    assert "ratings in DEMO-PLANT.C-01.1:D-01" in str(refused.value)
    assert "debriefs of DEMO-PLANT.C-02" in str(refused.value)
    assert "outcomes of DEMO-PLANT.C-01" in str(refused.value)
    assert "candidates DEMO-PLANT.C-07" in str(refused.value)
    assert is_loaded(store, by=OWNER)
    remove(store, CLOCK, force=True, by=OWNER)
    assert not is_loaded(store, by=OWNER)
    with store(read_only=True) as uow:
        line = uow.journal.lines()[-1]
    assert (line.act, line.about) == ("demo removed", "DEMO-PLANT, DEMO-ENTERPRISE")


def test_drafts_and_unsaved_input_go_as_well(store, bank):
    kits.draft(store, CLOCK, bank, requisition=PLANT, minutes=40, by=OWNER)
    form = DraftForm(candidate=CandidateId("DEMO-PLANT.C-01"), author=None, name="note")
    form_drafts.keep(store, CLOCK, form, typed={"note": "half typed"}, by=Actor(rater=form.author))

    remove(store, CLOCK, by=OWNER)

    with store(read_only=True) as uow:
        assert uow.kits.draft(PLANT) is None
        assert uow.drafts.of(form.subject, None) == []


def test_practice_goes_with_the_demos_interviewers_and_own_rounds_are_named_first(store, bank):
    her = Actor(rater=RaterId("D-03"))
    rate(store, CLOCK, number=begin(store, bank, CLOCK, by=her), place=0, level=3, by=her)

    assert would_remove(store, by=OWNER).added == ("practice of D-03",)
    with pytest.raises(NotAllowed, match="practice of D-03"):
        remove(store, CLOCK, by=OWNER)
    remove(store, CLOCK, force=True, by=OWNER)
    with store(read_only=True) as uow:
        assert [uow.practice.of(RaterId(f"D-0{n}")) for n in (1, 2, 3)] == [[], [], []]


def test_an_interviewer_of_the_demo_who_is_used_elsewhere_stays(store, bank):
    own = a_requisition().id
    panels.seat(store, requisition=own, rater=RaterId("D-02"), role=SeatRole.OBSERVER, by=OWNER)
    panels.seat(store, requisition=PLANT, rater=RaterId("R-01"), role=SeatRole.OBSERVER, by=OWNER)

    removed = remove(store, CLOCK, by=OWNER)

    assert removed.staying == ("Declan Rooney",)
    with store(read_only=True) as uow:
        assert [r for r in uow.people.raters() if r.startswith("D")] == ["D-02"]
        assert "R-01" in uow.people.raters()
    load(store, bank, CLOCK, by=OWNER)
    assert is_loaded(store, by=OWNER)


def test_a_requisition_of_ones_own_with_the_demos_reference_is_left_alone(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition(PLANT))
        uow.commit()

    for act in (
        lambda: remove(any_store, CLOCK, force=True, by=OWNER),
        lambda: would_remove(any_store, by=OWNER),
    ):
        with pytest.raises(NotFound, match="The demo is not in this database"):
            act()
