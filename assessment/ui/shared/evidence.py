"""What was heard: one sheet's answers in order, or several raters side by side on one question."""

from collections.abc import Mapping, Sequence

from assessment.domain.ids import RaterId
from assessment.domain.kit import KitItem
from assessment.services.reading.comparisons import ComparedCandidate, RaterEvidence
from assessment.services.reading.scorecards import Answer
from assessment.ui.shared.html import level_chip, link, long_text, put, text
from assessment.ui.shared.navigation import PageName, address


def answers(found: Sequence[Answer], scale: Sequence[str]) -> None:
    """Every question with its level, the anchor that marks it, what was heard, and the time."""
    rows = "".join(_answer(a, scale) for a in found)
    put(
        '<table class="lv-list lv-answers"><thead><tr><th scope="col" class="n">#</th>'
        '<th scope="col">Question</th><th scope="col">Level</th>'
        '<th scope="col">What was heard, and the anchor of that level</th>'
        f'<th scope="col" class="n">Time</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def beliefs(found: Sequence[Answer]) -> None:
    """Wrong beliefs heard: evidence, with no part in any number."""
    told = [(a, belief) for a in found for belief in a.beliefs]
    if not told:
        put('<p class="lv-none">None was ticked.</p>')
        return
    items = "".join(
        f"<li>{text(belief)}<small>question {a.number}, {text(a.item.asked.title)}</small></li>"
        for a, belief in told
    )
    put(f"<ul>{items}</ul>")


def side_by_side(
    heard: Sequence[tuple[ComparedCandidate, Sequence[RaterEvidence]]], names: Mapping[RaterId, str]
) -> None:
    """One question: a row per candidate, a column per rater who may be seen."""
    raters = sorted({h.sheet.rater for _, found in heard for h in found})
    heads = "".join(f'<th scope="col">{text(names.get(r, r))}</th>' for r in raters)
    rows = "".join(_candidate_row(c, found, raters) for c, found in heard)
    put(
        '<table class="lv-list"><thead><tr><th scope="col">Candidate</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def heard_of(heard: Sequence[Sequence[RaterEvidence]], names: Mapping[RaterId, str]) -> None:
    """One candidate: a row per question, a column per rater who may be seen."""
    raters = sorted({h.sheet.rater for found in heard for h in found})
    heads = "".join(f'<th scope="col">{text(names.get(r, r))}</th>' for r in raters)
    rows = "".join(
        f'<tr><th scope="row">{_asked(found[0])}</th>{_by_rater(found, raters)}</tr>'
        for found in heard
    )
    put(
        '<table class="lv-list lv-behind"><thead><tr><th scope="col">Question</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def minutes(seconds: int) -> str:
    """`2:40`; blank where the question was never open."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


def _answer(answer: Answer, scale: Sequence[str]) -> str:
    record = answer.record
    level = record.level
    word = f"<small>{text(scale[level - 1])}</small>" if level else ""
    heard = long_text(record.evidence, shown=1200) if record.evidence.strip() else ""
    anchor = f"<small>Anchor: {text(answer.anchor)}</small>" if answer.anchor else ""
    return (
        f'<tr><td class="n">{answer.number}</td>'
        f"<td>{_titled(answer.item)}</td>"
        f"<td>{level_chip(record.verdict)}{word}</td>"
        f'<td>{heard}{anchor}</td><td class="n">{minutes(record.seconds)}</td></tr>'
    )


def _titled(item: KitItem) -> str:
    where = " · ".join([item.asked.competency, *(cell.label for cell in item.asked.cells[:1])])
    return f"{text(item.asked.title)}<small>{text(where)}</small>"


def _asked(heard: RaterEvidence) -> str:
    """The question as it was put, folded under its title."""
    prompt = text(heard.item.asked.prompt)
    return f"{_titled(heard.item)}<details><summary>as asked</summary>{prompt}</details>"


def _candidate_row(
    candidate: ComparedCandidate, found: Sequence[RaterEvidence], raters: Sequence[RaterId]
) -> str:
    head = f'<th scope="row">{text(candidate.code)}</th>'
    if candidate.scores is None:
        said = text(candidate.file.sealed_because or "")
        return f'<tr>{head}<td colspan="{max(1, len(raters))}" class="lv-none">{said}</td></tr>'
    return f"<tr>{head}{_by_rater(found, raters)}</tr>"


def _by_rater(found: Sequence[RaterEvidence], raters: Sequence[RaterId]) -> str:
    return "".join(_heard([h for h in found if h.sheet.rater == r]) for r in raters)


def _heard(found: Sequence[RaterEvidence]) -> str:
    if not found:
        return '<td class="lv-none">not asked by this rater</td>'
    parts = []
    for one in found:
        sheet = address(PageName.SCORECARD, interview=one.sheet.interview, rater=one.sheet.rater)
        said = long_text(one.record.evidence) if one.record.evidence.strip() else ""
        parts.append(f"{level_chip(one.record.verdict)} {link(sheet, 'scorecard')}{said}")
    return f"<td>{''.join(parts)}</td>"
