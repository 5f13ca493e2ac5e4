"""Compare, alone over a store in memory: four weightings, what is sealed, what leaves."""

import re
from html import unescape

import pytest

from assessment.comparison.profiles import Profile
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.ids import InterviewId
from assessment.domain.rating import NotRated
from assessment.domain.requisition import SeatRole
from question_bank import Competency
from tests.builders import (
    NOON,
    PLANT,
    a_brief,
    a_candidate,
    a_debrief_record,
    a_kit,
    a_panel_member,
    a_requisition,
    a_seat,
    an_interview,
    furnish,
)
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    NAMES,
    OBSERVER,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    STRANGER,
    TWO,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import EVERYBODY, DecidingPages, relaxed
from tests.ui.page_reading import chart, checked, choice, drawn, said

NARROW = "The intervals are probably too narrow"
FILES = [
    "All files, with checksums",
    "Excel workbook",
    "ratings.csv",
    "shortlist.csv",
    "decisions.csv",
    "weights.csv",
]
FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


def without_estimates(words):
    """What stood on the page before estimates stood beside the scores."""
    return re.sub(r" \| estimate [^|]*?\)", "", words)


def test_compare_shows_four_scores_and_names_what_is_missing(deciding):
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, FLOOR)
        fill(deciding.open_uow, rater, OTHER, EVENLY | gaps)
    page = deciding.page("compare", requisition="MES-1")

    assert page.title[0].value == "Compare 2 candidates"
    assert (
        "All scorecards in. C-02 is provisional: coverage 55\u00a0%, execution and integration "
        "not assessed."
    ) in drawn(page)
    words = drawn(page)
    told = without_estimates(words)
    assert "C-01 | 60.0 | coverage 100\u00a0% | 35.0 | coverage 100\u00a0% | 60.0" in told
    assert "50.0 | provisional, coverage 55\u00a0%" in told
    assert "not assessed: execution and integration" in told

    words = drawn(deciding.page("compare", requisition="MES-1", view="verdicts"))
    told = without_estimates(words)
    assert "C-02 | 50.0 | provisional | 50.0 | 0.0 | provisional | Plant is provisional" in told


def test_a_sealed_candidate_keeps_its_row_with_blank_numbers(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill(deciding.open_uow, LEAD, OTHER)
    fill(deciding.open_uow, SECOND, OTHER)
    page = deciding.page("compare", requisition="MES-1")

    assert "C-02: no score, 2 of 3 scorecards in" in chart(page)
    assert "C-02 | 2 of 3 scorecards in | Debrief" in drawn(page)
    assert "C-02 | 2 of 3 scorecards in" in drawn(page)


def test_a_score_that_waits_for_a_scorecard_says_so_wherever_it_stands(deciding):
    relaxed(deciding)
    fill_all(deciding.open_uow, FIRST)
    fill(deciding.open_uow, LEAD, OTHER)
    fill(deciding.open_uow, SECOND, OTHER, FLOOR)
    page = deciding.page("compare", SECOND, requisition="MES-1")

    told = chart(page)
    assert re.sub(r", tier 1|estimate \S+ \S+ · rank 1 to 2 of 2( · )?", "", told) == (
        "Scores from 0 to 100. C-01: 50.0, ; C-02: 55.0, 2 of 3 scorecards in · ."
    )
    for view in ("scores", "verdicts"):
        words = drawn(deciding.page("compare", SECOND, requisition="MES-1", view=view))
        assert words.count("C-02 | 2 of 3 scorecards in") == 2
        assert "C-01 | 50.0" in words


def test_a_score_of_a_debrief_opened_early_says_how_many_are_in(deciding):
    fill(deciding.open_uow, LEAD)
    with deciding.open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()
    page = deciding.page("compare", requisition="MES-1")

    assert "C-01: 50.0, 1 of 3 scorecards in" in chart(page)


def test_the_range_of_scores_names_nobody_first_and_nobody_last(deciding):
    fill_all(deciding.open_uow, FIRST)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, OTHER, FLOOR)

    # Threes throughout are 50; FLOOR is 60 under the weights of the plant, as in its scorecard.
    told = drawn(deciding.page("compare", requisition="MES-1", profile="plant"))
    assert "Scores run from 50.0 to 60.0." in told


