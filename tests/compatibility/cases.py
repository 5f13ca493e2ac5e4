"""The batches of events that `record.py` sends: good ones, bad ones, and every wrong kind of value.

They go to MES-7.C-04.1 (not started), MES-7.C-01.1 (submitted), MES-7.C-03.1 (withdrawn) and the
board of MES-7.C-02.1 (begun). Each case begins with a fresh copy of the recorded database. Tests
read the recorded file and never this module.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.compatibility.doors import Product
from tests.compatibility.scenario import added_question, cards_of, items_of

KIT = "MES-7.K1"
FRESH, DONE, GONE, BEGUN = (f"MES-7.C-0{n}.1" for n in (4, 1, 3, 2))
KINDS = (
    *("verdict", "evidence", "probe", "belief", "seconds", "deviation", "added"),
    *("recommendation", "reasons", "submit"),
)
WHOLE_SHEET = ("recommendation", "reasons", "submit")
BOARD_KINDS = ("convention", "words", "move", "footprint", "finish")
PARTS = {"probe": "0", "belief": "0", "deviation": "order"}

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 3, 5, 6, -1, 3.0, 2.5, float("nan"), float("inf"), -0.0),
    *(10**18, 2**31 - 1, 2**31, 604_800, 604_801, 10**400),
    *("3", "", " ", "true", "not_asked", "strong_yes", "text", "\ud800", "a\x00b", "\udc00x\ud83d"),
    *("4", "none", "3", "3.supporting", "3.production.dispatching", "3.production", "own_words"),
    *([], {}, [3], {"level": 3}, "x" * 2000, "x" * 2001, "x" * 50_000, "x" * 50_001, "👍" * 1001),
)
"""Tried as the value of every kind of event, and most of them as every other field."""


CRASHES = frozenset({"item", "kit"})
"""Fields in which half a surrogate pair or NUL made the recorded version answer 500 and take
nothing of the batch. That is a fault and no behaviour to keep, so it is not recorded."""


def _no_database_holds(value: Any) -> bool:
    return isinstance(value, str) and any(c in value for c in ("\x00", "\ud800", "\udc00"))


class Case(NamedTuple):
    name: str
    log: str
    """Which log the rows are read from afterwards: `entries` or `boards`."""
    requests: list[bytes]
    headers: dict[str, str] | None = None


class Sender:
    """Puts batches together for one box, with the token that today's version gives for it."""

    def __init__(self, product: Product, interview: str, rater: str) -> None:
        board = rater == "board"
        self.box, self.log = f"{interview}:{rater}", "boards" if board else "entries"
        self.token = (
            product.board_token(interview) if board else product.sheet_token(interview, rater)
        )

    def body(self, events: Any, client: Any = "page-1", **changed: Any) -> bytes:
        """The body of one request. `<epoch>` stands for the generation of the database."""
        plain = {"box": self.box, "client": client, "token": self.token, "epoch": "<epoch>"}
        return json.dumps(plain | {"events": events} | changed).encode()

    def case(self, name: str, *batches: Any, **changed: Any) -> Case:
        return Case(name, self.log, [self.body(events, **changed) for events in batches])


def event(seq: Any, kind: Any, item: Any = "", value: Any = None, **more: Any) -> dict[str, Any]:
    """An event as the outbox sends it; `...` leaves a field out."""
    plain = {"seq": seq, "kind": kind, "item": item, "part": "", "value": value, "base": 0}
    full = plain | {"at": 1_773_651_600_000 + 1, "kit": KIT} | more
    return {name: kept for name, kept in full.items() if kept is not ...}


def all_cases(product: Product) -> Iterator[Case]:
    sheet, board = Sender(product, FRESH, "R-01"), Sender(product, BEGUN, "board")
    items, cards = items_of(product, FRESH), cards_of(product, BEGUN)
    yield from _every_value(sheet, items[0], board, cards[0])
    yield from _every_field(sheet, items[0], board, cards[0])
    yield from _in_a_row(product, sheet, items)
    yield from _added(sheet, items[0])
    yield from _after_submission(product)
    yield from _boards(board, cards)
    yield from _envelopes(sheet, board, items[0], cards[0])
    yield from _elsewhere(product, items[0])


