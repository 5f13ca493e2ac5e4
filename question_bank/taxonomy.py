"""The ISA-95 model: levels, operations categories, activities, cells, equipment hierarchy.

Names follow MESA's B2MML enumerations (used courtesy of MESA International), in snake_case. Three
axes are kept apart: functional scope (which cells), organisational scope (how many sites) and the
equipment hierarchy.
"""

from enum import StrEnum
from typing import Literal, NamedTuple, Self

FunctionalLevel = Literal[0, 1, 2, 3, 4, "none"]
"""0 physical process, 1 sensing and manipulating, 2 monitoring and control, 3 manufacturing
operations management, 4 business planning and logistics; `none` for networks, brokers, hosting."""

FUNCTIONAL_LEVELS: tuple[FunctionalLevel, ...] = (0, 1, 2, 3, 4, "none")


class OperationsCategory(StrEnum):
    PRODUCTION = "production"
    MAINTENANCE = "maintenance"
    QUALITY = "quality"
    INVENTORY = "inventory"


class Activity(StrEnum):
    """The eight activities of the generic model, and `supporting` for what lies beside them."""

    DEFINITION_MANAGEMENT = "definition_management"
    RESOURCE_MANAGEMENT = "resource_management"
    DETAILED_SCHEDULING = "detailed_scheduling"
    DISPATCHING = "dispatching"
    EXECUTION_MANAGEMENT = "execution_management"
    DATA_COLLECTION = "data_collection"
    TRACKING = "tracking"
    PERFORMANCE_ANALYSIS = "performance_analysis"
    SUPPORTING = "supporting"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


EIGHT_ACTIVITIES: tuple[Activity, ...] = tuple(a for a in Activity if a is not Activity.SUPPORTING)


class Cell(NamedTuple):
    """One of the 32 places inside Level 3: an operations category and one of eight activities."""

    operations_category: OperationsCategory
    activity: Activity

    @property
    def label(self) -> str:
        return f"{self.operations_category} · {self.activity.label}"

    @property
    def key(self) -> str:
        """`production.dispatching`: how a cell is written in files and URLs."""
        return f"{self.operations_category}.{self.activity}"

    @classmethod
    def parse(cls, key: str) -> Self:
        """The cell that `key` names; ValueError names what is not one."""
        category, _, activity = key.partition(".")
        cell = cls(OperationsCategory(category), Activity(activity))
        if cell.activity is Activity.SUPPORTING:
            raise ValueError(f"{key}: a supporting activity has no cell")
        return cell


CELLS: tuple[Cell, ...] = tuple(Cell(c, a) for a in EIGHT_ACTIVITIES for c in OperationsCategory)
"""All 32, in the order in which the grid is read: activities as rows, categories as columns."""


class TargetLevel(StrEnum):
    PLANT = "plant"
    ENTERPRISE = "enterprise"


class OrganisationalScope(StrEnum):
    """How far the role reaches; independent of which cells it covers."""

    ONE_SITE = "one_site"
    SEVERAL_SITES = "several_sites"
    ENTERPRISE_PROGRAMME = "enterprise_programme"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Competency(StrEnum):
    """What we hire for; each question measures exactly one."""

    PLACEMENT = "placement"
    EXECUTION = "execution"
    BREADTH = "breadth"
    INTEGRATION = "integration"
    PERFORMANCE = "performance"
    ASSURANCE = "assurance"
    GOVERNANCE = "governance"
    PORTFOLIO = "portfolio"
