"""What an access report has of scorecards, placement boards and scores."""

from collections.abc import Iterator

from assessment.domain.added import AddedQuestion
from assessment.domain.board import BoardEntry, BoardKind, Placement, board_of
from assessment.domain.ids import SheetKey
from assessment.domain.kit import KitItem
from assessment.domain.rating import Entry, Kind
from assessment.domain.rounding import one_decimal
from assessment.domain.scorecard import Scorecard, scorecard
from assessment.report.access_report import AccessSection, Held, Record
from assessment.scoring.placement import board_points
from assessment.scoring.shortlist import ProfileScore
from assessment.services.reading.access_sections import held, moment, typed
from assessment.services.reading.access_source import AccessSource

STILL_ASKED = "this question is still in use, and other candidates would know it beforehand"
KEYS = "these cards are still in use, and other candidates would know the answers beforehand"


def ratings(source: AccessSource) -> AccessSection:
    return AccessSection(
        key="ratings",
        title="Scorecards: ratings, evidence and notes",
        about="What each interviewer recorded, question by question, also where a scorecard is not "
        "submitted yet.",
        records=tuple(r for s, h in source.histories.items() for r in _sheet(source, s, h)),
    )


def _sheet(source: AccessSource, sheet: SheetKey, history: tuple[Entry, ...]) -> Iterator[Record]:
    card = scorecard(sheet, history)
    chosen = card.recommendation.label if card.recommendation else ""
    yield Record(
        heading=f"{sheet.interview} · {source.who(sheet.rater)}",
        values=(
            held("interview", "Interview", sheet.interview),
            held("rater", "Interviewer", source.who(sheet.rater)),
            held("status", "Scorecard", card.status.value),
            held("submitted_at", "Submitted", card.submitted_at),
            held("recommendation", "Recommendation", chosen),
            typed("reasons", "Reasons", card.reasons),
        ),
    )
    for number, item in enumerate(_items(source, card), 1):
        yield _item(source, card, item, number)


def _items(source: AccessSource, card: Scorecard) -> tuple[KitItem, ...]:
    """The kit's, then what the rater added."""
    kit = next(i.kit for i in source.interviews if i.id == card.sheet.interview)
    return (*source.kits[kit].items, *(added.item for added in card.added))


def _item(source: AccessSource, card: Scorecard, item: KitItem, number: int) -> Record:
    record, asked = card.record(item.id), item.asked
    off = tuple(f"{part}: {why}" for (i, part), why in card.off_kit.items() if i == item.id)
    beliefs = tuple(asked.wrong_beliefs[n] for n in record.beliefs if n < len(asked.wrong_beliefs))
    reason = record.not_rated.label if record.not_rated else ""
    added = next((a.because for a in card.added if a.item.id == item.id), "")
    return Record(
        heading=f"{card.sheet.interview} · {source.who(card.sheet.rater)} · question {number}: "
        f"{asked.title}",
        values=(
            held("item", "Place in the kit", item.id),
            held("question", "Question", f"{asked.question}, revision {asked.revision}"),
            held("competency", "Competency", asked.competency.value),
            _wording(source, item),
            held("level", "Level, 1 to 5", record.level),
            held("not_rated", "No level, because", reason),
            held("rated_at", "Rated", record.rated_at),
            typed("evidence", "Evidence", record.evidence),
            held("beliefs", "Misconceptions recorded", beliefs or None),
            held("probes", "Follow-up questions asked", len(record.probes)),
            held("seconds", "Seconds spent on it", record.seconds),
            Held(key="off_kit", label="Departures from the kit", value=off or None, typed=True),
            typed("added_because", "Why it was added", added),
        ),
    )


def _wording(source: AccessSource, item: KitItem) -> Held:
    asked = item.asked
    if source.is_in_use(asked):
        return Held(key="wording", label="Wording and rubric", withheld=STILL_ASKED)
    rubric = tuple(f"Level {n}: {said}" for n, said in sorted(asked.anchors.items()))
    said = (asked.prompt, *filter(None, [asked.handout]), *asked.probes, *rubric)
    return held("wording", "Wording and rubric", said)


def history(source: AccessSource) -> AccessSection:
    """The logs themselves, each earlier version of a note too."""
    lines = (e for entries in source.histories.values() for e in entries)
    return AccessSection(
        key="scorecard_log",
        title="Every change to a scorecard",
        about="Each level, note and change in the order in which it was stored, with changes after "
        "the scorecard was submitted and their reasons.",
        records=tuple(_entry(e) for e in lines),
        in_full=False,
    )


def amendments(source: AccessSource) -> AccessSection:
    """Changes after a scorecard was submitted: accepted ones with reasons, and proposals."""
    cards = [scorecard(s, h) for s, h in source.histories.items()]
    return AccessSection(
        key="amendments",
        title="Changes after a scorecard was submitted",
        about="Accepted changes with their reasons, and proposals that weren't accepted.",
        records=tuple(_entry(e) for c in cards for e in (*c.amendments, *c.proposed)),
    )


