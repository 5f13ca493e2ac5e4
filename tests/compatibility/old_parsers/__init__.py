"""The recorded version's hand-written event parsers, frozen: later ones are compared with them.

Nothing here imports the product, so renaming and moving its modules changes nothing in here. Do not
improve these modules. An outcome is ("refused", sentence) or ("accepted", typed values).
"""

from tests.compatibility.old_parsers.board_events import board_outcome
from tests.compatibility.old_parsers.sheet_events import sheet_outcome

__all__ = ["board_outcome", "sheet_outcome"]
