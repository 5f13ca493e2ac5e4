"""From an empty list to planned interviews by hand, and the grid of cells by mouse and keyboard."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import OWNER
from assessment.services.drafts import brief_drafts
from assessment.services.hiring import requisitions
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.services.store.ports import OpenUnitOfWork
from db.opening import open_store
from tests.builders import a_requisition
from tests.ui.live_driver import eventually
from tests.ui.serving import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def store(shared_server: Server) -> Iterator[OpenUnitOfWork]:
    opened = open_store(shared_server.database_url)
    yield opened.open_uow
    opened.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(timezone_id="Asia/Tokyo").new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def cell(page: Page, name: str, emphasis: str) -> Locator:
    return page.get_by_role("button", name=f"{emphasis}: {name}", exact=True)


def press_twice(button: Locator, milliseconds: int) -> None:
    """The second press is for what the first was for: never for what was drawn in its place."""
    button.evaluate(
        """(button, milliseconds) => {
          button.click();
          return new Promise((done) => setTimeout(() => done(button.click()), milliseconds));
        }""",
        milliseconds,
    )


def begun_again(field: Locator) -> None:
    """The old form is gone, with its button, and the new one is empty."""
    # Read at once: while the page is drawn anew there may be an old and a new one of each.
    drawn = """(fields) => [
      fields.map((field) => field.value),
      fields.map((field) => field.closest('form, [data-testid="stForm"]')
        .querySelectorAll('button').length),
      document.querySelectorAll('[data-stale="true"]').length,
      document.querySelector('[data-testid="stApp"]').dataset.testScriptState,
    ]"""
    eventually(lambda: field.evaluate_all(drawn), [[""], [1], 0, "notRunning"])


def read(store: OpenUnitOfWork, requisition: str) -> RequisitionFile:
    return read_requisition(store, RequisitionId(requisition), by=OWNER)


def keys_of(store: OpenUnitOfWork, requisition: str) -> dict[str, int]:
    brief = read(store, requisition).brief
    return {c.key: e for c, e in brief.cells.items()} if brief else {}


def kept_cells(store: OpenUnitOfWork, requisition: str) -> int:
    kept = brief_drafts.kept(store, RequisitionId(requisition), by=OWNER)
    return len(kept.cells) if kept else 0


def kept_words(store: OpenUnitOfWork, requisition: str) -> tuple[str, str]:
    kept = brief_drafts.kept(store, RequisitionId(requisition), by=OWNER)
    return (kept.title, kept.to_clear_up) if kept else ("", "")


def test_a_new_user_gets_from_nothing_to_planned_interviews(shared_server, page, store):
    page.goto(f"{shared_server.url}/requisition")
    page.get_by_label("Title").fill("Plant MES engineer")
    page.get_by_label("Client").fill("Nordbrew")
    page.get_by_role("textbox", name="Reference (optional)").fill("WALK-1")
    press(page, "Create role")
    for name in ("Ada", "Björn"):
        page.get_by_label("Name (optional)").fill(name)
        press(page, "Add candidate")
        expect(page.get_by_text(name)).to_be_visible()
        begun_again(page.get_by_label("Name (optional)"))
    page.get_by_label("Name of the interviewer").fill("Walk R. Okafor")
    press(page, "Add to panel")
    expect(page.get_by_text("Walk R. Okafor · R-")).to_be_visible()

    press(page, "Write the role brief")
    press(page, "Save brief")
    press(page, "Build the kit")
    press(page, "Lock the kit")
    press(page, "Plan the interviews")
    press(page, "Plan 2 interviews")
    expect(page.get_by_role("link", name="Open", exact=True).first).to_be_visible()

    file = read(store, "WALK-1")
    assert list(file.kits) == ["WALK-1.K1"]
    planned = [i for c in file.candidates for i in c.interviews]
    # The next full quarter of an hour, or nine o'clock; 50 minutes and a break of at least 10 make
    # an hour.
    assert [i.id for i in planned] == ["WALK-1.C-01.1", "WALK-1.C-02.1"]
    first, second = (i.planned_at for i in planned)
    assert (first.minute % 15, first.second, f"{first:%Z}") == (0, 0, "UTC")
    assert second - first == timedelta(hours=1)


def test_a_double_click_adds_one_candidate(shared_server, page, store):
    with store() as uow:
        uow.requisitions.add(a_requisition("TWICE-1"))
        uow.commit()
    page.goto(f"{shared_server.url}/requisition?requisition=TWICE-1")

    for n, delay in enumerate((0, 20, 40, 60, 80)):
        page.get_by_label("Name (optional)").fill(f"Candidate {n}")
        press_twice(page.get_by_role("button", name="Add candidate"), delay)
        expect(page.get_by_text(f"Candidate {n}", exact=True)).to_be_visible()
        begun_again(page.get_by_label("Name (optional)"))

    names = requisitions.names(store, RequisitionId("TWICE-1"), by=OWNER).candidates
    assert list(names.values()) == [f"Candidate {n}" for n in range(5)]
    assert [c.candidate.id for c in read(store, "TWICE-1").candidates] == list(names)


def test_a_double_click_on_a_busy_database_adds_one_candidate(own_server, page):
    opened = open_store(own_server.database_url)
    with opened.open_uow() as uow:
        uow.requisitions.add(a_requisition("BUSY-1"))
        uow.commit()
    page.goto(f"{own_server.url}/requisition?requisition=BUSY-1")
    button = page.get_by_role("button", name="Add candidate")
    page.wait_for_url("**as=owner*")  # the last thing that a page does when it opens
    begun_again(page.get_by_label("Name (optional)"))

    with opened.open_uow() as held:  # the first press waits for it, and is still under way
        held.settings.put("held", "until the second press")
        press_twice(button, 100)
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "running")

    expect(page.get_by_text("C-01", exact=True)).to_be_visible()
    begun_again(page.get_by_label("Name (optional)"))
    assert [c.candidate.code for c in read(opened.open_uow, "BUSY-1").candidates] == ["C-01"]
    opened.close()


def test_cells_are_set_by_mouse_by_keyboard_and_by_heading(shared_server, page, store):
    with store() as uow:
        uow.requisitions.add(a_requisition("GRID-1"))
        uow.commit()
    page.goto(f"{shared_server.url}/brief?requisition=GRID-1")

    press(page, "Production")
    cell(page, "Quality · dispatching", "out").click()
    cell(page, "Quality · dispatching", "in scope").press("ArrowDown")
    page.keyboard.press("2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    press(page, "Tracking")
    cell(page, "Inventory · tracking", "in scope").press("0")
    expect(page.get_by_text("1 essential, 5 in scope, 26 out of scope.")).to_be_visible()
    press(page, "Save brief")

    expected = {
        "quality.dispatching": 1,
        "maintenance.execution_management": 1,
        "quality.execution_management": 2,
        "production.tracking": 1,
        "maintenance.tracking": 1,
        "quality.tracking": 1,
    }
    eventually(lambda: keys_of(store, "GRID-1"), expected)


def half_a_brief(page: Page, server: Server, store: OpenUnitOfWork, requisition: str) -> None:
    """A text and a cell of a new brief, not saved yet."""
    with store() as uow:
        uow.requisitions.add(a_requisition(requisition))
        uow.commit()
    page.goto(f"{server.url}/brief?requisition={requisition}")
    open_points = page.get_by_label("Open questions for the client")
    open_points.fill("Who owns nights?")
    open_points.press("Control+Enter")
    cell(page, "Quality · tracking", "out").click()
    expect(page.get_by_text("0 essential, 9 in scope, 23 out of scope.")).to_be_visible()
    eventually(lambda: kept_cells(store, requisition), 9)  # a run says the count before it keeps it


def still_there_and_saved(page: Page, store: OpenUnitOfWork, requisition: str) -> None:
    """What `half_a_brief` left is on the page, and saving stores it."""
    expect(cell(page, "Quality · tracking", "in scope")).to_be_visible()
    open_points = page.get_by_label("Open questions for the client")
    expect(open_points).to_have_value("Who owns nights?")
    press(page, "Save brief")
    eventually(lambda: keys_of(store, requisition).get("quality.tracking"), 1)
    brief = read(store, requisition).brief
    assert brief
    assert brief.to_clear_up == "Who owns nights?"


def test_what_is_not_saved_yet_survives_a_visit_to_another_page(shared_server, page, store):
    half_a_brief(page, shared_server, store, "WAIT-1")

    page.get_by_role("link", name="Kit", exact=True).click()
    expect(page.get_by_text("A kit is built from the role brief")).to_be_visible()
    page.get_by_role("link", name="Brief", exact=True).click()

    still_there_and_saved(page, store, "WAIT-1")


def test_what_is_not_saved_yet_survives_a_reload(shared_server, page, store):
    half_a_brief(page, shared_server, store, "AGAIN-1")

    page.reload()

    expect(page.get_by_text("Restored your unsaved draft")).to_be_visible()
    still_there_and_saved(page, store, "AGAIN-1")
    expect(page.get_by_text("Restored your unsaved draft")).to_have_count(0)


def test_a_sentence_in_a_field_that_was_not_left_survives_a_reload(shared_server, page, store):
    with store() as uow:
        uow.requisitions.add(a_requisition("HALF-1"))
        uow.commit()
    page.goto(f"{shared_server.url}/brief?requisition=HALF-1")
    open_points = page.get_by_label("Open questions for the client")
    title = page.get_by_label("Role title")

    open_points.press_sequentially("Who owns nights?\nAnd the")
    eventually(lambda: kept_words(store, "HALF-1"), ("MES engineer", "Who owns nights?\nAnd the"))
    open_points.press_sequentially(" recipes?")
    eventually(lambda: kept_words(store, "HALF-1")[1], "Who owns nights?\nAnd the recipes?")
    title.press("End")
    title.press_sequentially(" for")
    eventually(lambda: kept_words(store, "HALF-1")[0], "MES engineer for")
    expect(title).to_be_focused()

    page.reload()

    expect(title).to_have_value("MES engineer for")
    expect(open_points).to_have_value("Who owns nights?\nAnd the recipes?")


def test_what_is_not_saved_yet_is_there_when_the_server_is_back(own_server, page):
    opened = open_store(own_server.database_url)
    with opened.open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()
    page.goto(f"{own_server.url}/brief?requisition=MES-1")
    open_points = page.get_by_label("Open questions for the client")
    open_points.press_sequentially("Who owns nights?")
    eventually(lambda: kept_words(opened.open_uow, "MES-1")[1], "Who owns nights?")

    own_server.kill()
    expect(open_points).to_be_disabled()
    own_server.start()
    expect(open_points).to_be_enabled()
    open_points.press("End")
    open_points.press_sequentially(" And recipes?")

    both = "Who owns nights? And recipes?"
    eventually(lambda: kept_words(opened.open_uow, "MES-1")[1], both)
    opened.close()
    page.reload()
    expect(page.get_by_text("Restored your unsaved draft")).to_be_visible()
    expect(open_points).to_have_value(both)


def test_a_saved_brief_opens_as_a_page_to_print(shared_server, page, store):
    with store() as uow:
        uow.requisitions.add(a_requisition("PRINT-1"))
        uow.commit()
    page.goto(f"{shared_server.url}/brief?requisition=PRINT-1")
    press(page, "Save brief")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open printable brief").click()

    printed = opened.value
    expect(printed.get_by_role("heading", name="MES engineer")).to_be_visible()
    background = printed.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    shaded = printed.locator("td.s1").first
    eventually(
        lambda: shaded.evaluate("e => getComputedStyle(e).backgroundColor"), "rgb(227, 238, 248)"
    )
