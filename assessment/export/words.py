"""The first sheet of a workbook: what this is, who made it and when, and how to read it."""

from dataclasses import dataclass
from datetime import UTC

from assessment.export.columns import PROFILES
from assessment.export.rows import Origin
from assessment.export.tables import Cell, ExportTable

LABELS = {"plant": "Plant", "enterprise": "Enterprise", "brief": "Brief", "equal": "Equal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the first sheet says of the role and of who exported it."""

    title: str
    target: str
    """Of the brief, in words; blank without one."""
    candidates: int
    sealed: int
    """Candidates whose ratings were still hidden from the person who exported."""
    exported_by: str
    """The code of a rater, or `the owner of the database`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The first sheet: a title, lines of a label and a text, and a small table of weights."""

    title: str
    facts: tuple[tuple[str, str], ...]
    weights: tuple[tuple[Cell, ...], ...]
    """A row a competency under a header row; numbers are a share of 100."""
    reading: tuple[tuple[str, str], ...]


def about_sheet(about: About, origin: Origin, weights: ExportTable, *, names: bool) -> Words:
    made = origin.exported_at.astimezone(UTC)
    facts = [
        ("What this is", "The interview ratings of one role, and what follows from them."),
        ("Role", f"{about.title} ({origin.requisition})"),
        ("Target", about.target),
        ("Candidates", _candidates(about)),
        ("Exported by", about.exported_by),
        ("Exported on", f"{made.day} {made:%B %Y, %H:%M} UTC"),
        ("Made with", f"Levelset {origin.levelset_version}, question bank {origin.bank_version}"),
    ]
    return Words(
        title="Levelset export",
        facts=tuple((label, text) for label, text in facts if text),
        weights=_weights(weights),
        reading=_reading(origin, names=names),
    )


def _candidates(about: About) -> str:
    count = f"{about.candidates} on the shortlist"
    if not about.sealed:
        return count
    verb = "is" if about.sealed == 1 else "are"
    return f"{count}; the ratings of {about.sealed} {verb} still hidden and their cells blank"


def _weights(table: ExportTable) -> tuple[tuple[Cell, ...], ...]:
    """The weight of each competency in percent, a column for each profile that there is."""
    given: dict[str, dict[str, float]] = {}
    for profile, competency, weight, _ in (row[:4] for row in table.rows):
        given.setdefault(str(profile), {})[str(competency)] = float(weight or 0)
    profiles = [p for p in PROFILES if p in given]
    competencies = list(next(iter(given.values()), {}))
    totals = {p: sum(given[p].values()) for p in profiles}
    header: tuple[Cell, ...] = ("Weight in %", *(LABELS[p] for p in profiles))
    rows: list[tuple[Cell, ...]] = [
        (c.capitalize(), *(100 * given[p].get(c, 0.0) / totals[p] for p in profiles))
        for c in competencies
    ]
    return (header, *rows)


def _reading(origin: Origin, *, names: bool) -> tuple[tuple[str, str], ...]:
    people = (
        "Candidates and raters are shown as codes, with their names in the column beside. Share "
        "this file only with people who may know them."
        if names
        else "Candidates and raters are shown as codes. Their names stay in Levelset."
    )
    return (
        (
            "shortlist",
            (
                "One row for each candidate. A score runs from 0 to 100 and follows from the "
                "ratings and the weights alone. The estimate adjusts it for who asked and what "
                "was asked, and low to high is its 95 % interval. Candidates in one tier cannot "
                "be told apart from its first."
            ),
        ),
        (
            "Provisional",
            (
                f"Below {100 * origin.coverage_floor:g} % coverage a score is provisional, and the "
                "candidate has no rank and no tier. Somebody who has withdrawn has a rank and no "
                "tier."
            ),
        ),
        (
            "decisions",
            (
                "What people concluded: each rater's recommendation with reasons, and what was "
                "noted, agreed, recommended and decided in the debrief. Nothing in it is computed."
            ),
        ),
        (
            "ratings",
            (
                "One row for each question on each scorecard: a level from 1 to 5, or the reason "
                "for none. value is (level - 1) / 4."
            ),
        ),
        ("weights", "How much each competency counts under each profile, and why."),
        (
            "Blank cells",
            (
                "Blank means missing, never zero. Columns without any entry are hidden; select the "
                "columns around them and choose Unhide to see them."
            ),
        ),
        (
            "Numbers",
            "Scores show one decimal and shares two. The cells hold the full precision.",
        ),
        ("People", people),
    )
