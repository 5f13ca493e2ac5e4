"""The store that a command works on: the one the environment names, else this person's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from db.opening import Store, open_store


@contextmanager
def open_default_store() -> Iterator[Store]:
    """The store, closed again afterwards. Raises StoreUnavailable."""
    store = open_store()
    if store.caution:
        typer.echo(store.caution, err=True)
    try:
        yield store
    finally:
        store.close()
