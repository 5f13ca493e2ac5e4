"""What a page says when its connection does not open or is lost, and what becomes of the words."""

import re

import pytest
from playwright.sync_api import expect

from assessment.domain.permissions import Actor
from assessment.services.drafts import form_drafts
from db.opening import open_store
from tests.shortlist import LEAD, ONE, SECOND, THIRD, a_shortlist, fill
from tests.ui.live_driver import eventually, remember

pytestmark = pytest.mark.browser


@pytest.fixture
def store(own_server):
    opened = open_store(own_server.database_url)
    a_shortlist(opened.open_uow)
    for rater in (LEAD, SECOND, THIRD):
        fill(opened.open_uow, rater)
    yield opened.open_uow
    opened.close()


@pytest.mark.parametrize("path", ["/", "/bank", "/interview?interview=NONE.C-01.1"])
def test_a_page_whose_websocket_is_blocked_says_what_to_do(shared_server, new_context, path):
    page = new_context().new_page()
    page.route_web_socket(re.compile(".*"), lambda socket: socket.close())

    page.goto(f"{shared_server.url}{path}")

    expect(page.get_by_role("alert")).to_contain_text("the WebSocket connection fails")


def test_a_page_below_the_root_asks_no_other_address_for_its_server(shared_server, new_context):
    page = new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{shared_server.url}/bank")
    page.get_by_role("heading", name="Question bank").wait_for()

    assert [url for url in asked if "_stcore/health" in url] == [
        f"{shared_server.url}/_stcore/health"
    ]


def test_a_page_that_opens_says_nothing_of_its_connection(shared_server, new_context):
    device = new_context()
    device.clock.install()
    page = device.new_page()
    page.goto(f"{shared_server.url}/bank")
    page.get_by_role("heading", name="Question bank").wait_for()

    device.clock.run_for(20_000)

    expect(page.locator(".levelset-connection")).to_have_count(0)


def test_a_lost_connection_is_said_until_it_is_back(own_server, store, new_context):
    page = new_context().new_page()
    page.goto(f"{own_server.url}/compare?requisition={ONE.partition('.')[0]}")
    page.get_by_role("heading", name="Compare").first.wait_for()
    said = page.locator(".levelset-connection")

    own_server.kill()
    expect(said).to_contain_text("The connection to Levelset is lost.")
    own_server.start()

    expect(said).to_have_count(0)


def test_the_sentence_under_way_when_the_connection_drops_is_kept(own_server, store, new_context):
    device = new_context()
    remember(device, own_server.url, LEAD)
    page = device.new_page()
    page.goto(f"{own_server.url}/debrief?candidate={ONE}")
    note = page.get_by_label("Add a note")
    note.press_sequentially("Heard it twice.")
    eventually(lambda: texts(store), {"note": "Heard it twice."})

    note.press_sequentially(" And the recipes")
    own_server.kill()
    expect(page.locator(".levelset-connection")).to_contain_text("What you typed stays")
    own_server.start()

    eventually(lambda: texts(store), {"note": "Heard it twice. And the recipes"})
    page.reload()
    expect(page.get_by_label("Add a note")).to_have_value("Heard it twice. And the recipes")


def texts(store):
    found = form_drafts.kept(store, ONE, by=Actor(rater=LEAD))
    return {w.field: w.text for fields in found.values() for w in fields.values()}
