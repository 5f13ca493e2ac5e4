"""A reading told in plain text, and as values for a program."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.scoping.adverts.asking import questions
from assessment.scoping.adverts.proposing import cell_quotes, proposal, target_quotes
from assessment.scoping.adverts.reading import AdvertReading
from assessment.scoping.adverts.rewriting import rewrites, suggested_title
from assessment.scoping.adverts.targets import ScopeMark
from assessment.scoping.adverts.terms import Span
from question_bank.adverts import Confusion
from question_bank.platform_content import Platform
from question_bank.taxonomy import Cell, TargetLevel

SCHEMA = "levelset/1"

CONFUSION_SAID: Mapping[Confusion, str] = {
    Confusion.SYNONYMS: "MES and MOM are used for the same thing",
    Confusion.LISTED: "MOM is listed as one more system",
    Confusion.CERTIFIED: "there is no certificate or conformity for ISA-95",
    Confusion.LEVELS: "ISA-95 has no Level 3.5 or 5",
    Confusion.ABOVE: "MOM is not a layer above MES",
    Confusion.PRODUCT_SCOPE: "a product stands where the scope should be",
    Confusion.PLANT_TITLE: "the title sounds like one plant's role, the duties cover many sites",
}
TARGET_SAID = {
    TargetLevel.PLANT: "a plant role",
    TargetLevel.ENTERPRISE: "an enterprise role",
}


def lines(reading: AdvertReading, platforms: Mapping[str, Platform]) -> Iterator[str]:
    """The report, line by line."""
    yield reading.title or "(no title found)"
    yield ""
    yield from _target(reading)
    yield from _cells(reading)
    yield from _names(reading)
    if reading.confusions:
        yield "Words that hide the role"
        said = (
            f"  {_quoted(reading, c.span)}: {CONFUSION_SAID[c.kind]}" for c in reading.confusions
        )
        yield from dict.fromkeys(said)
        yield ""
    yield "Ask the client"
    for number, asked in enumerate(questions(reading, platforms), 1):
        yield f"  {number}. {asked.question}"
        yield f"     {asked.why}"
    if found := rewrites(reading):
        yield ""
        yield "Rewrite the advert"
        for rewrite in found:
            place = f"{_quoted(reading, rewrite.span)}: " if rewrite.span else ""
            yield f"  {place}{rewrite.instead}"


def target_line(reading: AdvertReading) -> str:
    """The target in one sentence, with how sure that is."""
    target, probability = reading.target.target, reading.target.probability
    if target is None:
        return "Cannot tell from this advert whether it is a plant or an enterprise role."
    return f"Probably {TARGET_SAID[target]} ({probability:.0%})."


NO_CELLS = "It asks for none of the 32 cells in so many words."


def _target(reading: AdvertReading) -> Iterator[str]:
    yield target_line(reading)
    for target in TargetLevel:
        for quote in target_quotes(reading, target):
            yield f"  {target.value}: “{quote}”"
    yield ""


def _cells(reading: AdvertReading) -> Iterator[str]:
    if not reading.cells:
        yield NO_CELLS
        yield ""
        return
    yield "Cells that it asks for"
    for cell, probability in sorted(reading.cells.items(), key=lambda kv: -kv[1]):
        yield f"  {cell.label} ({probability:.0%}): “{cell_quotes(reading, cell)[0]}”"
    yield ""


def _names(reading: AdvertReading) -> Iterator[str]:
    if reading.names:
        named = dict.fromkeys(n.name for n in reading.names)
        yield f"Systems named (their names carry no scope): {', '.join(named)}"
        yield ""


def as_values(
    reading: AdvertReading, name: str, platforms: Mapping[str, Platform]
) -> dict[str, Any]:
    """The reading as plain values; places count characters of `text`."""
    target, proposed = reading.target, proposal(reading, name, platforms)
    scope, share = proposed.organisational_scope, proposed.enterprise_share
    return {
        "schema": SCHEMA,
        "advert": name,
        "title": reading.title,
        "suggested_title": suggested_title(reading) or None,
        "target": {
            "value": target.target.value if target.target else None,
            "probability": round(target.probability, 4) if target.target else None,
            "organisational_scope": scope.value.value if scope else None,
            "enterprise_share": share.value if share else None,
            "evidence": [_scope_mark(reading, m) for m in reading.scope_marks],
        },
        "cells": [
            {"cell": cell.key, "probability": round(p, 4), "evidence": _cell_marks(reading, cell)}
            for cell, p in sorted(reading.cells.items(), key=lambda kv: -kv[1])
        ],
        "names": [
            {"kind": n.kind, "name": n.name, **_place(reading, n.span)} for n in reading.names
        ],
        "confusions": [
            {"kind": c.kind.value, **_place(reading, c.span)} for c in reading.confusions
        ],
        "questions": [
            {"question": q.question, "why": q.why, **_maybe(reading, q.span)}
            for q in questions(reading, platforms)
        ],
        "rewrites": [{"instead": r.instead, **_maybe(reading, r.span)} for r in rewrites(reading)],
        "text": reading.text,
    }


def _scope_mark(reading: AdvertReading, mark: ScopeMark) -> dict[str, Any]:
    return {
        "speaks_for": mark.target.value,
        "weight": round(mark.weight, 4),
        **_place(reading, mark.sentence),
        "words": [reading.text[a:b] for a, b in mark.words],
    }


def _cell_marks(reading: AdvertReading, cell: Cell) -> list[dict[str, Any]]:
    return [
        {
            "probability": round(mark.probability, 4),
            **_place(reading, mark.sentence),
            "words": [reading.text[a:b] for a, b in mark.words],
        }
        for mark in reading.cell_marks
        if mark.cell == cell
    ]


def _maybe(reading: AdvertReading, span: Span | None) -> dict[str, Any]:
    return _place(reading, span) if span else {"text": None, "start": None, "end": None}


def _place(reading: AdvertReading, span: Span) -> dict[str, Any]:
    return {"text": reading.text[span[0] : span[1]], "start": span[0], "end": span[1]}


def _quoted(reading: AdvertReading, span: Span) -> str:
    return f"“{reading.text[span[0] : span[1]]}”"
