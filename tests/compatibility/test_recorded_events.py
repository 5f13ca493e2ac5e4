"""Batches of events get the recorded answers, and leave the recorded rows, on both databases.

Every case begins with the same database. Requests that are turned down as a whole never reach
a log, so they are sent on SQLite only.
"""

import copy
import gzip
import json
from typing import Any

import pytest

from tests.compatibility import observing
from tests.compatibility.doors import RECORDED, Product

CASES = json.loads(gzip.decompress((RECORDED / "events.json.gz").read_bytes()))
TAKEN_IN = [name for name, case in CASES.items() if {a[0] for a in case["answers"]} == {200}]


MALFORMED = {"board: no interview", "board: a candidate who withdrew"}
"""Here a malformed move was refused because of the board; now it is because it is malformed."""


NOW_PROPOSED = {
    "a candidate who withdrew",
    "a seat that only observes",
    "a person without a seat",
    "board: a candidate who withdrew",
}
"""Here everything was refused; now what can be stored is kept, and changes nothing."""


def expected(name: str) -> list[Any]:
    answers: list[Any] = copy.deepcopy(CASES[name]["answers"])
    if name in MALFORMED:
        (refusal,) = [r for _, body in answers for r in body["refused"] if r["seq"] is True]
        refusal["why"] = "Seq is a whole number from 1, not True."
    return answers


def comparable(answers: list[Any]) -> list[Any]:
    """The answers with the refusals of each batch in the order of their numbers.

    Pages look a refusal up by its number, so the order in an answer has no meaning.
    """
    answers = copy.deepcopy(answers)
    for _, body in answers:
        if isinstance(body, dict) and "refused" in body:
            body["refused"].sort(key=lambda refusal: (str(refusal["seq"]), refusal["why"]))
    return answers


def compare(product: Product, name: str) -> None:
    """Of a row the recorded columns count; a later schema may have more."""
    case = CASES[name]
    before = product.newest(case["log"])
    if name in NOW_PROPOSED:
        kept_and_changing_nothing(product, case, before)
        return
    try:
        found = observing.replayed(product, case)
    finally:
        product.forget(case["log"], before)
    assert comparable(found["answers"]) == comparable(expected(name)), name
    assert len(found["rows"]) == len(case["rows"]), name
    for stored, row in zip(found["rows"], case["rows"], strict=True):
        assert {column: stored[column] for column in row} == row, name


def kept_and_changing_nothing(product: Product, case: dict[str, Any], before: int) -> None:
    try:
        found = observing.replayed(product, case)
    finally:
        product.forget(case["log"], before)
    reasons = {r["why"] for _, body in case["answers"] for r in body["refused"]}
    now = {r["why"] for _, body in found["answers"] for r in body["refused"]}
    assert {status for status, _ in found["answers"]} == {200}
    assert not now & {why for why in reasons if "withdrew" in why or "no rating seat" in why}
    assert found["rows"]
    assert {row["standing"] for row in found["rows"]} <= {"proposed", "late"}


@pytest.mark.parametrize("name", CASES)
def test_sqlite_answers_and_stores_as_recorded(name: str, written_sqlite: Product) -> None:
    compare(written_sqlite, name)


@pytest.mark.parametrize("name", TAKEN_IN)
def test_postgresql_answers_and_stores_as_recorded(name: str, written_postgresql: Product) -> None:
    compare(written_postgresql, name)
