"""`levelset score`, the exporter and `verify` against scores worked out by hand."""

import csv
import io
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compatibility.doors import levelset
from tests.oracles.score_by_hand import Rating, competency_values, score
from tests.oracles.small_shortlist import exported, problems

COMPETENCIES = ("placement", "execution", "breadth", "integration", "portfolio")
CANDIDATES, RATERS, ITEMS = ("C-01", "C-02", "C-03"), ("R-01", "R-02"), 5
FLOOR = Fraction(3, 4)
levels = st.one_of(st.none(), st.integers(1, 5))
weights = st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 2), Fraction(3), Fraction(40)])


@st.composite
def shortlists(draw: st.DrawFn) -> list[Rating]:
    """Three candidates, each rated by two raters on five items in an interview or two."""
    asked = [(draw(st.sampled_from(COMPETENCIES)), draw(weights)) for _ in range(ITEMS)]
    submitted = {(c, r): draw(st.booleans()) for c in CANDIDATES for r in RATERS}
    return [
        Rating(
            candidate=candidate,
            interview=f"{candidate}.1",
            rater=rater,
            item=f"q0{n}",
            competency=competency,
            level=draw(levels),
            weight=weight,
            submitted=submitted[candidate, rater],
        )
        for candidate in CANDIDATES
        for rater in RATERS
        for n, (competency, weight) in enumerate(asked, 1)
    ]


@st.composite
def boards(draw: st.DrawFn) -> list[Rating]:
    """A finished board for some of the candidates."""
    shares = {c: draw(st.one_of(st.none(), st.integers(0, 20))) for c in CANDIDATES}
    return [
        Rating(
            candidate=candidate,
            interview=f"{candidate}.1",
            rater="",
            item="board",
            competency="placement",
            value=Fraction(share, 20),
        )
        for candidate, share in shares.items()
        if share is not None
    ]


profiles = st.fixed_dictionaries(dict.fromkeys(COMPETENCIES, weights)).filter(
    lambda drawn: any(drawn.values())
)


def same(number: str | float | None, exact: Fraction | None) -> bool:
    if number is None or number == "" or exact is None:
        return number in (None, "") and exact is None
    return math.isclose(float(number), exact, rel_tol=1e-12, abs_tol=1e-12)


def as_csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    write = csv.DictWriter(out, rows[0])
    write.writeheader()
    write.writerows(rows)
    return out.getvalue()


def ratings_csv(ratings: list[Rating]) -> str:
    return as_csv(
        [
            {
                "candidate": r.candidate,
                "interview": r.interview,
                "rater": r.rater,
                "item": r.item,
                "competency": r.competency,
                "level": "" if r.level is None else r.level,
                "value": "" if r.value is None else float(r.value),
                "item_weight": float(r.weight),
                "scorecard_status": ("submitted" if r.submitted else "draft") if r.rater else "",
            }
            for r in ratings
        ]
    )


@given(shortlists(), boards(), profiles)
@settings(max_examples=25)
def test_the_command_gives_the_scores_by_hand(
    tmp_path_factory: pytest.TempPathFactory,
    ratings: list[Rating],
    finished: list[Rating],
    own: dict[str, Fraction],
) -> None:
    folder: Path = tmp_path_factory.mktemp("scores")
    everything = ratings + finished
    (folder / "ratings.csv").write_text(ratings_csv(everything), "utf-8")
    told = [{"profile": "own", "competency": c, "weight": float(w)} for c, w in own.items()]
    (folder / "weights.csv").write_text(as_csv(told), "utf-8")

    words = (folder / "ratings.csv", "--weights", folder / "weights.csv", "--out", folder)
    code, said, wrong = levelset("sqlite://", "score", *words)

    assert code == 0, (said, wrong)
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 2 * len(CANDIDATES)
    for row in rows:
        equal = dict.fromkeys(own, Fraction(1))
        found = competency_values(everything, row["candidate"])
        expected = score(found, own if row["profile"] == "own" else equal, FLOOR)
        assert same(row["score"], expected.score), row
        assert same(row["coverage"], expected.coverage), row
        assert row["provisional"] == str(expected.provisional).lower(), row


@given(shortlists(), profiles)
@settings(max_examples=25)
def test_the_exporter_gives_the_scores_by_hand_and_verify_agrees(
    ratings: list[Rating], own: dict[str, Fraction]
) -> None:
    export, known = exported(ratings, own, raters=RATERS)

    for row in export.shortlist:
        mine = [r for r in ratings if r.candidate == row["candidate"]]
        if not all(r.submitted for r in mine):
            assert row["raters"] == "", row  # hidden until every scorecard is in
            continue
        found = competency_values(mine, row["candidate"])
        for competency in COMPETENCIES:
            assert same(row[f"s_{competency}"], found.get(competency)), (competency, row)
        for profile, held in known.items():
            expected = score(found, held, FLOOR)
            assert same(row[f"score_{profile}"], expected.score), (profile, row)
            assert same(row[f"coverage_{profile}"], expected.coverage), (profile, row)
            assert row[f"provisional_{profile}"] == str(expected.provisional).lower()
    assert {row["candidate"] for row in export.shortlist} == set(CANDIDATES)
    assert problems(export.archive) == []


def test_the_worked_example_of_the_product() -> None:
    """Two competencies with the weights 1 and 3: 0/1, 1/0 and 1/1 give 75, 25 and 100."""
    weighed = {"a": Fraction(1), "b": Fraction(3)}
    pairs = [(Fraction(0), Fraction(1)), (Fraction(1), Fraction(0)), (Fraction(1), Fraction(1))]
    got = [score({"a": a, "b": b}, weighed, FLOOR).score for a, b in pairs]
    assert got == [75, 25, 100]
