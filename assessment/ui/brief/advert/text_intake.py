"""The advert's text: pasted, uploaded or a sample; kept until it was used to fill the brief."""

from typing import cast

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.scoping.adverts.files import Unreadable, text_of_file
from assessment.scoping.adverts.kinds import is_cv
from assessment.scoping.adverts.mending import mended
from assessment.services.demo.sample_adverts import NAMES, sample_advert
from assessment.services.drafts import advert_drafts
from assessment.ui.app_context import AppContext
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared.address import url_state
from assessment.ui.shared.wording import plain, sentence

UPLOADED = ["txt", "md", "html", "docx", "pdf"]


def advert_text(context: AppContext, form: BriefForm) -> str:
    """Draws the fields and returns the text; what was pasted before a reload is here again."""
    name = _name(form)
    requisition = form.begun.base.requisition
    first = url_state.begun(name, advert_drafts.kept(context.open_uow, requisition, by=form.by))
    key = url_state.round_of(name)
    text = st.text_area(
        "Job advert",
        value=cast("str | None", url_state.unsaved(name)) or first,
        key=f"{key}-text",
        height=220,
        placeholder="Paste the whole advert, in English",
    )
    _keep(context, form, text)
    _uploaded(form, key)
    if not text.strip():
        _samples(form)
    return text


def applied(form: BriefForm) -> None:
    """Notes that the text needs no keeping any more."""
    url_state.keep_unsaved(f"{_name(form)} kept", url_state.unsaved(_name(form)))


def _name(form: BriefForm) -> str:
    return f"{form.name}-advert"


def _keep(context: AppContext, form: BriefForm, text: str) -> None:
    """Keeps what is new in the text; a CV is not stored, and what was kept of it goes."""
    name = _name(form)
    url_state.keep_unsaved(name, text)
    last = url_state.unsaved(f"{name} kept")
    before = url_state.begun(name, "") if last is None else last
    if text == before:
        return
    requisition = form.begun.base.requisition
    try:
        if text.strip() and not is_cv(mended(text)):
            advert_drafts.keep(context.open_uow, context.clock, requisition, text, by=form.by)
        else:
            advert_drafts.drop(context.open_uow, requisition, by=form.by)
        url_state.keep_unsaved(f"{name} kept", text)
    except AssessmentError as fault:
        st.warning(plain(f"The advert is only kept in this window. {sentence(fault)}"))


def _uploaded(form: BriefForm, key: str) -> None:
    file = st.file_uploader("Or upload it", type=UPLOADED, key=f"{key}-file", max_upload_size=10)
    if file is None:
        return
    try:
        text = text_of_file(file.name, file.getvalue())
    except Unreadable as fault:
        st.warning(plain(str(fault)))
        return
    _put(form, text)


def _samples(form: BriefForm) -> None:
    st.markdown("Or read a sample:")
    with st.container(horizontal=True):
        for name, said in NAMES.items():
            if st.button(said, key=f"{_name(form)}-{name}"):
                _put(form, sample_advert(name))


def _put(form: BriefForm, text: str) -> None:
    """Begins the text field anew with `text`."""
    name = _name(form)
    url_state.beginner(name)()
    url_state.keep_unsaved(name, text)
    url_state.begun(name, "")
    st.rerun()
