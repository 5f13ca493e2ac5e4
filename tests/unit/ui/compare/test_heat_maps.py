"""The maps of Compare: every square stands under its heading, with as little markup as it needs."""

from html.parser import HTMLParser

from assessment.ui.compare.heat_maps import LevelBlock, ShownLevel
from assessment.ui.shared.drawing.templating import Macros
from question_bank import OperationsCategory

ACTIVITIES = ("Dispatching", "Execution management", "Tracking")
CATEGORIES = list(OperationsCategory)
_draw = Macros("compare/templates/heat_maps.html.j2")


class Grid(HTMLParser):
    """Which words stand in which row and column of a table, spans counted."""

    def __init__(self, html):
        super().__init__()
        self.places, self.taken, self.row, self.widths = {}, set(), -1, 0
        self.now = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "col":
            self.widths += int(held.get("span", 1))
        if tag == "tr":
            self.row += 1
        if tag in ("td", "th"):
            column = next(n for n in range(1000) if (self.row, n) not in self.taken)
            across, down = (int(held.get(name, 1)) for name in ("colspan", "rowspan"))
            self.now = (self.row, column)
            self.places[self.now] = held.get("class", "") if tag == "td" else ""
            self.taken |= {(self.row + r, column + c) for r in range(down) for c in range(across)}

    def handle_data(self, data):
        if self.now and data.strip():
            self.places[self.now] += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.now = None

    def columns_of(self, row):
        return sorted(column for taken, column in self.taken if taken == row)


def square(name, shown="", look="", behind=""):
    return ShownLevel(look=look, name=name, shown=shown, behind=behind, opens="evidence")


def drawn(*first_rows):
    """The cells of as many candidates; the first row of each is given, the others are blank."""
    blank = LevelBlock([square("") for _ in CATEGORIES])
    below = [LevelBlock() if row.sealed is not None else blank for row in first_rows]
    rows = [(ACTIVITIES[0], first_rows), *((name, below) for name in ACTIVITIES[1:])]
    codes = [f"C-{n:02}" for n, _ in enumerate(first_rows, start=1)]
    return str(_draw("cell_grids", codes, CATEGORIES, rows))


def block(*shown):
    return LevelBlock([square("", s, look="s3" if s else "") for s in shown])


def test_every_row_fills_the_columns_of_the_table_with_a_gap_before_each_candidate():
    sealed = LevelBlock(sealed="not yet", width=4, height=len(ACTIVITIES))
    grid = Grid(drawn(block("3.0", "", "", ""), sealed, block("", "", "", "5.0")))

    assert grid.widths == 1 + 3 * 5
    assert all(grid.columns_of(row) == list(range(grid.widths)) for row in range(grid.row + 1))
    assert [place for place, words in grid.places.items() if words == "gap"] == [
        (row, column) for row in (0, 2) for column in (1, 6, 11)
    ]


def test_squares_stand_below_the_category_and_the_candidate_that_they_belong_to():
    sealed = LevelBlock(sealed="not yet", width=4, height=len(ACTIVITIES))
    grid = Grid(drawn(sealed, block("", "", "", "5.0")))

    assert grid.places[2, 2] == "sealednot yet"
    assert grid.places[0, 7] == "C-02"
    assert grid.places[1, 10] == "I"
    assert grid.places[2, 10] == "s35.0"
    assert grid.places[4, 0] == "Tracking"


def test_a_square_has_no_attribute_and_no_space_that_it_does_not_need():
    plain = drawn(block("", "", "", ""))

    assert 'class=""' not in plain
    assert "> <" not in plain
    assert plain.count("\n") < 6


def test_a_square_that_opens_something_says_what():
    level = square("C-01, dispatching: 3.0", "3.0", "s3", "/compare?candidate=C-01")
    html = drawn(LevelBlock([level] * len(CATEGORIES)))

    assert (
        html.count('<a href="/compare?candidate=C-01" aria-label="C-01, dispatching: 3.0; evi') == 4
    )
