"""Databases of the recorded version, upgraded, give what that version gave.

`observing.py` says what is masked. The same answers are expected of all three databases, because
a backup and a restore into either kind of database changes none of them.
"""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.compatibility import observing
from tests.compatibility.doors import (
    OWN_PAGE,
    RECORDED,
    Product,
    check,
    levelset,
    page_address,
    recorded,
)

PROOFS = recorded("proofs.json")
QUERY = {"requisition": "MES-7", "interview": "MES-7.C-01.1", "rater": "R 1&=ü"}


def zipped(name: str) -> dict[str, str]:
    with zipfile.ZipFile(RECORDED / name) as archive:
        return {file: archive.read(file).decode() for file in archive.namelist()}


def assert_printed(path: str, found: list[Any], expected: list[Any]) -> None:
    """Who has no part in a requisition is no longer told that it exists."""
    (status, page), (was, before) = found, expected
    if was == HIDDEN_SINCE and status == 404:
        assert "There is no interview" in page, path
        return
    assert status == was, path
    assert observing.printed(page) == observing.printed(before), path


HIDDEN_SINCE = 403
CLOSED_SINCE = "GET bank MES-7.C-03.1:"
"""Questions to add, asked for by a page of a candidate who withdrew."""


def test_the_upgraded_database_has_no_problems(product: Product, recorded_url: str) -> None:
    assert check(product.engine) == []
    code, told, _ = levelset(recorded_url, "db", "check")
    assert (code, told.endswith("is in order.\n")) == (0, True), told


def test_kit_hashes_are_those_of_the_frozen_contents(product: Product) -> None:
    assert product.kits() == recorded("kits.json")


def test_every_score_is_the_recorded_one(product: Product) -> None:
    assert observing.scores(product) == recorded("scores.json")


def test_links_tokens_and_cookies_still_open_what_they_opened(product: Product) -> None:
    expected = recorded("answers.json")

    found = json.loads(json.dumps(observing.answers(product, PROOFS)))

    assert found.keys() == expected.keys()
    for request, answer in expected.items():
        if request.startswith("GET /s/"):  # the cookie is the link's own now, and ends with it
            assert found[request][0] == answer[0], request
            assert found[request][1].get("location") == answer[1].get("location"), request
        elif request.startswith(CLOSED_SINCE):
            assert found[request][0] == 404, request
        else:
            assert found[request] == answer, request


def test_what_a_board_and_a_browser_are_given_is_made_as_before(product: Product) -> None:
    """A seat's link and its page's token have an end now, and say nothing of whose they are."""
    for box, token in PROOFS["tokens"].items():
        interview, _, rater = box.partition(":")
        if rater == "board":
            assert (box, product.board_token(interview)) == (box, token)
    assert {r: product.cookie(r) for r in PROOFS["cookies"]} == PROOFS["cookies"]
    made, before = product.links(), PROOFS["offered"]
    assert [p for p in made if p.startswith("/c/")] == [p for p in before if p.startswith("/c/")]
    assert len(made) == len(before)


def test_a_remembered_rater_is_still_known(product: Product) -> None:
    """The cookie decides whose scorecard is printed."""
    path = "/print/scorecard?interview=MES-7.C-01.1"
    pages = json.loads(zipped("printed.zip")["printed.json"])
    for rater, cookie in PROOFS["cookies"].items():
        if f"{path} {rater}" in pages:
            answer = product.get(path, OWN_PAGE | {"cookie": cookie})
            status, page = pages[f"{path} {rater}"]
            assert_printed(f"{path} {rater}", [answer.status, answer.body], [status, page])


def test_live_pages_are_given_the_recorded_values(product: Product) -> None:
    expected = recorded("states.json")

    found = observing.states(product, PROOFS)

    assert found.keys() == expected.keys()
    for box in expected:
        assert found[box] == expected[box], box


def test_printed_pages_are_the_recorded_ones(product: Product) -> None:
    expected = json.loads(zipped("printed.zip")["printed.json"])

    found = observing.printed_pages(product)

    assert list(found) == list(expected)
    for path, (status, page) in expected.items():
        assert_printed(path, found[path], [status, page])


@pytest.mark.parametrize("name", PROOFS["addresses"])
def test_page_addresses_are_the_recorded_ones(name: str) -> None:
    assert [page_address(name), page_address(name, **QUERY)] == PROOFS["addresses"][name]


def test_exports_hold_what_they_held(product: Product, recorded_url: str, tmp_path: Path) -> None:
    names = observing.EXPORTS if recorded_url.endswith("database.db") else observing.FEW_EXPORTS
    expected = {n: t for n, t in zipped("exports.zip").items() if n.partition("/")[0] in names}

    exported = observing.exports(recorded_url, tmp_path, names)
    made = {name: observing.as_recorded(files) for name, files in exported.items()}

    found = {f"{name}/{file}": text for name, files in made.items() for file, text in files.items()}
    assert list(found) == list(expected)
    for name, text in expected.items():
        if name.endswith("/shortlist.csv"):
            assert not any(observing.estimates(text).values()), name
        as_then, then = (observing.before_estimates(name, t) for t in (found[name], text))
        assert as_then.splitlines() == then.splitlines(), name
        assert as_then == then, name


def test_exports_hold_estimates_of_whoever_can_be_compared(
    product: Product, recorded_url: str, tmp_path: Path
) -> None:
    made = observing.exports(recorded_url, tmp_path, ["enterprise"])["enterprise"]

    filled = observing.estimates(made["shortlist.csv"])

    sealed = {candidate for candidate, columns in filled.items() if not columns}
    assert sealed == {"C-03"}
    assert filled["C-01"] == set(observing.ESTIMATED)
