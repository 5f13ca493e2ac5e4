"""Practice as one row of Today, for people who rate."""

from datetime import datetime

from assessment.domain.permissions import Actor
from assessment.domain.practice import ANSWERS_EACH, valid_until
from assessment.services.practice.rounds import OwnPractice, read_practice
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import line, main_action, rows, text_line
from assessment.ui.shared.wording import day


def practice(context: AppContext, by: Actor) -> None:
    """A round under way, practice that is due, or until when it holds."""
    if by.rater is None or by.link is not None:
        return
    text, state, label = _words(read_practice(context.open_uow, by=by), context.clock())
    with rows("practice"), line("practice", text_line("Practice", "", text, state)):
        main_action(PageName.PRACTICE, label, key="practice")


def _words(found: OwnPractice, now: datetime) -> tuple[str, str, str]:
    if under_way := found.open:
        rated, whole = len(under_way.levels), len(under_way.answers)
        return "Rate written answers", f"{rated} of {whole} rated", "Continue"
    until = valid_until(found.rounds)
    if until is not None and until > now:
        return "Rate written answers", f"valid until {day(until)}", "View"
    answers = found.rule.questions * ANSWERS_EACH
    return f"Rate {answers} written answers, then see the key", "due", "Practise"
