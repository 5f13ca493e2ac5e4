"""Every text field has a key of its record: what was typed into one is never put into another."""

import ast
from pathlib import Path

from assessment import ui

FIELDS = {"text_input", "text_area"}
ROOT = Path(ui.__file__).parent


def unnamed(file: Path) -> list[str]:
    """Where `file` draws a text field without a key; `**` passes one along."""
    calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
    return [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in FIELDS
        and not {"key", None} & {word.arg for word in call.keywords}
    ]


def test_no_text_field_is_without_a_key():
    assert [place for file in sorted(ROOT.rglob("*.py")) for place in unnamed(file)] == []
