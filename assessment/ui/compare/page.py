"""Compare: who fits best, how sure that is, what would change it, and what each number rests on."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.comparison.profiles import Profile, label
from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import Comparison, read_comparison
from assessment.ui.app_context import AppContext
from assessment.ui.compare.answer import answer, plot
from assessment.ui.compare.closer import closer
from assessment.ui.compare.drilldown import behind_mark, marked
from assessment.ui.compare.export_menu import export_menu
from assessment.ui.compare.how_sure import how_sure, way_to_the_panel
from assessment.ui.compare.score_table import shaded
from assessment.ui.compare.up_to_date import Shown
from assessment.ui.compare.what_changes import what_would_change
from assessment.ui.shared import viewer
from assessment.ui.shared.address import address_widgets, navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put_together
from assessment.ui.shared.drawing.printed_head import paper_head
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.requisition_picker import requisition_for


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
    shown = Shown(context=context, found=found, by=by)
    _comparison(shown, _head(shown))


def _head(shown: Shown) -> DeltaGenerator:
    """The title and the menus, which are the same under every weighting; where to choose one."""
    active = sum(not c.withdrawn for c in shown.found.candidates)
    title, weighting, take = st.columns([9, 10, 7], vertical_alignment="bottom")
    with title:
        heading = f"Compare {active} candidates" if active > 1 else "Compare candidates"
        st.title(heading, anchor="compare")
    with take, st.container(horizontal=True, horizontal_alignment="right"):
        export_menu(shown.part())
    return weighting


@own_part
def _comparison(shown: Shown, where_to_choose: DeltaGenerator) -> None:
    """The weighting and everything below the head: another weighting draws only this again."""
    context, found = shown.context, shown.now()
    with where_to_choose:
        profile = _weighting(found)
    weighting = f"Weighting: {label(profile, found.file.brief)}"
    who_fits, headline = answer(found, profile)
    put_together(
        paper_head(found.file.requisition, context.clock(), weighting)
        + shaded(found, profile)
        + who_fits,
        headline,
        *plot(found, profile),
        *how_sure(found, context.bank, profile),
    )
    way_to_the_panel(found)
    what_would_change(found, profile)
    closer(shown.part(), profile)


def _weighting(found: Comparison) -> Profile:
    return address_widgets.chosen_in_address(
        "profile",
        "Weighting",
        list(found.profiles),
        default=Profile.BRIEF if Profile.BRIEF in found.profiles else Profile.PLANT,
        named=lambda p: label(p, found.file.brief),
    )
