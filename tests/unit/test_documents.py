"""What the documents of the repository name is there."""

import re
from pathlib import Path

import pytest
import typer

from assessment.cli import build

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for folder in (".", "docs", "deploy", "benchmarks", "question_bank/content/adverts")
    for path in (ROOT / folder).glob("*.md")
)


def links(document):
    """The links of `document` to files and headings of this repository, with their anchors."""
    text = (ROOT / document).read_text("utf-8")
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text))
    return [target.partition("#")[::2] for target in found if "://" not in target]


def anchors(path):
    """What GitHub calls the headings of a document."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_documents_are_found():
    assert {"README.md", "docs/guide.md", "benchmarks/README.md", "SECURITY.md"} <= set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(document):
    folder = (ROOT / document).parent

    assert [file for file, _ in links(document) if file and not (folder / file).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_heading_leads_to_one(document):
    at = ROOT / document
    headings = [(at.parent / file if file else at, anchor) for file, anchor in links(document)]

    assert [(str(f), a) for f, a in headings if a and a not in anchors(f)] == []


def test_every_page_for_users_can_be_reached_from_the_readme():
    named = {file for file, _ in links("README.md")}

    assert {d for d in DOCUMENTS if d.startswith(("docs/", "benchmarks/", "deploy/"))} <= named


def test_every_command_is_in_the_list_of_commands():
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    group = typer.main.get_command(build())
    names = group.list_commands(None)

    assert names
    assert [name for name in names if f"`levelset {name}" not in text] == []


def test_the_architecture_names_every_screen_and_every_package_of_use_cases():
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = [
        folder
        for parent in ("assessment/ui", "assessment/services")
        for folder in (ROOT / parent).iterdir()
        if (folder / "__init__.py").exists()
    ]

    assert [f.name for f in folders if f"`{f.name}" not in text and f"/{f.name}/" not in text] == []
