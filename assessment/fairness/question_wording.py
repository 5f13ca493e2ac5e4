"""What is said of questions that may be harder for one group, and the rows of the table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import isnan

from assessment.domain.text.formula import defuse
from assessment.fairness.question_bias import FEWEST_IN_A_GROUP, FEWEST_OTHERS, QuestionBias
from assessment.scoring.files import shortest

BIAS_COLUMNS = (
    *("question", "group", "compared_with", "people", "people_compared_with"),
    *("odds_ratio", "low", "high", "p", "size", "too_few"),
)


def bias_rows(found: Sequence[QuestionBias]) -> Iterator[list[str]]:
    """A row of BIAS_COLUMNS for each question and group; blank where nothing can be said."""
    for each in found:
        numbers = (each.odds_ratio, each.low, each.high, each.p)
        yield [
            *(defuse(text) for text in (each.question, each.group, each.compared_with)),
            *(str(people) for people in each.people),
            *("" if isnan(number) else shortest(number) for number in numbers),
            each.size,
            "true" if each.too_few else "false",
        ]


def bias_report(found: Sequence[QuestionBias]) -> list[str]:
    """Plain sentences: what stands out, how much of that chance makes, and what is too small."""
    if not found:
        fewest = f"{FEWEST_OTHERS + 1} questions each"
        return [f"Nothing to compare: that takes two groups whose members answered {fewest}."]
    told = [each for each in found if not isnan(each.odds_ratio)]
    lines = [_sentence(each) for each in told if each.size in ("moderate", "large")]
    if told:
        chance = 0.05 * len(told)
        lines.append(
            f"{_count(len(told), 'comparison')} made; chance alone would make about {chance:.1f} "
            "of them look different. Read the question before you drop it."
        )
    return [*lines, *_unsaid(found)]


def _sentence(each: QuestionBias) -> str:
    how = "harder" if each.odds_ratio < 1 else "easier"
    return (
        f"{each.question}: {how} for {each.group} than for {each.compared_with} with equally good "
        f"answers elsewhere. Odds ratio {each.odds_ratio:.2f} ({each.low:.2f} to {each.high:.2f}), "
        f"a {each.size} difference."
    )


def _unsaid(found: Sequence[QuestionBias]) -> Iterator[str]:
    few = Counter(each.group for each in found if each.too_few)
    for group, questions in sorted(few.items()):
        yield (
            f"{group}: nothing is said of {_count(questions, 'question')}. It takes at least "
            f"{FEWEST_IN_A_GROUP} people in each of the two groups who answered the question and "
            f"{FEWEST_OTHERS} others."
        )
    alike = sum(isnan(each.odds_ratio) and not each.too_few for each in found)
    if alike:
        yield (
            f"{_count(alike, 'comparison')} left blank: a group answered all alike, "
            "so there is no ratio."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
