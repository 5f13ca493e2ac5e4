"""Gathers what a report is composed from: what its viewer may see, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment import version
from assessment.comparison.certainty_wording import mismatch, panels_in_words, rests_on
from assessment.comparison.misfit_wording import too_narrow
from assessment.comparison.placement_wording import headline, levels_in_words
from assessment.comparison.profiles import label
from assessment.domain import pack_texts
from assessment.domain.decision import DebriefKind, DebriefRecord, decided, of_kind
from assessment.domain.ids import CandidateId, ItemId, RaterId
from assessment.domain.kit import KitItem
from assessment.domain.rating import Recommendation
from assessment.domain.scorecard import Scorecard
from assessment.report.source import (
    BLANK,
    AskedSource,
    CandidateSource,
    FreeText,
    Heard,
    QuestionSource,
    ReportSource,
    Statement,
)
from assessment.services.reading.board_results import read_board
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.services.reading.visible_ratings import floor_of
from question_bank import TargetLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLabels:
    """What stands for each person in a report: codes with names, codes alone, or pseudonyms."""

    candidate: Callable[[CandidateId, str], str]
    """From id and code to what stands in the code's place."""
    names: Mapping[CandidateId, str]
    """Of candidates; blank unless they were asked for."""
    rater: Callable[[RaterId], str]


CODES = PeopleLabels(candidate=lambda _, code: code, names={}, rater=str)


def source_of(found: Comparison, people: PeopleLabels, made_at: datetime) -> ReportSource:
    """Everything of this comparison that goes into a report."""
    file, brief = found.file, found.file.brief
    estimates = found.estimates
    return ReportSource(
        requisition=file.requisition.id,
        title=FreeText("title", file.requisition.title),
        client=FreeText("client", file.requisition.client),
        target=brief.target_label if brief else "",
        profiles=found.profiles,
        labels={p: label(p, brief) for p in found.profiles},
        required_score=found.required_score,
        floor=floor_of(file),
        wanted=brief.cells if brief else {},
        reveal=file.requisition.reveal,
        candidates=tuple(_candidate(found, c, people) for c in found.candidates),
        asked=_asked(found),
        placed={p: estimates.ranked(p) for p in found.profiles} if estimates else {},
        caveats=_caveats(found, people),
        too_narrow=_too_narrow(found, people),
        made_at=made_at,
        made_with=f"Made with Levelset {version()}.",
    )


def _asked(found: Comparison) -> tuple[AskedSource, ...]:
    """The questions of the kits that were used; what a rater added stands with the candidate."""
    used = {i.kit for c in found.file.candidates for i in c.interviews}
    items = (item for kit in found.file.kits.values() if kit.id in used for item in kit.items)
    asked = {item.asked.question: item.asked for item in items}
    return tuple(
        AskedSource(
            title=FreeText("", a.title, typed=False),
            prompt=FreeText("", a.prompt, typed=False),
            competency=a.competency,
        )
        for a in asked.values()
    )


def _caveats(found: Comparison, people: PeopleLabels) -> tuple[str, ...]:
    if found.estimates is None:
        return ()
    codes = {
        str(c.file.candidate.id): people.candidate(c.file.candidate.id, c.code)
        for c in found.candidates
    }
    raters = {r: people.rater(RaterId(r)) for who in found.estimates.panels.raters for r in who}
    panels = panels_in_words(found.estimates.panels, found.estimates.link_strength, codes, raters)
    return tuple(filter(None, (rests_on(found.estimates.basis), panels)))


def _too_narrow(found: Comparison, people: PeopleLabels) -> str:
    if found.estimates is None:
        return ""
    raters = found.estimates.fitted.posterior.data.raters
    return too_narrow(found.estimates.misfit, {r: people.rater(RaterId(r)) for r in raters})


