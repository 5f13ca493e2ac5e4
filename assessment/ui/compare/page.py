"""Compare: who fits best, how sure that is, what would change it, and what each number rests on."""

import streamlit as st
from markupsafe import Markup

from assessment.comparison.profiles import Profile, label
from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import (
    Comparison,
    evidence,
    questions_of,
    read_comparison,
)
from assessment.ui.app_context import AppContext
from assessment.ui.compare.answer import answer, plot
from assessment.ui.compare.drilldown import behind_mark, marked, opener
from assessment.ui.compare.export_menu import export_menu
from assessment.ui.compare.heat_maps import cell_map, competency_map
from assessment.ui.compare.how_sure import comparisons, how_sure
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.compare.plant_and_enterprise import plant_and_enterprise
from assessment.ui.compare.score_table import score_table
from assessment.ui.compare.up_to_date import Shown
from assessment.ui.compare.what_changes import what_would_change
from assessment.ui.compare.what_if import what_if
from assessment.ui.placement.board_comparison import boards_apart
from assessment.ui.shared import address_widgets, navigation, viewer
from assessment.ui.shared.empty_states import no_question
from assessment.ui.shared.evidence import side_by_side
from assessment.ui.shared.html import put, put_prompt
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.printed_head import printed_head
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted

CLOSER = {
    "scores": "All scores",
    "sure": "Every pair",
    "verdicts": "Plant and enterprise",
    "what-if": "What if",
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
        behind_mark(context, found, opened, by=by)
        return
    _comparison(Shown(context=context, found=found, by=by))


@own_part
def _comparison(shown: Shown) -> None:
    """Everything below the frame: another weighting draws only this again."""
    context, found = shown.context, shown.now()
    profile = _head(context, found)
    plot(found, profile)
    st.header("How sure")
    how_sure(found, context.bank, profile)
    st.header("What would change it")
    what_would_change(found, profile)
    _closer(shown.part(), profile)


def _head(context: AppContext, found: Comparison) -> Profile:
    active = sum(not c.withdrawn for c in found.candidates)
    title, view, take = st.columns([9, 10, 7], vertical_alignment="bottom")
    with title:
        st.title(f"Compare {counted(active, 'candidate')}")
    with view:
        profile = address_widgets.chosen_in_address(
            "profile",
            "Weighting",
            list(found.profiles),
            default=Profile.BRIEF if Profile.BRIEF in found.profiles else Profile.PLANT,
            named=lambda p: label(p, found.file.brief),
        )
    with take, st.container(horizontal=True, horizontal_alignment="right"):
        export_menu(found)
    weighting = f"Weighting: {label(profile, found.file.brief)}"
    printed_head(found.file.requisition, context.clock(), weighting)
    answer(found, profile)
    return profile


@own_part
def _closer(shown: Shown, profile: Profile) -> None:
    """One closer look; choosing another draws nothing above it again."""
    found = shown.now()
    chosen = address_widgets.chosen_in_address(
        "view", "Look closer", list(CLOSER), default="scores", named=CLOSER.__getitem__
    )
    if chosen == "scores":
        score_table(found, profile)
    elif chosen == "sure":
        comparisons(found, profile)
    elif chosen == "verdicts":
        plant_and_enterprise(found)
    elif chosen == "what-if":
        what_if(shown.part(), profile)
    elif chosen == "competencies":
        put(kept(found, ("competencies", profile), lambda: _competencies(found, profile)))
    elif chosen == "cells":
        put(kept(found, "cells", lambda: _cells(found)))
    elif chosen == "placement":
        boards_apart(found.file)
    else:
        _evidence(found)


def _competencies(found: Comparison, profile: Profile) -> Markup:
    return competency_map(found.candidates, found.profiles[profile], opener(found))


def _cells(found: Comparison) -> Markup:
    wanted = found.file.brief.cells if found.file.brief else {}
    return cell_map(found.candidates, wanted, opener(found))


def _evidence(found: Comparison) -> None:
    asked = {q.question: f"{q.title} ({q.competency})" for q in questions_of(found.file)}
    if not asked:
        no_question(found.file)
        return
    question = address_widgets.listed_in_address("q", "Question", asked)
    by_id = next(q for q in questions_of(found.file) if q.question == question)
    put_prompt(by_id.prompt)
    side_by_side(
        [(c, evidence(found.file, c.file.candidate.id, [question])) for c in found.candidates],
        found.names,
    )
