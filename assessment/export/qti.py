"""Questions as a QTI 3.0 package: an item each, with its rubric for whoever scores the answer.

A variant is an item of its own, with the same rubric.
The candidate's answer is text; the level is given by a person, as everywhere in Levelset. What an
interviewer asks next and listens for stands in the rubric, which candidates do not see.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assessment.domain.rating import LEVELS
from assessment.export.archive import packed
from question_bank import Question, QuestionBank

ITEM = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
XSD = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
ITEM_TYPE = "imsqti_item_xmlv3p0"
"""Names that the specification fixes; nothing is fetched from them."""

MANIFEST = "imsmanifest.xml"
LINES = 12
"""The room a player gives the answer: about two minutes of speech, written down."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold, however they are written."""


def qti_zip(bank: QuestionBank, *, version: str) -> bytes:
    """The active questions of the bank as a package; the same bank gives the same bytes."""
    told = {t.identifier: t for q in sorted(bank.active, key=lambda q: q.id) for t in _tellings(q)}
    items = {_place(t): _file(_item(t, bank, version)) for t in told.values()}
    return packed({MANIFEST: _file(_manifest(told.values(), bank))} | items)


class _Telling(NamedTuple):
    """A question, or a variant of it: an item of its own, because an item has one body."""

    identifier: str
    title: str
    question: Question


def _tellings(question: Question) -> Iterator[_Telling]:
    yield _Telling(question.id, question.title, question)
    for industry in question.told:
        name, title = f"{question.id}-{industry}", f"{question.title} ({industry})"
        yield _Telling(name, title, question.told_in(industry))


def _place(told: _Telling) -> str:
    return f"items/{told.identifier}.xml"


def _item(told: _Telling, bank: QuestionBank, version: str) -> Element:
    question = told.question
    item = _root(
        "qti-assessment-item",
        ITEM,
        f"{XSD}/imsqti_asiv3p0_v1p0.xsd",
        {
            "identifier": told.identifier,
            "title": _legal(told.title),
            "adaptive": "false",
            "time-dependent": "false",
            "xml:lang": "en",
            "tool-name": "Levelset",
            "tool-version": f"{version}, revision {question.revision}",
        },
    )
    response = {"identifier": "RESPONSE", "cardinality": "single", "base-type": "string"}
    SubElement(item, "qti-response-declaration", response)
    outcome = {
        "identifier": "SCORE",
        "cardinality": "single",
        "base-type": "float",
        "external-scored": "human",
        "normal-minimum": str(LEVELS[0]),
        "normal-maximum": str(LEVELS[-1]),
    }
    SubElement(item, "qti-outcome-declaration", outcome)
    body = SubElement(item, "qti-item-body")
    if question.handout:
        _said(SubElement(body, "div"), "pre", question.handout)
    answer = {"response-identifier": "RESPONSE", "expected-lines": str(LINES)}
    interaction = SubElement(body, "qti-extended-text-interaction", answer)
    _said(interaction, "qti-prompt", question.prompt)
    rubric = SubElement(body, "qti-rubric-block", {"use": "scoring", "view": "scorer"})
    _rubric(SubElement(rubric, "qti-content-body"), question, bank)
    return item


def _rubric(body: Element, question: Question, bank: QuestionBank) -> None:
    """Anchors first: they are what the level is chosen by."""
    names: dict[int, str] = {step.level: step.name for step in bank.scale}
    _said(body, "p", bank.competencies[question.competency].name)
    levels = SubElement(body, "dl")
    for anchor in question.anchors:
        _said(levels, "dt", f"{anchor.level} · {names[anchor.level]}")
        _said(levels, "dd", anchor.behaviour)
    _list(body, "Follow-up questions", question.probes)
    _list(body, "Listen for", question.listen_for)
    _list(body, "Misconceptions", question.wrong_beliefs)
    _list(body, "Positions that earn full marks if well argued", question.accepted_positions)


def _list(body: Element, head: str, texts: Sequence[str]) -> None:
    if texts:
        _said(body, "p", head)
        entries = SubElement(body, "ul")
        for text in texts:
            _said(entries, "li", text)


def _manifest(items: Iterable[_Telling], bank: QuestionBank) -> Element:
    manifest = _root(
        "manifest",
        PACKAGE,
        f"{XSD}/imsqtiv3p0_imscpv1p2_v1p0.xsd",
        {"identifier": f"levelset-{bank.version}"},
    )
    metadata = SubElement(manifest, "metadata")
    _said(metadata, "schema", "QTI Package")
    _said(metadata, "schemaversion", "3.0.0")
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for told in items:
        href = _place(told)
        about = {"identifier": f"item-{told.identifier}", "type": ITEM_TYPE, "href": href}
        SubElement(SubElement(resources, "resource", about), "file", {"href": href})
    return manifest


def _root(name: str, namespace: str, schema: str, attributes: dict[str, str]) -> Element:
    spaces = {
        "xmlns": namespace,
        "xmlns:xsi": INSTANCE,
        "xsi:schemaLocation": f"{namespace} {schema}",
    }
    return Element(name, spaces | attributes)


def _said(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _legal(text)


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _file(root: Element) -> bytes:
    indent(root)
    written = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
