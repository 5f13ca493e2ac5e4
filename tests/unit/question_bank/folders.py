"""A small bank on disk, written as an author would, so that its line numbers can be counted."""

from pathlib import Path

from question_bank.taxonomy import Competency

QUESTION = """\
id: prd-dsp-001
revision: 1
status: active
title: A line goes down
competency: execution
stem: own
type: situational
target_level: plant
operations_category: production
activity: dispatching
functional_level: 3
boundary:
  activity: detailed_scheduling
minutes: 5
industries: [general]
prompt: >-
  A line goes down mid-shift with forty released work orders queued to it.
  Talk me through what the dispatch list should do, and who decides.
probes:
  - What if nobody is there?
  - Who may overrule that?
listen_for:
  - a named owner
  - a rule for the order
  - the limit of that right
anchors:
  - {level: 1, behaviour: "Describes only the screen; no queue and no owner."}
  - {level: 3, behaviour: "Moves orders to another line and names who decides."}
  - {level: 5, behaviour: "Weighs setup, due date and genealogy against each other."}
wrong_beliefs:
  - All replanning belongs to ERP
basis: source
sources: [B2MML]
"""
"""The one question of the small bank; tests change a line of it and expect that line's number."""

CARD = """\
id: crd-001
revision: 1
statement: Send job 88 to cell 12 with lot R-9
industry: discrete
place: {functional_level: 3, operations_category: production, activity: dispatching}
near: [execution_management]
alternates:
  - {functional_level: 2, points: 0.4, reason: the cell may ask for its next job itself}
dispute: who hands out the job
sources: [B2MML]
status: active
basis: source
"""
"""A card that tests put beside the question, or change a line of."""

CARD_HOME = "cards/crd-001.yaml"

HOME = "production/dispatching/prd-dsp-001.yaml"

COMPETENCIES = "".join(
    f"- {{id: {c}, name: {c.value.title()}, definition: What {c} means here.}}\n"
    for c in Competency
)
SCALE = "".join(f"- {{level: {n}, name: Step {n}, meaning: As heard.}}\n" for n in range(1, 6))
PROFILES = "".join(
    f"{target}:\n" + "".join(f"  {c}: 10\n" for c in Competency)
    for target in ("plant", "enterprise")
)
SOURCES = "B2MML: An open XML form of the standard\n"


def a_folder(root: Path, **changed: str) -> Path:
    """A bank with one question; a changed vocabulary file is given by its stem."""
    files = {
        "competencies": COMPETENCIES,
        "scale": SCALE,
        "profiles": PROFILES,
        "sources": SOURCES,
    } | changed
    for stem, text in files.items():
        (root / f"{stem}.yaml").write_text(text, "utf-8")
    put(root, HOME, QUESTION)
    return root


def put(root: Path, place: str, text: str | bytes) -> Path:
    """Writes one file of the bank, folders and all."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def changed(old: str, new: str, text: str = QUESTION) -> str:
    """The question with one passage replaced; it must be there, once."""
    assert text.count(old) == 1, old  # a test that not counted proves nothing
    return text.replace(old, new)


ANSWERS = (
    (
        "I'd open the screen and have a look at which orders are there, and then I would tell "
        "planning that the line has stopped, and they would send us a new list in the afternoon, "
        "as they always do, and until then we wait."
    ),
    (
        "The orders that another line can run go over there first, by due date, and the shift "
        "leader says which. What needs a long setup stays where it is until we hear from the "
        "fitters how long it takes to get the line back."
    ),
    (
        "Before I touch the list I want to know what is started already and what stands at the "
        "line. Those first. The rest I weigh by due date and by setup, and past two hours the "
        "planner has to look at the whole day again with me."
    ),
)
"""What three candidates might say, at 1, 3 and 5."""

EXEMPLAR = "question: prd-dsp-001\nrevision: 1\nanswers:\n" + "".join(
    f"  - level: {level}\n    answer: >-\n      {answer}\n    reason: {reason}\n"
    for level, answer, reason in zip(
        (1, 3, 5),
        ANSWERS,
        ("Waits for a list.", "Moves by a rule, and names who decides.", "Weighs them all."),
        strict=True,
    )
)
"""Exemplar answers to the question; level, answer, text and reason take four lines each."""

EXEMPLAR_HOME = "exemplars/prd-dsp-001.yaml"
