"""The notice to candidates as it is printed: filled from the role, with lines where it is blank."""

import pytest
from starlette.applications import Starlette

from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import OWNER
from assessment.domain.requisition import SeatRole
from assessment.services.access.tokens import signed_rater
from assessment.services.hiring.notices import change_notice
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing import print_routes
from assessment.ui.shared.viewer import COOKIE
from tests.builders import REQUISITION, a_bank, a_kit, a_seat, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.web.asgi import OWN_PAGE, get

APP = Starlette(routes=print_routes())
HOSTILE = '<script>alert("1")</script>\nBasel'
BLANK = '<span class="blank">'


def served(kit=None):
    store = fake_open_uow()
    seats = (a_seat("R-01", SeatRole.LEAD),)
    names = {"R-01": "Ada Berg", "R-09": "Someone else"}
    furnish(store, an_interview(seats=seats), kit=kit or a_kit(), names=names)
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))
    return store


def asked(requisition=REQUISITION, **headers):
    return get(APP, f"/print/notice?requisition={requisition}", headers=OWN_PAGE | headers)


def test_what_nobody_filled_in_is_a_line_to_write_on():
    served()

    page = asked()

    assert page.status == 200
    assert page.body.count(BLANK) == 4
    assert "The panel of this role: Ada Berg." in page.body
    assert "We review your data 6 months after the decision" in page.body
    assert "We make no audio or video recording." in page.body
    assert "cards on a board" not in page.body


def test_what_was_filled_in_is_printed_as_text():
    store = served(kit=a_kit_with_a_board())
    details = NoticeDetails(controller=HOSTILE, contact="Ms Frei", basis="Article 6(1)(b) GDPR")
    change_notice(store, requisition=REQUISITION, details=details, by=OWNER)

    page = asked()

    assert BLANK not in page.body
    assert "<script>" not in page.body
    assert "Ms Frei" in page.body
    assert "Legal basis: <span" in page.body
    assert "cards on a board" in page.body


@pytest.mark.parametrize("requisition", ["MES-9", ""])
def test_a_role_that_is_not_there_is_named(requisition):
    served()

    assert asked(requisition).status == 404


def test_somebody_without_a_part_in_the_role_learns_nothing_of_it():
    store = served()
    own = {"cookie": f"{COOKIE}={signed_rater(store, 'R-09')}"}

    page = asked(**own)

    assert page.status == 404
    assert "Ada Berg" not in page.body
