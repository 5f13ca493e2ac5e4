"""Questions that a rater may add to her sheet, and the check of what a page says it added."""

import json
import re
from typing import Any

from assessment.domain.added import AddedQuestion
from assessment.domain.errors import Invalid
from assessment.domain.ids import InterviewId
from assessment.domain.kit import AskedQuestion
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import LEVELS
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import OpenUnitOfWork
from assessment.services.store.text_cleaning import cleaned_within
from question_bank import QuestionBank
from question_bank.model import Industry

QUESTION = re.compile(r"[a-z0-9-]{1,38}")
"""A question's id, short enough for an item's."""
LONGEST_REASON = 1_000
"""Characters: why a question was added, skipped or moved is a sentence."""
MOST_MINUTES = 120


def offered(
    open_uow: OpenUnitOfWork, bank: QuestionBank, interview: InterviewId, *, by: Actor
) -> list[dict[str, object]]:
    """Every question that may be added, as it would be frozen now for this role."""
    with acting(open_uow, by, read_only=True) as uow:
        _, candidate = permit_interview(uow, by, Action.FILL_SCORECARD, interview)
        brief = uow.briefs.latest(candidate.requisition)
    industry = brief.industry if brief else Industry.GENERAL
    told = [q.told_in(industry) for q in bank.active]
    return [{"minutes": q.minutes, "asked": AskedQuestion.of(q).document()} for q in told]


def checked(text: str) -> str:
    """What the log keeps of an added question; Invalid where it cannot be read as one.

    The page sends the wording itself, because it may have been asked while the server was away
    and the bank has another by now.
    """
    try:
        added = AddedQuestion.of_document(cleaned_within(json.loads(text)))
        _hold(added)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Invalid("an added question needs its wording and its minutes") from None
    if not added.because.strip():
        raise Invalid("Give a short reason for adding this question.")
    if len(added.because) > LONGEST_REASON:
        raise Invalid(
            f"The reason has {len(added.because):,} characters. Shorten it to {LONGEST_REASON} or "
            "fewer."
        )
    return added.text()


def _hold(added: AddedQuestion) -> None:
    """Every part is of the type that its readers rely on; TypeError or ValueError where not."""
    asked, minutes = added.item.asked, added.item.minutes
    words = (asked.title, asked.functional_level, asked.target_level, asked.type, asked.prompt)
    lists = (asked.probes, asked.listen_for, asked.wrong_beliefs, asked.accepted_positions)
    texts: list[Any] = [*words, *(t for kept in lists for t in kept), *asked.anchors.values()]
    if asked.handout is not None:
        texts.append(asked.handout)
    if not all(isinstance(t, str) for t in (*texts, added.because, asked.question)):
        raise TypeError("every wording is text")
    if not all(type(n) is int and n > 0 for n in (asked.revision, minutes)):
        raise TypeError("revision and minutes are whole numbers")
    fits = QUESTION.fullmatch(asked.question) and minutes <= MOST_MINUTES
    if not fits or not {1, 3, 5} <= set(asked.anchors) <= set(LEVELS):
        raise ValueError("an id, minutes and anchors are within their limits")
