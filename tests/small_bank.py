"""A bank small enough to know by heart, for tests that would drown in the shipped one."""

from collections.abc import Sequence

from assessment.domain.rating import LEVELS
from question_bank import (
    Alternate,
    Anchor,
    Boundary,
    Card,
    Cell,
    Competency,
    Place,
    Question,
    QuestionBank,
    QuestionStatus,
    QuestionType,
    TargetLevel,
)
from question_bank.card import CardIndustry
from question_bank.model import (
    Basis,
    CompetencyText,
    Industry,
    ScaleStep,
    Stem,
    UsableFor,
)
from question_bank.taxonomy import Activity, FunctionalLevel

PLANT: dict[Competency, float] = dict(zip(Competency, (20, 25, 10, 20, 10, 10, 5, 0), strict=True))
ENTERPRISE: dict[Competency, float] = dict(
    zip(Competency, (20, 5, 15, 15, 5, 5, 20, 15), strict=True)
)


def a_question(  # noqa: PLR0913  # one argument for each thing a test may care about
    question_id: str = "prd-dsp-001",
    *,
    competency: Competency = Competency.EXECUTION,
    cell: Cell | None = None,
    boundary: Boundary | None = None,
    minutes: int = 5,
    question_type: QuestionType = QuestionType.SITUATIONAL,
    target_level: UsableFor = UsableFor.BOTH,
    functional_level: FunctionalLevel = 3,
    industries: tuple[Industry, ...] = (Industry.GENERAL,),
    status: QuestionStatus = QuestionStatus.ACTIVE,
    revision: int = 1,
    title: str = "A line goes down",
    prompt: str = "A line goes down with forty orders queued to it. What happens next?",
) -> Question:
    return Question(
        id=question_id,
        revision=revision,
        status=status,
        title=title,
        competency=competency,
        stem=Stem.BREAK,
        type=question_type,
        target_level=target_level,
        operations_category=cell.operations_category if cell else None,
        activity=cell.activity if cell else None,
        functional_level=functional_level,
        boundary=boundary,
        minutes=minutes,
        industries=industries,
        prompt=prompt,
        probes=("Who decides?", "What if the setup differs?"),
        listen_for=("an owner", "a constraint", "a consequence"),
        anchors=(
            Anchor(level=1, behaviour="Describes the screen only."),
            Anchor(level=3, behaviour="Names the queue and who owns it."),
            Anchor(level=5, behaviour="Weighs setup, due date and genealogy."),
        ),
        wrong_beliefs=("the ERP dispatches", "the PLC schedules"),
        basis=Basis.PRACTICE,
    )


def a_place(key: str = "3.production.dispatching") -> Place:
    """`4`, `none`, `3.supporting` or `3.production.dispatching` as an author's place."""
    level, _, inside = key.partition(".")
    if level != "3":
        return Place(functional_level="none" if level == "none" else _LEVELS[level])
    if inside == "supporting":
        return Place(functional_level=3, activity=Activity.SUPPORTING)
    cell = Cell.parse(inside)
    return Place(
        functional_level=3, operations_category=cell.operations_category, activity=cell.activity
    )


def a_card(
    card_id: str = "crd-001",
    *,
    place: str = "3.production.dispatching",
    near: tuple[Activity, ...] = (),
    alternates: tuple[Alternate, ...] = (),
    industry: CardIndustry = CardIndustry.GENERAL,
    status: QuestionStatus = QuestionStatus.ACTIVE,
    revision: int = 1,
    statement: str = "Hand job 88 to the crew of press 5",
) -> Card:
    """Disputed when it has alternates, as every card has to be."""
    return Card(
        id=card_id,
        revision=revision,
        statement=statement,
        industry=industry,
        place=a_place(place),
        near=near,
        alternates=alternates,
        dispute="whose work it is" if alternates else None,
        status=status,
        basis=Basis.PRACTICE,
    )


_LEVELS: dict[str, FunctionalLevel] = {"0": 0, "1": 1, "2": 2, "4": 4}


def a_bank() -> QuestionBank:
    """Ten questions over all eight competencies, two each for execution and breadth."""
    questions = (
        a_question("plc-001", competency=Competency.PLACEMENT, title="MES or MOM"),
        a_question("prd-dsp-001", cell=Cell.parse("production.dispatching")),
        a_question(
            "prd-exe-001",
            cell=Cell.parse("production.execution_management"),
            title="Step 7 is blocked",
        ),
        a_question(
            "mnt-sch-001",
            competency=Competency.BREADTH,
            cell=Cell.parse("maintenance.detailed_scheduling"),
            title="Two planners, one line",
        ),
        a_question(
            "qua-trk-001",
            competency=Competency.BREADTH,
            cell=Cell.parse("quality.tracking"),
            title="Which lots are affected",
        ),
        a_question(
            "int-001",
            competency=Competency.INTEGRATION,
            boundary=Boundary(functional_level=4),
            title="Who owns the order",
        ),
        a_question(
            "prd-ana-001",
            competency=Competency.PERFORMANCE,
            cell=Cell.parse("production.performance_analysis"),
            question_type=QuestionType.KNOWLEDGE,
            title="OEE went up, output fell",
        ),
        a_question("asr-001", competency=Competency.ASSURANCE, title="The server is down"),
        a_question(
            "gov-001",
            competency=Competency.GOVERNANCE,
            target_level=UsableFor.ENTERPRISE,
            question_type=QuestionType.PAST_BEHAVIOUR,
            title="The site that says no",
        ),
        a_question(
            "ptf-001",
            competency=Competency.PORTFOLIO,
            target_level=UsableFor.ENTERPRISE,
            title="When not to buy",
        ),
    )
    return bank_of(questions)


def bank_of(questions: Sequence[Question], cards: Sequence[Card] = ()) -> QuestionBank:
    """A bank of just these questions and cards, with the shipped weight profiles."""
    steps = ("Misplaced or absent", "Partial", "Solid", "Strong", "Outstanding")
    return QuestionBank(
        questions={q.id: q for q in questions},
        cards={c.id: c for c in cards},
        competencies={
            c: CompetencyText(id=c, name=c.value.title(), definition=f"What {c} means.")
            for c in Competency
        },
        scale=tuple(
            ScaleStep(level=level, name=name, meaning=f"{name}, as heard.")
            for level, name in zip(LEVELS, steps, strict=True)
        ),
        profiles={TargetLevel.PLANT: PLANT, TargetLevel.ENTERPRISE: ENTERPRISE},
        sources={},
        version="000000000001",
    )
