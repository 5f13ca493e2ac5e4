"""One's own questions are read from regular files: nothing can hang or lead elsewhere."""

import os

import pytest

from question_bank import load_bank, regular_files
from question_bank.own import left_out, with_own
from tests.unit.question_bank.folders import HOME, QUESTION, a_folder, put


@pytest.fixture
def bank(tmp_path):
    (tmp_path / "shipped").mkdir()
    return load_bank(a_folder(tmp_path / "shipped"))


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    put(folder, HOME.replace("prd-", "x-prd-"), QUESTION.replace("prd-dsp", "x-prd-dsp"))
    return folder


def refused(bank, own):
    found = with_own(bank, own)
    assert set(found.questions) == set(bank.questions)
    return left_out(found.own)


def test_regular_files_are_read(bank, own):
    (own / "README.md").write_text("ours")

    assert "x-prd-dsp-001" in with_own(bank, own).questions


def test_a_link_to_a_file_elsewhere_is_named(bank, own, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("title: m4rk of somebody else\n")
    (own / "production" / "x.yaml").symlink_to(secret)

    said = refused(bank, own)

    assert "x.yaml:1: is a symbolic link; put the file itself here" in said
    assert "m4rk" not in said


def test_a_link_to_a_folder_is_named(bank, own, tmp_path):
    (own / "quality").symlink_to(tmp_path, target_is_directory=True)

    assert "quality:1: is a symbolic link" in refused(bank, own)


@pytest.mark.parametrize("name", ["pipe.yaml", "pipe"])
def test_a_pipe_is_named_and_never_read(bank, own, name):
    os.mkfifo(own / "production" / name)

    assert f"{name}:1: is no regular file" in refused(bank, own)


def test_a_file_too_large_for_a_question_is_named(bank, own, monkeypatch):
    monkeypatch.setattr(regular_files, "BYTES_AT_MOST", 100)

    assert "and a content file has at most 100" in refused(bank, own)


def test_a_folder_with_too_many_files_is_refused(bank, own, monkeypatch):
    monkeypatch.setattr(regular_files, "FILES_AT_MOST", 2)

    assert "holds more than 2 files" in refused(bank, own)
