"""What meets the standard of practice, and what the estimates take from strictness known before."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from assessment.domain.permissions import Action, Actor
from assessment.domain.practice import PracticeRule
from assessment.services.store.permits import acting, note_act, permit_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork

RULE, SOURCES = "practice.rule", "estimates.strictness"
"""Keys among the settings."""
ABOUT = "database"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrictnessSources:
    """What the estimates may know of an interviewer's strictness before a role's own ratings."""

    history: bool = True
    """Ratings in other roles whose debrief is open."""
    practice: bool = False
    """Finished practice, for interviewers whose other ratings aren't used."""


_RULE = TypeAdapter(PracticeRule)
_SOURCES = TypeAdapter(StrictnessSources)


def rule_in(uow: UnitOfWork) -> PracticeRule:
    """The rule for rounds that begin now."""
    kept = uow.settings.get(RULE)
    return _RULE.validate_json(kept) if kept else PracticeRule()


def sources_in(uow: UnitOfWork) -> StrictnessSources:
    kept = uow.settings.get(SOURCES)
    return _SOURCES.validate_json(kept) if kept else StrictnessSources()


def read_rule(open_uow: OpenUnitOfWork, *, by: Actor) -> PracticeRule:
    """For whoever may change it; raters read it with their rounds."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.CHANGE_PRACTICE)
        return rule_in(uow)


def change_rule(open_uow: OpenUnitOfWork, *, rule: PracticeRule, by: Actor) -> None:
    """For rounds that begin from now on; Invalid says which value is off."""
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.CHANGE_PRACTICE)
        rule.checked()
        uow.settings.put(RULE, _RULE.dump_json(rule).decode())
        told = (
            f"{rule.questions} questions, {rule.near_percent}\u00a0% within one level, "
            f"{rule.same_percent}\u00a0% on it, {rule.months} months"
        )
        note_act(uow, by, Action.CHANGE_PRACTICE, ABOUT, told)
        uow.commit()


def read_sources(open_uow: OpenUnitOfWork, *, by: Actor) -> StrictnessSources:
    """As they are switched; whoever may read a panel report or practise reads about it there."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_STRICTNESS_SOURCES)
        return sources_in(uow)


def change_sources(open_uow: OpenUnitOfWork, *, sources: StrictnessSources, by: Actor) -> None:
    """From the next estimate on, in every role."""
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.CHANGE_STRICTNESS_SOURCES)
        uow.settings.put(SOURCES, _SOURCES.dump_json(sources).decode())
        told = f"other roles {_switch(sources.history)}, practice {_switch(sources.practice)}"
        note_act(uow, by, Action.CHANGE_STRICTNESS_SOURCES, ABOUT, told)
        uow.commit()


def _switch(on: bool) -> str:  # noqa: FBT001  # one word for one value
    return "on" if on else "off"
