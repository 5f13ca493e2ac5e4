"""Scorecards, alone over a store in memory: read, amended, sealed."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind, NotRated, Standing
from assessment.services.recording.amendments import amend
from tests.builders import (
    FIRST_ITEM,
    a_kit,
    a_panel_member,
    a_question,
    a_seat,
    an_entry,
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
    THIRD,
    fill,
    fill_all,
)
from tests.ui.deciding_pages import EVERYBODY, DecidingPages
from tests.ui.page_reading import (
    area,
    chart,
    charts,
    checked,
    choice,
    drawn,
    press,
    primaries,
    said,
    told,
    unescaped,
)

FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


def test_a_scorecard_shows_both_verdicts_and_why_they_part(deciding):
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, verdicts=FLOOR, evidence={"q02": "moved <12> orders"})
    page = deciding.page("scorecard", interview=FIRST, rater=SECOND)

    assert chart(page) == "Scores from 0 to 100. Plant: 60.0; Enterprise: 35.0."
    assert (
        "**Solid for a plant MES engineer, not yet for an enterprise MOM architect: low on "
        "governance and portfolio, which carry 35\u00a0% of the enterprise weight.**"
    ) in said(page)
    assert "moved <12> orders" in drawn(page)
    assert "Anchor: Weighs setup, due date and genealogy." in drawn(page)
    assert "Sure on the shop floor." in drawn(page)


def test_a_draft_is_for_its_writer_alone(deciding):
    fill(deciding.open_uow, SECOND, submit=False)

    own = deciding.page("scorecard", SECOND, interview=FIRST)
    assert "draft, visible only to you" in said(own)
    assert own.header[-1].value == "Submit"
    other = deciding.page("scorecard", LEAD, interview=FIRST, rater=SECOND)
    assert unescaped(said(other)).endswith(
        "Ben Second's scorecard for C-01 is hidden until you submit your own."
    )
    assert not charts(other)


def test_what_was_not_assessed_is_named_and_gets_no_verdict(deciding):
    fill(deciding.open_uow, SECOND, verdicts={"q01": 3, "q02": NotRated.NOT_ASKED}, submit=False)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert "provisional" in chart(page)
    assert "**Plant and enterprise are provisional" in said(page)
    assert drawn(page).count("not assessed") >= 7
    assert "not asked" in drawn(page)


def test_the_gap_is_stated_with_what_carries_it_also_while_scores_are_provisional(deciding):
    # placement 0.5, execution 1.0: plant (20 * .5 + 25) / 45 = 77.8, enterprise 15 / 25 = 60.0;
    # execution (20 - 55.6) (1 - .689) = -11.1, placement (80 - 44.4) (.5 - .689) = -6.7
    fill(deciding.open_uow, SECOND, verdicts={"q01": 3, "q02": 5}, submit=False)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert (
        "**Plant and enterprise are provisional: plant coverage 45\u00a0%, integration, breadth, "
        "performance, assurance and governance not assessed; enterprise coverage 25\u00a0%, "
        "governance, breadth, integration, portfolio, performance and assurance not assessed.**\n"
        "On what was assessed, they differ by 17.8 points: execution −11.1 · placement −6.7\n"
    ) in said(page)


def test_a_submitted_scorecard_is_locked_and_an_amendment_needs_a_reason(deciding):
    sheet = fill(deciding.open_uow, SECOND)
    page = deciding.page("scorecard", SECOND, interview=FIRST)
    page.selectbox[1].set_value(4)
    page = press(page, "Save amendment")
    assert told(page)[0] == "Give a short reason for changing a submitted scorecard."

    area(page, "Reason for the amendment").input("I mixed up two answers.")
    page = press(page, "Save amendment")
    assert "Question 1, level | 4 | I mixed up two answers." in drawn(page)
    with deciding.open_uow(read_only=True) as uow:
        (last,) = [e for e in uow.entries.history(sheet) if e.because]
    assert (last.value, last.because) == (4, "I mixed up two answers.")


@pytest.mark.parametrize(
    ("which", "options", "chosen", "told", "stored"),
    [
        (
            "Misconception",
            ["Not heard: the ERP dispatches", "Heard: the PLC schedules"],
            0,
            "Question 2, misconception | the ERP dispatches: no | The audio says so.",
            (Kind.BELIEF, "0", False),
        ),
        (
            "Misconception",
            ["Not heard: the ERP dispatches", "Heard: the PLC schedules"],
            1,
            "Question 2, misconception | the PLC schedules: yes | The audio says so.",
            (Kind.BELIEF, "1", True),
        ),
        (
            "Follow-up question",
            ["Asked: Who decides?", "Asked: What if the setup differs?"],
            1,
            "Question 2, follow-up question | What if the setup differs?: yes | The audio says so.",
            (Kind.PROBE, "1", True),
        ),
    ],
)
def test_what_was_heard_and_asked_is_amended_like_a_level(
    deciding, which, options, chosen, told, stored
):
    sheet = SheetKey(FIRST, SECOND)
    with deciding.open_uow() as uow:
        uow.entries.append(
            an_entry(value=True, kind=Kind.BELIEF, item="q02", part="0", sheet=sheet)
        )
        uow.commit()
    fill(deciding.open_uow, SECOND)
    page = deciding.page("scorecard", SECOND, interview=FIRST)
    page = checked(_selectbox(page, "What").set_value("q02").run())
    page = checked(choice(page, "Which part").set_value(which).run())

    changes = _selectbox(page, "Change")
    assert changes.options == options
    changes.set_value(changes.options.index(options[chosen]))
    area(page, "Reason for the amendment").input("The audio says so.")
    page = press(page, "Save amendment")

    assert told in drawn(page)
    with deciding.open_uow(read_only=True) as uow:
        (last,) = [e for e in uow.entries.history(sheet) if e.because]
    assert (last.kind, last.part, last.value) == stored


def test_a_question_without_probes_or_wrong_beliefs_offers_none(deciding):
    bare = a_question().model_copy(update={"probes": (), "wrong_beliefs": ()})
    deciding = DecidingPages()
    furnish(deciding.open_uow, an_interview(seats=PANEL), kit=a_kit(questions=[bare]), names=NAMES)
    fill(deciding.open_uow, SECOND, verdicts={"q01": 3})
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert choice(page, "Which part").options == ["Level", "Evidence"]


def _selectbox(page: AppTest, label: str):
    return next(s for s in page.selectbox if s.label == label)


@pytest.mark.parametrize(
    ("button", "level"),
    [("Add to scorecard", 5), ("Discard change", 3)],
)
def test_what_another_page_still_held_is_taken_or_left_with_a_reason(deciding, button, level):
    sheet = fill(deciding.open_uow, SECOND, evidence={"q02": "named the owner"})
    with deciding.open_uow() as uow:
        late = an_entry(5, item="q02", sheet=sheet, seq=99, standing=Standing.PROPOSED)
        uow.entries.append(replace(late, client="tab-2"))
        uow.commit()
    page = deciding.page("scorecard", SECOND, interview=FIRST)
    late = "Proposed changes: they arrived after you submitted"
    assert late in [s.value for s in page.header]

    area(page, "Reason for your decision").input("The tablet was offline.")
    page = press(page, button)
    assert late not in [s.value for s in page.header]
    with deciding.open_uow(read_only=True) as uow:
        values = [e.value for e in uow.entries.history(sheet) if e.because]
    assert values == [level]


def test_nobody_amends_anothers_scorecard(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("scorecard", LEAD, interview=FIRST, rater=SECOND)

    assert "Save amendment" not in [b.label for b in page.button]


def test_an_amendment_is_shown_to_everybody_who_may_read(deciding):
    fill_all(deciding.open_uow)
    amend(
        deciding.open_uow,
        deciding.clock,
        sheet=SheetKey(FIRST, THIRD),
        kind=Kind.VERDICT,
        item=FIRST_ITEM,
        value=4,
        because="Heard it again.",
        by=Actor(rater=SheetKey(FIRST, THIRD).rater),
    )

    assert "Heard it again." in drawn(deciding.page("scorecard", interview=FIRST, rater=THIRD))


def test_the_list_of_scorecards_says_what_is_sealed(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("scorecard", SECOND, requisition="MES-1")

    assert drawn(page) == (
        "Candidate | Scorecards | C-01 | Ann Lead | · | Ben Second | · | Cem Third | "
        "C-02 | Ben Second (draft) | · | hidden until you submit your scorecard"
    )


def test_the_sheet_in_the_address_is_the_one_that_is_read_also_after_back(deciding):
    fill_all(deciding.open_uow)
    page = deciding.page("scorecard", candidate="MES-1.C-01")
    shown = choice(page, "Scorecard of")
    assert (shown.value, page.query_params) == (f"{FIRST}:{LEAD}", {"candidate": "MES-1.C-01"})

    shown.set_value(f"{FIRST}:{THIRD}").run()
    assert page.query_params == {"interview": FIRST, "rater": THIRD}

    page.query_params.clear()  # as Back leaves it
    page.query_params["candidate"] = "MES-1.C-01"
    page.run()
    assert choice(page, "Scorecard of").value == f"{FIRST}:{LEAD}"
    assert page.query_params == {"candidate": "MES-1.C-01"}


def test_an_empty_list_of_scorecards_says_what_it_will_hold(deciding):
    assert "Scorecards will appear here" in said(
        deciding.page("scorecard", OBSERVER, requisition="MES-1")
    )


def test_an_unknown_interview_is_answered_in_a_sentence(deciding):
    page = deciding.page("scorecard", interview="MES-1.C-09.1")

    assert told(page)[0] == "There is no candidate 'MES-1.C-09' in this database."


def test_an_address_is_quoted_as_text(deciding):
    page = deciding.page("live", SECOND, interview="MES-1.C-01.![x](y)")

    assert "\\!\\[x\\]\\(y\\)" in page.error[0].value


def test_a_name_in_a_refusal_is_text(deciding):
    with deciding.open_uow() as uow:
        uow.people.add_rater("R-50", "*Zoë* [x](y)")
        uow.requisitions.seat(a_panel_member("R-50"))
        uow.interviews.add(an_interview("MES-1.C-01.7", seats=(a_seat("R-50"), a_seat(SECOND))))
        uow.commit()
    page = deciding.page("scorecard", SECOND, interview="MES-1.C-01.7", rater="R-50")

    assert "\\*Zoë\\* \\[x\\]\\(y\\)'s scorecard" in said(page)


def test_the_printed_scorecard_says_whose_it_is(deciding):
    fill(deciding.open_uow, LEAD)
    page = deciding.page("scorecard", LEAD, interview=FIRST, rater=LEAD)

    assert drawn(page).startswith(
        "MES engineer · Brewery · MES-1 · Mon 2 Mar 2026 | Candidate C-01 | "
    )


def test_a_submitted_scorecard_says_so_and_shows_the_way_on(deciding):
    fill(deciding.open_uow, SECOND)
    page = deciding.page("scorecard", SECOND, interview=FIRST)

    assert [unescaped(s.value) for s in page.success] == [
        "Your scorecard for C-01 is submitted and locked. 1 of 3 scorecards in."
    ]
    assert [p.partition(": ")[0] for p in primaries(page)] == ["Next interview"]
    assert primaries(page)[0].endswith("with C-02 for MES engineer")
    assert "[Debrief C-01](/debrief?candidate=MES-1.C-01)" in said(page)
    other = deciding.page("scorecard", OBSERVER, interview=FIRST)
    assert not other.success


def test_once_the_debrief_is_open_it_is_what_follows_a_scorecard(deciding):
    fill_all(deciding.open_uow)

    page = deciding.page("scorecard", SECOND, interview=FIRST, rater=SECOND)

    assert primaries(page) == ["Debrief C-01"]


def test_a_rater_reads_her_own_of_a_candidates_scorecards_first(deciding):
    fill_all(deciding.open_uow)

    page = deciding.page("scorecard", SECOND, candidate="MES-1.C-01")

    assert choice(page, "Scorecard of").value == f"{FIRST}:{SECOND}"


def test_the_live_screen_of_a_submitted_scorecard_shows_the_way_on(deciding):
    fill(deciding.open_uow, SECOND)
    page = deciding.page("live", SECOND, interview=FIRST)

    assert "submitted and locked" in page.success[0].value
    assert "[Debrief C-01](/debrief?candidate=MES-1.C-01)" in said(page)
    assert f"[Open your scorecard](/scorecard?interview={FIRST}&rater={SECOND})" in said(page)


ESTIMATED = re.compile(
    r"Estimate from all scorecards for this role, with its 95\s% interval: "
    r"\d+ \(\d+–\d+\) for the plant, \d+ \(\d+–\d+\) for the enterprise\."
)


def test_beside_the_verdicts_stands_the_candidates_estimate_from_every_scorecard(deciding):
    fill_all(deciding.open_uow, FIRST)
    for rater in EVERYBODY:
        fill(deciding.open_uow, rater, OTHER, FLOOR)

    for name, query in (
        ("scorecard", {"interview": FIRST, "rater": SECOND}),
        ("debrief", {"candidate": ONE}),
    ):
        page = deciding.page(name, **query)
        assert ESTIMATED.search(drawn(page)), name


def test_before_the_debrief_a_rater_reads_no_estimate(deciding):
    fill_all(deciding.open_uow, OTHER)
    fill(deciding.open_uow, SECOND)

    for name, query in (
        ("scorecard", {"interview": FIRST, "rater": SECOND}),
        ("debrief", {"candidate": ONE}),
    ):
        page = deciding.page(name, SECOND, **query)
        assert "Estimate from" not in drawn(page), name