def _entry(entry: Entry) -> Record:
    value: Held
    if entry.kind is Kind.ADDED and entry.value:
        because = AddedQuestion.read(str(entry.value)).because
        value = typed("value", "Why it was added", because)
    elif isinstance(entry.value, str):
        value = typed("value", "Text or choice", str(entry.value))
    else:
        value = held("value", "Value", entry.value)
    return Record(
        heading=f"{entry.kind.value.capitalize()}, {moment(entry.at)}",
        values=(
            held("scorecard", "Scorecard", entry.sheet.box),
            held("kind", "Kind", entry.kind.value),
            held("item", "Place in the kit", entry.item),
            held("part", "Part", entry.part),
            value,
            held("standing", "Standing", entry.standing.value),
            typed("because", "Reason", entry.because),
            held("at", "Stored", entry.at),
            held("client_at", "Entered", entry.client_at),
        ),
    )


def boards(source: AccessSource) -> AccessSection:
    return AccessSection(
        key="boards",
        title="Placement boards",
        about="Where this person put the cards, and the convention they stated.",
        records=tuple(r for i, log in source.boards.items() for r in _board(source, i, log)),
    )


def _board(source: AccessSource, interview: str, log: tuple[BoardEntry, ...]) -> Iterator[Record]:
    kit = next(i.kit for i in source.interviews if i.id == interview)
    deck = source.kits[kit].deck
    if deck is None:
        return
    board = board_of(log, deck.ids)
    said, painted = board.convention, board.footprint
    covered = tuple(sorted(c.label for c in painted.cells)) if painted else ()
    points = board_points(deck.cards, board.placements)
    places = {c.statement: board.placements.get(c.id) for c in deck.cards}
    yield Record(
        heading=f"Board of {interview}",
        values=(
            held("finished_at", "Finished", board.finished_at),
            held("stance", "What MES is", said.stance.label if said and said.stance else ""),
            typed("words", "In their own words", said.words if said else ""),
            held("placements", "Cards", tuple(_placed(c, p) for c, p in places.items())),
            held("footprint", "Covered by the last plant's MES", covered or None),
            held("fraction", "Share of the points", _fraction(points.fraction)),
            Held(key="card_keys", label="Right places of the cards", withheld=KEYS),
        ),
    )


def _placed(statement: str, place: Placement | None) -> str:
    return f"{statement}: {place.label if place else 'not placed'}"


def _fraction(found: float | None) -> str:
    return "too few cards placed to say" if found is None else f"{one_decimal(100 * found)}\u00a0%"


def board_log(source: AccessSource) -> AccessSection:
    entries = (e for log in source.boards.values() for e in log)
    return AccessSection(
        key="board_log",
        title="Every move on a board",
        about="In the order in which it was stored.",
        records=tuple(_move(e) for e in entries),
        in_full=False,
    )


def _move(entry: BoardEntry) -> Record:
    own_words = entry.kind is BoardKind.WORDS
    said = entry.value
    value = typed("value", "Words", str(said or "")) if own_words else held("value", "To", said)
    return Record(
        heading=f"{entry.kind.value.capitalize()}, {moment(entry.at)}",
        values=(
            held("interview", "Interview", entry.interview),
            held("kind", "Kind", entry.kind.value),
            held("part", "Card or cell", entry.part),
            value,
            held("standing", "Standing", entry.standing.value),
            held("at", "Stored", entry.at),
            held("client_at", "Entered", entry.client_at),
        ),
    )


def scores(source: AccessSource) -> AccessSection:
    """As Compare shows them, or why there are none yet."""
    found = source.compared.scores if source.compared else None
    return AccessSection(
        key="scores",
        title="Scores and estimates",
        about=_about_scores(source),
        records=tuple(_score(source, p, s) for p, s in found.by_profile.items()) if found else (),
    )


def _score(source: AccessSource, profile: str, found: ProfileScore) -> Record:
    every = source.comparison.estimates
    own = every.of(source.candidate.id).get(profile) if every else None
    return Record(
        heading=f"Weights: {profile}",
        values=(
            held("score", "Score, 0 to 100", found.score),
            held("coverage", "Coverage: weight that was assessed, in %", 100 * found.coverage),
            held("provisional", "Provisional", found.provisional),
            held("estimate", "Estimate", own.estimate if own else None),
            held("low", "95\u00a0% interval from", own.low if own else None),
            held("high", "95\u00a0% interval to", own.high if own else None),
            held("rank", "Rank by score", own.rank if own else None),
            held("rank_low", "Rank range from", own.rank_low if own else None),
            held("rank_high", "Rank range to", own.rank_high if own else None),
        ),
    )


def _about_scores(source: AccessSource) -> str:
    compared = source.compared
    if compared is None:
        return "This person was taken out of the role, so no score is worked out."
    if compared.scores is None:
        why = compared.file.sealed_because
        return f"No score is worked out before the debrief is open ({why})."
    return (
        "Worked out from the levels that people gave and the role's weights, each time it is "
        "shown. The estimate allows for strict interviewers and hard questions; it never replaces "
        "the score."
    )
