"""The reading of placement boards on the scorecard and on Compare, over a store in memory."""

from dataclasses import replace

import pytest

from question_bank import Cell
from tests.builders import a_brief, a_candidate, a_kit, a_requisition, an_interview, furnish
from tests.placed_boards import DECK, DISPUTED, KEYED, lay
from tests.shortlist import (
    FIRST,
    LEAD,
    NAMES,
    OBSERVER,
    OTHER,
    PANEL,
    SECOND,
    a_shortlist,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import drawn, said, unescaped

PUSHED_UP = KEYED | {"crd-001": "4", "crd-003": "4", "crd-005": "4", "crd-010": "0"}
# 40 less 4 for each of the three, and 2 for what has no level: 26.


@pytest.fixture
def deciding():
    made = DecidingPages()
    meetings = [an_interview(i, seats=PANEL) for i in (FIRST, OTHER)]
    furnish(made.open_uow, *meetings, kit=replace(a_kit(), deck=DECK), names=NAMES)
    return made


def card_of(deciding, seen_by=SECOND):
    return deciding.page("scorecard", seen_by, interview=FIRST)


def apart(deciding, seen_by=None):
    return deciding.page("compare", seen_by, requisition="MES-1", view="placement")


# Scorecard.


def test_the_section_begins_with_the_points_and_the_direction(deciding):
    lay(deciding.open_uow, places=PUSHED_UP, stance="any_level_3_software")
    page = card_of(deciding)

    assert "Placement" in [h.value for h in page.header]
    assert (
        "**26 of 40 points with 10 of 10 cards placed. Pushes Level 3 work up to ERP: "
        "3 of 4 errors.**"
    ) in unescaped(said(page))
    assert (
        "Said MES is any software doing Level 3 work, and treated the cards of all four "
        "categories alike."
    ) in unescaped(said(page))


def test_the_level_matrix_has_numbers_and_the_words_beside_it(deciding):
    lay(
        deciding.open_uow, places=PUSHED_UP | {"crd-002": "3.production.dispatching", DISPUTED: "2"}
    )
    words = drawn(card_of(deciding))

    # Level 3 has 7 cards: 3 lie on Level 4, 3 on Level 3, and one on Level 2 by another view.
    assert "4 | 3 | 2 | 1 | 0 | none | Level 4 | 1 | Level 3 | 3 | 3 | (1) | Level 2 | 1" in words
    assert "Level 0 | No level | 1 | level right" in words
    assert "Gives a level to work that has none: 1 of 4 errors." in words
    assert "Mistakes tracking for dispatching: 1 of 1 activity error." in words
    assert "1 card is in an accepted alternative place. That is no error." in words


def test_the_footprint_lies_over_the_cells_of_the_role(deciding):
    cells = {Cell.parse("production.tracking"): 2, Cell.parse("quality.tracking"): 1}
    with deciding.open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, cells=cells))
        uow.commit()
    lay(deciding.open_uow, painted=["production.tracking", "inventory.tracking"])
    page = card_of(deciding)

    assert (
        "The MES at the last plant covered 1 of the role's 2 cells. Not covered: quality · "
        "tracking. It also covered 1 cell outside the role."
    ) in unescaped(said(page))
    assert "Tracking | covered | not covered | covered | Performance analysis" in drawn(page)


def test_the_cards_to_talk_about_say_why(deciding):
    lay(deciding.open_uow, places=PUSHED_UP)
    words = drawn(card_of(deciding))

    assert (
        "Do the work of <card> 1 | Largest error. Placed: Level 4. Expected: production · "
        "dispatching. | Do the work of <card> 4 | Most disputed. Placed as expected: quality · "
        "tracking. | Disputed: whose work it is."
    ) in words


def test_one_click_below_stands_every_card_and_the_order_of_thought(deciding):
    lay(deciding.open_uow, places=PUSHED_UP | {DISPUTED: "2"})
    page = card_of(deciding)

    assert next(e.label for e in page.expander) == "All cards and moves"
    words = drawn(page)
    assert (
        "4 | Do the work of <card> 4 | Quality · tracking | Level 2 | accepted alternative | "
        "3 of 5 | accepted alternative (60\u00a0% credit): it is done there in some plants"
    ) in words
    assert "1 | Do the work of <card> 1 | Production · dispatching | Level 4 | error" in words
    assert "Do the work of <card> 10 | to Level 0" in words
    assert "Every card stayed where it was first placed." in said(page)


def test_too_few_cards_are_not_rated(deciding):
    placed = dict(list(KEYED.items())[:7])
    lay(deciding.open_uow, places=placed)
    page = card_of(deciding)

    assert "**Not rated: 7 of 10 cards placed, and at least 8 are needed. No errors.**" in (
        unescaped(said(page))
    )
    assert "10 | Do the work of <card> 10 | No level | not placed" in drawn(page)


def test_a_board_that_is_not_finished_is_one_line(deciding):
    lay(deciding.open_uow, finish=False)
    page = card_of(deciding)

    assert "The board is not finished. It counts once the candidate has finished it." in said(page)
    assert "Candidate's board" in [e.proto.label for e in page.get("link_button")]
    assert "of 40 points" not in said(page)
    assert "Do the work of" not in drawn(page)


def test_an_interview_without_the_exercise_is_one_line():
    deciding = DecidingPages()
    a_shortlist(deciding.open_uow)
    page = card_of(deciding)

    assert "this interview's kit has no placement exercise." in said(page)
    assert "Placement" not in [h.value for h in page.header]


