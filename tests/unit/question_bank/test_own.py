"""A folder of one's own questions stands beside the bank, or says why not; it breaks nothing."""

from pathlib import Path

import pytest

from question_bank import load_bank
from question_bank.loader import OwnFolder, shipped_content
from question_bank.own import VARIABLE, choose, is_own, load_banks, named, with_own
from tests.ordinary_user import an_ordinary_user
from tests.unit.question_bank.folders import (
    CARD,
    EXEMPLAR,
    HOME,
    QUESTION,
    a_folder,
    changed,
    put,
)

OWN_HOME = HOME.replace("prd-", "x-prd-")
OWN_QUESTION = changed("id: prd-dsp-001", "id: x-prd-dsp-001").replace("A line goes", "Ours goes")


@pytest.fixture
def bank(tmp_path):
    folder = tmp_path / "bank"
    folder.mkdir()
    return load_bank(a_folder(folder))


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "own"
    put(folder, OWN_HOME, OWN_QUESTION)
    return folder


def told(bank):
    """Every problem of the own folder, as `path:line: message`."""
    root, problems = bank.own
    return [f"{p.path.relative_to(root).as_posix()}:{p.line}: {p.message}" for p in problems]


def test_own_questions_cards_and_answers_stand_beside_those_of_the_bank(bank, own):
    put(own, "cards/x-crd-001.yaml", changed("id: crd-001", "id: x-crd-001", CARD))
    put(own, "exemplars/x-prd-dsp-001.yaml", EXEMPLAR.replace("prd-", "x-prd-"))
    put(own, "sources.yaml", "HOUSE: The manual of our own plant\n")

    both = with_own(bank, own)

    assert list(both.questions) == ["prd-dsp-001", "x-prd-dsp-001"]
    assert both.questions["prd-dsp-001"] == bank.questions["prd-dsp-001"]
    assert list(both.cards) == ["x-crd-001"]
    assert list(both.exemplars) == ["x-prd-dsp-001"]
    assert both.sources == {
        "HOUSE": "The manual of our own plant",
        "B2MML": "An open XML form of the standard",
    }
    assert (both.competencies, both.scale, both.profiles) == (
        bank.competencies,
        bank.scale,
        bank.profiles,
    )
    assert both.own == OwnFolder(own, ())


def test_no_folder_is_the_bank_as_it_is(bank):
    assert with_own(bank, None) is bank


def test_the_version_covers_both(bank, own):
    before = with_own(bank, own).version
    put(own, OWN_HOME, OWN_QUESTION.replace("minutes: 5", "minutes: 6"))

    assert len({bank.version, before, with_own(bank, own).version}) == 3


def test_an_own_question_may_not_take_a_name_of_the_shipped_bank(bank, own):
    put(own, HOME, QUESTION)
    put(own, "cards/crd-001.yaml", CARD)

    both = with_own(bank, own)

    assert told(both) == [
        f"{HOME}:1: the id prd-dsp-001 should be x-prd-dsp- and three digits",
        "cards/crd-001.yaml:1: the id crd-001 should be x-crd- and three digits",
    ]
    assert both.questions == bank.questions
    assert both.version == bank.version


def test_a_whole_bank_refuses_the_names_of_own_questions(tmp_path):
    root = a_folder(tmp_path)
    put(root, OWN_HOME, OWN_QUESTION)
    put(root, "cards/x-crd-001.yaml", changed("id: crd-001", "id: x-crd-001", CARD))

    with pytest.raises(Exception, match="x-prd-dsp-001 should be prd-dsp- and three") as raised:
        load_bank(root)

    assert "the id x-crd-001 should be crd- and three digits" in str(raised.value)


def test_every_fault_of_the_own_folder_is_told_with_its_line_and_the_bank_stays(bank, own):
    put(own, OWN_HOME, OWN_QUESTION.replace("minutes: 5", "minutes: 50"))
    put(own, "governance/x-gov-001.yaml", "")
    put(own, "profiles.yaml", "plant: {}\n")
    put(own, "sources.yaml", "B2MML: Something else\n")

    both = with_own(bank, own)

    assert told(both) == [
        "profiles.yaml:1: one's own questions use the words of the shipped bank",
        "sources.yaml:1: the shipped bank has a source B2MML already; give yours another key",
        "governance/x-gov-001.yaml:1: is empty",
        f"{OWN_HOME}:14: minutes: should be less than or equal to 10, not 50",
    ]
    assert both.questions == bank.questions


def test_a_source_that_neither_bank_knows_is_named(bank, own):
    put(own, OWN_HOME, OWN_QUESTION.replace("[B2MML]", "[HOUSE]"))

    assert told(with_own(bank, own)) == [f"{OWN_HOME}:33: the source HOUSE is not in sources.yaml"]


def test_a_folder_that_is_not_there_or_empty_is_said(bank, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    assert told(with_own(bank, tmp_path / "nowhere")) == [".:1: there is no such folder"]
    assert told(with_own(bank, empty)) == [".:1: holds no question"]


def test_a_file_in_place_of_the_folder_is_said(bank, tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert told(with_own(bank, tmp_path / "file")) == [".:1: cannot be read: Not a directory"]


def test_a_folder_that_may_not_be_read_is_said(bank, own):
    own.chmod(0)
    try:
        with an_ordinary_user(own.parent):
            found = told(with_own(bank, own))
    finally:
        own.chmod(0o755)

    assert found == [".:1: cannot be read: Permission denied"]


def test_the_shipped_bank_is_nobodys_own(bank):
    assert told(with_own(bank, shipped_content())) == [
        ".:1: is the bank that comes with Levelset; choose a folder of your own"
    ]


def test_the_environment_names_the_folder(own):
    assert "x-prd-dsp-001" in load_banks({VARIABLE: str(own)}).questions
    assert named({VARIABLE: "  "}) is None
    assert named({VARIABLE: "~/questions"}) == Path.home() / "questions"
    assert named({VARIABLE: "questions"}) == Path.cwd() / "questions"


def test_a_whole_bank_has_words_and_an_own_folder_none(bank, own):
    assert (is_own(own), is_own(bank.root)) == (True, False)


@pytest.fixture
def memory(tmp_path, monkeypatch):
    file = tmp_path / "data" / "own-questions.txt"
    monkeypatch.setattr("question_bank.own.memory", lambda: file)
    return file


def test_a_folder_once_chosen_is_read_at_every_start(own, memory):
    assert load_banks({}).own is None

    choose(own)

    assert "x-prd-dsp-001" in load_banks({}).questions
    choose(None)
    assert load_banks({}).own is None


def test_the_environment_goes_before_the_choice_and_may_say_that_there_is_none(own, memory):
    choose(own)

    assert named({VARIABLE: "~/questions"}) == Path.home() / "questions"
    assert named({VARIABLE: ""}) is None


def test_a_choice_that_cannot_be_read_is_none(memory):
    memory.mkdir(parents=True)

    assert named({}) is None
