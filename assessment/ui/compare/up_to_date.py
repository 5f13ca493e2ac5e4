"""What a part of Compare that is drawn alone shows: the comparison as it is now."""

from dataclasses import dataclass

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import Comparison, read_comparison
from assessment.ui import app_context
from assessment.ui.app_context import AppContext


@dataclass(slots=True, kw_only=True)
class Shown:
    """The comparison that a part of the page got when it was drawn with the rest."""

    context: AppContext
    found: Comparison
    by: Actor
    drawn: bool = False
    """Whether the part was drawn from it; from then on it is read anew."""

    def now(self) -> Comparison:
        """As it is in the database; where anything of it changed, the whole page is drawn anew."""
        if not self.drawn:
            self.drawn = True
            return self.found
        if app_context.replaced(self.context):
            st.rerun()
        requisition = self.found.file.requisition.id
        now = read_comparison(self.context.open_uow, self.context.bank, requisition, by=self.by)
        if not now.shows_what(self.found):
            st.rerun()
        return now

    def part(self) -> "Shown":
        """The same for a part within this one."""
        return Shown(context=self.context, found=self.found, by=self.by)
