"""A bar that says how far a command is: on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[str, float, float | None], None]
"""Takes what is being done, how much of it is done, and how much there is."""


@contextmanager
def progress(what: str, total: float | None) -> Iterator[Told]:
    """Shows a bar as long as the block runs; what it yields moves it."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    # Imported here: a command in a script should not wait for a bar that nobody sees.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(file=getattr(sys.stderr, "behind", sys.stderr)), transient=True
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda what, done, total: bar.update(
            task, description=what, completed=done, total=total
        )
