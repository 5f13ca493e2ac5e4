"""The end of a sheet: the panel on the scorecard, the lock, and what came too late."""

import pytest
from playwright.sync_api import expect

from assessment.domain.rating import Kind, NotRated, Recommendation
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def device(stage):
    return stage.device()


@pytest.fixture
def panel(stage, device):
    """The scorecard of a sheet whose first question has a 3, in a window of its own."""
    screen = stage.screen(device)
    screen.command("3")
    screen.drained()
    page = screen.page
    page.goto(f"{stage.server.url}/scorecard?interview={stage.interview}&rater=R-01")
    page.get_by_role("button", name="Submit scorecard").wait_for()
    return page


def missing(page):
    return page.locator('[data-part="missing"] li')


def finish(page):
    page.get_by_role("button", name="Mark the other 9 questions as not asked").click()
    page.get_by_role("button", name="Mixed", exact=True).click()
    page.get_by_label("Your reasons").fill("Knows the floor, less so the sites.")
    expect(missing(page)).to_have_count(0)
    page.get_by_role("button", name="Submit scorecard").click()


def test_a_sheet_is_finished_and_locked(stage, panel):
    sheet = stage.sheet()
    expect(missing(panel)).to_have_count(11)

    finish(panel)

    eventually(lambda: sheet.card.submitted_at is not None, expected=True)
    card = sheet.card
    assert (card.recommendation, card.reasons) == (
        Recommendation.MIXED,
        "Knows the floor, less so the sites.",
    )
    assert [sheet.record(f"q{n:02}").verdict for n in range(2, 11)] == [NotRated.NOT_ASKED] * 9
    assert sheet.whole_log()[-1].kind == Kind.SUBMIT
    expect(panel.get_by_role("button", name="Submit scorecard")).to_have_count(0)
    expect(panel.get_by_text("is submitted and locked")).to_be_in_viewport()
    expect(panel.get_by_role("link", name="Download ratings.csv")).to_be_in_viewport()


def test_what_was_asked_is_not_marked_as_not_asked(stage, device):
    screen, sheet = stage.screen(device), stage.sheet()
    screen.command("3", "n")
    screen.page.locator(".chip").first.click()
    screen.command("n")
    screen.write("heard, not rated yet")
    screen.drained()
    page = screen.page
    page.goto(f"{stage.server.url}/scorecard?interview={stage.interview}&rater=R-01")

    page.get_by_role("button", name="Mark the other 7 questions as not asked").click()

    eventually(lambda: sheet.record("q10").verdict, NotRated.NOT_ASKED)
    assert [sheet.record(f"q{n:02}").verdict for n in (2, 3)] == [None, None]
    expect(page.locator('[data-part="rest"]')).to_be_hidden()


def test_submitting_too_early_says_what_is_missing_and_locks_nothing(stage, panel):
    panel.get_by_role("button", name="Submit scorecard").click()

    panel.get_by_text("Not submitted yet. First complete what's listed above.").wait_for()
    expect(missing(panel).first).to_be_in_viewport()
    assert stage.sheet().card.submitted_at is None


def blue_buttons(page):
    """The buttons in the colour of the next step, the page's own and the panel's."""
    kinds = '[data-testid="stBaseButton-primary"], button.primary'
    return [button.inner_text().split("\n")[-1] for button in page.locator(kinds).all()]


def test_everything_missing_is_listed_at_once_each_with_its_way(stage, panel):
    expect(missing(panel).last).to_have_text("Recommendation: give your reasons.")
    panel.get_by_role("button", name="11 things missing").click()
    expect(missing(panel).first).to_be_in_viewport()
    missing(panel).last.get_by_role("button", name="Recommendation").click()
    expect(panel.get_by_label("Your reasons")).to_be_focused()
    missing(panel).nth(9).get_by_role("button", name="Recommendation").click()
    expect(panel.get_by_role("button", name="Strong no")).to_be_focused()

    missing(panel).nth(1).get_by_role("link", name="Question 3").click()

    progress = panel.locator('[data-part="progress"]')
    expect(progress).to_contain_text("question 3 of 10")