@pytest.mark.parametrize("view", ["verdicts", "competencies", "cells", "evidence"])
def test_no_closer_look_shows_a_sealed_number(deciding, view):
    fill(deciding.open_uow, LEAD, verdicts=FLOOR, evidence={"q02": "moved 12 orders"})
    page = deciding.page("compare", SECOND, requisition="MES-1", view=view)

    words = drawn(page)
    assert "hidden until you submit your scorecard" in words
    assert not {"60.0", "35.0", "5.0"} & set(words.split(" | "))
    assert "moved 12 orders" not in words


def test_the_view_stands_in_the_address_and_is_read_from_it(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", requisition="MES-1", profile="enterprise", view="competencies")
    assert "Enterprise" in page.button_group[0].options[1]
    assert page.button_group[0].value == "enterprise"
    assert "20\u00a0%" in drawn(page)

    page = checked(choice(page, "Weighting").set_value(Profile.EQUAL).run())
    assert page.query_params["profile"] == "equal"
    assert "12\u00a0%" in drawn(page)


def test_what_is_chosen_anyway_does_not_stand_in_the_address(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", requisition="MES-1")
    assert list(page.query_params) == ["requisition"]

    page = checked(choice(page, "Weighting").set_value(Profile.EQUAL).run())
    assert list(page.query_params) == ["requisition", "profile"]
    page = checked(choice(page, "Weighting").set_value(Profile.BRIEF).run())
    assert list(page.query_params) == ["requisition"]


def test_a_step_back_in_the_address_chooses_what_was_chosen_then(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", requisition="MES-1", view="evidence")
    page = checked(choice(page, "Weighting").set_value(Profile.EQUAL).run())
    page = checked(asked(page).select_index(1).run())

    del page.query_params["profile"], page.query_params["q"]
    page = checked(page.run())
    assert [choice(page, "Weighting").value, asked(page).index] == [Profile.BRIEF, 0]
    assert list(page.query_params) == ["requisition", "view"]


def test_the_brief_is_the_first_view_and_its_required_score_is_drawn(deciding):
    with deciding.open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, enterprise_share=30, required_score=70.0))
        uow.commit()
    fill_all(deciding.open_uow)
    page = deciding.page("compare", requisition="MES-1")

    assert page.button_group[0].value == "brief"
    assert page.button_group[0].options == [
        "Plant",
        "Enterprise",
        "Brief 70/30",
        "Equal",
    ]
    assert chart(page).endswith("The required score is 70.")


def test_evidence_stands_side_by_side(deciding):
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, evidence={"q01": f"heard by {rater}"})
    page = deciding.page("compare", requisition="MES-1", view="evidence", q="plc-001")

    words = drawn(page)
    assert "Candidate | Ann Lead | Ben Second | Cem Third | C-01" in words
    assert all(f"heard by {rater}" in words for rater in EVERYBODY)


def test_before_an_interview_is_planned_the_evidence_says_what_comes_next():
    deciding = DecidingPages()
    with deciding.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add_candidate(a_candidate())
        uow.commit()

    def view(seen_by=None):
        return said(deciding.page("compare", seen_by, requisition="MES-1", view="evidence"))

    will = "question, with every rater side by side."
    assert "No interview is planned yet." in view()
    assert view().endswith(f"{will}\n[Write the role brief](/brief?requisition=MES-1)")
    with deciding.open_uow() as uow:
        uow.people.add_rater(OBSERVER, "Dana")
        uow.requisitions.seat(a_panel_member(OBSERVER, role=SeatRole.OBSERVER))
        uow.commit()
    assert view(OBSERVER).endswith(will)

    with deciding.open_uow() as uow:
        uow.briefs.add(a_brief())
        uow.kits.add(a_kit())
        uow.commit()
    assert view().endswith(f"{will}\n[Add interviewers](/requisition?requisition=MES-1)")

    with deciding.open_uow() as uow:
        uow.people.add_rater(LEAD, "Ann Lead")
        uow.requisitions.seat(a_panel_member(LEAD))
        uow.commit()
    assert view().endswith(f"{will}\n[Plan the interviews](/interviews?requisition=MES-1)")


def asked(page):
    """The choice of a question."""
    return next(box for box in page.selectbox if box.label == "Question")


