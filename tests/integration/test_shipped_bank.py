"""The bank that comes with Levelset: faultless questions and cards, in step with its schemas."""

from collections import Counter

import pytest

from question_bank import Competency, QuestionType, load_bank
from question_bank.card import CardIndustry
from question_bank.loader import shipped_content
from question_bank.model import Industry
from question_bank.quality import check
from question_bank.quality.cards import where
from question_bank.quality.floors import SHIPPED
from question_bank.schemas import committed_folder, schema_texts

BANK = load_bank()


def test_nothing_in_the_shipped_bank_is_left_to_mend():
    assert check(shipped_content(), SHIPPED) == ()


def test_every_competency_has_twenty_questions_or_more():
    asked = Counter(q.competency for q in BANK.active)

    assert [c for c in Competency if asked[c] < 20] == []


def test_similar_questions_name_each_other_and_are_both_in_use():
    similar = {q.id: q.similar_to for q in BANK.active}
    one_sided = [
        (a, b) for a, named in similar.items() for b in named if a not in similar.get(b, ())
    ]

    assert one_sided == []


def test_no_line_of_a_list_stands_in_quotation_marks():
    quoted = [
        (q.id, line)
        for q in BANK.active
        for line in (*q.listen_for, *q.wrong_beliefs, *q.accepted_positions)
        if line.startswith('"') and line.endswith('"')
    ]

    assert quoted == []


def test_at_least_half_of_the_questions_are_situational():
    situational = sum(q.type is QuestionType.SITUATIONAL for q in BANK.active)

    assert situational >= len(BANK.active) / 2


def test_questions_whose_situation_differs_are_told_in_every_industry():
    told = [q.told for q in BANK.active if q.told]
    each = Counter(industry for variants in told for industry in variants)

    assert len(told) >= 25
    assert set(each) == set(Industry) - {Industry.GENERAL}
    assert min(each.values()) >= 10


def test_most_exemplars_leave_a_doubt_and_few_are_outstanding():
    levels = Counter(a.level for e in BANK.exemplars.values() for a in e.answers)

    assert set(levels) == {1, 2, 3, 4, 5}
    assert levels[5] <= levels.total() / 5


def test_exemplars_teach_what_tempts_a_rater_and_a_third_are_hard():
    answers = [a for e in BANK.exemplars.values() for a in e.answers]
    hard = [a for a in answers if a.hard]

    assert len(BANK.exemplars) >= 60
    assert len(answers) >= 210
    assert all(a.tempting for a in answers)
    assert len(hard) >= len(answers) / 3
    # Both ways, or a rater learns to mark down what is fluent and to mark up what is blunt.
    assert (
        min(
            sum(a.tempting.level > a.level for a in hard),
            sum(a.tempting.level < a.level for a in hard),
        )
        >= 30
    )
    assert {q.competency for q in BANK.active if q.id in BANK.exemplars} == set(Competency)


def test_the_cards_reach_every_place_of_the_model():
    # product rules and the quotas behind equal decks: every cell twice, 12 at Level 4, 8 below
    # Level 3, 6 with no level, 8 supporting, 20 disputed; `check` above has counted them already.
    beside = Counter(where(card) for card in BANK.active_cards if card.place.cell is None)
    below = {c.place.functional_level for c in BANK.active_cards} & {0, 1, 2}

    assert len(BANK.cards) == len(BANK.active_cards) == 142
    assert beside == {
        "at Level 4": 15,
        "at Levels 0 to 2": 14,
        "with no level": 9,
        "supporting": 9,
    }
    assert below == {0, 1, 2}
    assert {c.industry for c in BANK.active_cards} == set(CardIndustry)


def test_the_profiles_are_the_published_ones():
    # product rules, section 3: two columns of the table, each summing to 100
    assert BANK.profiles == {
        "plant": dict(zip(Competency, (20, 25, 10, 20, 10, 10, 5, 0), strict=True)),
        "enterprise": dict(zip(Competency, (20, 5, 15, 15, 5, 5, 20, 15), strict=True)),
    }


def test_the_scale_has_five_named_steps():
    assert [(s.level, s.name) for s in BANK.scale] == [
        (1, "Misplaced or absent"),
        (2, "Partial"),
        (3, "Solid"),
        (4, "Strong"),
        (5, "Outstanding"),
    ]


@pytest.mark.parametrize("name", schema_texts())
def test_the_committed_schema_is_the_one_of_the_content_models(name):
    # Mend a difference with: levelset bank schema
    assert (committed_folder() / name).read_text("utf-8") == schema_texts()[name]


def test_no_schema_is_left_over_from_a_shape_that_is_gone():
    assert {p.name for p in committed_folder().glob("*.json")} == set(schema_texts())
