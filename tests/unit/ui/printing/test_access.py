"""The access report as a file: for the owner alone, logged each time, kept by no browser."""

import io
import json
from zipfile import ZipFile

import pytest
from starlette.applications import Starlette

from assessment.domain.permissions import Action
from assessment.services.access.tokens import signed_rater
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing import report_routes
from assessment.ui.printing.access_files import DATA, PAGE
from assessment.ui.shared.viewer import COOKIE
from tests.builders import RATER, a_bank
from tests.fakes import StoppedClock
from tests.golden.small_requisition import C1, small_requisition
from tests.unit.ui.web.asgi import OWN_PAGE, get

APP = Starlette(routes=report_routes())
NAME = 'Ada <script>alert("1")</script>'


@pytest.fixture
def open_uow():
    made_store = small_requisition()
    app_context.install(AppContext(bank=a_bank(), open_uow=made_store, clock=StoppedClock()))
    return made_store


def asked(open_uow, candidate=C1, rater=None):
    own = {"cookie": f"{COOKIE}={signed_rater(open_uow, rater)}"} if rater else {}
    return get(APP, f"/download/access?candidate={candidate}", headers=OWN_PAGE | own)


def acts(open_uow):
    with open_uow(read_only=True) as uow:
        return [line.act for line in uow.journal.lines()]


def test_the_owner_gets_a_page_and_a_json_and_the_log_a_line(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C1, NAME)
        uow.commit()

    answer = asked(open_uow)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith(f"{C1}-access-report.zip")
    with ZipFile(io.BytesIO(answer.raw)) as archive:
        assert archive.namelist() == [PAGE, DATA]
        page, data = archive.read(PAGE).decode(), json.loads(archive.read(DATA))
    assert data["name"] == NAME
    assert "<script>" not in page
    assert "Ada &lt;script&gt;" in page
    assert acts(open_uow)[-1] == Action.REPORT_ACCESS.value


def test_an_interviewer_is_refused_and_gets_nothing(open_uow):
    answer = asked(open_uow, rater=RATER)

    assert answer.status == 403
    assert "Only the owner can make an access report." in answer.body
    assert Action.REPORT_ACCESS.value not in acts(open_uow)


def test_somebody_who_is_not_there_is_named(open_uow):
    answer = asked(open_uow, candidate="MES-1.C-99")

    assert answer.status == 404
    assert "There is no candidate" in answer.body
