"""The scale that somebody else's levels are on, as written after --scale."""

from math import isfinite
from typing import Annotated

import typer

Scale = Annotated[str, typer.Option(metavar="LO:HI", help="The lowest and the highest level.")]
Reverse = Annotated[
    bool, typer.Option("--reverse", help="The lowest level is the best, as in 1 = very good.")
]


def scale_of(text: str) -> tuple[float, float]:
    """The lowest and the highest level as written after --scale."""
    low, colon, high = text.partition(":")
    try:
        scale = float(low), float(high)
    except ValueError:
        scale = (0.0, 0.0)
    if not (colon and scale[0] < scale[1] and all(map(isfinite, scale))):
        raise typer.BadParameter(
            f"{text!r} is not a scale; give the lowest and highest level, such as 1:5",
            param_hint="'--scale'",
        )
    return scale
