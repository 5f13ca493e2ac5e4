"""Whether the demo fits the bank it is loaded with: every fault named by file and question."""

from collections.abc import Iterator, Mapping

from assessment.domain.decision import DebriefKind
from assessment.domain.errors import Invalid
from assessment.services.demo.content import (
    DemoText,
    InterviewText,
    NoteText,
    RecordText,
    RequisitionText,
)
from question_bank import Question, QuestionBank, QuestionStatus


def check(demo: DemoText, bank: QuestionBank) -> None:
    """Raises Invalid with every place where the demo and `bank` disagree, one a line."""
    raters = [r.id for r in demo.people.raters]
    faults = [
        fault
        for requisition in demo.requisitions
        for fault in (
            *_kit_faults(requisition, bank),
            *_interview_faults(requisition, bank, raters),
            *_debrief_faults(requisition, raters),
        )
    ]
    if faults:
        raise Invalid("\n".join(faults))


def numbered(requisition: RequisitionText) -> dict[str, str]:
    """Item to question id: `q01` is the first question of the kit."""
    return {f"q{n:02}": question for n, question in enumerate(requisition.kit.questions, 1)}


def _kit_faults(requisition: RequisitionText, bank: QuestionBank) -> Iterator[str]:
    file, minutes = f"{requisition.folder}/kit.yaml", 0
    for question in requisition.kit.questions:
        found = bank.questions.get(question)
        if found is None or found.status is not QuestionStatus.ACTIVE:
            yield f"{file}: the bank offers no question {question}."
        else:
            minutes += found.minutes
    if minutes > requisition.kit.minutes:
        yield f"{file}: the questions take {minutes} minutes of {requisition.kit.minutes}."


def _interview_faults(
    requisition: RequisitionText, bank: QuestionBank, raters: list[str]
) -> Iterator[str]:
    items = numbered(requisition)
    for interview in requisition.interviews:
        file = requisition.file_of(interview.candidate)
        yield from _missing(file, interview, items, raters)
        for item, notes in interview.answers.items():
            if found := bank.questions.get(items.get(item, "")):
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


def _debrief_faults(requisition: RequisitionText, raters: list[str]) -> Iterator[str]:
    items, file = numbered(requisition), f"{requisition.folder}/debriefs.yaml"
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