def offered(page):
    """The entries of the menus for reports and exports: label to address."""
    return {b.proto.label: b.proto.url for b in page.get("link_button")}


def exports(page):
    """Those of the export menu, as its list has them."""
    files = re.compile(r'<a href="([^"]*)" target="_blank">([^<]*)</a><small>([^<]+)</small>')
    found = [files.findall(element.proto.body) for element in page.get("html")]
    return {label: unescape(url) for menu in found for url, label, _ in menu}


def test_opening_compare_exports_nothing(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", requisition="MES-1")

    assert list(exports(page)) == FILES
    assert "Every level with its question and evidence." in drawn(page)
    with deciding.open_uow(read_only=True) as uow:
        assert uow.journal.lines() == []


def test_each_entry_downloads_its_file_as_it_was_asked_for(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", SECOND, requisition="MES-1")
    assert exports(page)["shortlist.csv"] == (
        "download/export?requisition=MES-1&file=shortlist.csv"
    )

    next(c for c in page.checkbox if c.label.startswith("Semicolons")).check().run()
    assert exports(page)["ratings.csv"] == (
        "download/export?requisition=MES-1&file=ratings.csv&semicolon=True"
    )


def test_what_the_brief_asks_is_drawn_under_its_own_weights_only(deciding):
    with deciding.open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, required_score=60.0))
        uow.commit()
    fill_all(deciding.open_uow)

    assert "The required score is 60." in chart(deciding.page("compare", requisition="MES-1"))
    for other in ("plant", "enterprise", "equal"):
        page = deciding.page("compare", requisition="MES-1", profile=other)
        assert "The required score" not in chart(page)


def test_a_report_is_one_press_away_for_the_shortlist_and_for_one_candidate(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("compare", SECOND, requisition="MES-1")
    assert offered(page)["Word document"] == "download/report?requisition=MES-1"

    page.selectbox(key="report on").select("C-01").run()
    page = page.checkbox(key="report with names").check().run()
    assert offered(page)["Print or save as PDF"] == (
        "print/report?requisition=MES-1&candidate=C-01&names=True"
    )


def test_a_sealed_candidate_has_a_reason_in_place_of_a_report(deciding):
    fill(deciding.open_uow, SECOND, FIRST)
    page = deciding.page("compare", SECOND, requisition="MES-1")

    page.selectbox(key="report on").select("C-01").run()
    assert [label for label in offered(page) if "Word" in label] == []
    assert any("There is no report on C-01 yet" in m.value for m in page.markdown)


def test_somebody_without_a_seat_exports_nothing(deciding):
    assert offered(deciding.page("compare", STRANGER, requisition="MES-1")) == {}


def test_a_brief_edited_after_freezing_is_said(deciding):
    with deciding.open_uow() as uow:
        weights = PLANT | {Competency.GOVERNANCE: 15.0}
        uow.briefs.add(a_brief(revision=2, weights=weights))
        uow.commit()
    fill_all(deciding.open_uow)

    said_there = drawn(deciding.page("compare", requisition="MES-1"))
    assert "The brief's weights were edited after the kit was locked." in said_there


def test_a_requisition_without_candidates_says_what_comes_first():
    deciding = DecidingPages()
    with deciding.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()
    page = deciding.page("compare", requisition="MES-1")

    assert "Candidates will appear here side by side." in said(page)


def test_a_withdrawn_candidate_stays_and_is_marked(deciding):
    fill_all(deciding.open_uow)
    with deciding.open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(TWO, withdrawn_at=NOON))
        uow.commit()
    page = deciding.page("compare", requisition="MES-1")

    assert page.title[0].value == "Compare candidates"
    assert "Nobody can be ranked yet. Ranking takes at least two candidates." in drawn(page)
    assert "C-02: no score, withdrawn" in chart(page)


def test_the_final_recommendation_stands_in_the_table(deciding):
    fill_all(deciding.open_uow)
    with deciding.open_uow() as uow:
        final = a_debrief_record(
            DebriefKind.FINAL_RECOMMENDATION, candidate=ONE, recommendation="strong_yes"
        )
        uow.debriefs.add(final)
        uow.commit()

    words = drawn(deciding.page("compare", requisition="MES-1"))
    assert "strong yes" in words
    assert "interviewers:" not in words


