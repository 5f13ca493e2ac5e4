"""The question bank: content that an author may change without knowing Python, and its loader."""

from importlib import import_module
from typing import TYPE_CHECKING

from question_bank.errors import BankError, Problem
from question_bank.taxonomy import (
    CELLS,
    EIGHT_ACTIVITIES,
    FUNCTIONAL_LEVELS,
    Activity,
    Cell,
    Competency,
    FunctionalLevel,
    OperationsCategory,
    OrganisationalScope,
    TargetLevel,
)

if TYPE_CHECKING:
    from question_bank.card import Alternate, Card, Place
    from question_bank.conversation import Conversation, ConversationAnswer, ConversationQuestion
    from question_bank.exemplar import Exemplar, ExemplarAnswer, Temptation
    from question_bank.history import Change
    from question_bank.loader import OwnFolder, QuestionBank, load_bank
    from question_bank.model import Anchor, Boundary, Question, QuestionStatus, QuestionType
    from question_bank.own import load_banks
    from question_bank.platform_content import Platform, PlatformClaim
    from question_bank.scoping_files import ScopingContent
    from question_bank.typical_role import RoleCells, RoleNeighbour, TypicalRole
    from question_bank.variant import Variant, Variants

_READERS = {
    "card": ("Alternate", "Card", "Place"),
    "conversation": ("Conversation", "ConversationAnswer", "ConversationQuestion"),
    "exemplar": ("Exemplar", "ExemplarAnswer", "Temptation"),
    "history": ("Change",),
    "loader": ("OwnFolder", "QuestionBank", "load_bank"),
    "model": ("Anchor", "Boundary", "Question", "QuestionStatus", "QuestionType"),
    "own": ("load_banks",),
    "platform_content": ("Platform", "PlatformClaim"),
    "scoping_files": ("ScopingContent",),
    "typical_role": ("RoleCells", "RoleNeighbour", "TypicalRole"),
    "variant": ("Variant", "Variants"),
}
"""What needs Pydantic, by its module: imported when somebody asks for it. Scoring a table takes
the names of the competencies only, and would wait longer for Pydantic than for the sums."""

__all__ = [
    "CELLS",
    "EIGHT_ACTIVITIES",
    "FUNCTIONAL_LEVELS",
    "Activity",
    "Alternate",
    "Anchor",
    "BankError",
    "Boundary",
    "Card",
    "Cell",
    "Change",
    "Competency",
    "Conversation",
    "ConversationAnswer",
    "ConversationQuestion",
    "Exemplar",
    "ExemplarAnswer",
    "FunctionalLevel",
    "OperationsCategory",
    "OrganisationalScope",
    "OwnFolder",
    "Place",
    "Platform",
    "PlatformClaim",
    "Problem",
    "Question",
    "QuestionBank",
    "QuestionStatus",
    "QuestionType",
    "RoleCells",
    "RoleNeighbour",
    "ScopingContent",
    "TargetLevel",
    "Temptation",
    "TypicalRole",
    "Variant",
    "Variants",
    "load_bank",
    "load_banks",
]


def __getattr__(name: str) -> object:
    for module, names in _READERS.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
