"""The candidate's board on the live screen: how far it is, and the two cards to talk about."""

import itertools
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from assessment.domain.deck import Deck
from assessment.domain.ids import InterviewId
from assessment.domain.kit import TALK_ITEM, contents, digest_of
from assessment.domain.permissions import OWNER
from assessment.services.placement import boards
from assessment.services.placement.board_inbox import record_board_events
from tests.boards import a_dealt_card, a_view
from tests.builders import a_kit, a_kit_item, a_question, a_seat, an_interview, furnish
from tests.fakes import StoppedClock
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

CELL = "3.production.dispatching"
DECK = Deck(
    (
        a_dealt_card("crd-001"),
        a_dealt_card(
            "crd-002",
            "3.quality.tracking",
            other_views=(a_view("4", points=0.6),),
            statement="Keep the oven curve with the lot",
        ),
        *(a_dealt_card(f"crd-{n:03}") for n in range(3, 10)),
    )
)
_numbers = itertools.count(1)


class Candidate:
    """Plays the board past the server, as the outbox of another window would."""

    def __init__(self, open_uow, interview):
        self.open_uow, self.interview, self.seq = open_uow, interview, 0

    def puts(self, places):
        self._sends([("move", card, place) for card, place in places.items()])

    def finishes(self):
        self._sends([("finish", "", True)])

    def _sends(self, acts):
        events = []
        for kind, part, value in acts:
            self.seq += 1
            events.append(
                {"seq": self.seq, "kind": kind, "item": "", "part": part, "value": value, "base": 0}
            )
        taken = record_board_events(
            self.open_uow,
            StoppedClock(),
            interview=self.interview,
            client="candidate",
            events=events,
        )
        assert taken.refused == []


@pytest.fixture
def table(stage):
    """The stage with an interview whose kit has one question, a board and the talk about it."""
    requisition = f"B{next(_numbers)}"
    kit = a_kit(f"{requisition}.K1", questions=[a_question()])
    talk = a_kit_item(TALK_ITEM, question=a_question("plc-900", title="Two cards of your board"))
    items = (*kit.items, talk)
    digest = digest_of(contents(kit.minutes, items, kit.weights, DECK))
    stage.interview = InterviewId(f"{requisition}.C-01.1")
    furnish(
        stage.open_uow,
        an_interview(stage.interview, kit=kit.id, seats=(a_seat("R-01"), a_seat("R-02"))),
        kit=replace(kit, items=items, deck=DECK, digest=digest),
    )
    stage.url = f"{stage.server.url}/interview?interview={stage.interview}"
    return stage


@pytest.fixture
def candidate(table):
    return Candidate(table.open_uow, table.interview)


def test_the_board_is_followed_and_its_two_cards_are_told_once_it_is_finished(table, candidate):
    device = table.device()
    screen = table.screen(device)
    candidate.puts(dict.fromkeys(DECK.ids[:7], CELL))
    asked = []
    screen.page.on("request", lambda sent: asked.append(sent.url))
    expect(screen.part("board")).to_be_hidden()

    screen.command("n")

    expect(screen.part("board-said")).to_have_text("7 of 9 placed · not finished")
    expect(screen.part("board-cards").locator("li")).to_have_count(0)
    expect(screen.part("places")).to_be_hidden()
    code = boards.code_of(table.open_uow, table.interview, by=OWNER)
    port = table.server.port
    link = screen.page.get_by_role("link", name="Open the candidate's board")
    expect(link).to_have_attribute("href", f"http://localhost:{port}/c/{code}")
    with device.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_text("Where does each of these belong?").first).to_be_visible()
    opened.value.close()

    candidate.puts({DECK.ids[7]: CELL, DECK.ids[8]: CELL, "crd-001": "4"})
    expect(screen.part("board-said")).to_have_text("9 of 9 placed · not finished")
    candidate.finishes()

    expect(screen.part("board-said")).to_have_text("9 of 9 placed · finished")
    first, second = (screen.part("board-cards").locator("li").nth(n) for n in (0, 1))
    eventually(
        lambda: first.inner_text().splitlines(),
        [
            "1. Hand job 88 to the crew of press 5",
            "placed: Level 4",
            "expected: production · dispatching",
            "largest error",
        ],
    )
    eventually(
        lambda: second.inner_text().splitlines(),
        [
            "2. Keep the oven curve with the lot",
            "placed: production · dispatching",
            "expected: quality · tracking",
            "most disputed",
        ],
    )
    expect(screen.part("places-list")).to_contain_text(
        "60\u00a0% credit for Level 4: it is done there in some plants"
    )

    screen.command("h")
    expect(first).to_be_hidden()
    expect(screen.part("places")).to_be_hidden()
    screen.command("h", "p")
    expect(screen.part("board")).to_be_hidden()
    assert len([url for url in asked if "/api/board/state" in url]) >= 3


def test_without_the_server_the_panel_says_so_and_goes_on_by_itself(table, candidate):
    device = table.device()
    screen = table.screen(device)
    device.route("**/api/board/state*", lambda route: route.abort())
    candidate.puts({"crd-001": "4"})

    screen.command("n")

    expect(screen.part("board-away")).to_have_text("can't be reached, trying again")
    screen.command("3")
    eventually(screen.chosen, ["3"])
    device.unroute("**/api/board/state*")
    expect(screen.part("board-said")).to_have_text("1 of 9 placed · not finished")
    expect(screen.part("board-away")).to_have_text("")


def test_prompt_levels_evidence_and_next_stay_in_view_beside_two_cards(table, candidate):
    candidate.puts(dict.fromkeys(DECK.ids, CELL) | {"crd-001": "4"})
    candidate.finishes()
    screen = table.screen(table.device(width=1024, height=768))

    screen.command("n")

    expect(screen.part("board-cards").locator("li")).to_have_count(2)
    for shown in (screen.part("prompt"), screen.level(1), screen.note, screen.part("finish")):
        expect(shown).to_be_in_viewport(ratio=0.9)
    eventually(
        lambda: screen.page.evaluate("document.documentElement.scrollWidth") <= 1024, expected=True
    )
