"""What is still to be reviewed, and what a text is proposed as."""

from dataclasses import replace

import pytest

from assessment.domain.contact import Contact
from assessment.domain.errors import Invalid
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind
from assessment.services.reading.pack_decisions import (
    keep_typed,
)
from assessment.services.reading.pack_review import ReviewState
from tests.builders import (
    NOON,
    OTHER_RATER,
    REQUISITION,
)
from tests.golden.small_requisition import C1, C2, fill, small_requisition
from tests.unit.services.reading.pack_reviewing import (
    BANK,
    CLOCK,
    ME,
    include,
    leave_the_rest,
    pack,
    review,
    texts,
)


@pytest.fixture
def open_uow():
    return small_requisition()


def test_a_text_that_changed_after_its_review_has_to_be_reviewed_again(open_uow):
    include(open_uow, "- names the queue")
    leave_the_rest(open_uow)
    assert review(open_uow).left == ()

    sheet = SheetKey(f"{C1}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    changed = "- names the queue, Zoë said"
    fill(open_uow, sheet, {(Kind.EVIDENCE, "q03", ""): changed}, submit=False, first=count + 1)

    [left] = review(open_uow).left
    assert (left.text.text, left.state) == (changed, ReviewState.CHANGED)
    with pytest.raises(Invalid):
        pack(open_uow)


def test_a_name_that_is_added_later_opens_a_review_again(open_uow):
    include(open_uow, "Sound on the floor.")
    leave_the_rest(open_uow)
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Sound")
        uow.commit()

    assert [t.text.text for t in review(open_uow).left] == ["Sound on the floor."]


def test_a_reference_that_blind_mode_hides_is_marked_as_well(open_uow):
    with open_uow() as uow:
        role = uow.requisitions.find(REQUISITION)
        uow.requisitions.save(replace(role, blind_since=NOON))
        uow.people.keep_contact(C2, Contact(reference="lot 7"))
        count = len(uow.entries.history(SheetKey(f"{C1}.1", OTHER_RATER)))
        uow.commit()
    heard = {(Kind.EVIDENCE, "q03", ""): "as in lot 7"}
    fill(open_uow, SheetKey(f"{C1}.1", OTHER_RATER), heard, submit=False, first=count + 1)

    assert texts(open_uow)["as in lot 7"].proposal == "as in [name]"


def test_the_same_words_in_several_places_are_one_group_with_one_decision(open_uow):
    found = review(open_uow)
    first = found.texts[0]
    same = replace(first, text=replace(first.text, key="elsewhere"))
    groups = replace(found, texts=(*found.texts, same)).groups

    assert [t.text.key for t in next(g for g in groups if len(g) > 1)] == [
        first.text.key,
        "elsewhere",
    ]
    assert sum(map(len, groups)) == len(found.texts) + 1


def test_words_that_are_typed_leave_a_text_in_its_place(open_uow):
    before = [g[0].text.key for g in review(open_uow).groups]
    own = texts(open_uow)["Sound on the floor."].text
    keep_typed(open_uow, BANK, CLOCK, REQUISITION, key=own.key, seen=own.text, text="Half", by=ME)

    assert [g[0].text.key for g in review(open_uow).groups] == before


def test_typed_words_and_decisions_are_there_after_a_reload_and_belong_to_their_reviewer(open_uow):
    found = texts(open_uow)["Sound on the floor."]
    keep_typed(
        open_uow,
        BANK,
        CLOCK,
        REQUISITION,
        key=found.text.key,
        seen=found.text.text,
        text="Half a sent",
        by=ME,
    )
    again = texts(open_uow)["Sound on the floor."]
    assert (again.state, again.proposal) == (ReviewState.OPEN, "Half a sent")

    other = texts(open_uow, Actor(rater=OTHER_RATER))["Sound on the floor."]
    assert (other.state, other.proposal) == (ReviewState.OPEN, "Sound on the floor.")
