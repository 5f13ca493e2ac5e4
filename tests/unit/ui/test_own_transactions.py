"""Screens read and write through use cases: none opens a transaction of its own."""

from pathlib import Path

from assessment import ui


def test_no_screen_opens_a_transaction():
    root = Path(ui.__file__).parent
    found = [
        f"{file.relative_to(root)}:{number}"
        for file in sorted(root.rglob("*.py"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if "open_uow(" in line or "open_uow()" in line
    ]

    assert found == []
