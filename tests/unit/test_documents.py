"""What the documents of the repository name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(document):
    text = (ROOT / document).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    local = [target for target in targets if "://" not in target]

    assert [target for target in local if not (ROOT / target).exists()] == []


def test_the_architecture_names_every_screen_and_every_package_of_use_cases():
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = [
        folder
        for parent in ("assessment/ui", "assessment/services")
        for folder in (ROOT / parent).iterdir()
        if (folder / "__init__.py").exists()
    ]

    assert [f.name for f in folders if f"`{f.name}" not in text and f"/{f.name}/" not in text] == []
