"""The closer looks at a comparison, one at a time below everything else."""

from markupsafe import Markup

from assessment.comparison.profiles import Profile
from assessment.services.reading.comparisons import Comparison, evidence, questions_of
from assessment.ui.compare.drilldown import opener
from assessment.ui.compare.heat_maps import cell_map, competency_map
from assessment.ui.compare.how_sure import comparisons
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.compare.plant_and_enterprise import plant_and_enterprise
from assessment.ui.compare.score_table import score_table
from assessment.ui.compare.up_to_date import Shown
from assessment.ui.compare.what_if import what_if
from assessment.ui.placement.board_comparison import boards_apart
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.drawing.html import put, put_prompt
from assessment.ui.shared.empty_states import no_question
from assessment.ui.shared.evidence import side_by_side
from assessment.ui.shared.own_part import own_part

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


@own_part
def closer(shown: Shown, profile: Profile) -> None:
    """One closer look; choosing another draws nothing above it again."""
    found = shown.now()
    chosen = address_widgets.chosen_in_address(
        *("view", "Look closer", list(CLOSER)),
        default="scores",
        named=CLOSER.__getitem__,
        headed=True,
    )
    if chosen == "scores":
        score_table(found)
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
