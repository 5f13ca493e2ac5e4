"""What an author reads at the prompt: the same command through either door."""

from typer.testing import CliRunner

from question_bank.command import app
from question_bank.schemas import schema_texts
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

RUNNER = CliRunner()


def test_check_lists_problems_by_path_and_line_and_exits_with_one(tmp_path, monkeypatch):
    root = a_folder(tmp_path)
    put(root, HOME, changed("minutes: 5", "minutes: 11"))
    put(root, "governance/gov-001.yaml", "")
    monkeypatch.chdir(tmp_path)

    result = RUNNER.invoke(app, ["check", str(root)])

    assert result.stdout.splitlines() == [
        "governance/gov-001.yaml:1: is empty",
        f"{HOME}:14: minutes: should be less than or equal to 10, not 11",
    ]
    assert result.stderr == "2 problems found.\n"
    assert result.exit_code == 1


def test_a_folder_that_is_not_there_is_bad_usage():
    result = RUNNER.invoke(app, ["check", "/nowhere/at/all"])

    assert result.exit_code == 2
    assert "'/nowhere/at/all' does not exist" in result.stderr


def test_a_folder_of_ones_own_may_hold_a_single_question(tmp_path):
    result = RUNNER.invoke(app, ["check", str(a_folder(tmp_path))])

    assert result.stdout == (
        "1 active question; 2 of 32 cells covered; 1 situational; 0 about past behaviour; "
        "0 based on practice alone. No problem found.\n"
    )
    assert (result.stderr, result.exit_code) == ("", 0)


def test_coverage_of_a_faulty_bank_says_why_there_is_none(tmp_path, monkeypatch):
    root = a_folder(tmp_path)
    put(root, HOME, "")
    monkeypatch.chdir(tmp_path)

    result = RUNNER.invoke(app, ["coverage", str(root)])

    assert (result.stdout, result.exit_code) == (f"{HOME}:1: is empty\n", 1)


def test_coverage_draws_no_frames_in_a_pipe(tmp_path):
    result = RUNNER.invoke(app, ["coverage", str(a_folder(tmp_path))])

    lines = result.stdout.splitlines()
    assert lines[0].split() == ["activity", "production", "maintenance", "quality", "inventory"]
    assert lines[4].split() == ["dispatching", "1", "(1/0)", "none", "none", "none"]
    assert lines[14].split() == ["dispatching", "1", "(1/0)", "none", "none", "none"]
    assert lines[13].split() == ["detailed", "scheduling", "none", "none", "none", "none"]
    assert lines[21].split() == [
        *("detailed", "scheduling", "/", "dispatching"),
        *("1", "(1/0)", "none", "none", "none"),
    ]
    assert lines[-1] == (
        "1 active question; 2 of 32 cells covered; 1 situational; 0 about past behaviour; "
        "0 based on practice alone."
    )
    assert result.stdout.isascii()
    assert result.exit_code == 0


def test_schema_writes_every_shape_and_then_agrees_with_itself(tmp_path):
    out = tmp_path / "schema"

    before = RUNNER.invoke(app, ["schema", "--check", "--out", str(out)])
    written = RUNNER.invoke(app, ["schema", "--out", str(out)])
    after = RUNNER.invoke(app, ["schema", "--check", "--out", str(out)])

    assert (before.exit_code, written.exit_code, after.exit_code) == (1, 0, 0)
    assert {p.name: p.read_text("utf-8") for p in out.iterdir()} == schema_texts()


def test_a_schema_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")

    result = RUNNER.invoke(app, ["schema", "--out", str(tmp_path / "file" / "schema")])

    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}/file/schema: cannot be written: Not a directory\n"


def an_own_folder(root):
    put(root, HOME.replace("prd-", "x-prd-"), changed("id: prd-", "id: x-prd-"))
    return root


def test_a_folder_of_ones_own_is_checked_without_asking_it_to_cover_anything(tmp_path, monkeypatch):
    own = an_own_folder(tmp_path / "own")
    monkeypatch.chdir(tmp_path)

    result = RUNNER.invoke(app, ["check", str(own)])

    assert result.stdout == "own: 1 question of your own. No problem found.\n"
    assert result.exit_code == 0


def test_the_folder_that_the_environment_names_is_checked_with_the_bank(tmp_path, monkeypatch):
    own = an_own_folder(tmp_path / "own")
    put(own, "cards/x-crd-001.yaml", "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEVELSET_BANK", "own")

    result = RUNNER.invoke(app, ["check"])

    assert result.stdout.splitlines()[-1] == "own/cards/x-crd-001.yaml:1: is empty"
    assert result.exit_code == 1


def test_coverage_counts_own_questions_beside_the_bank(tmp_path, monkeypatch):
    without = RUNNER.invoke(app, ["coverage"]).stdout.splitlines()[-1]
    monkeypatch.setenv("LEVELSET_BANK", str(an_own_folder(tmp_path / "own")))

    with_own = RUNNER.invoke(app, ["coverage"]).stdout.splitlines()[-1]

    assert int(with_own.split()[0]) == int(without.split()[0]) + 1
