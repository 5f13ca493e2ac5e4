"""A role's results for its client as one file, and who stands behind each pseudonym as another."""

from datetime import datetime

from assessment.domain.audit import EXPORTED
from assessment.domain.errors import Invalid
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.report.client_pack import key_bytes, pack_bytes
from assessment.report.redaction import Reviewed, redacted, typed_texts
from assessment.services.reading.comparisons import compare
from assessment.services.reading.pack_review import to_review
from assessment.services.reading.pack_source import (
    candidates_in,
    labels_of,
    raters_in,
    read_pack,
)
from assessment.services.reading.report_source import source_of
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork
from question_bank import QuestionBank


def client_pack(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, wanted: RequisitionId, *, by: Actor
) -> bytes:
    """The zip for the client, logged; Invalid while a text is still to be reviewed."""
    at = clock()
    with acting(open_uow, by, read_only=True) as uow:
        pack = read_pack(uow, bank, at, wanted, by)
        source = source_of(compare(uow, pack.file, bank), labels_of(pack), at)
    texts = typed_texts(pack.source)
    review = {k: Reviewed(kept.digest, kept.text) for k, kept in pack.kept.items() if kept.decided}
    left = [t for t in texts if not to_review(t, pack, "").state.done]
    if left:
        count = f"{len(left)} texts are" if len(left) > 1 else "1 text is"
        raise Invalid(f"The pack can't be made yet: {count} still to be reviewed.")
    made = pack_bytes(redacted(source, review))
    _log(open_uow, at, wanted, "client pack", by)
    return made


def pack_key(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, wanted: RequisitionId, *, by: Actor
) -> bytes:
    """Who stands behind each pseudonym of `by`'s packs, as CSV; logged."""
    at = clock()
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_NAMES, wanted)
        pack = read_pack(uow, bank, at, wanted, by)
        candidates = uow.people.candidate_names(wanted)
        raters = uow.people.raters()
    codes = {c.candidate.id: c.candidate.code for c in pack.file.candidates}
    people = [
        {"pseudonym": p, "kind": "candidate", "code": codes[i], "name": candidates.get(i, "")}
        for i, p in candidates_in(pack).items()
    ]
    people += [
        {"pseudonym": p, "kind": "interviewer", "code": r, "name": raters.get(RaterId(r), "")}
        for r, p in raters_in(pack).items()
    ]
    made = key_bytes(sorted(people, key=lambda person: (person["kind"], person["pseudonym"])))
    _log(open_uow, at, wanted, "client pack key, with names", by)
    return made


def _log(
    open_uow: OpenUnitOfWork, at: datetime, wanted: RequisitionId, detail: str, by: Actor
) -> None:
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.EXPORT, wanted)
        uow.journal.write(
            JournalLine(at=at, by=by.author, act=EXPORTED, about=wanted, detail=detail)
        )
        uow.commit()
