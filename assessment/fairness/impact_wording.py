"""What a comparison of groups says, in plain words and as rows of a table."""

from collections.abc import Iterator, Sequence
from math import isnan

from assessment.domain.text.formula import defuse
from assessment.fairness.impact import FEWEST, GroupImpact, impact
from assessment.fairness.outcomes import ABOVE_MEDIAN, GroupComparison
from assessment.scoring.files import shortest

IMPACT_COLUMNS = (
    *("by", "measure", "group", "people", "chosen", "rate", "compared_with", "impact_ratio"),
    *("below_four_fifths", "fisher_p", "z", "beyond_two_deviations", "too_small"),
)
_HEADINGS = ("group", "people", "chosen", "rate", "ratio", "Fisher p", "z")

NO_VERDICT = (
    "A flag is a reason to look at the selection, not a finding about it; "
    "the absence of one clears nobody."
)


def impact_rows(comparison: GroupComparison) -> Iterator[list[str]]:
    """A row of IMPACT_COLUMNS for each group, in full precision; blank where there is nothing."""
    for found in impact(comparison.counts):
        yield [
            defuse(comparison.by),
            comparison.measure,
            defuse(found.group),
            str(found.people),
            str(found.chosen),
            shortest(found.rate),
            defuse(found.compared_with),
            _blank_or(found.ratio),
            _truth(found.below_four_fifths),
            _blank_or(found.fisher_p),
            _blank_or(found.z),
            _truth(found.beyond_two_deviations),
            _truth(found.too_small),
        ]


def impact_report(comparison: GroupComparison) -> list[str]:
    """A heading, the table, and a sentence for each thing that a reader should know."""
    found = impact(comparison.counts)
    people = sum(each.people for each in found)
    chosen = sum(each.chosen for each in found)
    done = "above the median" if comparison.measure == ABOVE_MEDIAN else "selected"
    lines = [f"By {comparison.by}: {_count(people, 'person', 'people')}, {chosen} {done}", ""]
    lines += _table(found)
    said = [sentence for each in found for sentence in _sentences(each, done)]
    if comparison.without_group:
        who = _count(comparison.without_group, "person has", "people have")
        said.append(f"{who} no group and can't be compared.")
    if len(found) == 1:
        said.append("There is only one group, so there is nothing to compare it with.")
    elif found and not chosen:
        said.append(f"Nobody is {done}, so there is no ratio.")
    return [*lines, *(["", *said] if said else [])]


def _table(found: Sequence[GroupImpact]) -> list[str]:
    rows = [_HEADINGS, *(_cells(each) for each in found)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADINGS))]
    return ["  ".join(_placed(row, widths)).rstrip() for row in rows]


def _placed(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The name to the left, numbers to the right."""
    for n, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if n == 0 else cell.rjust(width)


def _cells(each: GroupImpact) -> tuple[str, ...]:
    return (
        each.group,
        str(each.people),
        str(each.chosen),
        _percent(each.rate),
        "" if isnan(each.ratio) else f"{each.ratio:.2f}",
        "" if isnan(each.fisher_p) else _chance(each.fisher_p),
        "" if isnan(each.z) else f"{each.z:.1f}",
    )


def _sentences(each: GroupImpact, done: str) -> Iterator[str]:
    if each.below_four_fifths:
        yield (
            f"{each.group}: {_percent(each.rate)} {done}, which is {each.ratio:.2f} of the rate of "
            f"{each.compared_with}. That is below four fifths.{_by_one(each)}"
        )
    if each.beyond_two_deviations:
        more = "fewer" if each.z < 0 else "more"
        yield (
            f"{each.group}: {abs(each.z):.1f} standard deviations {more} than {each.compared_with} "
            f"(more than two)."
        )
    if each.too_small:
        yield (
            f"{each.group}: {_count(each.people, 'person is', 'people are')} too few to say "
            f"anything (fewer than {FEWEST}, or under 2\u00a0% of all)."
        )


def _by_one(each: GroupImpact) -> str:
    return " With one more it would not be." if each.turned_by_one else ""


def _percent(rate: float) -> str:
    return f"{100 * rate:.1f}\u00a0%"


def _chance(p: float) -> str:
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def _blank_or(number: float) -> str:
    return "" if isnan(number) else shortest(number)


def _truth(holds: bool) -> str:  # noqa: FBT001  # a cell, not a switch
    return "true" if holds else "false"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
