"""Widgets whose choice is in the address, so that Back, a reload and a link keep it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

from assessment.ui.shared.address.url_state import remember, round_of

T = TypeVar("T")


def chosen_in_address(
    param: str,
    label: str,
    options: Sequence[T],
    *,
    default: T,
    named: Callable[[T], str] = str,
    headed: bool = False,
) -> T:
    """A segmented control whose choice stands in the address as `param`; the default does not.

    Below a heading that has the same words its label is only read out.
    """

    def meant(held: str | None) -> T:
        return next((o for o in options if str(o) == held), default)

    key = f"chosen {param}"
    follow(key, meant(_held(param)))
    shown: Literal["visible", "collapsed"] = "collapsed" if headed else "visible"
    chosen = st.segmented_control(
        label, options, required=True, format_func=named, key=key, label_visibility=shown
    )
    kept = meant(_held(param)) if chosen is None else chosen
    _keep(key, param, meant, kept, None if kept == default else str(kept))
    return kept


def listed_in_address(param: str, label: str, options: Mapping[str, str]) -> str:
    """A list to choose from, key to text; the key stands in the address, unless it is the first."""
    keys = list(options)

    def meant(held: str | None) -> str:
        return held if held and held in options else keys[0]

    key = f"chosen {param}"
    follow(key, meant(_held(param)))
    chosen = st.selectbox(label, keys, format_func=options.__getitem__, key=key)
    _keep(key, param, meant, chosen, None if chosen == keys[0] else chosen)
    return chosen


def picked_in_address(
    param: str, label: str, options: Mapping[str, str], *, default: str | None, placeholder: str
) -> str | None:
    """A list in which nothing has to be chosen, key to text; the key stands in the address.

    None until something is chosen, where there is no default. The address leaves the default out.
    """

    def meant(held: str | None) -> str | None:
        return held if held and held in options else default

    key = f"chosen {param}"
    follow(key, meant(_held(param)))
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=key,
        placeholder=placeholder,
    )
    kept = default if chosen is None else chosen
    _keep(key, param, meant, kept, None if kept == default else kept)
    return kept


def filter_in_address(param: str, label: str, options: Mapping[str, str], *, form: str) -> str:
    """A list to narrow by, key to text; blank is any of them, and nothing in the address."""

    def meant(held: str | None) -> str:
        return held if held and held in options else ""

    key = f"{round_of(form)} {param}"
    follow(key, meant(_held(param)))
    chosen = st.selectbox(
        label, ["", *options], format_func=lambda key: options.get(key, "Any"), key=key
    )
    _keep(key, param, meant, chosen, chosen or None, page=None)
    return chosen


def words_in_address(param: str, label: str, *, form: str, placeholder: str = "") -> str:
    """A line to search with; what is typed stands in the address."""

    def meant(held: str | None) -> str:
        return (held or "").strip()

    key = f"{round_of(form)} {param}"
    follow(key, meant(_held(param)))
    typed = st.text_input(label, key=key, placeholder=placeholder)
    _keep(key, param, meant, typed.strip(), typed.strip() or None, page=None)
    return typed


def follow(key: str, meant: object) -> None:
    """Sets the widget `key` to what the address means: at first, and after Back and Forward.

    They change the address and leave the widget as it was, so the address wins whenever it no
    longer means what `leave` noted.
    """
    if key not in st.session_state or _addresses().get(key, meant) != meant:
        st.session_state[key] = meant


def leave(key: str, meant: object, **params: str | None) -> None:
    """Writes `params` into the address, and notes that it means `meant` to the widget from now on.

    The note comes last: a run that a click ended early has noted nothing. Nothing is asked of
    Streamlit in between, where such a click could end it.
    """
    addresses = _addresses()
    remember(**params)
    addresses[key] = meant


def _keep(
    key: str,
    param: str,
    meant: Callable[[str | None], T],
    chosen: T,
    written: str | None,
    **beside: str | None,
) -> None:
    """Writes a choice that the address does not mean yet, with `beside`, as one step for Back."""
    if chosen == meant(_held(param)):
        leave(key, chosen)
    else:
        leave(key, meant(written), **{param: written}, **beside)


def _addresses() -> dict[str, Any]:
    """What the address means to each widget, as it was noted last."""
    noted: dict[str, Any] = st.session_state.setdefault("drawer addresses", {})
    return noted


def _held(param: str) -> str | None:
    return st.query_params.get(param) or None
