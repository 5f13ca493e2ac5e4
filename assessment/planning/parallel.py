"""Parallel forms: other questions for the same interview, so that two forms ask as much.

Each form is a proven optimum given the forms before it. No more minutes than the interview has and
no two similar questions in one form; and then, the next only among equals in those before, as few
as can be of:

1. questions by which the number in each competency is off that of the first form;
2. questions that earlier forms ask, once for each of those forms;
3. essential cells that the first form speaks of and this one does not;
4. questions asked at this client not long ago;
5. cells in scope that the first form speaks of and this one does not;
6. minutes by which each competency is off, a question by which plant, enterprise, or situations and
   past behaviour are off being as bad as five of them;
7. questions from another industry; and last the draw of `assembly`.

Questions stand in the order of the first form: the same competency at the same place, the nearest
cell there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.kit import AskedQuestion, KitItem
from assessment.domain.role import RoleBrief
from assessment.planning.blueprint import (
    DEFAULT_BEHAVIOUR_SHARE,
    Blueprint,
    cells_of,
    is_behavioural,
)
from assessment.planning.kinds import Kinds
from assessment.planning.programme import Programme, Terms
from assessment.planning.questions import Plan, distance, measured
from question_bank import Cell, Competency, Question, QuestionBank, QuestionType
from question_bank.model import UsableFor

A_QUESTION = 5
"""Minutes: as long as most questions take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One question of the first form, as far as another has to be like it."""

    question: str
    competency: Competency
    cells: tuple[Cell, ...]
    minutes: int
    target_level: UsableFor
    behavioural: bool

    def is_like(self, question: Question) -> bool:
        return question.competency is self.competency


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What every form of an interview has in common."""

    minutes: int
    """Of the interview."""
    slots: tuple[Slot, ...]

    @classmethod
    def of_plan(cls, plan: Plan) -> "Pattern":
        return cls(
            minutes=plan.minutes,
            slots=tuple(_slot(AskedQuestion.of(q), q.minutes) for q in plan.questions),
        )

    @classmethod
    def of_items(cls, items: Iterable[KitItem], minutes: int) -> "Pattern":
        """From a frozen kit, whose questions the bank may have reworded or retired since."""
        return cls(minutes=minutes, slots=tuple(_slot(i.asked, i.minutes) for i in items))

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(slot.question for slot in self.slots)

    @property
    def counts(self) -> Counter[Competency]:
        return Counter(slot.competency for slot in self.slots)

    @property
    def cells(self) -> frozenset[Cell]:
        return frozenset(cell for slot in self.slots for cell in slot.cells)

    def minutes_of(self, competency: Competency) -> int:
        return sum(slot.minutes for slot in self.slots if slot.competency is competency)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelForm:
    """Another set of questions to the same pattern, and how far it could be kept."""

    plan: Plan
    shared: tuple[str, ...]
    """Questions that an earlier form asks too: the bank has no others."""
    differences: tuple[str, ...]
    """Where it is not like the first form, a sentence each."""


def parallel_forms(
    plan: Plan,
    brief: RoleBrief,
    bank: QuestionBank,
    how_many: int,
    *,
    recent: frozenset[str] = frozenset(),
) -> tuple[ParallelForm, ...]:
    """So many more forms of `plan`, each unlike it and unlike those before."""
    return forms_of(Pattern.of_plan(plan), brief, bank, how_many, recent=recent)


def forms_of(
    pattern: Pattern,
    brief: RoleBrief,
    bank: QuestionBank,
    how_many: int,
    *,
    recent: frozenset[str] = frozenset(),
    asked_before: Sequence[frozenset[str]] = (),
    behaviour_share: int = DEFAULT_BEHAVIOUR_SHARE,
) -> tuple[ParallelForm, ...]:
    """As `parallel_forms`, of a pattern; `asked_before` holds the questions of forms there are."""
    if how_many < 1:
        raise Invalid(f"At least one equivalent kit is needed, not {how_many}.")
    if not pattern.slots:
        raise Incomplete("The kit has no questions, so it can't have an equivalent.")
    blueprint = Blueprint(
        brief=brief, minutes=pattern.minutes, behaviour_share=behaviour_share, recent=recent
    )
    uses = Counter(q for form in (pattern.questions, *asked_before) for q in form)
    made: list[ParallelForm] = []
    for _ in range(how_many):
        search = _Search(pattern, blueprint, bank, uses)
        chosen = search.kinds.chosen(search.programme.minimised(search.aims()))
        asked = _in_slots(chosen, pattern)
        made.append(
            ParallelForm(
                plan=measured(asked, blueprint, bank),
                shared=tuple(q.id for q in asked if uses[q.id]),
                differences=tuple(_differences(asked, pattern, brief, bank)),
            )
        )
        uses.update(q.id for q in asked)
    return tuple(made)


