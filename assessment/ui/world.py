"""What the composition root installed for the screens: the bank, the store, the clock."""

from dataclasses import dataclass

from assessment.services.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    bank: QuestionBank
    open_uow: OpenUnitOfWork
    clock: Clock


_installed: list[World] = []


def install(world: World) -> None:
    """Makes `world` the one every page of this process sees; a later call replaces it."""
    _installed[:] = [world]


def current() -> World:
    if not _installed:
        raise RuntimeError("no world was installed: start Levelset with `streamlit run app.py`")
    return _installed[0]
