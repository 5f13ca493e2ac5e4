"""Today and the pages after the interview, each alone over a store in memory."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from assessment.comparison.profiles import Profile
from assessment.domain.decision import DebriefKind
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.rating import Kind, NotRated, Recommendation, Standing
from assessment.domain.requisition import Reveal
from assessment.services.amendments import amend
from assessment.services.debriefs import add_note
from assessment.services.ports import OpenUnitOfWork
from assessment.ui.world import World
from question_bank import Competency, QuestionBank, load_bank
from tests.builders import (
    FIRST_ITEM,
    NOON,
    PLANT,
    a_bank,
    a_brief,
    a_candidate,
    a_debrief_record,
    a_kit,
    a_panel_member,
    a_question,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow
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
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

EVERYBODY = (LEAD, SECOND, THIRD)
FILES = [
    "All files, with checksums",
    "Excel workbook",
    "ratings.csv",
    "shortlist.csv",
    "weights.csv",
]
FLOOR = EVENLY | {"q02": 5, "q03": 5, "q09": 1, "q10": 1}


@dataclass
class Room:
    """One world with the small shortlist in it, and its pages as one person sees them."""

    open_uow: OpenUnitOfWork = field(default_factory=fake_open_uow)
    bank: QuestionBank = field(default_factory=a_bank)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def page(self, name: str, seen_by: RaterId | None = None, **query: str) -> AppTest:
        world = World(bank=self.bank, open_uow=self.open_uow, clock=self.clock)
        page = AppTest.from_function(
            _script, kwargs={"name": name, "world": world, "rater": seen_by}, default_timeout=60
        )
        for key, value in query.items():
            page.query_params[key] = value
        return checked(page.run())

    def records(self, kind: DebriefKind):
        with self.open_uow(read_only=True) as uow:
            return [r for r in uow.debriefs.of(ONE) if r.kind is kind]


def _script(name, world, rater):
    from importlib import import_module  # noqa: PLC0415  # AppTest runs this source alone

    import streamlit as st  # noqa: PLC0415

    from assessment.domain.errors import AssessmentError  # noqa: PLC0415

    try:
        import_module(f"assessment.ui.pages.{name}").show(world, rater)
    except AssessmentError as fault:  # as the shell does around every page
        st.error(str(fault))


class _Words(HTMLParser):
    """The words of a drawing, one piece after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the parser's own signature
        self.in_style = tag == "style"

    def handle_endtag(self, tag):  # noqa: ARG002  # the parser's own signature
        self.in_style = False

    def handle_data(self, data):
        if data.strip() and not self.in_style:
            self.found.append(data.strip())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def drawn(page: AppTest) -> str:
    """Everything that the page drew itself, as words."""
    words = _Words()
    for element in page.get("html"):
        words.feed(element.proto.body)
    return " | ".join(words.found)


def said(page: AppTest) -> str:
    return "\n".join(m.value for m in page.markdown)


def chart(page: AppTest) -> str:
    """The chart as it is read out."""
    import json  # noqa: PLC0415  # one spec, read beside its only use

    (found,) = page.get("vega_lite_chart")
    return json.loads(found.proto.spec)["description"]


def primaries(page: AppTest) -> list[str]:
    return [b.label for b in page.button if b.proto.type == "primary"]


def press(page: AppTest, label: str) -> AppTest:
    button = next(b for b in page.button if b.label == label)
    return checked(button.click().run())


def choice(page: AppTest, label: str):
    return next(g for g in page.button_group if g.label == label)


def told(page: AppTest) -> list[str]:
    """The refusals on the page, as they are read."""
    return [unescaped(e.value) for e in page.error]


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def relaxed(room: Room) -> None:
    with room.open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()


def area(page: AppTest, label: str):
    (found,) = [w for w in (*page.text_area, *page.text_input) if w.label == label]
    return found


@pytest.fixture
def room() -> Room:
    made = Room()
    a_shortlist(made.open_uow)
    return made


# Today.


def test_a_first_run_offers_the_demo_or_an_empty_start():
    page = Room().page("today")

    assert primaries(page) == ["Try the demo shortlist"]
    assert "Nothing leaves this computer." in said(page)
    assert "[Start empty](/requisition)" in said(page)


