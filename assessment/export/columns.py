"""The published columns: one tuple per file. Add at the end, never rename."""

from question_bank import Competency, TargetLevel

SCHEMA = "levelset/1"
LIST_SEPARATOR = " | "
"""Between the texts of a list that stands in one cell; authors may not use `|` in them."""

BRIEF = "brief"
EQUAL = "equal"
PROFILES = (TargetLevel.PLANT.value, TargetLevel.ENTERPRISE.value, BRIEF, EQUAL)
"""The weight profiles under which every candidate is scored, in the order of the columns."""

RATINGS, SHORTLIST, WEIGHTS, DECISIONS = "ratings", "shortlist", "weights", "decisions"

RATINGS_COLUMNS = (
    "schema",
    "requisition",
    "candidate",
    "interview",
    "rater",
    "scorecard_status",
    "item",
    "question",
    "revision",
    "competency",
    "operations_category",
    "activity",
    "functional_level",
    "target_level",
    "item_weight",
    "level",
    "value",
    "not_rated_reason",
    "wrong_beliefs",
    "probes_used",
    "evidence",
    "rated_at",
    "kit_hash",
    "question_title",
    "question_prompt",
)

PROFILE_NUMBERS = (
    "score",
    "estimate",
    "low",
    "high",
    "coverage",
    "provisional",
    "rank",
    "rank_low",
    "rank_high",
    "tier",
)
"""What stands in the shortlist once for each profile: `score_plant`, `estimate_plant` and so on."""
ESTIMATED = ("estimate", "low", "high", "rank", "rank_low", "rank_high", "tier")
"""Those that come from the model of the ratings, and are blank where it has nothing to say."""

SHORTLIST_COLUMNS = (
    "schema",
    "requisition",
    "candidate",
    "raters",
    "rated_items",
    "recommendation",
    *(f"{number}_{profile}" for profile in PROFILES for number in PROFILE_NUMBERS),
    *(f"s_{competency.value}" for competency in Competency),
    "weights_hash",
    "kit_hashes",
    "bank_version",
    "levelset_version",
    "exported_at",
)

WEIGHTS_COLUMNS = ("profile", "competency", "weight", "rationale")

DECISIONS_COLUMNS = (
    "schema",
    "requisition",
    "candidate",
    "kind",
    "rater",
    "item",
    "level",
    "recommendation",
    "text",
    "at",
)

COLUMNS = {
    RATINGS: RATINGS_COLUMNS,
    SHORTLIST: SHORTLIST_COLUMNS,
    WEIGHTS: WEIGHTS_COLUMNS,
    DECISIONS: DECISIONS_COLUMNS,
}
"""The tables, in the order in which an export holds them."""

ADDED_SINCE = frozenset({"question_title", "question_prompt"})
"""Columns that the first archives did not have. No score follows from them, so `verify` does
without them where an archive has none."""

CANDIDATE_NAME, RATER_NAME = "candidate_name", "rater_name"
NAME_COLUMNS = {
    RATINGS: (CANDIDATE_NAME, RATER_NAME),
    SHORTLIST: (CANDIDATE_NAME,),
    WEIGHTS: (),
    DECISIONS: (CANDIDATE_NAME, RATER_NAME),
}
"""Columns at the end of each table in an export that includes names, and in no other."""

BOOLEAN_COLUMNS = frozenset(f"provisional_{profile}" for profile in PROFILES)
NUMBER_COLUMNS = frozenset(
    {"revision", "item_weight", "level", "value", "raters", "rated_items", "weight"}
    | {
        f"{number}_{profile}"
        for profile in PROFILES
        for number in PROFILE_NUMBERS
        if number != "provisional"
    }
    | {f"s_{competency.value}" for competency in Competency}
)
"""Every other column holds text. A functional level is text too: one of them is `none`."""
