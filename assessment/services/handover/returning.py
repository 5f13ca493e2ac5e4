"""Merge what came home into the logs of this database.

Each entry keeps the standing that it got where it was written, so that the order of merging makes
no difference. What no page can have stored doesn't count, whatever the file says: a submission of
an incomplete scorecard, or a change after it without a reason. And there are four cases in which
entries are kept as proposals: the seat was taken back before, the candidate has withdrawn or was
removed, a return of it was merged already and these entries should have been in it, or somebody
who is signed in merges what another person is said to have rated. The third is how two copies of
one database show, which share an identity: the first of them to return counts, and nothing of the
other is lost.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assessment.domain.errors import Invalid, no_such
from assessment.domain.handover import Handover, HandoverDirection
from assessment.domain.ids import InterviewId, KitId, RaterId, SheetKey, candidate_in
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry, Standing, current
from assessment.domain.requisition import Candidate
from assessment.domain.visibility import may_rate
from assessment.export.handover_file import RETURN, ReturnFile
from assessment.services.handover.content import MARK, content_digest
from assessment.services.handover.merged import Merged
from assessment.services.handover.row_times import check_times
from assessment.services.handover.rows_home import (
    ReturnTarget,
    board_home,
    drafts_home,
    entries_home,
)
from assessment.services.recording.sheet_inbox import SUBMITTED
from assessment.services.store.permits import note_act, permit_interview
from assessment.services.store.ports import UnitOfWork

MERGED = "merged"
"""In the detail of the audit log's line."""


def take_home(
    uow: UnitOfWork, now: datetime, file: ReturnFile, own: str, *, by: Actor, signed_in: bool
) -> Merged:
    """Appends what is not here yet; Invalid says why nothing can be."""
    manifest, paper = file.manifest, file.paper
    sheet = SheetKey(InterviewId(paper.interview), RaterId(paper.rater))
    _refuse_another_home(uow, file, own)
    interview, candidate, kit = _meeting(uow, by, sheet, file)
    uow.entries.lock(sheet)
    known = uow.handovers.find(manifest.handover)
    if known and (known.direction is not HandoverDirection.OUT or known.sheet != sheet):
        raise Invalid(f"{RETURN} names another scorecard than the one that was handed over.")
    check_times(uow, now, file, known, candidate)
    there = ReturnTarget(sheet, kit, manifest.written_by, _obstacle(known, interview, candidate))
    # The board is the candidate's, and whoever may merge may let it be filled in here as well.
    because = there.because or (_not_theirs(by, sheet) if signed_in else "")
    home = there._replace(because=because)
    rated = entries_home(uow, home, file.entries)
    added = rated.added + board_home(uow, there, file.board)
    drafts = drafts_home(uow, home, file.drafts, rated.places)
    first = known is not None and known.returned_at is None
    if known and first:
        uow.handovers.put(replace(known, returned_at=now, other=manifest.written_by))
    log = uow.entries.history(sheet)
    changed = bool(added or drafts.changed or first)
    if changed:
        detail = _detail(home, log, manifest.handover, len(added))
        note_act(uow, by, Action.HAND_OVER, sheet.interview, detail)
    return Merged(
        sheet=sheet,
        came_in=False,
        again=not changed,
        finished=SUBMITTED in current(log),
        added=len(added),
        proposed=sum(standing is Standing.PROPOSED for standing in added),
        because=home.because if rated.added else there.because if added else "",
        left_out=drafts.left_out,
    )


def _refuse_another_home(uow: UnitOfWork, file: ReturnFile, own: str) -> None:
    """What is not for this database, or about somebody of whom nothing is kept."""
    if file.manifest.written_by == own:
        raise Invalid(
            "This return was made by this very database. Merge it on the computer that the "
            "interview came from."
        )
    if file.manifest.home != own:
        raise Invalid(
            "This return belongs to another database than this one. Merge it where the interview "
            "was handed over."
        )
    if gone := uow.erasures.find(candidate_in(InterviewId(file.paper.interview))):
        raise Invalid(gone.refusal)


def _meeting(
    uow: UnitOfWork, by: Actor, sheet: SheetKey, file: ReturnFile
) -> tuple[Interview, Candidate, InterviewKit]:
    there = uow.interviews.find(sheet.interview)
    removed = there is not None and there.removed
    found = permit_interview(uow, by, Action.HAND_OVER, sheet.interview, removed=removed)
    if sheet.rater not in uow.people.raters():
        raise no_such("interviewer", sheet.rater)
    kit = uow.kits.find(KitId(file.paper.kit))
    if kit is None or kit.digest != file.paper.kit_digest:
        raise Invalid(f"This interview was held with a kit {file.paper.kit} that is not here.")
    return (*found, kit)


def _obstacle(known: Handover | None, interview: Interview, candidate: Candidate) -> str:
    """Why new entries are kept as proposals; blank where they keep their standing."""
    if known is None:
        return (
            "This database does not know of the handover, as if it had been restored from an "
            "older backup."
        )
    if known.taken_back_at:
        return "The scorecard had been taken back before its return."
    if interview.removed or not may_rate(interview.role_of(known.sheet.rater)):
        return "The interview or the seat was removed meanwhile."
    if candidate.withdrawn_at:
        return f"{candidate.code} withdrew on {candidate.withdrawn_day}."
    return "A return of this scorecard had been merged before." if known.returned_at else ""


def _not_theirs(by: Actor, sheet: SheetKey) -> str:
    """Why ratings of `sheet` don't count at once if `by` brings them; blank where they do."""
    if by.rater in {None, sheet.rater}:
        return ""
    return f"They were merged by {by.rater}, so {sheet.rater} decides what counts."


def _detail(home: ReturnTarget, log: Sequence[Entry], handover: str, added: int) -> str:
    """`R-01, 9f2c…, merged, 41 new entries, content 7d1e…` for the audit log.

    The other database's log has the same digest where every entry kept its standing.
    """
    theirs = [e for e in log if e.client.partition(MARK)[2] == home.database]
    content = content_digest("", theirs)
    rater = home.sheet.rater
    return f"{rater}, {handover}, {MERGED}, {added} new entries, content {content[:16]}"