def _every_value(sheet: Sender, item: str, board: Sender, card: str) -> Iterator[Case]:
    for kind in KINDS:
        on = "" if kind in WHOLE_SHEET else item
        events = [
            event(n, kind, on, value, part=PARTS.get(kind, "")) for n, value in enumerate(VALUES, 1)
        ]
        yield sheet.case(f"sheet: every value as {kind}", events)
    parts = {"move": card, "footprint": "production.tracking"}
    for kind in BOARD_KINDS:
        events = [
            event(n, kind, value=value, part=parts.get(kind, ""))
            for n, value in enumerate(VALUES, 1)
        ]
        yield board.case(f"board: every value as {kind}", events)


def _every_field(sheet: Sender, item: str, board: Sender, card: str) -> Iterator[Case]:
    short = [v for v in VALUES if not (isinstance(v, str) and len(v) > 3000)]
    odd = [*short, "x" * 64, "x" * 65, "00", "²", "1", "99", "verdict", "VERDICT", item, "q99", KIT]
    for name in ("seq", "kind", "item", "part", "base", "at", "kit"):
        for where, kind, on, value in (
            (sheet, "verdict", {"item": item}, 4),
            (sheet, "probe", {"item": item, "part": "0"}, True),
            (board, "move", {"part": card}, "4"),
        ):
            told = [
                event(**({"seq": n, "kind": kind, "value": value} | on | {name: changed}))
                for n, changed in enumerate([*odd, ...], 1)
                if not (name in CRASHES and _no_database_holds(changed))
            ]
            yield where.case(f"{where.log}: every value in {name} of {kind}", told)
    events: list[dict[str, Any]] = [
        {},
        {"seq": 1},
        {"kind": "verdict"},
        event(3, "verdict", item, 3, extra="kept?", Kind="other"),
        event(4, "evidence", item, "kept", box="another", client="another", turn=9, epoch="x"),
        event(5, "verdict", item, ...),
        event(6, "submit", item, value=True),
        event(7, "reasons", item, "a reason"),
        event(8, "verdict", "", 3),
        event(9, "belief", item, value=True, part="1"),
        event(10, "belief", item, value=True, part="01"),
        event(11, "belief", item, value=True, part="٣"),
        event(12, "deviation", item, "why", part="added"),
        event(13, "deviation", item, "why", part="skipped"),
    ]
    yield sheet.case("sheet: fields missing and fields that do not belong", events)


def _in_a_row(product: Product, sheet: Sender, items: list[str]) -> Iterator[Case]:
    first, second = items[:2]
    one = event(1, "verdict", first, 3)
    yield sheet.case("a batch sent twice", [one], [one])
    yield sheet.case("one number twice in a batch", [one, event(1, "verdict", first, 5)])
    yield sheet.case("the same number with another value", [one], [event(1, "verdict", first, 5)])
    yield sheet.case(
        "numbers that fall",
        [event(9, "evidence", first, "newer"), event(4, "evidence", first, "older")],
        [event(5, "verdict", first, 2), event(3, "verdict", second, 2)],
    )
    yield sheet.case(
        "good ones around bad ones",
        [one, event(2, "verdict", first, 9), event(3, "verdict", "q99", 2), event(4, "nap", first)],
        [event(5, "evidence", second, "goes on"), event(6, "probe", second, 1, part="0")],
    )
    yield sheet.case(
        "a level, a reason, and taken back",
        [event(n, "verdict", first, v) for n, v in enumerate((3, 4, "no_evidence", None, 4), 1)],
    )
    two_pages = [
        sheet.body([event(1, "evidence", first, "from one page")], client="one"),
        sheet.body([event(1, "evidence", first, "from the other, unseen")], client="two"),
        sheet.body([event(2, "evidence", first, "seen", base=10**6)], client="one"),
        sheet.body([event(2, "evidence", first, "seen", base=0)], client="two"),
        sheet.body([event(1, "verdict", first, 2), event(2, "verdict", first, 3)], client="three"),
    ]
    yield Case("two pages on one scorecard", "entries", two_pages)
    yield from _to_the_end(product, sheet, items)


def _to_the_end(product: Product, sheet: Sender, items: list[str]) -> Iterator[Case]:
    levels = [event(n, "verdict", item, 3) for n, item in enumerate(items, 1)]
    closing = [
        event(90, "recommendation", value="no"),
        event(91, "reasons", value="Too early."),
        event(92, "submit", value=True),
    ]
    yield sheet.case("submitting with nothing on it", closing[2:])
    yield sheet.case("a level 5 without evidence", [event(1, "verdict", items[0], 5), *closing])
    yield Case(
        "submitted, and what comes after",
        "entries",
        [
            sheet.body([*levels, *closing]),
            sheet.body(
                [event(93, "evidence", items[0], "afterwards"), event(94, "submit", value=True)]
            ),
            sheet.body([event(1, "verdict", items[0], 4)], client="other"),
            sheet.body([event(2, "verdict", items[0], 3)], client="other"),
            sheet.body([event(3, "seconds", items[0], 60)], client="other"),
            sheet.body([event(4, "submit", value=True)], client="other"),
            sheet.body([event(1, "verdict", items[0], 4)], client="other"),
        ],
    )


