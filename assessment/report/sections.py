"""Sections that both reports have: scores, method, weights, and what was asked."""

from collections.abc import Iterator, Sequence

from assessment.comparison.certainty_wording import interval, rank_range
from assessment.comparison.profiles import Profile
from assessment.comparison.wording import percent
from assessment.domain.requisition import Reveal
from assessment.domain.rounding import one_decimal
from assessment.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    ReportColumn,
    ReportTable,
    TableCell,
    cells,
)
from assessment.report.drawing import ENTERPRISE, INK, PLANT, IntervalRow
from assessment.report.source import CandidateSource, ReportSource, Statement
from question_bank import CELLS, Competency

INKS = {Profile.PLANT: PLANT, Profile.ENTERPRISE: ENTERPRISE}
NO_SCORE = "nothing rated that counts here"


def said(text: str) -> str:
    """With a capital in front and a stop behind."""
    told = text.strip()
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "?", "!", ":")) else ".")


def one_line(text: str) -> str:
    return " ".join(text.split())


def score_row(
    source: ReportSource,
    candidate: CandidateSource,
    profile: Profile,
    label: str,
    *,
    group: str = "",
) -> IntervalRow:
    """The line of one candidate under one profile."""
    ink = INKS.get(profile, INK)
    found = candidate.scores.by_profile[profile] if candidate.scores else None
    if found is None or found.score is None:
        why = candidate.sealed or NO_SCORE
        return IntervalRow(
            label=label,
            ink=ink,
            score=None,
            estimate=None,
            provisional=False,
            words=(_fitted(why),),
            group=group,
        )
    estimate = candidate.estimates.get(profile.value)
    first = one_decimal(found.score)
    if estimate:
        first += f"   estimate {interval(estimate)}"
    second = rank_range(estimate, source.placed.get(profile, 0)) if estimate else ""
    if found.provisional:
        second = f"provisional: coverage {percent(found.coverage)}"
    return IntervalRow(
        label=label,
        ink=ink,
        score=found.score,
        estimate=estimate,
        provisional=found.provisional,
        words=(first, second) if second else (first,),
        group=group,
    )


LONGEST = 30
"""Letters beside a scale."""


def _fitted(text: str) -> str:
    return text if len(text) <= LONGEST else "not shown yet"


def in_short(candidate: CandidateSource, profile: Profile) -> str:
    """`78.1`, with an asterisk where provisional, over `77 (71–84)`; a dash without a score.

    The interval is the estimate's: the score may lie outside of it.
    """
    found = candidate.scores.by_profile[profile] if candidate.scores else None
    if found is None or found.score is None:
        return "–"
    estimate = candidate.estimates.get(profile.value)
    mark = "*" if found.provisional else ""
    score = f"{one_decimal(found.score)}{mark}"
    return f"{score}\n{interval(estimate)}" if estimate else score


def said_blocks(one: Statement, *, kind: str = "") -> Iterator[Block]:
    """`Decision: Offer · R-01`, with the reasons below; who alone where there is no `kind`."""
    who = one.who or "the owner"
    head = f"{kind}: {one.verdict} · {who}" if kind else ": ".join(filter(None, [who, one.verdict]))
    about = f" · {one.about}" if one.about else ""
    yield Paragraph(f"{head[:1].upper()}{head[1:]}{about}", "label")
    if one.text.text.strip():
        yield Paragraph(one.text.text, "quote")


def weights_table(source: ReportSource) -> ReportTable:
    """The weight of each competency in percent under each profile."""
    profiles = list(source.profiles)
    share = 68 // max(len(profiles), 1)
    totals = {p: sum(source.profiles[p].values()) for p in profiles}
    return ReportTable(
        caption="Weight of each competency in %",
        columns=(
            ReportColumn("Competency", 100 - share * len(profiles)),
            *(ReportColumn(source.labels[p], share, numeric=True) for p in profiles),
        ),
        rows=tuple(
            cells(
                c.capitalize(),
                *(one_decimal(100 * source.profiles[p].get(c, 0.0) / totals[p]) for p in profiles),
            )
            for c in Competency
        ),
    )