def test_the_decision_stands_in_the_table_beside_the_recommendation(deciding):
    fill_all(deciding.open_uow)
    with deciding.open_uow() as uow:
        for decision in (Decision.HOLD, Decision.OFFER):
            record = a_debrief_record(DebriefKind.DECISION, candidate=ONE, decision=decision)
            uow.debriefs.add(record)
        uow.commit()

    words = drawn(deciding.page("compare", requisition="MES-1"))
    assert "3 raters | none yet | interviewers: 3\u00a0yes | offer | Scorecards" in words
    assert "The final recommendation and the decision are recorded in the debrief." in words
    assert "hold" not in words


def test_the_printed_comparison_says_whose_it_is_and_what_its_scores_are_weighted_for(deciding):
    fill_all(deciding.open_uow)
    words = drawn(deciding.page("compare", requisition="MES-1", profile="equal"))

    assert "MES engineer · Brewery · MES-1 · Mon 2 Mar 2026 | Weighting: Equal | " in words


HIGH, LOW = (dict.fromkeys(EVENLY, level) for level in (5, 2))


def clear_difference(deciding):
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, LOW)
        fill(deciding.open_uow, rater, OTHER, HIGH)


def test_who_is_clearly_above_whom_is_said_with_tiers_and_ranges(deciding):
    clear_difference(deciding)
    page = deciding.page("compare", requisition="MES-1", profile="plant")

    assert drawn(page).count("C-02 fits best, clearly above C-01.") == 2
    assert "Grouped by tier, then by code" in drawn(page)
    assert re.search(
        r"Best plant fit: estimate \d+\s\(\d+\sto\s\d+\)\. Best enterprise fit\.", drawn(page)
    )
    words = drawn(page)
    assert "Clearly below C-02 for the plant: estimate" in words
    assert "Every place for the plant is clear. No further question is needed for it." in words
    assert "without an interval" not in words
    assert NARROW not in words
    told = chart(page)
    assert re.search(r"C-02: 100\.0, tier 1, estimate \d+ \(\d+–\d+\) · rank 1 of 2", told)
    assert told.index("C-02") < told.index("C-01")
    words = drawn(deciding.page("compare", requisition="MES-1", profile="plant", view="sure"))
    assert (
        "These questions have no earlier ratings, so they are assumed to be similarly hard."
        in words
    )
    assert "C-02 is clearly above C-01 on plant fit. | more than 99 in 100 | +" in words


def test_a_clear_first_place_is_said_before_the_closest_two_behind_it():
    deciding = DecidingPages()
    third = InterviewId("MES-1.C-03.1")
    meetings = [an_interview(i, seats=PANEL) for i in (FIRST, OTHER, third)]
    furnish(deciding.open_uow, *meetings, names=NAMES)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, HIGH)
        fill(deciding.open_uow, rater, OTHER, LOW)
        fill(deciding.open_uow, rater, third, LOW)

    words = drawn(deciding.page("compare", requisition="MES-1", profile="plant"))
    assert "Plant | C-01 fits best, clearly above the 2 others who are ranked." in words
    assert "C-01 is clearly first for the plant. Behind C-01: C-0" in words


