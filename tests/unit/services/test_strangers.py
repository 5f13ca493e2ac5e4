"""Who has no part in a requisition gets the answer of something that does not exist.

Each use case is asked twice by the same stranger: for the requisition that is there, and for one
that is not. A device with a link is a stranger everywhere but at its own scorecard.
"""

import inspect
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.audit import DENIED
from assessment.domain.decision import Decision
from assessment.domain.draft_form import DraftForm
from assessment.domain.erasure import Erasure
from assessment.domain.errors import AssessmentError
from assessment.domain.ids import CandidateId, InterviewId, ItemId, KitId, RequisitionId, SheetKey
from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.rating import Kind, Recommendation
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services.access import seat_links
from assessment.services.drafts import advert_drafts, brief_drafts, form_drafts, reason_drafts
from assessment.services.handover import again, giving_back, handing_over
from assessment.services.hiring import (
    archiving,
    attachments,
    blind_mode,
    briefs,
    candidate_import,
    candidates,
    erasing,
    notices,
    outcomes,
    panels,
    requisitions,
    retention,
    scheduling,
)
from assessment.services.kits import drafts as kit_drafts
from assessment.services.kits import duplicating, exposure, kits, locking, parallel_forms
from assessment.services.kits.coverage_gaps import left_open
from assessment.services.placement import board_progress, boards
from assessment.services.practice.status import practice_status
from assessment.services.reading import (
    access_reports,
    client_packs,
    debrief_view,
    debriefs,
    exports,
    pack_decisions,
    pack_review,
    panel_reports,
    reports,
    scorecards,
)
from assessment.services.reading.calendar_events import interview_event
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.invitations import read_invitation
from assessment.services.reading.meetings import read_meeting
from assessment.services.reading.outcomes import read_outcomes
from assessment.services.reading.retention import read_retention
from assessment.services.reading.visible_ratings import panel_names, read_requisition
from assessment.services.recording import additions, amendments, sheets
from question_bank import Competency
from tests.builders import NOON, a_bank, a_brief, a_seat, an_interview, furnish
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.services.test_actors import CHECKED, named

BANK, CLOCK = a_bank(), StoppedClock()
HERE, NOWHERE, ELSEWHERE = RequisitionId("MES-1"), RequisitionId("MES-9"), RequisitionId("OWN-1")
STRANGER = Actor(rater=an_interview().seats[0].rater.replace("R-01", "R-50"))
OWN = SheetKey(InterviewId("OWN-1.C-01.1"), "R-50")
DEVICE = Actor(rater=OWN.rater, link=OWN)


def cand(r):
    return CandidateId(f"{r}.C-01")


def meet(r):
    return InterviewId(f"{r}.C-01.1")


def kit(r):
    return KitId(f"{r}.K1")


def sheet(r):
    return SheetKey(meet(r), "R-01")


def a_file():
    return io.BytesIO(b"name\r\nAda\r\n")


def a_form(r, by):
    return DraftForm(name="note", author=by.rater, candidate=cand(r))


