"""Help: twenty words, how to get from a role to an export, and what to do when something fails."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.ui.app_context import AppContext
from assessment.ui.help.words import WORDS
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros

WAY = """
1. **Prepare › Roles**: create the role, and add candidates and interviewers.
2. **Prepare › Role brief**: settle what the job covers, and what to ask the client.
3. **Prepare › Kit**: assemble the questions for the time you have, and lock them.
4. **Interview › Interviews**: plan a time with each candidate. Open the interview from there.
5. **Decide › Scorecard**: read what you recorded, recommend, and submit.
6. **Decide › Debrief**: talk about what you disagree on, and record the decision.
7. **Decide › Compare**: see who fits the plant, who fits the enterprise and how sure that is, and
   export it.
"""
INTERVIEWING = """
- Whatever you clicked last, **what you type lands in the note** of the open question.
- **Esc** turns single keys into commands: 1 to 5 rate, N and P move, / finds a question, ? lists
  all of them. **E** or a click into the note ends that. With Alt (Control on a Mac), commands work
  at any time.
- Everything is stored as you type. The top line says *saved* and the time once the database has it.
"""
DATA = """
- **A candidate's data is due for a review.** *Review* on Today opens the candidate on the role's
  page. Erase or anonymise there, or keep it longer with a reason. Nothing is deleted
  automatically.
- **How long data is kept** is on each role's page: six months after the decision unless somebody
  chose another period.
- **Blind mode** on a role's page shows codes for names until a candidate's debrief opens. The owner
  or a consultant can look up a name there with a reason. A name that somebody typed into a note
  stays in it.
"""
TROUBLE = """
- **The server stopped, or the network is gone.** Keep typing. The browser keeps what you write and
  sends it once the server is back. Don't clear the browser's data before that.
- **The page was closed or reloaded.** Open the interview again: everything is there.
- **The scorecard is locked already.** What came late is kept as a proposed change on the scorecard.
- **A link has ended.** Ask whoever sent it to renew it under *Interviews*. What you typed is kept.
- **Something looks wrong in the database.** Run `levelset db check`. It changes nothing and says
  what it finds. `levelset db restore FILE` puts a backup back.
- **The candidate can see the screen.** Press H in command mode: it hides the rubric and your notes.
"""
_draw = Macros("help/templates/help.html.j2")


def render(context: AppContext) -> None:  # noqa: ARG001  # as every page
    """The same for everybody: there is nothing of a role in it."""
    show()


def show(_context: AppContext | None = None, _by: Actor | None = None) -> None:
    st.title("Help")
    navigation.link(PageName.SETTINGS, "Settings: data, backups, theme, practice and keys")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Words", anchor=False)
        put(_draw("words", WORDS))
    with right:
        st.header("From a role to an export", anchor=False)
        st.markdown(WAY)
        st.header("During an interview", anchor=False)
        st.markdown(INTERVIEWING)
        st.header("Candidates' data", anchor=False)
        st.markdown(DATA)
        st.header("If something goes wrong", anchor=False)
        st.markdown(TROUBLE)
