"""The footprint is laid over the role's cells: what is shared, what is missing, what is more."""

from assessment.comparison.footprint import footprint_reading
from assessment.domain.board import Footprint
from question_bank import Cell


def cells(*keys):
    return frozenset(Cell.parse(key) for key in keys)


def read(painted, role):
    return footprint_reading(
        Footprint(cells(*painted)), {Cell.parse(key): weight for key, weight in role.items()}
    )


def test_what_is_missing_stands_with_the_essential_cells_first():
    reading = read(
        ["production.dispatching", "production.tracking", "inventory.tracking"],
        {
            "production.dispatching": 2,
            "production.tracking": 1,
            "quality.definition_management": 1,
            "quality.tracking": 2,
        },
    )

    assert set(reading.shared) == cells("production.dispatching", "production.tracking")
    assert [c.key for c in reading.missing] == ["quality.tracking", "quality.definition_management"]
    assert reading.missing_essential == cells("quality.tracking")
    assert reading.sentence == (
        "The MES at the last plant covered 2 of the role's 4 cells. Not covered: quality · "
        "tracking (essential) and quality · definition management. It also covered 1 cell outside "
        "the role."
    )


def test_many_missing_cells_are_counted():
    activities = ("dispatching", "tracking", "data_collection", "detailed_scheduling")
    role = {f"quality.{a}": 1 for a in activities} | {"inventory.tracking": 1}

    assert read([], role).sentence == (
        "The MES at the last plant covered 0 of the role's 5 cells. Not covered: quality · "
        "detailed scheduling, quality · dispatching, quality · data collection, quality · "
        "tracking and 1 more."
    )


def test_a_footprint_over_the_whole_role_says_just_that():
    assert read(["quality.tracking"], {"quality.tracking": 2}).sentence == (
        "The MES at the last plant covered 1 of the role's 1 cells."
    )


def test_a_brief_without_cells_leaves_nothing_to_compare():
    assert read(["quality.tracking"], {}).sentence == (
        "The brief has no cells in scope. 1 cell marked."
    )
