"""A question beside the kit: read strictly, rated like any other, counted wherever others are."""

import csv
import json
from dataclasses import replace

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.added import AddedQuestion
from assessment.domain.deviations import OffKit
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.ids import SheetKey
from assessment.domain.kit import AskedQuestion
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.export.verify import verify
from assessment.services.reading.comparisons import evidence, questions_of, read_comparison
from assessment.services.reading.debrief_view import read_debrief
from assessment.services.reading.debriefs import settle_level
from assessment.services.reading.exports import export_requisition, ratings_csv
from assessment.services.reading.scorecards import read_scorecard
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording.additions import checked, offered
from assessment.services.recording.amendments import accept_proposed, decline_proposed
from assessment.services.recording.inbox import Refusal
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.recording.sheets import sheet
from assessment.services.store.page_token import PageToken
from question_bank import Variant, Variants
from question_bank.model import Industry
from tests.builders import (
    REQUISITION,
    SHEET,
    a_bank,
    a_brief,
    a_kit,
    a_question,
    an_added_question,
    an_interview,
    bank_of,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    ONE,
    SECOND,
    THIRD,
    a_shortlist,
    fill,
)
from tests.unit.services.recording.test_sheets import COMPLETE, TWO_QUESTIONS, event

CLOCK = StoppedClock()
RATER = Actor(rater=SHEET.rater)
ADDED = an_added_question()
ITEM = ADDED.item.id
PLAIN = json.loads(ADDED.text())


def adding(seq, question=ADDED, **more):
    return event(seq, "added", question.text(), item=question.item.id) | more


@pytest.fixture
def store():
    """A kit of two questions; R-01 interviews."""
    made = fake_open_uow()
    furnish(made, an_interview(), kit=a_kit(questions=TWO_QUESTIONS))
    return made


def send(store, *events, client="tab-1"):
    return record_sheet_events(
        store, CLOCK, sheet=SHEET, client=client, events=events, token=PageToken()
    )


def own(store):
    """The scorecard as its rater sees it."""
    return sheet(store, SHEET, by=RATER)


# What a page says it added.


def test_every_active_question_is_offered_as_it_would_be_frozen_now(store):
    first = next(iter(a_bank().questions.values()))

    found = offered(store, a_bank(), SHEET.interview, by=RATER)

    assert len(found) == 10
    assert found[0] == {"minutes": first.minutes, "asked": AskedQuestion.of(first).document()}
    json.dumps(found)


def test_what_is_offered_is_told_as_in_the_industry_of_the_role(store):
    told = a_question().model_copy(
        update={"variants": Variants(batch=Variant(prompt="Reactor 3 stops. What runs next?"))}
    )
    with store() as uow:
        uow.briefs.add(replace(a_brief(REQUISITION, revision=2), industry=Industry.BATCH))
        uow.commit()

    (found,) = offered(store, bank_of([told]), SHEET.interview, by=RATER)

    assert found["asked"]["prompt"] == "Reactor 3 stops. What runs next?"
    assert found["asked"]["probes"] == list(told.probes)


def test_what_is_kept_is_what_was_sent():
    assert AddedQuestion.read(checked(ADDED.text())) == ADDED


def test_what_nobody_asked_for_is_not_kept_and_what_no_database_holds_is_replaced():
    sent = PLAIN | {"mood": "good", "because": "nul \x00, half \ud83d"}

    kept = json.loads(checked(json.dumps(sent)))

    assert kept == PLAIN | {"because": "nul \ufffd, half \ufffd"}


def broken(**asked):
    return PLAIN | {"asked": PLAIN["asked"] | asked}


@pytest.mark.parametrize(
    "sent",
    [
        None,
        3,
        [],
        {},
        {**PLAIN, "minutes": 0},
        {**PLAIN, "minutes": True},
        {**PLAIN, "minutes": 121},
        {**PLAIN, "minutes": "5"},
        {**PLAIN, "because": 5},
        {**PLAIN, "asked": "prd-trk-001"},
        broken(question="../../etc"),
        broken(question="a" * 39),
        broken(revision="1"),
        broken(title=None),
        broken(prompt=5),
        broken(probes=[5]),
        broken(listen_for=None),
        broken(competency="charm"),
        broken(activity="baking"),
        broken(cells=["production"]),
        broken(anchors={"1": "a", "3": "b"}),
        broken(anchors={"1": "a", "3": "b", "5": "c", "6": "d"}),
        broken(anchors={"1": "a", "3": "b", "5": 5}),
    ],
)
def test_what_is_no_question_is_refused(sent):
    with pytest.raises(Invalid, match="needs its wording and its minutes"):
        checked(json.dumps(sent))


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "nothing"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(Invalid, match="needs its wording"):
        checked(text)


