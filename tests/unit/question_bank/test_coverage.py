"""The coverage grid counts what an answer speaks of, and shows what nobody asks about."""

import io

from rich.console import Console

from question_bank import Cell, Competency, QuestionType
from question_bank.coverage import cells_grid, competencies_grid, drawn, plain, summary
from question_bank.model import Boundary, QuestionStatus, UsableFor
from question_bank.taxonomy import Activity
from tests.small_bank import a_question, bank_of

DISPATCHING = Cell.parse("production.dispatching")


def two_questions():
    return bank_of(
        [
            a_question(
                "prd-dsp-001",
                cell=DISPATCHING,
                boundary=Boundary(activity=Activity.DETAILED_SCHEDULING),
                target_level=UsableFor.PLANT,
            ),
            a_question("prd-dsp-002", cell=DISPATCHING, question_type=QuestionType.KNOWLEDGE),
            a_question("prd-dsp-003", cell=DISPATCHING, status=QuestionStatus.RETIRED),
        ]
    )


def test_a_cell_counts_active_questions_and_splits_them_by_target():
    grid = cells_grid(two_questions())

    # One for a plant, one for both: two in all, two usable for a plant, one for an enterprise.
    assert grid.heading == ("activity", "production", "maintenance", "quality", "inventory")
    assert grid.rows == (
        ("definition management", "none", "none", "none", "none"),
        ("resource management", "none", "none", "none", "none"),
        ("detailed scheduling", "1 (1/0)", "none", "none", "none"),
        ("dispatching", "2 (2/1)", "none", "none", "none"),
        ("execution management", "none", "none", "none", "none"),
        ("data collection", "none", "none", "none", "none"),
        ("tracking", "none", "none", "none", "none"),
        ("performance analysis", "none", "none", "none", "none"),
    )


def test_a_competency_counts_its_questions_its_situations_and_its_minutes():
    rows = competencies_grid(two_questions()).rows

    assert rows[1] == ("execution", "2 (2/1)", "1", "10")
    assert [row[0] for row in rows] == list(Competency)
    assert rows[0] == ("placement", "none", "0", "0")


def test_the_summary_is_one_sentence():
    assert summary(two_questions()) == ("2 active questions; 2 of 32 cells touched; 1 situational.")


def test_in_a_pipe_the_columns_are_aligned_and_no_line_ends_in_blanks():
    lines = list(plain(cells_grid(two_questions())))

    assert lines[0] == "activity               production  maintenance  quality  inventory"
    assert lines[4] == "dispatching            2 (2/1)     none         none     none"


def test_on_a_terminal_the_grid_is_drawn_and_holes_stand_out():
    screen = io.StringIO()

    Console(file=screen, force_terminal=True, width=100, color_system="standard").print(
        drawn(cells_grid(two_questions()))
    )

    assert "━━┳━━" in screen.getvalue()
    assert "\x1b[1;31mnone\x1b[0m" in screen.getvalue()
