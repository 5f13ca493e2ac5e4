"""Short forms whose words outlive the window and the server: kept as typed until they are saved."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, TypeVar, cast
from zlib import crc32

import streamlit as st

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.errors import AssessmentError
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import Actor
from assessment.services.drafts import form_drafts
from assessment.services.store.ports import OpenUnitOfWork
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, sentence, when

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """What whoever looks typed about one candidate and did not save: read once for a page."""

    context: AppContext
    candidate: CandidateId
    by: Actor
    held: Mapping[str, Mapping[str, DraftField]]
    """By form, then by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """What one field said in the run before."""

    base: str
    """What it says where nobody typed anything."""
    now: str
    kept: str | None = None
    """What this window last put into the database, or took from there."""

    @property
    def typed(self) -> bool:
        return self.now != self.base


class Wired(TypedDict):
    """How a field is known to Streamlit, and whom it tells when it says something else."""

    key: str
    on_change: Callable[[str, str], None]
    args: tuple[str, str]


def kept_words(context: AppContext, candidate: CandidateId, by: Actor) -> KeptWords:
    """For the forms about this candidate that this page is about to draw."""
    held = form_drafts.kept(context.open_uow, candidate, by=by)
    return KeptWords(context=context, candidate=candidate, by=by, held=held)


class KeptForm:
    """One form in one window: draws its fields, and keeps what they say at its button.

    No `st.form`: that would hold back what is typed until it is sent.
    """

    def __init__(self, page: KeptWords, name: str) -> None:
        self._context = page.context
        self._by, author = page.by, page.by.author
        self._form = DraftForm(candidate=page.candidate, author=author, name=name)
        self._name = f"{name} {page.candidate} {author or ''}"
        self._held = page.held.get(name, {})
        self._again = url_state.begun(self._name, self._held)
        self._before = _before(self._name)
        self._now: dict[str, FieldWords] = {}
        self._fault = ""

    @property
    def came_back(self) -> bool:
        """Whether it began with what was typed in a window that is gone, or in another one."""
        return bool(self._again)

    def text(
        self, field: str, label: str, *, initial: str = "", height: int = 90, hint: str = ""
    ) -> str:
        """Several lines; `initial` is what is saved, and `hint` shows while the field is blank."""
        said = self._began(field, initial)
        now = st.text_area(
            label,
            value=said.now,
            height=height,
            placeholder=hint or None,
            **self._wired(field, said),
        )
        return self._note(field, said, now)

    def line(self, field: str, label: str) -> str:
        """A text of one line."""
        said = self._began(field, "")
        now = st.text_input(
            label,
            value=said.now,
            **self._wired(field, said),
        )
        return self._note(field, said, now)

    def choice(
        self,
        field: str,
        label: str,
        options: Sequence[T],
        *,
        named: Callable[[T], str] = str,
        initial: T | None = None,
    ) -> T | None:
        """One of a few side by side, or none yet; `initial` is what is saved."""
        said = self._began(field, _worded(initial))
        chosen = st.segmented_control(
            label,
            options,
            format_func=named,
            default=_meant(options, said.now),
            **self._wired(field, said),
        )
        self._note(field, said, _worded(chosen))
        return chosen

    def listed(
        self,
        field: str,
        label: str,
        options: Sequence[T],
        *,
        initial: T,
        named: Callable[[T], str],
    ) -> T:
        """One of a list, beginning with `initial`."""
        said = self._began(field, str(initial))
        meant = _meant(options, said.now)
        chosen = st.selectbox(
            label,
            options,
            index=options.index(initial if meant is None else meant),
            format_func=named,
            **self._wired(field, said),
        )
        self._note(field, said, _worded(chosen))
        return chosen

    def button(self, *labels: str, primary: bool = False) -> str:
        """One or several ways to send the form, in a row: which was pressed, blank for none.

        By then everything that the fields say is kept, also what a refusal sends back.
        """
        with st.container(horizontal=True):
            pressed = [
                label
                for label in labels
                if st.button(
                    label,
                    type="primary" if primary else "secondary",
                    key=f"{url_state.round_of(self._name)} {label}",
                )
            ]
        self._keep(self._now)
        return pressed[0] if pressed else ""

    def say(self) -> None:
        """Whether older words are here again, and what keeps new ones from being kept.

        It belongs below the button, which has to stay under a mouse that is about to press it.
        """
        if self.came_back and any(said.typed for said in self._now.values()):
            last = max(words.kept_at for words in self._again.values())
            st.markdown(f"Restored your unsaved draft from {when(last)}.")
        if self._fault:
            st.warning(plain(f"Your draft is only kept in this window. {self._fault}"))

    def save(self, act: Callable[[OpenUnitOfWork], object], said: str = "") -> None:
        """Does `act`; what was kept ends with what it stores, or stays where it is refused."""
        ending = form_drafts.ending(self._context.open_uow, self._form)
        save(lambda: act(ending), said, form=self._name)

    def _began(self, field: str, initial: str) -> FieldWords:
        """As the run before left it; untouched, as it is saved; in a new window, as it was kept."""
        before, again = self._before.get(field), self._again.get(field)
        if before is None and again:
            return FieldWords(base=initial, now=again.text, kept=again.text)
        if before is None or not before.typed:
            return FieldWords(base=initial, now=initial, kept=before.kept if before else None)
        return before

    def _wired(self, field: str, said: FieldWords) -> Wired:
        """A new key where an untouched field has something else to say, since it was saved anew."""
        base = crc32(said.base.encode("utf-8", "surrogatepass"))
        key = f"{url_state.round_of(self._name)} {field} {base}"
        return Wired(key=key, on_change=self._handed_over, args=(field, key))

    def _note(self, field: str, before: FieldWords, now: str) -> str:
        self._now[field] = replace(before, now=now)
        return now

    def _handed_over(self, field: str, key: str) -> None:
        """Keeps a field before the page is drawn anew: a click on a link ends that half way."""
        self._note(field, self._now[field], _worded(url_state.says(key)))
        self._keep([field])

    def _keep(self, fields: Collection[str]) -> None:
        """Writes what changed, and nothing where nothing did."""
        said = {field: self._now[field] for field in fields}
        changed = {
            field: one.now
            for field, one in said.items()
            if one.typed and not (field in self._held and one.now == one.kept)
        }
        typed_back = [f for f, one in said.items() if not one.typed and one.kept is not None]
        context = self._context
        try:
            if changed:
                form_drafts.keep(
                    context.open_uow, context.clock, self._form, typed=changed, by=self._by
                )
            if typed_back:
                form_drafts.drop(context.open_uow, self._form, fields=typed_back, by=self._by)
        except AssessmentError as trouble:
            self._fault = sentence(trouble)
        else:
            kept = {**changed, **dict.fromkeys(typed_back)}
            said |= {f: replace(said[f], kept=text) for f, text in kept.items()}
        self._now |= said
        url_state.keep_unsaved(self._name, {**_before(self._name), **said})


def _before(name: str) -> Mapping[str, FieldWords]:
    return cast("Mapping[str, FieldWords]", url_state.unsaved(name) or {})


def _meant(options: Sequence[T], text: str) -> T | None:
    return next((o for o in options if str(o) == text), None)


def _worded(chosen: object) -> str:
    """A text or a choice as text; blank for none."""
    return "" if chosen is None else str(chosen)
