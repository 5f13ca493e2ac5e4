"""Where raters differ, in the order of the discussion, and what was settled about it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from assessment.comparison.differences import Difference, ItemVerdicts
from assessment.domain.ids import RaterId
from assessment.domain.rating import LEVELS, NotRated
from assessment.domain.scorecard import ItemRecord
from assessment.services.reading.debriefs import DebriefView, settle_level
from assessment.ui.shared.draft_form import KeptForm, KeptWords
from assessment.ui.shared.html import put
from assessment.ui.shared.rows import rows
from assessment.ui.shared.templating import Macros
from assessment.ui.shared.wording import counted, plain, when

_draw = Macros("debrief/templates/debrief.html.j2")


class SettledLevel(NamedTuple):
    """The level that was agreed on, by whom and why."""

    level: int | None
    by: str
    at: str
    text: str


class ShownDifference(NamedTuple):
    """One question on which raters differ, as it is drawn."""

    number: int
    title: str
    levels: Sequence[tuple[str, int | NotRated | None]]
    weight: str
    unfolded: bool
    heard: Sequence[tuple[str, str]]
    settled: SettledLevel | None


def differing(view: DebriefView, kept: KeptWords) -> None:
    """Items two or more levels apart first, then by how much of the score they carry."""
    _differences(view, kept)
    if view.rated_once:
        st.markdown(f"Rated by one person only: {_rated_once(view)}.")


def _rated_once(view: DebriefView) -> str:
    """`3 Rush order (Ben), 5 Genealogy (Ada)`: on these nobody could agree or differ."""
    return ", ".join(
        f"{_number(view, i)} {plain(i.item.asked.title)} "
        f"({plain(view.names.get(i.only_rater, i.only_rater))})"
        for i in view.rated_once
        if i.only_rater
    )


def _differences(view: DebriefView, kept: KeptWords) -> None:
    so_far = " so far" if view.candidate.so_far else ""
    agreed = f"{counted(view.agreed, 'question')} got the same level from everyone{so_far}"
    if not view.differences and not view.agreed:
        st.header(f"Nobody could differ{so_far}", anchor=False)
        st.markdown(f"No question was rated by two people{so_far}.")
        return
    if not view.differences:
        st.header(f"Nobody differed{so_far}", anchor=False)
        st.markdown(f"{agreed}.")
        return
    for first, found in groupby(view.differences, key=lambda d: d.first):
        st.header("Two levels or more apart" if first else "One level apart", anchor=False)
        with rows("differs-far" if first else "differs-near"):
            for difference in found:
                _item(view, kept, difference)
    st.markdown(f"{agreed}.")


def _item(view: DebriefView, kept: KeptWords, found: Difference) -> None:
    item = found.rated.item
    with st.container(key=f"row-differs-{found.rated.interview}-{item.id}"):
        told, act = st.columns([7, 3], vertical_alignment="top")
        with told:
            put(_draw("difference", _told(view, found)))
        if view.may_settle:
            with act:
                _settle(view, kept, found)


def _told(view: DebriefView, found: Difference) -> ShownDifference:
    """Title, levels and what each heard: open where raters are far apart, else at a click."""
    verdicts = found.rated.verdicts
    names = {rater: view.names.get(rater, rater) for rater in sorted(verdicts)}
    return ShownDifference(
        number=_number(view, found.rated),
        title=found.rated.item.asked.title,
        levels=[(name, verdicts[rater]) for rater, name in names.items()],
        weight=weight_sentence(found),
        unfolded=found.first,
        heard=[(name, _record(view, found, rater).evidence) for rater, name in names.items()],
        settled=_settled(view, found),
    )


def _settled(view: DebriefView, found: Difference) -> SettledLevel | None:
    settled = view.final_ratings.get(found.key)
    if settled is None:
        return None
    who = view.names.get(settled.by, settled.by) if settled.by else "the owner"
    return SettledLevel(settled.level, who, when(settled.at), settled.text)


def weight_sentence(found: Difference) -> str:
    """How far apart, and what that is worth in the score under the brief's weights."""
    apart = counted(found.rated.apart, "level")
    if found.share == 0:
        return f"{apart} apart, on a competency that weighs nothing here"
    return (
        f"{apart} apart on an item that carries {found.share:.1f} of 100: "
        f"{found.points:.1f} points between the lowest and the highest"
    )


def _record(view: DebriefView, found: Difference, rater: RaterId) -> ItemRecord:
    return next(
        card.record(found.rated.item.id)
        for card in view.candidate.submitted
        if card.sheet.rater == rater and card.sheet.interview == found.rated.interview
    )


def _number(view: DebriefView, rated: ItemVerdicts) -> int:
    interview = next(i for i in view.candidate.interviews if i.id == rated.interview)
    asked = view.file.items_of(interview, *view.candidate.submitted)
    return [i.id for i in asked].index(rated.item.id) + 1


def _settle(view: DebriefView, kept: KeptWords, found: Difference) -> None:
    interview, item = found.key
    form = KeptForm(kept, f"settle {interview} {item}")
    with st.popover("Settle"):
        st.markdown("The level you agree on. Every rater's own level stays, and so do the scores.")
        level = form.choice("level", "Level", LEVELS)
        why = form.text("why", "What decided it")
        pressed = form.button("Keep this level")
    form.say()
    if pressed:
        if level is None:
            st.error("Choose the level that you agreed on.")
            return
        form.save(
            lambda open_uow: settle_level(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                interview=interview,
                item=item,
                level=level,
                text=why,
            ),
            "The level is kept beside the scorecards.",
        )
