"""The goals for whole adverts, which were never trained on."""

import pytest

from benchmarks import adverts as benchmark
from question_bank import adverts


@pytest.fixture(scope="module")
def found():
    whole = [a for part in benchmark.PARTS for a in adverts.whole_adverts(part)]
    return [benchmark.read(advert) for advert in whole]


def test_targets(found):
    figures = benchmark.targets(found)

    assert figures["target wrong"] <= 0.05
    assert figures["cannot tell"] <= 0.30
    assert figures["wrong with high confidence"] == 0
    assert figures["of these refused"] == figures["unsupported languages"]
    assert figures["English refused"] == 0


def test_cells(found):
    figures = benchmark.cells(found)

    assert figures["precision"] >= 0.8
    assert figures["recall"] >= 0.5
    assert figures["none proposed there"] >= 0.85


def test_confusions_and_platforms(found):
    confusions, platforms = benchmark.confusions(found), benchmark.platforms(found)

    assert confusions["precision"] >= 0.9
    assert confusions["recall"] >= 0.6
    assert platforms["precision"] >= 0.95
    assert platforms["recall"] >= 0.95