def test_the_demo_is_one_click():
    page = press(Room(bank=load_bank()).page("today"), "Try the demo shortlist")

    assert page.title[0].value == "Today"
    assert "**Plant MES engineer** · Varnhold Coatings \\(fictional\\)" in said(page)
    assert "17 of 18 scorecards in" in said(page)


def test_the_next_interview_is_the_one_primary_button(room):
    page = room.page("today", SECOND)

    assert primaries(page) == ["Open the interview"]
    assert "with C-01 for MES engineer" in said(page)


def test_a_rater_is_reminded_of_her_own_scorecards_and_a_draft_is_finished_first(room):
    room.clock.at = NOON + timedelta(days=1)
    fill(room.open_uow, SECOND, OTHER, submit=False)
    page = room.page("today", SECOND)

    assert page.header[0].value == "You owe"
    assert said(page).index("[Finish](") < said(page).index("[Write it](")
    assert "Ann Lead" not in said(page)


def test_the_owner_is_told_whose_scorecards_are_awaited(room):
    room.clock.at = NOON + timedelta(days=1)
    page = room.page("today")

    assert page.header[0].value == "Awaited"
    assert "Ann Lead's scorecard, heard Mon 2 Mar 2026" in said(page)


def test_somebody_without_a_seat_is_told_that_nothing_waits(room):
    page = room.page("today", STRANGER)

    assert "Nothing waits for you." in said(page)
    assert "You have no seat on a requisition yet." in said(page)


def test_open_debriefs_are_listed_until_they_are_settled(room):
    fill_all(room.open_uow)

    assert f"[C-01](/debrief?candidate={ONE})" in said(room.page("today", SECOND))


# Scorecard.


def test_a_scorecard_shows_both_verdicts_and_why_they_part(room):
    for rater in EVERYBODY:
        fill(room.open_uow, rater, verdicts=FLOOR, evidence={"q02": "moved <12> orders"})
    page = room.page("scorecard", interview=FIRST, rater=SECOND)

    assert chart(page) == "Scores from 0 to 100. Plant: 60.0; Enterprise: 35.0."
    assert (
        "**Solid for a plant MES engineer, not yet for an enterprise MOM architect, because "
        "governance and portfolio carry 35 of 100 there.**"
    ) in said(page)
    assert "moved <12> orders" in drawn(page)
    assert "Anchor: Weighs setup, due date and genealogy." in drawn(page)
    assert "Sure on the shop floor." in drawn(page)


def test_a_draft_is_for_its_writer_alone(room):
    fill(room.open_uow, SECOND, submit=False)

    own = room.page("scorecard", SECOND, interview=FIRST)
    assert "draft, yours alone" in said(own)
    assert own.header[-1].value == "Submit"
    other = room.page("scorecard", LEAD, interview=FIRST, rater=SECOND)
    assert unescaped(said(other)).endswith(
        "Ben Second's scorecard for C-01 is sealed: your own comes first."
    )
    assert not other.get("vega_lite_chart")


def test_what_was_not_assessed_is_named_and_gets_no_verdict(room):
    fill(room.open_uow, SECOND, verdicts={"q01": 3, "q02": NotRated.NOT_ASKED}, submit=False)
    page = room.page("scorecard", SECOND, interview=FIRST)

    assert "provisional" in chart(page)
    assert "**Plant and enterprise are provisional" in said(page)
    assert drawn(page).count("not assessed") >= 7
    assert "not asked" in drawn(page)


def test_a_submitted_scorecard_is_locked_and_an_amendment_needs_a_reason(room):
    sheet = fill(room.open_uow, SECOND)
    page = room.page("scorecard", SECOND, interview=FIRST)
    page.selectbox[1].set_value(4)
    page = press(page, "Append the change")
    assert told(page)[0] == "Say in a few words why you change a submitted scorecard."

    area(page, "Why").input("I mixed up two answers.")
    page = press(page, "Append the change")
    assert "Question 1, level | 4 | I mixed up two answers." in drawn(page)
    with room.open_uow(read_only=True) as uow:
        (last,) = [e for e in uow.entries.history(sheet) if e.because]
    assert (last.value, last.because) == (4, "I mixed up two answers.")


