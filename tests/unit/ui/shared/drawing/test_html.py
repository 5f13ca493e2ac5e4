"""The grid of cells, what a kit covers in words, and the sentences that pages share."""

from datetime import UTC, date, datetime, time

from streamlit.testing.v1 import AppTest

from assessment.domain.kit import AskedQuestion
from assessment.planning import holes_of
from assessment.ui.brief.cell_picker import read_cells
from assessment.ui.kit.coverage import heard, holes_in_words, squares
from assessment.ui.shared import wording
from assessment.ui.shared.drawing.grid import Square, grid_html
from assessment.ui.shared.question_view import described
from question_bank import CELLS, Boundary, Cell, Competency
from question_bank.taxonomy import Activity
from tests.builders import a_bank, a_brief, a_question, bank_of

DISPATCHING = Cell.parse("production.dispatching")
EXECUTION = Cell.parse("production.execution_management")
TRACKING = Cell.parse("quality.tracking")


def test_the_grid_has_a_row_for_each_activity_and_escapes_its_texts():
    html = grid_html(
        {DISPATCHING: Square(text="<1>", spoken='"why"', shade=2, wanted=2)},
        caption="A & B",
        legend=[(Square(hole=True), "open")],
    )

    assert html.count("<tr>") == 9
    assert html.count("<td ") == 32
    assert '<td class="s2 w2" title="&#34;why&#34;">&lt;1&gt;</td>' in html
    assert "<caption>A &amp; B</caption>" in html
    assert '<i class="hole"></i>open' in html
    assert '<th scope="row">Performance analysis</th>' in html


def test_what_the_browser_sends_is_read_cell_by_cell():
    sent = {
        "quality.tracking": 1,
        "production.dispatching": 2,
        "production.supporting": 1,
        "nowhere": 2,
        "inventory.tracking": 7,
    }

    assert list(read_cells(sent).items()) == [(DISPATCHING, 2), (TRACKING, 1)]
    assert read_cells(None) == read_cells([1]) == {}
    assert len(read_cells({c.key: 1 for c in CELLS})) == 32


def test_cells_carry_the_numbers_of_their_questions_and_holes_say_none():
    questions = [
        AskedQuestion.of(a_question("plc-001", competency=Competency.PLACEMENT)),
        AskedQuestion.of(
            a_question(cell=DISPATCHING, boundary=Boundary(activity=Activity.EXECUTION_MANAGEMENT))
        ),
        AskedQuestion.of(a_question("prd-exe-001", cell=EXECUTION)),
    ]
    found = heard(questions)

    assert found.cells == {DISPATCHING: [2], EXECUTION: [2, 3]}
    assert found.competencies == {Competency.PLACEMENT: [1], Competency.EXECUTION: [2, 3]}
    assert squares(a_brief(cells={DISPATCHING: 2, TRACKING: 1}), found.cells) == {
        DISPATCHING: Square(
            text="2", spoken="Production · dispatching: question 2", shade=2, wanted=2
        ),
        EXECUTION: Square(
            text="2 · 3",
            spoken="Production · execution management: questions 2 and 3",
            shade=2,
        ),
        TRACKING: Square(
            text="none", spoken="Quality · tracking: no question", wanted=1, hole=True
        ),
    }


def test_holes_with_the_same_reason_are_one_line():
    brief = a_brief(cells={TRACKING: 1, DISPATCHING: 2}, weights={Competency.BREADTH: 1.0})
    bank = bank_of(
        [
            a_question("brd-001", competency=Competency.BREADTH),
            a_question("brd-002", competency=Competency.BREADTH, cell=TRACKING),
        ]
    )

    assert holes_in_words(holes_of([], brief, bank, 4)) == [
        r"**No question in the bank:** Production · dispatching (essential).",
        (
            r"**Not enough time (4 min left, the shortest question takes 5):** "
            r"Breadth and Quality · tracking."
        ),
    ]


def test_a_hole_that_a_question_would_fill_names_it():
    brief = a_brief(cells={TRACKING: 1}, weights={Competency.BREADTH: 1.0})
    bank = bank_of([a_question("brd-001", competency=Competency.BREADTH, cell=TRACKING)])

    assert holes_in_words(holes_of([], brief, bank, 10)) == [
        r"**Breadth and Quality · tracking:** brd\-001 \(5 min\) would cover this."
    ]


def test_a_question_is_described_by_competency_place_and_type():
    bank = a_bank()
    described_ones = [
        described(AskedQuestion.of(q), bank)
        for q in (
            a_question(cell=DISPATCHING),
            a_question(functional_level=4),
            a_question(functional_level="none"),
        )
    ]

    assert described_ones == [
        "Execution · production · dispatching · situational",
        "Execution · Level 4 · situational",
        "Execution · no level · situational",
    ]


def test_numbers_lists_and_sentences_read_as_people_say_them():
    assert [wording.counted(n, "candidate") for n in (0, 1, 6)] == [
        "no candidates",
        "1 candidate",
        "6 candidates",
    ]
    assert wording.counted(2, "competency", "competencies") == "2 competencies"
    assert [wording.joined(list(p)) for p in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [wording.sentence(t) for t in ("say why", "Done.", "why?")] == [
        "Say why.",
        "Done.",
        "why?".capitalize(),
    ]
    assert [wording.number(n) for n in (20.0, 12.5, 100 / 12)] == ["20", "12.5", "8.3333"]
    assert wording.plain("a*b_[c]") == r"a\*b\_\[c\]"


def test_days_and_times_are_those_of_the_place_that_looks():
    # Outside a browser that is this computer's zone; what is written there comes back as typed.
    noon = wording.moment_of(date(2026, 8, 4), time(12, 0))

    assert wording.when(noon) == "Tue 4 Aug 2026, 12:00"
    assert wording.local(datetime(2026, 8, 4, tzinfo=UTC)).tzinfo == wording.zone()


def test_a_page_gets_the_look_of_its_drawings_once():
    def script():
        from markupsafe import Markup  # noqa: PLC0415  # AppTest's source

        from assessment.ui import page_chrome  # noqa: PLC0415
        from assessment.ui.shared.drawing.html import put  # noqa: PLC0415

        page_chrome.look(focused=False)
        put(Markup("one"))
        put(Markup("two"))

    drawn = [e.proto.body for e in AppTest.from_function(script).run().get("html")]

    assert sum(".lv-draw" in body for body in drawn) == 1
    assert [body for body in drawn if "<style>" not in body] == [
        '<div class="lv-grid lv-draw">one</div>',
        '<div class="lv-grid lv-draw">two</div>',
    ]
