"""Streamlit's settings as command-line options, from the one file that a checkout uses too."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[2] / ".streamlit" / "config.toml"
INSTALLED = Path(__file__).parent / "streamlit.toml"
"""Where a wheel carries a copy of the checkout's file."""


def streamlit_options() -> dict[str, str | list[str]]:
    """Every setting by its dotted name, e.g. `server.fileWatcherType`."""
    file = INSTALLED if INSTALLED.exists() else CHECKOUT
    return dict(_flat(tomllib.loads(file.read_text("utf-8"))))


def _flat(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield f"{prefix}{name}", [str(part) for part in value]
        else:
            yield f"{prefix}{name}", str(value).lower() if isinstance(value, bool) else str(value)
