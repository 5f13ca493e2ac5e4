"""Tests, and processes that they start, keep nothing in the folders of whoever runs them."""

import os
import subprocess
import sys
from pathlib import Path

from platformdirs import user_data_path

from db.location import database_url
from db.signing_key import key_file
from tests.conftest import DATA_FOLDER

WHERE = "import platformdirs; print(platformdirs.user_data_path('levelset'))"


def test_the_key_of_a_database_without_a_file_is_in_the_folder_of_the_tests():
    where = key_file(database_url("postgresql+psycopg://levelset@/none"))

    assert where.is_relative_to(os.environ[DATA_FOLDER])


def test_a_process_that_a_test_starts_has_the_same_folder():
    done = subprocess.run([sys.executable, "-c", WHERE], capture_output=True, text=True, check=True)

    assert Path(done.stdout.strip()) == user_data_path("levelset")
    assert user_data_path("levelset").is_relative_to(os.environ[DATA_FOLDER])
