"""`levelset bank export` and `bank import`: questions as a table, as a QTI package, and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.atomic_output import look_at, naming, staged
from assessment.cli.banks import the_bank
from assessment.domain.errors import Invalid
from assessment.domain.faults import BadTable, Fault
from question_bank import BankError, Problem, load_bank, vocabulary
from question_bank.homes import home
from question_bank.loader import shipped_content
from question_bank.model import OWN
from question_bank.own import is_own

if TYPE_CHECKING:
    from assessment.export.question_import import ImportedQuestions

Out = Annotated[
    Path | None,
    typer.Argument(metavar="OUT.csv", help="The table to write.", show_default=False),
]
Qti = Annotated[
    Path | None,
    typer.Option(metavar="OUT.zip", help="Write the questions in use as QTI 3.0.", dir_okay=False),
]
Bom = Annotated[bool, typer.Option("--bom", help="Start the CSV with a byte order mark.")]
Semicolon = Annotated[bool, typer.Option("--semicolon", help="Separate cells with `;`, for Excel.")]
Force = Annotated[bool, typer.Option("--force", help="Replace existing files.")]


def export_bank(
    out: Out = None,
    *,
    qti: Qti = None,
    bom: Bom = False,
    semicolon: Semicolon = False,
    force: Force = False,
) -> None:
    """Write every question, your own included, with all its fields: one row each.

    Nothing is lost: `levelset bank import` makes the same questions of it.
    """
    from assessment import version
    from assessment.export.qti import qti_zip
    from assessment.export.questions import question_table
    from assessment.export.writer import ExportOptions, csv_bytes

    if out is None and qti is None:
        raise typer.BadParameter("give a table to write, or a package with --qti")
    if out == qti:
        raise Invalid(f"OUT.csv and --qti both name {out}. Give the package a different name.")
    bank = the_bank()
    files = {}
    if out:
        options = ExportOptions(bom=bom, semicolon=semicolon)
        files[out] = csv_bytes(question_table(bank.questions.values()), options)
    if qti:
        files[qti] = qti_zip(bank, version=version())
    look_at(files, force=force)
    with staged(files) as put_in_place:
        put_in_place()
    for file in files:
        typer.echo(f"Wrote {file}.")


def import_bank(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="QUESTIONS.csv", help="As `levelset bank export` writes.", show_default=False
        ),
    ],
    *,
    into: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER",
            help="Folder for the files, one for each question. Created if missing.",
            file_okay=False,
            show_default=False,
        ),
    ],
    force: Force = False,
) -> None:
    """Write the questions of a table into a folder, as question bank files.

    Every fault is named by row and column, and where there is one, nothing is written. In a folder
    of your own, which the Bank page or LEVELSET_BANK names, every id begins with `x-`.
    """
    from assessment.cli.column_names import listed_columns
    from assessment.export.question_import import read_questions
    from question_bank.writing import yaml_text

    if into.resolve().is_relative_to(shipped_content().resolve()):
        raise Invalid(f"{into} is the bank that comes with Levelset: give a folder of your own.")
    found = read_questions(table, sources=_sources(into))
    if found.ignored:
        typer.echo(f"{table}: columns not used: {listed_columns(found.ignored)}", err=True)
    for note in found.notes:
        typer.echo(note, err=True)
    _refuse_ids_of_another_bank(table, into, found)
    files = {_place(into, n, found): yaml_text(q).encode() for n, q in enumerate(found.questions)}
    _refuse_what_is_there(table, into, found, force=force)
    for folder in sorted({file.parent for file in files}):
        with naming(folder):
            folder.mkdir(parents=True, exist_ok=True)
    with staged(files) as put_in_place:
        put_in_place()
    count = len(files)
    typer.echo(f"Wrote {count} question{'' if count == 1 else 's'} into {into}.")
    if is_own(into) and not any(q.id.startswith(OWN) for q in found.questions):
        typer.echo(f"None starts with {OWN}, so a folder of your own would not be used.", err=True)


def _place(into: Path, number: int, found: "ImportedQuestions") -> Path:
    question = found.questions[number]
    return into / home(question).folder / f"{question.id}.yaml"


def _sources(into: Path) -> frozenset[str]:
    """What a question in this folder may name: the shipped sources, and those of the folder."""
    problems: list[Problem] = []
    words = vocabulary.beside(into, load_bank().words, problems)
    if problems:
        raise BankError(problems)
    return frozenset(words.sources)


def _refuse_ids_of_another_bank(table: Path, into: Path, found: "ImportedQuestions") -> None:
    """Among one's own questions one other id, and the whole folder would be left out.

    A table without any `x-` is a bank of its own: nobody took its questions for one's own.
    """
    named = [*(q.id for q in found.questions), *(path.name for path in into.rglob("*.yaml"))]
    if not is_own(into) or not any(name.startswith(OWN) for name in named):
        return
    faults = [
        Fault(str(table), row, "id", f"write {OWN}{q.id}: {into} is a folder of your own")
        for row, q in zip(found.rows, found.questions, strict=True)
        if not q.id.startswith(OWN)
    ]
    if faults:
        raise BadTable(faults)


def _refuse_what_is_there(
    table: Path, into: Path, found: "ImportedQuestions", *, force: bool
) -> None:
    """A file in another place would make two of the question; one in its place is asked about."""
    there = {path.name: path for path in into.rglob("*.yaml") if path.parent.name != "exemplars"}
    faults = []
    for number, row in enumerate(found.rows):
        place = _place(into, number, found)
        held = there.get(place.name)
        if held and held != place:
            said = f"{held} already exists in the wrong place: delete or move it"
        elif held and not force:
            said = f"{held} already exists; --force replaces it"
        else:
            continue
        faults.append(Fault(str(table), row, "id", said))
    if faults:
        raise BadTable(faults)
