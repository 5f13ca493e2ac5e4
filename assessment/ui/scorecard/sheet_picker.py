"""Which sheet a scorecard page shows: the candidate's sheets that may be read, one chosen."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.domain.ids import CandidateId, RaterId, SheetKey, candidate_in
from assessment.domain.status import Status
from assessment.services.reading.scorecards import readable
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.shared.address import address_widgets, navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import plain

_draw = Macros("scorecard/templates/scorecard.html.j2")


def chosen_sheet(file: RequisitionFile, names: Mapping[RaterId, str]) -> SheetKey | None:
    """The sheet of the candidate in the address; None where there is none to read."""
    candidate, asked = url_state.candidate(), _asked(file)
    sheets = [s for s in readable(file) if candidate_of(s) == candidate]
    if asked and asked not in sheets:
        return asked
    if not sheets:
        return None
    if len(sheets) == 1:
        return sheets[0]
    boxes = {s.box: plain(label(s, sheets, names)) for s in sheets}
    start, key = (asked or own_first(sheets, file.viewer.rater)).box, f"sheet of {candidate}"
    address_widgets.follow(key, start)
    chosen = st.segmented_control(
        "Scorecard of", list(boxes), required=True, format_func=boxes.__getitem__, key=key
    )
    kept = SheetKey.parse(chosen or start)
    moved = {"candidate": None, "interview": kept.interview, "rater": kept.rater}
    address_widgets.leave(key, kept.box, **(moved if kept.box != start else {}))
    return kept


def own_first(sheets: Sequence[SheetKey], rater: RaterId | None) -> SheetKey:
    """The viewer's own of these sheets, else the first."""
    return next((s for s in sheets if s.rater == rater), sheets[0])


def candidate_of(sheet: SheetKey) -> CandidateId:
    return candidate_in(sheet.interview)


def label(sheet: SheetKey, sheets: Sequence[SheetKey], names: Mapping[RaterId, str]) -> str:
    """The rater, and the number of the interview where the candidate had several."""
    several = len({s.interview for s in sheets}) > 1
    which = f", interview {sheet.interview.rpartition('.')[2]}" if several else ""
    return f"{isolated(names.get(sheet.rater, sheet.rater))}{which}"


def every_sheet(file: RequisitionFile, names: Mapping[RaterId, str]) -> None:
    """All sheets of the requisition that may be read, candidate by candidate."""
    sheets = readable(file)
    if not sheets:
        st.markdown(
            "Scorecards will appear here: your own as soon as you have a seat in an interview, "
            "everybody's once the candidate's debrief is open."
        )
        navigation.link(PageName.INTERVIEWS, "Interviews", requisition=file.requisition.id)
        return
    st.markdown("Your own, and those of candidates whose debrief is open.")
    put(_draw("every_sheet", [_row(c, sheets, names) for c in file.candidates]))


def _row(
    candidate: CandidateFile, sheets: Sequence[SheetKey], names: Mapping[RaterId, str]
) -> tuple[str, list[tuple[str, str]], str]:
    """The code, the scorecards with their addresses, and why others are sealed."""
    own = [s for s in sheets if candidate_of(s) == candidate.candidate.id]
    links = [
        (
            navigation.address(PageName.SCORECARD, interview=s.interview, rater=s.rater),
            f"{label(s, own, names)}{_draft(candidate, s)}",
        )
        for s in own
    ]
    return candidate.candidate.code, links, candidate.sealed_because or ""


def _asked(file: RequisitionFile) -> SheetKey | None:
    """The sheet that the address names; with an interview alone, the viewer's or the first."""
    interview = url_state.interview()
    if interview is None:
        return None
    there = [s for s in readable(file) if s.interview == interview]
    if rater := url_state.rater():
        return SheetKey(interview, rater)
    return own_first(there, file.viewer.rater) if there else None


def _draft(candidate: CandidateFile, sheet: SheetKey) -> str:
    card = next((c for c in candidate.scorecards if c.sheet == sheet), None)
    return "" if card and card.status is Status.SUBMITTED else " (draft)"
