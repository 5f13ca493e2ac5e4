"""Decisions on the typed texts of a client pack, each a transaction of its own.

A decision goes with the words that the reviewer saw: it is refused where the text has changed
since. Texts in which nothing was recognised may be included in one decision, which the audit log
then says.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from assessment.domain.audit import INCLUDED_TOGETHER
from assessment.domain.draft_form import DraftField
from assessment.domain.errors import Incomplete, Invalid, NotFound
from assessment.domain.ids import RequisitionId
from assessment.domain.pack_texts import field_of
from assessment.domain.permissions import Actor
from assessment.report.redaction import digest_of, recognised, typed_texts
from assessment.report.source import FreeText
from assessment.services.reading.pack_review import to_review
from assessment.services.reading.pack_source import SALT, KeptWording, Pack, form_of, read_pack
from assessment.services.store.permits import acting
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned
from question_bank import QuestionBank


def keep_text(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    keys: Sequence[str],
    seen: str,
    text: str,
    by: Actor,
) -> None:
    """Includes the text in these words; Invalid where they still tell who somebody is.

    `seen` is the text as the reviewer saw it, and `keys` are those of every place where it stands.
    """
    with _deciding(open_uow, bank, clock, wanted, by) as deciding:
        for each in keys:
            deciding.check_same(each, seen)
        said = cleaned(text).strip()
        if not said:
            raise Incomplete("Write what the client may read, or leave the text out.")
        if telling := recognised(said, deciding.pack.names):
            first = telling[0]
            raise Invalid(
                f"“{said[first.start : first.end]}” may tell who somebody is ({first.kind}). "
                "Reword it, or leave the text out."
            )
        for each in keys:
            deciding.store(each, KeptWording(digest_of(seen), said, decided=True))


def include_untouched(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    texts: Sequence[tuple[str, str]],
    by: Actor,
) -> None:
    """Includes these texts as they are, each given by its key and as the reviewer saw it.

    One decision for all of them, which the audit log says. Invalid, and nothing is included, where
    one changed meanwhile, was decided on already, or has something in it that may tell who somebody
    is.
    """
    with _deciding(open_uow, bank, clock, wanted, by) as deciding:
        for key, seen in texts:
            text = deciding.check_same(key, seen)
            if not to_review(text, deciding.pack, "").untouched:
                raise Invalid(
                    "One of these texts changed or must be reviewed separately. Nothing was "
                    "included. Check the list again."
                )
            made = KeptWording(digest_of(seen), seen.strip(), decided=True, together=True)
            deciding.store(key, made)
        said = f"client pack: {len(texts)} texts without a mark, in one decision"
        log = deciding.uow.journal
        log.note(by=by.author, act=INCLUDED_TOGETHER, about=wanted, detail=said)


def leave_out(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    texts: Sequence[tuple[str, str]],
    by: Actor,
) -> None:
    """Leaves these texts out, each given by its key and as the reviewer saw it."""
    with _deciding(open_uow, bank, clock, wanted, by) as deciding:
        for key, seen in texts:
            deciding.check_same(key, seen)
            deciding.store(key, KeptWording(digest_of(seen), "", decided=True))


def keep_typed(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    key: str,
    seen: str,
    text: str,
    by: Actor,
) -> None:
    """Keeps words that were typed and not decided on; the text is still to be reviewed."""
    with _deciding(open_uow, bank, clock, wanted, by) as deciding:
        deciding.store(key, KeptWording(digest_of(seen), cleaned(text), decided=False))


def review_again(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: RequisitionId,
    *,
    key: str,
    by: Actor,
) -> None:
    """Takes back what was decided about one text; the words that were kept are proposed again."""
    with _deciding(open_uow, bank, clock, wanted, by) as deciding:
        kept = deciding.pack.kept.get(key)
        if kept and kept.text:
            deciding.store(key, replace(kept, decided=False, together=False))
        else:
            deciding.uow.drafts.drop(form_of(wanted, by), [field_of(key)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deciding:
    """One transaction in which somebody decides on texts of a pack."""

    uow: UnitOfWork
    at: datetime
    wanted: RequisitionId
    by: Actor
    pack: Pack
    texts: Mapping[str, FreeText]
    """The typed texts of the pack, by their keys."""

    def check_same(self, key: str, seen: str) -> FreeText:
        """The text, where it is still as the reviewer saw it."""
        text = self.texts.get(key)
        if text is None:
            raise NotFound("This text is no longer part of the report.")
        if text.text != seen:
            raise Invalid(
                "This text changed while you were reading it. Review it as it stands now."
            )
        return text

    def store(self, key: str, kept: KeptWording) -> None:
        form = form_of(self.wanted, self.by)
        plain = {"digest": kept.digest, "text": kept.text, "decided": kept.decided}
        plain |= {"together": True} if kept.together else {}
        fields = {field_of(key): json.dumps(plain, ensure_ascii=False)}
        if self.pack.salt == self.wanted:
            fields[SALT] = secrets.token_hex(16)
        for field, text in fields.items():
            self.uow.drafts.keep(DraftField(form=form, field=field, text=text, kept_at=self.at))


@contextmanager
def _deciding(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, wanted: RequisitionId, by: Actor
) -> Iterator[_Deciding]:
    """Commits what was decided, once all of it was."""
    with acting(open_uow, by) as uow:
        at = clock()
        pack = read_pack(uow, bank, at, wanted, by)
        texts = {t.key: t for t in typed_texts(pack.source)}
        yield _Deciding(uow=uow, at=at, wanted=wanted, by=by, pack=pack, texts=texts)
        uow.commit()
