"""The URL prefix under which Streamlit serves its pages, for what Levelset serves beside them."""

import streamlit as st


def url_prefix() -> str:
    """`/hiring` where `server.baseUrlPath` is `hiring`; blank where pages are at the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below_prefix(path: str) -> str:
    """`path` of a request without the prefix; as it is where it has another beginning."""
    prefix = url_prefix()
    if path == prefix or path.startswith(f"{prefix}/"):
        return path.removeprefix(prefix) or "/"
    return path
