"""A finished round: how the levels compare with the key, and every answer with its reason."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.comparison.practice_wording import (
    agreement,
    competencies_in_words,
    difference,
    interval_in_levels,
    range_in_words,
    standard,
    strictness_of_practice,
)
from assessment.domain.practice import PracticeRound
from assessment.measurement.practice import PracticePattern, Practised, practice_pattern
from assessment.services.practice.rules import StrictnessSources
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put, put_prompt
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import day, plain
from question_bank import Competency, QuestionBank

_draw = Macros("practice/templates/practice.html.j2")
HOW = (
    "The key is the level that the author of an answer gave it, with a reason from the question's "
    "anchors. It's a careful judgement, not a measurement. One round shows a tendency at most: "
    "each interval holds the true value 95 times in 100, and those of the competencies are wide "
    "enough to hold all together."
)


def results(context: AppContext, found: PracticeRound, sources: StrictnessSources) -> None:
    """For the rater whose round it is."""
    names = {c: text.name for c, text in context.bank.competencies.items()}
    pattern = _pattern(found, names)
    st.title("Practice")
    finished = found.finished_at or found.started_at
    st.markdown(f"Round {found.number}, {day(finished)}. {agreement(pattern)}")
    st.markdown(standard(found, context.clock(), day))
    st.markdown(f"{strictness_of_practice(pattern)} {range_in_words(pattern)}")
    put(_draw("level_counts", pattern.given, pattern.keyed))
    if pattern.competencies:
        st.markdown(competencies_in_words(pattern))
        put(_draw("competencies", _competencies(pattern, list(names.values()))))
    st.header("Every answer", anchor=False)
    for place in _farthest_first(found):
        _answer(found, place, context.bank)
    with st.expander("How to read this"):
        st.markdown(f"{HOW} {used_in_estimates(sources)}")
    navigation.link(PageName.PRACTICE, "All your rounds")


def _pattern(found: PracticeRound, names: Mapping[Competency, str]) -> PracticePattern:
    return practice_pattern(
        [
            Practised(names[one.competency], one.key, found.levels[n])
            for n, one in enumerate(found.answers)
            if n in found.levels
        ]
    )


def _competencies(found: PracticePattern, order: Sequence[str]) -> list[tuple[str, str, str]]:
    return [
        (c.competency, str(c.answers), interval_in_levels(c.strictness))
        for c in sorted(found.competencies, key=lambda c: order.index(c.competency))
    ]


def _farthest_first(found: PracticeRound) -> list[int]:
    """Places of the rated answers; those that differ most from the key come first."""
    return sorted(found.levels, key=lambda n: (-abs(found.answers[n].key - found.levels[n]), n))


def _answer(found: PracticeRound, place: int, bank: QuestionBank) -> None:
    """Folded: both levels and how far they are apart. Open: wording, anchors and reasons."""
    one, own = found.answers[place], found.levels[place]
    head = f"{plain(one.title)} · you {own}, key {one.key} · {difference(one.key, own)}"
    with st.expander(head):
        put_prompt(one.prompt)
        if one.handout:
            st.code(one.handout, language=None, wrap_lines=True)
        put(_draw("answer", one.answer))
        st.markdown(f"**Why the key is {one.key}:** {plain(one.reason)}")
        if one.tempting:
            st.markdown(f"**Why {one.tempting} is tempting:** {plain(one.tempting_why)}")
        general = {step.level: step.meaning for step in bank.scale}
        rows = [(level, text) for level, text in sorted((general | dict(one.anchors)).items())]
        put(_draw("anchors", rows, one.key, own))


def used_in_estimates(sources: StrictnessSources) -> str:
    """Whether practice goes anywhere else, said on the page that shows it."""
    if not sources.practice:
        return "Your results aren't used anywhere else."
    return (
        "The owner has switched on that finished practice is a starting point for how strict you "
        "are in the estimates, as long as none of your ratings in other roles are used. Scores "
        "stay as they are, and nobody sees your results."
    )
