"""A report as DOCX: real styles, headings, tables with repeated headers, pictures with a text."""

import io
import zipfile
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assessment.report.document import (
    Block,
    Bullets,
    Heading,
    Look,
    Paragraph,
    Picture,
    ReportDocument,
    ReportTable,
    TableCell,
    printable,
)
from assessment.report.picture import png

SHADES = ("", "E9F0F5", "C6D9E6", "9CBDD3", "6C9ABA", "3D6B8E")
LIGHT_TEXT = 5
"""The shade on which text is white."""
FONT = "Arial"
HEADINGS = {"Title": 22.0, "Heading 1": 16.0, "Heading 2": 13.0, "Heading 3": 11.0}
"""Style to size in points."""
OWN_STYLES = {"Lead": 12.0, "Small print": 9.0, "Label": 10.5, "Quoted note": 10.0}
TEXT_WIDTH = 174
"""Millimetres between the margins."""
LOOKS: dict[Look, str] = {
    "plain": "Normal",
    "lead": "Lead",
    "small": "Small print",
    "label": "Label",
    "quote": "Quoted note",
}
TOGETHER = 12
"""Rows of a table that stays on one page."""
NO_TIME = (1980, 1, 1, 0, 0, 0)


def docx_bytes(report: ReportDocument, *, made_at: datetime) -> bytes:
    """The report as a file of Word; the same report and time give the same bytes."""
    docx = Document()
    _page(docx)
    _styles(docx)
    _own_styles(docx)
    _properties(docx, report, made_at)
    docx.add_paragraph(printable(report.title), "Title")
    if report.subtitle:
        docx.add_paragraph(printable(report.subtitle), "Subtitle")
    _footer(docx, report)
    for block, after in zip_longest(report.blocks, report.blocks[1:]):
        match block:
            case Heading():
                docx.add_heading(printable(block.text), block.level)
            case Paragraph():
                _paragraph(docx, block, kept_with_next=_is_label(after))
            case Bullets():
                style = "List Number" if block.numbered else "List Bullet"
                for item in block.items:
                    docx.add_paragraph(printable(item), style)
            case ReportTable():
                _table(docx, block)
            case Picture():
                _picture(docx, block)
    out = io.BytesIO()
    docx.save(out)
    return _without_times(out.getvalue())


def _page(docx: Docx) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)


def _styles(docx: Docx) -> None:
    styles = docx.styles
    normal = styles["Normal"]
    _set_font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in HEADINGS.items():
        _set_font(styles[name], size, bold=True)
        styles[name].paragraph_format.keep_with_next = True
    styles["Heading 2"].paragraph_format.space_before = Pt(14)
    styles["Heading 3"].paragraph_format.space_before = Pt(8)
    _without(styles["Title"].element.get_or_add_pPr(), "w:pBdr")
    _set_font(styles["Subtitle"], 11)
    _without(styles["Subtitle"].element.get_or_add_rPr(), "w:spacing")
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(2)


def _own_styles(docx: Docx) -> None:
    styles = docx.styles
    for look, size in OWN_STYLES.items():
        style = styles.add_style(look, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set_font(style, size)
        style.quick_style = True
    styles["Label"].font.bold = True
    styles["Label"].paragraph_format.keep_with_next = True
    styles["Quoted note"].paragraph_format.left_indent = Mm(6)


def _set_font(style: Any, size: float, *, bold: bool | None = None) -> None:  # noqa: ANN401  # python-docx has no types for parts
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, None
    font.color.rgb = RGBColor(0x1F, 0x23, 0x28)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.lower().endswith("theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), FONT)


def _without(properties: Any, name: str) -> None:  # noqa: ANN401  # python-docx has no types here
    for found in properties.findall(qn(name)):
        properties.remove(found)


def _properties(docx: Docx, report: ReportDocument, made_at: datetime) -> None:
    about = docx.core_properties
    about.author = about.last_modified_by = "Levelset"
    about.title, about.comments = printable(report.title)[:255], ""
    about.created = about.modified = made_at.astimezone(UTC).replace(tzinfo=None)


def _footer(docx: Docx, report: ReportDocument) -> None:
    line = docx.sections[0].footer.paragraphs[0]
    line.style = docx.styles["Small print"]
    line.add_run(printable(report.footer) + " · page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001  # python-docx has no fields


def _is_label(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.look == "label"


def _paragraph(docx: Docx, block: Paragraph, *, kept_with_next: bool) -> None:
    """What stands over a label, such as a question's wording, stays on its page."""
    for text in printable(block.text).split("\n"):
        if text.strip():
            made = docx.add_paragraph(text, LOOKS[block.look])
            if kept_with_next and block.look == "small":
                made.paragraph_format.keep_with_next = True


def _table(docx: Docx, block: ReportTable) -> None:
    caption = docx.add_paragraph(printable(block.caption), "Small print")
    caption.paragraph_format.keep_with_next = True
    made = docx.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    made.autofit = False
    for cell, column in zip(made.rows[0].cells, block.columns, strict=True):
        _cell(cell, TableCell(column.head), numeric=column.numeric, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _on_row(made.rows[0], "w:tblHeader")
    for row in block.rows:
        added = made.add_row()
        _on_row(added, "w:cantSplit")
        kept = True if len(block.rows) <= TOGETHER and row is not block.rows[-1] else None
        for number, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            _cell(cell, text, numeric=block.columns[number].numeric, bold=number == 0)
            cell.paragraphs[0].paragraph_format.keep_with_next = kept
    for number, column in enumerate(block.columns):
        made.columns[number].width = Mm(TEXT_WIDTH * column.width / 100)
        for row in made.rows:
            row.cells[number].width = Mm(TEXT_WIDTH * column.width / 100)
    docx.add_paragraph("", "Small print")


def _cell(cell: Any, text: TableCell, *, numeric: bool, bold: bool) -> None:  # noqa: ANN401  # python-docx has no types for parts
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(1)
    run = line.add_run(printable(text.text))
    run.font.size, run.font.bold = Pt(9.5), bold
    if numeric:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if text.shade:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), SHADES[text.shade])
        cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001  # python-docx has no shading
        if text.shade == LIGHT_TEXT:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _on_row(row: Any, name: str) -> None:  # noqa: ANN401  # python-docx has no types for parts
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001  # python-docx has neither


def _picture(docx: Docx, block: Picture) -> None:
    drawing = block.drawing
    _thin_line(docx)
    shape = docx.add_picture(io.BytesIO(png(drawing)), width=Mm(TEXT_WIDTH))
    docx.paragraphs[-1].paragraph_format.keep_together = True
    for side in ("distL", "distR"):  # LibreOffice keeps a distance where none is given
        shape._inline.set(side, "0")  # noqa: SLF001  # python-docx gives none
    about = shape._inline.docPr  # noqa: SLF001  # python-docx has no text for pictures
    about.set("descr", printable(drawing.told))
    about.set("title", printable(drawing.told.partition(".")[0]))


def _thin_line(docx: Docx) -> None:
    """Next to a picture itself, LibreOffice leaves a heading behind at the foot of a page."""
    line = docx.add_paragraph().paragraph_format
    line.space_before = line.space_after = Pt(0)
    line.line_spacing = Pt(1)
    line.keep_with_next = True


def _without_times(data: bytes) -> bytes:
    """The same parts in a zip that says nothing of when or where it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, made.read(name))
    return out.getvalue()
