"""What stands where on the placement board, what it keeps, and where a candidate cannot get to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ui.board_driver import BoardScreen
from tests.ui.live_driver import eventually, remember
from tests.ui.touch_targets import too_small

pytestmark = pytest.mark.browser

CARDS = [f"crd-{n:03}" for n in range(1, 13)]
PLACES = """
  4 3.production.dispatching 3.production.dispatching 3.quality.tracking 3.supporting 2
  4 1 none 4 3.production.dispatching 0
"""
MIXED = dict(zip(CARDS, PLACES.split(), strict=True))

OUT_OF_SIGHT = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((e) => e.shadowRoot);
  const root = hosts.map((e) => e.shadowRoot).find((r) => r.querySelector(".exercise"));
  const main = document.querySelector("[data-testid=stMain]");
  const shown = [...root.querySelectorAll("button, .place, h1, .reading")];
  const outside = shown.filter((e) => e.checkVisibility()).filter((e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
  });
  return {
    outside: outside.map((e) => e.textContent),
    scrolls: main.scrollHeight > innerHeight || main.scrollWidth > innerWidth,
  };
}"""


def laid(screen: BoardScreen, places: dict[str, str]) -> BoardScreen:
    for card, place in places.items():
        screen.card(card).click()
        screen.here(place).click()
    return screen


def serious(screen: BoardScreen) -> list[object]:
    found = Axe().run(screen.page).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


def test_twelve_cards_need_no_scrolling_at_1024_by_768(board):
    screen = board.screen(width=1024, height=768).to_the_cards()
    fits = {"outside": [], "scrolls": False}

    def out_of_sight():
        return screen.page.evaluate(OUT_OF_SIGHT)

    eventually(out_of_sight, fits)  # once fonts and styles are there
    laid(screen, MIXED)
    eventually(out_of_sight, fits)
    screen.card("crd-012").click()
    eventually(out_of_sight, fits)
    screen.press("Escape")
    screen.part("next").click()
    eventually(out_of_sight, fits)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1024, 768), (820, 1180)])
def test_a_screen_reader_finds_nothing_to_object_to(board, scheme, width, height):
    screen = board.screen(width=width, height=height, color_scheme=scheme)
    found = {"convention": serious(screen)}
    screen.to_the_cards()

    laid(screen, dict(list(MIXED.items())[:8]))
    found["idle"] = serious(screen)
    screen.card("crd-001").click()
    found["holding"] = serious(screen)
    screen.press("Escape")
    screen.part("next").click()
    screen.cell("quality.tracking").click()
    screen.part("finish").click()
    found["asking"] = serious(screen)
    screen.part("sure").click()
    expect(screen.part("title")).to_contain_text("Thank you.")
    found["finished"] = serious(screen)

    assert found == {state: [] for state in ("convention", "idle", "holding", "asking", "finished")}


def test_a_reload_keeps_everything_and_the_step(board):
    screen, stored = board.screen(), board.stored
    screen.part("note").fill("What runs the line")
    screen.to_the_cards("own_words")
    laid(screen, {"crd-001": "4", "crd-002": "3.supporting"})

    screen.reload()

    eventually(screen.title, "Where does each of these belong?")
    eventually(screen.lying, {"crd-001": "4", "crd-002": "3.supporting"})
    screen.part("back").click()
    eventually(screen.part("note").input_value, "What runs the line")
    expect(screen.stance("own_words")).to_have_attribute("aria-pressed", "true")
    screen.drained()
    assert stored.places == {"crd-001": "4", "crd-002": "3.supporting"}


def test_the_link_opened_again_goes_on_where_the_work_is(board):
    device = board.device()
    first = board.screen(device).to_the_cards()
    laid(first, {"crd-001": "4"})
    first.drained()

    again = board.screen(device)

    assert again.title() == "Where does each of these belong?"
    assert again.lying() == {"crd-001": "4"}


def test_undo_takes_back_one_move_after_another(board):
    screen, stored = board.screen().to_the_cards(), board.stored
    laid(screen, {"crd-001": "4", "crd-002": "2"})
    laid(screen, {"crd-001": "1"})

    seen = []
    while screen.part("undo").is_enabled():
        screen.part("undo").click()
        seen.append(screen.lying())

    assert seen == [{"crd-001": "4", "crd-002": "2"}, {"crd-001": "4"}, {}]
    screen.drained()
    assert stored.places == {}
    moves = [(part, value) for kind, part, value in stored.log() if kind == "move"]
    assert moves == [
        ("crd-001", "4"),
        ("crd-002", "2"),
        ("crd-001", "1"),
        ("crd-001", "4"),
        ("crd-002", None),
        ("crd-001", None),
    ]


def test_undo_goes_on_after_a_reload(board):
    screen = board.screen().to_the_cards()
    laid(screen, {"crd-001": "4", "crd-002": "2"})
    screen.part("undo").click()
    screen.reload()
    eventually(screen.lying, {"crd-001": "4"})

    screen.part("undo").click()

    eventually(screen.lying, {})
    expect(screen.part("undo")).to_be_disabled()


