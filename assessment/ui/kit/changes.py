"""What a rebuild or a new exercise changed in a kit, in words."""

from collections.abc import Sequence

from assessment.domain.listing import listed
from assessment.ui.shared.wording import counted
from question_bank import QuestionBank


def changed_questions(before: Sequence[str], after: Sequence[str], bank: QuestionBank) -> str:
    """`5 questions kept. Removed: … Added: …`; says so where nothing changed."""
    kept = [q for q in before if q in after]
    removed = [_named(q, bank) for q in before if q not in after]
    added = [_named(q, bank) for q in after if q not in before]
    if not removed and not added:
        return "No questions changed."
    parts = [f"{counted(len(kept), 'question')} kept."]
    if removed:
        parts.append(f"Removed: {listed(removed)}.")
    if added:
        parts.append(f"Added: {listed(added)}.")
    return " ".join(parts)


def _named(question: str, bank: QuestionBank) -> str:
    """The title with its id; a question that the bank lost has only that."""
    found = bank.questions.get(question)
    return f"{found.title} ({question})" if found else question
