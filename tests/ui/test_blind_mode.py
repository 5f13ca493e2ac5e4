"""Blind mode as people meet it: a hidden name is in no byte of any page, file or print.

Pages and routes are taken from the product's own lists, so a new one is hunted through as well.
"""

import hashlib
import http.client
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from assessment.domain.attachment import Attachment, FileKind
from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.ids import KitId
from assessment.domain.permissions import OWNER
from assessment.domain.removal import FormerName
from assessment.server.application import application_routes
from assessment.services.hiring.blind_mode import hide_names, show_names
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.web.downloads import KINDS
from db.opening import open_store
from tests.builders import NOON, a_bank, a_debrief_record
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)
from tests.ui.hostile_store import MARK
from tests.ui.page_reading import checked
from tests.ui.test_hostile_text import _script, strings_of

NAME = f"{MARK} Fujii"
PDF = f"%PDF-1.7 {MARK}".encode()
RATERS = [LEAD, SECOND, OBSERVER]
QUERIES = (
    {"requisition": MES_1, "find": "Fujii", "q": "Fujii"},
    {"candidate": ONE},
    {"interview": FIRST, "rater": LEAD},
)
"""Everything that a page may be asked for about the candidate whose name is hidden."""
OWNERS_ANSWER = {"/print/access", "/download/access"}
"""What the owner gives to the person themselves who asks what is held; logged."""


def furnished(open_uow):
    """C-01 waits for two scorecards, and the name is marked wherever one can be; C-02 is open."""
    a_shortlist(open_uow)
    fill(open_uow, LEAD, FIRST)
    fill_all(open_uow, OTHER)
    with open_uow() as uow:
        uow.people.name_candidate(ONE, NAME)
        uow.people.name_candidate(TWO, "Ada Berg")
        former = FormerName(name=f"{MARK} before", at=NOON, by=None, because=f"Was {MARK}.")
        uow.people.remember_name(ONE, former)
        contact = Contact(email=f"{MARK}@example.com", reference=f"ATS-{MARK}")
        uow.people.keep_contact(ONE, contact)
        uow.attachments.add(a_file(), PDF)
        uow.commit()
    hide_names(open_uow, StoppedClock(), requisition=MES_1, by=OWNER)
    return open_uow


def a_file():
    return Attachment(
        candidate=ONE,
        name=f"{MARK}.pdf",
        kind=FileKind.PDF,
        size=len(PDF),
        digest=hashlib.sha256(PDF).hexdigest(),
        added_at=NOON,
        added_by=None,
    )


@pytest.fixture(scope="module")
def blind():
    return furnished(fake_open_uow())


@pytest.fixture
def seen():
    """The same, with names shown again."""
    made = furnished(fake_open_uow())
    show_names(made, requisition=MES_1, reason="All is over.", by=OWNER)
    return made


def drawn(open_uow, name, query, rater):
    context = AppContext(bank=a_bank(), open_uow=open_uow, clock=StoppedClock())
    folder = name.replace("-", "_")
    page = AppTest.from_function(
        _script, kwargs={"name": folder, "context": context, "rater": rater}, default_timeout=90
    )
    for key, value in query.items():
        page.query_params[key] = value
    return checked(page.run())


def marks(open_uow, name, rater):
    """Every string on this page with the mark in it, whatever the page is asked for."""
    return [found for query in QUERIES for found in strings_of(drawn(open_uow, name, query, rater))]


@pytest.mark.parametrize("rater", [None, *RATERS])
@pytest.mark.parametrize("name", PageName)
def test_no_page_holds_a_hidden_name(blind, name, rater):
    assert marks(blind, name.value, rater) == []


@pytest.mark.parametrize("name", ["today", "requisition", "compare", "search"])
def test_the_hunt_finds_the_name_where_it_is_shown(seen, name):
    assert marks(seen, name, SECOND)


def asked(server, path, query, rater):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=90)
    viewer = {"as": rater} if rater else {}
    try:
        connection.request("GET", f"{path}?{urlencode({**query, **viewer})}")
        answer = connection.getresponse()
        return answer.status, repr(answer.getheaders()).encode() + unpacked(answer.read())
    finally:
        connection.close()


