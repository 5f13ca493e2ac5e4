"""`levelset handover` and `merge`: an interview for a laptop without a connection, and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.writing import Force

if TYPE_CHECKING:
    from assessment.domain.ids import SheetKey
    from db.opening import Store


def add_to(app: typer.Typer) -> None:
    app.command("handover")(hand_over_file)
    app.command("merge")(merge_file)


Interview = Annotated[str, typer.Option(help="The interview, as in DEMO-PLANT.C-01.1.")]
Seat = Annotated[
    str, typer.Option(metavar="RATER", help="The code of whose scorecard it is, as in R-01.")
]
Out = Annotated[Path | None, typer.Option(help="The ZIP file to write.")]
Lost = Annotated[
    str,
    typer.Option(
        "--take-back",
        metavar="REASON",
        help="Write on the scorecard here again without its return, as when the laptop is lost.",
    ),
]


def hand_over_file(
    interview: Interview, seat: Seat, out: Out = None, take_back: Lost = "", *, force: Force = False
) -> None:
    """Hand over one seat of an interview to another laptop, or return it from there.

    Where the interview was planned, FILE takes the seat to the other laptop. On that laptop the
    same command makes the return. Either file is read by `levelset merge FILE`. Until the return,
    what is entered for this seat here is kept as a proposal.
    """
    from assessment.cli.atomic_output import look_at
    from assessment.cli.store import open_default_store
    from assessment.domain.ids import InterviewId, RaterId, SheetKey

    sheet = SheetKey(InterviewId(interview), RaterId(seat))
    if (out is None) == (not take_back):
        raise typer.BadParameter("Give either --out FILE or --take-back REASON.")
    if out is not None:
        look_at([out], force=force)
    with open_default_store(make=False) as store:
        if out is None:
            _take_back(store, sheet, take_back)
        else:
            _write(store, sheet, out)


def _take_back(store: "Store", sheet: "SheetKey", reason: str) -> None:
    from assessment.domain.permissions import OWNER
    from assessment.services.handover.handing_over import take_back

    take_back(store.open_uow, lambda: datetime.now(UTC), sheet=sheet, reason=reason, by=OWNER)
    typer.echo(f"The scorecard of {sheet.rater} is here again. A return is kept as proposals now.")


def _write(store: "Store", sheet: "SheetKey", out: Path) -> None:
    """The file for the way that this database is on: out, or home."""
    from assessment.cli.atomic_output import staged
    from assessment.domain.permissions import OWNER
    from assessment.services.handover.giving_back import give_back
    from assessment.services.handover.handing_over import came_from_elsewhere, hand_over

    def now() -> datetime:
        return datetime.now(UTC)

    if came_from_elsewhere(store.open_uow, sheet=sheet, by=OWNER):
        back = give_back(store.open_uow, now, sheet=sheet, by=OWNER)
        data = back.file
        state = "submitted" if back.submitted else "not submitted yet"
        said = f"the return of {sheet.rater}'s scorecard ({back.entries} entries, {state})"
        where = "on the computer that the interview came from"
    else:
        data = hand_over(store.open_uow, now, sheet=sheet, by=OWNER).file
        said, where = f"the seat of {sheet.rater}", "on the other laptop"
    with staged({out: data}) as put_in_place:
        put_in_place()
    typer.echo(f"Wrote {out}: {said}. Run `levelset merge {out.name}` {where}.")


def merge_file(
    file: Annotated[Path, typer.Argument(help="A file that `levelset handover` wrote.")],
) -> None:
    """Merge a seat that another laptop handed over or returned: all of it, or nothing.

    Files can be merged in any order and any number of times.
    """
    from assessment.cli.store import open_default_store
    from assessment.domain.errors import Invalid
    from assessment.domain.permissions import OWNER
    from assessment.export.handover_file import LARGEST
    from assessment.services.handover.merging import merge

    try:
        if not file.is_file():
            raise Invalid(f"{file}: there is no such file.")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise Invalid(f"{file}: cannot be read: {fault.strerror}") from fault
    if len(data) > LARGEST:
        raise Invalid(f"{file}: is larger than any interview that was handed over.")
    with open_default_store() as store:
        done = merge(store.open_uow, lambda: datetime.now(UTC), data, by=OWNER)
    typer.echo(done.sentence)
