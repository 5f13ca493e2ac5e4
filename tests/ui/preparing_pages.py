"""The pages before the interview, each alone over a store in memory."""

from dataclasses import dataclass, field

from streamlit.testing.v1 import AppTest

from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.hiring import briefs, candidates, panels
from assessment.services.kits import kits, locking
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.services.store.ports import OpenUnitOfWork
from assessment.ui.app_context import AppContext
from question_bank import QuestionBank
from tests.builders import (
    REQUISITION,
    a_bank,
    a_brief,
    a_requisition,
)
from tests.fakes import StoppedClock, fake_open_uow
from tests.ui.page_reading import checked


@dataclass
class PreparingPages:
    """One context, its pages, and what its store holds by now."""

    open_uow: OpenUnitOfWork = field(default_factory=fake_open_uow)
    bank: QuestionBank = field(default_factory=a_bank)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def page(self, name: str, **query: str) -> AppTest:
        context = AppContext(bank=self.bank, open_uow=self.open_uow, clock=self.clock)
        page = AppTest.from_function(
            page_script, kwargs={"name": name, "context": context}, default_timeout=60
        )
        for key, value in query.items():
            page.query_params[key] = value
        return checked(page.run())

    def file(self) -> RequisitionFile:
        return read_requisition(self.open_uow, REQUISITION, by=OWNER)

    def with_requisition(self) -> "PreparingPages":
        with self.open_uow() as uow:
            uow.requisitions.add(a_requisition())
            uow.commit()
        return self

    def with_people(self) -> "PreparingPages":
        for name in ("Ada", ""):
            candidates.add_candidate(
                self.open_uow, self.clock, requisition=REQUISITION, name=name, by=OWNER
            )
        panels.seat_new(
            self.open_uow,
            requisition=REQUISITION,
            name="R. Okafor",
            role=SeatRole.LEAD,
            by=OWNER,
        )
        return self

    def with_brief(self) -> "PreparingPages":
        briefs.save(self.open_uow, self.clock, self.bank, a_brief(), by=OWNER)
        return self

    def with_draft(self, minutes: int = 20) -> "PreparingPages":
        kits.draft(
            self.open_uow, self.clock, self.bank, requisition=REQUISITION, minutes=minutes, by=OWNER
        )
        return self

    def with_kit(self) -> "PreparingPages":
        self.with_draft()
        locking.freeze(self.open_uow, self.clock, self.bank, requisition=REQUISITION, by=OWNER)
        return self


def page_script(name, context):
    from importlib import import_module  # noqa: PLC0415  # AppTest runs this source alone

    import streamlit as st  # noqa: PLC0415

    from assessment.domain.errors import AssessmentError  # noqa: PLC0415

    try:
        import_module(f"assessment.ui.{name}.page").render(context)
    except AssessmentError as fault:  # as the shell does around every page
        st.error(str(fault))
