"""An export is drawn up for whoever asks, each time anew, and kept nowhere."""

import csv
import io

import pytest
from starlette.applications import Starlette

from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId
from assessment.domain.permissions import OWNER
from assessment.export.writer import ExportOptions
from assessment.services.access.tokens import signed_rater
from assessment.services.hiring.attachments import attach
from assessment.services.hiring.scheduling import remove_interview
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.shared.viewer import COOKIE
from assessment.ui.web.downloads import KINDS, download_routes, export_address
from tests.builders import NOON, a_bank
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import FIRST, LEAD, SECOND, STRANGER, a_shortlist, fill
from tests.unit.ui.web.asgi import OWN_PAGE, get

APP = Starlette(routes=download_routes())


@pytest.fixture
def store():
    made = fake_open_uow()
    a_shortlist(made)
    install(made)
    fill(made, SECOND, FIRST)
    return made


def install(open_uow):
    app_context.install(AppContext(bank=a_bank(), open_uow=open_uow, clock=StoppedClock()))


def asked(store, rater=None, *, file="ratings.csv", **options):
    address = export_address(RequisitionId("MES-1"), file, ExportOptions(**options))
    own = {"cookie": f"{COOKIE}={signed_rater(store, rater)}"} if rater else {}
    return get(APP, f"/{address}", headers=OWN_PAGE | own)


def raters_in(answer):
    rows = csv.DictReader(io.StringIO(answer.body.removeprefix("\ufeff")))
    return {row["rater"] for row in rows}


def test_a_file_is_an_attachment_that_no_browser_keeps(store):
    answer = asked(store, SECOND)

    assert (answer.status, raters_in(answer)) == (200, {SECOND})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''MES-1-ratings.csv"
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    with store(read_only=True) as uow:
        assert [(line.act, line.by, line.detail) for line in uow.journal.lines()] == [
            ("export", SECOND, "ratings.csv")
        ]


def test_the_viewer_is_checked_at_each_request(store):
    assert raters_in(asked(store, SECOND)) == {SECOND}
    # The lead has not submitted: the others' ratings are not in what she downloads.
    assert raters_in(asked(store, LEAD)) <= {LEAD}

    refused = asked(store, STRANGER)
    assert (refused.status, refused.headers["cache-control"]) == (404, "no-store")
    assert "nobody here has that code" in refused.body


def test_the_options_are_those_of_the_menu(store):
    plain, other = asked(store), asked(store, semicolon=True, bom=True)

    assert plain.body.startswith("schema,requisition,")
    assert other.body.startswith("\ufeffschema;requisition;")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("requisition=MES-9&file=ratings.csv", 404, "There is no role"),
        ("requisition=MES-1&file=secrets.csv", 404, "There is no export called"),
        ("", 404, "There is no export called"),
    ],
)
def test_what_there_is_not_is_told_in_one_sentence(store, query, status, said):
    answer = get(APP, f"/download/export?{query}")

    assert answer.status == status
    assert said in answer.body


def test_a_database_that_cannot_be_written_gives_no_file(store):
    def read_only_disk(*, read_only=False):
        if not read_only:
            raise StoreUnavailable("the disk is full: make room")
        return store(read_only=True)

    install(read_only_disk)
    answer = get(APP, "/download/export?requisition=MES-1&file=ratings.csv")

    assert answer.status == 503
    assert "The disk is full: make room." in answer.body


def test_every_kind_of_file_has_an_address():
    for file in KINDS:
        assert f"file={file}" in export_address(RequisitionId("MES-1"), file, ExportOptions())


def test_an_interview_is_downloaded_as_a_calendar_event_without_a_name(store):
    with store() as uow:
        uow.people.name_candidate(CandidateId("MES-1.C-01"), "Noor Example")
        uow.commit()
    answer = get(APP, f"/download/calendar?interview=MES-1.C-01.1&as={SECOND}")

    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "filename*=UTF-8''MES-1.C-01.1.ics" in answer.headers["content-disposition"]
    assert "DTSTART:20260302T120000Z" in answer.body
    assert "SUMMARY:Interview C-01: MES engineer" in answer.body
    assert "Ann Lead" in answer.body
    assert "Noor" not in answer.body


def uid_of(body):
    return next(line for line in body.split("\r\n") if line.startswith("UID:"))


def test_the_candidates_file_has_no_code_and_is_cancelled_under_the_same_uid(store):
    asked = "/download/calendar?interview=MES-1.C-02.1&for=candidate"
    first = get(APP, asked)
    own = get(APP, "/download/calendar?interview=MES-1.C-02.1")
    remove_interview(
        store, lambda: NOON, interview=InterviewId("MES-1.C-02.1"), reason="Ill.", by=OWNER
    )
    gone = get(APP, asked)

    assert (first.status, gone.status) == (200, 200)
    assert "filename*=UTF-8''interview.ics" in first.headers["content-disposition"]
    assert "SUMMARY:Interview: MES engineer\\, Brewery" in first.body
    assert "C-02" not in first.body + gone.body
    assert "Ill" not in gone.body
    assert "METHOD:CANCEL" in gone.body
    assert uid_of(first.body) == uid_of(gone.body) != uid_of(own.body)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("interview=MES-1.C-01.1&for=everybody", 404, "There is no calendar file for"),
        (f"interview=MES-1.C-01.1&for=candidate&as={SECOND}", 403, "can change an interview"),
        ("interview=MES-1.C-09.1", 404, "There is no interview"),
        ("", 404, "which interview"),
        ("interview=MES-1.C-01.1&as=R-50", 404, "There is no interview &#39;MES-1.C-01.1&#39;"),
    ],
)
def test_no_calendar_event_for_whom_and_for_what_there_is_none(store, query, status, said):
    with store() as uow:
        uow.people.add_rater(RaterId("R-50"), "Eve Elsewhere")
        uow.commit()
    answer = get(APP, f"/download/calendar?{query}")

    assert answer.status == status
    assert said in answer.body


def test_a_candidates_file_is_stored_and_never_shown(store):
    made = attach(
        store, lambda: NOON, candidate=CandidateId("MES-1.C-01"), name='größe "x".txt',
        data=b"<script>alert(1)</script>", by=OWNER,
    )  # fmt: skip

    answer = get(APP, f"/download/attachment?file={made.id}&as={SECOND}")

    assert (answer.status, answer.body) == (200, "<script>alert(1)</script>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%22x%22.txt"
    )


@pytest.mark.parametrize("query", ["", "file=1", "file=99", "file=-1", "file=x", "file=1e3"])
def test_no_file_for_whom_and_for_what_there_is_none(store, query):
    with store() as uow:
        uow.people.add_rater(RaterId("R-50"), "Eve Elsewhere")
        uow.commit()
    attach(
        store, lambda: NOON, candidate=CandidateId("MES-1.C-01"), name="a.txt", data=b"A", by=OWNER
    )

    answer = get(APP, f"/download/attachment?{query}&as=R-50")

    assert answer.status == 404
    said = "There is no file" if query else "The address doesn&#39;t say which file."
    assert said in answer.body
