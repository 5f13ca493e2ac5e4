"""A card for the candidate on a question: read strictly, kept line by line, found by its words."""

import pytest

from question_bank import BankError, Variant, Variants, load_bank, strict_yaml
from question_bank.finding import QuestionFilter, find
from question_bank.loader import QUESTION as SHAPE
from question_bank.model import Industry
from question_bank.quality import check
from question_bank.writing import yaml_text
from tests.small_bank import a_question, bank_of
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

CARD = """\
handout: |
  Line 4: 40 orders, 6 due tonight
    of which 1 half finished
  Line 5: free from 14:30
probes:
"""
TEXT = changed("probes:\n", CARD)
LINES = "Line 4: 40 orders, 6 due tonight\n  of which 1 half finished\nLine 5: free from 14:30"


def a_bank(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, HOME, text)
    return root


def faults(tmp_path, text):
    with pytest.raises(BankError) as caught:
        load_bank(a_bank(tmp_path, text))
    return [f"{p.line}: {p.message}" for p in caught.value.problems]


def test_a_handout_keeps_its_lines_and_their_indentation(tmp_path):
    question = load_bank(a_bank(tmp_path, TEXT)).questions["prd-dsp-001"]

    assert question.handout == LINES


def test_a_question_without_a_handout_has_none(tmp_path):
    assert load_bank(a_folder(tmp_path)).questions["prd-dsp-001"].handout is None


@pytest.mark.parametrize(
    ("handout", "said"),
    [
        ('handout: "  "', "19: handout: is blank"),
        ("handout: 7", "19: handout: should be text, not 7; put quotes around it"),
        (f"handout: {'x' * 601}", "19: handout: takes at most 600 characters; shorten"),
        ("handout: [a, b]", "19: handout: should be text, not ['a', 'b']"),
    ],
)
def test_each_fault_of_a_handout_is_told_at_its_line(tmp_path, handout, said):
    (fault,) = faults(tmp_path, changed("probes:\n", f"{handout}\nprobes:\n"))

    assert fault.startswith(said)


def test_a_handout_is_checked_for_words_about_the_person(tmp_path):
    root = a_bank(tmp_path, TEXT.replace("1 half finished", "1 by the young crew"))

    assert [f"{p.line}: {p.message}" for p in check(root)] == [
        '19: "young" speaks of the person; the question has to do without it'
    ]


def test_reading_a_handout_counts_towards_the_minutes(tmp_path):
    text = changed("minutes: 5", "minutes: 3", TEXT)
    points = "".join(f"  - a further point, number {n}\n" for n in range(2))
    text = text.replace("anchors:\n", f"{points}anchors:\n")
    assert check(a_bank(tmp_path, text)) == ()
    longer = text.replace("Line 5: free", f"{'a b c d e f g h ' * 9}\n  Line 5: free")

    (problem,) = check(a_bank(tmp_path, longer))

    assert problem.message.startswith("3 minutes are not plausible: asking takes 1.0 and 5 points")


def test_a_question_with_a_handout_reads_back_from_its_file(tmp_path):
    question = load_bank(a_bank(tmp_path, TEXT)).questions["prd-dsp-001"]
    path = tmp_path / "again.yaml"
    path.write_text(yaml_text(question), "utf-8")

    assert strict_yaml.read(path, SHAPE)[0] == question
    assert (
        "handout: |-\n"
        "  Line 4: 40 orders, 6 due tonight\n"
        "    of which 1 half finished\n"
        "  Line 5: free from 14:30\n"
    ) in path.read_text("utf-8")


def test_windows_line_ends_and_trailing_spaces_make_no_other_handout():
    plain = a_question().model_dump(mode="json")

    read = SHAPE.validate_python(plain | {"handout": "A: 1  \r\nB: 2\r\n"})

    assert read.handout == "A: 1\nB: 2"


def test_a_question_is_found_by_the_words_of_its_handout():
    question = a_question().model_copy(update={"handout": "Filler 2: 97 of 120"})
    told = Variants(batch=Variant(prompt="A reactor stops. Why?", handout="Vessel 9: 14 bar"))
    other = a_question("prd-dsp-002").model_copy(update={"variants": told})

    assert find(bank_of([question, other]), QuestionFilter(text="filler 97")) == (question,)
    assert find(bank_of([question, other]), QuestionFilter(text="vessel 14")) == (other,)


# Variants.


def test_a_variant_shows_its_own_handout_or_that_of_the_question():
    told = Variants(
        batch=Variant(prompt="A reactor stops. What now?", handout="Reactor 3: 6 lots"),
        discrete=Variant(prompt="A press stops. What now?"),
    )
    question = a_question().model_copy(update={"handout": LINES, "variants": told})

    assert question.told_in(Industry.BATCH).handout == "Reactor 3: 6 lots"
    assert question.told_in(Industry.DISCRETE).handout == LINES


def test_a_variant_that_repeats_the_handout_is_refused(tmp_path):
    own = CARD.replace("\n", "\n    ").removesuffix("    ").replace("    probes:\n", "")
    variant = f"variants:\n  batch:\n    prompt: A reactor stops. What now?\n    {own}"

    assert faults(tmp_path, changed("listen_for:\n", f"{variant}listen_for:\n", TEXT)) == [
        "29: variants.batch.handout: is the handout of the question; leave it out"
    ]
