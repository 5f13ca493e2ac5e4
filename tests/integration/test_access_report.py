"""Whoever asks gets everything: each text about the candidate is on the page and in the JSON."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.erasure import Erasure
from assessment.domain.errors import NotAllowed
from assessment.domain.ids import SheetKey
from assessment.domain.pack_texts import FORM, evidence, field_of
from assessment.domain.permissions import Action, Actor
from assessment.domain.removal import RemovalRecord
from assessment.services.hiring.attachments import attach
from assessment.services.reading.access_reports import access_report
from assessment.services.reading.audit_log import read_audit_log
from assessment.ui.printing.access_files import DATA, FOLDER, PAGE
from db.location import VARIABLE
from db.tables import drafts, entries
from question_bank import load_bank
from question_bank.model import QuestionStatus
from tests.integration.test_erasure import (
    GONE,
    MARK,
    NOW,
    OTHER,
    OWNER,
    WRITTEN,
    demo,
    erase,
    marked,
    store,
)

__all__ = ["demo", "store"]
pytestmark = pytest.mark.xdist_group("access report")  # one database with the demo for all
SHEET = SheetKey(f"{GONE}.1", "D-01")
COLUMNS = {f"{table.name}.{column}" for table, columns in WRITTEN.items() for column in columns}
LOGS = {"entries.because", "entries.text", "board_entries.value"}
EARLIER = "what the note said first"


def sealed_mark(where):
    return f"{MARK} in {where}."


@pytest.fixture
def command(store, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(store.engine.url))
    return lambda *arguments: CliRunner().invoke(build(), ["privacy", "report", *arguments])


def report(command, folder, candidate=GONE, *, force=False):
    done = command("--candidate", candidate, "--out", str(folder), *(["--force"] if force else []))
    assert done.exit_code == 0, done.output
    return json.loads((folder / DATA).read_text("utf-8")), (folder / PAGE).read_text("utf-8")


def values(found, section):
    """Every value of a section, as text."""
    [own] = [s for s in found["sections"] if s["key"] == section]
    return json.dumps([record["values"] for record in own["records"]], ensure_ascii=False)


def test_every_text_about_the_candidate_is_in_the_report(store, command, tmp_path):
    marked(store.engine, said=sealed_mark)
    with store.engine.begin() as connection:
        connection.execute(
            drafts.insert().values(
                subject="DEMO-PLANT", author="", form=FORM, field=field_of(evidence(SHEET, "q01")),
                requisition="DEMO-PLANT", text=sealed_mark("pack"), kept_at=NOW,
            )
        )  # fmt: skip

    found, page = report(command, tmp_path)

    everything = json.dumps(found, ensure_ascii=False)
    wanted = {sealed_mark(where) for where in COLUMNS | LOGS | {"pack"}}
    assert {mark for mark in wanted if mark not in everything} == set()
    on_page = re.sub(r"\s+", " ", page)
    assert {mark for mark in wanted if mark not in on_page} == set()


def test_nothing_about_anybody_else_is_in_the_report(store, command, tmp_path):
    marked(store.engine, OTHER)

    found, page = report(command, tmp_path)

    assert MARK not in json.dumps(found, ensure_ascii=False)
    assert MARK not in page


def test_earlier_versions_of_a_note_are_in_the_json(store, command, tmp_path):
    own = (entries.c.interview == SHEET.interview) & (entries.c.kind == "evidence")
    with store.engine.begin() as connection:
        first = entries.c.id == connection.execute(entries.select().where(own)).first().id
        connection.execute(update(entries).where(first).values(text=EARLIER, standing="late"))

    found, page = report(command, tmp_path)

    assert EARLIER in values(found, "scorecard_log")
    assert EARLIER not in page
    assert "under “scorecard_log”." in page


def test_a_cancelled_interview_and_a_removed_seat_have_their_own_words(store, command, tmp_path):
    said = {"requisition": "DEMO-PLANT", "at": NOW, "by": None, "because": "A strike."}
    with store.open_uow() as uow:
        uow.removals.add(RemovalRecord(subject=f"{GONE}.1", **said))
        uow.removals.add(RemovalRecord(subject=f"{GONE}.1", rater="D-01", **said))
        uow.removals.add(RemovalRecord(subject=GONE, **said))
        uow.commit()

    found, _ = report(command, tmp_path)

    [own] = [s for s in found["sections"] if s["key"] == "interviews"]
    headings = {record["heading"].removeprefix(GONE) for record in own["records"]}
    assert {".1: cancelled", ": removed"} <= headings
    assert any(h.startswith(".1: ") and h.endswith("removed from the interview") for h in headings)


def test_what_is_withheld_is_marked_with_the_reason(command, tmp_path):
    found, page = report(command, tmp_path)

    [ratings] = [s for s in found["sections"] if s["key"] == "ratings"]
    marked_as = [r["withheld"]["wording"] for r in ratings["records"] if "wording" in r["values"]]
    assert len(marked_as) == 33
    assert set(marked_as) == {
        "this question is still in use, and other candidates would know it beforehand"
    }
    assert "Withheld: this question is still in use" in page
    assert "Other candidates: their data is theirs." in " ".join(found["withheld"])
    assert all(said.partition("'")[0] in page for said in found["withheld"])


def test_the_request_is_a_line_of_the_audit_log_and_of_the_next_report(store, command, tmp_path):
    report(command, tmp_path)
    log = read_audit_log(store.open_uow, by=OWNER, most=1)
    line = log.lines[0]

    assert (line.act, line.about, line.by) == (Action.REPORT_ACCESS.value, GONE, None)
    done = command("--candidate", GONE, "--out", str(tmp_path), "--force")
    assert done.exit_code == 0
    assert Action.REPORT_ACCESS.value in (tmp_path / DATA).read_text("utf-8")


def test_what_remains_of_somebody_who_was_erased(store, command, tmp_path):
    marked(store.engine)
    erase(store, Erasure.ERASE)

    found, page = report(command, tmp_path)

    [section] = found["sections"]
    erased = datetime.fromisoformat(_erased_at(found)).astimezone(UTC)
    assert section["about"] == (
        f"The data was erased on {erased:%-d %B %Y, %H:%M} UTC. Only the code and "
        "these lines of the audit log are left; what was written is gone."
    )
    assert [r["values"]["act"] for r in section["records"]][-1] == Action.ERASE_CANDIDATE.value
    assert found["name"] is None
    assert MARK not in page


def _erased_at(found):
    return found["sections"][0]["records"][-1]["values"]["at"]


def test_an_anonymised_candidate_has_levels_and_no_words(store, command, tmp_path):
    marked(store.engine)
    erase(store, Erasure.ANONYMISE)

    found, page = report(command, tmp_path)

    assert MARK not in page
    assert '"level": 4' in values(found, "ratings")
    assert '"anonymised_at": "20' in values(found, "person")


def test_nobody_of_this_code_is_named_and_nothing_is_written(command, tmp_path):
    done = command("--candidate", "DEMO-PLANT.C-77", "--out", str(tmp_path / "new"))

    assert done.exit_code == 1
    assert "There is no candidate 'DEMO-PLANT.C-77' in this database." in done.stderr
    assert list((tmp_path / "new").iterdir()) == []


def test_a_report_that_is_there_is_replaced_only_when_asked(store, command, tmp_path):
    (tmp_path / PAGE).write_text("mine")

    done = command("--candidate", GONE, "--out", str(tmp_path))

    assert done.exit_code != 0
    assert "already exists" in done.stderr
    assert (tmp_path / PAGE).read_text() == "mine"
    assert not (tmp_path / DATA).exists()
    log = read_audit_log(store.open_uow, by=OWNER, most=1)
    assert not log.lines or log.lines[0].act != Action.REPORT_ACCESS.value


def test_the_wording_of_a_retired_question_is_given_unless_it_is_still_planned(store):
    bank = load_bank()
    asked = bank.questions["prd-dsp-001"]
    retired = replace_question(bank, asked.model_copy(update={"status": QuestionStatus.RETIRED}))

    def wording(now):
        made = access_report(store.open_uow, retired, lambda: now, GONE, by=OWNER)
        return asked.anchors[0].behaviour in made.json.decode()

    with store.open_uow(read_only=True) as uow:
        planned = [i.planned_at for i in uow.interviews.of_requisition("DEMO-PLANT")]
    assert wording(max(planned))
    assert not wording(min(planned))


def replace_question(bank, question):
    return replace(bank, questions={**bank.questions, question.id: question})


def test_only_the_owner_makes_the_report_also_where_a_lead_may_see_everything(store):
    with store.open_uow(read_only=True) as uow:
        seats = {m.role: m.rater for m in uow.requisitions.panel("DEMO-PLANT")}

    for rater in seats.values():
        with pytest.raises(NotAllowed, match="Only the owner can make an access report"):
            access_report(store.open_uow, load_bank(), lambda: NOW, GONE, by=Actor(rater=rater))


def test_attached_files_are_beside_the_page_as_they_were(store, command, tmp_path):
    attach(
        store.open_uow, lambda: NOW, candidate=GONE, name="cv.txt", data=b"Twelve years of MES.",
        by=OWNER,
    )  # fmt: skip

    done = command("--candidate", GONE, "--out", str(tmp_path))
    assert f"Wrote 1 attached file to {tmp_path / FOLDER}." in done.stdout
    found, page = report(command, tmp_path, force=True)

    [file] = (tmp_path / FOLDER).iterdir()
    assert file.name.endswith("-cv.txt")
    assert file.read_bytes() == b"Twelve years of MES."
    assert "cv.txt" in values(found, "person")
    assert "cv.txt" in page
