"""A round of practice in a real browser: rated, reloaded in the middle, finished, read."""

import re

from playwright.sync_api import Page, expect

from assessment.domain.permissions import Actor
from assessment.services.practice.rounds import read_practice
from db.opening import open_store
from tests.practising import HER
from tests.ui.serving import Server


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def shows(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Answer {number} of 16")).to_be_visible()
    settled(page)


def test_a_round_survives_a_reload_and_ends_with_the_key(own_server: Server, new_context):
    with_person(own_server)
    page = new_context().new_page()
    page.goto(f"{own_server.url}/practice?as={HER}")
    page.get_by_role("button", name="Begin practice").click()
    for number in range(1, 17):
        shows(page, number)
        if number == 6:
            page.reload()
            shows(page, number)
        level = 1 + number % 5
        page.get_by_role("button", name=f"Level {level}").click()
        expect(page.get_by_text(f"You chose level {level}.")).to_be_visible()
        settled(page)
        if number < 16:
            page.get_by_role("button", name="Next answer").click()
    expect(page.get_by_text("Why the key is")).to_have_count(0)
    page.get_by_role("button", name="Finish and see the key").click()

    expect(page.get_by_text(re.compile("You gave the key's level on"))).to_be_visible()
    settled(page)
    page.get_by_text(re.compile(r"· you \d, key \d ·")).first.click()
    expect(page.get_by_text(re.compile(r"Why the key is \d:")).first).to_be_visible()
    store = open_store(own_server.database_url)
    try:
        (found,) = read_practice(store.open_uow, by=Actor(rater=HER)).rounds
    finally:
        store.close()
    assert dict(found.levels) == {n - 1: 1 + n % 5 for n in range(1, 17)}
    assert found.finished_at is not None


def with_person(server: Server) -> None:
    store = open_store(server.database_url)
    try:
        with store.open_uow() as uow:
            uow.people.add_rater(HER, "Ann Lead")
            uow.commit()
    finally:
        store.close()
