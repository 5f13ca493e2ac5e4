"""A text goes out in words that tell nobody who somebody is, and only once somebody decided so."""

import pytest

from assessment.domain.contact import Contact
from assessment.domain.errors import Incomplete, Invalid, NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.rating import Kind
from assessment.services.reading.pack_decisions import (
    keep_text,
    keep_typed,
    leave_out,
    review_again,
)
from assessment.services.reading.pack_review import ReviewState
from tests.builders import (
    OTHER_RATER,
    RATER,
    REQUISITION,
)
from tests.golden.small_requisition import C1, C2, fill, small_requisition
from tests.unit.services.reading.pack_reviewing import (
    BANK,
    CLOCK,
    ME,
    include,
    include_together,
    pack,
    review,
    texts,
    untouched,
)


@pytest.fixture
def open_uow():
    return small_requisition()


def test_words_that_still_tell_who_somebody_is_are_refused(open_uow):
    with pytest.raises(Invalid) as fault:
        include(open_uow, "Sound on the floor.", "Quill is sound, ask ada@park.example")

    assert str(fault.value) == (
        "“Quill” may tell who somebody is (name). Reword it, or leave the text out."
    )
    assert texts(open_uow)["Sound on the floor."].state is ReviewState.OPEN
    with pytest.raises(Incomplete):
        include(open_uow, "Sound on the floor.", "  ")


def test_texts_without_a_mark_are_included_in_one_decision_that_is_recorded(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Sound")
        uow.commit()
    clear = untouched(open_uow)
    include_together(open_uow, clear)

    found = review(open_uow)
    assert [t.text.text for t in found.left if "Sound" not in t.text.text and not t.found] == []
    assert "Sound on the floor." in {t.text.text for t in found.left}
    assert {t.text.key for t in found.texts if t.together} == {key for key, _ in clear}
    with open_uow(read_only=True) as uow:
        line = uow.journal.lines()[-1]
    assert (line.act, line.by, line.about) == ("texts included together", RATER, REQUISITION)
    assert line.detail == f"client pack: {len(clear)} texts without a mark, in one decision"
    with pytest.raises(Invalid, match="still to be reviewed"):
        pack(open_uow)


def test_a_name_in_small_letters_is_marked_and_never_included_with_others(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Wavers Söund")
        uow.people.keep_contact(C2, Contact(email="q@x.example", reference="lot 7"))
        uow.commit()
    sheet = SheetKey(f"{C1}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    fill(
        open_uow, sheet, {(Kind.EVIDENCE, "q03", ""): "as in lot 7"}, submit=False, first=count + 1
    )

    found = texts(open_uow)
    assert found["Placement wavers."].proposal == "Placement [name]."
    assert found["Sound on the floor."].proposal == "[name] on the floor."
    assert found["as in lot 7"].proposal == "as in [name]"
    told = {text for _, text in untouched(open_uow)}
    assert told.isdisjoint({"Placement wavers.", "Sound on the floor.", "as in lot 7"})
    include(open_uow, "Sound on the floor.")  # an ordinary word, as somebody has seen
    with pytest.raises(Invalid, match="may tell who somebody is"):
        include(open_uow, "as in lot 7")


@pytest.mark.parametrize("reason", ["a name", "typed", "decided", "changed"])
def test_one_decision_for_many_is_refused_whole_where_one_needs_its_own(open_uow, reason):
    clear = untouched(open_uow)
    own = texts(open_uow)["Sound on the floor."].text
    if reason == "a name":
        with open_uow() as uow:
            uow.people.name_candidate(C2, "Sound")
            uow.commit()
    elif reason == "typed":
        keep_typed(
            open_uow, BANK, CLOCK, REQUISITION, key=own.key, seen=own.text, text="Half", by=ME
        )
    elif reason == "decided":
        leave_out(open_uow, BANK, CLOCK, REQUISITION, texts=[(own.key, own.text)], by=ME)
    else:
        clear = [(key, "Something else." if key == own.key else text) for key, text in clear]
    before = review(open_uow)

    with pytest.raises(Invalid):
        include_together(open_uow, clear)
    assert review(open_uow) == before


def test_what_was_included_together_can_be_reviewed_again_and_ends_with_a_new_name(
    open_uow,
):
    include_together(open_uow, untouched(open_uow))
    key = texts(open_uow)["Sound on the floor."].text.key
    review_again(open_uow, BANK, CLOCK, REQUISITION, key=key, by=ME)
    again = texts(open_uow)["Sound on the floor."]
    assert (again.state, again.together, again.untouched) == (ReviewState.OPEN, False, False)

    with open_uow() as uow:
        uow.people.name_candidate(C2, "Wavers")
        uow.commit()
    assert "Placement wavers." in {t.text.text for t in review(open_uow).left}


def test_what_was_read_is_what_is_reviewed(open_uow):
    found = texts(open_uow)["Sound on the floor."]
    for key, seen, error in (
        (found.text.key, "Sound on the door.", Invalid),
        ("reasons of nobody", "x", NotFound),
    ):
        with pytest.raises(error):
            keep_text(open_uow, BANK, CLOCK, REQUISITION, keys=[key], seen=seen, text="x", by=ME)


def test_a_decision_can_be_taken_back_with_its_words(open_uow):
    include(open_uow, "Sound on the floor.", "Knows the floor.")
    key = texts(open_uow)["Sound on the floor."].text.key

    review_again(open_uow, BANK, CLOCK, REQUISITION, key=key, by=ME)

    found = texts(open_uow)["Sound on the floor."]
    assert (found.state, found.proposal) == (ReviewState.OPEN, "Knows the floor.")
