"""The server is restarted with a newer bank: an open interview keeps its frozen questions."""

import shutil
from pathlib import Path

import pytest
import yaml

from question_bank import load_bank
from question_bank.loader import shipped_content
from tests.ui.live_driver import eventually
from tests.ui.serving import ROOT

pytestmark = pytest.mark.browser

REWORDED, RETIRED = "prd-dsp-001", "plc-001"
NEW = "Reworded since: line 4 stops. What happens to its list, and who decides?"


def a_newer_bank(folder: Path) -> Path:
    """The shipped bank, with one question reworded throughout and another gone."""
    content = shutil.copytree(shipped_content(), folder / "content")
    shutil.rmtree(content / "exemplars")  # they answer the wording that goes
    (content / "changes.yaml").unlink()  # it tells of the question that goes
    (reworded,) = content.rglob(f"{REWORDED}.yaml")
    question = yaml.safe_load(reworded.read_text("utf-8"))
    question |= {"revision": question["revision"] + 1, "prompt": NEW, "title": "Reworded"}
    for anchor in question["anchors"]:
        anchor["behaviour"] = f"Reworded since: {anchor['behaviour']}"
    reworded.write_text(yaml.safe_dump(question, allow_unicode=True), "utf-8")
    (retired,) = content.rglob(f"{RETIRED}.yaml")
    retired.unlink()
    return content


def test_a_newer_bank_changes_nothing_in_an_open_interview(stage_on, own_server, tmp_path):
    shipped = load_bank().questions
    stage = stage_on(own_server, [shipped[REWORDED], shipped[RETIRED]])
    screen, sheet = stage.screen(), stage.sheet()
    anchor = screen.level(3).locator(".anchor")
    anchors = {a.level: a.behaviour for a in shipped[REWORDED].anchors}
    frozen = (shipped[REWORDED].prompt, anchors[3])
    screen.command("3")
    screen.write("before the restart")
    screen.drained()

    own_server.stop()
    screen.write(", while it was down")
    eventually(screen.saved, "offline, kept on this device", within=60)
    own_server.app = ROOT / "tests" / "ui" / "altered_app.py"
    own_server.environment["LEVELSET_TEST_BANK"] = str(a_newer_bank(tmp_path))
    newer = load_bank(tmp_path / "content")
    assert newer.questions[REWORDED].prompt == NEW
    own_server.start()
    assert f"Serving bank {newer.version}" in own_server.log.read_text("utf-8")
    screen.drained()

    eventually(lambda: (screen.part("prompt").inner_text(), anchor.inner_text()), frozen)
    screen.reload()
    eventually(lambda: (screen.part("prompt").inner_text(), anchor.inner_text()), frozen)
    screen.command("4", "n")
    eventually(screen.part("prompt").inner_text, shipped[RETIRED].prompt)
    screen.command("2")
    screen.write("on a question that is gone by now")
    screen.drained()

    first, second = sheet.record("q01"), sheet.record("q02")
    assert (first.level, first.evidence) == (4, "before the restart, while it was down")
    assert (second.level, second.evidence) == (2, "on a question that is gone by now")
    screen.says_saved()
