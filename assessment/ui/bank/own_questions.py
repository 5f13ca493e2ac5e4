"""Which folder one's own questions come from: chosen here, or named when Levelset was started."""

import os
from dataclasses import replace
from pathlib import Path

import streamlit as st

from assessment.domain.permissions import Action, may_ever, role_on
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.wording import code, counted, plain
from question_bank import load_bank
from question_bank.model import OWN
from question_bank.own import VARIABLE, choose, chosen, expanded, with_own

FOLDER = "Folder on this computer"


def own_questions(here: AppContext) -> None:
    """What is there, and on the computer that runs Levelset the choice of another folder."""
    own = here.bank.own
    with st.expander("Your own questions", expanded=bool(own and own.problems)):
        st.markdown(_where_they_are(here))
        if not _may_choose(here):
            return
        if os.environ.get(VARIABLE, "").strip():
            _named(here)
        else:
            _to_choose(here)


def _may_choose(here: AppContext) -> bool:
    """Only the owner: the folder is one on this computer."""
    return may_ever(Action.CHANGE_BANK, role_on([], viewer.who(here)))


def _where_they_are(here: AppContext) -> str:
    own = here.bank.own
    if own is None:
        return (
            "Put them in a folder, as CONTRIBUTING describes. They use the same files and checks "
            "as the bank that comes with Levelset, and a kit can mix both."
        )
    named = f", set by `{VARIABLE}`" if os.environ.get(VARIABLE, "").strip() else ""
    if not _may_choose(here):
        return "They come from a folder on the computer that runs Levelset."
    return f"They come from {code(own.root)}{named}."


def _named(here: AppContext) -> None:
    if here.bank.own and st.button("Reload folder"):
        _take(here, here.bank.own.root)


def _to_choose(here: AppContext) -> None:
    held = here.bank.own.root if here.bank.own else None
    folder = str(held or chosen() or "")
    with st.form(url_state.round_of("own-questions"), border=False):
        typed = st.text_input(
            FOLDER,
            value=folder,
            placeholder=str(Path.home() / "questions"),
            key=field_key("own-questions", "folder", folder),
        )
        with st.container(horizontal=True):
            use = st.form_submit_button(
                "Use this folder" if held is None else "Switch to this folder"
            )
            leave = held is not None and st.form_submit_button(
                "Stop using this folder", type="tertiary"
            )
    if leave:
        _keep(here, None)
    elif use:
        root = expanded(typed.strip()) if typed.strip() else None
        if root is None or not root.is_dir():
            what = f"There is no folder {plain(str(root))}" if root else "No folder was given"
            st.error(
                f"{what}. Enter the full path of a folder on this computer. Nothing was changed."
            )
        else:
            _keep(here, root)


def _keep(here: AppContext, root: Path | None) -> None:
    """Takes the folder from now on, at every later start as well."""
    try:
        choose(root)
    except OSError as fault:
        st.error(f"The choice cannot be saved ({fault.strerror}). Nothing was changed.")
    else:
        _take(here, root)


def _take(here: AppContext, root: Path | None) -> None:
    """Gives every page of this process the bank with what is in the folder now."""
    with st.spinner("Reading the questions…"):
        bank = with_own(load_bank(here.bank.root), root)
    app_context.install(replace(here, bank=bank))
    own = sum(name.startswith(OWN) for name in bank.questions)
    if bank.own is None:
        url_state.notice("Only the bank that comes with Levelset is in use.")
    elif not bank.own.problems:
        url_state.notice(f"{counted(own, 'question').capitalize()} of your own in the bank.")
    st.rerun()
