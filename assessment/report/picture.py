"""A drawing as a PNG, for documents that hold no SVG."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageDraw import ImageDraw as Pen

from assessment.report.drawing import Box, Dot, Drawing, Lettering, Line

PER_MM = 300 / 25.4
"""Pixels of a millimetre at 300 dots per inch."""
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
IN_FONT = str.maketrans({"\u2013": "-", "\u2212": "-", "\u00a0": " "})
"""Pillow's own font has no dashes and no fixed space."""
DASH = 1.2
"""Millimetres of a dash, and of the gap behind it."""


def png(drawing: Drawing) -> bytes:
    """The drawing on white at 300 dots per inch; the same drawing gives the same bytes."""
    size = (round(drawing.width * PER_MM), round(drawing.height * PER_MM))
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for mark in drawing.marks:
        match mark:
            case Line():
                _line(pen, mark)
            case Box():
                corners = (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
                pen.rectangle(
                    [_px(c) for c in corners], mark.fill or None, mark.ink or None, width=3
                )
            case Dot():
                fill = "white" if mark.hollow else mark.ink
                around = (mark.x - mark.radius, mark.y - mark.radius)
                to = (mark.x + mark.radius, mark.y + mark.radius)
                pen.ellipse([_px(c) for c in (*around, *to)], fill, mark.ink, width=5)
            case Lettering():
                _word(pen, mark)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(300, 300), optimize=True)
    return out.getvalue()


def _px(millimetres: float) -> float:
    return millimetres * PER_MM


def _line(pen: Pen, line: Line) -> None:
    width = max(1, round(_px(line.width)))
    if not line.dashed:
        pen.line([_px(c) for c in (line.x1, line.y1, line.x2, line.y2)], line.ink, width)
        return
    y = line.y1
    while y < line.y2:  # only upright lines are dashed
        to = min(y + DASH, line.y2)
        pen.line([_px(c) for c in (line.x1, y, line.x2, to)], line.ink, width)
        y += 2 * DASH


def _word(pen: Pen, word: Lettering) -> None:
    stroke = 1 if word.bold else 0
    pen.text(
        (_px(word.x), _px(word.y)),
        word.text.translate(IN_FONT),
        fill=word.ink,
        font=_font(round(_px(word.size))),
        anchor=ANCHORS[word.anchor],
        stroke_width=stroke,
        stroke_fill=word.ink,
    )


@lru_cache(maxsize=8)
def _font(pixels: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that Pillow brings along: the same on every computer."""
    return ImageFont.load_default(pixels)