def _added(sheet: Sender, first: str) -> Iterator[Case]:
    item, text = added_question("It came up.")
    plain = json.loads(text)

    def told(because: Any = "It came up.", minutes: Any = 5, **asked: Any) -> str:
        changed = {"because": because, "minutes": minutes, "asked": plain["asked"] | asked}
        return json.dumps(changed)

    def without(name: str) -> str:
        asked = {k: v for k, v in plain["asked"].items() if k != name}
        return json.dumps(plain | {"asked": asked})

    texts = [
        *(text, told(" "), told(""), told(7), told("y" * 1000), told("y" * 1001), told("\ud800")),
        *(told("a\x00b"), told(minutes=0), told(minutes=120), told(minutes=121)),
        *(told(minutes=True), told(minutes="5"), told(minutes=5.0), told(revision=0)),
        *(told(revision=True), told(question="No Such"), told(question="q" * 39), told(title=7)),
        *(
            told(anchors={"1": "a", "3": "b"}),
            told(anchors={"1": "a", "3": "b", "5": "c", "9": "d"}),
        ),
        *(told(anchors={"x": "a"}), told(anchors=[]), told(probes="abc"), told(probes=[1])),
        *(told(probes=None), told(competency="charm"), told(competency=None), told(cells=["x"])),
        *(told(cells=["production.tracking"]), told(unknown="kept?"), told(prompt="p" * 9000)),
        *(told(activity="tracking", operations_category="quality"), told(activity="napping")),
        *(without("title"), without("probes"), without("anchors"), without("cells"), "{}", "[]"),
        *("null", "7", "not json", "{", "[" * 5000, json.dumps(plain["asked"]), " " + text, ""),
    ]
    yield sheet.case(
        "an added question in every shape",
        [event(n, "added", item, value) for n, value in enumerate(texts, 1)],
    )
    kit_question = told(question="plc-001")
    yield sheet.case(
        "an added question and what is noted on it",
        [event(1, "verdict", item, 4), event(2, "added", item, text), event(3, "verdict", item, 4)],
        [event(4, "added", "a-other", text), event(5, "added", first, text)],
        [
            event(6, "added", "a-plc-001", kit_question),
            event(7, "probe", item, value=True, part="0"),
        ],
        [event(8, "probe", item, value=True, part="99"), event(9, "evidence", item, "x" * 50_001)],
        [event(10, "added", item, ""), event(11, "verdict", item, 2)],
    )


def _after_submission(product: Product) -> Iterator[Case]:
    done, items = Sender(product, DONE, "R-01"), items_of(product, DONE)
    item, text = added_question("Another tab had added it.")
    yield done.case(
        "late on a submitted scorecard",
        [event(1, "verdict", items[0], 1), event(2, "evidence", items[0], "late")],
        [event(3, "probe", items[1], value=True, part="0"), event(4, "seconds", items[1], 70)],
        [event(5, "added", item, text), event(6, "recommendation", value="no")],
        [event(7, "submit", value=True), event(8, "verdict", items[0], "three")],
    )
    yield done.case(
        "the page that had submitted goes on",
        [event(40, "verdict", items[0], 1)],
        client="page-of-lead",
    )


def _boards(board: Sender, cards: list[str]) -> Iterator[Case]:
    first, second = cards[:2]
    move = event(1, "move", value="4", part=first)
    yield board.case("board: a batch sent twice", [move], [move])
    yield board.case(
        "board: numbers that fall",
        [event(9, "move", value="2", part=first), event(4, "move", value="4", part=first)],
        [event(3, "words", value="w" * 2000), event(2, "words", value="older")],
    )
    yield board.case(
        "board: parts that do not exist",
        [
            event(1, "move", value="4", part="crd-999"),
            event(2, "move", value="4"),
            event(3, "footprint", value=True, part="production.supporting"),
            event(4, "footprint", value=True, part="tracking"),
            event(5, "finish", value=True, part=first),
            event(6, "convention", value="own_words", part=second),
            event(7, "verdict", "q01", 3),
        ],
    )
    yield Case(
        "board: finished, and what comes after",
        "boards",
        [
            board.body(
                [move, event(2, "finish", value=True), event(3, "move", value="2", part=second)]
            ),
            board.body([event(1, "move", value="none", part=first)], client="other"),
            board.body([event(2, "finish", value=True)], client="other"),
            board.body([event(2, "finish", value=True)]),
        ],
    )


