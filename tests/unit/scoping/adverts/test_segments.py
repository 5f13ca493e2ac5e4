"""The text of an advert in stretches: nothing lost, each with what it was read as."""

import pytest

from assessment.scoping.adverts.reading import MarkKind, read_advert
from assessment.scoping.adverts.segments import cell_numbers, segments
from question_bank.adverts import whole_adverts

WHOLE = {a.name: a for a in whole_adverts("first") if a.target != "unsupported"}


@pytest.mark.parametrize("name", WHOLE)
def test_joined_again_it_is_the_text(name):
    reading = read_advert(WHOLE[name].text)

    assert "".join(s.text for s in segments(reading)) == reading.text


def test_each_kind_of_mark_is_there_with_its_words():
    plant = segments(read_advert(WHOLE["02-site-mes-engineer"].text))
    tangled = segments(read_advert(WHOLE["04-mes-mom-slash"].text))
    programme = segments(read_advert(WHOLE["06-mes-programme-manager"].text))

    def words(found, kind):
        return {s.text for s in found if kind in s.kinds}

    assert "on-call" in words(plant, MarkKind.PLANT)
    assert "Ignition" in words(plant, MarkKind.NAME)
    assert words(plant, MarkKind.CELL)
    assert "/" in words(tangled, MarkKind.CONFUSION)
    assert "global" in words(programme, MarkKind.ENTERPRISE)


def test_a_sentence_that_asks_for_a_cell_ends_with_the_number_in_the_list():
    reading = read_advert(WHOLE["02-site-mes-engineer"].text)
    tags = [tag for s in segments(reading) for tag in s.ends]

    assert {str(number) for number in cell_numbers(reading).values()} <= set(tags)
    assert list(cell_numbers(reading).values()) == list(range(1, len(reading.cells) + 1))
