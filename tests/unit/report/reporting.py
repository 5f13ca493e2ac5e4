"""Reports as tests read them: all that they say, block by block."""

import io
import re
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn

from assessment.domain.permissions import OWNER, Actor
from assessment.report.document import (
    Bullets,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    ReportTable,
)
from assessment.services.reading.reports import ReportChoice, report
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import REQUISITION, a_bank
from tests.fakes import StoppedClock


def made(
    open_uow: OpenUnitOfWork, candidate: str = "", *, names: bool = False, by: Actor = OWNER
) -> ReportDocument:
    wanted = ReportChoice(requisition=REQUISITION, candidate=candidate, names=names)
    return report(open_uow, a_bank(), StoppedClock(), wanted, by=by, kind="report")


def texts(document: ReportDocument) -> Iterator[str]:
    """Every text, in the order of the page."""
    yield from filter(None, (document.title, document.subtitle))
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case ReportTable():
                yield block.caption
                yield from (column.head for column in block.columns)
                yield from (cell.text for row in block.rows for cell in row if cell.text)
            case Picture():
                yield block.drawing.told


def headings(document: ReportDocument) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level < 3]


def pictures(document: ReportDocument) -> list[str]:
    return [b.drawing.told for b in document.blocks if isinstance(b, Picture)]


def in_docx(data: bytes) -> list[str]:
    """The texts of a DOCX in the order of the page; of a picture, the text that stands for it."""
    docx = Document(io.BytesIO(data))
    found = []
    for part in docx.element.body.iterchildren():
        for line in part.iter(qn("w:p")):
            runs = line.iter(qn("w:t"), qn("w:br"))
            if text := "".join("\n" if r.tag == qn("w:br") else r.text or "" for r in runs):
                found.append(text)
            found += re.findall(r'descr="([^"]*)"', _xml(line))
    return found


def _xml(element: object) -> str:
    from lxml import etree  # noqa: PLC0415

    return etree.tostring(element, encoding="unicode")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