ASKED = {
    "read_requisition": lambda u, r, by: read_requisition(u, r, by=by),
    "panel_names": lambda u, r, by: panel_names(u, r, by=by),
    "report": lambda u, r, by: reports.report(
        u, BANK, CLOCK, reports.ReportChoice(requisition=r), by=by, kind="report.docx"
    ),
    "read_review": lambda u, r, by: pack_review.read_review(u, BANK, CLOCK, r, by=by),
    "keep_text": lambda u, r, by: pack_decisions.keep_text(
        u, BANK, CLOCK, r, keys=["title"], seen="x", text="x", by=by
    ),
    "include_untouched": lambda u, r, by: pack_decisions.include_untouched(
        u, BANK, CLOCK, r, texts=[("title", "x")], by=by
    ),
    "keep_typed": lambda u, r, by: pack_decisions.keep_typed(
        u, BANK, CLOCK, r, key="title", seen="x", text="x", by=by
    ),
    "leave_out": lambda u, r, by: pack_decisions.leave_out(
        u, BANK, CLOCK, r, texts=[("title", "x")], by=by
    ),
    "review_again": lambda u, r, by: pack_decisions.review_again(
        u, BANK, CLOCK, r, key="title", by=by
    ),
    "client_pack": lambda u, r, by: client_packs.client_pack(u, BANK, CLOCK, r, by=by),
    "pack_key": lambda u, r, by: client_packs.pack_key(u, BANK, CLOCK, r, by=by),
    "read_comparison": lambda u, r, by: read_comparison(u, BANK, r, by=by),
    "read_panel": lambda u, r, by: panel_reports.read_panel(u, BANK, r, by=by),
    "read_debrief": lambda u, r, by: debrief_view.read_debrief(u, BANK, cand(r), by=by),
    "read_scorecard": lambda u, r, by: scorecards.read_scorecard(u, BANK, r, sheet(r), by=by),
    "read_meeting": lambda u, r, by: read_meeting(u, meet(r), by=by),
    "interview_event": lambda u, r, by: interview_event(u, CLOCK, meet(r), by=by),
    "read_invitation": lambda u, r, by: read_invitation(u, meet(r), by=by),
    "export": lambda u, r, by: exports.ratings_csv(u, BANK, CLOCK, r, by=by),
    "names": lambda u, r, by: requisitions.names(u, r, by=by),
    "change_reveal": lambda u, r, by: requisitions.change_reveal(
        u, CLOCK, requisition=r, reveal=Reveal.AFTER_OWN_SCORECARD, by=by
    ),
    "archive": lambda u, r, by: archiving.archive(u, CLOCK, requisition=r, by=by),
    "unarchive": lambda u, r, by: archiving.unarchive(u, requisition=r, by=by),
    "duplicate": lambda u, r, by: duplicating.duplicate(
        u, CLOCK, requisition=r, title="T", client="C", by=by
    ),
    "add_candidate": lambda u, r, by: candidates.add_candidate(
        u, CLOCK, requisition=r, name="Me", by=by
    ),
    "preview_import": lambda u, r, by: candidate_import.preview_import(u, r, a_file(), "f", by=by),
    "import_candidates": lambda u, r, by: candidate_import.import_candidates(
        u, CLOCK, r, a_file(), "f", by=by
    ),
    "change_contact": lambda u, r, by: candidates.change_contact(
        u, candidate=cand(r), email="", reference="A-1", by=by
    ),
    "contacts": lambda u, r, by: candidates.contacts(u, r, by=by),
    "attach": lambda u, r, by: attachments.attach(
        u, CLOCK, candidate=cand(r), name="cv.txt", data=b"Hello.", by=by
    ),
    "rename_candidate": lambda u, r, by: candidates.rename_candidate(
        u, CLOCK, candidate=cand(r), name="Me", by=by
    ),
    "undo_rename": lambda u, r, by: candidates.undo_rename(u, CLOCK, candidate=cand(r), by=by),
    "erase_candidate": lambda u, r, by: erasing.erase_candidate(
        u, CLOCK, candidate=cand(r), how=Erasure.ERASE, by=by
    ),
    "read_notice": lambda u, r, by: notices.read_notice(u, r, by=by),
    "change_notice": lambda u, r, by: notices.change_notice(
        u, requisition=r, details=NoticeDetails(contact="Me"), by=by
    ),
    "access_report": lambda u, r, by: access_reports.access_report(u, BANK, CLOCK, cand(r), by=by),
    "draw_access_report": lambda u, r, by: access_reports.draw_access_report(
        u, BANK, CLOCK, cand(r), by=by
    ),
    "log_access_report": lambda u, r, by: access_reports.log_access_report(u, cand(r), by=by),
    "withdraw": lambda u, r, by: candidates.withdraw(
        u, CLOCK, candidate=cand(r), reason="No.", by=by
    ),
    "reinstate": lambda u, r, by: candidates.reinstate(u, candidate=cand(r), reason="Yes.", by=by),
    "remove_candidate": lambda u, r, by: candidates.remove_candidate(
        u, CLOCK, candidate=cand(r), reason="No.", by=by
    ),
    "restore_candidate": lambda u, r, by: candidates.restore_candidate(u, candidate=cand(r), by=by),
    "undoable": lambda u, r, by: candidates.undoable(u, r, by=by),
    "save a brief": lambda u, r, by: briefs.save(
        u, CLOCK, BANK, replace(a_brief(), requisition=r), by=by
    ),
    "latest brief": lambda u, r, by: briefs.latest(u, r, by=by),
    "keep a brief": lambda u, r, by: brief_drafts.keep(
        u, CLOCK, replace(a_brief(), requisition=r), by=by
    ),
    "kept brief": lambda u, r, by: brief_drafts.kept(u, r, by=by),
    "kept forms": lambda u, r, by: form_drafts.kept(u, cand(r), by=by),
    "hide_names": lambda u, r, by: blind_mode.hide_names(u, CLOCK, requisition=r, by=by),
    "show_names": lambda u, r, by: blind_mode.show_names(
        u, requisition=r, reason="Curious.", by=by
    ),
    "show_name": lambda u, r, by: blind_mode.show_name(
        u, candidate=cand(r), reason="Curious.", by=by
    ),
    "read_retention": lambda u, r, by: read_retention(u, r, by=by),
    "change_retention": lambda u, r, by: retention.change_retention(
        u, requisition=r, months=12, reason="The law.", by=by
    ),
    "keep_longer": lambda u, r, by: retention.keep_longer(
        u, CLOCK, candidate=cand(r), until=NOON.date() + timedelta(days=9), reason="No.", by=by
    ),
    "seat": lambda u, r, by: panels.seat(
        u, requisition=r, rater=by.rater, role=SeatRole.LEAD, by=by
    ),
    "seat_new": lambda u, r, by: panels.seat_new(
        u, requisition=r, name="Me", role=SeatRole.LEAD, by=by
    ),
    "unseat": lambda u, r, by: panels.unseat(
        u, CLOCK, requisition=r, rater="R-01", reason="No.", by=by
    ),
    "reseat": lambda u, r, by: panels.reseat(u, requisition=r, rater="R-01", by=by),
    "unseated": lambda u, r, by: panels.unseated(u, r, by=by),
    "plan": lambda u, r, by: scheduling.plan_interviews(
        u, times={cand(r): NOON}, kit=kit(r), seats=["R-01"], by=by
    ),
    "change": lambda u, r, by: scheduling.change_interview(
        u, interview=meet(r), planned_at=NOON, kit=kit(r), seats=["R-01"], by=by
    ),
    "remove_interview": lambda u, r, by: scheduling.remove_interview(
        u, CLOCK, interview=meet(r), reason="No.", by=by
    ),
    "restore_interview": lambda u, r, by: scheduling.restore_interview(u, interview=meet(r), by=by),
    "removed_interviews": lambda u, r, by: scheduling.removed_interviews(u, r, by=by),
    "links_of": lambda u, r, by: seat_links.links_of(u, CLOCK, r, by=by),
    "issue": lambda u, r, by: seat_links.issue(u, CLOCK, interview=meet(r), sheet=sheet(r), by=by),
    "renew": lambda u, r, by: seat_links.renew(u, CLOCK, interview=meet(r), sheet=sheet(r), by=by),
    "revoke": lambda u, r, by: seat_links.revoke(
        u, CLOCK, interview=meet(r), sheet=sheet(r), by=by
    ),
    "draft a kit": lambda u, r, by: kits.draft(u, CLOCK, BANK, requisition=r, minutes=40, by=by),
    "drafted kit": lambda u, r, by: kits.drafted(u, CLOCK, BANK, r, by=by),
    "kit in preparation": lambda u, r, by: kits.in_preparation(u, r, by=by),
    "read_kit": lambda u, r, by: kits.read_kit(u, kit(r), by=by),
    "freeze": lambda u, r, by: locking.freeze(u, CLOCK, BANK, requisition=r, by=by),
    "drop a draft": lambda u, r, by: kits.drop(u, requisition=r, by=by),
    "share_wanted": lambda u, r, by: kits.share_wanted(u, r, by=by),
    "change_minutes": lambda u, r, by: kits.change_minutes(u, requisition=r, minutes=60, by=by),
    "add to a kit": lambda u, r, by: kits.add(u, BANK, requisition=r, question="plc-001", by=by),
    "swap": lambda u, r, by: kits.swap(
        u, BANK, requisition=r, question="plc-001", instead="plc-002", by=by
    ),
    "remove from a kit": lambda u, r, by: kits.remove(u, requisition=r, question="plc-001", by=by),
    "move": lambda u, r, by: kits.move(u, requisition=r, question="plc-001", step=1, by=by),
    "change a draft": lambda u, r, by: kit_drafts.change(u, r, lambda draft: draft, by=by),
    "add_exercise": lambda u, r, by: kits.add_exercise(u, BANK, requisition=r, by=by),
    "drop_exercise": lambda u, r, by: kits.drop_exercise(u, requisition=r, by=by),
    "left_open": lambda u, r, by: left_open(
        u, BANK, replace(a_kit_with_a_board(), requisition=r), a_brief(), by=by
    ),
    "draw up": lambda u, r, by: exports.draw_up(u, BANK, CLOCK, r, [exports.ratings_csv], by=by),
    "check_seat": lambda u, r, by: exports.check_seat(u, r, "R-01", by=by),
    "drawn_report": lambda u, r, by: reports.drawn_report(
        u, BANK, NOON, reports.ReportChoice(requisition=r, names=True), by=by
    ),
    "log_report": lambda u, r, by: reports.log_report(
        u, NOON, reports.ReportChoice(requisition=r), by=by, kind="report"
    ),
    "keep an advert": lambda u, r, by: advert_drafts.keep(u, CLOCK, r, "MES engineer", by=by),
    "kept advert": lambda u, r, by: advert_drafts.kept(u, r, by=by),
    "drop an advert": lambda u, r, by: advert_drafts.drop(u, r, by=by),
    "keep reasons": lambda u, r, by: reason_drafts.keep(
        u, CLOCK, r, {Competency.EXECUTION: "unmanned nights"}, by=by
    ),
    "kept reasons": lambda u, r, by: reason_drafts.kept(u, r, by=by),
    "drop reasons": lambda u, r, by: reason_drafts.drop(u, r, by=by),
    "practice_status": lambda u, r, by: practice_status(u, r, by=by),
    "drop a brief": lambda u, r, by: brief_drafts.drop(u, r, by=by),
    "keep a form": lambda u, r, by: form_drafts.keep(
        u, CLOCK, a_form(r, by), typed={"text": "Hello."}, by=by
    ),
    "drop a form": lambda u, r, by: form_drafts.drop(u, a_form(r, by), fields=["text"], by=by),
    "ledger": lambda u, r, by: exposure.ledger(u, r, by=by),
    "make_parallel": lambda u, r, by: parallel_forms.make_parallel(
        u, CLOCK, BANK, requisition=r, kit=kit(r), by=by
    ),
    "hand_over": lambda u, r, by: handing_over.hand_over(u, CLOCK, sheet=sheet(r), by=by),
    "take_back": lambda u, r, by: handing_over.take_back(
        u, CLOCK, sheet=sheet(r), reason="Lost.", by=by
    ),
    "came_from_elsewhere": lambda u, r, by: handing_over.came_from_elsewhere(
        u, sheet=sheet(r), by=by
    ),
    "seat_places": lambda u, r, by: handing_over.seat_places(u, r, by=by),
    "file_again": lambda u, r, by: again.file_again(u, CLOCK, sheet=sheet(r), by=by),
    "give_back": lambda u, r, by: giving_back.give_back(u, CLOCK, sheet=sheet(r), by=by),
    "board code": lambda u, r, by: boards.code_of(u, meet(r), by=by),
    "board_talk": lambda u, r, by: board_progress.board_talk(u, sheet(r), by=by),
    "sheet": lambda u, r, by: sheets.sheet(u, sheet(r), by=by),
    "offered": lambda u, r, by: additions.offered(u, BANK, meet(r), by=by),
    "amend": lambda u, r, by: amendments.amend(
        u, CLOCK, sheet=sheet(r), kind=Kind.VERDICT, item=ItemId("q01"), value=5, because="x", by=by
    ),
    "accept_proposed": lambda u, r, by: amendments.accept_proposed(
        u, CLOCK, sheet=sheet(r), entry=1, because="x", by=by
    ),
    "decline_proposed": lambda u, r, by: amendments.decline_proposed(
        u, CLOCK, sheet=sheet(r), entry=1, because="x", by=by
    ),
    "open_debrief": lambda u, r, by: debriefs.open_debrief(
        u, CLOCK, candidate=cand(r), reason="Now.", by=by
    ),
    "add_note": lambda u, r, by: debriefs.add_note(
        u, CLOCK, candidate=cand(r), text="Hello.", by=by
    ),
    "settle_level": lambda u, r, by: debriefs.settle_level(
        u, CLOCK, candidate=cand(r), interview=meet(r), item=ItemId("q01"), level=3, by=by
    ),
    "decide": lambda u, r, by: debriefs.decide(
        u, CLOCK, candidate=cand(r), decision=Decision.OFFER, reason="x", by=by
    ),
    "read_outcomes": lambda u, r, by: read_outcomes(u, r, by=by),
    "record_start": lambda u, r, by: outcomes.record_start(
        u, CLOCK, candidate=cand(r), started_on=NOON.date(), by=by
    ),
    "record_outcome": lambda u, r, by: outcomes.record_outcome(
        u, CLOCK, candidate=cand(r), said=outcomes.Said(3, in_role=True), by=by
    ),
    "export_outcomes": lambda u, r, by: outcomes.export_outcomes(u, r, by=by),
    "recommend": lambda u, r, by: debriefs.recommend(
        u, CLOCK, candidate=cand(r), recommendation=Recommendation.YES, reasons="x", by=by
    ),
}


