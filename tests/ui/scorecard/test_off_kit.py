"""Where an interview left its kit, on the pages after it: told in words, and never in the way."""

import json

import pytest

from assessment.domain.deviations import OffKit
from assessment.domain.rating import NotRated
from tests.builders import an_added_question
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    OBSERVER,
    SECOND,
    THIRD,
    a_shortlist,
    fill,
)
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import area, checked, choice, drawn, press, said, unescaped

ORDER, SKIPPED = OffKit.ORDER, OffKit.SKIPPED
TRACKING = an_added_question(because="He named it himself")
LEFT = {"q01": 3, "q07": 4, "q03": 3, "q02": 2, "q05": NotRated.NOT_ASKED, TRACKING.item.id: 4}
"""Asked in the order 1, 7, 3, 2, and one from the bank; 5 was left out."""
WHY = {(3, ORDER): "he came back to it", (5, SKIPPED): "no time, <b>twice</b>"}


@pytest.fixture
def deciding():
    made = DecidingPages()
    a_shortlist(made.open_uow)
    return made


def leave(deciding, rater=SECOND, why=WHY, *, submit=False):
    """A sheet that left its kit; `why` by question number."""
    rest = {item: 3 for item in EVENLY if item not in LEFT}
    reasons = {(f"q{number:02}", kind): text for (number, kind), text in why.items()}
    verdicts = {**LEFT, **rest}
    fill(deciding.open_uow, rater, verdicts=verdicts, added=[TRACKING], why=reasons, submit=submit)


def headers(page):
    return [h.value for h in page.header]


def panel(page):
    """What the submit panel is given."""
    (found,) = page.get("bidi_component")
    return json.loads(found.proto.json)


def test_every_deviation_is_told_in_the_order_of_the_sheet(deciding):
    leave(deciding)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    # The others followed 2 in the kit's own order, so nothing more is off.
    assert headers(page)[-2:] == ["Departures from the kit", "Submit"]
    assert drawn(page).endswith(
        "2 was asked after 3: no reason given. | A line goes down | "
        "3 was asked after 7, because he came back to it. | Step 7 is blocked | "
        "5 was not asked: no time, <b>twice</b>. | Which lots are affected | "
        "11 was added: He named it himself. | Who made this pallet"
    )


def test_where_the_kit_was_followed_nothing_is_said(deciding):
    fill(deciding.open_uow, SECOND, submit=False)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert "Departures from the kit" not in headers(page)
    assert "was asked after" not in drawn(page)
    assert panel(page)["unexplained"] == {"said": "", "places": []}


def test_before_submitting_what_has_no_reason_is_counted_with_the_way_to_each_question(deciding):
    leave(deciding, why={(5, SKIPPED): "  "})
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    at = f"/interview?interview={FIRST}&q="
    assert panel(page)["unexplained"] == {
        "said": "3 departures from the kit have no reason yet. You can submit without them. Add "
        "them at",
        "places": [
            {"label": "question 2", "href": f"{at}q02"},
            {"label": "question 3", "href": f"{at}q03"},
            {"label": "question 5", "href": f"{at}q05"},
        ],
    }


def test_one_without_a_reason_is_told_as_one(deciding):
    leave(deciding)

    told = panel(deciding.page("scorecard", SECOND, interview=FIRST))["unexplained"]
    assert told["said"] == (
        "1 departure from the kit has no reason yet. You can submit without it. Add it at"
    )
    assert [place["label"] for place in told["places"]] == ["question 2"]


def test_a_deviation_without_a_reason_never_keeps_a_scorecard_back(deciding):
    leave(deciding, why={})

    page = deciding.page("scorecard", SECOND, interview=FIRST)
    assert [m["kind"] for m in panel(page)["missing"]] == ["recommendation", "reasons"]


def test_a_submitted_scorecard_tells_it_and_asks_no_more(deciding):
    leave(deciding, submit=True)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert headers(page)[-2:] == ["Departures from the kit", "Recommendation"]
    assert "2 was asked after 3: no reason given." in drawn(page)
    assert [c.key for c in page.get("bidi_component")] == ["typing-pause"]


@pytest.mark.parametrize("seen_by", [None, LEAD, OBSERVER])
def test_until_the_debrief_is_open_it_is_as_sealed_as_the_rest_of_the_sheet(deciding, seen_by):
    leave(deciding, submit=True)
    page = deciding.page("scorecard", seen_by, interview=FIRST, rater=SECOND)

    assert "Ben Second's scorecard for C-01 is hidden" in unescaped(said(page))
    assert headers(page) == []
    assert drawn(page) == ""


@pytest.mark.parametrize("seen_by", [None, LEAD, OBSERVER])
def test_once_open_everybody_with_a_seat_reads_it(deciding, seen_by):
    leave(deciding, submit=True)
    for rater in (LEAD, THIRD):
        fill(deciding.open_uow, rater)
    page = deciding.page("scorecard", seen_by, interview=FIRST, rater=SECOND)

    assert "3 was asked after 7, because he came back to it." in drawn(page)


def test_a_reason_left_blank_is_written_after_the_scorecard_is_locked(deciding):
    leave(deciding, why={}, submit=True)
    page = deciding.page("scorecard", SECOND, interview=FIRST)
    assert "3 was asked after 7: no reason given." in drawn(page)

    what = next(s for s in page.selectbox if s.label == "What")
    page = checked(what.set_value("q03").run())
    page = checked(choice(page, "Which part").set_value("Departures from the kit").run())
    area(page, "Why it was asked out of order").input("he came back to it")
    area(page, "Reason for the amendment").input("It was left out in the hurry.")
    page = press(page, "Save amendment")

    assert "3 was asked after 7, because he came back to it." in drawn(page)
    changed = (
        "Question 3, reason for departing from the kit | he came back to it | It was left "
        "out in the hurry."
    )
    assert changed in drawn(page)


def test_a_question_that_kept_to_the_kit_has_no_reason_to_amend(deciding):
    leave(deciding, submit=True)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert "Departures from the kit" not in choice(page, "Which part").options
