"""One typed text under review: as it is, with identifiers marked, and as the client may read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.services.reading import pack_decisions
from assessment.services.reading.pack_review import ReviewState, TextToReview
from assessment.ui.app_context import AppContext
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted, plain, sentence

_draw = Macros("client_pack/templates/marked.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who reviews what, and where it is kept."""

    context: AppContext
    requisition: RequisitionId
    by: Actor


def to_decide(group: Sequence[TextToReview], at: Reviewer) -> None:
    """The text beside the field for the client's version, and the two decisions.

    They hold for the whole group, whose texts have the same words.
    """
    text = next((t for t in group if t.begun), group[0])
    name = f"{crc32(text.text.key.encode())} {crc32(text.text.text.encode('utf-8', 'replace'))}"
    with st.container(border=True):
        st.markdown(f"**{plain(text.where)}**{_told(text)}")
        _others(group, text)
        before, after = st.columns(2, gap="medium")
        with before:
            put(_draw("marked", list(_parts(text))))
        with after:
            said = st.text_area(
                "What the client reads", value=text.proposal, key=f"pack text {name}", height=110
            )
            _keep_typed(text, said, at)
            with st.container(horizontal=True):
                include = st.button("Include this text", key=f"pack include {name}")
                leave = st.button("Leave out", key=f"pack leave {name}")
    if include:
        save(lambda: _include(group, said, at), "Included.")
    if leave:
        save(lambda: _leave(group, at), "Left out.")


def _others(group: Sequence[TextToReview], text: TextToReview) -> None:
    """Where the same words stand as well."""
    if others := [t.where for t in group if t is not text]:
        with st.expander(f"The same words in {counted(len(others), 'other place')}"):
            st.markdown("\n".join(f"- {plain(where)}" for where in others))


def decided(text: TextToReview, at: Reviewer) -> None:
    """What was decided, and the way back."""
    name = crc32(text.text.key.encode())
    with st.container(border=True):
        how = " · included together with others, as it was" if text.together else ""
        st.markdown(f"**{plain(text.where)}**{how}")
        if text.state is ReviewState.KEPT:
            st.markdown(plain(text.proposal))
        else:
            put(_draw("marked", list(_parts(text))))
        if st.button("Review again", key=f"pack again {name}"):
            save(lambda: _again(text, at), "It is under To review again.")


def _told(text: TextToReview) -> str:
    if text.state is ReviewState.CHANGED:
        return " · changed since you reviewed it"
    kinds = list(dict.fromkeys(found.kind for found in text.found))
    return f" · marked: {', '.join(kinds)}" if kinds else ""


def _parts(text: TextToReview) -> Iterator[tuple[str, str]]:
    """The text in pieces; what was recognised comes with its kind."""
    at = 0
    for found in text.found:
        yield text.text.text[at : found.start], ""
        yield text.text.text[found.start : found.end], found.kind
        at = found.end
    yield text.text.text[at:], ""


def _keep_typed(text: TextToReview, said: str, at: Reviewer) -> None:
    """Words that were typed and not decided on yet are here again after a reload."""
    if said == text.proposal:
        return
    try:
        pack_decisions.keep_typed(
            at.context.open_uow,
            at.context.bank,
            at.context.clock,
            at.requisition,
            key=text.text.key,
            seen=text.text.text,
            text=said,
            by=at.by,
        )
    except AssessmentError as trouble:
        st.warning(plain(f"Your wording is only kept in this window. {sentence(trouble)}"))


def _include(group: Sequence[TextToReview], said: str, at: Reviewer) -> None:
    pack_decisions.keep_text(
        at.context.open_uow,
        at.context.bank,
        at.context.clock,
        at.requisition,
        keys=[t.text.key for t in group],
        seen=group[0].text.text,
        text=said,
        by=at.by,
    )


def _leave(group: Sequence[TextToReview], at: Reviewer) -> None:
    pack_decisions.leave_out(
        at.context.open_uow,
        at.context.bank,
        at.context.clock,
        at.requisition,
        texts=[(t.text.key, t.text.text) for t in group],
        by=at.by,
    )


def _again(text: TextToReview, at: Reviewer) -> None:
    pack_decisions.review_again(
        at.context.open_uow,
        at.context.bank,
        at.context.clock,
        at.requisition,
        key=text.text.key,
        by=at.by,
    )
