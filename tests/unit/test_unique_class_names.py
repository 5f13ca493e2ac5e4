"""One concept has one name: no two public classes of the application are called the same."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("assessment", "db", "question_bank")


def shared_names(files):
    """Each public class name that is defined more than once, with the places that define it."""
    places = defaultdict(list)
    for name, source in files:
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{name}:{node.lineno}")
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_name_used_twice_is_found():
    files = [
        ("a.py", "class Step: ...\nclass _Own: ..."),
        ("b.py", "\nclass Step: ...\nclass B: ..."),
    ]

    assert shared_names(files) == {"Step": ["a.py:1", "b.py:2"]}


def test_no_two_public_classes_share_a_name():
    files = sorted(f for package in PACKAGES for f in (ROOT / package).rglob("*.py"))

    assert len(files) > 200
    assert not shared_names((str(f.relative_to(ROOT)), f.read_text("utf-8")) for f in files)
