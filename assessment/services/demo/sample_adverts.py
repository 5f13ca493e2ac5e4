"""The four adverts of the demo: a clear plant role, a programme, tangled words, a mismatch."""

from collections.abc import Mapping
from importlib.resources import files

NAMES: Mapping[str, str] = {
    "plant-role": "A plant role",
    "programme": "A programme",
    "synonyms": "Tangled words",
    "mismatch": "A title that misleads",
}
"""File to what a button calls it."""


def sample_advert(name: str) -> str:
    """The text of one of the four."""
    return (files("assessment.services.demo") / "adverts" / f"{name}.txt").read_text("utf-8")
