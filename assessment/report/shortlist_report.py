"""The report on a shortlist: who fits, how sure that is, and what it stands on."""

from collections.abc import Iterable, Iterator

from assessment.comparison.candidate_wording import OUT_OF_THE_RUNNING, in_words
from assessment.comparison.certainty_wording import FITS, ranks_count, tiers_in_words
from assessment.comparison.profiles import Profile
from assessment.comparison.wording import held_back
from assessment.report.candidate_report import (
    conclusions,
    rating_in_words,
    verdict_sentences,
)
from assessment.report.document import (
    Block,
    Heading,
    Paragraph,
    Picture,
    ReportColumn,
    ReportDocument,
    ReportTable,
    cells,
)
from assessment.report.drawing import interval_plot
from assessment.report.sections import (
    in_short,
    method,
    questions_asked,
    recommendations_table,
    said,
    score_row,
    weights_table,
)
from assessment.report.side_by_side import cell_tables, cells_not_assessed, competency_tables
from assessment.report.source import CandidateSource, Heard, QuestionSource, ReportSource

TELLING_LEVELS = (5, 1)
"""Levels that need evidence: what was written down for them is the key evidence."""
MOST_SHOWN = 3
"""Pieces of key evidence for each of the two levels."""
LONGEST_NOTE = 600
"""Characters of a note that is shown as key evidence."""


def shortlist_report(source: ReportSource) -> ReportDocument:
    """Everything that the viewer may see of the role's candidates, side by side."""
    made = source.made_at
    day = f"{made.day} {made:%B %Y}"
    return ReportDocument(
        title=": ".join(filter(None, ["Shortlist report", source.title.text])),
        subtitle=" · ".join(filter(None, [source.client.text, source.target, day])),
        footer=" · ".join(filter(None, [source.title.text, day, "Confidential"])),
        blocks=tuple(_blocks(source)),
    )


def _blocks(source: ReportSource) -> Iterator[Block]:
    if not source.candidates:
        yield Paragraph("There are no candidates for this role yet.", "lead")
        return
    yield Paragraph(answer(source), "lead")
    yield from _plots(source)
    if any(_score(c, p) is not None for c in source.candidates for p in source.profiles):
        yield _scores(source)
        yield Paragraph(_reading(source), "small")
    if source.too_narrow:
        yield Paragraph(source.too_narrow)
    yield from _under("Competencies", competency_tables(source))
    yield from _under("Evidence by ISA-95 cell", cell_tables(source))
    if left := cells_not_assessed(source):
        yield Paragraph(left, "small")
    if decided := recommendations_table(source.candidates):
        yield Heading("Recommendations and decisions")
        yield decided
    for candidate in source.candidates:
        yield from _candidate(source, candidate)
    yield from questions_asked(source)
    yield Heading("Weights")
    yield weights_table(source)
    yield from method(source)


def _under(title: str, tables: Iterable[ReportTable]) -> Iterator[Block]:
    """The tables below their heading; nothing without one."""
    for number, table in enumerate(tables):
        if not number:
            yield Heading(title)
        yield table


def answer(source: ReportSource) -> str:
    """What the leading profile's numbers come to, and who cannot be read yet."""
    profile = source.leading
    parts = [tiers_in_words(_tiers(source, profile), FITS[profile])]
    provisional = {
        c.code: found
        for c in source.active
        if c.scores and (found := c.scores.by_profile[profile]).provisional
        if found.score is not None
    }
    if provisional:
        parts.append(held_back(provisional))
    parts += [said(f"{c.code}: {c.sealed}") for c in source.active if c.sealed]
    parts += [
        f"Nobody has rated {c.code} yet."
        for c in source.active
        if c.scores and not c.scores.rated_items
    ]
    return " ".join(filter(None, parts)) or _nobody_compared(source)


def _nobody_compared(source: ReportSource) -> str:
    if not source.active:
        return "Every candidate has withdrawn, so nobody is compared."
    if len(source.active) == 1:
        return "Nobody can be ranked yet. Ranking takes at least two candidates."
    return "There are not enough ratings yet to compare the candidates."


def _tiers(source: ReportSource, profile: Profile) -> list[list[str]]:
    """Codes of those still in the running, tier by tier, the best estimate first."""
    placed = [
        (estimate.tier, -estimate.estimate, c.code)
        for c in source.active
        if (estimate := c.estimates.get(profile.value)) and estimate.tier
    ]
    tiers: dict[int, list[str]] = {}
    for tier, _, code in sorted(placed):
        tiers.setdefault(tier, []).append(code)
    return list(tiers.values())


def _plots(source: ReportSource) -> Iterator[Block]:
    """The leading profile first, then plant and enterprise."""
    shown = dict.fromkeys((source.leading, Profile.PLANT, Profile.ENTERPRISE))
    for profile in shown:
        scored = [c for c in source.candidates if c.scores and _score(c, profile) is not None]
        if not scored:
            continue
        rows = [
            score_row(source, c, profile, c.code, group=_group(source, c, profile))
            for c in in_order(source, profile)
        ]
        title = f"Scores under {source.labels[profile]} weights, from 0 to 100"
        required = source.required_score if profile is Profile.BRIEF else None
        yield Heading(f"{source.labels[profile]} fit")
        yield Picture(interval_plot(rows, title, required=required))


