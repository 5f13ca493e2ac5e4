"""Compare: the shortlist under four weightings, side by side, and what is behind each number."""

import streamlit as st

from assessment.comparison.profiles import Profile, label
from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import (
    Comparison,
    evidence,
    questions_of,
    read_comparison,
    scorecards_in,
)
from assessment.ui.app_context import AppContext
from assessment.ui.compare.drilldown import behind_mark, mark_address, marked, opener
from assessment.ui.compare.export_menu import export_menu
from assessment.ui.compare.heat_maps import cell_map, competency_map
from assessment.ui.compare.how_sure import comparisons, legend
from assessment.ui.compare.score_table import partings, score_table
from assessment.ui.compare.shortlist import headline, in_order, mark, order_in_words
from assessment.ui.placement.board_comparison import boards_apart
from assessment.ui.shared import navigation, url_state, viewer
from assessment.ui.shared.charts import draw
from assessment.ui.shared.empty_states import no_question
from assessment.ui.shared.evidence import side_by_side
from assessment.ui.shared.html import put_prompt
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.printed_head import printed_head
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted, sentence

CLOSER = {
    "sure": "How sure",
    "verdicts": "Plant and enterprise",
    "competencies": "Competencies",
    "cells": "Cells",
    "placement": "Placement",
    "evidence": "Evidence",
}


def render(context: AppContext) -> None:
    """The comparison of the requisition in the address, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    chosen = requisition_for(PageName.COMPARE, context)
    if chosen is None:
        return
    found = read_comparison(context.open_uow, context.bank, chosen, by=by)
    if not found.candidates:
        st.title("Compare")
        st.markdown("Candidates will appear here side by side.")
        navigation.link(PageName.REQUISITION, "Add candidates", requisition=chosen)
        return
    if opened := marked():
        behind_mark(found, *opened, today=context.clock())
        return
    profile = _head(context, found)
    _chart(found, profile)
    score_table(found, profile)
    _closer(found, profile)


def _head(context: AppContext, found: Comparison) -> Profile:
    active = sum(not c.withdrawn for c in found.candidates)
    st.title(f"Compare {counted(active, 'candidate')}")
    said, view, export = st.columns([11, 10, 4], vertical_alignment="bottom")
    with view:
        profile = url_state.chosen_in_address(
            "profile",
            "Weighting",
            list(found.profiles),
            default=Profile.BRIEF if Profile.BRIEF in found.profiles else Profile.PLANT,
            named=lambda p: label(p, found.file.brief),
        )
    with export:
        export_menu(found)
    with said:
        st.markdown(f"{sentence(scorecards_in(found.file))} {headline(found, profile)}")
    weighting = f"Weighting: {label(profile, found.file.brief)}"
    printed_head(found.file.requisition, context.clock(), weighting)
    return profile


def _chart(found: Comparison, profile: Profile) -> None:
    placed = len(found.estimates.placed(profile)) if found.estimates else 0
    marks = [
        mark(c, profile, mark_address(c), estimate=found.estimate(c, profile), placed=placed)
        for c in in_order(found, profile)
    ]
    draw(marks, required=found.required_score if profile is Profile.BRIEF else None)
    st.markdown(order_in_words(found, profile))
    legend(found)


def _closer(found: Comparison, profile: Profile) -> None:
    chosen = url_state.chosen_in_address(
        "view", "Look closer", list(CLOSER), default="sure", named=CLOSER.__getitem__
    )
    if chosen == "sure":
        comparisons(found, profile)
    elif chosen == "verdicts":
        partings(found)
    elif chosen == "competencies":
        competency_map(found.candidates, found.profiles[profile], opener(found))
    elif chosen == "cells":
        wanted = found.file.brief.cells if found.file.brief else {}
        cell_map(found.candidates, wanted, opener(found))
    elif chosen == "placement":
        boards_apart(found.file)
    else:
        _evidence(found)


def _evidence(found: Comparison) -> None:
    asked = {q.question: f"{q.title} ({q.competency})" for q in questions_of(found.file)}
    if not asked:
        no_question(found.file)
        return
    question = url_state.listed_in_address("q", "Question", asked)
    by_id = next(q for q in questions_of(found.file) if q.question == question)
    put_prompt(by_id.prompt)
    side_by_side(
        [(c, evidence(found.file, c.file.candidate.id, [question])) for c in found.candidates],
        found.names,
    )
