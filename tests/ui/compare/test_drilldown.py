"""Compare: every mark opens the ratings it is made of, and nothing that is sealed has a way in."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from assessment.domain.rating import NotRated
from question_bank import Cell
from tests.builders import a_brief, a_kit, an_entry, an_interview, furnish
from tests.placed_boards import DECK, KEYED, lay
from tests.shortlist import EVENLY, FIRST, LEAD, NAMES, ONE, OTHER, PANEL, SECOND, fill, fill_all
from tests.ui.deciding_pages import EVERYBODY, DecidingPages
from tests.ui.page_reading import drawn, drawn_links, line_links, press, said, unescaped

EXECUTION = EVENLY | {"q02": 5, "q03": 4}
# The mean of 5 and 4 is 4.5.
DISPATCHING = Cell.parse("production.dispatching")


@pytest.fixture
def heard(deciding):
    """The first candidate rated by everybody, with words on both questions of execution."""
    for rater in EVERYBODY:
        words = {
            "q02": f"moved 12 orders, {rater}",
            "q03": "held it",
            "q10": "no idea of portfolio",
        }
        fill(deciding.open_uow, rater, verdicts=EXECUTION, evidence=words)
    return deciding


def opened(deciding, address, seen_by=None):
    """The page behind an address, as a browser that follows the link gets it."""
    query = dict(parse_qsl(urlsplit(address).query))
    return deciding.page("compare", seen_by, **query)


def marks(deciding, view, seen_by=None, **query):
    return drawn_links(deciding.page("compare", seen_by, requisition="MES-1", view=view, **query))


def in_scope(deciding, *cells):
    with deciding.open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, cells={Cell.parse(c): 2 for c in cells}))
        uow.commit()


def test_a_mark_of_the_competency_map_opens_the_ratings_it_is_made_of(heard):
    address = marks(heard, "competencies")["C-01, execution: 4.5; evidence"]
    page = opened(heard, address)

    assert page.title[0].value.replace("\\", "") == "C-01 · Execution"
    assert (
        said(page)
        == "[Scorecards C-01](/scorecard?candidate=MES-1.C-01)\nLevel 4.5 on 2 questions."
    )
    words = drawn(page)
    assert "Question | Ann Lead | Ben Second | Cem Third | A line goes down" in words
    assert all(f"moved 12 orders, {rater}" in words for rater in EVERYBODY)
    assert "no idea of portfolio" not in words
    assert words.count("scorecard") == 6


def test_a_mark_of_the_cell_map_opens_what_was_heard_in_that_cell(heard):
    in_scope(heard, "production.dispatching")
    address = marks(heard, "cells")["C-01, production · dispatching: 5.0; evidence"]
    page = opened(heard, address)

    assert page.title[0].value.replace("\\", "") == "C-01 · Production · dispatching"
    assert "Level 5.0 on 1 question." in said(page)
    assert "moved 12 orders" in drawn(page)
    assert "held it" not in drawn(page)


def test_what_was_not_assessed_opens_the_reason(deciding):
    in_scope(deciding, "production.dispatching", "inventory.tracking")
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, verdicts=EVENLY | {"q02": NotRated.NOT_ASKED})
    found = marks(deciding, "cells")

    page = opened(deciding, found["C-01, production · dispatching: not assessed; why"])
    assert "Not assessed: 1 question, no level given." in said(page)
    assert "not asked" in drawn(page)

    page = opened(deciding, found["C-01, inventory · tracking: not assessed; why"])
    assert "Not assessed: no planned or added question covers it." in said(page)


def test_a_mark_says_on_how_many_of_its_questions_it_stands(deciding):
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, verdicts=EVENLY | {"q02": NotRated.NO_EVIDENCE})
    found = marks(deciding, "competencies")

    assert "Level 3.0 on 1 of 2 questions." in said(
        opened(deciding, found["C-01, execution: 3.0; evidence"])
    )


def test_every_cell_that_says_something_leads_somewhere(heard):
    in_scope(heard, "inventory.tracking")
    # Both candidates have a kit, but only the first is rated: eight competencies, no more.
    assert len(marks(heard, "competencies")) == 8
    # Five cells have a question, and one is wanted without any.
    assert len(marks(heard, "cells")) == 6


def test_the_way_back_leads_to_the_map_that_was_looked_at(heard):
    found = marks(heard, "competencies", profile="equal")
    page = opened(heard, found["C-01, execution: 4.5; evidence"])

    back = press(page, "Back to the comparison")
    assert back.title[0].value == "Compare 2 candidates"
    assert {n: back.query_params[n] for n in back.query_params} == {
        "requisition": "MES-1",
        "view": "competencies",
        "profile": "equal",
    }


def test_everything_that_was_heard_is_one_press_away(heard):
    page = opened(heard, marks(heard, "competencies")["C-01, portfolio: 3.0; evidence"])

    side_by_side = press(page, "Evidence side by side")
    assert side_by_side.query_params["view"] == "evidence"
    assert "candidate" not in side_by_side.query_params
    assert "Candidate | Ann Lead | Ben Second | Cem Third | C-01" in drawn(side_by_side)


def test_a_finished_board_is_named_behind_placement_and_nowhere_else():
    deciding = DecidingPages()
    meetings = [an_interview(i, seats=PANEL) for i in (FIRST, OTHER)]
    furnish(deciding.open_uow, *meetings, kit=replace(a_kit(), deck=DECK), names=NAMES)
    lay(deciding.open_uow, FIRST, KEYED | {"crd-008": "3.supporting"})
    fill_all(deciding.open_uow)
    found = marks(deciding, "competencies")

    # Level 4 put on Level 3 is 1 of 2 points: 39 of 40, and the mean with 0.5 is 0.7375.
    page = opened(deciding, found["C-01, placement: 4.0; evidence"])
    assert "The placement board counts as one question: 97\u00a0% of the points." in said(page)
    page = opened(deciding, found["C-01, execution: 3.0; evidence"])
    assert "placement board" not in said(page)


def test_a_changed_level_says_what_it_was_and_a_reason_given_later(deciding):
    for rater in EVERYBODY:
        sheet = fill(deciding.open_uow, rater, verdicts=EVENLY | {"q02": 2}, submit=False)
        fill(deciding.open_uow, rater, verdicts={"q02": 4})
    with deciding.open_uow() as uow:
        later = an_entry(5, item="q02", sheet=sheet, seq=900, because="heard the recording")
        uow.entries.append(later)
        uow.commit()
    page = deciding.page("compare", candidate=ONE, competency="execution")

    words = drawn(page)
    assert words.count("Changed: 2, Mon 2 Mar 2026, 12:00; then 4, ") == 3
    assert words.count("because heard the recording") == 1
    assert words.count("Changed:") == 3  # q03 was rated once by everybody


def test_every_score_opens_what_is_behind_it_and_a_sealed_one_nothing(heard):
    page = heard.page("compare", requisition="MES-1")
    body = "".join(element.proto.body for element in page.get("html"))

    address = 'href="/compare?requisition=MES-1&amp;candidate=MES-1.C-01"'
    assert f'<a class="lv-number" {address}' in body
    assert "MES-1.C-02" not in body.replace("/debrief?candidate=MES-1.C-02", "")


@pytest.mark.parametrize("view", ["competencies", "cells"])
def test_a_sealed_candidate_has_no_way_in(deciding, view):
    fill(deciding.open_uow, LEAD, evidence={"q02": "moved 12 orders"})

    page = deciding.page("compare", SECOND, requisition="MES-1", view=view)
    assert drawn_links(page) == {}
    assert line_links(page) == []


def test_the_address_of_a_sealed_mark_says_why_it_is_blank(deciding):
    fill(deciding.open_uow, LEAD, evidence={"q02": "moved 12 orders"})
    page = deciding.page("compare", SECOND, candidate=ONE, competency="execution")

    assert unescaped(said(page)) == "Hidden until you submit your scorecard."
    assert "moved 12 orders" not in drawn(page)


def test_a_mark_of_the_chart_opens_everything_heard_of_its_candidate(heard):
    page = heard.page("compare", requisition="MES-1")
    (address,) = line_links(page)  # the other candidate is sealed
    assert address == "/compare?requisition=MES-1&candidate=MES-1.C-01"

    everything = opened(heard, address)
    assert everything.title[0].value.replace("\\", "") == "C-01"
    assert "10 questions." in said(everything)
    assert "no idea of portfolio" in drawn(everything)


def test_an_address_that_somebody_typed_opens_what_of_it_is_known(heard):
    page = heard.page("compare", candidate=ONE, competency="charm", cell="nowhere.at_all")
    assert page.title[0].value.replace("\\", "") == "C-01"

    page = heard.page("compare", candidate="MES-1.C-99", competency="execution")
    assert page.error[0].value == "There is no candidate 'MES-1.C-99' in this database."
