"""The product with another bank, clock or scripts than it ships with, for tests of them.

`LEVELSET_TEST_BANK` names a folder of content; `LEVELSET_TEST_CLOCK` a file with the seconds by
which the server's clock is wrong, read anew each time; `LEVELSET_TEST_SCRIPTS` is added to every
script, as in another release. Pages are imported later, so their components get those scripts.
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from assessment.server.application import application_options
from assessment.ui.app_context import current, install
from assessment.ui.shared.browser import scripts
from question_bank import load_bank

options = application_options()
here = current()
if content := os.environ.get("LEVELSET_TEST_BANK"):
    here = replace(here, bank=load_bank(Path(content)))
    sys.stderr.write(f"Serving bank {here.bank.version}\n")
if wrong := os.environ.get("LEVELSET_TEST_CLOCK"):

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(Path(wrong).read_text("utf-8")))

    here = replace(here, clock=clock)
install(here)
if added := os.environ.get("LEVELSET_TEST_SCRIPTS"):
    changed = {name: text + added.encode() for name, text in scripts.SCRIPTS.files.items()}
    scripts.SCRIPTS = scripts.Scripts(changed)

app = st.App(**options)
