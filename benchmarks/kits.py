"""One kit and ten parallel forms over the whole bank, against choosing question by question.

`uv run python -m benchmarks.kits` prints a line for each brief, and last one JSON object. It fails
when a kit stands worse than the plain one. Seconds are of the clock, in brackets of the processor;
ratios are of the processor, so that a busy machine does not change them.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from assessment.domain.ids import RequisitionId
from assessment.domain.role import Emphasis, RoleBrief, blend
from assessment.planning import Blueprint, assemble, parallel_forms
from question_bank import (
    CELLS,
    Cell,
    OperationsCategory,
    OrganisationalScope,
    QuestionBank,
    TargetLevel,
    load_bank,
)
from question_bank.model import Industry
from tests.greedy_kits import greedy_questions

FORMS, ROUNDS, FEWEST = 10, 5, 300
T = TypeVar("T")


class Case(NamedTuple):
    name: str
    enterprise_share: int
    minutes: int
    cells: dict[Cell, Emphasis]


PRODUCTION: dict[Cell, Emphasis] = {
    cell: 2 if place % 3 == 0 else 1
    for place, cell in enumerate(CELLS)
    if cell.operations_category is OperationsCategory.PRODUCTION
}
EVERYTHING: dict[Cell, Emphasis] = {cell: 2 if place % 2 else 1 for place, cell in enumerate(CELLS)}
CASES = (
    Case("plant", 0, 50, PRODUCTION),
    Case("enterprise", 100, 50, PRODUCTION),
    Case("blend", 30, 60, PRODUCTION),
    Case("every cell", 30, 90, EVERYTHING),
)


def a_brief(case: Case, bank: QuestionBank) -> RoleBrief:
    plant, enterprise = (bank.profiles[t] for t in (TargetLevel.PLANT, TargetLevel.ENTERPRISE))
    return RoleBrief(
        requisition=RequisitionId("BENCH-1"),
        revision=1,
        title=case.name,
        client="Nobody",
        enterprise_share=case.enterprise_share,
        cells=case.cells,
        organisational_scope=OrganisationalScope.ONE_SITE,
        industry=Industry.BATCH,
        weights=blend(plant, enterprise, case.enterprise_share),
        saved_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
    )


class Seconds(NamedTuple):
    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.3f} s ({self.processor:.3f})"


def timed(act: Callable[[], T], rounds: int = 1) -> tuple[T, Seconds]:
    """What it gives, and the medians of its seconds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter(), time.process_time()
        made = act()
        taken.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    clock, processor = zip(*taken, strict=True)
    return made, Seconds(round(median(clock), 4), round(median(processor), 4))


def measure(case: Case, bank: QuestionBank) -> dict[str, Any]:
    brief = a_brief(case, bank)
    blueprint = Blueprint(brief=brief, minutes=case.minutes)
    pool = blueprint.pool(bank)
    plain, plain_seconds = timed(lambda: greedy_questions(pool, blueprint), ROUNDS)
    filled, filled_seconds = timed(lambda: greedy_questions(pool, blueprint, fill=True))
    plan, seconds = timed(lambda: assemble(brief, bank, case.minutes), ROUNDS)
    forms, forms_seconds = timed(lambda: parallel_forms(plan, brief, bank, FORMS))
    best = blueprint.rank(plan.questions)
    for other in (plain, filled):
        assert best <= blueprint.rank(other) or not blueprint.keeps_mix(other)
    asked = [q.id for form in (plan, *(f.plan for f in forms)) for q in form.questions]
    return {
        "case": case.name,
        "questions_in_reach": len(pool),
        "kit_seconds": seconds._asdict(),
        "plain_seconds": plain_seconds._asdict(),
        "filled_seconds": filled_seconds._asdict(),
        "times_plain": round(seconds.processor / plain_seconds.processor, 2),
        "forms_seconds": forms_seconds._asdict(),
        "forms_times_kit": round(forms_seconds.processor / seconds.processor, 1),
        "kit": best._asdict(),
        "plain": blueprint.rank(plain)._asdict(),
        "filled": blueprint.rank(filled)._asdict(),
        "questions_in_forms": len(asked),
        "of_them_different": len(set(asked)),
    }


def told(found: dict[str, Any]) -> str:
    kit, forms = (Seconds(**found[name]) for name in ("kit_seconds", "forms_seconds"))
    return (
        f"one kit {kit}, {found['times_plain']} times the plain choice; {FORMS} forms {forms}, "
        f"{found['of_them_different']} of {found['questions_in_forms']} questions different"
    )


def main(
    only: Annotated[str, typer.Option(help="One case by its name; blank for all.")] = "",
) -> None:
    bank = load_bank()
    assert len(bank.active) >= FEWEST, f"the bank has {len(bank.active)} questions"
    measured = []
    for case in CASES:
        if only in {"", case.name}:
            found = measure(case, bank)
            measured.append(found)
            print(f"{case.name}: {told(found)}")
    print(json.dumps({"benchmark": "kits", "questions": len(bank.active), "cases": measured}))


if __name__ == "__main__":
    typer.run(main)