class _Search:
    """The programme of one form."""

    def __init__(
        self, pattern: Pattern, blueprint: Blueprint, bank: QuestionBank, uses: Mapping[str, int]
    ) -> None:
        self.pattern, self.blueprint, self.uses = pattern, blueprint, uses
        self.programme = Programme()
        self.cells = pattern.cells & frozenset(blueprint.brief.cells)
        targets = {slot.target_level for slot in pattern.slots}
        pool = [
            q
            for q in bank.active
            if pattern.counts[q.competency]
            and (q.target_level in targets or not blueprint.wrong_target(q))
        ]
        self.kinds = Kinds(self.programme, pool, self._alike)
        self.programme.limit(self.kinds.sum_of(lambda q: q.minutes), high=pattern.minutes)

    def aims(self) -> Iterator[Terms]:
        """In the order that the module names."""
        pattern, total, near = self.pattern, self.kinds.sum_of, self.programme.distance
        essential = self.cells & frozenset(self.blueprint.emphasised(2))
        counts = [near(self._measuring(c), n) for c, n in pattern.counts.items()]
        yield _together(counts)
        yield total(lambda q: self.uses.get(q.id, 0))
        yield self._open(essential)
        yield total(lambda q: q.id in self.blueprint.recent)
        yield self._open(self.cells - essential)
        yield self._unlike()
        yield total(lambda q: not self.blueprint.suits_industry(q))
        yield self.kinds.places

    def _alike(self, question: Question) -> tuple[object, ...]:
        return (
            question.competency,
            self.cells & frozenset(question.cells),
            question.minutes,
            is_behavioural(question),
            question.target_level,
            self.blueprint.suits_industry(question),
            question.id in self.blueprint.recent,
            self.uses.get(question.id, 0),
        )

    def _measuring(self, competency: Competency) -> Terms:
        return self.kinds.sum_of(lambda q: q.competency is competency)

    def _unlike(self) -> Terms:
        """Questions off by target and by type, each as bad as `A_QUESTION` minutes off."""
        pattern, near = self.pattern, self.programme.distance
        behavioural = sum(slot.behavioural for slot in pattern.slots)
        questions = _together(
            [
                *(self._off_target(t) for t in (UsableFor.PLANT, UsableFor.ENTERPRISE)),
                near(self.kinds.sum_of(is_behavioural), behavioural),
            ]
        )
        minutes = [near(self.kinds.minutes_of(c), pattern.minutes_of(c)) for c in pattern.counts]
        return {**dict.fromkeys(questions, A_QUESTION), **_together(minutes)}

    def _off_target(self, target: UsableFor) -> Terms:
        wanted = sum(slot.target_level is target for slot in self.pattern.slots)
        asked = self.kinds.sum_of(lambda q: q.target_level is target)
        return self.programme.distance(asked, wanted)

    def _open(self, cells: Iterable[Cell]) -> Terms:
        speaking = [self._speaking_of(cell) for cell in sorted(cells)]
        return {self.programme.missed(asked): 1 for asked in speaking}

    def _speaking_of(self, cell: Cell) -> Terms:
        return self.kinds.sum_of(lambda q: cell in q.cells)


def _together(parts: Iterable[Terms]) -> Terms:
    """Sums of variables that no other part has."""
    return {variable: factor for part in parts for variable, factor in part.items()}


def _slot(asked: AskedQuestion, minutes: int) -> Slot:
    return Slot(
        question=asked.question,
        competency=asked.competency,
        cells=asked.cells,
        minutes=minutes,
        target_level=UsableFor(asked.target_level),
        behavioural=asked.type != QuestionType.KNOWLEDGE.value,
    )


def _in_slots(chosen: Sequence[Question], pattern: Pattern) -> tuple[Question, ...]:
    """At each place of the first form the nearest question of its competency; the rest behind."""
    rest = sorted(chosen, key=lambda q: q.id)
    asked: list[Question] = []
    for slot in pattern.slots:
        same = [(distance(slot.cells, q.cells), q.id) for q in rest if slot.is_like(q)]
        if same:
            nearest = min(same)[1]
            asked += [q for q in rest if q.id == nearest]
            rest = [q for q in rest if q.id != nearest]
    return (*asked, *rest)


def _differences(
    asked: Sequence[Question], pattern: Pattern, brief: RoleBrief, bank: QuestionBank
) -> Iterator[str]:
    counts = Counter(q.competency for q in asked)
    for competency, wanted in pattern.counts.items():
        if counts[competency] != wanted:
            name = bank.competencies[competency].name
            yield f"{name} has {counts[competency]} of the {wanted} questions in the first kit."
    for cell in sorted(pattern.cells & frozenset(brief.cells) - cells_of(asked)):
        yield f"No question covers {cell.label}."
    minutes, had = sum(q.minutes for q in asked), sum(slot.minutes for slot in pattern.slots)
    if minutes != had:
        yield f"The questions take {minutes} minutes instead of {had}."