def _envelopes(sheet: Sender, board: Sender, item: str, card: str) -> Iterator[Case]:
    """Requests that are wrong as a whole."""
    good = [event(1, "verdict", item, 3)]
    changes: list[dict[str, Any]] = [
        *({"client": c} for c in ("", "x" * 64, "x" * 65, "a b", None, 7, "ü", "a\n")),
        *({"events": e} for e in (None, [], {}, [7], [None], "x", [[]], good * 500, good * 501)),
        *({"epoch": e} for e in ("", "1772440000.bb", 7, None)),
        *({"token": t} for t in ("", "0" * 64, None, 7, "ü\ud800", board.token)),
        *(
            {"box": b}
            for b in ("", "nothing", None, f"{FRESH}:R-99", f"{FRESH}:", f"{BEGUN}:board")
        ),
        {"token": "0" * 64, "epoch": "1772440000.bb"},
        {"more": "fields"},
    ]
    for n, changed in enumerate(changes, 1):
        body = sheet.body(**({"events": good} | changed))
        yield Case(f"sheet: request {n} with {json.dumps(changed)[:40]}", "entries", [body])
    moves = [event(1, "move", value="4", part=card)]
    for changed in (
        {"token": sheet.token},
        {"box": f"{FRESH}:R-01"},
        {"epoch": "1.a"},
        {"client": ""},
    ):
        yield Case(
            f"board: a request with {json.dumps(changed)[:60]}",
            "boards",
            [board.body(moves, **changed)],
        )
    raw = {
        "nothing": b"",
        "half a document": b'{"box": "',
        "a list": b"[]",
        "bytes that are no text": b"\xff\xfe{}",
        "brackets without end": b"[" * 100_000,
        "a number of 5000 digits": sheet.body(good).replace(b'"seq": 1', b'"seq": 1' + b"1" * 5000),
        "a name twice": sheet.body(good).replace(b'"seq": 1', b'"seq": 7, "seq": 1'),
        "a byte order mark": b"\xef\xbb\xbf" + sheet.body(good),
        "UTF-16": sheet.body(good, epoch="").decode().encode("utf-16"),
        "half a pair as it is": sheet.body([event(1, "evidence", item, "HALF")]).replace(
            b"HALF", b"\xed\xa0\x80"
        ),
        "four million bytes": sheet.body(good) + b" " * 4_000_000,
    }
    for name, body in raw.items():
        yield Case(f"sheet: {name}", "entries", [body])
    host = {"host": "127.0.0.1:8501"}
    for name, headers in {
        "no origin": host,
        "another origin": host | {"origin": "http://evil.example"},
        "another site": host | {"origin": "http://127.0.0.1:8501", "sec-fetch-site": "cross-site"},
        "another host": {"host": "evil.example", "origin": "http://evil.example"},
    }.items():
        yield Case(f"sheet: {name}", "entries", [sheet.body(good)], headers)


def _elsewhere(product: Product, item: str) -> Iterator[Case]:
    """Scorecards and boards on which nothing may be written, and a kit that is not the one."""
    sheet = Sender(product, FRESH, "R-01")
    yield sheet.case(
        "the kit of another interview",
        [event(1, "verdict", item, 3, kit="MES-7.K2"), event(2, "reasons", value="r", kit="X")],
        [event(3, "verdict", item, 3, kit=""), event(4, "verdict", item, 4, kit=...)],
    )
    for name, interview, rater in (
        ("a candidate who withdrew", GONE, "R-02"),
        ("a seat that only observes", FRESH, "R-04"),
        ("a person without a seat", FRESH, "R-03"),
        ("an interview that is not there", "MES-7.C-09.1", "R-01"),
    ):
        yield Sender(product, interview, rater).case(name, [event(1, "verdict", item, 3)])
    for name, interview in (("a candidate who withdrew", GONE), ("no interview", "MES-7.C-09.1")):
        yield Sender(product, interview, "board").case(
            f"board: {name}", [event(1, "finish", value=True), event("2", "finish", value=True)]
        )
