"""`levelset bank export` and `import`: a bank leaves and comes back, whole or not at all."""

import zipfile

import pytest
from typer.testing import CliRunner

from assessment.cli import build
from question_bank import load_bank
from question_bank.loader import read_folder, shipped_content
from question_bank.own import with_own
from tests.unit.question_bank.folders import HOME, changed, put

RUNNER = CliRunner()
SHIPPED = load_bank()


def bank(*arguments):
    return RUNNER.invoke(build(), ["bank", *map(str, arguments)])


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The text of a table with one question of one's own: exporting a bank takes half a second."""
    folder = tmp_path_factory.mktemp("exported")
    own, out = folder / "first", folder / "questions.csv"
    put(own, HOME.replace("prd-", "x-prd-"), changed("id: prd-", "id: x-prd-"))
    RUNNER.invoke(build(), ["bank", "export", str(out)], env={"LEVELSET_BANK": str(own)})
    header, *rows = out.read_text("utf-8").splitlines()
    return "\n".join([header, *(r for r in rows if "x-prd-dsp" in r)]) + "\n"


@pytest.fixture
def table(tmp_path, exported):
    """One question of one's own, as a table."""
    out = tmp_path / "questions.csv"
    out.write_text(exported, "utf-8")
    return out


def tree(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_whole_bank_leaves_and_comes_back_value_by_value(tmp_path):
    out, folder = tmp_path / "bank.csv", tmp_path / "folder"

    left = bank("export", out, "--semicolon", "--bom")
    came = bank("import", out, "--into", folder)

    count = len(SHIPPED.questions)
    assert (left.exit_code, left.stdout) == (0, f"Wrote {out}.\n")
    assert (came.exit_code, came.stdout) == (0, f"Wrote {count} questions into {folder}.\n")
    assert came.stderr == "None starts with x-, so a folder of your own would not be used.\n"
    read = read_folder(folder, beside=None).authored
    assert {a.question.id: a.question for a in read} == SHIPPED.questions


def test_what_was_imported_is_a_folder_of_ones_own(tmp_path, table):
    folder = tmp_path / "own"

    done = bank("import", table, "--into", folder)

    assert (done.stdout, done.stderr) == (f"Wrote 1 question into {folder}.\n", "")
    both = with_own(SHIPPED, folder)
    assert both.own.problems == ()
    assert [q for q in both.questions if q.startswith("x-")] == ["x-prd-dsp-001"]


def test_ids_of_another_bank_are_refused_in_a_folder_of_ones_own(tmp_path, table):
    folder = tmp_path / "own"
    header, row = table.read_text("utf-8").splitlines()
    theirs = row.replace("x-prd-dsp-001", "prd-dsp-002")
    table.write_text(f"{header}\n{row}\n{theirs}\n", "utf-8")

    done = bank("import", table, "--into", folder)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"{table}:3:id: write x-prd-dsp-002: {folder} is a folder of your own\n"
    assert not folder.exists()


def test_an_id_of_the_wrong_shape_is_told_how_ids_look(tmp_path, table):
    table.write_text(table.read_text("utf-8").replace("x-prd-dsp-001", "Dispatch 1"), "utf-8")

    assert bank("import", table, "--into", tmp_path / "own").stderr == (
        f"{table}:2:id: an id looks like prd-dsp-014 or gov-014, with x- in front if it is your "
        "own, not 'Dispatch 1'\n"
    )


def test_a_faulty_table_writes_nothing_and_names_row_and_column(tmp_path, table):
    folder = tmp_path / "own"
    table.write_text(table.read_text("utf-8").replace(",active,", ",asleep,"), "utf-8")

    done = bank("import", table, "--into", folder)

    assert done.exit_code == 1
    assert done.stderr.startswith(f"{table}:2:status: should be 'draft', 'active' or 'retired'")
    assert not folder.exists()


def test_a_file_that_is_there_is_kept_unless_told_otherwise(tmp_path, table):
    folder = tmp_path / "own"
    place = put(folder, HOME.replace("prd-", "x-prd-"), "mine\n")

    refused = bank("import", table, "--into", folder)
    assert refused.exit_code == 1
    assert refused.stderr == f"{table}:2:id: {place} already exists; --force replaces it\n"
    assert place.read_text() == "mine\n"

    done = bank("import", table, "--into", folder, "--force")
    assert done.exit_code == 0
    assert place.read_text("utf-8").startswith("id: x-prd-dsp-001\n")
    assert tree(folder) == [HOME.replace("prd-", "x-prd-")]


def test_a_question_that_moved_is_not_written_twice(tmp_path, table):
    folder = tmp_path / "own"
    old = put(folder, "execution/x-prd-dsp-001.yaml", "mine\n")

    done = bank("import", table, "--into", folder, "--force")

    assert done.exit_code == 1
    assert done.stderr == (
        f"{table}:2:id: {old} already exists in the wrong place: delete or move it\n"
    )
    assert tree(folder) == ["execution/x-prd-dsp-001.yaml"]


@pytest.mark.parametrize("below", ["", "governance"])
def test_nothing_is_ever_imported_into_the_shipped_bank(table, below):
    done = bank("import", table, "--into", shipped_content() / below, "--force")

    assert done.exit_code == 1
    assert "is the bank that comes with Levelset: give a folder of your own" in done.stderr


def test_a_source_of_ones_own_is_known_from_the_folder(tmp_path, table):
    text = table.read_text("utf-8")
    assert text.count(",B2MML") == 1
    table.write_text(text.replace(",B2MML", ",HOUSE | B2MML"), "utf-8")
    folder = tmp_path / "own"

    refused = bank("import", table, "--into", folder)
    put(folder, "sources.yaml", "HOUSE: The manual of our own plant\n")
    done = bank("import", table, "--into", folder)

    assert refused.stderr == f"{table}:2:sources: the source HOUSE is not in sources.yaml\n"
    assert done.exit_code == 0


def test_a_folder_that_cannot_be_made_is_said(tmp_path, table):
    (tmp_path / "file").write_text("in the way")

    done = bank("import", table, "--into", tmp_path / "file" / "own")

    assert done.exit_code == 1
    assert "cannot be written (Not a directory)" in done.stderr


def test_a_package_and_a_table_may_leave_together(tmp_path):
    out, package = tmp_path / "bank.csv", tmp_path / "bank.zip"

    done = bank("export", out, "--qti", package)

    assert done.stdout == f"Wrote {out}.\nWrote {package}.\n"
    with zipfile.ZipFile(package) as opened:
        items = sum(1 + len(q.told) for q in SHIPPED.active)
        assert len(opened.namelist()) == items + 1


def test_files_that_are_there_are_not_replaced_by_accident(tmp_path):
    out = tmp_path / "bank.csv"
    out.write_text("mine")

    refused = bank("export", out)
    assert (refused.exit_code, out.read_text()) == (1, "mine")
    assert refused.stderr == (
        f"{out} already exists: give another name, or --force to replace it.\n"
    )
    assert bank("export", out, "--force").exit_code == 0


def test_an_export_of_nothing_is_bad_usage():
    assert bank("export").exit_code == 2


def test_one_name_for_two_files_is_refused(tmp_path):
    done = bank("export", tmp_path / "x", "--qti", tmp_path / "x")

    assert (done.exit_code, tree(tmp_path)) == (1, [])


def test_own_questions_that_are_left_out_are_told(tmp_path):
    own = tmp_path / "own"
    put(own, "governance/x-gov-001.yaml", "")

    done = RUNNER.invoke(
        build(), ["bank", "export", str(tmp_path / "bank.csv")], env={"LEVELSET_BANK": str(own)}
    )

    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"Your own questions in {own} are not in use; fix them and start again",
        f"{own}/governance/x-gov-001.yaml:1: is empty",
    ]
