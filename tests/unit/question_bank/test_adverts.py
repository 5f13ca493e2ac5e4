"""The corpus of the advert reader: what its lines mean, and what a faulty line is told."""

from collections import Counter

import pytest

from question_bank import adverts
from question_bank.adverts import Confusion
from question_bank.errors import BankError
from question_bank.taxonomy import CELLS, Activity, Cell, OperationsCategory, TargetLevel


def corpus(tmp_path, text, name="some.txt"):
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def told(raised):
    return [f"{p.path.name}:{p.line}: {p.message}" for p in raised.value.problems]


def test_a_line_is_read_with_its_labels_and_its_group(tmp_path):
    root = corpus(tmp_path, "# a remark\n## starts\nPdsp plant | Dispatch jobs.\n- | Drink tea.\n")

    jobs, tea = adverts.sentences(root)

    dispatching = Cell(OperationsCategory.PRODUCTION, Activity.DISPATCHING)
    assert jobs.cells == {dispatching}
    assert jobs.scope == {TargetLevel.PLANT}
    assert jobs.group == tea.group == "some/starts"
    assert tea[1:4] == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## a\nPxyz | Do it.\n", "some.txt:2: there is no label Pxyz"),
        ("- | Do it.\n", "some.txt:1: a sentence needs a group: a line ## name above it"),
        (
            "## a\n- plant | Do it.\n",
            "some.txt:2: labels are one or more codes, or - alone for none",
        ),
        ("## a\njust words\n", "some.txt:2: a line is: labels | sentence"),
        ("## a\n- | Do it.\n- | do IT.\n", "some.txt:3: this sentence is already in some.txt:2"),
        ("## a\n- | A.\n## a\n- | B.\n", "some.txt:3: this group is already in some.txt:1"),
    ],
)
def test_a_faulty_line_is_named(tmp_path, text, said):
    with pytest.raises(BankError) as raised:
        adverts.sentences(corpus(tmp_path, text))

    assert said in told(raised)


def test_a_faulty_name_and_a_faulty_whole_advert_are_named(tmp_path):
    root = tmp_path / "adverts"
    (root / "whole" / "first").mkdir(parents=True)
    (root / "names.txt").write_text("product | Opcenter | Opcenter\n", "utf-8")
    (root / "whole" / "first" / "a.txt").write_text("target: moon\n---\nText\n", "utf-8")

    problems = [p.message for p in adverts.review(tmp_path)]

    assert problems[0] == "a line is: platform or system | name | spellings"
    assert "has a label that cannot be read" in problems[1]


def test_a_bank_without_a_corpus_has_no_problem_with_it(tmp_path):
    assert adverts.review(tmp_path) == ()


def test_the_shipped_corpus_is_as_large_and_as_hard_as_it_has_to_be():
    found = adverts.sentences()
    nothing = [s for s in found if not s.cells and not s.scope and not s.confusions]
    cells = Counter(cell for s in found for cell in s.cells)

    assert len(found) >= 1500
    assert len(nothing) >= len(found) / 2
    assert min(cells[cell] for cell in CELLS) >= 9
    assert all(any(kind in s.confusions for s in found) for kind in list(Confusion)[:5])


def test_whole_adverts_are_apart_from_the_sentences():
    sentences = {s.text.casefold().strip(" .") for s in adverts.sentences()}
    whole = adverts.whole_adverts("first")
    shared = [
        (advert.name, line)
        for advert in whole
        for line in advert.text.splitlines()
        if len(line.split()) > 6 and line.casefold().strip(" .-·•") in sentences
    ]

    assert len(whole) >= 40
    assert sum(not advert.cells for advert in whole) >= 0.6 * len(whole)
    assert len(shared) <= 2, shared
