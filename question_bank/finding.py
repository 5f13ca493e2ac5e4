"""Which questions of a bank somebody is looking for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from question_bank.loader import QuestionBank
from question_bank.model import (
    OWN,
    Industry,
    Question,
    QuestionStatus,
    QuestionType,
    UsableFor,
)
from question_bank.taxonomy import Cell, Competency, FunctionalLevel, TargetLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter:
    """What a question has to be; what is left out may be anything."""

    text: str = ""
    """Words that all stand somewhere in the question."""
    cell: Cell | None = None
    competency: Competency | None = None
    type: QuestionType | None = None
    target_level: TargetLevel | None = None
    """Questions for both levels suit either."""
    functional_level: FunctionalLevel | None = None
    industry: Industry | None = None
    status: QuestionStatus | None = None

    def fits(self, question: Question) -> bool:
        """Whether `question` is one of them."""
        suits = {UsableFor.BOTH.value, str(self.target_level)}
        return (
            self.cell in {None, *question.cells}
            and self.competency in {None, question.competency}
            and self.type in {None, question.type}
            and (self.target_level is None or question.target_level.value in suits)
            and self.functional_level in {None, question.functional_level}
            and self.industry in {None, *question.industries, *question.told}
            and self.status in {None, question.status}
            and says(_texts(question), self.text)
        )


def find(bank: QuestionBank, wanted: QuestionFilter) -> tuple[Question, ...]:
    """The questions that fit, by competency; within it by id, one's own last."""
    order = list(Competency)
    found = [q for q in bank.questions.values() if wanted.fits(q)]
    return tuple(
        sorted(found, key=lambda q: (order.index(q.competency), q.id.startswith(OWN), q.id))
    )


def says(texts: Iterable[str], words: str) -> bool:
    """Whether every one of the words stands somewhere in the texts, in large letters or small."""
    if not (wanted := words.casefold().split()):
        return True
    said = " ".join(texts).casefold()
    return all(word in said for word in wanted)


def _texts(question: Question) -> Iterator[str]:
    yield from (question.id, question.title, question.prompt, question.handout or "")
    yield from (*question.probes, *question.listen_for)
    for told in question.told.values():
        yield from (told.prompt, told.handout or "", *told.probes)
    yield from (anchor.behaviour for anchor in question.anchors)
    yield from (*question.wrong_beliefs, *question.accepted_positions, *question.sources)
