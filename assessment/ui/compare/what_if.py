"""What if: weights that somebody tries, with scores, ranks and tiers at once.

Nothing is saved unless it is asked for, with a reason; then it is the brief that is saved.
"""

from dataclasses import replace

import streamlit as st

from assessment.comparison.certainty_wording import interval, rank_range, ranks_count
from assessment.comparison.profiles import Profile, label
from assessment.comparison.wording import percent
from assessment.domain.permissions import Action, Actor
from assessment.domain.role import RoleBrief, Weights
from assessment.domain.rounding import one_decimal
from assessment.services.hiring import briefs
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.services.reading.what_if import Tried, tried
from assessment.ui.app_context import AppContext
from assessment.ui.compare.shortlist import ranked_and_gone
from assessment.ui.compare.up_to_date import Shown
from assessment.ui.compare.what_changes import tornado
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.drawing.html import put, put_small
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import number
from question_bank import Competency

_draw = Macros("compare/templates/what_if.html.j2")

COLUMNS = 4
FORM = "what-if"


@own_part
def what_if(shown: Shown, profile: Profile) -> None:
    """Fields for the eight weights; what they come to; which changes matter; and how to keep them.

    Only this part of the page is drawn again at a change.
    """
    context, found = shown.context, shown.now()
    start = address_widgets.chosen_in_address(
        "start",
        "Start from",
        list(found.profiles),
        default=profile,
        named=lambda p: label(p, found.file.brief),
    )
    weights = _weights(context, found, start)
    if not any(weights.values()):
        st.markdown("Give at least one competency a weight above 0.")
        return
    named = ", ".join(f"{c} {number(weights[c])}" for c in Competency)
    rows = _rows(found, tried(found, weights), start)
    put(_draw("tried", label(start, found.file.brief), named, rows))
    if counted := ranks_count(ranked_and_gone(found)):
        put_small(counted)
    _keep(context, found, weights, shown.by)
    tornado(found, start)


def _weights(context: AppContext, found: Comparison, start: Profile) -> dict[Competency, float]:
    """As they are in the fields; what differs from the profile is in the address, also for Back."""
    base = {c: float(found.profiles[start][c]) for c in Competency}
    meant = _in_address(start) or base
    keys = {c: f"{FORM} {found.file.requisition.id} {start} {c}" for c in Competency}
    typed: dict[Competency, float] = {}
    places = [p for _ in range(0, len(Competency), COLUMNS) for p in st.columns(COLUMNS)]
    for c, place in zip(Competency, places, strict=True):
        address_widgets.follow(keys[c], meant[c])
        typed[c] = place.number_input(
            context.bank.competencies[c].name,
            min_value=0.0,
            max_value=1000.0,
            step=5.0,
            format="%g",
            key=keys[c],
        )
    moved = any(abs(typed[c] - base[c]) > 1e-9 for c in Competency)
    said = ",".join(number(typed[c]) for c in Competency) if moved else None
    for c in Competency:
        noted = float(number(typed[c])) if moved else base[c]
        address_widgets.leave(keys[c], noted, weights=f"{start}:{said}" if said else None)
    if moved and st.button("Reset weights", type="tertiary", icon=":material/undo:"):
        url_state.remember(weights=None)
        st.rerun()
    return typed


def _in_address(start: Profile) -> dict[Competency, float] | None:
    """The weights in the address, if they began with this profile; nothing of what is not eight."""
    profile, _, told = (url_state.tried_weights() or "").partition(":")
    try:
        found = [float(part) for part in told.split(",")]
    except ValueError:  # an address that somebody typed
        return None
    fits = len(found) == len(Competency) and all(0 <= w <= 1000 for w in found)
    return dict(zip(Competency, found, strict=True)) if fits and profile == start else None


def _rows(found: Comparison, made: Tried, start: Profile) -> list[tuple[str, ...]]:
    placed = sum(e.rank is not None for e in made.estimates.values())

    def tier(candidate: ComparedCandidate) -> int:
        estimate = made.estimates.get(candidate.file.candidate.id)
        return (estimate.tier if estimate else None) or len(found.candidates) + 1

    return [
        _row(c, found, made, start, placed)
        for c in sorted((c for c in found.open if not c.withdrawn), key=tier)
    ]


def _row(
    candidate: ComparedCandidate, found: Comparison, made: Tried, start: Profile, placed: int
) -> tuple[str, ...]:
    own = candidate.file.candidate.id
    now = made.scores[own]
    before = candidate.scores.by_profile[start].score if candidate.scores else None
    known, was = made.estimates.get(own), found.estimate(candidate, start)
    unsure = f"provisional, coverage {percent(now.coverage)}" if now.provisional else ""
    tiers = [f"tier {e.tier}" if e and e.tier else "not ranked" for e in (known, was)]
    return (
        candidate.code,
        "–" if now.score is None else one_decimal(now.score),
        unsure or ("" if before is None else f"was {one_decimal(before)}"),
        interval(known) if known else "–",
        (rank_range(known, placed) if known else "") or "not ranked",
        tiers[0] if known and known.tier else "",
        "" if tiers[0] == tiers[1] else f"was {tiers[1]}",
    )


def _keep(context: AppContext, found: Comparison, weights: Weights, by: Actor) -> None:
    """A way to save them in the brief, for whoever may change it."""
    brief = found.file.brief
    if brief is None or not found.file.may(Action.EDIT_BRIEF):
        return
    if all(abs(weights[c] - brief.weights[c]) <= 1e-9 for c in Competency):
        st.caption("These are the brief's own weights. Nothing you try here is saved by itself.")
        return
    form = f"{FORM} {found.file.requisition.id}"
    with st.expander("Save these weights in the brief"):
        why = st.text_input(
            "Why the client wants them",
            key=url_state.field(f"{url_state.round_of(form)} why", ""),
            help="It is kept in the brief beside each weight that changes.",
        )
        if st.button("Save weights", type="primary"):
            save(
                lambda: briefs.save(
                    context.open_uow, context.clock, context.bank, _with(brief, weights, why), by=by
                ),
                "The weights are saved in the brief. Kits that are locked keep their questions.",
                form=form,
                then=lambda _: url_state.remember(weights=None, start=None),
            )


def _with(brief: RoleBrief, weights: Weights, why: str) -> RoleBrief:
    """The brief with these weights; each that changes gets the reason, the others keep theirs."""
    changed = [c for c in Competency if abs(weights[c] - brief.weights[c]) > 1e-9]
    return replace(
        brief,
        weights=dict(weights),
        rationale={**brief.rationale, **dict.fromkeys(changed, why)},
    )
