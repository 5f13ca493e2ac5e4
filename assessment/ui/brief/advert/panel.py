"""The advert beside the brief: its text, what was read in it, and a button to fill the form."""

from functools import lru_cache

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.scoping import begun_with
from assessment.scoping.adverts.files import text_of_paste
from assessment.scoping.adverts.kinds import NotAnAdvert
from assessment.scoping.adverts.proposing import proposal
from assessment.scoping.adverts.reading import AdvertReading, read_advert
from assessment.services.drafts import advert_drafts
from assessment.ui.app_context import AppContext
from assessment.ui.brief import draft
from assessment.ui.brief.advert import text_intake
from assessment.ui.brief.advert.drawing import put_answer, put_findings, put_text
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared import brief_moves
from assessment.ui.shared.wording import plain

_KEPT_READINGS = 16


def panel(context: AppContext, form: BriefForm, now: RoleBrief) -> RoleBrief:
    """Draws the advert and its reading; a press fills the form from it."""
    text = text_intake.advert_text(context, form)
    if not text.strip():
        st.markdown(
            "Levelset marks what the advert asks for, what speaks for one plant or for many "
            "sites, and which words hide the role. It says so where it cannot tell."
        )
        return now
    try:
        reading = _read(text)
    except NotAnAdvert as fault:
        st.warning(plain(str(fault)))
        return now
    if st.button("Fill the brief from this advert", width="stretch", icon=":material/edit_note:"):
        _fill(context, form, now, reading)
    put_answer(reading)
    put_text(reading)
    put_findings(reading, context.bank.scoping.platforms)
    return now


@lru_cache(maxsize=_KEPT_READINGS)
def _read(text: str) -> AdvertReading:
    return read_advert(text_of_paste(text))


def _fill(context: AppContext, form: BriefForm, now: RoleBrief, reading: AdvertReading) -> None:
    name = reading.title or "a job advert"
    found = proposal(reading, name, context.bank.scoping.platforms)
    after = begun_with(found, now, brief_moves.talk_of(context.bank))
    advert_drafts.drop(context.open_uow, now.requisition, by=form.by)
    text_intake.applied(form)
    draft.fill(context, form, after, before=now)
