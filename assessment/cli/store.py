"""The store that a command works on: the one the environment names, else this person's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from db.opening import Store


@contextmanager
def open_default_store(*, make: bool = True) -> Iterator["Store"]:
    """The store, closed again afterwards. Raises StoreUnavailable.

    A command that only reads goes without `make`: where no database is, it leaves none behind.
    """
    from db.opening import open_store

    store = open_store(make=make)
    if store.caution:
        typer.echo(store.caution, err=True)
    try:
        yield store
    finally:
        store.close()