ABOUT_NO_ROLE = {
    *("access.people.interviewers", "access.links.links", "hiring.panels.add_rater"),
    *("hiring.requisitions.create", "hiring.requisitions.read_all", "hiring.requisitions.own_ids"),
    *("hiring.requisitions.may_create", "reading.today.today", "kits.exposure.heard_at"),
    "reading.backups.last_backup",
    "reading.backups.may_back_up",
    "reading.backups.back_up_now",
    "hiring.attachments.download",
    "hiring.attachments.detach",
    *("reading.search.search", "reading.retention.overdue"),
    *("reading.audit_log.read_audit_log", "demo.load", "demo.load_from", "demo.is_loaded"),
    *("demo.removal.would_remove", "demo.removal.remove", "hiring.outcomes.import_outcomes"),
    *("practice.rounds.begin", "practice.rounds.rate", "practice.rounds.finish"),
    *("practice.rounds.read_practice", "practice.rules.read_rule", "practice.rules.change_rule"),
    *("hiring.notices.controllers", "hiring.erasing.erased_candidates"),
    *("access.people.emails", "access.people.set_email"),
    *("reading.processing.read_numbers", "reading.processing.log_record"),
    *("practice.rules.read_sources", "practice.rules.change_sources", "handover.merging.merge"),
}
"""Asked for lists, or for the whole database: they answer with what somebody has a part in."""
ANSWERS_NOTHING = {
    "hiring.attachments.attached",
    "hiring.erasing.erased_sentence",
    *("hiring.requisitions.find", "reading.exports.log", "reading.drilldown.level_history"),
    "reading.preparing.prepare",
}
"""None for both; lines that `draw_up` made; a mark that was opened before; and nobody's answer."""