def test_a_question_is_not_added_without_a_short_reason():
    with pytest.raises(Invalid, match="Give a short reason for adding this question"):
        checked(json.dumps(PLAIN | {"because": " \n"}))
    with pytest.raises(Invalid, match="The reason has 1,001 characters"):
        checked(json.dumps(PLAIN | {"because": "x" * 1001}))


# On the sheet.


def test_an_added_question_is_rated_like_any_other(store):
    taken = send(
        store,
        adding(1),
        event(2, value=4, item=ITEM),
        event(3, "evidence", "scans every pallet", item=ITEM),
        event(4, "probe", value=True, item=ITEM, part="1"),
    )

    view = own(store)
    assert taken.refused == []
    assert [i.id for i in view.items] == ["q01", "q02", ITEM]
    record = view.card.record(ITEM)
    assert (record.level, record.evidence, record.probes) == (4, "scans every pallet", (1,))
    assert (view.unrated, view.asked) == (("q01", "q02"), (ITEM,))


def test_it_is_known_to_the_next_batch_and_has_only_its_own_parts(store):
    send(store, adding(1))

    taken = send(
        store, event(2, value=4, item=ITEM), event(3, "probe", value=True, item=ITEM, part="2")
    )

    assert list(taken.ids) == [2]
    assert taken.refused == [Refusal(seq=3, why="The added question has no probe number 2.")]


def test_an_item_that_nobody_added_is_refused(store):
    taken = send(store, event(1, value=4, item=ITEM), event(2))

    assert [r.why for r in taken.refused] == [f"The kit of this interview has no item {ITEM}."]
    assert list(taken.ids) == [2]


def test_a_question_of_the_kit_cannot_be_added(store):
    taken = send(store, adding(1, an_added_question(a_question("plc-001"))))

    assert [r.why for r in taken.refused] == ["Question 2 of this kit is already plc-001."]


def test_an_added_question_stands_under_its_own_name(store):
    taken = send(store, adding(1, item="a-plc-009"), adding(2, item="q03"))

    assert [r.why for r in taken.refused] == [
        "The added question prd-trk-001 is not a-plc-009.",
        "The added question prd-trk-001 is not q03.",
    ]


def test_a_sheet_is_not_submitted_while_an_added_question_has_no_level(store):
    taken = send(store, *COMPLETE, adding(5), event(6, "submit", value=True))

    assert [r.why for r in taken.refused] == [
        "Question 3, Who made this pallet: give a level, or a reason for none."
    ]
    assert send(store, event(7, item=ITEM), event(8, "submit", value=True)).submitted


def test_a_reason_is_kept_for_each_way_to_leave_the_kit(store):
    send(
        store,
        event(1, value="not_asked"),
        event(2, "deviation", "no time", part="skipped"),
        event(3, "deviation", "he began with it", item="q02", part="order"),
    )

    assert own(store).card.off_kit == {
        ("q01", OffKit.SKIPPED): "no time",
        ("q02", OffKit.ORDER): "he began with it",
    }


@pytest.mark.parametrize("part", ["", "added", "0", "why"])
def test_a_reason_is_for_an_order_or_a_skipped_question(store, part):
    taken = send(store, event(1, "deviation", "no time", part=part))

    assert [r.why for r in taken.refused] == [f"Deviation: {part!r} is not a part of it."]


# After submission.


def proposals(store):
    return {(e.kind, e.item): e.id for e in own(store).card.proposed}


def accept(store, entry, *, because):
    accept_proposed(store, CLOCK, sheet=SHEET, entry=entry, because=because, by=RATER)


def decline(store, entry, *, because):
    decline_proposed(store, CLOCK, sheet=SHEET, entry=entry, because=because, by=RATER)


def test_what_another_page_had_added_is_kept_and_can_be_taken_in(store):
    send(store, *COMPLETE, event(5, "submit", value=True))

    taken = send(store, adding(1), event(2, value=4, item=ITEM), client="tab-2")
    assert (taken.refused, taken.proposed) == ([], [1, 2])
    later = send(store, event(3, "evidence", "all of them", item=ITEM), client="tab-2")
    assert (later.refused, later.proposed) == ([], [3])
    view = own(store)
    assert view.items == view.kit.items

    for entry in proposals(store).values():
        accept(store, entry, because="typed on the tablet")

    view = own(store)
    assert [i.id for i in view.items] == ["q01", "q02", ITEM]
    assert (view.card.record(ITEM).level, view.missing) == (4, ())