@pytest.mark.parametrize(
    ("which", "options", "chosen", "told", "stored"),
    [
        (
            "Wrong belief",
            ["Not heard after all: the ERP dispatches", "Heard: the PLC schedules"],
            0,
            "Question 2, wrong belief | the ERP dispatches: no | The audio says so.",
            (Kind.BELIEF, "0", False),
        ),
        (
            "Wrong belief",
            ["Not heard after all: the ERP dispatches", "Heard: the PLC schedules"],
            1,
            "Question 2, wrong belief | the PLC schedules: yes | The audio says so.",
            (Kind.BELIEF, "1", True),
        ),
        (
            "Probe",
            ["Asked: Who decides?", "Asked: What if the setup differs?"],
            1,
            "Question 2, probe | What if the setup differs?: yes | The audio says so.",
            (Kind.PROBE, "1", True),
        ),
    ],
)
def test_what_was_heard_and_asked_is_amended_like_a_level(
    room, which, options, chosen, told, stored
):
    sheet = SheetKey(FIRST, SECOND)
    with room.open_uow() as uow:
        uow.entries.append(
            an_entry(value=True, kind=Kind.BELIEF, item="q02", part="0", sheet=sheet)
        )
        uow.commit()
    fill(room.open_uow, SECOND)
    page = room.page("scorecard", SECOND, interview=FIRST)
    page = checked(_selectbox(page, "What").set_value("q02").run())
    page = checked(choice(page, "Which part").set_value(which).run())

    changes = _selectbox(page, "What changes")
    assert changes.options == options
    changes.set_value(changes.options.index(options[chosen]))
    area(page, "Why").input("The audio says so.")
    page = press(page, "Append the change")

    assert told in drawn(page)
    with room.open_uow(read_only=True) as uow:
        (last,) = [e for e in uow.entries.history(sheet) if e.because]
    assert (last.kind, last.part, last.value) == stored


def test_a_question_without_probes_or_wrong_beliefs_offers_none(room):
    bare = a_question().model_copy(update={"probes": (), "wrong_beliefs": ()})
    room = Room()
    furnish(room.open_uow, an_interview(seats=PANEL), kit=a_kit(questions=[bare]), names=NAMES)
    fill(room.open_uow, SECOND, verdicts={"q01": 3})
    page = room.page("scorecard", SECOND, interview=FIRST)

    assert choice(page, "Which part").options == ["Level", "Evidence"]


def _selectbox(page: AppTest, label: str):
    return next(s for s in page.selectbox if s.label == label)


@pytest.mark.parametrize(
    ("button", "level"),
    [("Take it into the scorecard", 5), ("Leave the scorecard as it is", 3)],
)
def test_what_another_page_still_held_is_taken_or_left_with_a_reason(room, button, level):
    sheet = fill(room.open_uow, SECOND, evidence={"q02": "named the owner"})
    with room.open_uow() as uow:
        late = an_entry(5, item="q02", sheet=sheet, seq=99, standing=Standing.PROPOSED)
        uow.entries.append(replace(late, client="tab-2"))
        uow.commit()
    page = room.page("scorecard", SECOND, interview=FIRST)
    assert "Held by another page when you submitted" in [s.value for s in page.header]

    area(page, "Why you take it or leave it").input("The tablet was offline.")
    page = press(page, button)
    assert "Held by another page when you submitted" not in [s.value for s in page.header]
    with room.open_uow(read_only=True) as uow:
        values = [e.value for e in uow.entries.history(sheet) if e.because]
    assert values == [level]


def test_nobody_amends_anothers_scorecard(room):
    fill_all(room.open_uow)
    page = room.page("scorecard", LEAD, interview=FIRST, rater=SECOND)

    assert "Append the change" not in [b.label for b in page.button]


def test_an_amendment_is_shown_to_everybody_who_may_read(room):
    fill_all(room.open_uow)
    amend(
        room.open_uow,
        room.clock,
        sheet=SheetKey(FIRST, THIRD),
        kind=Kind.VERDICT,
        item=FIRST_ITEM,
        value=4,
        because="Heard it again.",
    )

    assert "Heard it again." in drawn(room.page("scorecard", interview=FIRST, rater=THIRD))


def test_the_list_of_scorecards_says_what_is_sealed(room):
    fill_all(room.open_uow)
    page = room.page("scorecard", SECOND, requisition="MES-1")

    assert drawn(page) == (
        "Candidate | Scorecards | C-01 | Ann Lead | · | Ben Second | · | Cem Third | "
        "C-02 | Ben Second (draft) | · | sealed until your own scorecard is in"
    )