def test_the_next_step_is_the_blue_button_and_in_sight(panel):
    eventually(lambda: blue_buttons(panel), ["Back to the interview"])

    panel.get_by_role("button", name="Mark the other 9 questions as not asked").click()

    eventually(lambda: blue_buttons(panel), ["Submit scorecard"])
    panel.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    expect(panel.get_by_role("button", name="Submit scorecard")).to_be_in_viewport()


def test_the_bar_lies_over_nothing_at_the_end_of_the_page(panel):
    panel.set_viewport_size({"width": 390, "height": 700})
    panel.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    last, bar = panel.get_by_text("Submitting locks the scorecard."), panel.locator(".bar")

    eventually(
        lambda: last.bounding_box()["y"] + last.bounding_box()["height"] < bar.bounding_box()["y"],
        expected=True,
    )


def test_a_click_on_a_recommendation_leads_to_its_reasons_and_a_key_stays(panel):
    mixed, reasons = panel.get_by_role("button", name="Mixed"), panel.get_by_label("Your reasons")

    mixed.press("Enter")
    expect(mixed).to_have_attribute("aria-pressed", "true")
    expect(mixed).to_be_focused()

    panel.get_by_role("button", name="Yes", exact=True).click()
    expect(reasons).to_be_focused()


def test_what_is_missing_follows_what_is_done(panel):
    panel.get_by_role("button", name="Mark the other 9 questions as not asked").click()
    expect(missing(panel)).to_have_text(
        ["Recommendation: choose one of the five options.", "Recommendation: give your reasons."]
    )
    panel.get_by_role("button", name="Yes", exact=True).click()
    expect(missing(panel)).to_have_text(["Recommendation: give your reasons."])
    panel.get_by_label("Your reasons").press_sequentially("Names who decides.", delay=20)
    expect(missing(panel)).to_have_count(0)

    eventually(panel.get_by_label("Your reasons").input_value, "Names who decides.")


def test_the_live_screen_of_a_submitted_sheet_leads_to_the_scorecard(stage, panel):
    finish(panel)
    eventually(lambda: stage.sheet().card.submitted_at is not None, expected=True)

    panel.goto(stage.url)

    panel.get_by_text("Your scorecard for C-01 is submitted and locked.").wait_for()
    panel.get_by_role("link", name="Open your scorecard").wait_for()


def test_what_another_device_still_held_becomes_a_proposal(stage, panel):
    tablet = stage.device()
    other = stage.screen(tablet)
    tablet.route("**/api/events", lambda route: route.abort())
    other.command("5")
    other.write("heard more on the tablet")
    finish(panel)
    eventually(lambda: stage.sheet().card.submitted_at is not None, expected=True)

    tablet.unroute("**/api/events")
    other.drained()

    card = stage.sheet().card
    assert (stage.sheet().record("q01").level, stage.sheet().record("q01").evidence) == (3, "")
    assert [(e.kind, e.value) for e in card.proposed] == [
        (Kind.VERDICT, 5),
        (Kind.EVIDENCE, "heard more on the tablet"),
    ]


def test_submitting_while_offline_waits_for_the_connection(stage, panel, device):
    panel.get_by_role("button", name="Mark the other 9 questions as not asked").click()
    panel.get_by_role("button", name="Strong no").click()
    device.route("**/api/events", lambda route: route.abort())
    panel.get_by_label("Your reasons").fill("Places MES in the ERP throughout.")
    panel.get_by_role("button", name="Submit scorecard").click()

    panel.get_by_role("button", name="Submitting").wait_for()
    expect(panel.locator(".saved")).to_have_text("offline, kept on this device")
    assert stage.sheet().card.submitted_at is None
    device.unroute("**/api/events")

    eventually(lambda: panel.evaluate("levelsetOutbox.status().waiting"), 0)
    assert stage.sheet().card.reasons == "Places MES in the ERP throughout."
    assert stage.sheet().card.submitted_at is not None
