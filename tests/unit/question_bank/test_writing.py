"""A question written to a file reads back as the same question, whatever its author typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank import load_bank, strict_yaml
from question_bank.loader import QUESTION
from question_bank.writing import yaml_text
from tests.small_bank import a_question


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("written") / "question.yaml"


def read_back(file, question):
    file.write_text(yaml_text(question), "utf-8", newline="\n")
    return strict_yaml.read(file, QUESTION)[0]


def test_every_shipped_question_reads_back(file):
    questions = load_bank().questions.values()

    assert [q for q in questions if read_back(file, q) != q] == []


TYPED = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="|\ufeff"), min_size=10
).filter(lambda text: len(text.strip()) >= 10)


@given(text=TYPED)
def test_any_text_reads_back(file, text):
    plain = a_question("exe-001").model_dump(mode="json", exclude_none=True)
    plain |= {"title": text[:60], "prompt": text[:600], "probes": [text[:160], "Who decides?"]}
    plain["anchors"][0]["behaviour"] = text[:220]
    question = QUESTION.validate_python(plain)

    assert read_back(file, question) == question


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "null",
        "08",
        "0.50",
        "3.10",
        "~",
        "2024-01-31",
        "- a",
        "a: b",
        "# no",
        "*a",
        "!x",
        "a\nb",
    ],
)
def test_what_yaml_could_take_for_something_else_stays_text(file, text):
    question = a_question("exe-001").model_copy(update={"probes": (text, "Who decides?")})

    assert read_back(file, question) == question


def test_a_file_looks_as_an_author_would_write_it():
    # 96 columns, lists indented, short lists in a line, nothing that is not there
    assert yaml_text(a_question("exe-001")) == (
        "id: exe-001\n"
        "revision: 1\n"
        "status: active\n"
        "title: A line goes down\n"
        "competency: execution\n"
        "stem: break\n"
        "type: situational\n"
        "target_level: both\n"
        "functional_level: 3\n"
        "minutes: 5\n"
        "industries: [general]\n"
        "prompt: >-\n"
        "  A line goes down with forty orders queued to it. What happens next?\n"
        "probes:\n"
        "  - Who decides?\n"
        "  - What if the setup differs?\n"
        "listen_for:\n"
        "  - an owner\n"
        "  - a constraint\n"
        "  - a consequence\n"
        "anchors:\n"
        "  - level: 1\n"
        "    behaviour: Describes the screen only.\n"
        "  - level: 3\n"
        "    behaviour: Names the queue and who owns it.\n"
        "  - level: 5\n"
        "    behaviour: Weighs setup, due date and genealogy.\n"
        "wrong_beliefs:\n"
        "  - the ERP dispatches\n"
        "  - the PLC schedules\n"
        "basis: practice\n"
        "sources: []\n"
    )
