"""The one reader and writer of Streamlit's query parameters and session state.

What is looked at lives in the address, so a reload or a shared link lands in the same place.
Session state holds little that would be missed after a restart: a name, a date or a short reason
typed while preparing. A role brief, the words of a debrief and an amendment are in the database.
Widgets that follow the address are in `address_widgets`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId, candidate_in

T = TypeVar("T")

VIEWER = "as"
"""The parameter that names who is viewing; whose scorecard is read is another one."""
VIEWER_KEY = "viewer"
PAGE_KEY = "page drawn"
FILTERS = (
    *("cell", "find", "competency", "type", "target", "level", "industry", "status", "page"),
    "place",
)
"""What the question bank is narrowed down to."""
MARK = ("candidate", "competency", "cell")
"""Which mark of a comparison was opened."""
COMPARED = ("profile", "view", "start", "weights", "q")
"""What a comparison is narrowed down to. The browser adds it to links that leave it out."""


def requisition() -> RequisitionId | None:
    """The requisition in the address, or that of the candidate or interview in it."""
    if named := _param("requisition"):
        return RequisitionId(named)
    below = _param("candidate") or _param("interview")
    return RequisitionId(below.partition(".")[0]) if below else None


def candidate() -> CandidateId | None:
    """The candidate in the address, or the one whose interview is in it."""
    if named := _param("candidate"):
        return CandidateId(named)
    interview_id = _param("interview")
    return candidate_in(InterviewId(interview_id)) if interview_id else None


def interview() -> InterviewId | None:
    named = _param("interview")
    return InterviewId(named) if named else None


def change() -> str | None:
    """What is being changed about the interview in the address."""
    return _param("change")


def rater() -> RaterId | None:
    """Whose sheet is looked at; not who is looking."""
    named = _param("rater")
    return RaterId(named) if named else None


def role_named() -> str | None:
    """The role of the catalogue that the address names."""
    return _param("role")


def question() -> str | None:
    return _param("q")


def number(name: str) -> int | None:
    """A whole number in the address; what is none is left out."""
    held = _param(name) or ""
    return int(held) if held.isascii() and held.isdecimal() and len(held) < 10 else None


def viewer_named() -> str | None:
    """Who is viewing by this window's address, or, where the address is silent, as it was before.

    Streamlit's own menu opens a page without any parameters.
    """
    return _param(VIEWER) or viewer_kept()


def viewer_kept() -> str | None:
    """Who is viewing in this window; None outside of a page, and where nothing has settled it."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    kept: str | None = st.session_state.get(VIEWER_KEY)
    return kept


def keep_viewer(viewer: str) -> None:
    """From now on this window is that person's."""
    st.session_state[VIEWER_KEY] = viewer


def keep_page(page: str) -> None:
    """Notes which page is being drawn."""
    st.session_state[PAGE_KEY] = page


def page_kept() -> str | None:
    """The page that is being drawn; None where one runs alone, as in tests."""
    kept: str | None = st.session_state.get(PAGE_KEY)
    return kept


def with_viewer(query: Mapping[str, str]) -> dict[str, str]:
    """Parameters for a link, with who is viewing among them, unless they name somebody."""
    return carrying(viewer_kept(), query)


def carrying(viewer: str | None, query: Mapping[str, str]) -> dict[str, str]:
    """As `with_viewer`, where `viewer_kept` was asked before."""
    return {**query, VIEWER: query.get(VIEWER, viewer)} if viewer else dict(query)


def narrowed() -> dict[str, str]:
    """The filters of the question bank that stand in the address."""
    return {name: held for name in FILTERS if (held := _param(name))}


def mark() -> dict[str, str]:
    """The mark of a comparison that stands in the address."""
    return {name: held for name in MARK if (held := _param(name))}


def tried_weights() -> str | None:
    """Weights that are tried on Compare: the profile they began with, `:`, and eight numbers."""
    return _param("weights")


def selection(**changed: str | None) -> dict[str, str]:
    """What the address holds, with some of it changed; None removes one."""
    held = st.query_params.to_dict()
    return with_viewer({n: value for n, value in (held | changed).items() if value is not None})


