"""A client's five questions, answered in front of the demo by reading Compare alone.

Who for the plant, who for the programme, how sure, what would change it, and something to keep.
"""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from assessment.comparison.certainty_wording import chances
from assessment.comparison.profiles import Profile
from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from assessment.services.reading.comparisons import read_comparison
from db.opening import open_store
from question_bank import load_bank
from tests.ui.conftest import served
from tests.ui.live_driver import eventually
from tests.ui.serving import WarmServer

pytestmark = pytest.mark.browser

PLANT_ROLE, ENTERPRISE_ROLE = "DEMO-PLANT", "DEMO-ENTERPRISE"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A server with the demo, and what its database says."""
    made = WarmServer(tmp_path_factory.mktemp("client"))
    store = open_store(made.database_url)
    load(store.open_uow, load_bank(), lambda: datetime.now(UTC), by=OWNER)
    for server in served(made):
        yield server, store
    store.close()


@pytest.fixture
def compare(demo, new_context):
    server, store = demo

    def open_page(requisition, **query):
        page = new_context().new_page()
        more = "".join(f"&{name}={value}" for name, value in query.items())
        page.goto(f"{server.url}/compare?requisition={requisition}&as=owner{more}")
        quiet(page)
        found = read_comparison(store.open_uow, load_bank(), requisition, by=OWNER)
        return page, found

    return open_page


def quiet(page):
    """The whole page is drawn: its last part is there, nothing runs, and no part is to come."""
    expect(page.get_by_text("Look closer").first).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def answer_for(page, label):
    """What stands beside `label` on top of the page."""
    term = page.locator("dl.lv-answer dt", has_text=re.compile(f"^{label}$"))
    return term.locator("xpath=following-sibling::dd[1]").inner_text()


def first_tier(found, profile):
    """The codes of the first tier, the best estimate in front, from the numbers themselves."""
    codes = {str(c.file.candidate.id): c.code for c in found.candidates}
    known = found.estimates.by_profile[profile]
    return [codes[c] for c in found.estimates.placed(profile) if known[c].tier == 1]


def section(page, heading):
    """The words between a heading and the next one."""
    whole = page.locator("[data-testid=stMain]").inner_text()
    return whole.partition(f"\n{heading}\n")[2].partition("\nLook closer\n")[0]


def test_who_for_the_plant_and_who_for_the_programme_stand_on_top(compare):
    for role in (PLANT_ROLE, ENTERPRISE_ROLE):
        page, found = compare(role)
        for label, profile in (("Plant", Profile.PLANT), ("Enterprise", Profile.ENTERPRISE)):
            said, tier = answer_for(page, label), first_tier(found, profile)
            assert all(code in said for code in tier)
            told_apart = "fits best, clearly above" in said
            assert told_apart == (len(tier) == 1)
            assert told_apart != ("cannot be told apart" in said)


def test_every_candidate_has_one_sentence_with_name_and_interval(compare):
    page, found = compare(PLANT_ROLE, profile="plant")
    rows = page.locator("table", has_text="In words").first.locator("tbody tr")

    expect(rows).to_have_count(len(found.candidates))
    for candidate in found.candidates:
        row = rows.filter(has=page.locator("th", has_text=re.compile(rf"^\s*{candidate.code}\b")))
        estimate = found.estimate(candidate, Profile.PLANT)
        shown = f"{estimate.estimate:.0f} ({estimate.low:.0f} to {estimate.high:.0f})"
        expect(row).to_contain_text(shown, use_inner_text=True)
        expect(row).to_contain_text(
            found.candidate_names[candidate.file.candidate.id], use_inner_text=True
        )


def test_how_sure_names_the_closest_two_and_what_would_settle_it(compare):
    page, found = compare(PLANT_ROLE)
    said = section(page, "How sure").partition("\nWhat would change it\n")[0]

    first, second = first_tier(found, Profile.BRIEF)[:2]
    ids = {c.code: c.file.candidate.id for c in found.candidates}
    above = found.estimates.difference(Profile.BRIEF, ids[first], ids[second]).above
    assert f"Chance that {first} is ahead: {chances(above)}." in said
    titles = {q.title for q in load_bank().questions.values()}
    asked = page.locator("table", has_text="Questions that would settle most").locator("tbody tr")
    expect(asked).to_have_count(3)
    first_lines = "rows => rows.map((row) => row.querySelector('td').innerText.split('\\n')[0])"
    eventually(lambda: set(asked.evaluate_all(first_lines)) <= titles, expected=True)
    assert "stricter" in said


ROWS = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"


def test_what_would_change_it_is_true_when_it_is_tried(compare):
    """The change that the page names is typed into *What if*, and the table then shows it."""
    page, found = compare(ENTERPRISE_ROLE, profile="plant", view="what-if")
    said = section(page, "What would change it")
    name, weight, code = re.search(
        r"(\w+) at (\d+) instead of \d+: (C-\d+) has the highest score", said
    ).groups()
    leader = page.locator("table", has_text="Under these weights").locator("tbody tr")

    def led_by():
        quiet(page)
        drawn = leader.evaluate_all(ROWS)  # all at once: a redraw may come in between
        scores = {
            candidate: float(re.match(r"[\d.]+", score)[0])
            for candidate, score, *_ in drawn
            if "provisional" not in score
        }
        return max(scores, key=scores.__getitem__) if scores else None

    expect(leader.first).to_be_visible()
    before = led_by()
    assert before not in {None, code}
    field = page.get_by_label(name, exact=True)
    field.fill(weight)
    field.press("Enter")
    eventually(led_by, code)
    assert found.file.brief.revision == 1
    page.go_back()
    eventually(led_by, before)
    page.go_forward()
    eventually(led_by, code)
    page.reload()
    quiet(page)
    eventually(led_by, code)  # the weights are in the address, and nowhere else


def test_something_for_the_client_is_one_press_away_beside_the_files(compare):
    page, _ = compare(PLANT_ROLE)
    report, export = (page.get_by_role("button", name=n) for n in ("Report", "Export"))

    def apart():
        return abs(report.bounding_box()["y"] - export.bounding_box()["y"]) // 2

    eventually(apart, 0)
    page.get_by_role("button", name="Report").click()

    expect(page.get_by_role("link", name="Word document")).to_be_visible()
    expect(page.get_by_role("link", name="Print or save as PDF")).to_be_visible()
