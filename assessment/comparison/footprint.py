"""The footprint of the MES a candidate last worked with, laid over the cells of the role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.board import Footprint
from assessment.domain.listing import listed
from assessment.domain.role import Emphasis
from question_bank import CELLS, Cell

ESSENTIAL = 2
NAMED = 4
"""More missing cells than this are counted, not listed: the grid beside the sentence shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FootprintReading:
    """Unscored: where the candidate has worked, and where the role would be new ground."""

    shared: tuple[Cell, ...]
    missing: tuple[Cell, ...]
    """Cells of the role that were not painted, essential ones first."""
    missing_essential: frozenset[Cell]
    beyond: tuple[Cell, ...]
    """Painted cells that the role does not name."""

    @property
    def sentence(self) -> str:
        """`The MES at the last plant covered 4 of the role's 5 cells. Not covered: …`"""
        of_role = len(self.shared) + len(self.missing)
        if not of_role:
            return f"The brief has no cells in scope. {_cells(len(self.beyond))} marked."
        said = f"The MES at the last plant covered {len(self.shared)} of the role's {of_role} cells"
        if self.missing:
            said += f". Not covered: {self._named()}"
        if self.beyond:
            said += f". It also covered {_cells(len(self.beyond))} outside the role"
        return f"{said}."

    def _named(self) -> str:
        names = [
            f"{cell.label} (essential)" if cell in self.missing_essential else cell.label
            for cell in self.missing[:NAMED]
        ]
        if more := len(self.missing) - NAMED:
            names += [f"{more} more"] if more > 0 else []
        return listed(names)


def footprint_reading(
    footprint: Footprint, role_cells: Mapping[Cell, Emphasis]
) -> FootprintReading:
    """What the role asks for and the footprint has, lacks and adds, in the order of the grid."""
    painted = footprint.cells
    missing = [cell for cell in CELLS if cell in role_cells and cell not in painted]
    return FootprintReading(
        shared=tuple(c for c in CELLS if c in role_cells and c in painted),
        missing=tuple(sorted(missing, key=lambda cell: -role_cells[cell])),
        missing_essential=frozenset(c for c in missing if role_cells[c] == ESSENTIAL),
        beyond=tuple(c for c in CELLS if c in painted and c not in role_cells),
    )


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


def categories_of(cells: Sequence[Cell]) -> list[str]:
    """The operations categories that these cells belong to, each once, in their usual order."""
    return [c.value for c in dict.fromkeys(cell.operations_category for cell in cells)]