def remember(**params: str | None) -> None:
    """Writes parameters into the address in one step, without a rerun; None removes one."""
    wanted = selection(**params)
    if wanted != selection():
        st.query_params.from_dict(wanted)


def notice(text: str) -> None:
    """Keeps one sentence for the next run, so that it survives the redraw after a save."""
    st.session_state["notice"] = text


def take_notice() -> str | None:
    """The sentence kept by `notice`, once."""
    kept: Mapping[str, object] = {"notice": st.session_state.pop("notice", None)}
    text = kept["notice"]
    return str(text) if text else None


def field(key: str, initial: object) -> str:
    """The key of a widget that begins with `initial` and then keeps what the person typed."""
    st.session_state.setdefault(key, initial)
    return key


def says(key: str) -> object:
    """What the widget with this key says now; for what runs before the page is drawn."""
    return st.session_state[key]


def typed(key: str, before: str) -> str:
    """What the text field with this key says; `before` where it was not drawn in the last run."""
    held: str | None = st.session_state.get(key)
    return before if held is None else held


def pressed(label: str, shown: T, *, icon: str | None = None, hint: str | None = None) -> T | None:
    """A primary button: what the page showed when it was pressed, None while it was not.

    A press runs the page anew, over what another window may have stored since; the callback still
    has what was on the screen.
    """
    drawer = _drawer("pressed")

    def note() -> None:
        drawer[label] = shown

    if st.button(label, type="primary", icon=icon, help=hint, width="stretch", on_click=note):
        return cast("T | None", drawer.pop(label, None))
    return None


def unsaved(name: str) -> object:
    """What was typed under this name and not yet saved, also after a visit to another page."""
    return _drawer("unsaved").get(name)


def keep_unsaved(name: str, value: object) -> None:
    _drawer("unsaved")[name] = value


def opened_before(key: str, *, now: bool) -> bool:
    """Whether what is behind `key` is open, or ever was in this window.

    What was typed there stays while it is drawn, so it is drawn from the first opening on.
    """
    drawer = _drawer("opened")
    drawer[key] = drawer.get(key, False) or now
    return bool(drawer[key])


def begun(name: str, value: T) -> T:
    """What the form `name` began with: the first value given here, until it begins again."""
    return cast("T", _drawer("begun").setdefault(name, value))


def round_of(name: str) -> str:
    """A part for the keys of a form's widgets: once it changes, they are new ones."""
    again = _drawer("filled").get(name, 0)
    return f"{lasting(name)}{f'.{again}' if again else ''}"


def lasting(name: str) -> str:
    """As `round_of`, for widgets that stay when others of the form are filled from them."""
    return f"{name}-{_drawer('rounds').get(name, 0)}"


def rounds() -> list[tuple[str, str]]:
    """Forms that began again in this window: the part of their keys now, and as it was at first."""
    names = {*_drawer("rounds"), *_drawer("filled")}
    return [(round_of(name), f"{name}-0") for name in sorted(names)]


def filled(name: str) -> None:
    """Makes the widgets of the form `name` new ones, which begin with what it holds by now."""
    drawer = _drawer("filled")
    drawer[name] = drawer.get(name, 0) + 1


def beginner(name: str) -> Callable[[], None]:
    """What lets the form `name` begin again.

    Streamlit ends a run at its next call when somebody clicks again. What is returned here makes no
    such call, so it belongs directly behind the act: a double click then finds the form renewed.
    """
    rounds, kept, first = _drawer("rounds"), _drawer("unsaved"), _drawer("begun")

    def begin_again() -> None:
        rounds[name] = rounds.get(name, 0) + 1
        kept.pop(name, None)
        first.pop(name, None)

    return begin_again


def _drawer(name: str) -> dict[str, Any]:
    """A plain dictionary that lives as long as the browser's window."""
    drawer: dict[str, Any] = st.session_state.setdefault(f"drawer {name}", {})
    return drawer


def _param(name: str) -> str | None:
    return st.query_params.get(name) or None
