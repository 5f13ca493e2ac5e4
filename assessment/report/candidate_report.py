"""The report on one candidate, over the scorecards of all raters."""

from collections.abc import Iterator

from assessment.comparison.certainty_wording import of_one
from assessment.comparison.profiles import Profile
from assessment.comparison.wording import heard, level_of, parted
from assessment.report.document import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
)
from assessment.report.drawing import ProfileRow, interval_plot, profile_plot
from assessment.report.sections import cell_table, method, one_line, said, said_blocks, score_row
from assessment.report.source import CandidateSource, Heard, QuestionSource, ReportSource
from question_bank import Competency


def candidate_report(source: ReportSource, candidate: CandidateSource) -> ReportDocument:
    """Everything that the viewer may see of one candidate; no section is empty."""
    made = source.made_at
    foot = (candidate.code, source.title.text, f"{made.day} {made:%B %Y}", "Confidential")
    return ReportDocument(
        title=f"Candidate report: {candidate.label}",
        subtitle=_subtitle(source),
        footer=" · ".join(filter(None, foot)),
        blocks=tuple(_blocks(source, candidate)),
    )


def _subtitle(source: ReportSource) -> str:
    made = source.made_at
    parts = [source.title.text, source.client.text, f"{made.day} {made:%B %Y}"]
    return " · ".join(filter(None, parts))


def _blocks(source: ReportSource, candidate: CandidateSource) -> Iterator[Block]:
    if candidate.withdrawn:
        yield Paragraph(f"{candidate.code} withdrew from this role.")
    if candidate.scores is None or not candidate.scores.rated_items:
        yield Paragraph(_nothing(candidate), "lead")
    else:
        yield from _verdicts(source, candidate)
    yield from conclusions(candidate)
    if candidate.scores and candidate.scores.rated_items:
        yield from _profile(source, candidate)
    yield from _evidence(candidate)
    yield from _discussion(candidate)
    yield from method(source)


def _nothing(candidate: CandidateSource) -> str:
    if candidate.sealed:
        return said(f"The ratings are not shown: {candidate.sealed}")
    return "Nobody has rated an answer of this candidate yet, so there is no score."


def verdict_sentences(candidate: CandidateSource) -> list[str]:
    """What the scores come to for the plant and the enterprise, in sentences."""
    if candidate.scores is None:
        return []
    told = [parted(candidate.scores, candidate.parting)]
    if candidate.mismatch:
        told.append(candidate.mismatch)
    if parts := heard(candidate.scores):
        told.append(said(parts.replace(" · ", ", ")))
    return told


def _verdicts(source: ReportSource, candidate: CandidateSource) -> Iterator[Block]:
    first, *rest = verdict_sentences(candidate)
    yield Paragraph(first, "lead")
    for sentence in rest:
        yield Paragraph(sentence)
    if candidate.so_far:
        yield Paragraph(said(f"{candidate.so_far}, so these numbers may still change"))
    rows = [score_row(source, candidate, p, source.labels[p]) for p in source.profiles]
    lead = [r for p, r in zip(source.profiles, rows, strict=True) if p in _TARGETS]
    others = [r for p, r in zip(source.profiles, rows, strict=True) if p not in _TARGETS]
    yield Heading("Scores")
    required = source.required_score if Profile.BRIEF in source.profiles else None
    title = f"Scores of {candidate.code} from 0 to 100"
    yield Picture(interval_plot([*lead, *others], title, required=None))
    yield Paragraph(_legend(candidate), "small")
    if source.too_narrow and candidate.estimates:
        yield Paragraph(source.too_narrow)
    if required is not None:
        yield Paragraph(
            f"The brief asks for {required:g} under its own weights.",
            "small",
        )


_TARGETS = (Profile.PLANT, Profile.ENTERPRISE)


def _legend(candidate: CandidateSource) -> str:
    told = "The dot is the score from the ratings and the weights."
    if candidate.estimates:
        told += (
            " The line is the 95\u00a0% interval of the estimate, with a notch at its centre. "
            f"{of_one(candidate.estimates)}"
        )
    if candidate.scores and any(s.provisional for s in candidate.scores.by_profile.values()):
        told += " A hollow dot is provisional."
    return told


def conclusions(candidate: CandidateSource) -> Iterator[Block]:
    """The decision, the final recommendation and each rater's own, with reasons."""
    if not (candidate.decision or candidate.final or candidate.recommendations):
        return
    yield Heading("Decision and recommendations" if candidate.decision else "Recommendations")
    if candidate.decision:
        yield from said_blocks(candidate.decision, kind="Decision")
    if candidate.final:
        yield from said_blocks(candidate.final, kind="Recommendation of the debrief")
    for recommendation in candidate.recommendations:
        yield from said_blocks(recommendation)


def _profile(source: ReportSource, candidate: CandidateSource) -> Iterator[Block]:
    if candidate.scores is None:
        return
    values = candidate.scores.by_competency
    plant, enterprise = source.profiles[Profile.PLANT], source.profiles[Profile.ENTERPRISE]
    rows = [
        ProfileRow(
            label=c.capitalize(),
            level=level_of(values[c]) if c in values else None,
            weights=f"{plant[c]:g} / {enterprise[c]:g}",
        )
        for c in Competency
    ]
    yield Heading("Competencies")
    yield Picture(profile_plot(rows, f"Mean level of {candidate.code} by competency"))
    if table := cell_table(source, candidate):
        yield Heading("Evidence by ISA-95 cell")
        yield table
    if candidate.placement:
        yield Heading("Placement exercise")
        yield Bullets(candidate.placement)


def _evidence(candidate: CandidateSource) -> Iterator[Block]:
    """Question by question, in the order of the kit, what each rater recorded."""
    if not candidate.questions:
        return
    yield Heading("Evidence by question")
    for question in candidate.questions:
        yield Heading(f"{question.title.text} · {question.competency}", level=3)
        yield Paragraph(one_line(question.prompt.text), "small")
        yield from _answers(question)


def _answers(question: QuestionSource) -> Iterator[Block]:
    for one in question.heard:
        yield Paragraph(f"{one.rater}: {rating_in_words(one)}", "label")
        if one.evidence.text.strip():
            yield Paragraph(one.evidence.text, "quote")
        if one.beliefs:
            yield Bullets(tuple(f"Misconception heard: {belief}" for belief in one.beliefs))


def rating_in_words(one: Heard) -> str:
    return f"level {one.level}" if one.level is not None else one.not_rated or "no rating"


def _discussion(candidate: CandidateSource) -> Iterator[Block]:
    if candidate.agreed:
        yield Heading("Levels agreed in the debrief")
        for agreed in candidate.agreed:
            yield from said_blocks(agreed)
    if candidate.notes:
        yield Heading("Notes from the debrief")
        for note in candidate.notes:
            yield from said_blocks(note)
