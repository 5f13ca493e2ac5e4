"""The published columns, letter by letter; a failing test here is a broken promise to readers."""

from assessment.export.columns import (
    BOOLEAN_COLUMNS,
    COLUMNS,
    DECISIONS_COLUMNS,
    NUMBER_COLUMNS,
    RATINGS_COLUMNS,
    SHORTLIST_COLUMNS,
    WEIGHTS_COLUMNS,
)


def test_the_columns_of_ratings_are_those_that_were_published():
    assert ", ".join(RATINGS_COLUMNS) == (
        "schema, requisition, candidate, interview, rater, scorecard_status, item, question, "
        "revision, competency, operations_category, activity, functional_level, target_level, "
        "item_weight, level, value, not_rated_reason, wrong_beliefs, probes_used, evidence, "
        "rated_at, kit_hash, question_title, question_prompt"
    )


def test_the_columns_of_the_shortlist_are_those_that_were_published():
    assert ", ".join(SHORTLIST_COLUMNS) == (
        "schema, requisition, candidate, raters, rated_items, recommendation, "
        "score_plant, estimate_plant, low_plant, high_plant, coverage_plant, provisional_plant, "
        "rank_plant, rank_low_plant, rank_high_plant, tier_plant, "
        "score_enterprise, estimate_enterprise, low_enterprise, high_enterprise, "
        "coverage_enterprise, provisional_enterprise, "
        "rank_enterprise, rank_low_enterprise, rank_high_enterprise, tier_enterprise, "
        "score_brief, estimate_brief, low_brief, high_brief, coverage_brief, provisional_brief, "
        "rank_brief, rank_low_brief, rank_high_brief, tier_brief, "
        "score_equal, estimate_equal, low_equal, high_equal, coverage_equal, provisional_equal, "
        "rank_equal, rank_low_equal, rank_high_equal, tier_equal, "
        "s_placement, s_execution, s_breadth, s_integration, s_performance, s_assurance, "
        "s_governance, s_portfolio, "
        "weights_hash, kit_hashes, bank_version, levelset_version, exported_at"
    )


def test_the_columns_of_the_weights_are_those_that_were_published():
    assert ", ".join(WEIGHTS_COLUMNS) == "profile, competency, weight, rationale"


def test_the_columns_of_the_decisions_are_those_that_were_published():
    assert ", ".join(DECISIONS_COLUMNS) == (
        "schema, requisition, candidate, kind, rater, item, level, recommendation, text, at"
    )


def test_numbers_and_truths_stand_only_in_columns_that_exist():
    known = {column for columns in COLUMNS.values() for column in columns}

    assert known >= NUMBER_COLUMNS | BOOLEAN_COLUMNS
