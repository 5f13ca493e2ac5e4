"""Uses of words that hide the role, and near misses that are none."""

import pytest

from assessment.scoping.adverts.confusions import confusions_in
from assessment.scoping.adverts.mending import mended
from question_bank import adverts


@pytest.mark.parametrize(
    "sentence",
    [s for s in adverts.sentences() if s.confusions or "ISA" in s.text],
    ids=lambda s: s.text,
)
def test_the_corpus_is_read_as_it_is_labelled(sentence):
    assert {c.kind for c in confusions_in(mended(sentence.text))} == sentence.confusions


@pytest.mark.parametrize(
    "fine",
    [
        "Aligned with ISA-95 and the Purdue model",
        "The level 3.5 DMZ of the Purdue model beside ISA-95 models",
        "MES as part of MOM",
        "Certified Scrum master; ISA-95 knowledge",
        "ISA-95 levels 0 to 4",
    ],
)
def test_a_correct_use_is_no_confusion(fine):
    assert list(confusions_in(fine)) == []


def test_a_mark_covers_the_words_themselves():
    sentence = "Experience with MES / MOM systems"
    (mark,) = confusions_in(sentence, start=100)

    assert sentence[mark.span[0] - 100 : mark.span[1] - 100] == "MES / MOM"


def test_names_that_are_written_out_count_as_a_list():
    sentence = (
        "including Manufacturing Execution Systems (MES), Warehouse Management Systems (WMS), "
        "Manufacturing Operations Management (MOM) and automation"
    )

    assert [c.kind for c in confusions_in(sentence)] == ["listed"]
