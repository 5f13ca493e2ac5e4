"""Twenty words that the screens use, each in a sentence or two."""

from typing import NamedTuple


class Word(NamedTuple):
    word: str
    meaning: str


WORDS = (
    Word(
        "ISA-95 Level 3",
        "Managing what a plant does over hours and days: production, maintenance, quality and "
        "inventory. Business planning is Level 4, monitoring and control Level 2.",
    ),
    Word(
        "MES",
        "Software that runs production on one shop floor. Some people use the word for any Level 3 "
        "software, so the exercise asks candidates what they mean by it.",
    ),
    Word(
        "MOM",
        "All of Level 3: four categories of operations, usually across several sites. The word "
        "stands for activities, not for a product.",
    ),
    Word(
        "Cell",
        "One of the 32 places in Level 3: an operations category crossed with one of eight "
        "activities, such as quality · tracking.",
    ),
    Word(
        "Organisational scope",
        "How far the job reaches: one site, several sites, or a programme for the whole company. "
        "It is a different matter from which cells it covers.",
    ),
    Word(
        "Plant and enterprise",
        "The two target levels. Every answer is scored for both, because a strong plant engineer "
        "need not be a strong architect, nor the reverse.",
    ),
    Word(
        "Role brief",
        "What a job covers: its cells, its organisational scope, its blend of plant and "
        "enterprise, and how much each competency counts.",
    ),
    Word(
        "Competency",
        "One of the eight things that questions measure, such as integration or governance. A "
        "question measures exactly one.",
    ),
    Word(
        "Weight", "How much a competency counts in a score. People set weights; nothing else does."
    ),
    Word("Kit", "The questions of an interview. Once locked, its wording doesn't change."),
    Word(
        "Level",
        "From 1 to 5, with a description of the answer beside it. Not rated never counts as 0.",
    ),
    Word(
        "Misconception",
        "A mistake worth recording when you hear it. It is evidence and changes no number.",
    ),
    Word("Scorecard", "What one interviewer recorded in one interview. Submitting locks it."),
    Word(
        "Proposed change",
        "What arrived after a scorecard was locked. It is kept, and waits until somebody takes it "
        "in or leaves it out.",
    ),
    Word(
        "Score",
        "Arithmetic on levels and weights, from 0 to 100. It can be recomputed from an export by "
        "hand.",
    ),
    Word(
        "Coverage, provisional",
        "Coverage is the share of weight that was assessed. Below the floor a score is "
        "provisional: it is shown, and it isn't ranked.",
    ),
    Word(
        "Estimate and interval",
        "What the levels suggest once strict raters and hard questions are allowed for. The "
        "interval says how sure that is: it should hold the true value in 95 of 100 cases.",
    ),
    Word(
        "Tier",
        "Candidates whom the data can't tell apart from the first of them. Their order inside a "
        "tier means nothing.",
    ),
    Word(
        "Debrief",
        "The discussion of a candidate, once every interviewer has submitted. Until then nobody "
        "sees what the others wrote.",
    ),
    Word(
        "Decision",
        "Offer, hold or reject, with a reason. A person makes it; it isn't computed, and it stands "
        "apart from what interviewers recommend.",
    ),
)
