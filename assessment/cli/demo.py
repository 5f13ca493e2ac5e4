"""`levelset demo`: the demo shortlist, for a look around before anything is entered."""

from datetime import UTC, datetime

import typer

from assessment.cli.store import open_default_store
from assessment.services.demo import load
from question_bank import load_bank


def add_to(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo() -> None:
    """Load the demo shortlist into an empty database: two roles, six fictional candidates."""
    bank = load_bank()
    with open_default_store() as store:
        load(store.open_uow, bank, lambda: datetime.now(UTC))
        typer.echo(
            "Loaded DEMO-PLANT and DEMO-ENTERPRISE, six fictional candidates in each, "
            f"into {store.url_shown}."
        )
