"""What if: weights that are tried answer at once, and only a button and a reason save them."""

import re

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.requisition import SeatRole
from question_bank import Competency
from tests.builders import PLANT, a_panel_member
from tests.shortlist import EVENLY, FIRST, LEAD, MES_1, OBSERVER, OTHER, SECOND, fill
from tests.ui.deciding_pages import EVERYBODY
from tests.ui.page_reading import checked, choice, drawn, field_of, press, said, told

SHOP_FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


@pytest.fixture
def rated(deciding):
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, SHOP_FLOOR)
        fill(deciding.open_uow, rater, OTHER, EVENLY)
    return deciding


def opened(deciding, seen_by=None, **query):
    return deciding.page("compare", seen_by, requisition="MES-1", view="what-if", **query)


def weigh(page, name, weight):
    return checked(page.number_input(key=key_of(page, name)).set_value(weight).run())


def key_of(page, name):
    return next(w.key for w in page.number_input if w.label == name)


def brief(deciding):
    with deciding.open_uow(read_only=True) as uow:
        return uow.briefs.latest(MES_1)


def test_the_weights_of_the_view_stand_in_the_fields_and_their_numbers_below(rated):
    page = opened(rated, profile="plant")

    assert [w.value for w in page.number_input] == [PLANT[c] for c in Competency]
    assert "Under these weights, compared with Plant" in drawn(page)
    # execution 1, governance and portfolio 0, the rest 0.5 makes 60 of 100
    assert "C-01 | 60.0 | was 60.0" in drawn(page)


def test_another_weight_changes_score_rank_and_tier_at_once_and_saves_nothing(rated):
    page = weigh(opened(rated, profile="plant"), "Execution", 0.0)

    assert "Weights: placement 20, execution 0, breadth 10," in drawn(page)
    # (20 + 10 + 20 + 10 + 10) x 0.5 of 75
    assert "C-01 | 46.7 | was 60.0" in drawn(page)
    assert "C-02 | 50.0 | was 50.0" in drawn(page)
    assert page.query_params["weights"] == "plant:20,0,10,20,10,10,5,0"
    assert brief(rated).revision == 1


def test_a_shared_address_brings_the_weights_along(rated):
    page = opened(rated, profile="plant", weights="plant:20,0,10,20,10,10,5,0")
    assert "C-01 | 46.7 | was 60.0" in drawn(page)

    reset = press(page, "Reset weights")
    assert "C-01 | 60.0 | was 60.0" in drawn(reset)
    assert "weights" not in reset.query_params


def test_a_step_back_in_the_address_brings_the_earlier_weights_back(rated):
    page = weigh(opened(rated, profile="plant"), "Execution", 0.0)
    earlier = page.query_params["weights"]
    page = weigh(page, "Governance", 50.0)
    assert page.query_params["weights"] == "plant:20,0,10,20,10,10,50,0"

    page.query_params["weights"] = earlier
    page = checked(page.run())
    assert [w.value for w in page.number_input] == [20, 0, 10, 20, 10, 10, 5, 0]
    assert page.query_params["weights"] == earlier

    del page.query_params["weights"]
    page = checked(page.run())
    assert "C-01 | 60.0 | was 60.0" in drawn(page)


@pytest.mark.parametrize(
    "typed",
    [
        "plant",
        "plant:1,2",
        "plant:a,b,c,d,e,f,g,h",
        "plant:-1,0,0,0,0,0,0,0",
        "plant:nan,0,0,0,0,0,0,0",
        "x:1,1,1,1,1,1,1,1",
    ],
)
def test_an_address_that_says_no_weights_starts_from_the_profile(rated, typed):
    page = opened(rated, profile="plant", weights=typed)

    assert "C-01 | 60.0 | was 60.0" in drawn(page)


def test_weights_of_nothing_ask_for_one_above_zero(rated):
    page = opened(rated, profile="plant", weights="plant:0,0,0,0,0,0,0,0")

    assert "Give at least one competency a weight above 0." in said(page)
    assert "Under these weights" not in drawn(page)


def test_another_profile_to_start_from_fills_the_fields(rated):
    page = opened(rated, profile="plant")
    page = checked(choice(page, "Start from").set_value(Profile.EQUAL).run())

    assert {w.value for w in page.number_input} == {1.0}
    assert page.query_params["start"] == "equal"


def test_weights_are_saved_in_the_brief_with_their_reason(rated):
    page = weigh(opened(rated), "Governance", 25.0)
    field_of(page, "Why the client wants them").set_value("Two plants share one template.").run()
    press(page, "Save weights")

    saved = brief(rated)
    assert saved.revision == 2
    assert saved.weights == PLANT | {Competency.GOVERNANCE: 25.0}
    assert saved.rationale == {Competency.GOVERNANCE: "Two plants share one template."}


def test_without_a_reason_nothing_is_saved_and_the_refusal_says_what_is_missing(rated):
    page = press(weigh(opened(rated), "Governance", 25.0), "Save weights")

    assert "give a short reason" in told(page)[0]
    assert brief(rated).revision == 1


def test_the_brief_s_own_weights_offer_nothing_to_save(rated):
    page = opened(rated)

    assert [b.label for b in page.button if b.label == "Save weights"] == []


@pytest.mark.parametrize("viewer", [SECOND, OBSERVER])
def test_who_may_not_change_the_brief_may_try_and_not_save(rated, viewer):
    with rated.open_uow() as uow:
        uow.requisitions.seat(a_panel_member(LEAD))
        uow.requisitions.seat(a_panel_member(SECOND, role=SeatRole.INTERVIEWER))
        uow.requisitions.seat(a_panel_member(OBSERVER, role=SeatRole.OBSERVER))
        uow.commit()
    page = weigh(opened(rated, viewer), "Governance", 25.0)

    assert re.search(r"C-01 \| \d+\.\d \| was 60\.0", drawn(page))
    assert "Save weights" not in [b.label for b in page.button]


def test_the_changes_that_matter_are_drawn_with_their_words(rated):
    page = opened(rated, profile="plant")
    bodies = [element.proto.body for element in page.get("html")]

    assert any("Weights that would change the top, the smallest change first." in b for b in bodies)
