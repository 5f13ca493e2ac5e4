"""What several of these tests need: a program of a later version."""

from pathlib import Path

import pytest

from db import upgrade

MIGRATION = """\
from alembic import op

revision, down_revision = "9999", "{before}"


def upgrade():
    op.execute("update requisitions set client = 'upgraded'")
"""


@pytest.fixture
def newer_program(monkeypatch, tmp_path):
    """From here on this program has one more migration; gives the revision of before."""
    usual, before = upgrade.configuration(), upgrade.head()
    own, folder = Path(usual.get_main_option("script_location")), tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in [own / "env.py", *own.glob("versions/*.py")]:
        (folder / file.relative_to(own)).write_text(file.read_text("utf-8"), "utf-8")
    added = folder / "versions" / "9999_more.py"
    added.write_text(MIGRATION.format(before=before), "utf-8")

    def configuration():
        usual.set_main_option("script_location", str(folder))
        return usual

    monkeypatch.setattr(upgrade, "configuration", configuration)
    return before
