"""What `app.py` installs for the screens: the question bank, the database and the clock."""

from dataclasses import dataclass

from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContext:
    bank: QuestionBank
    open_uow: OpenUnitOfWork
    clock: Clock


_installed: list[AppContext] = []


def install(context: AppContext) -> None:
    """Make `context` the one that every page of this process uses; a later call replaces it."""
    _installed[:] = [context]


def current() -> AppContext:
    if not _installed:
        raise RuntimeError(
            "no app context is installed: start Levelset with `streamlit run app.py`"
        )
    return _installed[0]


def replaced(context: AppContext) -> bool:
    """Whether another one was installed since, as when one's own questions are read anew."""
    return bool(_installed) and _installed[0] is not context
