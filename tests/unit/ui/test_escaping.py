"""Every macro of every template draws hostile text as text."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

import assessment.ui
from assessment.comparison.placement import Fit
from assessment.domain.kit import AskedQuestion
from assessment.domain.rating import NotRated
from assessment.scoping.adverts.reading import MarkKind
from assessment.scoping.adverts.segments import Segment
from assessment.ui.audit.page import LogRow
from assessment.ui.bank.cards import CardRow
from assessment.ui.brief.advert.drawing import FoundCell, FoundWords
from assessment.ui.brief.platforms import ClaimRow
from assessment.ui.brief.weights import WeightRow
from assessment.ui.compare.answer import ToldCandidate
from assessment.ui.compare.heat_maps import LevelBlock, ShownLevel
from assessment.ui.compare.scatter import PlottedCandidate
from assessment.ui.compare.score_table import (
    PartingRow,
    RowName,
    ScoreRow,
    ShownNumber,
    ShownScore,
)
from assessment.ui.debrief.rating_differences import AgreedLevel, DifferenceRow, OnceRow
from assessment.ui.help.words import Word
from assessment.ui.interviews.meeting_rows import SeatMark
from assessment.ui.outcomes.prediction import PredictionRow
from assessment.ui.panel.tables import RaterRow
from assessment.ui.placement.board_cards import PlacedRow
from assessment.ui.placement.board_tables import CardsPlace, SaidOfBoard
from assessment.ui.placement.level_matrix import MatrixCell
from assessment.ui.placement.placed_cards import CardChip, Lying
from assessment.ui.placement.results import PointToTalkAbout
from assessment.ui.placement.small_boards import BoardPart
from assessment.ui.scorecard.competency_profile import StripRow
from assessment.ui.settings.keys import KeyLine
from assessment.ui.shared.brief_moves import MoveLine
from assessment.ui.shared.drawing.charts import Interval, Mark, ScoreLine
from assessment.ui.shared.drawing.grid import Square
from assessment.ui.shared.drawing.templating import Macros, filled
from assessment.ui.today.first_screen import ExampleCandidate
from assessment.ui.web.refusal import sentence_page
from tests.builders import a_question

UI = Path(assessment.ui.__file__).parent
H = """<b onclick="alert('&')">"""
"""With everything that ends a text or an attribute."""
NAME = RowName(H, [H])
SPAN = Interval(60.0, 70.0, 80.0)
PLOTTED = PlottedCandidate(
    code=H, plant=70.0, enterprise=60.0, provisional=True, opens=H, across=SPAN, up=SPAN, label=H
)


class Answered:
    """An answer, a record, an item or a candidate with hostile text in every field."""

    number, level, verdict, evidence = 1, 1, NotRated.NOT_ASKED, H
    anchor = code = words = statement = H
    asked = replace(AskedQuestion.of(a_question()), title=H, prompt=H, wrong_beliefs=(H,))
    scores = 1
    file = None

    def __init__(self):
        self.record = self.item = self.card = self


class SealedCandidate:
    """A candidate whose ratings may not be seen, for a hostile reason."""

    code, scores, sealed_because = H, None, H

    def __init__(self):
        self.file = self


class HostileRole:
    """A role of the catalogue with hostile text in every field."""

    summary = rests_on = role = difference = H
    titles = misuse = ask = (H,)

    def __init__(self):
        self.neighbours = [self]


ROLE = HostileRole()
ANSWER, SEALED = Answered(), SealedCandidate()
CHIP = CardChip(1, H, H)
LINE = ScoreLine(Mark(label=H, name=H, score=1.0, words=H, opens=H, group=H), H, begins=True)
CASES = {
    "brief/advert": {
        "answer": (H, [FoundCell(number=1, name=H, percent=50, quote=H)], H),
        "asked": ([(H, H)],),
        "evidence": ({"plant": [H], H: [H]}, [H], [FoundWords(quote=H, said=H)]),
        "rewrites": ([FoundWords(quote=H, said=H)],),
        "text": (
            [(H, H)],
            [
                Segment(text=H),
                Segment(text=H, kinds=(MarkKind.CELL,), said=H, carried=True, ends=(H,)),
            ],
        ),
    },
    "audit/log": {"log_table": ([LogRow(H, H, H, H, H, H)],)},
    "bank/cards": {
        "places": ([(H, H, [CardRow(H, H, H, H, H, [H], H, [(H, H)])])], False),
    },
    "brief/form": {"ends": (H, H), "weights": ([H], [WeightRow(H, H, [H], H, H)])},
    "brief/ways": {
        "role": (ROLE, [(H, H, H)], {H: H}, True),
        "question": (H, H),
        "moved": ([MoveLine(H, H, H, H)], H, H, True),
        "since": (H, H, [MoveLine(H, H, H, H)]),
        "platform": (H, [ClaimRow(H, H, H, H)], H),
    },
    "compare/heat_maps": {
        "competency_map": (
            [(H, H)],
            [(H, LevelBlock([ShownLevel(H, H, H, H, H)])), (H, LevelBlock(sealed=H))],
            H,
        ),
        "cell_grids": ([H], [H], [(H, [LevelBlock([ShownLevel(H, H, H, "", H)])])]),
        "legend": (H,),
    },
    "compare/answer": {
        "answers": ([(H, H)],),
        "unranked": (H,),
        "headline": (H,),
        "in_words": (H, [ToldCandidate(H, H, [H], H, H, [(H, H)])]),
    },
    "compare/how_sure": {
        "legend": (H, H),
        "closest": (H, H, [(H, H, H, H, H, H)]),
        "rests_on": ([H],),
        "plainly": (H,),
        "comparisons": ([H], [(H, H, H)]),
    },
    "compare/what_changes": {"changes": (H, [H], H)},
    "compare/pictures": {
        "plane": (H, [PLOTTED, replace(PLOTTED, opens="")]),
        "turning": (H, [(H, 25.0, (23.0, H), (90.0, H)), (H, 25.0, None, (40.0, H))]),
    },
    "compare/export_menu": {"files": ([(H, H, H)],)},
    "compare/what_if": {"tried": (H, H, [(H, H, H, H, H, H, H)])},
    "compare/score_table": {
        "score_table": (
            H,
            [(H, H)],
            [
                ScoreRow(NAME, [(H, H)], sealed=H),
                ScoreRow(NAME, [], None, [ShownScore(H, H, H, provisional=True)], H, H, H, H),
                ScoreRow(NAME, [], None, [], H, H, H, "", H),
                ScoreRow(NAME, [], None, [ShownScore(H, H, H, provisional=False)]),
            ],
            H,
        ),
        "place_changes": ([(H, H, H, H)],),
        "partings": (
            [
                PartingRow(NAME, sealed=H),
                PartingRow(NAME, said=H),
                PartingRow(NAME, None, H, [ShownNumber(H, provisional=True, estimate=H)], H, H),
            ],
        ),
    },
    "client_pack/marked": {"marked": ([(H, H), (H, "")],), "untouched": ([(H, H)],)},
    "debrief/debrief": {
        "answer": (H,),
        "differences": (
            [H],
            [
                (
                    H,
                    [
                        DifferenceRow(
                            number=1,
                            title=H,
                            verdicts=[1],
                            points=H,
                            heard=[(H, H), (H, "")],
                            settled=AgreedLevel(1, H, H, H),
                        )
                    ],
                )
            ],
        ),
        "rated_once": ([OnceRow(1, H, H, 2, [(H, H)])],),
        "recommendations": ([(H, H, H, H)],),
        "record": (H, H, H, H),
    },
    "help/help": {"words": ([Word(H, H)],)},
    "interviews/table": {
        "heads": ([H],),
        "meeting": (H, H, H, [SeatMark(H, H, "in"), SeatMark(H, H, "")], H),
    },
    "outcomes/outcomes": {
        "history": ([(H, H, H, H)],),
        "prediction_table": ([PredictionRow(H, H, H, H)],),
    },
    "panel/tables": {
        "rater_table": ([RaterRow(H, H, H, [1], H, [H], H)],),
        "agreement_table": ([(H, [H])],),
        "practice_table": ([(H, H)],),
    },
    "practice/practice": {
        "answer": (H,),
        "level_counts": None,  # numbers only
        "competencies": ([(H, H, H)],),
        "anchors": ([(1, H), (2, H), (3, H)], 1, 2),
    },
    "placement/board_cards": {
        "board_cards": ([PlacedRow(CHIP, H, H, Lying(H, H), H, H)], [(1, H, H)]),
        "moves": ([ANSWER],),
    },
    "placement/board_tables": {
        "in_words": (
            [
                SaidOfBoard(H, withdrawn=True, sealed=H),
                SaidOfBoard(H, withdrawn=False, share=H, score=H, ways=(H, H), convention=H),
            ],
        ),
        "where_cards_lie": ([(1, H, H, [CardsPlace(H, other_view=True, boards=[(H, H)])])],),
        "points_by_card": ([(H, H)], [(1, H, [H])], [(H, H)]),
    },
    "placement/level_matrix": {
        "level_matrix": ([H], [(H, [MatrixCell(H, H, H), MatrixCell(H, Fit.OTHER_VIEW, H)])]),
    },
    "placement/placed_cards": {"chip": (CHIP,), "lying": (Lying(H, H),), "legend": None},
    "placement/results": {
        "told": ([(H, [H])],),
        "to_talk_about": ([PointToTalkAbout(H, H, H, H)],),
    },
    "placement/small_boards": {
        "small_boards": (
            [(H, H)],
            [
                (H, H, [BoardPart(sealed=H)]),
                (H, H, [BoardPart(band=[CHIP], look=H)]),
                (H, H, [BoardPart(letters=[H], cells=[[CHIP]])]),
            ],
        ),
    },
    "requisition/candidate_import": {"preview": ([(H, H, H, H)],)},
    "scorecard/competency_profile": {
        "strips": ([StripRow(H, H, H, H, H, [H]), StripRow(H, H, H)],)
    },
    "settings/keys": {"keys": ([KeyLine(H, H)],)},
    "scorecard/scorecard": {
        "recommendation": (H, H),
        "amendments": ([(H, H, H, H)],),
        "every_sheet": ([(H, [(H, H)], H)],),
    },
    "shared/drawing/evidence": {
        "answers": ([(ANSWER, H)], [H]),
        "beliefs": ([(ANSWER, H)],),
        "side_by_side": ([H], [(SEALED, []), (ANSWER, [[(ANSWER, H, "")]])]),
        "heard_of": ([H], [(ANSWER, [[(ANSWER, H, H)], []])]),
        "off_kit": ([(H, H)],),
    },
    "shared/drawing/grid": {
        "grid": (H, [H], [(H, [Square(text=H, spoken=H)])], [(Square(), H)], False),
    },
    "shared/drawing/page": {
        "style": None,
        "drawing": (H, False),
        "drawings": ([H, H], False),
        "beside": (H, H, [H], False),
        "section": (H, H, H, True),
        "same_page": (H, ""),
        "paper_head": ([H],),
        "small": (H,),
        "prompt": (H,),
        "nothing": (H,),
    },
    "shared/drawing/score_lines": {
        "at": None,
        "marks_of": None,
        "score_lines": (H, [LINE], "70"),
    },
    "shared/drawing/rows": {"text_line": (H, H, H, H)},
    "today/first_screen": {
        "steps": ([H],),
        "asides": (H, H),
        "comparison": ([ExampleCandidate(H, H, 50.0, 40, 50, 60)], H),
    },
    "shared/drawing/parts": {
        "heads": ([(H, H)],),
        "level_chip": (NotRated.NOT_ASKED,),
        "long_text": (H, 5),
        "link": (H, H),
        "soft": (H,),
    },
}
"""Arguments for every macro; None where a macro draws nothing that came from people."""


class _Handlers(HTMLParser):
    """The attributes that would run a script."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # the parser's own signature
        self.found += [name for name, _ in attrs if name.startswith("on")]