def test_a_level_goes_in_before_the_rest_of_an_added_question(store):
    send(store, *COMPLETE, event(5, "submit", value=True))
    send(store, adding(1), event(2, "evidence", "all of them", item=ITEM), client="tab-2")
    held = proposals(store)
    accept(store, held[Kind.ADDED, ITEM], because="typed on the tablet")

    with pytest.raises(Incomplete, match="Question 3, Who made this pallet: give a level"):
        accept(store, held[Kind.EVIDENCE, ITEM], because="as well")


def test_what_another_page_had_added_can_be_left_with_all_that_was_noted_on_it(store):
    send(store, *COMPLETE, event(5, "submit", value=True))
    send(store, adding(1), event(2, "evidence", "all of them", item=ITEM), client="tab-2")

    for entry in proposals(store).values():
        decline(store, entry, because="asked by mistake")

    view = own(store)
    assert (view.items, view.missing) == (view.kit.items, ())


# Where it counts.


@pytest.fixture
def shortlist():
    """All three submit threes; R-01 and R-02 asked one question more and rate it 5 and 2."""
    made = fake_open_uow()
    a_shortlist(made)
    said = {ITEM: "knows every pallet"}
    fill(made, LEAD, verdicts=EVENLY | {ITEM: 5}, evidence=said, added=[ADDED])
    fill(made, SECOND, verdicts=EVENLY | {ITEM: 2}, added=[ADDED])
    fill(made, THIRD)
    return made


def test_it_counts_in_the_score_as_one_item_of_both_raters(shortlist):
    (one, _) = read_comparison(shortlist, a_bank(), MES_1, by=OWNER).candidates

    # Everything is 0.5 but the added question: the mean of 1 and 0.25 is 0.625. Execution has three
    # items now, (0.5 + 0.5 + 0.625) / 3 = 13/24, and weighs 25 of 100: 50 + 25 * (13/24 - 1/2).
    assert one.scores.by_profile[Profile.PLANT].score == pytest.approx(50 + 25 / 24)


def test_a_scorecard_lists_it_with_the_reason_why_it_was_asked(shortlist):
    view = read_scorecard(shortlist, a_bank(), MES_1, SheetKey(FIRST, LEAD), by=OWNER)

    assert [(a.number, a.item.id, a.record.level) for a in view.answers][-2:] == [
        (10, "q10", 3),
        (11, ITEM, 5),
    ]
    assert [(d.kind, d.number, d.because) for d in view.off_kit] == [
        (OffKit.ADDED, 11, "He brought it up.")
    ]
    assert (
        len(read_scorecard(shortlist, a_bank(), MES_1, SheetKey(FIRST, THIRD), by=OWNER).answers)
        == 10
    )


def test_the_debrief_discusses_it_between_those_who_asked_it(shortlist):
    (difference,) = read_debrief(shortlist, a_bank(), ONE, by=OWNER).differences

    assert difference.rated.item == ADDED.item
    assert difference.rated.verdicts == {LEAD: 5, SECOND: 2}
    settle_level(
        shortlist, CLOCK, candidate=ONE, by=Actor(rater=LEAD), interview=FIRST, item=ITEM, level=3
    )


def test_what_was_heard_on_it_can_be_compared(shortlist):
    file = read_requisition(shortlist, MES_1, by=OWNER)

    assert questions_of(file)[-1] == ADDED.item.asked
    heard = evidence(file, ONE, ["prd-trk-001"])
    assert [(h.sheet.rater, h.record.level) for h in heard] == [(LEAD, 5), (SECOND, 2)]
    assert evidence(file, ONE, ["prd-dsp-001"])[0].item.id == "q02"


def test_before_the_debrief_nobody_learns_that_a_colleague_added_it():
    made = fake_open_uow()
    a_shortlist(made)
    fill(made, LEAD, verdicts=EVENLY | {ITEM: 5}, added=[ADDED])

    file = read_requisition(made, MES_1, by=Actor(rater=SECOND))

    assert len(questions_of(file)) == 10


def test_an_export_holds_it_and_can_be_verified(shortlist):
    data = export_requisition(shortlist, a_bank(), CLOCK, MES_1, by=OWNER)

    assert verify(data) == ()
    rows = ratings_csv(shortlist, a_bank(), CLOCK, MES_1, by=OWNER).decode("utf-8-sig").splitlines()
    read = csv.DictReader(rows)
    names = ("rater", "item", "question", "revision", "item_weight", "level", "evidence")
    assert [tuple(r[n] for n in names) for r in read if r["item"] == ITEM] == [
        ("R-01", ITEM, "prd-trk-001", "1", "1", "5", "knows every pallet"),
        ("R-02", ITEM, "prd-trk-001", "1", "1", "2", ""),
    ]