@pytest.mark.parametrize("key", ["Escape", "Control+z"])
def test_a_key_that_ends_a_drag_moves_nothing_and_the_next_card_is_kept(board, key):
    screen, stored = board.screen().to_the_cards(), board.stored

    screen.drag("crd-001", "4", pressing=key)
    screen.drag("crd-002", "2")

    eventually(screen.lying, {"crd-002": "2"})
    screen.drained()
    assert [(part, value) for kind, part, value in stored.log() if kind == "move"] == [
        ("crd-002", "2")
    ]


def test_a_card_goes_back_to_the_tray(board):
    screen, stored = board.screen().to_the_cards(), board.stored
    laid(screen, {"crd-003": "0"})

    screen.drag("crd-003", "tray")

    eventually(lambda: (screen.lying(), screen.part("count").inner_text()), ({}, "0 of 12 placed"))
    screen.drained()
    assert stored.places == {}


def test_finish_asks_twice_and_says_what_is_not_placed(board):
    screen, stored = board.screen().to_the_cards(), board.stored
    laid(screen, dict(list(MIXED.items())[:10]))
    screen.part("next").click()

    screen.part("finish").dblclick()

    owed = "Cards 11 and 12 aren't placed yet. Nothing is marked for your last plant."
    eventually(lambda: (screen.part("missing").inner_text(), screen.focused()), (owed, "keep"))
    screen.press("Escape")
    eventually(lambda: (screen.part("ask").is_hidden(), screen.focused()), (True, "finish"))
    screen.press("Enter", "Enter")
    eventually(lambda: (screen.part("ask").is_hidden(), screen.focused()), (True, "finish"))
    screen.drained()
    assert stored.board.finished_at is None

    screen.part("finish").click()
    eventually(screen.part("sure").inner_text, "Finish and lock my answers")
    screen.part("sure").click()
    screen.drained()

    eventually(screen.title, "Thank you. Your board is finished. Your answers are locked.")
    assert stored.board.finished_at
    before = stored.log()
    screen.card("crd-001").click(force=True)
    expect(screen.here("4")).to_be_hidden()
    screen.reload()
    screen.drained()
    eventually(screen.title, "Thank you. Your board is finished. Your answers are locked.")
    eventually(screen.lying, stored.places)
    assert stored.log() == before


def test_the_convention_comes_before_the_cards(board):
    screen = board.screen()

    screen.part("next").click()

    said = "First choose one of the four, or use your own words."
    expect(screen.part("unsaid")).to_contain_text(said)
    eventually(screen.title, "What does MES mean to you?")


def test_a_tap_holds_a_card_and_a_second_tap_places_it(board):
    screen = board.screen(width=820, height=1180, has_touch=True).to_the_cards()
    stored = board.stored

    def held(card: str) -> None:  # the click of a tap may come behind it
        expect(screen.card(card)).to_have_attribute("aria-pressed", "true")

    screen.tap("crd-001", "3.quality.dispatching")
    screen.card("crd-002").tap()
    held("crd-002")
    screen.card("crd-003").tap()  # another one instead
    held("crd-003")
    screen.here("none").tap()
    screen.card("crd-004").tap()
    held("crd-004")
    screen.card("crd-004").tap()  # let go
    expect(screen.here("4")).to_be_hidden()

    expected = {"crd-001": "3.quality.dispatching", "crd-003": "none"}
    eventually(screen.lying, expected)
    screen.drained()
    assert stored.places == expected


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (820, 1180)])
def test_every_control_can_be_hit_with_a_finger(board, width, height):
    screen = board.screen(width=width, height=height, has_touch=True).to_the_cards()
    laid(screen, {"crd-001": "3.production.dispatching", "crd-002": "4"})

    assert too_small(screen.page.locator(".exercise :is(button, .place)"), 36) == []


def test_the_full_text_of_the_card_in_hand_or_focus_is_read_above(board):
    screen = board.screen().to_the_cards()

    screen.card("crd-004").focus()
    eventually(
        lambda: screen.part("reading").inner_text().split("\n")[-1].endswith("the crew of press 4"),
        expected=True,
    )
    screen.card("crd-007").click()
    screen.card("crd-004").hover()
    eventually(
        lambda: screen.part("reading").inner_text().split("\n")[-1].endswith("the crew of press 7"),
        expected=True,
    )


def test_two_windows_show_the_same_board(board):
    device = board.device()
    one, other = board.screen(device).to_the_cards(), board.screen(device)
    laid(one, {"crd-001": "4"})
    eventually(other.lying, {"crd-001": "4"})

    laid(other.to_the_cards("interchangeable"), {"crd-001": "2"})

    eventually(one.lying, {"crd-001": "2"})
    one.part("undo").click()  # what was overtaken elsewhere is not taken back
    assert one.lying() == {"crd-001": "2"}


