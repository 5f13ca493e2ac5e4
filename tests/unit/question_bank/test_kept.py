"""A bank is taken from where it was kept only while nothing it was read from has changed."""

import os

import pytest

from question_bank import BankError, kept, load_bank
from tests.unit.question_bank.folders import HOME, QUESTION, a_folder, put


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    place = tmp_path / "kept"
    monkeypatch.setattr(kept, "folder", lambda: place)
    return place


@pytest.fixture
def root(tmp_path):
    return a_folder(tmp_path)


@pytest.fixture
def loaded(root):
    """Takes the bank, and counts how often it was read."""
    times = []

    def load():
        return kept.kept(root, lambda: times.append(1) or load_bank(root)), len(times)

    return load


def test_a_bank_is_read_once(loaded):
    first, _ = loaded()

    assert loaded() == (first, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: put(root, HOME, QUESTION.replace("minutes: 5", "minutes: 6")),
        lambda root: put(root, "sources.yaml", "more: A book.\n"),
        lambda root: (root / HOME).rename(root / HOME.replace("001", "002")),
        lambda root: put(root, "governance/gov-001.yml", ""),
    ],
    ids=["changed", "replaced", "renamed", "added"],
)
def test_any_change_of_its_files_has_it_read_again(loaded, root, change):
    loaded()
    change(root)

    try:
        _, times = loaded()
    except BankError:  # which only reading it can find
        return
    assert times == 2


def test_code_that_reads_otherwise_has_it_read_again(loaded, root, monkeypatch, tmp_path):
    loaded()
    other = tmp_path / "loader.py"
    other.write_text("# reads otherwise")
    files = kept._read_from
    monkeypatch.setattr(kept, "_read_from", lambda at: [*files(at), other])

    assert loaded()[1] == 2


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_a_broken_file_is_read_again_and_replaced(loaded, folder, cut):
    first, _ = loaded()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:cut])

    assert loaded() == (first, 2)
    assert loaded() == (first, 2)


def test_only_the_last_one_stays(loaded, root, folder):
    loaded()
    put(root, HOME, QUESTION.replace("minutes: 5", "minutes: 6"))
    loaded()

    assert len(list(folder.iterdir())) == 1


def test_a_bank_with_a_problem_is_not_kept(loaded, root, folder):
    put(root, HOME, "id: nothing else")
    with pytest.raises(BankError):
        loaded()

    assert not folder.exists()


def test_a_file_that_changes_while_it_is_read_is_not_kept(root, folder):
    def read():
        bank = load_bank(root)
        put(root, HOME, QUESTION.replace("minutes: 5", "minutes: 6"))
        return bank

    kept.kept(root, read)

    assert not folder.exists()


def test_a_folder_that_cannot_be_made_only_costs_time(loaded, folder):
    folder.write_text("a file in its place")

    first, _ = loaded()
    assert loaded() == (first, 2)


@pytest.mark.skipif(os.name == "nt", reason="has no such permissions")
def test_what_others_could_have_written_is_not_taken(loaded, folder):
    first, _ = loaded()
    folder.chmod(0o777)
    assert loaded() == (first, 2)

    folder.chmod(0o700)
    (file,) = folder.iterdir()
    file.chmod(0o666)
    assert loaded() == (first, 3)


@pytest.mark.skipif(os.name == "nt", reason="has no such permissions")
def test_nobody_else_may_read_or_write_there(loaded, folder):
    loaded()

    assert folder.stat().st_mode & 0o777 == 0o700
