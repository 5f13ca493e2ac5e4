"""Which folder one's own questions come from: chosen here, or named when Levelset was started."""

import os
from dataclasses import replace
from pathlib import Path

import streamlit as st

from assessment.domain.permissions import Action, may_ever, role_on
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared import url_state, viewer
from assessment.ui.shared.wording import counted, plain
from question_bank import load_bank
from question_bank.model import OWN
from question_bank.own import VARIABLE, choose, chosen, expanded, with_own

FOLDER = "Folder on this computer"


def own_questions(here: AppContext) -> None:
    """What is there, and on the computer that runs Levelset the choice of another folder."""
    own = here.bank.own
    with st.expander("Questions of your own", expanded=bool(own and own.problems)):
        st.markdown(_standing(here))
        if not may_ever(Action.CHANGE_BANK, role_on([], viewer.who(here))):
            return
        if os.environ.get(VARIABLE, "").strip():
            _named(here)
        else:
            _to_choose(here)


def _standing(here: AppContext) -> str:
    own = here.bank.own
    if own is None:
        return (
            "Write them into a folder, as CONTRIBUTING says: the same files and the same checks as "
            "the bank that comes with Levelset. A kit may mix both."
        )
    named = f", which `{VARIABLE}` names" if os.environ.get(VARIABLE, "").strip() else ""
    return f"They come from `{own.root}`{named}."


def _named(here: AppContext) -> None:
    if here.bank.own and st.button("Read the folder again"):
        _take(here, here.bank.own.root)


def _to_choose(here: AppContext) -> None:
    held = here.bank.own.root if here.bank.own else None
    with st.form(url_state.round_of("own-questions"), border=False):
        typed = st.text_input(
            FOLDER, value=str(held or chosen() or ""), placeholder=str(Path.home() / "questions")
        )
        with st.container(horizontal=True):
            use = st.form_submit_button("Use this folder" if held is None else "Read this folder")
            leave = held is not None and st.form_submit_button("Do without them", type="tertiary")
    if leave:
        _keep(here, None)
    elif use:
        root = expanded(typed.strip()) if typed.strip() else None
        if root is None or not root.is_dir():
            what = f"There is no folder {plain(str(root))}" if root else "No folder is named"
            st.error(f"{what}: write the whole path of one on this computer. Nothing is changed.")
        else:
            _keep(here, root)


def _keep(here: AppContext, root: Path | None) -> None:
    """Takes the folder from now on, at every later start as well."""
    try:
        choose(root)
    except OSError as fault:
        st.error(f"The choice cannot be kept ({fault.strerror}). Nothing is changed.")
    else:
        _take(here, root)


def _take(here: AppContext, root: Path | None) -> None:
    """Gives every page of this process the bank with what is in the folder now."""
    with st.spinner("Reading the questions…"):
        bank = with_own(load_bank(here.bank.root), root)
    app_context.install(replace(here, bank=bank))
    own = sum(name.startswith(OWN) for name in bank.questions)
    if bank.own is None:
        url_state.notice("The bank is the one that comes with Levelset.")
    elif not bank.own.problems:
        url_state.notice(f"{counted(own, 'question').capitalize()} of your own in the bank.")
    st.rerun()