LOOKING_FOR_MOVES = """
  const { open } = IDBFactory.prototype;
  const found = new Promise((done) => { window.lookIsOver = done; });
  IDBFactory.prototype.open = function (...named) {
    const request = open.apply(this, named);
    const heard = { set: (to, name, then) => {
      to[name] = name === "onsuccess" ? async (event) => { await found; then(event); } : then;
      return true;
    }, get: (of, name) => of[name] };
    return new Proxy(request, heard);
  };
"""
"""The device answers what it holds once `lookIsOver()` is called."""


def test_a_move_made_before_the_device_gave_back_an_older_one_is_the_last(board):
    screen, stored = board.screen().to_the_cards(), board.stored
    screen.drained()
    screen.cut_off()
    laid(screen, {"crd-001": "4"})
    eventually(screen.saved, "offline, kept on this device")
    screen.page.add_init_script(LOOKING_FOR_MOVES)
    screen.reload()

    laid(screen, {"crd-001": "2", "crd-002": "1"})
    screen.page.evaluate("lookIsOver()")
    screen.drained()

    assert stored.log()[1:] == [
        ("move", "crd-001", "4"),
        ("move", "crd-001", "2"),
        ("move", "crd-002", "1"),
    ]
    eventually(screen.lying, {"crd-001": "2", "crd-002": "1"})


def test_tab_leads_to_the_first_card_that_is_not_placed_in_another_window_either(board):
    device = board.device()
    one = board.screen(device).to_the_cards()
    other = board.screen(device).to_the_cards("interchangeable")
    laid(one, {"crd-001": "4"})
    eventually(other.lying, {"crd-001": "4"})

    expect(other.card("crd-002")).to_have_attribute("tabindex", "0")
    expect(other.card("crd-001")).to_have_attribute("tabindex", "-1")


@pytest.mark.parametrize(
    "path", ["/compare?requisition=T1", "/interview", "/today", "/print/kit", "/s/x", "/nowhere"]
)
def test_a_candidates_browser_ends_on_the_exercise_wherever_it_asks_to_go(board, path):
    screen = board.screen()

    screen.page.goto(f"{board.server.url}{path}")

    screen.ready()
    expect(screen.page).to_have_url(f"{board.server.url}/")
    expect(screen.page.locator("a:not([data-testid=stSkipToContent])")).to_have_count(0)
    expect(screen.page.get_by_text("Who is looking")).to_have_count(0)


def test_a_candidates_browser_is_refused_by_the_other_doors(board):
    screen, url = board.screen(), board.server.url
    device = screen.page.context.request

    events = device.post(f"{url}/api/events", data={}, headers={"Origin": url})
    who = device.post(f"{url}/api/who", data={"rater": "R-01"}, headers={"Origin": url})
    bank = device.get(f"{url}/api/bank", max_redirects=0)

    assert (events.status, who.status, bank.status) == (403, 403, 303)


def test_the_way_out_of_the_history_leads_nowhere(board):
    screen = board.screen()

    screen.page.evaluate("history.pushState({}, '', '/compare')")
    screen.page.evaluate("dispatchEvent(new PopStateEvent('popstate', {state: {}}))")
    screen.page.reload()

    screen.ready()
    eventually(screen.page.locator("h1").all_inner_texts, ["What does MES mean to you?"])


def test_the_page_is_told_nothing_of_a_key(board):
    frames: list[str] = []
    page = board.device().new_page()

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, str) else payload.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    BoardScreen(page, board.server.url).open(board.stored.code)

    told = " ".join(frames)
    assert "Hand job 81 to the crew of press 1" in told
    words = ("near", "alternate", "other_views", "dispute", "revision", "weights", "R-01", "T1.K1")
    assert [word for word in words if f'"{word}"' in told] == []
    assert "3.production.dispatching" not in told


def test_a_stale_code_gets_a_sentence_and_never_the_owners_pages(board):
    device = board.device()
    stale = {"name": "levelset_board", "value": "a" * 26, "url": board.server.url}
    device.add_cookies([stale])  # type: ignore[list-item]  # Playwright's own shape
    page = device.new_page()

    page.goto(f"{board.server.url}/compare")

    page.get_by_text("This link is not valid. Ask your interviewer for a new one.").wait_for()
    expect(page).to_have_url(f"{board.server.url}/")
    expect(page.locator("a:not([data-testid=stSkipToContent])")).to_have_count(0)


def test_the_code_wins_over_a_seat_in_the_same_browser(board):
    device = board.device()
    with_seat = board.server.url
    remember(device, with_seat, "R-01")

    page = device.new_page()
    page.goto(f"{with_seat}/c/{board.stored.code}")
    page.get_by_role("button", name="Show the exercise in this browser").click()
    screen = BoardScreen(page, with_seat).ready()

    screen.page.goto(f"{with_seat}/interviews")
    screen.ready()
    eventually(screen.title, "What does MES mean to you?")


def test_a_wrong_link_is_one_sentence(board):
    page = board.device().new_page()

    answer = page.goto(f"{board.server.url}/c/{'a' * 26}")

    assert answer
    assert answer.status == 404
    said = "This link is not valid. Ask your interviewer for a new one."
    eventually(lambda: page.locator("body").inner_text().strip(), said)
