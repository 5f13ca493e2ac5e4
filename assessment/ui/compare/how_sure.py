"""How sure each comparison of a shortlist is, what it rests on, and what would settle it."""

from collections.abc import Mapping
from itertools import combinations

import streamlit as st
from markupsafe import Markup

from assessment.comparison.candidate_wording import FOR
from assessment.comparison.certainty_wording import (
    FITS,
    chances,
    interval,
    pair,
    panels_in_words,
    rank_range,
    ranks_count,
    rests_on,
    severity_in_words,
    strictness_rests_on,
)
from assessment.comparison.misfit_wording import too_narrow
from assessment.comparison.profiles import Profile
from assessment.comparison.settling_wording import how_close, would_settle_it
from assessment.comparison.thin_evidence import thin_in_words
from assessment.measurement.role import RoleEstimates
from assessment.services.reading.comparisons import Comparison
from assessment.services.reading.open_questions import WouldSettle, would_settle
from assessment.ui.compare.shortlist import ranked_and_gone, tiers
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put, section
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import cell_name
from question_bank import Question, QuestionBank

_draw = Macros("compare/templates/how_sure.html.j2")

NOT_RANKED = "How sure the order is will appear here once two candidates can be ranked."
READ_AS = (
    "Dot: rubric score. Line: 95\u00a0% interval of the estimate, which allows for how strict each "
    "rater was and how hard each question is. Notch: centre of the estimate."
)


def legend(found: Comparison) -> Markup:
    """How to read the intervals, and whether they are too narrow; nothing where there are none."""
    if found.estimates is None:
        return Markup()
    names = {str(rater): name for rater, name in found.names.items()}
    read_as = f"{READ_AS} {ranks_count(ranked_and_gone(found))}".strip()
    return _draw("legend", read_as, too_narrow(found.estimates.misfit, names))


def how_sure(found: Comparison, bank: QuestionBank, profile: Profile) -> tuple[Markup, ...]:
    """The closest decision and what would settle it; then what every number rests on."""
    estimates = found.estimates
    return (
        section("How sure"),
        _closest_decision(found, bank, profile),
        _draw("rests_on", _rests_on(found, estimates, profile)) if estimates else Markup(),
    )


def way_to_the_panel(found: Comparison) -> None:
    """The page on the raters, where the estimates say something about them."""
    if found.estimates:
        role = found.file.requisition.id
        navigation.link(PageName.PANEL, "How the panel rates", requisition=role)


def _closest_decision(found: Comparison, bank: QuestionBank, profile: Profile) -> Markup:
    if not (ranked := tiers(found, profile)):
        return _draw("plainly", NOT_RANKED)
    close = would_settle(found, bank, profile)
    if close is None:
        clear = f"Every place {FOR[profile]} is clear. No further question is needed for it."
        return _draw("plainly", clear)
    alone = ranked[0][0] if len(ranked[0]) == 1 else ""
    said, settles, questions = _closest(close, profile)
    return _draw("closest", _first_place(alone, profile) + said, settles, questions)


def _first_place(first: str, profile: Profile) -> str:
    """That the first place is clear, where it is, and so whom the closest decision is behind."""
    return f"{first} is clearly first {FOR[profile]}. Behind {first}: " if first else ""


def _closest(close: WouldSettle, profile: Profile) -> tuple[str, str, list[tuple[str, ...]]]:
    said = how_close(close.first.code, close.second.code, close.difference, profile)
    if not close.questions:
        return said, "The question bank has no further question for this role.", []
    settles = would_settle_it(
        len(close.questions),
        close.raters,
        half=close.half,
        half_then=close.questions[-1][1],
        told_apart=close.told_apart,
    )
    return said, settles, [_question(q, half) for q, half in close.questions]


def _question(question: Question, half: float) -> tuple[str, ...]:
    cell = cell_name(question.cells[0]) if question.cells else "all of Level 3"
    return (
        question.title,
        question.id,
        f"{question.competency} · {cell}",
        f"{question.minutes} min",
        f"±{half:.1f} points",
        navigation.address(PageName.BANK, q=question.id),
    )


def _rests_on(found: Comparison, made: RoleEstimates, profile: Profile) -> list[str]:
    codes = {str(c.file.candidate.id): c.code for c in found.candidates}
    names = {str(rater): name for rater, name in found.names.items()}
    thin = {c.code: c.thin for c in found.open if not c.withdrawn}
    said = [
        *thin_in_words(thin, found.profiles[profile]),
        severity_in_words(made.fitted.posterior, names),
        panels_in_words(made.panels, made.link_strength, codes, names),
        rests_on(made.basis),
        strictness_rests_on(made.strictness),
    ]
    return [sentence for sentence in said if sentence]


def comparisons(found: Comparison, profile: Profile) -> None:
    """The range of ranks of everybody who is placed, then every two of them in words."""
    active = {str(c.file.candidate.id): c.code for c in found.candidates if not c.withdrawn}
    estimates = found.estimates
    placed = [c for c in estimates.placed(profile) if c in active] if estimates else []
    if estimates is None or len(placed) < 2:
        st.markdown("Comparisons will appear here once two candidates can be ranked.")
        return
    known, many = estimates.by_profile[profile], estimates.ranked(profile)
    ranks = [f"{active[c]}: {rank_range(known[c], many)}" for c in placed]
    rows = [_row(estimates, profile, active, *two) for two in combinations(placed, 2)]
    put(_draw("comparisons", ranks, rows))


def _row(
    estimates: RoleEstimates, profile: Profile, codes: Mapping[str, str], first: str, second: str
) -> tuple[str, str, str]:
    """Of two candidates; whoever is more likely to be ahead is named first."""
    off = estimates.difference(profile, first, second)
    if off.above < 0.5:
        first, second = second, first
        off = estimates.difference(profile, first, second)
    said = pair(codes[first], codes[second], off.above, FITS[profile])
    return said, chances(off.above), interval(off, signed=True)