def test_an_empty_list_of_scorecards_says_what_it_will_hold(room):
    assert "Scorecards will stand here" in said(
        room.page("scorecard", OBSERVER, requisition="MES-1")
    )


def test_an_unknown_interview_is_answered_in_a_sentence(room):
    page = room.page("scorecard", interview="MES-1.C-09.1")

    assert told(page)[0] == "MES-1 has no candidate MES-1.C-09"


def test_the_interview_page_without_a_selection_leads_to_the_interviews(room):
    page = room.page("interview", SECOND)

    assert said(page) == (
        "An interview opens from the list of interviews.\n[Interviews](/interviews)"
    )


def test_an_address_is_quoted_as_text(room):
    page = room.page("interview", SECOND, interview="MES-1.C-01.![x](y)")

    assert "\\!\\[x\\]\\(y\\)" in page.error[0].value


def test_a_name_in_a_refusal_is_text(room):
    with room.open_uow() as uow:
        uow.people.add_rater("R-50", "*Zoë* [x](y)")
        uow.requisitions.seat(a_panel_member("R-50"))
        uow.interviews.add(an_interview("MES-1.C-01.7", seats=(a_seat("R-50"), a_seat(SECOND))))
        uow.commit()
    page = room.page("scorecard", SECOND, interview="MES-1.C-01.7", rater="R-50")

    assert "\\*Zoë\\* \\[x\\]\\(y\\)'s scorecard" in said(page)


# Debrief.


def test_a_closed_debrief_says_who_is_waited_for_and_may_be_opened_early(room):
    fill(room.open_uow, LEAD)
    page = room.page("debrief", candidate=ONE)
    assert "Waiting for Ben Second and Cem Third." in said(page)

    page = press(page, "Open the debrief early")
    assert told(page)[0] == "Say why the debrief opens before every scorecard is in."
    area(page, "Reason").input("Cem is ill.")
    page = press(page, "Open the debrief early")
    assert "Opened early by the owner" in said(page)
    assert [r.text for r in room.records(DebriefKind.OPENED)] == ["Cem is ill."]


def test_a_rater_who_owes_a_scorecard_learns_nothing_and_is_shown_the_way(room):
    fill(room.open_uow, LEAD)
    page = room.page("debrief", SECOND, candidate=ONE)

    assert primaries(page) == ["Open your scorecard"]
    assert "Ann Lead" not in said(page)
    assert "scorecards in" not in said(page)
    assert "Open the debrief early" not in [b.label for b in page.button]


def test_an_interviewer_cannot_open_it_early(room):
    fill(room.open_uow, SECOND)
    page = room.page("debrief", SECOND, candidate=ONE)

    assert "Waiting for Ann Lead and Cem Third." in said(page)
    assert "Open the debrief early" not in [b.label for b in page.button]


def test_under_the_relaxed_policy_a_rater_reads_before_anything_is_settled(room):
    relaxed(room)
    fill(room.open_uow, LEAD, verdicts=EVENLY | {"q09": 2}, evidence={"q09": "no owner"})
    fill(room.open_uow, SECOND, verdicts=EVENLY | {"q09": 4})
    page = room.page("debrief", SECOND, candidate=ONE)

    assert "2 of 3 scorecards in · not open yet" in said(page)
    assert "Waiting for Cem Third." in said(page)
    assert "9. The site that says no" in drawn(page)
    assert "no owner" in drawn(page)
    assert "9 questions got the same level from everyone so far." in said(page)
    assert [b.label for b in page.button] == []
    assert [s.value for s in page.header] == [
        "Two levels or more apart",
        "What each rater recommends",
    ]
    assert "**C-01** · 2 of 3 scorecards in" in said(
        room.page("debrief", SECOND, requisition="MES-1")
    )


def test_nobody_differed_so_far_where_a_scorecard_is_still_to_come(room):
    relaxed(room)
    fill(room.open_uow, LEAD)
    fill(room.open_uow, SECOND)
    page = room.page("debrief", SECOND, candidate=ONE)
    assert page.header[0].value == "Nobody differed so far"
    assert "10 questions got the same level from everyone so far." in said(page)

    fill(room.open_uow, THIRD)
    page = room.page("debrief", SECOND, candidate=ONE)
    assert page.header[0].value == "Nobody differed"
    assert "10 questions got the same level from everyone." in said(page)