def test_candidates_who_answered_alike_cannot_be_told_apart(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill_all(deciding.open_uow, OTHER)
    page = deciding.page("compare", requisition="MES-1", profile="enterprise")

    words = drawn(page)
    assert "Plant | C-01 and C-02 cannot be told apart; either may be ahead." in words
    assert "cannot be told apart on enterprise fit: either may be ahead." in words
    assert re.search(r"Tied with C-01 for the enterprise: estimate \d+", words)
    assert "Tied with C-01 for the plant." in words
    assert "clearly" not in said(page) + words.lower()


def test_levels_that_do_not_follow_the_candidates_make_intervals_too_narrow(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill_all(deciding.open_uow, OTHER)

    assert NARROW in drawn(deciding.page("compare", requisition="MES-1", profile="plant"))


def test_without_a_score_the_order_is_that_of_the_codes(deciding):
    page = deciding.page("compare", requisition="MES-1")

    assert "Listed by code: nobody has a score yet." in drawn(page)
    assert "can't be put in order" not in drawn(page)


def test_without_an_interval_a_score_still_gives_no_order(deciding):
    fill_all(deciding.open_uow, FIRST)
    fill(deciding.open_uow, LEAD, OTHER)
    page = deciding.page("compare", requisition="MES-1")

    assert "Listed by code: scores without an interval can't be put in order." in drawn(page)
    assert drawn(page).count("Nobody can be ranked yet.") == 1
    assert "Ranking takes" not in drawn(page)
    assert "Scored 50.0 under the brief's weights, with no interval yet." in drawn(page)
    assert "Dot: rubric score." not in drawn(page)
    told = drawn(page)
    assert "How sure the order is will appear here once two candidates can be ranked." in told
    assert "Which weights matter will appear here once two candidates can be ranked." in told
    pairs = deciding.page("compare", requisition="MES-1", view="sure")
    assert "Comparisons will appear here once two candidates can be ranked." in said(pairs)
    assert "estimate" not in chart(page) + drawn(page)


def test_one_who_is_not_placed_comes_last_and_in_no_comparison(deciding):
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, HIGH | gaps)
        fill(deciding.open_uow, rater, OTHER, LOW)
    page = deciding.page("compare", requisition="MES-1", profile="plant")

    assert "Listed by code: fewer than two candidates can be ranked." in drawn(page)
    assert "Provisional for the plant, coverage 55\u00a0%: estimate" in drawn(page)
    assert "Nothing heard on execution and integration." in drawn(page)
    assert "Plant | Nobody can be ranked yet. | Enterprise | C-01 fits best" in drawn(page)
    assert " | How sure | How sure the order is will appear here" in drawn(page)
    assert "clearly" not in drawn(page).partition(" | How sure | ")[2]
    assert "on plant fit" not in drawn(page)
    assert re.search(r"C-01: 100\.0, provisional, estimate \d+ \(\d+–\d+\)", chart(page))
    assert "rank" not in chart(page)


def test_a_withdrawn_candidate_is_in_no_comparison(deciding):
    clear_difference(deciding)
    with deciding.open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(TWO, withdrawn_at=NOON))
        uow.commit()
    page = deciding.page("compare", requisition="MES-1", profile="plant")

    assert "clearly" not in said(page) + drawn(page)
    assert "Ranks also count C-02, who has withdrawn." in drawn(page)
    assert "withdrawn" in chart(page)
    assert "Scores run from" not in drawn(page)


def test_where_everybody_has_withdrawn_nobody_is_compared(deciding):
    clear_difference(deciding)
    with deciding.open_uow() as uow:
        for candidate in (ONE, TWO):
            uow.requisitions.save_candidate(a_candidate(candidate, withdrawn_at=NOON))
        uow.commit()
    page = deciding.page("compare", requisition="MES-1", view="what-if")

    assert "Which weights matter will appear here once two candidates can be ranked." in drawn(page)
    assert "Ranks also count C-01 and C-02, who have withdrawn." in drawn(page)
    assert "Every candidate has withdrawn." in drawn(page)
    assert "No interview planned" not in drawn(page)


def test_a_sure_mismatch_with_the_brief_stands_beside_what_carries_it(deciding):
    strong = LOW | dict.fromkeys(("q09", "q10"), 5)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, FIRST, strong | dict.fromkeys(("q02", "q03"), 1))
        fill(deciding.open_uow, rater, OTHER, EVENLY)

    words = drawn(deciding.page("compare", requisition="MES-1", view="verdicts"))

    assert words.count("the mismatch that surfaces in month six.") == 2  # in words, and at the gap
    assert re.search(r"estimate [+]\d+\s\([+]\d+\sto\s[+]\d+\)", words)
    assert "Fits an enterprise role clearly better than this plant role" in words


def test_panels_that_share_no_candidate_are_named_with_what_joins_them():
    deciding = DecidingPages()
    meetings = [
        an_interview(i, seats=(a_seat(rater),)) for i, rater in ((FIRST, LEAD), (OTHER, SECOND))
    ]
    furnish(deciding.open_uow, *meetings, names=NAMES)
    fill(deciding.open_uow, LEAD, FIRST, HIGH)
    fill(deciding.open_uow, SECOND, OTHER, LOW)

    told = drawn(deciding.page("compare", requisition="MES-1"))

    assert (
        "2 panels have no candidate in common: Ann Lead rated C-01; Ben Second rated C-02." in told
    )
