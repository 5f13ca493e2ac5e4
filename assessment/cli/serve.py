"""`levelset serve`: the app on this computer, or for the devices of the local network."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.addresses import is_free, own_addresses
from assessment.cli.store import open_default_store
from assessment.domain.errors import Invalid, NotFound
from assessment.domain.permissions import OWNER
from assessment.server.settings import streamlit_options

if TYPE_CHECKING:
    from assessment.services.access.links import Link

APP = Path(__file__).parents[1] / "server" / "app.py"
LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  # with --lan only, and told
OWN_NAMES = (LOOPBACK, "localhost")
DEFAULT_PORT = 8501
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
EXAMPLE = "levelset.example.org"
LOG = "LEVELSET_LOG"
"""The variable of `server.json_log`, which costs an import of Streamlit."""


def add_to(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    *,
    lan: Annotated[
        bool,
        typer.Option("--lan", help="Allow devices on the local network, each with its own link."),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="Port to listen on.", min=1, max=65_535)
    ] = DEFAULT_PORT,
    host: Annotated[
        list[str] | None,
        typer.Option("--host", help="Name that people use behind a proxy. May be repeated."),
    ] = None,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Write logs as JSON, one object a line.")
    ] = False,
) -> None:
    """Start the app, for this computer only.

    With --lan, other devices can open it too, but only with a link. A link with a QR code is
    printed for each rater and each placement board that is still open.

    Behind a proxy, give each name that people open with --host, and name the proxy's address in
    LEVELSET_PROXIES. deploy/README.md in the repository shows the whole of it.
    """
    as_json = log_json or os.environ.get(LOG, "").strip().lower() == "json"
    names = [_host_name(name) for name in host or ()]
    _check_port(EVERYWHERE if lan else LOOPBACK, port)
    addresses = _on_the_network(port) if lan else []
    if not as_json:
        typer.echo(
            f"Levelset is running at http://{LOOPBACK}:{port} on this computer. Press Ctrl+C to "
            "stop it."
        )
    told = command(port, addresses, names)
    raise typer.Exit(_run(told, lan=lan, environment={LOG: "json"} if as_json else {}))


def _host_name(name: str) -> str:
    """`name` in lower case; bad usage where it is more than a name, as an address with a port."""
    if HOST_NAME.fullmatch(name):
        return name.lower()
    raise typer.BadParameter(
        f"give the host name alone, without https://, port or path, as in {EXAMPLE}; not {name!r}",
        param_hint="'--host'",
    )


def command(port: int, addresses: Iterable[str] = (), names: Iterable[str] = ()) -> list[str]:
    """What starts the app: for this computer, or also under its `addresses` on the network.

    `names` are further host names that are answered, those that a proxy passes on.
    """
    others = list(addresses)
    options = streamlit_options() | {
        "server.address": EVERYWHERE if others else LOOPBACK,
        "server.allowedHosts": [*OWN_NAMES, *others, *names],
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


def _run(told: list[str], *, lan: bool, environment: Mapping[str, str]) -> int:
    """Run the app until somebody ends it; return its exit code, 0 where it was told to stop."""
    from assessment.ui.shared.network import LAN

    environment = {**os.environ, **environment, LAN: "1" if lan else "0"}
    with subprocess.Popen(told, env=environment) as running:  # noqa: S603  # ours
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())
        while True:
            try:
                return _exit_code(running.wait())
            except KeyboardInterrupt:  # the terminal told the app as well: it closes its store
                continue


def _exit_code(ended: int) -> int:
    """The code for how the app ended; it stops by the signal itself once all is finished."""
    if ended in {-signal.SIGTERM, -signal.SIGINT}:
        return 0
    return ended if ended >= 0 else 128 - ended


def _check_port(address: str, port: int) -> None:
    if is_free(address, port):
        return
    from db.location import database_url
    from db.served_at import address_of

    if served := address_of(database_url()):
        raise Invalid(
            f"Port {port} is in use, and this database is already served at {served}. Open "
            "Levelset there, or stop that server first."
        )
    raise Invalid(
        f"Port {port} cannot be used, probably because another program uses it. Stop "
        f"that, or choose another with --port {port + 1 if port < 65_535 else DEFAULT_PORT}."
    )


def _on_the_network(port: int) -> list[str]:
    """Says who can reach it now, and prints the links; the addresses that they are under."""
    addresses = own_addresses()
    if not addresses:
        raise NotFound("This computer is not on a network. Connect it, or start without --lan.")
    seats, boards = _links()
    typer.echo(
        "Devices on the local network can now reach Levelset, but only with one of these links.\n"
        "Anyone who has a link can use it. The connection is not encrypted, so use a network that "
        "you trust."
    )
    for number, address in enumerate(addresses):
        typer.echo(f"{'     or' if number else 'Address'} http://{address}:{port}")
    for link in (*seats, *boards):
        typer.echo(f"\n{_with_code(link, f'http://{addresses[0]}:{port}')}")
    if not boards:
        typer.echo("\nNo open interview has a placement board, so there are no board links.")
    return addresses


def _links() -> tuple[list["Link"], list["Link"]]:
    from assessment.services.access.links import links
    from db.location import database_url, file_of, shown

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
                f"No interview in {store.url_shown} is open, so there are no links. Plan one "
                "first, with `levelset serve` or `levelset demo`."
            )
        return seats, boards


def _with_code(link: "Link", base: str) -> str:
    """The link in words, as an address, and as a QR code of half blocks."""
    import segno

    address, drawn = f"{base}{link.path}", io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return f"{link.about}\n{address}\n{drawn.getvalue()}"