def test_under_the_relaxed_policy_the_lead_may_still_open_it_early(room):
    relaxed(room)
    fill(room.open_uow, LEAD)
    fill(room.open_uow, SECOND)
    page = room.page("debrief", LEAD, candidate=ONE)
    assert [b.label for b in page.button] == ["Open the debrief early"]

    area(page, "Reason").input("Cem is ill.")
    page = press(page, "Open the debrief early")

    assert "2 of 3 scorecards in · open" in said(page)
    assert "Keep the note" in [b.label for b in page.button]


def test_under_the_relaxed_policy_somebody_who_owes_sees_as_little_as_ever(room):
    relaxed(room)
    fill(room.open_uow, LEAD)
    page = room.page("debrief", SECOND, candidate=ONE)

    assert primaries(page) == ["Open your scorecard"]
    assert page.header == []


def test_what_was_said_before_another_interview_closed_the_debrief_is_read_only(room):
    relaxed(room)
    fill_all(room.open_uow)
    add_note(room.open_uow, room.clock, candidate=ONE, by=LEAD, text="Ask about nights.")
    with room.open_uow() as uow:
        uow.interviews.add(an_interview("MES-1.C-01.2", seats=(a_seat(THIRD),)))
        uow.commit()
    page = room.page("debrief", SECOND, candidate=ONE)

    assert "Ask about nights." in drawn(page)
    assert [b.label for b in page.button] == []


def test_a_debrief_of_others_is_not_said_to_be_open(room):
    fill_all(room.open_uow)
    page = room.page("debrief", STRANGER, candidate=ONE)

    assert said(page) == (
        "MES engineer\nYou have no seat on this requisition, so there is nothing to read here."
    )
    assert "**C-01** · you have no seat here" in said(
        room.page("debrief", STRANGER, requisition="MES-1")
    )


def test_far_apart_comes_first_with_what_each_heard(room):
    fill(room.open_uow, LEAD, verdicts=EVENLY | {"q09": 2, "q01": 4}, evidence={"q09": "no owner"})
    fill(room.open_uow, SECOND, verdicts=EVENLY | {"q09": 4})
    fill(room.open_uow, THIRD)
    page = room.page("debrief", SECOND, candidate=ONE)

    assert [s.value for s in page.header][:2] == ["Two levels or more apart", "One level apart"]
    words = drawn(page)
    assert words.index("9. The site that says no") < words.index("1. MES or MOM")
    assert (
        "2 levels apart on an item that carries 5.0 of 100: 2.5 points between the lowest and "
        "the highest"
    ) in words
    assert "no owner" in words
    assert "8 questions got the same level from everyone." in said(page)


def test_the_lead_settles_a_level_and_the_scores_stay(room):
    fill(room.open_uow, LEAD, verdicts=EVENLY | {"q02": 5})
    fill(room.open_uow, SECOND)
    fill(room.open_uow, THIRD)
    page = room.page("debrief", LEAD, candidate=ONE)
    page = press(page, "Keep this level")
    assert told(page)[0] == "Choose the level that you agreed on."

    choice(page, "Level").set_value(4)
    area(page, "What decided it").input("The second answer.")
    page = press(page, "Keep this level")
    assert [(r.item, r.level, r.text) for r in room.records(DebriefKind.FINAL_RATING)] == [
        ("q02", 4, "The second answer.")
    ]
    assert "Settled at | 4 | by Ann Lead" in drawn(page)


def test_an_interviewer_adds_notes_and_settles_nothing(room):
    fill_all(room.open_uow)
    page = room.page("debrief", SECOND, candidate=ONE)
    labels = [b.label for b in page.button]
    assert "Keep the final recommendation" not in labels

    page = press(page, "Keep the note")
    assert told(page)[0] == "Write the note first."
    area(page, "Add a note").input("Heard <b>twice</b>.")
    page = press(page, "Keep the note")
    assert "Heard <b>twice</b>." in drawn(page)
    assert [(r.text, r.by) for r in room.records(DebriefKind.NOTE)] == [
        ("Heard <b>twice</b>.", SECOND)
    ]


