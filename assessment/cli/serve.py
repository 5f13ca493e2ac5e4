"""`levelset serve`: the app on this computer, or for the devices of the local network."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import segno
import typer

from assessment.cli.addresses import is_free, own_addresses
from assessment.cli.store import open_default_store
from assessment.domain.errors import Invalid, NotFound
from assessment.domain.permissions import OWNER
from assessment.server.settings import streamlit_options
from assessment.services.access.links import Link, links
from assessment.ui.shared.network import LAN
from db.location import database_url, file_of, shown
from db.served_at import address_of

APP = Path(__file__).parents[1] / "server" / "app.py"
LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # with --lan only, and told
OWN_NAMES = (LOOPBACK, "localhost")
DEFAULT_PORT = 8501


def add_to(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    *,
    lan: Annotated[
        bool,
        typer.Option(
            "--lan", help="Let devices of the local network in, each with a link of its own."
        ),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="Where to listen.", min=1, max=65_535)
    ] = DEFAULT_PORT,
) -> None:
    """Start the app; it answers this computer only.

    With --lan other devices reach it as well, but only with a link: one is printed for each rating
    seat and each placement board that is still open, with a QR code to be photographed.
    """
    _check_port(EVERYWHERE if lan else LOOPBACK, port)
    addresses = _on_the_network(port) if lan else []
    typer.echo(f"Levelset runs at http://{LOOPBACK}:{port} on this computer. Ctrl+C ends it.")
    raise typer.Exit(_run(command(port, addresses), lan=lan))


def command(port: int, addresses: Iterable[str] = ()) -> list[str]:
    """What starts the app: for this computer, or also under its `addresses` on the network."""
    others = list(addresses)
    options = streamlit_options() | {
        "server.address": EVERYWHERE if others else LOOPBACK,
        "server.allowedHosts": [*OWN_NAMES, *others],
        "server.port": str(port),
        "server.headless": "true",
        # Streamlit's greeting would ask the internet for this computer's address.
        "logger.hideWelcomeMessage": "true",
    }
    return [sys.executable, "-m", "streamlit", "run", str(APP), *_flags(options)]


def _flags(options: Mapping[str, str | list[str]]) -> Iterator[str]:
    for name, value in options.items():
        for each in [value] if isinstance(value, str) else value:
            yield from (f"--{name}", each)


def _run(told: list[str], *, lan: bool) -> int:
    """Run the app until somebody ends it; return its exit code."""
    environment = {**os.environ, LAN: "1" if lan else "0"}
    with subprocess.Popen(told, env=environment) as running:  # noqa: S603  # ours
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # the terminal told the app as well: it closes its store
                continue


def _check_port(address: str, port: int) -> None:
    if is_free(address, port):
        return
    if served := address_of(database_url()):
        raise Invalid(
            f"Port {port} is taken, and this database is served at {served} already: open Levelset "
            "there, or end that server first."
        )
    raise Invalid(
        f"Port {port} cannot be used, most likely because something runs there already: end "
        f"that, or choose another with --port {port + 1 if port < 65_535 else DEFAULT_PORT}."
    )


def _on_the_network(port: int) -> list[str]:
    """Says who can reach it now, and prints the links; the addresses that they are under."""
    addresses = own_addresses()
    if not addresses:
        raise NotFound(
            "This computer is on no network: connect it, or start without --lan for this computer."
        )
    seats, boards = _links()
    typer.echo(
        "Every device of the local network can reach Levelset now. Without one of these links it "
        "is refused;\nwhoever has a link can use it. What is sent is not encrypted: use a network "
        "that you trust."
    )
    for number, address in enumerate(addresses):
        typer.echo(f"{'     or' if number else 'Address'} http://{address}:{port}")
    for link in (*seats, *boards):
        typer.echo(f"\n{_with_code(link, f'http://{addresses[0]}:{port}')}")
    if not boards:
        typer.echo("\nNo open interview has a placement board, so there is no link to one.")
    return addresses


def _links() -> tuple[list[Link], list[Link]]:
    file = file_of(database_url())
    if file and not file.exists():
        raise NotFound(
            f"There is no database at {shown(database_url())} yet: start `levelset serve` without "
            "--lan, plan an interview, and start again."
        )
    with open_default_store() as store:
        seats, boards = links(store.open_uow, lambda: datetime.now(UTC), by=OWNER)
        if not seats and not boards:
            raise NotFound(
                f"No interview in {store.url_shown} is open, so there is no link to give: plan one "
                "first, with `levelset serve` or `levelset demo`."
            )
        return seats, boards


def _with_code(link: Link, base: str) -> str:
    """The link in words, as an address, and as a QR code of half blocks."""
    address, drawn = f"{base}{link.path}", io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return f"{link.about}\n{address}\n{drawn.getvalue()}"
