"""Where a question's file lies, and what its id begins with."""

from collections.abc import Mapping
from typing import NamedTuple

from question_bank.model import Question
from question_bank.taxonomy import Activity, Competency, OperationsCategory

PREFIX: Mapping[str, str] = {
    OperationsCategory.PRODUCTION: "prd",
    OperationsCategory.MAINTENANCE: "mnt",
    OperationsCategory.QUALITY: "qua",
    OperationsCategory.INVENTORY: "inv",
    Activity.DEFINITION_MANAGEMENT: "def",
    Activity.RESOURCE_MANAGEMENT: "res",
    Activity.DETAILED_SCHEDULING: "sch",
    Activity.DISPATCHING: "dsp",
    Activity.EXECUTION_MANAGEMENT: "exe",
    Activity.DATA_COLLECTION: "col",
    Activity.TRACKING: "trk",
    Activity.PERFORMANCE_ANALYSIS: "ana",
    Competency.PLACEMENT: "plc",
    Competency.EXECUTION: "exe",
    Competency.BREADTH: "brd",
    Competency.INTEGRATION: "int",
    Competency.PERFORMANCE: "prf",
    Competency.ASSURANCE: "asr",
    Competency.GOVERNANCE: "gov",
    Competency.PORTFOLIO: "ptf",
}
"""Three letters for each part of an id: `prd-dsp-001` in a cell, `gov-001` beside the grid."""


class Home(NamedTuple):
    """Where a question's file lies below its bank, and what its id begins with."""

    folder: str
    prefix: str


def home(question: Question) -> Home:
    """As the question's cell says, or its competency where it has none."""
    if cell := question.cell:
        category, activity = cell
        return Home(f"{category}/{activity}", f"{PREFIX[category]}-{PREFIX[activity]}-")
    return Home(question.competency.value, f"{PREFIX[question.competency]}-")
