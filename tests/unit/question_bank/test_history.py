"""What changed from revision to revision is told for each, and of nothing that is not there."""

import pytest

from question_bank import BankError, load_bank
from question_bank.history import Change
from question_bank.quality import check
from tests.unit.question_bank.folders import (
    CARD,
    CARD_HOME,
    HOME,
    QUESTION,
    a_folder,
    changed,
    put,
)

SECOND = changed("revision: 1", "revision: 2")
LINE = "- {id: prd-dsp-001, revision: 2, date: 2026-08-31, what: Level 3 no longer names the ERP}\n"


def problems(root):
    with pytest.raises(BankError) as raised:
        load_bank(root)
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in raised.value.problems]


def a_changed_bank(tmp_path, lines, question=SECOND):
    root = a_folder(tmp_path)
    put(root, HOME, question)
    put(root, "changes.yaml", lines)
    return root


def test_what_changed_is_read_newest_first(tmp_path):
    third = LINE.replace("revision: 2", "revision: 3").replace("the ERP", "a screen")
    root = a_changed_bank(tmp_path, LINE + third, changed("revision: 1", "revision: 3"))

    assert load_bank(root).changes_of("prd-dsp-001") == (
        Change(
            id="prd-dsp-001", revision=3, date="2026-08-31", what="Level 3 no longer names a screen"
        ),
        Change(
            id="prd-dsp-001", revision=2, date="2026-08-31", what="Level 3 no longer names the ERP"
        ),
    )


def test_a_bank_without_the_file_is_as_first_published(tmp_path):
    bank = load_bank(a_folder(tmp_path))

    assert (bank.changes, bank.changes_of("prd-dsp-001")) == ((), ())


def test_cards_have_a_history_too(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, changed("revision: 1", "revision: 2", CARD))
    put(root, "changes.yaml", LINE.replace("prd-dsp-001", "crd-001"))

    assert [c.id for c in load_bank(root).changes] == ["crd-001"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "1: is empty"),
        (LINE.replace("2026-08-31", "31.8.2026"), "1: 0.date: should be a day such as 2026-08-31,"),
        (LINE.replace("2026-08-31", "2026-02-30"), "1: 0.date: should be a day such as 2026-08-31"),
        (LINE.replace("2026-08-31", "20260831"), "1: 0.date: should be text, not 20260831"),
        (LINE.replace("revision: 2", "revision: 1"), "1: 0.revision: should be greater than or"),
        (LINE.replace("revision: 2", "revision: 3"), "1: prd-dsp-001 is at revision 2, not yet at"),
        (LINE.replace("dsp", "exe"), "1: there is no question or card prd-exe-001"),
        (LINE + LINE, "2: revision 2 of prd-dsp-001 stands here twice"),
        (LINE.replace("id:", "name:"), "1: 0.id: is missing"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path, lines, said):
    root = a_changed_bank(tmp_path, lines)

    first, *_ = problems(root)
    assert first.startswith(f"changes.yaml:{said}")


def test_a_question_that_cannot_be_read_is_not_called_absent_as_well(tmp_path):
    root = a_changed_bank(tmp_path, LINE, QUESTION.replace("minutes: 5", "minutes: 50"))

    assert problems(root) == [f"{HOME}:14: minutes: should be less than or equal to 10, not 50"]


def test_a_revision_that_nobody_told_of_is_a_problem_at_its_line(tmp_path):
    root = a_changed_bank(tmp_path, LINE, changed("revision: 1", "revision: 4"))

    assert [f"{p.path.name}:{p.line}: {p.message}" for p in check(root)] == [
        "prd-dsp-001.yaml:2: changes.yaml does not say what changed in revision 3",
        "prd-dsp-001.yaml:2: changes.yaml does not say what changed in revision 4",
    ]