def _score(candidate: CandidateSource, profile: Profile) -> float | None:
    return candidate.scores.by_profile[profile].score if candidate.scores else None


def in_order(source: ReportSource, profile: Profile) -> list[CandidateSource]:
    """By tier, then by code; those without a tier at the end, and withdrawn candidates last."""
    last = len(source.candidates) + 1

    def tier(candidate: CandidateSource) -> tuple[bool, int, bool]:
        estimate = candidate.estimates.get(profile.value)
        found = (estimate.tier if estimate else None) or last
        return candidate.withdrawn, found, _score(candidate, profile) is None

    return sorted(source.candidates, key=tier)


def _group(source: ReportSource, candidate: CandidateSource, profile: Profile) -> str:
    if not source.placed.get(profile):
        return ""
    if candidate.withdrawn:
        return "withdrawn"
    estimate = candidate.estimates.get(profile.value)
    return f"tier {estimate.tier}" if estimate and estimate.tier else "not ranked"


def _scores(source: ReportSource) -> ReportTable:
    profiles = list(source.profiles)
    share = 72 // len(profiles)
    return ReportTable(
        caption=(
            "Score, and below it the estimate with its 95\u00a0% interval"
            if any(c.estimates for c in source.candidates)
            else "Scores"
        ),
        columns=(
            ReportColumn("Candidate", 100 - share * len(profiles)),
            *(ReportColumn(source.labels[p], share, numeric=True) for p in profiles),
        ),
        rows=tuple(
            cells(_named(c), *(in_short(c, p) for p in profiles)) for c in source.candidates
        ),
    )


def _named(candidate: CandidateSource) -> str:
    return f"{candidate.label} (withdrawn)" if candidate.withdrawn else candidate.label


def _reading(source: ReportSource) -> str:
    told = "The dot is the score, from the ratings and the weights."
    if any(c.estimates for c in source.candidates):
        told += (
            " The line is the 95\u00a0% interval of the estimate, with a notch at its centre. "
            "Where intervals overlap widely, the candidates may well be equally good."
        )
    scores = [s for c in source.candidates if c.scores for s in c.scores.by_profile.values()]
    if any(s.provisional and s.score is not None for s in scores):
        told += " A hollow dot or an asterisk marks a provisional score."
    gone = [c.code for c in source.candidates if c.withdrawn and _ranked(c)]
    return f"{told} {ranks_count(gone)}".strip()


def _ranked(candidate: CandidateSource) -> bool:
    return any(estimate.rank for estimate in candidate.estimates.values())


def _candidate(source: ReportSource, candidate: CandidateSource) -> Iterator[Block]:
    yield Heading(_named(candidate))
    if candidate.sealed:
        yield Paragraph(said(f"The ratings are not shown: {candidate.sealed}"))
        return
    if candidate.scores is None or not candidate.scores.rated_items:
        yield Paragraph("Nobody has rated an answer of this candidate yet.")
    else:
        yield Paragraph(_standing(source, candidate))
        for sentence in verdict_sentences(candidate):
            yield Paragraph(sentence)
        if candidate.placement:
            yield Paragraph(f"Placement exercise: {' '.join(candidate.placement)}")
        yield from _key_evidence(candidate)
    for block in conclusions(candidate):
        yield Heading(block.text, 3) if isinstance(block, Heading) else block


def _standing(source: ReportSource, candidate: CandidateSource) -> str:
    """Where the candidate stands among the others, in the words of Compare."""
    if candidate.withdrawn or candidate.scores is None:
        return OUT_OF_THE_RUNNING
    targets = dict.fromkeys((source.leading, Profile.PLANT, Profile.ENTERPRISE))
    return in_words(
        candidate.code,
        source.leading,
        candidate.scores.by_profile,
        candidate.estimates,
        {profile: _tiers(source, profile) for profile in targets},
    )


def _key_evidence(candidate: CandidateSource) -> Iterator[Block]:
    """What was written down for the levels that need evidence."""
    found = [
        (question, one)
        for level in TELLING_LEVELS
        for question, one in _at(candidate, level)[:MOST_SHOWN]
    ]
    if not found:
        return
    yield Heading("Key evidence", level=3)
    for question, one in found:
        yield Paragraph(
            f"{question.title.text} · {question.competency} · {one.rater}: {rating_in_words(one)}",
            "label",
        )
        yield Paragraph(_in_short(one.evidence.text), "quote")


def _in_short(note: str) -> str:
    """The beginning of a long note, up to a whole word; the candidate's report has all of it."""
    if len(note) <= LONGEST_NOTE:
        return note
    kept = note[:LONGEST_NOTE].rsplit(None, 1)[0]
    return f"{kept} … (the whole note is in the report on this candidate)"


def _at(candidate: CandidateSource, level: int) -> list[tuple[QuestionSource, Heard]]:
    return [
        (question, one)
        for question in candidate.questions
        for one in question.heard
        if one.level == level and one.evidence.text.strip()
    ]
