"""The committed coefficients are what the corpus gives, and can be read back."""

from pathlib import Path

import pytest

from assessment.domain.errors import Invalid
from assessment.scoping.adverts.coefficients import LABELS, parsed, shipped_model, written
from assessment.scoping.adverts.terms import terms
from benchmarks import advert_training
from question_bank import adverts


def test_a_refit_gives_the_committed_model():
    fitted = advert_training.fit(adverts.sentences())
    shipped = shipped_model()

    for label in LABELS:
        assert fitted.weights[label].keys() == shipped.weights[label].keys()
        assert fitted.weights[label] == pytest.approx(shipped.weights[label], abs=0.01)


def test_the_file_is_text_that_reads_back_the_same():
    lines = list(written(shipped_model()))

    assert parsed(lines, Path("model.txt")) == shipped_model()
    assert len(lines) < 2500


def test_a_broken_file_names_its_line():
    with pytest.raises(Invalid, match=r"model\.txt:2: a line is a weight and a term"):
        parsed(["[cell]", "heavy lot"], Path("model.txt"))
    with pytest.raises(Invalid, match="no weights for"):
        parsed(["[cell]", "+1.0 lot"], Path("model.txt"))


def test_names_and_numbers_are_masked():
    found = terms("Configure Opcenter and 14 LIMS interfaces")

    assert {"PLAT", "SYS", "NUM"} <= found.keys()
    assert not {"opcent", "lim", "14"} & found.keys()


def test_words_that_carried_a_label_stand_in_the_sentence():
    sentence = "Analyse OEE losses with the shift"
    reading = shipped_model().read(sentence)["performance_analysis"]

    assert reading.probability > 0.5
    assert {sentence[a:b] for a, b in reading.words} & {"OEE", "losses", "Analyse", "OEE losses"}
