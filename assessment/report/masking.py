"""Names and codes of other people taken out of what somebody typed about one person."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from assessment.report.access_report import AccessReport, AccessSection, Held, Record
from assessment.report.redaction import recognised

MASK = "[another candidate]"
NAMING = frozenset({"name", "code"})


@dataclass(slots=True)
class Masked:
    """A report without the names of others, and in how many values one was taken out."""

    report: AccessReport
    values: int = 0


def without_others(report: AccessReport, others: Collection[str], own: Collection[str]) -> Masked:
    """`report` with `MASK` for each of `others`, names or codes, in every typed value.

    A word of the person's `own` names stays, also where somebody else is called the same. So does
    everything that nobody typed.
    """
    typed = [v for s in report.sections for r in s.records for v in r.values if v.typed]
    said = "\n".join(t for v in typed for t in _texts(v)).casefold()
    mask = _Mask(
        tuple(name for name in set(others) if any(p in said for p in _parts(name))),
        frozenset(part for name in own for part in (name.casefold(), *_parts(name))),
    )
    sections = tuple(_in_section(section, mask) for section in report.sections)
    return Masked(replace(report, sections=sections), mask.values)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.casefold() for part in re.split(r"[\s-]+", name) if part)


def _texts(held: Held) -> Sequence[str]:
    if isinstance(held.value, tuple):
        return held.value
    return [held.value] if isinstance(held.value, str) else []


@dataclass(slots=True)
class _Mask:
    others: tuple[str, ...]
    own: frozenset[str]
    values: int = field(default=0)

    def text(self, text: str) -> str:
        out, at = [], 0
        for one in recognised(text, self.others):
            piece = text[one.start : one.end]
            if self._is_somebody_else(one.kind, piece):
                out += [text[at : one.start], MASK]
                at = one.end
        return "".join(out) + text[at:]

    def _is_somebody_else(self, kind: str, piece: str) -> bool:
        if kind in NAMING:
            return piece.casefold() not in self.own
        inside = (m.kind in NAMING for m in recognised(re.sub(r"[\W_]+", " ", piece), self.others))
        return any(inside)  # an address that is made of a name

    def value(self, held: Held) -> Held:
        if not held.typed or not self.others or not _texts(held):
            return held
        value = (
            tuple(map(self.text, held.value))
            if isinstance(held.value, tuple)
            else self.text(str(held.value))
        )
        self.values += value != held.value
        return replace(held, value=value)


def _in_section(section: AccessSection, mask: _Mask) -> AccessSection:
    records = tuple(
        Record(heading=r.heading, values=tuple(map(mask.value, r.values))) for r in section.records
    )
    return replace(section, records=records)