def handlers_in(html):
    parser = _Handlers()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize(
    ("part", "macro", "args"),
    [(p, m, args) for p, macros in CASES.items() for m, args in macros.items() if args is not None],
)
def test_hostile_text_is_drawn_as_text(part, macro, args):
    folder, _, name = part.rpartition("/")
    html = Macros(f"{folder}/templates/{name}.html.j2")(macro, *args)

    assert H not in html
    assert not handlers_in(html)
    assert macro == "level_chip" or H in unescape(html)


def test_every_macro_is_among_them():
    templates = [p for p in UI.rglob("*.j2") if p.parent.parent.name not in {"printing", "web"}]
    named = re.compile(r"{%-? macro ([a-z]\w*)\(")
    found = {
        p.relative_to(UI).as_posix().replace("/templates/", "/").removesuffix(".html.j2"): set(
            named.findall(p.read_text("utf-8"))
        )
        for p in templates
    }

    assert found == {part: set(macros) for part, macros in CASES.items()}


def test_a_refusal_and_a_printed_page_escape_what_they_tell():
    refused = sentence_page(H, status=404).body.decode()
    printed = filled("printing/templates/nothing.html.j2", style=Markup(), said=H)

    assert not handlers_in(refused) + handlers_in(printed)
    assert H in unescape(refused)
    assert H in unescape(printed)


def test_a_value_that_is_missing_is_an_error_and_never_a_blank():
    with pytest.raises(UndefinedError):
        Macros("shared/drawing/templates/parts.html.j2")("link", "/compare")
