"""The report as a page and as a file: made for whoever asks, checked and logged each time."""

import re

import pytest
from starlette.applications import Starlette

from assessment.domain.ids import RaterId
from assessment.services.access.tokens import signed_rater
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing import print_routes, report_routes
from assessment.ui.shared.viewer import COOKIE
from tests.builders import NOON, OTHER_RATER, REQUISITION, a_bank
from tests.fakes import StoppedClock
from tests.golden.small_requisition import C1, small_requisition
from tests.unit.report.reporting import in_docx, made, texts
from tests.unit.ui.web.asgi import OWN_PAGE, get

APP = Starlette(routes=[*print_routes(), *report_routes()])
NAME = 'Ada <script>alert("1")</script>'


@pytest.fixture
def open_uow():
    made_store = small_requisition()
    bank, clock = a_bank(), StoppedClock()
    app_context.install(AppContext(bank=bank, open_uow=made_store, clock=clock))
    return made_store


def asked(open_uow, where, query="", rater=None):
    own = {"cookie": f"{COOKIE}={signed_rater(open_uow, rater)}"} if rater else {}
    address = f"/{where}/report?requisition={REQUISITION}{query}"
    return get(APP, address, headers=OWN_PAGE | own)


def seen(page):
    """The texts of the page and of its drawings, tags taken away."""
    body = page.partition("<main")[2]
    body = re.sub(r'<svg[^>]*aria-label="([^"]*)"[^>]*>', r"\1", body)
    plain = re.sub(r"<[^>]+>", "\n", body).replace("&#39;", "'").replace("&#34;", '"')
    plain = plain.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    return " ".join(plain.split())


@pytest.mark.parametrize("query", ["", "&candidate=C-01"])
def test_the_page_says_what_the_document_says(open_uow, query):
    answer = asked(open_uow, "print", query)

    assert answer.status == 200
    page = seen(answer.body)
    for text in texts(made(open_uow, query.partition("=")[2])):
        assert " ".join(text.split()) in page, text


def test_the_page_has_no_style_that_its_policy_would_refuse_and_is_kept_by_no_browser(open_uow):
    answer = asked(open_uow, "print")

    assert ' style="' not in answer.body
    assert "<script" not in answer.body
    assert answer.headers["cache-control"] == "no-store"


def test_what_people_typed_is_shown_as_text(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C1, NAME)
        uow.commit()

    page = asked(open_uow, "print", "&candidate=C-01&names=True").body

    assert "<script>" not in page
    assert "Ada &lt;script&gt;" in page


def test_the_file_is_an_attachment_that_no_browser_keeps(open_uow):
    answer = asked(open_uow, "download", "&candidate=C-01")

    assert answer.status == 200
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''MES-1-C-01-report.docx"
    )
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("where", ["print", "download"])
def test_a_sealed_candidate_and_an_unknown_role_are_a_sentence(open_uow, where):
    sealed = asked(open_uow, where, "&candidate=C-02", OTHER_RATER)
    unknown = get(APP, f"/{where}/report?requisition=NONE", headers=OWN_PAGE)

    assert (sealed.status, unknown.status) == (403, 404)
    assert "There is no report on C-02 yet" in sealed.body
    assert "There is no role" in unknown.body


def test_each_report_is_logged_for_whoever_asked(open_uow):
    asked(open_uow, "print", "&candidate=C-01", RaterId("R-01"))
    asked(open_uow, "download", "&names=True")

    with open_uow(read_only=True) as uow:
        assert [(x.at, x.act, x.by, x.detail) for x in uow.journal.lines()] == [
            (NOON, "export", "R-01", "printed report of C-01"),
            (NOON, "export", None, "report.docx, with names"),
        ]


def test_the_file_and_the_page_are_of_one_document(open_uow):
    file = asked(open_uow, "download", "&candidate=C-01")
    page = seen(asked(open_uow, "print", "&candidate=C-01").body)

    for line in in_docx(file.raw):
        assert " ".join(line.split()) in page, line
