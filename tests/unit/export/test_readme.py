"""The plain words say how this very export was written."""

from dataclasses import replace

from assessment.domain.ids import RequisitionId
from assessment.export.readme import readme
from assessment.export.rows import Origin
from assessment.export.writer import ExportOptions
from tests.builders import NOON

ORIGIN = Origin(
    requisition=RequisitionId("MES-1"),
    bank_version="0123456789ab",
    levelset_version="0.1.0",
    exported_at=NOON,
    coverage_floor=0.75,
    weights_hash="ba9876543210",
)


def test_it_says_where_the_export_comes_from():
    assert readme(ORIGIN, ExportOptions()).splitlines()[:2] == [
        "Levelset export of role MES-1",
        (
            "Created 2026-03-02T12:00:00Z by Levelset 0.1.0, question bank 0123456789ab, format "
            "levelset/1."
        ),
    ]


def test_it_says_which_dialect_was_written():
    plain = readme(ORIGIN, ExportOptions())
    european = readme(ORIGIN, ExportOptions(bom=True, semicolon=True))

    assert "UTF-8, a comma between cells, a point as the decimal sign." in plain
    assert (
        "UTF-8 with a byte order mark, a semicolon between cells, a comma as the decimal sign."
        in european
    )


def test_it_says_whether_names_are_in_it():
    assert "are shown as codes" in readme(ORIGIN, ExportOptions())
    assert "with their names in columns at the end" in readme(ORIGIN, ExportOptions(names=True))


def test_the_command_that_recomputes_the_scores_knows_the_floor_of_the_brief():
    own = replace(ORIGIN, coverage_floor=0.6)

    assert "--weights weights.csv --out scores" in readme(ORIGIN, ExportOptions())
    assert "--weights weights.csv --floor 0.6 --out scores" in readme(own, ExportOptions())
