"""A question that is harder for a group is found, a fair one is left alone, few people are few."""

from math import isnan

import numpy as np
import pandas as pd
import pytest

from assessment.analysis.ratings_table import OPTIONS, ratings_table
from assessment.domain.faults import BadTable
from assessment.fairness.question_bias import (
    GROUP_COLUMNS,
    QuestionBias,
    _pooled,
    members,
    question_bias,
)
from assessment.fairness.question_wording import bias_report, bias_rows
from assessment.scoring.columns import ANALYSED_COLUMNS
from assessment.scoring.reader import Columns, read_table

BERKELEY = [
    [[512, 313], [89, 19]],
    [[353, 207], [17, 8]],
    [[120, 205], [202, 391]],
    [[138, 279], [131, 244]],
    [[53, 138], [94, 299]],
    [[22, 351], [24, 317]],
]


def test_berkeley_admissions_as_r_prints_them():
    """`mantelhaen.test(UCBAdmissions)` in R: 0.9046968, 95 % interval 0.7719074 to 1.0603298."""
    ratio, low, high, _ = _pooled(BERKELEY)

    assert f"{ratio:.7f}" == "0.9046968"
    assert f"{low:.7f}" == "0.7719074"
    assert f"{high:.7f}" == "1.0603298"


def answers(tmp_path, *, each=120, harder=0.0, raters=2):
    """Ratings of two groups of the same ability; the first question may be harder for one."""
    rng = np.random.default_rng(7)
    rows = []
    for group in ("north", "south"):
        for n in range(each):
            ability = rng.normal()
            for q in range(6):
                shift = harder if group == "south" and q == 0 else 0
                for r in range(raters):
                    level = round(3 + ability - shift + 0.7 * rng.normal())
                    rows.append((f"{group}-{n}", f"R{r}", f"q{q}", min(5, max(1, level))))
    path = tmp_path / "ratings.csv"
    pd.DataFrame(rows, columns=["candidate", "rater", "item", "level"]).to_csv(path, index=False)
    columns = Columns(ANALYSED_COLUMNS, OPTIONS, filled=ANALYSED_COLUMNS[:-1])
    return ratings_table(read_table(path, columns))


def group_of(source):
    return {name: name.split("-")[0] for name in source.data.candidates}


def test_a_question_that_is_harder_for_a_group_stands_out(tmp_path):
    source = answers(tmp_path, harder=1.5)

    found = {each.question: each for each in question_bias(source, group_of(source))}

    assert found["q0"].size == "large"
    assert found["q0"].high < 1
    assert (found["q0"].group, found["q0"].compared_with) == ("south", "north")
    assert found["q0"].people == (120, 120)
    assert "q0: harder for south than for north" in bias_report(list(found.values()))[0]


def test_fair_questions_are_left_alone(tmp_path):
    source = answers(tmp_path)

    found = question_bias(source, group_of(source))

    assert len(found) == 6
    assert {each.size for each in found} <= {"negligible", "moderate"}
    assert all(each.low < each.odds_ratio < each.high for each in found)


def test_below_the_floor_nothing_is_said(tmp_path):
    source = answers(tmp_path, each=99, harder=3)

    found = question_bias(source, group_of(source))

    assert all(each.too_few and isnan(each.odds_ratio) and not each.size for each in found)
    said = "It takes at least 100 people in each of the two groups who answered the question"
    assert bias_report(found) == [
        f"south: nothing is said of 6 questions. {said} and 3 others.",
    ]
    assert all(row[5:9] == [""] * 4 for row in bias_rows(found))


def test_one_group_alone_is_nothing_to_compare(tmp_path):
    source = answers(tmp_path, each=3)

    assert question_bias(source, dict.fromkeys(source.data.candidates, "all")) == []
    assert "Nothing to compare" in bias_report([])[0]


def test_where_all_of_a_group_answer_alike_there_is_no_ratio():
    assert all(isnan(number) for number in _pooled([[[10, 0], [5, 5]]]))
    assert all(isnan(number) for number in _pooled([]))


@pytest.mark.parametrize(
    ("ratio", "low", "high", "size"),
    [
        (0.5, 0.4, 0.62, "large"),
        (0.5, 0.3, 0.9, "moderate"),
        (0.6, 0.5, 0.72, "moderate"),
        (0.6, 0.3, 1.2, "negligible"),
        (0.9, 0.85, 0.95, "negligible"),
        (2.2, 1.7, 2.9, "large"),
    ],
)
def test_sizes_are_named_as_ets_does(ratio, low, high, size):
    assert (
        QuestionBias("q", "b", "a", (100, 100), ratio, low, high, 0.01, too_few=False).size == size
    )


def grouped(tmp_path, text, candidates=("C-1", "C-2")):
    path = tmp_path / "groups.csv"
    path.write_text(text, "utf-8")
    return members(read_table(path, GROUP_COLUMNS), candidates)


def test_who_is_in_no_group_or_not_in_the_ratings_is_told(tmp_path):
    found = grouped(tmp_path, "candidate,group\nC-1,a\nC-9,b\nC-2,\n")

    assert found.group_of == {"C-1": "a"}
    assert [note.partition(": ")[2] for note in found.notes] == [
        "not in the ratings: C-9",
        "1 candidate has no group and can't be compared",
    ]


@pytest.mark.parametrize(
    "rows", ["c1,F\nc2,f\n", "c1,F\nC1,F\n", "c1,F\nc2,\uff26\n"], ids=["group", "who", "wide"]
)
def test_two_spellings_of_one_name_are_refused(tmp_path, rows):
    with pytest.raises(BadTable) as refused:
        grouped(tmp_path, f"candidate,group\n{rows}", ["c1", "c2"])

    assert "use one spelling" in str(refused.value)


def test_a_requisition_tells_two_people_with_one_code_apart(tmp_path):
    text = "requisition,candidate,group\nMES-1,C-1,a\nMES-2,C-1,b\n"

    found = grouped(tmp_path, text, ("MES-1.C-1", "MES-2.C-1"))

    assert found.group_of == {"MES-1.C-1": "a", "MES-2.C-1": "b"}


def test_a_candidate_in_two_groups_is_refused_by_row(tmp_path):
    with pytest.raises(BadTable, match=r"groups\.csv:3:group: C-1 is in 'a' in row 2: keep one"):
        grouped(tmp_path, "candidate,group\nC-1,a\nC-1,b\n")