def test_the_final_recommendation_is_written_with_reasons_by_people(room):
    fill_all(room.open_uow)
    page = room.page("debrief", candidate=ONE)
    assert primaries(page) == ["Keep the final recommendation"]
    page = press(page, "Keep the final recommendation")
    assert told(page)[0] == "Choose one of the five recommendations."

    choice(page, "Recommendation").set_value(Recommendation.YES)
    area(page, "Reasons").input("Runs a shift alone.")
    page = press(page, "Keep the final recommendation")
    assert [r.recommendation for r in room.records(DebriefKind.FINAL_RECOMMENDATION)] == ["yes"]
    assert "Yes | Runs a shift alone. | The owner" in drawn(page)


def test_the_list_of_debriefs_says_which_are_open(room):
    fill_all(room.open_uow)
    page = room.page("debrief", requisition="MES-1")

    assert "**C-01** · open" in said(page)
    assert "**C-02** · 0 of 3 scorecards in" in said(page)


# Compare.


def test_compare_shows_four_scores_and_names_what_is_missing(room):
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    for rater in EVERYBODY:
        fill(room.open_uow, rater, FIRST, FLOOR)
        fill(room.open_uow, rater, OTHER, EVENLY | gaps)
    page = room.page("compare", requisition="MES-1")

    assert page.title[0].value == "Compare 2 candidates"
    assert (
        "All scorecards in. C-02 is provisional: coverage 55\u00a0%, execution and integration "
        "not assessed."
    ) in said(page)
    words = drawn(page)
    assert "C-01 | 60.0 | coverage 100\u00a0% | 35.0 | coverage 100\u00a0% | 60.0" in words
    assert "50.0 | provisional, coverage 55\u00a0%" in words
    assert "not assessed: execution and integration" in words


def test_a_sealed_candidate_keeps_its_row_with_blank_numbers(room):
    fill_all(room.open_uow, FIRST)
    fill(room.open_uow, LEAD, OTHER)
    fill(room.open_uow, SECOND, OTHER)
    page = room.page("compare", requisition="MES-1")

    assert "C-02: no score, 2 of 3 scorecards in" in chart(page)
    assert "C-02 | 2 of 3 scorecards in | Debrief" in drawn(page)
    assert "C-02 | 2 of 3 scorecards in" in drawn(page)


def test_a_score_that_waits_for_a_scorecard_says_so_wherever_it_stands(room):
    relaxed(room)
    fill_all(room.open_uow, FIRST)
    fill(room.open_uow, LEAD, OTHER)
    fill(room.open_uow, SECOND, OTHER, FLOOR)
    page = room.page("compare", SECOND, requisition="MES-1")

    assert chart(page) == (
        "Scores from 0 to 100. C-01: 50.0; "
        "C-02: 55.0, 2 of 3 scorecards in · highest execution 4.0 · lowest portfolio 2.0."
    )
    words = drawn(page)
    assert words.count("C-02 | 2 of 3 scorecards in") == 2
    assert "C-01 | 50.0" in words


def test_a_score_of_a_debrief_opened_early_says_how_many_are_in(room):
    fill(room.open_uow, LEAD)
    with room.open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()
    page = room.page("compare", requisition="MES-1")

    assert "C-01: 50.0, 1 of 3 scorecards in" in chart(page)


def test_the_range_of_scores_names_nobody_first_and_nobody_last(room):
    fill_all(room.open_uow, FIRST)
    for rater in EVERYBODY:
        fill(room.open_uow, rater, OTHER, FLOOR)

    # Threes throughout are 50; FLOOR is 60 under the weights of the plant, as in its scorecard.
    told = said(room.page("compare", requisition="MES-1", profile="plant"))
    assert "Scores run from 50.0 to 60.0." in told


@pytest.mark.parametrize("view", ["verdicts", "competencies", "cells", "evidence"])
def test_no_closer_look_shows_a_sealed_number(room, view):
    fill(room.open_uow, LEAD, verdicts=FLOOR, evidence={"q02": "moved 12 orders"})
    page = room.page("compare", SECOND, requisition="MES-1", view=view)

    words = drawn(page)
    assert "sealed until your own scorecard is in" in words
    assert not {"60.0", "35.0", "5.0"} & set(words.split(" | "))
    assert "moved 12 orders" not in words


