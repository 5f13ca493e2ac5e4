"""What `app.py` installs for the screens: the question bank, the database and the clock."""

from collections.abc import Callable
from dataclasses import dataclass

from assessment.services.access.sign_in_settings import SignInSettings
from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContext:
    bank: QuestionBank
    open_uow: OpenUnitOfWork
    clock: Clock
    database: str = "a database on this computer"
    """Its kind, in words; never its place, which pages don't show."""
    back_up: Callable[[], object] | None = None
    """Writes a backup now; None where this server makes none."""
    sign_in: SignInSettings | None = None
    """None: nobody signs in, and whoever is at this computer owns the database."""


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


def needs_sign_in() -> bool:
    """Whether people sign in to what this process serves."""
    return bool(_installed) and _installed[0].sign_in is not None


def replaced(context: AppContext) -> bool:
    """Whether another one was installed since, as when one's own questions are read anew."""
    return bool(_installed) and _installed[0] is not context
