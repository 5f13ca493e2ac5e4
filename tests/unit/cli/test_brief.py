"""`levelset brief`: the report, the values, and what each bad input is told."""

import json

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from question_bank.adverts import whole_adverts

WHOLE = {a.name: a.text for a in whole_adverts("first")}


def run(*arguments):
    return CliRunner().invoke(build(), ["brief", *map(str, arguments)])


@pytest.fixture
def advert(tmp_path):
    path = tmp_path / "advert.txt"
    path.write_text(WHOLE["02-site-mes-engineer"], "utf-8")
    return path


def test_the_report(advert):
    found = run(advert)

    assert found.exit_code == 0
    assert found.output.startswith("Manufacturing Systems Engineer (MES), Tarnbrook plant\n")
    assert "Probably a plant role" in found.output
    assert "Ask the client" in found.output


def test_the_values(advert):
    found = run(advert, "--json")

    assert found.exit_code == 0
    assert json.loads(found.output)["target"]["value"] == "plant"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty."),
        ("Curriculum vitae\nWork experience\n2015 - present: I led an MES.", "candidate's CV"),
        (WHOLE["09-german-body"], "is in German"),
    ],
)
def test_a_text_that_is_no_advert_ends_with_1_and_the_file(tmp_path, text, said):
    path = tmp_path / "some.txt"
    path.write_text(text, "utf-8")
    found = run(path)

    assert found.exit_code == 1
    assert found.output.startswith(f"{path}: ")
    assert said in found.output


def test_a_file_that_is_not_there(tmp_path):
    found = run(tmp_path / "none.txt")

    assert found.exit_code == 1
    assert "cannot be read: No such file or directory" in found.output


def test_bad_usage():
    assert run().exit_code == 2
