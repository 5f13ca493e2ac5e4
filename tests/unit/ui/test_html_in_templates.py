"""HTML stands in templates, where every text is escaped, and never in a Python string."""

import ast
import re
from pathlib import Path

import assessment.ui

UI = Path(assessment.ui.__file__).parent
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?=[\s/>]|$)|<!doctype", re.IGNORECASE)
ALLOWED = {"web/middleware.py"}
"""Looks for two tags in the page that Streamlit sends."""
UNESCAPED = {
    "printing/templates/kit.html.j2": ['"<hr>"|safe'],
    "shared/drawing/templates/page.html.j2": ["css|safe", "label|safe"],
}
"""Lines to write on, style sheets, and Markdown that its maker escaped."""


def tags_in(source):
    """The strings with a tag in them, docstrings left out."""
    tree = ast.parse(source)
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
    strings = (n.value for n in texts if isinstance(n.value, str | bytes))
    return [s for s in strings if TAG.search(s if isinstance(s, str) else s.decode("latin-1"))]


def test_a_tag_in_a_string_is_found_and_one_in_a_docstring_is_not():
    assert tags_in("x = f'<td>{y}</td>'") == ["<td>", "</td>"]
    assert tags_in("x = b'<br/>'") == [b"<br/>"]
    assert tags_in('def f():\n    """Draws a `<td>`."""\n    return a < b') == []


def test_no_html_tag_stands_in_a_python_string():
    modules = {p.relative_to(UI).as_posix(): p for p in UI.rglob("*.py")}
    found = {name for name, path in modules.items() if tags_in(path.read_text("utf-8"))}

    assert found == ALLOWED


def test_templates_leave_nothing_unescaped_but_what_is_named():
    templates = {p.relative_to(UI).as_posix(): p for p in UI.rglob("*.j2")}
    safe = re.compile(r"""[\w"<>]+\|\s*safe\b|autoescape""")
    found = {name: safe.findall(p.read_text("utf-8")) for name, p in templates.items()}

    assert {name: hits for name, hits in found.items() if hits} == UNESCAPED