def test_own_words_of_a_candidate_are_text(deciding):
    lay(deciding.open_uow, stance="own_words", words="[x](y) <b>all</b> of it")

    assert "\\[x\\]\\(y\\) \\<b\\>all\\</b\\> of it" in said(card_of(deciding))


# Compare.


def test_boards_stand_side_by_side_with_their_points_and_directions(deciding):
    lay(deciding.open_uow, FIRST)
    lay(deciding.open_uow, OTHER, PUSHED_UP)
    fill_all(deciding.open_uow, FIRST)
    fill_all(deciding.open_uow, OTHER)
    page = apart(deciding)

    assert (
        "2 boards with the same 10 cards. 4 cards are in different places, most of all cards 10, "
        "1 and 3."
    ) in unescaped(said(page))
    words = drawn(page)
    assert "C-01 | 100\u00a0% of the points | C-02 | 65\u00a0% of the points" in words
    # The bands: card 8 lies on Level 4 of both, and 1, 3 and 5 beside it on the second.
    assert "Level 4 | 8 | 1 | 3 | 5 | 8 | Level 3 | P | M | Q | I" in words
    assert "Level 0 | 10 | No level | 10 | Not placed" in words
    assert (
        "C-02 | 65\u00a0% of the points | 26 of 40 points with 10 of 10 cards placed | Pushes "
        "Level 3 work up to ERP: 3 of 4 errors. | Gives a level to work that has none: 1 of 4 "
        "errors."
    ) in words


def test_cards_are_listed_by_how_far_apart_they_lie(deciding):
    lay(deciding.open_uow, FIRST, KEYED | {DISPUTED: "2"})
    lay(deciding.open_uow, OTHER, PUSHED_UP)
    fill_all(deciding.open_uow, FIRST)
    fill_all(deciding.open_uow, OTHER)
    words = drawn(apart(deciding))

    listed = words[words.index("Where each card was placed") :]
    assert (
        "Placed | 10 | Do the work of <card> 10 | No level | No level | C-01 | Level 0 | C-02 | 1 |"
    ) in listed
    assert "Quality · tracking | C-02 | Level 2 (accepted alternative) | C-01" in listed
    assert "2 | Do the work of <card> 2 | Production · tracking | Production · tracking | C-01" in (
        listed
    )
    assert "All placed cards | 38 of 40 | 95\u00a0% of the points | 26 of 40" in listed


def test_a_board_with_too_few_cards_has_no_number_beside_the_others(deciding):
    lay(deciding.open_uow, FIRST, dict(list(KEYED.items())[:7]))
    fill_all(deciding.open_uow, FIRST)
    words = drawn(apart(deciding))

    assert "C-01 | not rated | 7 of 10 cards placed, and at least 8 are needed" in words
    assert words.endswith("All placed cards | – | not rated, 7 of 10 cards placed")


def test_a_sealed_candidate_is_blank_with_its_sentence(deciding):
    for interview in (FIRST, OTHER):
        lay(deciding.open_uow, interview, PUSHED_UP)
    fill_all(deciding.open_uow, FIRST)
    fill(deciding.open_uow, LEAD, OTHER)
    page = apart(deciding, SECOND)

    words = drawn(page)
    assert "1 board with these 10 cards. A second one will show where they differ." in unescaped(
        said(page)
    )
    # once in the answer above, and once in each of the two tables
    assert words.count("hidden until you submit your scorecard") == 3
    assert words.count("65\u00a0% of the points") == 3


def test_nothing_is_drawn_of_boards_that_are_all_sealed(deciding):
    lay(deciding.open_uow, FIRST, PUSHED_UP)
    page = apart(deciding, SECOND)

    assert "No board with these 10 cards can be shown yet." in unescaped(said(page))
    assert "% of the points" not in drawn(page)
    assert "Do the work of" not in drawn(page)


BOARDS_WILL = "The boards will appear here side by side."


def test_a_shortlist_without_the_exercise_says_how_it_comes_in():
    deciding = DecidingPages()
    a_shortlist(deciding.open_uow)

    assert said(apart(deciding)).endswith(
        "None of these interviews includes a placement exercise. A locked kit can't be changed: "
        f"prepare another one and add the exercise to it. {BOARDS_WILL}\n"
        "[Prepare a kit with the exercise](/kit?requisition=MES-1)"
    )
    assert said(apart(deciding, OBSERVER)).endswith(BOARDS_WILL)


def test_a_kit_with_the_exercise_only_has_to_be_interviewed_with():
    deciding = DecidingPages()
    a_shortlist(deciding.open_uow)
    with deciding.open_uow() as uow:
        uow.kits.add(replace(a_kit("MES-1.K2"), deck=DECK))
        uow.commit()

    assert said(apart(deciding)).endswith(
        f"Kit K2 includes it: plan interviews with that kit. {BOARDS_WILL}\n"
        "[Plan the interviews](/interviews?requisition=MES-1)"
    )


def test_before_there_is_a_kit_the_exercise_is_to_be_added_to_the_first():
    deciding = DecidingPages()
    with deciding.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add_candidate(a_candidate())
        uow.commit()

    assert said(apart(deciding)).endswith(
        f"You add it when you prepare a kit. {BOARDS_WILL}\n"
        "[Prepare a kit with the exercise](/kit?requisition=MES-1)"
    )
