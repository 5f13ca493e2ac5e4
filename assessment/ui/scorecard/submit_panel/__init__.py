"""The end of a sheet: recommendation, reasons, what is still missing, and submitting."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.domain.deviations import Deviation
from assessment.domain.ids import KitId, SheetKey
from assessment.domain.scorecard import Gap
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.browser.component_files import CONTROLS, EVENTS, text_of
from assessment.ui.shared.browser.scripts import script_of
from assessment.ui.shared.off_kit import unexplained

_component = st.components.v2.component(
    "levelset_submit_panel",
    html=text_of("scorecard/submit_panel/panel.html"),
    css=text_of(*CONTROLS, "scorecard/submit_panel/panel.css"),
    js=script_of("scorecard/submit_panel/index.js"),
)


def submit_panel(
    *,
    sheet: SheetKey,
    token: str,
    generation: str,
    kit: KitId,
    state: Mapping[str, object],
    gaps: Sequence[Gap],
    items: Sequence[str],
    off_kit: Sequence[Deviation],
) -> None:
    """The panel of a draft; what it stores makes the page run again, so that `gaps` are true."""
    _component(
        key=f"submit:{sheet.box}",
        data={
            "box": sheet.box,
            "token": token,
            "url": EVENTS,
            "epoch": generation,
            "kit": kit,
            "state": dict(state),
            "missing": [_missing(gap, sheet) for gap in gaps],
            "items": list(items),
            "unexplained": unexplained(off_kit, sheet),
        },
        on_refresh_change=lambda: None,
    )


def _missing(gap: Gap, sheet: SheetKey) -> dict[str, str]:
    """What the panel lists: a question with its address, a part of the panel without one."""
    asked = gap.item and address(PageName.INTERVIEW, interview=sheet.interview, q=gap.item)
    return {"place": gap.place, "todo": gap.todo, "kind": gap.kind.value, "href": asked or ""}
