"""Questions with nearly the same answer: named by either side, and only ones that exist."""

import pytest

from question_bank import BankError, load_bank, strict_yaml
from question_bank.loader import QUESTION as SHAPE
from question_bank.own import with_own
from question_bank.writing import yaml_text
from tests.small_bank import a_question, bank_of
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

OTHER_HOME = HOME.replace("001", "002")
OTHER = changed("id: prd-dsp-001", "id: prd-dsp-002").replace("A line goes", "Line 7 goes")


def naming(*ids, text=OTHER):
    return changed("basis: source", f"similar_to: [{', '.join(ids)}]\nbasis: source", text)


def faults(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, OTHER_HOME, text)
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.path.name}:{p.line}: {p.message}" for p in caught.value.problems]


def test_a_pair_named_on_one_side_holds_in_both_directions(tmp_path):
    root = a_folder(tmp_path)
    put(root, OTHER_HOME, naming("prd-dsp-001"))

    assert load_bank(root).similar == {
        "prd-dsp-001": {"prd-dsp-002"},
        "prd-dsp-002": {"prd-dsp-001"},
    }


def test_a_question_may_have_several_similar_ones_that_are_not_similar_to_each_other():
    bank = bank_of(
        [
            a_question("exe-001").model_copy(update={"similar_to": ("exe-002", "exe-003")}),
            a_question("exe-002").model_copy(update={"similar_to": ("exe-001",)}),
            a_question("exe-003"),
            a_question("exe-004"),
        ]
    )

    assert bank.similar == {
        "exe-001": {"exe-002", "exe-003"},
        "exe-002": {"exe-001"},
        "exe-003": {"exe-001"},
    }


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (
            ("prd-dsp-009",),
            "32: similar_to names prd-dsp-009, and there is no such question",
        ),
        (("prd-dsp-002",), "32: similar_to: names the question itself"),
        (
            ("prd-dsp-001", "prd-dsp-001"),
            "32: similar_to: names prd-dsp-001 more than once",
        ),
        (("a line",), "32: similar_to.0: an id looks like prd-dsp-014 or gov-014"),
    ],
)
def test_each_fault_is_told_at_its_line(tmp_path, ids, said):
    (fault,) = faults(tmp_path, naming(*ids))

    assert fault.startswith(f"prd-dsp-002.yaml:{said}")


def test_a_similar_question_that_cannot_be_read_is_told_once(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("minutes: 5", "minutes: 50"))
    put(root, OTHER_HOME, naming("prd-dsp-001"))

    with pytest.raises(BankError) as caught:
        load_bank(root)

    assert [p.path.name for p in caught.value.problems] == ["prd-dsp-001.yaml"]


def test_an_own_question_may_be_similar_to_a_shipped_one(tmp_path):
    bank, own = tmp_path / "bank", tmp_path / "own"
    bank.mkdir()
    mine = naming("prd-dsp-001").replace("id: prd-dsp-002", "id: x-prd-dsp-002")
    put(own, OTHER_HOME.replace("prd-dsp-002", "x-prd-dsp-002"), mine)

    both = with_own(load_bank(a_folder(bank)), own)

    assert both.own.problems == ()
    assert both.similar["prd-dsp-001"] == {"x-prd-dsp-002"}


def test_the_ids_stand_in_one_line_of_the_file_and_read_back(tmp_path):
    question = a_question("exe-001").model_copy(update={"similar_to": ("exe-002", "exe-003")})
    path = tmp_path / "exe-001.yaml"
    path.write_text(yaml_text(question), "utf-8")

    assert strict_yaml.read(path, SHAPE)[0] == question
    assert "\nsimilar_to: [exe-002, exe-003]\n" in path.read_text("utf-8")