def test_every_use_case_about_a_role_is_asked_by_strangers():
    asked = set()
    for names in (ask.__code__.co_names for ask in ASKED.values()):
        own = [globals()[name] for name in names if name in globals()]
        parts = [getattr(found, name, None) for found in own for name in names]
        asked |= {f for f in (*own, *parts) if inspect.isfunction(f)}
    missing = {named(f) for f in CHECKED if f not in asked}

    assert missing - ANSWERS_NOTHING == ABOUT_NO_ROLE


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview(seats=(a_seat("R-01", SeatRole.LEAD),)), kit=a_kit_with_a_board())
    own = an_interview("OWN-1.C-01.1", kit=kit(ELSEWHERE), seats=(a_seat("R-50", SeatRole.LEAD),))
    furnish(made, own)
    candidates.rename_candidate(made, CLOCK, candidate=cand(HERE), name="Ada", by=OWNER)
    return made


def answer(ask, store, requisition, by):
    with pytest.raises(AssessmentError) as refused:
        ask(store, requisition, by)
    return type(refused.value), str(refused.value).replace(requisition, "X")


def whole(store):
    """Everything but the journal, as far as a stranger could have changed it."""
    with store(read_only=True) as uow:
        own = uow._own
        return (
            {name: getattr(own, name) for name in own.__slots__}
            if hasattr(own, "__slots__")
            else {k: v for k, v in vars(own).items() if k not in {"journal", "settings"}}
        )