def questions_asked(source: ReportSource) -> Iterator[Block]:
    """Every question of the kits, by competency; nothing where there is none."""
    if not source.asked:
        return
    yield Heading("What was asked")
    for competency in Competency:
        asked = [q for q in source.asked if q.competency is competency]
        if asked:
            yield Heading(competency.capitalize(), level=3)
            yield Bullets(tuple(f"{q.title.text}: {one_line(q.prompt.text)}" for q in asked))


def cell_table(source: ReportSource, candidate: CandidateSource) -> ReportTable | None:
    """The 32 cells: mean levels, and what the role needs and nobody asked; None if blank."""
    if not source.wanted and not candidate.cells:
        return None
    by_activity: dict[str, list[TableCell]] = {}
    for cell in CELLS:
        found, emphasis = candidate.cells.get(cell), source.wanted.get(cell, 0)
        level = None if found is None else 1 + 4 * found.value
        text = "" if level is None else one_decimal(level)
        if level is None and emphasis:
            text = "not assessed"
        if emphasis == 2:
            text += " · essential"
        shade = 0 if level is None else max(1, min(5, round(level)))
        by_activity.setdefault(cell.activity.label, []).append(TableCell(text, shade))  # type: ignore[arg-type]  # 0 to 5
    heads = list(dict.fromkeys(c.operations_category.value.capitalize() for c in CELLS))
    return ReportTable(
        caption=(
            "Mean level by operations category and activity. Essential cells matter most to the "
            "role; not assessed is a cell of the role that no question covered."
        ),
        columns=(ReportColumn("Activity", 28), *(ReportColumn(head, 18) for head in heads)),
        rows=tuple((TableCell(said(name).rstrip(".")), *row) for name, row in by_activity.items()),
    )


def method(source: ReportSource) -> Iterator[Block]:
    """Ten lines, and what the estimates of this role rest on."""
    yield Heading("How these results were made")
    yield Bullets(method_lines(source), numbered=True)
    for caveat in source.caveats:
        yield Paragraph(caveat, "small")
    yield Paragraph(source.made_with, "small")


def method_lines(source: ReportSource) -> tuple[str, ...]:
    until = {
        Reveal.AT_DEBRIEF: "until the debrief was opened",
        Reveal.AFTER_OWN_SCORECARD: "until they had submitted their own",
    }[source.reveal]
    return (
        (
            "Every candidate was interviewed with a locked set of questions. Raters gave each "
            "answer a level from 1 to 5 against written descriptions, or a reason for giving none."
        ),
        f"Raters did not see each other's ratings {until}.",
        "An answer counts as (level − 1) / 4. If several people rated it, their mean counts.",
        (
            "The value of a competency is the weighted mean of its questions. A finished placement "
            "board counts as one more item of placement."
        ),
        (
            "The score is the weighted mean of the assessed competencies, from 0 to 100. Plant and "
            "enterprise use the same ratings and differ only in the weights."
        ),
        "What was not asked or not answered is left out. It never counts as zero.",
        (
            f"Coverage is the share of the weight that was assessed. Below {percent(source.floor)} "
            "a score is provisional, and the candidate is not ranked."
        ),
        (
            "The estimate adjusts for how strict the raters and how hard the questions were. Its "
            "95\u00a0% interval stands beside it."
        ),
        (
            "Candidates in one tier cannot be told apart from its first. A rank is only given with "
            "its range."
        ),
        "Recommendations and decisions were made by people. Nothing in this report computes one.",
    )


def recommendations_table(candidates: Sequence[CandidateSource]) -> ReportTable | None:
    """Who recommended and decided what, in one row for each candidate; None if nobody did."""
    shown = [c for c in candidates if c.recommendations or c.final or c.decision]
    if not shown:
        return None
    decided = any(c.decision for c in shown)
    columns = [
        ReportColumn("Candidate", 22),
        ReportColumn("Raters", 40 if decided else 54),
        ReportColumn("Debrief", 19 if decided else 24),
    ]
    if decided:
        columns.append(ReportColumn("Decision", 19))
    rows = []
    for c in shown:
        raters = "\n".join(f"{r.who}: {r.verdict}" for r in c.recommendations)
        row = [c.label, raters or "–", c.final.verdict if c.final else "–"]
        if decided:
            row.append(c.decision.verdict if c.decision else "–")
        rows.append(cells(*row))
    return ReportTable(
        caption="What the raters and the debrief recommended",
        columns=tuple(columns),
        rows=tuple(rows),
    )
