"""`levelset demo`: the demo shortlist, loaded beside other data or taken out again."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from assessment.cli.store import open_default_store
from assessment.domain.errors import NotAllowed
from assessment.domain.permissions import OWNER


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    *,
    out: Annotated[
        bool, typer.Option("--remove", help="Remove the whole demo, including its people.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="With --remove: also delete what was added to the demo."),
    ] = False,
) -> None:
    """Load the demo shortlist: two roles, six fictional candidates, three interviewers.

    Other data is not affected: demo references start with DEMO, and demo interviewers'
    codes with D.
    """
    if force and not out:
        raise typer.BadParameter(
            "--force only works with --remove: loading the demo never replaces anything."
        )
    if out:
        _remove(force=force)
    else:
        _load()


def _load() -> None:
    from assessment.services.demo import load
    from question_bank import load_bank

    bank = load_bank()
    with open_default_store() as store:
        load(store.open_uow, bank, lambda: datetime.now(UTC), by=OWNER)
        typer.echo(
            "Loaded DEMO-PLANT and DEMO-ENTERPRISE, six fictional candidates in each, "
            f"into {store.url_shown}."
        )


def _remove(*, force: bool) -> None:
    from assessment.domain.listing import listed
    from assessment.services.demo.removal import remove

    with open_default_store() as store:
        try:
            removed = remove(store.open_uow, lambda: datetime.now(UTC), force=force, by=OWNER)
        except NotAllowed as fault:
            raise NotAllowed(f"{fault} Add --force to remove it anyway.") from fault
        typer.echo(f"Removed {' and '.join(removed.requisitions)} from {store.url_shown}.")
        if removed.added:
            typer.echo(f"What was added to it was removed too: {listed(list(removed.added))}.")
        if removed.staying:
            typer.echo(f"{listed(list(removed.staying))} stay, because other roles use them.")
