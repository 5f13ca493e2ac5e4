"""Where an interview left its kit, in plain words: on screen, on paper, and before submitting."""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.deviations import Deviation, OffKit
from assessment.domain.ids import SheetKey
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import counted, sentence

_draw = Macros("shared/drawing/templates/evidence.html.j2")


def off_kit(found: Sequence[Deviation]) -> None:
    """Every deviation in the order of the sheet; nothing at all when the kit was followed."""
    if not found:
        return
    st.header("Departures from the kit", anchor=False)
    put(_draw("off_kit", [(told(d), d.item.asked.title) for d in found]))


def told(found: Deviation) -> str:
    """`3 was asked after 7, because he came back to it.`"""
    because = found.because.strip()
    said = f"{found.number} {_what(found)}"
    if not because:
        return f"{said}: no reason given."
    if found.kind is not OffKit.ORDER:
        return sentence(f"{said}: {because}")
    begun = because.casefold().startswith("because ")  # as the question Why? is often answered
    return sentence(f"{said}, {because}" if begun else f"{said}, because {because}")


def unexplained(found: Sequence[Deviation], sheet: SheetKey) -> dict[str, object]:
    """What the submit panel says of deviations without a reason: a sentence, and where to write."""
    bare = [d for d in found if not d.explained]
    if not bare:
        return {"said": "", "places": []}
    has, them = ("has", "it") if len(bare) == 1 else ("have", "them")
    return {
        "said": f"{counted(len(bare), 'departure')} from the kit {has} no reason yet. "
        f"You can submit without {them}. Add {them} at",
        "places": [
            {
                "label": f"question {d.number}",
                "href": address(PageName.INTERVIEW, interview=sheet.interview, q=d.item.id),
            }
            for d in bare
        ],
    }


def _what(found: Deviation) -> str:
    if found.kind is OffKit.ORDER:
        return f"was asked after {found.after}"
    return "was not asked" if found.kind is OffKit.SKIPPED else "was added"
