"""The bank's commands are the same through either door, and every command explains itself."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from assessment.cli import COMMANDS, build
from question_bank import command
from tests.unit.question_bank.folders import a_folder

RUNNER = CliRunner()
BANK = ("check", "coverage", "schema", "export", "import")


@pytest.mark.parametrize("arguments", [["check"], ["coverage"]])
def test_the_banks_commands_are_the_same_through_either_door(arguments, tmp_path):
    same_through_either_door([*arguments, str(a_folder(tmp_path))])


def test_the_schema_is_the_same_through_either_door():
    same_through_either_door(["schema", "--check"])


def same_through_either_door(arguments):
    levelset = RUNNER.invoke(build(), ["bank", *arguments], prog_name="levelset")
    author = RUNNER.invoke(command.app, arguments, prog_name="levelset bank")

    assert (levelset.exit_code, levelset.stdout) == (author.exit_code, author.stdout)
    assert levelset.exit_code == 0


@pytest.mark.parametrize("door", [["question_bank"], ["assessment", "bank"]], ids=" ".join)
def test_each_door_opens_from_a_prompt(door):
    done = subprocess.run(
        [sys.executable, "-m", *door, "schema", "--check"],
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "The schemas agree with the content models.\n",
        "",
    )


def test_a_mistyped_command_is_answered_with_the_one_that_was_meant():
    result = RUNNER.invoke(build(), ["scor"])

    assert result.exit_code == 2
    assert "No such command 'scor'. Did you mean 'score'?" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [[], *([name] for name in COMMANDS), *(["bank", n] for n in BANK)],
    ids=" ".join,
)
def test_every_command_has_help(arguments):
    result = RUNNER.invoke(build(), [*arguments, "--help"])

    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("arguments", [[], ["bank"], ["banks"], ["bank", "chek"], ["--nope"]])
def test_what_is_no_command_is_bad_usage(arguments):
    assert RUNNER.invoke(build(), arguments).exit_code == 2
