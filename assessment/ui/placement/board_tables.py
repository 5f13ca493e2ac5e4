"""Boards of one deck in words and numbers: candidate by candidate, and card by card."""

from assessment.comparison.placement import Fit, fit
from assessment.comparison.placement_wording import (
    categories_in_words,
    levels_in_words,
    score_in_words,
)
from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard
from assessment.scoring.placement import CardPoints
from assessment.services.reading.board_results import PlannedBoard, ReadBoard, SharedDeck
from assessment.ui.placement.placed_cards import look, place
from assessment.ui.placement.small_boards import share
from assessment.ui.shared.html import link, text
from assessment.ui.shared.navigation import PageName, address
from assessment.ui.shared.wording import number


def in_words(shared: SharedDeck) -> str:
    """Each candidate's share of the points, the directions of the errors, and the convention."""
    rows = "".join(f'<tr><th scope="row">{_name(b)}</th>{_said(b)}</tr>' for b in shared.boards)
    return (
        '<table class="lv-list lv-said-of"><caption>What each board says</caption><thead><tr>'
        '<th scope="col">Candidate</th><th scope="col">Points</th>'
        '<th scope="col">Which way the errors point</th>'
        '<th scope="col">Convention</th><th scope="col">Behind it</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def where_cards_lie(shared: SharedDeck) -> str:
    """Every card with who put it where; those that lie farthest apart first."""
    apart = [d.card for d in shared.differences]
    rows = "".join(
        f'<tr><td class="n">{shared.deck.ids.index(card.id) + 1}</td>'
        f"<td>{text(card.statement)}</td><td>{place(card.place)}</td>"
        f"<td>{_lying(shared, card)}</td></tr>"
        for card in (*apart, *(c for c in shared.deck.cards if c not in apart))
    )
    return (
        '<table class="lv-list lv-lying"><caption>Where the cards lie, farthest apart '
        'first</caption><thead><tr><th scope="col" class="n">#</th><th scope="col">Card</th>'
        '<th scope="col">Belongs</th><th scope="col">Put</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def points_by_card(shared: SharedDeck) -> str:
    """The numbers: a row for each card, a column for each board."""
    heads = "".join(f'<th scope="col" class="n">{text(label)}</th>' for label in shared.readable)
    by_card = [{c.card.id: c for c in r.points.cards} for r in shared.readable.values()]
    rows = "".join(
        f'<tr><td class="n">{n}</td><td>{text(card.statement)}</td>'
        + "".join(f'<td class="n">{_points(found.get(card.id))}</td>' for found in by_card)
        + "</tr>"
        for n, card in enumerate(shared.deck.cards, 1)
    )
    totals = "".join(_total(r) for r in shared.readable.values())
    return (
        '<table class="lv-list"><thead><tr><th scope="col" class="n">#</th>'
        f'<th scope="col">Card</th>{heads}</tr></thead><tbody>{rows}'
        f'<tr><td></td><th scope="row">All placed cards</th>{totals}</tr></tbody></table>'
    )


def _name(planned: PlannedBoard) -> str:
    withdrawn = planned.candidate.candidate.withdrawn_at is not None
    return text(planned.label) + ("<small>withdrawn</small>" if withdrawn else "")


def _said(planned: PlannedBoard) -> str:
    if planned.read is None:
        return f'<td colspan="4" class="lv-none">{text(planned.blank_because)}</td>'
    read = planned.read
    ways = [*levels_in_words(read.reading), *categories_in_words(read.reading)]
    sheet = link(address(PageName.SCORECARD, interview=planned.interview.id), "Scorecard")
    return (
        f'<td><span class="big">{share(read.points, read.points.placed)}</span>'
        f"<small>{text(score_in_words(read.points, read.dealt))}</small></td>"
        f"<td>{'<br>'.join(map(text, ways))}</td>"
        f"<td>{text(read.convention.sentence)}</td><td>{sheet}</td>"
    )


def _lying(shared: SharedDeck, card: DealtCard) -> str:
    """The places of one card with the candidates in each, the place that earns most first."""
    there: dict[Placement, list[tuple[str, CardPoints]]] = {}
    for label, read in shared.readable.items():
        for c in read.points.cards:
            if c.card.id == card.id:
                there.setdefault(c.placement, []).append((label, c))
    if not there:
        return '<span class="lv-none">not placed by anybody</span>'
    ordered = sorted(there.items(), key=lambda found: found[1][0][1].lost)
    return f'<ul class="lv-places">{"".join(_place(*found) for found in ordered)}</ul>'


def _place(where: Placement, there: list[tuple[str, CardPoints]]) -> str:
    codes = "".join(f'<b class="{look(c)}">{text(label)}</b>' for label, c in there)
    view = " (another view)" if fit(there[0][1]) is Fit.OTHER_VIEW else ""
    return f"<li>{place(where)}{view} {codes}</li>"


def _total(read: ReadBoard) -> str:
    """Of a board with too few cards there is no sum either: it would read as a fraction."""
    points = read.points
    said = "–" if points.fraction is None else f"{number(points.points)} of {points.attainable}"
    return f'<td class="n"><b>{said}</b><small>{share(points, read.dealt)}</small></td>'


def _points(c: CardPoints | None) -> str:
    return f"{number(c.points)} of {c.attainable}" if c else "–"
