"""`levelset export` and `levelset verify`: files are whole or absent, faults are sentences."""

import csv
import os
import zipfile

import pytest
from typer.testing import CliRunner

from assessment.cli import atomic_output, build
from assessment.domain.errors import Invalid
from assessment.export.columns import PROFILES
from assessment.export.reader import read_csv
from tests.golden.small_requisition import small_requisition
from tests.unit.export.repacking import changed, swapped


@pytest.fixture
def levelset(tmp_path, monkeypatch, sqlite_url, sqlite_store):
    """The command line over a database that holds the small requisition."""
    small_requisition(sqlite_store)
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{sqlite_url.database}")
    return lambda *words: CliRunner().invoke(build(), [str(word) for word in words])


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder / "mes-1.zip"


def told(result):
    """Exit code, and what stands on stdout and stderr."""
    return result.exit_code, result.stdout, result.stderr


def inside(folder):
    return sorted(file.name for file in folder.iterdir())


def names_in(file):
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def test_an_export_is_written_and_verified(levelset, out):
    assert told(levelset("export", "--requisition", "MES-1", "--out", out)) == (
        0,
        f"Wrote {out}.\n",
        "",
    )
    assert told(levelset("verify", out)) == (
        0,
        f"{out} is unchanged since its export, and its scores match its ratings.\n",
        "",
    )
    assert inside(out.parent) == ["mes-1.zip"]


def test_every_option_reaches_the_files(levelset, out):
    workbook = out.with_suffix(".xlsx")
    words = ("--as", "R-02", "--bom", "--semicolon", "--names", "--xlsx", workbook)

    assert levelset("export", "--requisition", "MES-1", "--out", out, *words).exit_code == 0

    with zipfile.ZipFile(out) as archive:
        ratings = archive.read("ratings.csv").decode()
    assert ratings.startswith("\ufeffschema;requisition;candidate;")
    assert "MES-1;C-02;MES-1.C-02.1;R-02;draft;q01;plc-001;1;placement;" in ratings
    assert ";3;0,5;" in ratings
    assert "xl/worksheets/sheet3.xml" in names_in(workbook)
    assert levelset("verify", out).exit_code == 0


