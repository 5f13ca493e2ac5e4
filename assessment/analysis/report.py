"""The analysis in plain words: what can be said, how sure it is, and what it rests on."""

from collections.abc import Iterator

from assessment.analysis.agreement_sentences import agreement_sentences
from assessment.analysis.candidate_sentences import candidate_sentences
from assessment.analysis.panel_sentences import item_sentences, rater_sentences
from assessment.analysis.report_words import number, some_of
from assessment.analysis.results import Analysis
from assessment.comparison.wording import percent
from assessment.domain.text.markdown import escaped
from assessment.measurement.levels import average_slope
from assessment.measurement.linking import PanelLink, link_strength
from assessment.measurement.spreads import Spreads, answers_are_shared


def report(found: Analysis, file: str) -> str:
    """Markdown, one idea a sentence; `file` is what the table is called."""
    parts = (
        ("", _opening(found, file)),
        ("Candidates", candidate_sentences(found)),
        ("Raters", rater_sentences(found)),
        ("Items", item_sentences(found)),
        ("Agreement", agreement_sentences(found)),
        ("What this is based on", _grounds(found)),
    )
    lines: list[str] = []
    for title, sentences in parts:
        said = list(sentences)
        if said:
            lines += [f"## {title}", ""] if title else []
            lines += [*said, ""]
    return "\n".join(lines)


def _opening(found: Analysis, file: str) -> Iterator[str]:
    data, (low, high) = found.source.data, found.source.scale
    best = low if found.source.reverse else high
    yield f"# Panel analysis of {escaped(file)}"
    yield ""
    yield (
        f"{number(len(data), 'rating')} of {number(len(found.rated), 'candidate')} by "
        f"{number(len(data.raters), 'rater')} on {number(len(data.items), 'item')}. "
        f"The scale runs from {low:g} to {high:g}; {best:g} is best."
    )


def _grounds(found: Analysis) -> Iterator[str]:
    for note in found.source.notes:
        said = note.removeprefix(f"{found.source.file}: ")
        yield f"- {escaped(said[:1].upper() + said[1:])}."
    yield from _links(found)
    spreads = found.model.spreads_
    if spreads is None:
        return
    if "severity" not in spreads.estimated and len(found.raters) > 1:
        yield (
            f"- {len(found.raters)} raters are too few to learn how far raters differ in general; "
            f"a usual spread of {_in_levels(found, spreads.severity)} is assumed."
        )
    if spreads.answer:
        yield _answers(found, spreads)
    yield (
        "- Intervals hold 95 % of what is plausible under the model. They do not cover anything "
        "that was not rated."
    )


def _answers(found: Analysis, spreads: Spreads) -> str:
    """Where the spread of answers comes from."""
    size = _in_levels(found, spreads.answer)
    if not answers_are_shared(found.source.data):
        return (
            "- No answer was rated twice, so how far the answers of one candidate differ is not "
            f"known. A usual spread of {size} is assumed."
        )
    how = (
        f"The spread of answers is estimated: {size}."
        if "answer" in spreads.estimated
        else f"The ratings do not settle the spread of answers; the usual {size} is assumed."
    )
    return (
        "- Raters of one answer heard the same words, so their levels are not treated as "
        f"independent. {how}"
    )


def _in_levels(found: Analysis, spread: float) -> str:
    """`0.50 logits (about 0.4 levels)`: the model's unit, and the scale's for an average level."""
    levels = found.source.unit * average_slope(found.model.posterior_) * spread
    return f"{spread:.2f} logits (about {levels:.1f} levels)"


def _links(found: Analysis) -> Iterator[str]:
    link = found.linking
    if link.link is PanelLink.RATERS:
        return
    panels = some_of([some_of([escaped(r) for r in who], 5) for who in link.raters], 5, "; ")
    through, alike = (
        ("Only the items that they share link them.", "their candidates about equally able")
        if link.link is PanelLink.ITEMS
        else (
            "They have no items in common either, so nothing links them.",
            "their candidates and items alike",
        )
    )
    strength = link_strength(link, found.model.priors_, found.model.posterior_).min()
    yield (
        f"- {len(link.raters)} panels share no candidate ({panels}). {through} Comparisons between "
        f"them assume that the panels are about equally strict, and {alike}. On that assumption "
        f"the ratings remove {percent(max(float(strength), 0.0))} of the doubt about which panel "
        "is stricter; the intervals include the rest."
    )
