"""Candidates imported from a CSV file: columns, preview, duplicates, and one press."""

import io
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.domain.errors import AssessmentError
from assessment.domain.faults import BadTable, Fault
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.export.candidate_file import ROWS_AT_MOST, CandidateColumns
from assessment.services.hiring.candidate_import import (
    FoundCandidate,
    ImportedCandidates,
    ImportPreview,
    import_candidates,
    preview_import,
)
from assessment.ui.app_context import AppContext
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.wording import counted, plain, sentence

FORM = "candidates-file"
SHOWN = 20
"""Rows and problems that are listed at once."""
NOTHING = ""
LABELS = {
    "name": "Name",
    "first": "First name",
    "last": "Last name",
    "email": "Email",
    "reference": "Candidate reference",
}
_draw = Macros("requisition/templates/candidate_import.html.j2")


@own_part
def candidate_import(context: AppContext, requisition: RequisitionId, by: Actor) -> None:
    """Folded away until somebody has a list."""
    on_opening.expander(
        "Import candidates from a CSV file",
        partial(_import_form, context, requisition, by),
        key=f"import-{requisition}",
        icon=":material/upload_file:",
    )


def _import_form(context: AppContext, requisition: RequisitionId, by: Actor) -> None:
    st.markdown(
        "One row for each candidate, with a header. A name is enough; email and reference help "
        f"to find duplicates. At most {ROWS_AT_MOST:,} rows."
    )
    given = st.file_uploader("CSV file", type="csv", key=url_state.round_of(FORM))
    if given is not None:
        _file(context, requisition, given, by)


def _file(context: AppContext, requisition: RequisitionId, given: UploadedFile, by: Actor) -> None:
    def look(columns: CandidateColumns | None) -> ImportPreview:
        return preview_import(
            context.open_uow,
            requisition,
            io.BytesIO(given.getvalue()),
            given.name,
            columns=columns,
            by=by,
        )

    try:
        columns = _columns(look(None), given)
        seen = look(columns)
    except BadTable as bad:
        _faults(bad.faults)
        return
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        return
    if seen.faults:
        _faults(seen.faults)
        return
    if not seen.found:
        st.info("Choose the column that holds the names.")
        return
    also = _seen(seen)
    count = seen.new + len(also)
    label = f"Import {counted(count, 'candidate')}" if count else "Import candidates"
    if st.button(label, type="primary", disabled=not count):
        _import(
            lambda: import_candidates(
                context.open_uow,
                context.clock,
                requisition,
                io.BytesIO(given.getvalue()),
                given.name,
                columns=columns,
                also=also,
                by=by,
            )
        )


def _columns(guess: ImportPreview, given: UploadedFile) -> CandidateColumns:
    """What each column is: guessed from the header, and to be changed."""
    st.markdown("**Columns**")
    places = [*st.columns(3), *st.columns(2)]  # side by side they would cut the names off
    chosen = {}
    for place, (kind, label) in zip(places, LABELS.items(), strict=True):
        options = [NOTHING, *guess.headers]
        chosen[kind] = place.selectbox(
            label,
            options,
            index=options.index(getattr(guess.columns, kind)),
            format_func=lambda header: header or "not in the file",
            key=f"{url_state.round_of(FORM)}-{given.file_id}-{kind}",
        )
    return CandidateColumns(**chosen)


def _seen(seen: ImportPreview) -> frozenset[int]:
    """The first rows and every duplicate; the rows of duplicates that are added all the same."""
    twins = [one for one in seen.found if one.twin]
    new = [one for one in seen.found if not one.twin]
    said = f"**{counted(seen.new, 'new candidate').capitalize()}**"
    st.markdown(said + (f", {counted(len(twins), 'duplicate')}." if twins else "."))
    put(_draw("preview", [_row(one) for one in new[:SHOWN]]))
    if len(new) > SHOWN:
        st.markdown(f"{_more(len(new) - SHOWN, 'row')} like these.")
    if not twins:
        return frozenset()
    named = {one.row.row: _twin_said(one) for one in twins}
    picked = st.multiselect(
        "Duplicates are left out. Select any you want to import anyway.",
        list(named),
        format_func=named.__getitem__,
        placeholder="None",
        wrap=True,
    )
    st.markdown("\n".join(f"- {plain(said)}" for said in [*named.values()][:SHOWN]))
    if len(twins) > SHOWN:
        rest = len(twins) - SHOWN
        are = "is" if rest == 1 else "are"
        st.markdown(f"{_more(rest, 'duplicate')} {are} in the list above.")
    return frozenset(picked)


def _more(number: int, noun: str) -> str:
    """`1 more row`, `1,200 more rows`."""
    return f"{number:,} more {noun}{'' if number == 1 else 's'}"


def _row(one: FoundCandidate) -> tuple[str, str, str, str]:
    return str(one.row.row), one.called, one.row.email, one.row.reference


def _twin_said(one: FoundCandidate) -> str:
    renamed = f", would be called {one.called}" if one.called != one.row.name else ""
    return f"Row {one.row.row}: {one.row.name} ({one.twin}{renamed})"


def _import(act: Callable[[], ImportedCandidates]) -> None:
    begin_again = url_state.beginner(FORM)
    try:
        done = act()
    except BadTable as bad:
        _faults(bad.faults)
        return
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        return
    begin_again()
    left = f" {counted(done.skipped, 'duplicate').capitalize()} left out." if done.skipped else ""
    url_state.notice(f"{counted(done.added, 'candidate').capitalize()} imported.{left}")
    st.rerun()


def _faults(faults: Sequence[Fault]) -> None:
    st.error(f"Nothing was imported. {counted(len(faults), 'problem').capitalize()}:")
    for fault in faults[:SHOWN]:
        place = f"row {fault.row}" if fault.row else "file"
        column = f", {fault.column}" if fault.column else ""
        st.markdown(plain(f"{place}{column}: {fault.message}"))
    if len(faults) > SHOWN:
        st.markdown(f"{len(faults) - SHOWN} more.")