@pytest.mark.parametrize("by", [STRANGER, DEVICE], ids=["a stranger", "a device"])
@pytest.mark.parametrize("name", ASKED)
def test_a_stranger_cannot_tell_what_is_there_from_what_is_not(store, name, by):
    before = whole(store)

    there = answer(ASKED[name], store, HERE, by)
    absent = answer(ASKED[name], store, NOWHERE, by)

    assert there == absent
    assert "Ada" not in there[1]
    assert whole(store) == before


@pytest.mark.parametrize("name", ["withdraw", "rename_candidate", "save a brief", "export"])
def test_what_was_denied_is_in_the_journal_once(store, name):
    for _ in range(2):
        answer(ASKED[name], store, HERE, STRANGER)

    with store(read_only=True) as uow:
        denied = [line for line in uow.journal.lines() if line.act == DENIED]
    assert [(line.by, line.about.partition(".")[0]) for line in denied] == [("R-50", HERE)]


def test_what_was_permitted_is_in_the_journal_with_author_and_reason(store):
    lead = Actor(rater="R-01")
    candidates.withdraw(store, CLOCK, candidate=cand(HERE), reason="Another offer.", by=lead)
    candidates.reinstate(store, candidate=cand(HERE), reason="Declined it.", by=OWNER)

    with store(read_only=True) as uow:
        said = [(x.by, x.act, x.about, x.because) for x in uow.journal.lines()[-2:]]
    assert said == [
        ("R-01", Action.WITHDRAW_CANDIDATE.value, cand(HERE), "Another offer."),
        (None, Action.REINSTATE_CANDIDATE.value, cand(HERE), "Declined it."),
    ]


def test_lists_hold_only_what_somebody_has_a_part_in(store):
    for by in (STRANGER, DEVICE):
        assert [f.requisition.id for f in requisitions.read_all(store, by=by)] == [ELSEWHERE]
        assert requisitions.own_ids(store, by=by) == (ELSEWHERE,)
        assert requisitions.find(store, HERE, by=by) is None
    asked = exposure.heard_at(store, "plc-001", by=STRANGER)
    assert {a.interview for found in asked.values() for a in found} <= {OWN.interview}


def test_a_device_reads_its_own_scorecard_and_no_names_kits_or_exports(store):
    assert sheets.sheet(store, OWN, by=DEVICE).card.sheet == OWN
    for name in ("names", "latest brief", "drafted kit", "read_comparison", "export", "links_of"):
        _, said = answer(ASKED[name], store, ELSEWHERE, DEVICE)
        assert said.startswith("This link opens one scorecard.")
