"""`levelset people`: interviewers, and the email address that each signs in with."""

from typing import Annotated

import typer

people = typer.Typer(
    help="List interviewers, and set the email address that each signs in with.",
    no_args_is_help=True,
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(people, name="people")


@people.command("list")
def listed() -> None:
    """List every interviewer with code, name and email address."""
    from assessment.cli.store import open_default_store
    from assessment.domain.permissions import OWNER
    from assessment.services.access.people import emails, interviewers

    with open_default_store(make=False) as store:
        names = interviewers(store.open_uow, by=OWNER)
        held = emails(store.open_uow, by=OWNER)
    if not names:
        typer.echo("There are no interviewers yet. Add them on the page of a role.")
    for rater, name in names.items():
        typer.echo(f"{rater}  {name}  {held.get(rater, 'no email address')}")


@people.command()
def email(
    rater: Annotated[
        str,
        typer.Argument(metavar="CODE", help="The interviewer, such as R-01.", show_default=False),
    ],
    address: Annotated[
        str,
        typer.Argument(metavar="[ADDRESS]", help="What they sign in with.", show_default=False),
    ] = "",
    *,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the address away; it ends their sign-in.")
    ] = False,
) -> None:
    """Set the email address that an interviewer signs in with, or remove it."""
    import os

    from assessment.cli.store import open_default_store
    from assessment.domain.errors import Invalid
    from assessment.domain.ids import RaterId
    from assessment.domain.permissions import OWNER
    from assessment.services.access.people import set_email
    from assessment.services.access.sign_in_settings import ADMINISTRATORS, addresses

    if bool(address.strip()) == remove:
        raise Invalid("Give either an email address or --remove.")
    administrators = addresses(os.environ.get(ADMINISTRATORS, ""))
    with open_default_store(make=False) as store:
        found = set_email(
            store.open_uow,
            rater=RaterId(rater),
            email=address,
            administrators=administrators,
            by=OWNER,
        )
    typer.echo(f"{rater} signs in with {found}." if found else f"{rater} can't sign in any more.")