def test_an_export_is_written_to_the_journal(levelset, out, sqlite_store):
    levelset("export", "--requisition", "MES-1", "--out", out, "--as", "R-01")

    with sqlite_store(read_only=True) as uow:
        assert [(line.by, line.act, line.about, line.detail) for line in uow.journal.lines()] == [
            ("R-01", "export", "MES-1", "export.zip")
        ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            ("--requisition", "MES-9"),
            "There is no role 'MES-9'. In this database: MES-1.",
        ),
        (
            ("--requisition", "MES-1", "--as", "R-09"),
            "R-09 is not on the panel of MES-1. The panel: R-01, R-02.",
        ),
        (
            ("--requisition", "MES-1", "--as", ""),
            "A blank is not on the panel of MES-1. The panel: R-01, R-02.",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(levelset, out, words, why):
    assert told(levelset("export", *words, "--out", out)) == (1, "", f"{why}\n")
    assert inside(out.parent) == []


def test_a_file_that_is_there_is_replaced_only_by_force(levelset, out):
    out.write_bytes(b"something dear")
    words = ("export", "--requisition", "MES-1", "--out", out)

    assert told(levelset(*words)) == (
        1,
        "",
        f"{out} already exists: give another name, or --force to replace it.\n",
    )
    assert out.read_bytes() == b"something dear"
    assert levelset(*words, "--force").exit_code == 0
    assert names_in(out)[0] == "ratings.csv"


def test_a_folder_that_is_not_there_is_named(levelset, out):
    lost = out.parent / "lost" / "mes-1.zip"

    assert told(levelset("export", "--requisition", "MES-1", "--out", lost)) == (
        1,
        "",
        f"There is no folder {lost.parent}: create it first, or choose another folder.\n",
    )


def test_a_folder_in_place_of_a_file_is_named(levelset, out):
    assert told(levelset("export", "--requisition", "MES-1", "--out", out.parent)) == (
        1,
        "",
        f"{out.parent} is a folder. Give the name of a file in it.\n",
    )


def test_a_file_that_cannot_be_written_is_a_sentence(levelset, out):
    # A name of 300 letters, because a folder's permissions do not stop root.
    unwritable = out.with_name("x" * 300)

    code, _, why = told(levelset("export", "--requisition", "MES-1", "--out", unwritable))

    assert (code, why) == (
        1,
        (
            f"{unwritable} cannot be written (File name too long): choose another place, or free "
            "some space.\n"
        ),
    )
    assert inside(out.parent) == []


def test_a_file_that_fails_at_the_last_moment_leaves_nothing_behind(out):
    with atomic_output.staged({out: b"whole"}) as put_in_place:
        out.mkdir()  # between the look and the end, somebody made a folder of that name
        with pytest.raises(Invalid) as fault:
            put_in_place()

    assert str(fault.value).startswith(f"{out} cannot be written (")
    assert inside(out.parent) == ["mes-1.zip"]


@pytest.mark.parametrize("earlier", [None, b"something dear"])
def test_when_the_second_file_fails_at_the_last_moment_the_first_is_what_it_was(out, earlier):
    workbook = out.with_suffix(".xlsx")
    if earlier:
        out.write_bytes(earlier)

    with atomic_output.staged({out: b"zip", workbook: b"xlsx"}) as put_in_place:
        workbook.mkdir()
        with pytest.raises(Invalid) as fault:
            put_in_place()

    assert str(fault.value).startswith(f"{workbook} cannot be written (")
    assert inside(out.parent) == [workbook.name, *([out.name] if earlier else [])]
    assert (out.read_bytes() if earlier else None) == earlier


def test_two_files_that_are_there_are_replaced_by_force_and_nothing_else_remains(levelset, out):
    workbook = out.with_suffix(".xlsx")
    for file in (out, workbook):
        file.write_bytes(b"something old")

    words = ("--requisition", "MES-1", "--out", out, "--xlsx", workbook, "--force")
    assert levelset("export", *words).exit_code == 0

    assert [names_in(file)[0] for file in (out, workbook)] == ["ratings.csv", "[Content_Types].xml"]
    assert inside(out.parent) == [workbook.name, out.name]


def test_of_two_files_neither_stands_alone_and_what_was_not_written_is_not_logged(
    levelset, out, sqlite_store
):
    in_the_way = out.with_name(f".levelset-{os.getpid()}-1.part")  # the workbook's, while written
    in_the_way.mkdir()
    workbook = out.with_suffix(".xlsx")

    code, said, why = told(
        levelset("export", "--requisition", "MES-1", "--out", out, "--xlsx", workbook)
    )

    assert (code, said) == (1, "")
    assert why.startswith(f"{workbook} cannot be written (")
    assert inside(out.parent) == [in_the_way.name]
    with sqlite_store(read_only=True) as uow:
        assert uow.journal.lines() == []


def test_two_files_are_two_lines_in_the_journal_of_one_moment(levelset, out, sqlite_store):
    levelset("export", "--requisition", "MES-1", "--out", out, "--xlsx", out.with_suffix(".xlsx"))

    with sqlite_store(read_only=True) as uow:
        lines = uow.journal.lines()
    assert [line.detail for line in lines] == ["export.zip", "export.xlsx"]
    assert len({line.at for line in lines}) == 1


def test_one_name_for_both_files_is_refused(levelset, out):
    words = ("--requisition", "MES-1", "--out", out, "--xlsx", out)

    assert told(levelset("export", *words)) == (
        1,
        "",
        f"--out and --xlsx both name {out}. Give the XLSX a different name.\n",
    )


def test_a_changed_cell_is_one_line_and_exit_code_1(levelset, out):
    levelset("export", "--requisition", "MES-1", "--out", out)
    out.write_bytes(
        changed(out.read_bytes(), "ratings.csv", swapped("names the queue", "names no"))
    )

    assert told(levelset("verify", out)) == (
        1,
        "ratings.csv:7:evidence: changed since the export\n",
        "",
    )


@pytest.mark.parametrize(
    "words", [(), ("--semicolon", "--bom"), ("--as", "R-02", "--names")], ids=len
)
def test_levelset_score_gives_the_scores_of_the_shortlist(levelset, out, words):
    levelset("export", "--requisition", "MES-1", "--out", out, *words)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(out.parent)

    ratings, weights = out.with_name("ratings.csv"), out.with_name("weights.csv")
    scored = levelset("score", ratings, "--weights", weights, "--out", out.parent)

    assert scored.exit_code == 0
    with out.with_name("scores.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["score"]]
    table = read_csv("shortlist", out.with_name("shortlist.csv").read_bytes()).table()
    shortlist = [dict(zip(table.columns, cells, strict=True)) for cells in table.rows]
    assert {(r["candidate"], r["profile"]): numbers(r, "") for r in rows} == {
        (row["candidate"], profile): numbers(row, f"_{profile}")
        for row in shortlist
        if row["raters"]
        for profile in PROFILES
    }


def numbers(row, under):
    """Score, coverage, provisional, raters and rated items as numbers and truths."""
    score, coverage, provisional = (
        row[f"{n}{under}"] for n in ("score", "coverage", "provisional")
    )
    truth = provisional in {True, "true"}
    return float(score), float(coverage), truth, int(row["raters"]), int(row["rated_items"])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no zip", "this is not a ZIP file; give the .zip file of an export"),
        (None, "there is no such file"),
    ],
)
def test_what_is_no_export_is_exit_code_2(levelset, out, data, why):
    if data is not None:
        out.write_bytes(data)

    assert told(levelset("verify", out)) == (2, "", f"{out}: {why}\n")


def test_a_folder_is_no_export(levelset, out):
    assert told(levelset("verify", out.parent)) == (
        2,
        "",
        f"{out.parent}: is a folder; give the ZIP file in it\n",
    )


def test_a_database_that_cannot_be_opened_is_a_sentence(levelset, out, monkeypatch, tmp_path):
    stranger = tmp_path / "notes.txt"
    stranger.write_text("this is no database, whatever its name says")
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{stranger}")

    code, _, why = told(levelset("export", "--requisition", "MES-1", "--out", out))

    assert (code, why.startswith(f"The file {stranger} is not a database")) == (1, True)
    assert inside(out.parent) == []


@pytest.mark.parametrize("left", [None, b""])
def test_an_export_makes_no_database_where_there_is_none(tmp_path, monkeypatch, left):
    file = tmp_path / "typo.db"
    if left is not None:
        file.write_bytes(left)
    before = [(f.name, f.read_bytes()) for f in tmp_path.iterdir()]
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{file}")
    words = ["export", "--requisition", "MES-1", "--out", str(tmp_path / "mes-1.zip")]

    assert told(CliRunner().invoke(build(), words)) == (
        1,
        "",
        (
            f"There is no database at {file} yet: make one with `levelset serve` or "
            "`levelset demo`, or check the path.\n"
        ),
    )
    assert [(f.name, f.read_bytes()) for f in tmp_path.iterdir()] == before
