"""The two looks of every chart: light and dark, as the browser that is looking prefers."""

from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

Mode = Literal["light", "dark"]

FONT = '"Source Sans", "Segoe UI", Arial, sans-serif'
"""Names are quoted: an unquoted family makes the canvas measure text in another font."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Plant and enterprise have hues of their own everywhere, always with the word beside them."""

    ink: str
    muted: str
    grid: str
    paper: str
    plant: str
    enterprise: str
    hatch: str
    """The dashed outline of what was not assessed."""
    ramp: tuple[str, str, str, str, str]
    """Levels 1 to 5: one hue, light to dark (in the dark theme dark to light)."""


PALETTES: dict[Mode, Palette] = {
    "light": Palette(
        ink="#1F2328",
        muted="#57606A",
        grid="#D8DEE4",
        paper="#FFFFFF",
        plant="#C2570C",
        enterprise="#1F5FA8",
        hatch="#6E7781",
        ramp=("#E3EEF8", "#B5D1EA", "#7BAFD8", "#2E74AF", "#12568F"),
    ),
    "dark": Palette(
        ink="#EDEBE8",
        muted="#B8B4AE",
        grid="#3C3F45",
        paper="#171614",
        plant="#F0A860",
        enterprise="#7FB4EA",
        hatch="#96918A",
        ramp=("#16324A", "#1F5179", "#3479AC", "#6AA8D6", "#B9DBF2"),
    ),
}


def mode() -> Mode:
    """The theme of the browser that is looking; light until it has said."""
    return "dark" if st.context.theme.type == "dark" else "light"


def config_of(chosen: Mode) -> dict[str, Any]:
    """Labels 13, titles 15, no frame: what every chart has in common.

    A chart carries it itself. Altair's own register of themes is one switch for the whole process,
    and two people with different themes may be drawing at the same moment.
    """
    p = PALETTES[chosen]
    words = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 13, "titleFontSize": 13}
    colours = {"labelColor": p.ink, "titleColor": p.ink}
    lines = {"gridColor": p.grid, "domainColor": p.muted, "tickColor": p.muted}
    title = {"font": FONT, "fontSize": 15, "fontWeight": 600, "anchor": "start", "color": p.ink}
    return {
        "background": p.paper,
        "font": FONT,
        "view": {"stroke": None},
        "axis": words | colours | lines,
        "legend": words | colours,
        "title": title,
        "text": {"font": FONT, "fontSize": 13, "color": p.ink},
    }
