"""SECURITY.md lists each act that the audit log has a line for, and no other."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from assessment.domain.permissions import Action

ROOT = Path(__file__).parents[2]
COMMON = ROOT / "assessment/domain/audit.py"
"""The acts that several modules write."""
PASSED_ON = {"act", "action.value", "row['act']"}
"""Where a caller, or the table, says which act it is."""


WRITES = re.compile(r"\b(note_act|note_once|note|JournalLine)\(")
"""What a module that writes into the log has somewhere."""


def sources() -> list[tuple[Path, ast.Module]]:
    files = sorted(f for part in ("assessment", "db") for f in (ROOT / part).rglob("*.py"))
    texts = ((file, file.read_text("utf-8")) for file in files)
    return [
        (file, ast.parse(text)) for file, text in texts if WRITES.search(text) or file == COMMON
    ]


def constants(tree: ast.Module) -> Mapping[str, str]:
    """Names of a module that are texts: `OPENED` is `debrief opened early`."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def named_acts(tree: ast.Module) -> Iterator[ast.expr]:
    """What each call that writes into the log gives as the act."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in {"note_act", "note_once"}:
            yield call.args[2]
        if name in {"note", "JournalLine"}:
            yield from (word.value for word in call.keywords if word.arg == "act")


def acts() -> set[str]:
    """Every act of the program, as the log holds it."""
    found = sources()
    common = constants(next(tree for file, tree in found if file == COMMON))
    told = set()
    for file, tree in found:
        known = common | constants(tree)
        for expression in named_acts(tree):
            said = ast.unparse(expression)
            if isinstance(expression, ast.Constant):
                told.add(str(expression.value))
            elif said.startswith("Action."):
                told.add(Action[said.removeprefix("Action.").removesuffix(".value")].value)
            elif said in known:
                told.add(known[said])
            else:
                assert said in PASSED_ON, f"{file.relative_to(ROOT)}: which act is {said}?"
    return told


def test_security_lists_every_act_of_the_audit_log():
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    part = text.partition("- **The audit log**")[2].partition("\n- **")[0]

    assert set(re.findall(r"`([^`]+)`", part)) == acts()
