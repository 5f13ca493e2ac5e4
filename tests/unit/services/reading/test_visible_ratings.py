"""The one way to read ratings holds only what its reader may see."""

import pytest

from assessment.domain.decision import DebriefKind
from assessment.domain.deviations import Deviation, OffKit
from assessment.domain.errors import NotFound
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import NotRated
from assessment.domain.requisition import Reveal
from assessment.services.reading.observations import observations, submitted_observations
from assessment.services.reading.visible_ratings import off_kit, read_requisition, requisition_file
from tests.builders import a_debrief_record, a_kit, a_requisition
from tests.fakes import fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    STRANGER,
    THIRD,
    TWO,
    fill,
    fill_all,
)


def as_seen(open_uow, rater=None, candidate=ONE):
    return read_requisition(open_uow, MES_1, by=Actor(rater=rater)).candidate(candidate)


def test_an_unknown_requisition_is_named():
    with pytest.raises(NotFound, match="no role 'NO-1' in this database"):
        read_requisition(fake_open_uow(), RequisitionId("NO-1"), by=OWNER)


def test_an_unknown_candidate_is_named(open_uow):
    with pytest.raises(NotFound, match=r"no candidate 'MES-1\.C-99' in"):
        as_seen(open_uow, candidate="MES-1.C-99")


def test_a_rater_reads_her_own_draft_and_nothing_of_the_others(open_uow):
    own = fill(open_uow, SECOND, submit=False)
    fill(open_uow, LEAD)

    file = as_seen(open_uow, SECOND)
    assert [c.sheet for c in file.scorecards] == [own]
    assert file.submitted == ()
    assert file.sealed_because == "hidden until you submit your scorecard"


def test_after_her_own_submission_she_knows_who_is_in_and_no_numbers(open_uow):
    own, _ = fill(open_uow, SECOND), fill(open_uow, LEAD)

    file = as_seen(open_uow, SECOND)
    assert [c.sheet for c in file.scorecards] == [own]
    assert file.submitted == ()
    assert file.sealed_because == "2 of 3 scorecards in"


@pytest.mark.parametrize("rater", [None, OBSERVER])
def test_those_who_do_not_rate_wait_for_the_debrief(open_uow, rater):
    fill(open_uow, LEAD)
    fill(open_uow, SECOND, submit=False)

    file = as_seen(open_uow, rater)
    assert (file.scorecards, file.submitted) == ((), ())
    assert file.sealed_because == "1 of 3 scorecards in"


@pytest.mark.parametrize("rater", [None, LEAD, SECOND, OBSERVER])
def test_once_all_are_in_everybody_with_a_seat_reads_everything(open_uow, rater):
    fill_all(open_uow)

    file = as_seen(open_uow, rater)
    assert [c.sheet.rater for c in file.submitted] == [LEAD, SECOND, THIRD]
    assert file.sealed_because is None


def test_another_candidate_stays_sealed(open_uow):
    fill_all(open_uow, FIRST)
    fill(open_uow, LEAD, OTHER)

    assert as_seen(open_uow, candidate=ONE).submitted
    assert as_seen(open_uow, candidate=TWO).submitted == ()


def test_somebody_without_a_seat_reads_nothing(open_uow):
    fill_all(open_uow)

    with pytest.raises(NotFound, match="There is no role 'MES-1' in this database"):
        as_seen(open_uow, STRANGER)


def test_the_debrief_is_blank_while_the_ratings_are_hidden(open_uow):
    fill(open_uow, LEAD)
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(candidate=ONE))
        uow.commit()

    assert as_seen(open_uow).debrief == ()


def test_an_override_opens_it_and_drafts_stay_their_writers(open_uow):
    fill(open_uow, LEAD)
    draft = fill(open_uow, SECOND, submit=False)
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()

    assert [c.sheet.rater for c in as_seen(open_uow).scorecards] == [LEAD]
    assert draft in [c.sheet for c in as_seen(open_uow, SECOND).scorecards]


def test_the_relaxed_policy_opens_it_to_a_rater_after_her_own(open_uow):
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()
    fill(open_uow, LEAD)

    assert as_seen(open_uow, SECOND).submitted == ()
    fill(open_uow, SECOND)
    assert [c.sheet.rater for c in as_seen(open_uow, SECOND).submitted] == [LEAD, SECOND]
    assert as_seen(open_uow, None).submitted == ()


def test_only_levels_become_observations(open_uow):
    # a 5 is (5 - 1) / 4 = 1.0; not asked, no evidence and cleared are no rows
    verdicts = {"q01": 5, "q02": NotRated.NOT_ASKED, "q03": NotRated.NO_EVIDENCE, "q04": None}
    fill(open_uow, SECOND, verdicts=verdicts, submit=False)
    file = read_requisition(open_uow, MES_1, by=Actor(rater=SECOND))
    one = file.candidate(ONE)

    table = observations(file, [(one, one.scorecards[0])])
    assert table.to_dict("records") == [
        {
            "candidate": ONE,
            "rater": SECOND,
            "item": f"{FIRST}/q01",
            "competency": "placement",
            "item_weight": 1.0,
            "value": 1.0,
        }
    ]


def test_drafts_and_sealed_candidates_are_no_observations(open_uow):
    fill_all(open_uow, FIRST)
    fill(open_uow, LEAD, OTHER)

    table = submitted_observations(read_requisition(open_uow, MES_1, by=OWNER))
    assert set(table["candidate"]) == {ONE}
    assert len(table) == 30


# Departures from the kit.

LEFT = {"q01": 3, "q03": 3, "q02": 3} | {f"q{n:02}": 3 for n in range(4, 11)}
"""Everything was asked, and 2 after 3."""
WHY = {("q02", OffKit.ORDER): "he came back to it"}
TWO_AFTER_THREE = Deviation(
    kind=OffKit.ORDER, number=2, item=a_kit().items[1], because="he came back to it", after=3
)


def off_kit_as_seen(open_uow, sheet, rater):
    with open_uow(read_only=True) as uow:
        return off_kit(uow, requisition_file(uow, MES_1, by=Actor(rater=rater)), sheet)


def test_where_the_kit_was_left_belongs_to_the_sheet_and_is_its_writers_alone(open_uow):
    sheet = fill(open_uow, SECOND, verdicts=LEFT, why=WHY)
    everybody = (None, LEAD, SECOND, THIRD, OBSERVER)

    seen = {rater: off_kit_as_seen(open_uow, sheet, rater) for rater in everybody}

    assert seen == dict.fromkeys(everybody, ()) | {SECOND: (TWO_AFTER_THREE,)}


def test_once_the_debrief_is_open_everybody_with_a_seat_sees_where_the_kit_was_left(open_uow):
    sheet = fill(open_uow, SECOND, verdicts=LEFT, why=WHY)
    for rater in (LEAD, THIRD):
        fill(open_uow, rater)

    seen = [off_kit_as_seen(open_uow, sheet, rater) for rater in (None, LEAD, OBSERVER)]

    assert seen == [(TWO_AFTER_THREE,)] * 3


def test_a_draft_tells_nobody_else_where_it_left_the_kit_also_after_an_override(open_uow):
    sheet = fill(open_uow, SECOND, verdicts=LEFT, why=WHY, submit=False)
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()

    seen = [off_kit_as_seen(open_uow, sheet, rater) for rater in (None, LEAD, SECOND)]

    assert seen == [(), (), (TWO_AFTER_THREE,)]
