"""The pages after the interview over a small shortlist, each alone over a store in memory."""

from dataclasses import dataclass, field

from streamlit.testing.v1 import AppTest

from assessment.domain.decision import DebriefKind
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.domain.requisition import Reveal
from assessment.services.access.sign_in_settings import SignInSettings
from assessment.services.store.ports import OpenUnitOfWork
from assessment.ui.app_context import AppContext
from question_bank import QuestionBank
from tests.builders import (
    a_bank,
    a_requisition,
)
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    LEAD,
    ONE,
    SECOND,
    THIRD,
)
from tests.ui.page_reading import checked

EVERYBODY = (LEAD, SECOND, THIRD)


@dataclass
class DecidingPages:
    """An app context with the small shortlist, and its pages as one person sees them."""

    open_uow: OpenUnitOfWork = field(default_factory=fake_open_uow)
    bank: QuestionBank = field(default_factory=a_bank)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def page(self, name: str, seen_by: RaterId | None = None, **query: str) -> AppTest:
        return self.page_for(name, Actor(rater=seen_by), **query)

    def page_for(
        self, name: str, by: Actor, sign_in: SignInSettings | None = None, **query: str
    ) -> AppTest:
        context = AppContext(
            bank=self.bank, open_uow=self.open_uow, clock=self.clock, sign_in=sign_in
        )
        page = AppTest.from_function(
            _script, kwargs={"name": name, "context": context, "by": by}, default_timeout=60
        )
        for key, value in query.items():
            page.query_params[key] = value
        return checked(page.run())

    def records(self, kind: DebriefKind):
        with self.open_uow(read_only=True) as uow:
            return [r for r in uow.debriefs.of(ONE) if r.kind is kind]


def _script(name, context, by):
    from importlib import import_module  # noqa: PLC0415  # AppTest runs this source alone

    import streamlit as st  # noqa: PLC0415

    from assessment.domain.errors import AssessmentError  # noqa: PLC0415

    try:
        folder = {"interview": "live"}.get(name, name)
        import_module(f"assessment.ui.{folder}.page").show(context, by)
    except AssessmentError as fault:  # as the shell does around every page
        st.error(str(fault))


def relaxed(deciding: DecidingPages) -> None:
    with deciding.open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()