def unpacked(data):
    """The bytes, and those of every file inside of an archive, workbook or document."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join([data, *(unpacked(archive.read(n)) for n in archive.namelist())])


def answers(server, rater):
    """What every route says, asked in every way about the candidate whose name is hidden."""
    about = {
        "requisition": MES_1, "interview": FIRST, "rater": LEAD, "kit": KitId(f"{MES_1}.K1"),
        "box": f"{FIRST}:{LEAD}", "names": "True",
    }  # fmt: skip
    ways = [
        *({**about, "file": file} for file in KINDS),
        {**about, "candidate": ONE, "for": "candidate", "file": "1"},
        {**about, "candidate": "C-01", "names": "1"},
        {**about, "candidate": "C-02", "interview": OTHER},
        {"requisition": MES_1, "names": "True"},
        {"requisition": MES_1, "names": "1"},
    ]
    for route in application_routes():
        path = re.sub(r"{[^}]*}", "none", route.path)
        for way in ways if path == "/download/export" else ways[len(KINDS) :]:
            yield path, *asked(server, path, way, rater)


@pytest.fixture
def server(own_server):
    store = open_store(own_server.database_url)
    furnished(store.open_uow)
    yield own_server, store.open_uow
    store.close()


def test_no_route_hands_out_a_hidden_name(server):
    running, open_uow = server
    for rater in (None, *RATERS):
        exempt = set() if rater else OWNERS_ANSWER
        said = list(answers(running, rater))
        held = {path for path, _, body in said if MARK.encode() in body}
        assert held - exempt == set(), rater
        assert b"Berg" in b"".join(body for _, _, body in said)

    show_names(open_uow, requisition=MES_1, reason="All is over.", by=OWNER)
    found = {path for path, _, body in answers(running, SECOND) if MARK.encode() in body}
    assert {"/download/export", "/download/report", "/download/attachment"} <= found


def seats(server):
    return f"{server.url}/requisition?requisition={MES_1}"


def test_blind_mode_is_turned_on_and_the_debrief_shows_the_name(server, new_context):
    running, open_uow = server
    show_names(open_uow, requisition=MES_1, reason="Begin anew.", by=OWNER)
    owner = new_context().new_page()
    owner.goto(seats(running))
    expect(owner.get_by_text(NAME).first).to_be_visible()

    owner.get_by_role("button", name="Turn on blind mode").click()
    popover = owner.get_by_test_id("stPopoverBody")
    popover.get_by_role("button", name="Turn on blind mode").click()
    expect(owner.get_by_text("Until now everybody with a seat could see")).to_be_visible()
    expect(owner.get_by_text(NAME)).to_have_count(0)

    rater, frames = new_context().new_page(), []

    def keep(frame):
        frames.append(frame)

    rater.on("websocket", lambda socket: socket.on("framereceived", keep))
    for name in ("today", "requisition", "interviews", "compare", "debrief"):
        rater.goto(f"{running.url}/{name}?requisition={MES_1}&as={SECOND}")
        expect(
            rater.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        ).to_be_visible()
        expect(rater.get_by_text("C-01").first).to_be_visible()
    received = b"".join(f if isinstance(f, bytes) else f.encode() for f in frames)
    assert b"C-01" in received
    assert MARK.encode() not in received

    for who in (SECOND, THIRD):
        fill(open_uow, who, FIRST)
    rater.goto(f"{running.url}/requisition?requisition={MES_1}&as={SECOND}")
    expect(rater.get_by_text(NAME).first).to_be_visible()


def test_what_is_due_is_reviewed_and_kept_longer(server, new_context):
    running, open_uow = server
    long_ago = datetime.now(UTC) - timedelta(days=400)
    with open_uow() as uow:
        kind = DebriefKind.DECISION
        uow.debriefs.add(
            a_debrief_record(kind, candidate=TWO, decision=Decision.REJECT, at=long_ago)
        )
        uow.commit()
    page = new_context().new_page()
    page.goto(seats(running))
    page.get_by_role("button", name="Change the period").click()
    page.get_by_label("Months after the decision").fill("12")
    page.get_by_label("Reason for the period").fill("The law asks for it.")
    page.get_by_role("button", name="Save period").click()
    expect(page.get_by_text("12 months after the decision.")).to_be_visible()

    page.goto(f"{running.url}/today")
    page.get_by_role("link", name="Review").last.click()
    expect(page.get_by_text("Due for a review since")).to_be_visible()
    until = date.today() + timedelta(days=40)  # noqa: DTZ011  # as a person reads a calendar
    page.get_by_role("spinbutton", name="year, Keep until").click()
    page.keyboard.type(f"{until:%Y%m%d}")
    page.get_by_label("Reason for keeping it").fill("A complaint is still open.")
    page.get_by_role("button", name="Keep longer").click()
    expect(page.get_by_text("Kept longer by the owner: A complaint is still open.")).to_be_visible()
