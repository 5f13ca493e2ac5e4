"""The question bank: content that an author may change without knowing Python, and its loader."""

from question_bank.card import Alternate, Card, Place
from question_bank.errors import BankError, Problem
from question_bank.exemplar import Exemplar, ExemplarAnswer, Temptation
from question_bank.history import Change
from question_bank.loader import OwnFolder, QuestionBank, load_bank
from question_bank.model import Anchor, Boundary, Question, QuestionStatus, QuestionType
from question_bank.own import load_banks
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
from question_bank.variant import Variant, Variants

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
    "Exemplar",
    "ExemplarAnswer",
    "FunctionalLevel",
    "OperationsCategory",
    "OrganisationalScope",
    "OwnFolder",
    "Place",
    "Problem",
    "Question",
    "QuestionBank",
    "QuestionStatus",
    "QuestionType",
    "TargetLevel",
    "Temptation",
    "Variant",
    "Variants",
    "load_bank",
    "load_banks",
]