def test_the_view_stands_in_the_address_and_is_read_from_it(room):
    fill_all(room.open_uow)
    page = room.page("compare", requisition="MES-1", profile="enterprise", view="competencies")
    assert "Enterprise" in page.button_group[0].options[1]
    assert page.button_group[0].value == "enterprise"
    assert "20 of 100" in drawn(page)

    page = checked(choice(page, "View as").set_value(Profile.EQUAL).run())
    assert page.query_params["profile"] == "equal"
    assert "12 of 100" in drawn(page)


def test_the_brief_is_the_first_view_and_its_required_score_is_drawn(room):
    with room.open_uow() as uow:
        uow.briefs.add(a_brief(revision=2, enterprise_share=30, required_score=70.0))
        uow.commit()
    fill_all(room.open_uow)
    page = room.page("compare", requisition="MES-1")

    assert page.button_group[0].value == "brief"
    assert page.button_group[0].options == [
        "Plant",
        "Enterprise",
        "Brief 70/30",
        "Equal",
    ]
    assert chart(page).endswith("The brief asks 70.")


def test_evidence_stands_side_by_side(room):
    for rater in EVERYBODY:
        fill(room.open_uow, rater, evidence={"q01": f"heard by {rater}"})
    page = room.page("compare", requisition="MES-1", view="evidence", q="plc-001")

    words = drawn(page)
    assert "Candidate | Ann Lead | Ben Second | Cem Third | C-01" in words
    assert all(f"heard by {rater}" in words for rater in EVERYBODY)


def test_opening_compare_exports_nothing(room):
    fill_all(room.open_uow)
    page = room.page("compare", requisition="MES-1")

    assert [b.label for b in page.button] == FILES
    assert page.get("download_button") == []
    with room.open_uow(read_only=True) as uow:
        assert uow.journal.lines() == []


def test_an_export_is_drawn_up_and_logged_when_asked_for_and_then_saved(room):
    fill_all(room.open_uow)
    page = press(room.page("compare", SECOND, requisition="MES-1"), "shortlist.csv")

    (offered,) = page.get("download_button")
    assert offered.proto.label.replace("\\", "") == "Save MES-1-shortlist.csv"
    with room.open_uow(read_only=True) as uow:
        assert [(line.by, line.detail) for line in uow.journal.lines()] == [
            (SECOND, "shortlist.csv")
        ]


def test_an_export_that_fails_says_why_and_offers_nothing(room):
    fill_all(room.open_uow)
    whole = room.open_uow

    def read_only_disk(*, read_only=False):
        if not read_only:
            raise StoreUnavailable("the disk is full: make room [here](x)")
        return whole(read_only=True)

    room.open_uow = read_only_disk
    page = press(room.page("compare", requisition="MES-1"), "ratings.csv")

    assert told(page) == ["The disk is full: make room [here](x)."]
    assert page.get("download_button") == []


def test_somebody_without_a_seat_exports_nothing(room):
    assert room.page("compare", STRANGER, requisition="MES-1").button == []


def test_a_brief_edited_after_freezing_is_said(room):
    with room.open_uow() as uow:
        weights = PLANT | {Competency.GOVERNANCE: 15.0}
        uow.briefs.add(a_brief(revision=2, weights=weights))
        uow.commit()
    fill_all(room.open_uow)

    said_there = said(room.page("compare", requisition="MES-1"))
    assert "The brief's weights were edited after the kit was frozen." in said_there


def test_a_requisition_without_candidates_says_what_comes_first():
    room = Room()
    with room.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()
    page = room.page("compare", requisition="MES-1")

    assert "Candidates will stand here side by side once there are some." in said(page)


def test_a_withdrawn_candidate_stays_and_is_marked(room):
    fill_all(room.open_uow)
    with room.open_uow() as uow:
        uow.requisitions.save_candidate(a_candidate(TWO, withdrawn_at=NOON))
        uow.commit()
    page = room.page("compare", requisition="MES-1")

    assert page.title[0].value == "Compare 1 candidate"
    assert "C-02: no score, withdrawn" in chart(page)


def test_the_final_recommendation_stands_in_the_table(room):
    fill_all(room.open_uow)
    with room.open_uow() as uow:
        final = a_debrief_record(
            DebriefKind.FINAL_RECOMMENDATION, candidate=ONE, recommendation="strong_yes"
        )
        uow.debriefs.add(final)
        uow.commit()

    assert "strong yes" in drawn(room.page("compare", requisition="MES-1"))
