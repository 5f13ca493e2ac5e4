"""The coverage grid counts what an answer speaks of, and shows what nobody asks about."""

import io

from rich.console import Console

from question_bank import Cell, Competency, QuestionType
from question_bank.coverage import (
    boundaries_grid,
    cells_grid,
    competencies_grid,
    drawn,
    hand_offs_grid,
    homes_grid,
    plain,
    summary,
)
from question_bank.model import Boundary, QuestionStatus, UsableFor
from question_bank.taxonomy import Activity, OperationsCategory
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


def test_only_its_own_cell_is_where_a_question_lives():
    rows = homes_grid(two_questions()).rows

    assert rows[2] == ("detailed scheduling", "none", "none", "none", "none")
    assert rows[3] == ("dispatching", "2 (2/1)", "none", "none", "none")


def test_a_boundary_counts_from_either_side_and_a_hand_off_by_its_level():
    questions = [
        *two_questions().questions.values(),
        a_question(
            "prd-sch-001",
            cell=Cell.parse("production.detailed_scheduling"),
            boundary=Boundary(activity=Activity.DISPATCHING),
        ),
        a_question(
            "qua-dsp-001",
            cell=Cell.parse("quality.dispatching"),
            boundary=Boundary(operations_category=OperationsCategory.PRODUCTION),
        ),
        a_question("int-001", boundary=Boundary(functional_level=4)),
        a_question("prd-dsp-004", cell=DISPATCHING, boundary=Boundary(functional_level=4)),
    ]
    bank = bank_of(questions)

    assert boundaries_grid(bank).rows == (
        ("detailed scheduling / dispatching", "2 (2/1)", "none", "none", "none"),
        ("dispatching / execution management", "none", "none", "none", "none"),
        ("data collection / tracking", "none", "none", "none", "none"),
        ("tracking / performance analysis", "none", "none", "none", "none"),
    )
    assert hand_offs_grid(bank).rows == (("to Level 2", "none"), ("to Level 4", "2 (2/2)"))


def test_the_summary_says_how_much_rests_on_practice_alone():
    assert summary(two_questions()) == (
        "2 active questions; 2 of 32 cells covered; 1 situational; 0 about past behaviour; "
        "2 based on practice alone."
    )


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