def _candidate(
    found: Comparison, compared: ComparedCandidate, people: PeopleLabels
) -> CandidateSource:
    file = compared.file
    own, open_ = file.candidate.id, compared.scores is not None
    estimates = found.estimates.of(own) if found.estimates and open_ else {}
    log, titles = file.debrief, _titles(found, compared)
    final = of_kind(log, DebriefKind.FINAL_RECOMMENDATION)
    decision = decided(log)
    agreed = {(r.interview, r.item): r for r in of_kind(log, DebriefKind.FINAL_RATING)}
    return CandidateSource(
        id=own,
        code=people.candidate(own, compared.code),
        name=people.names.get(own, ""),
        withdrawn=compared.withdrawn,
        sealed=file.sealed_because or "",
        so_far=file.so_far if open_ else "",
        scores=compared.scores,
        parting=compared.parting,
        estimates=estimates,
        mismatch=_mismatch(found, own) if open_ else "",
        cells=compared.cells if open_ else {},
        placement=_placement(found, compared) if open_ else (),
        questions=_questions(found, compared, people),
        recommendations=tuple(
            _recommended(card, people) for card in file.submitted if card.recommendation
        ),
        final=_said(final[-1], people, titles) if final else None,
        decision=_said(decision, people, titles) if decision else None,
        agreed=tuple(_said(r, people, titles) for r in agreed.values()),
        notes=tuple(_said(r, people, titles) for r in of_kind(log, DebriefKind.NOTE)),
    )


def _mismatch(found: Comparison, own: CandidateId) -> str:
    """Against the brief's target, where the brief has one."""
    brief = found.file.brief
    if found.estimates is None or brief is None or brief.enterprise_share == 50:
        return ""
    target = TargetLevel.ENTERPRISE if brief.enterprise_share > 50 else TargetLevel.PLANT
    return mismatch(found.estimates, own, target)


def _placement(found: Comparison, compared: ComparedCandidate) -> tuple[str, ...]:
    told = [compared.placement.sentence]
    counted = {card.sheet.interview for card in compared.file.submitted}
    for interview in compared.file.interviews:
        if interview.id not in counted:
            continue
        if board := read_board(found.file, compared.file, interview):
            told.append(headline(board.reading, board.dealt))
            told += levels_in_words(board.reading)[1:]
    return tuple(filter(None, told))


def _questions(
    found: Comparison, compared: ComparedCandidate, people: PeopleLabels
) -> tuple[QuestionSource, ...]:
    """Every question of the candidate's interviews, as each submitted scorecard recorded it."""
    made = []
    for interview in compared.file.interviews:
        cards = [c for c in compared.file.submitted if c.sheet.interview == interview.id]
        planned = {item.id for item in found.file.kit_of(interview).items}
        for item in found.file.items_of(interview, *cards):
            heard = tuple(_heard(card, item, people) for card in cards if _has(card, item, planned))
            if heard:
                typed = item.id not in planned
                title, prompt = pack_texts.added(interview.id, item.id)
                made.append(
                    QuestionSource(
                        title=FreeText(title, item.asked.title, typed=typed),
                        prompt=FreeText(prompt, item.asked.prompt, typed=typed),
                        competency=item.asked.competency,
                        heard=heard,
                    )
                )
    return tuple(made)


def _has(card: Scorecard, item: KitItem, planned: set[ItemId]) -> bool:
    return item.id in planned or any(added.item.id == item.id for added in card.added)


def _heard(card: Scorecard, item: KitItem, people: PeopleLabels) -> Heard:
    record, known = card.record(item.id), item.asked.wrong_beliefs
    return Heard(
        rater=people.rater(card.sheet.rater),
        level=record.level,
        not_rated=record.not_rated.label if record.not_rated else "",
        evidence=FreeText(pack_texts.evidence(card.sheet, item.id), record.evidence),
        beliefs=tuple(known[n] for n in record.beliefs if n < len(known)),
    )


def _recommended(card: Scorecard, people: PeopleLabels) -> Statement:
    return Statement(
        who=people.rater(card.sheet.rater),
        verdict=card.recommendation.label if card.recommendation else "",
        about="",
        text=FreeText(pack_texts.reasons(card.sheet), card.reasons),
        at=card.submitted_at,
    )


def _titles(found: Comparison, compared: ComparedCandidate) -> dict[tuple[str, str], str]:
    """Interview and item to the question's title; added questions are told of without it."""
    return {
        (interview.id, item.id): item.asked.title
        for interview in compared.file.interviews
        for item in found.file.kit_of(interview).items
    }


def _said(
    record: DebriefRecord, people: PeopleLabels, titles: Mapping[tuple[str, str], str]
) -> Statement:
    if record.decision:
        verdict = record.decision.label
    elif record.recommendation:
        verdict = Recommendation(record.recommendation).label
    else:
        verdict = f"level {record.level}" if record.level else ""
    item = record.interview, record.item
    about = titles.get((item[0], item[1]), "an added question") if item[0] and item[1] else ""
    return Statement(
        who=people.rater(record.by) if record.by else "",
        verdict=verdict,
        about=about,
        text=FreeText(pack_texts.debrief(record.id), record.text) if record.text else BLANK,
        at=record.at,
    )
