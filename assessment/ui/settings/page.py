"""Settings: what can be set and where, as far as it is the viewer's to know."""

import streamlit as st

from assessment.domain.permissions import Action, Actor, may_ever, role_on
from assessment.services.practice.rules import read_rule
from assessment.services.reading.backups import back_up_now, last_backup, may_back_up
from assessment.ui.app_context import AppContext
from assessment.ui.settings.keys import KEYS
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, when, zone, zone_name

BACKED_UP = "The backup is made."
PLACE = (
    "Run `levelset db check` on the computer that runs Levelset. It shows where the database is, "
    "checks it and changes nothing. Pages never show the location."
)
THEME = (
    "Levelset follows the light or dark setting of your system or browser. Change it there, and "
    "every page follows at once."
)
SINGLE = (
    "Single keys work after **Esc**, in command mode. You can switch them off in the list that "
    "**?** opens during an interview; that is kept on this device. Combinations with Alt (Control "
    "on a Mac) work at any time."
)
_draw = Macros("settings/templates/keys.html.j2")


def render(context: AppContext) -> None:
    """For whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    st.title("Settings")
    navigation.link(PageName.HELP, "Help: terms, first steps, and troubleshooting")
    left, right = st.columns([5, 6], gap="large")
    with left:
        _data(context, by)
        _looks(context)
        _practice(context, by)
    with right:
        st.header("Keys during an interview", anchor=False)
        st.markdown(SINGLE)
        put(_draw("keys", KEYS))


def _data(context: AppContext, by: Actor) -> None:
    st.header("Data", anchor=False)
    st.markdown(f"Everything is stored in **{plain(context.database)}**.")
    if by.link is not None or not may_back_up(context.open_uow, by=by):
        st.markdown("The owner looks after the database and its backups.")
        return
    st.markdown(PLACE)
    st.subheader("Backups", anchor=False)
    last = last_backup(context.open_uow, by=by)
    st.markdown(f"Last backup: **{plain(when(last))}**" if last else "No backup was made yet.")
    if context.back_up is None:
        st.markdown(
            "With this database, Levelset makes no automatic backups. `levelset db backup FILE` "
            "copies everything into one file while the app runs."
        )
        return
    copy = context.back_up
    if st.button("Make a backup now", icon=":material/save:"):
        save(lambda: back_up_now(context.open_uow, copy, by=by), BACKED_UP)
    st.markdown(
        "It goes into the folder *backups* beside the database. One is made at each start as well, "
        "at most one an hour, unless automatic backups are switched off. `levelset db backup FILE` "
        "writes one wherever you like, and `levelset db restore FILE` brings it back."
    )


def _looks(context: AppContext) -> None:
    st.header("Theme and time", anchor=False)
    st.markdown(THEME)
    st.markdown(
        f"Times are those of your browser: **{plain(zone_name(zone(), context.clock()))}**."
    )


def _practice(context: AppContext, by: Actor) -> None:
    if by.link is not None:
        return
    st.header("Rater practice", anchor=False)
    if may_ever(Action.CHANGE_PRACTICE, role_on([], by)):
        rule = read_rule(context.open_uow, by=by)
        st.markdown(
            f"A round has {rule.questions} questions. To meet the standard, at least "
            f"{rule.near_percent} % of the ratings are within one level of the key and "
            f"{rule.same_percent} % match it. The result holds for {rule.months} months."
        )
        navigation.link(PageName.PRACTICE, "Change the rules of practice")
    else:
        navigation.link(PageName.PRACTICE, "Practise rating written answers")
