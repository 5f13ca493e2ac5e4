"""Whether the demo fits the bank it is loaded with: every fault named by file and question."""

from collections import Counter
from collections.abc import Iterator, Mapping

from assessment.domain.board import Placement
from assessment.domain.decision import DebriefKind
from assessment.domain.deck import FEWEST_CARDS, MOST_CARDS
from assessment.domain.errors import Invalid
from assessment.domain.kit import TALK_ITEM
from assessment.services.demo.content import (
    BoardText,
    DemoText,
    InterviewText,
    NoteText,
    RecordText,
    RequisitionText,
)
from assessment.services.placement.exercise import exercise_minutes
from question_bank import Cell, Question, QuestionBank, QuestionStatus


def check(demo: DemoText, bank: QuestionBank) -> None:
    """Raises Invalid with every place where the demo and `bank` disagree, one a line."""
    raters = [r.id for r in demo.people.raters]
    faults = [
        fault
        for requisition in demo.requisitions
        for fault in (
            *_kit_faults(requisition, bank),
            *_interview_faults(requisition, bank, raters),
            *_board_faults(requisition),
            *_debrief_faults(requisition, bank, raters),
        )
    ]
    faults += [
        f"practice.yaml: the rounds should be by {', '.join(raters)}, not by {text.rater}."
        for text in demo.practice
        if text.rater not in raters
    ]
    if faults:
        raise Invalid("\n".join(faults))


def numbered(requisition: RequisitionText, bank: QuestionBank) -> dict[str, str]:
    """Item to question id: `q01` is the first question of the kit, `talk` is about a board."""
    asked = {f"q{n:02}": question for n, question in enumerate(requisition.kit.questions, 1)}
    talk = bank.exercise if requisition.kit.cards else None
    return asked | ({TALK_ITEM: talk.id} if talk else {})


def _question(bank: QuestionBank, question: str | None) -> Question | None:
    if bank.exercise and bank.exercise.id == question:
        return bank.exercise
    return bank.questions.get(question or "")


def _kit_faults(requisition: RequisitionText, bank: QuestionBank) -> Iterator[str]:
    file, minutes = f"{requisition.folder}/kit.yaml", 0
    for question in requisition.kit.questions:
        found = bank.questions.get(question)
        if found is None or found.status is not QuestionStatus.ACTIVE:
            yield f"{file}: the bank offers no question {question}."
        else:
            minutes += found.minutes
    if requisition.kit.cards:
        yield from _deck_faults(file, requisition.kit.cards, bank)
        minutes += exercise_minutes(bank)
    if minutes > requisition.kit.minutes:
        what = "questions and the board" if requisition.kit.cards else "questions"
        yield f"{file}: the {what} take {minutes} minutes of {requisition.kit.minutes}."


def _deck_faults(file: str, cards: tuple[str, ...], bank: QuestionBank) -> Iterator[str]:
    if bank.exercise is None:
        yield f"{file}: the bank has no question about a board."
    if not FEWEST_CARDS <= len(set(cards)) == len(cards) <= MOST_CARDS:
        yield f"{file}: a deck has {FEWEST_CARDS} to {MOST_CARDS} cards, each of them once."
    offered = {card.id for card in bank.active_cards}
    for card in cards:
        if card not in offered:
            yield f"{file}: the bank offers no card {card}."


def _interview_faults(
    requisition: RequisitionText, bank: QuestionBank, raters: list[str]
) -> Iterator[str]:
    items = numbered(requisition, bank)
    for interview in requisition.interviews:
        file = requisition.file_of(interview.candidate)
        yield from _missing(file, interview, items, raters)
        for item, notes in interview.answers.items():
            if found := _question(bank, items.get(item)):
                for rater, note in notes.items():
                    for said in _note_faults(note, found):
                        yield f"{file}: {item} ({found.id}): {rater} {said}."


def _missing(
    file: str, interview: InterviewText, items: Mapping[str, str], raters: list[str]
) -> Iterator[str]:
    """Every item has a note by every rater, and nothing else has one."""
    if list(interview.answers) != list(items):
        yield f"{file}: the answers should be {', '.join(items)}, in this order."
    for item, notes in interview.answers.items():
        if list(notes) != raters:
            asked = items.get(item, "no question")
            yield f"{file}: {item} ({asked}): the notes should be by {', '.join(raters)}."
    for stranger in sorted(set(interview.sheets) - set(raters)):
        yield f"{file}: {stranger} closed a sheet and is not on the panel."


def _note_faults(note: NoteText, question: Question) -> Iterator[str]:
    if note.level and note.not_rated:
        yield "gives a level and a reason for none"
    lists = (
        ("probe", note.probes, question.probes),
        ("belief", note.beliefs, question.wrong_beliefs),
    )
    for name, ticked, offered in lists:
        for number in ticked:
            if number >= len(offered):
                yield f"ticks {name} {number}, and the question has 0 to {len(offered) - 1}"


def _board_faults(requisition: RequisitionText) -> Iterator[str]:
    """Every move and cell is one, and nobody talks about a board that is not finished."""
    file, played = f"{requisition.folder}/boards.yaml", Counter[str]()
    heard = {i.candidate: i for i in requisition.interviews}
    for board in requisition.boards:
        played[board.candidate] += 1
        if board.candidate not in heard or played[board.candidate] > 1:
            why = "was not interviewed" if board.candidate not in heard else "has two boards"
            yield f"{file}: {board.candidate} {why}."
        for said in _move_faults(board, requisition.kit.cards):
            yield f"{file}: {board.candidate}: {said}."
    for candidate, interview in heard.items():
        notes = interview.answers.get(TALK_ITEM, {})
        done = requisition.board_of(candidate)
        if any(n.level for n in notes.values()) and not (done and done.finished):
            name = requisition.file_of(candidate)
            yield f"{name}: the talk is rated, and no finished board is in {file}."


def _move_faults(board: BoardText, cards: tuple[str, ...]) -> Iterator[str]:
    for card, place in board.moves:
        if card not in cards:
            yield f"the kit has no card {card}"
        try:
            Placement.parse(place or "none")
        except Invalid as fault:
            yield f"{card}: {fault}"
    for cell in board.footprint:
        try:
            Cell.parse(cell)
        except ValueError:
            yield f"{cell!r} is no cell of Level 3"


def _debrief_faults(
    requisition: RequisitionText, bank: QuestionBank, raters: list[str]
) -> Iterator[str]:
    items, file = numbered(requisition, bank), f"{requisition.folder}/debriefs.yaml"
    heard = {i.candidate for i in requisition.interviews}
    for debrief in requisition.debriefs:
        if debrief.candidate not in heard:
            yield f"{file}: {debrief.candidate} was not interviewed."
        for record in debrief.records:
            for said in _record_faults(record, items, raters):
                yield f"{file}: {debrief.candidate}: {said}."


def _record_faults(
    record: RecordText, items: Mapping[str, str], raters: list[str]
) -> Iterator[str]:
    if record.by not in raters:
        yield f"{record.by} is not on the panel"
    if record.item is not None and record.item not in items:
        yield f"the kit has no item {record.item}"
    if (record.kind is DebriefKind.FINAL_RATING) != (record.level is not None):
        yield "a final rating has a level, and nothing else has one"
    if (record.kind is DebriefKind.FINAL_RECOMMENDATION) != (record.recommendation is not None):
        yield "a final recommendation says which, and nothing else does"
    if (record.kind is DebriefKind.DECISION) != (record.decision is not None):
        yield "a decision is offer, reject or hold, and nothing else has one"
