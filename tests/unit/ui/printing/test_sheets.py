"""The interview on paper: what the kit and the empty scorecard hold, and for whom."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from markupsafe import escape
from starlette.requests import Request

from assessment.domain.deviations import OffKit
from assessment.domain.ids import RaterId
from assessment.domain.kit import TALK_ITEM
from assessment.domain.rating import NotRated
from assessment.services.access import tokens
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing.sheets import kit_page, scorecard_page
from assessment.ui.shared.viewer import COOKIE
from assessment.ui.shared.wording import zone_called, zoned
from tests.builders import INTERVIEW, KIT, NOON, a_bank, a_kit, a_question, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    NAMES,
    OBSERVER,
    PANEL,
    SECOND,
    STRANGER,
    THIRD,
    fill,
)
from tests.unit.ui.printing.own_style import the_only_style

HOSTILE = "<script>alert('x')</script> & **bold** | 王"


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview(FIRST, seats=PANEL), names=NAMES)
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock()))
    return made


def changed(**texts):
    """A question with texts that its author could not have stored."""
    return a_question().model_copy(update=texts)


def opened(page, query, cookie=""):
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
    return page(Request({"type": "http", "query_string": query.encode(), "headers": headers}))


def body(page, query, cookie=""):
    answer = opened(page, query, cookie)
    assert answer.status_code == 200
    return answer.body.decode()


def as_rater(store, rater):
    return tokens.signed_rater(store, RaterId(rater))


def articles(html):
    return re.findall(r'<article class="question">(.*?)</article>', html, re.DOTALL)


def lines_of(html):
    """What is read, one piece a line."""
    bare = re.sub(r"<[^>]+>", "\n", html)
    return [line.strip() for line in bare.splitlines() if line.strip()]


def test_a_question_on_paper_is_whole_and_has_a_place_for_every_mark(store):
    first = articles(body(kit_page, f"kit={KIT}"))[1]
    asked = a_kit().items[1].asked

    assert lines_of(first) == [
        "2",
        "Execution · production · dispatching · situational",
        "5 min, took ____ · candidate ______",
        asked.prompt,
        "Follow-up questions",
        *asked.probes,
        "Listen for",
        *asked.listen_for,
        *(
            part
            for level in range(1, 6)
            for part in (str(level), asked.anchors.get(level, a_bank().scale[level - 1].name))
        ),
        "What you heard",
        "Misconceptions heard",
        *asked.wrong_beliefs,
        "Not rated because",
        "not asked",
        "no evidence",
        "conflict of interest",
    ]
    boxes = len(asked.probes) + 5 + len(asked.wrong_beliefs) + 3
    assert first.count('<i class="box"></i>') == boxes
    assert first.count("<hr>") == 32


def test_the_kit_begins_with_its_title_where_the_board_comes_first():
    made, kit = fake_open_uow(), a_kit_with_a_board()
    first, *others = kit.items
    kit = replace(kit, items=(replace(first, id=TALK_ITEM), *others))
    furnish(made, an_interview(FIRST, seats=PANEL), kit=kit, names=NAMES)
    app_context.install(AppContext(bank=a_bank(), open_uow=made, clock=StoppedClock()))

    html = body(kit_page, f"kit={KIT}")

    board, talk, *_ = articles(html)
    assert re.findall(r"<h([12])", html)[:3] == ["1", "2", "2"]
    assert lines_of(board)[0] == "MES engineer"
    assert ("Candidate code" in board, "Candidate code" in talk) == (True, False)


def test_the_kit_on_paper_says_which_kit_it_is_and_holds_every_question(store):
    html, kit = body(kit_page, f"kit={KIT}"), a_kit()

    assert len(articles(html)) == len(kit.items) == 10
    said = " ".join(lines_of(articles(html)[0]))
    assert said.startswith(
        "MES engineer Kit MES-1.K1 · locked 2 March 2026 · 10 questions, 50 of 45 min · "
        f"hash {kit.digest} · bank 000000000001 Candidate code Date Interviewer Began Ended 1 "
    )


def test_a_handout_is_with_its_question_and_on_a_card_of_its_own():
    store = fake_open_uow()
    card = f"Line 4: 40\n  Line 5: 0 {HOSTILE}"
    kit = a_kit(questions=[a_question(), changed(handout=card)])
    furnish(store, an_interview(), kit=kit)
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))

    html = body(kit_page, f"kit={KIT}")

    shown = escape(card)
    assert [article.count(shown) for article in articles(html)] == [0, 1]
    (cards,) = re.findall(r'<section class="cards">(.*?)</section>', html, re.DOTALL)
    assert shown in cards
    assert lines_of(cards)[:3] == [
        "Cards for the candidate",
        "Cut along the lines. Show each card when you ask its question.",
        "Question 2",
    ]
    rubric = (*a_question().probes, *a_kit().items[0].asked.anchors.values(), a_question().title)
    assert [text for text in rubric if text in cards] == []


def test_a_kit_without_handouts_has_no_page_of_cards(store):
    html = body(kit_page, f"kit={KIT}")

    assert 'class="cards"' not in html
    assert "Handout" not in html


def test_positions_that_are_accepted_are_on_paper_too():
    store = fake_open_uow()
    question = changed(accepted_positions=("MES as the system",), wrong_beliefs=(), probes=())
    furnish(store, an_interview(), kit=a_kit(questions=[question]))
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))

    said = lines_of(body(kit_page, f"kit={KIT}"))

    assert said[said.index("Positions that earn full marks if well argued") + 1] == (
        "MES as the system"
    )
    assert "Follow-up questions" not in said
    assert "Misconceptions heard" not in said


def test_the_owner_prints_a_scorecard_for_each_rating_seat(store):
    html = body(scorecard_page, f"interview={FIRST}")

    sheets = re.findall(r'<section class="scorecard">(.*?)</section>', html, re.DOTALL)
    assert [lines_of(sheet)[6] for sheet in sheets] == [NAMES[r] for r in (LEAD, SECOND, THIRD)]
    at = zoned(NOON, zone_called(""))
    assert lines_of(sheets[0])[:17] == [
        "C-01 · MES engineer",
        f"Scorecard of interview {FIRST} · planned {at} · kit MES-1.K1",
        "Candidate code",
        "C-01",
        "Date",
        "Rater",
        "Ann Lead",
        "Question",
        *"12345",
        "not asked",
        "no evidence",
        "conflict of interest",
        "What you heard, in a few words",
    ]


def test_every_question_has_a_box_for_each_level_and_each_reason(store):
    html = body(scorecard_page, f"interview={FIRST}", as_rater(store, SECOND))

    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html, re.DOTALL)
    assert [row.partition("<")[0] for row in rows] == [
        f"{number}. {item.asked.title}" for number, item in enumerate(a_kit().items, 1)
    ]
    assert {row.count('<i class="box"></i>') for row in rows} == {8}
    said = lines_of(html)
    end = said.index("Recommendation")
    assert said[end:] == [
        "Recommendation",
        "strong no",
        "no",
        "mixed",
        "yes",
        "strong yes",
        "Reasons",
        "Signature of the rater",
        "Date",
    ]


def off_the_kit(store, rater, *, submit):
    """Question 2 was left out for want of time, 3 came after 7 and nobody said why."""
    verdicts = EVENLY | {"q02": NotRated.NOT_ASKED}
    asked = {i: verdicts[i] for i in ("q01", "q07", "q03", "q02", *verdicts)}
    why = {("q02", OffKit.SKIPPED): "no time <left>"}
    fill(store, rater, verdicts=asked, why=why, submit=submit)


def section(html):
    """Departures from the kit, as it is read; a list for each sheet."""
    sheets = re.findall(r'<section class="scorecard">(.*?)</section>', html, re.DOTALL)
    lists = [re.findall(r'<ul class="off-kit">(.*?)</ul>', s, re.DOTALL) for s in sheets]
    return [[line for found in one for line in lines_of(found)] for one in lists]


TOLD = [
    "2 was not asked: no time &lt;left&gt;.",
    "A line goes down",
    "3 was asked after 7: no reason given.",
    "Step 7 is blocked",
]


def test_what_left_the_kit_is_on_the_printed_scorecard_and_nothing_where_it_was_followed(store):
    off_the_kit(store, SECOND, submit=False)
    fill(store, THIRD, submit=False)

    assert section(body(scorecard_page, f"interview={FIRST}", as_rater(store, SECOND))) == [TOLD]
    followed = body(scorecard_page, f"interview={FIRST}", as_rater(store, THIRD))
    assert section(followed) == [[]]
    assert "Departures from the kit" not in followed


def test_the_owner_prints_what_left_the_kit_only_once_the_debrief_is_open(store):
    off_the_kit(store, SECOND, submit=True)
    fill(store, LEAD)
    assert section(body(scorecard_page, f"interview={FIRST}")) == [[], [], []]

    fill(store, THIRD)
    assert section(body(scorecard_page, f"interview={FIRST}")) == [[], TOLD, []]


def test_a_rater_prints_her_own_scorecard_only(store):
    said = lines_of(body(scorecard_page, f"interview={FIRST}", as_rater(store, SECOND)))

    assert NAMES[SECOND] in said
    assert not {NAMES[LEAD], NAMES[THIRD], NAMES[OBSERVER]} & set(said)


def test_who_does_not_rate_gets_no_scorecard(store):
    answer = opened(scorecard_page, f"interview={FIRST}", as_rater(store, OBSERVER))

    assert answer.status_code == 403
    assert f"<p>{OBSERVER} is not a rater in this interview with C-01.</p>" in answer.body.decode()


def test_somebody_who_is_gone_gets_no_scorecard(store):
    for query, cookie in (("", as_rater(store, STRANGER)), (f"&as={STRANGER}", "")):
        answer = opened(scorecard_page, f"interview={FIRST}{query}", cookie)

        assert answer.status_code == 404
        assert f"address is for {STRANGER}, and nobody here has that code" in answer.body.decode()


def test_the_address_says_whose_scorecard_is_printed_not_the_last_choice(store):
    said = lines_of(body(scorecard_page, f"interview={FIRST}&as={THIRD}", as_rater(store, SECOND)))

    assert NAMES[THIRD] in said
    assert not {NAMES[LEAD], NAMES[SECOND]} & set(said)


@pytest.mark.parametrize(
    ("page", "query", "sentence"),
    [
        (kit_page, "kit=NO-1.K1", "There is no locked kit &#39;NO-1.K1&#39; in this database."),
        (kit_page, "", "The address doesn&#39;t say which locked kit."),
        (kit_page, "kit=%3Cb%3E", "There is no locked kit &#39;&lt;b&gt;&#39; in this database."),
        (scorecard_page, "interview=X", "There is no interview &#39;X&#39; in this database."),
        (scorecard_page, "", "The address doesn&#39;t say which interview."),
    ],
)
def test_an_address_without_a_sheet_says_so(store, page, query, sentence):
    answer = opened(page, query)

    assert answer.status_code == 404
    assert f"<p>{sentence}" in answer.body.decode()


@pytest.mark.parametrize(
    ("page", "query"), [(kit_page, f"kit={KIT}"), (scorecard_page, f"interview={INTERVIEW}")]
)
def test_only_the_pages_own_style_is_allowed_and_every_text_is_escaped(page, query):
    store = fake_open_uow()
    question = changed(title=HOSTILE, prompt=HOSTILE, wrong_beliefs=(HOSTILE,))
    planned = an_interview(planned_at=NOON + timedelta(days=1))
    furnish(store, planned, kit=a_kit(questions=[question]), names={RaterId("R-01"): HOSTILE})
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))

    answer = opened(page, query)

    html = answer.body.decode()
    style = the_only_style(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; **bold** | 王" in html
    assert "<script" not in html
    assert " style=" not in html
    assert "http" not in html
    assert "color-scheme: light" in style


def test_times_on_paper_are_those_of_the_browser_that_opened_it(store):
    html = body(scorecard_page, f"interview={FIRST}&zone=Asia/Kolkata")

    assert f"planned {zoned(NOON, zone_called('Asia/Kolkata'))}" in " ".join(lines_of(html))
    assert zoned(NOON, zone_called("Asia/Kolkata")).endswith("17:30 (Asia/Kolkata)")


@pytest.mark.parametrize(
    ("page", "query"),
    [(kit_page, f"kit={KIT}"), (scorecard_page, f"interview={FIRST}")],
)
def test_headings_lead_down_one_level_at_a_time(store, page, query):
    levels = [int(level) for level in re.findall(r"<h([1-6])", body(page, query))]

    assert levels[0] == 1
    assert len(set(levels)) > 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
