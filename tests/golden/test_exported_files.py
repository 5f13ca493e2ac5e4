"""The CSVs of a small requisition, byte for byte: what their readers rely on.

A difference here is a change of a published format. Columns may be added at the end; nothing else.
"""

from pathlib import Path

import pytest

from assessment import version
from assessment.domain.permissions import OWNER
from assessment.services.reading.exports import (
    decisions_csv,
    ratings_csv,
    shortlist_csv,
    weights_csv,
)
from tests.builders import REQUISITION, a_bank
from tests.fakes import StoppedClock
from tests.golden.small_requisition import small_requisition

HERE = Path(__file__).parent
FILES = {
    "ratings.csv": ratings_csv,
    "shortlist.csv": shortlist_csv,
    "weights.csv": weights_csv,
    "decisions.csv": decisions_csv,
}


@pytest.mark.parametrize("file", FILES)
def test_the_file_is_the_published_one_byte_for_byte(file):
    made = FILES[file](small_requisition(), a_bank(), StoppedClock(), REQUISITION, by=OWNER)

    assert made == golden(file)


def golden(file):
    """As kept beside this test; the version of Levelset is the one cell that rises by itself."""
    return (HERE / file).read_bytes().replace(b"LEVELSET_VERSION", version().encode())
