"""Erasing and anonymising, in every store: what goes, what stays, and nobody else is touched."""

import pytest

from assessment.domain import pack_texts
from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.decision import DebriefKind
from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.erasure import Erasure
from assessment.domain.errors import NotAllowed, NotFound
from assessment.domain.ids import SheetKey, candidate_in
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.rating import Kind
from assessment.domain.removal import FormerName
from assessment.services.hiring import candidates
from assessment.services.hiring.erasing import erase_candidate, erased_candidates
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.store.generation import KEY
from assessment.services.store.page_token import PageToken
from tests.builders import NOON, REQUISITION, a_debrief_record
from tests.fakes import StoppedClock
from tests.shortlist import FIRST, LEAD, ONE, OTHER, TWO, a_shortlist, fill_all

WORDS = "He named the owner of every recipe."
REASONS = "Sure on the shop floor."
"""What `fill_all` gives as every rater's reasons."""
SHEET = SheetKey(FIRST, LEAD)
HOW = list(Erasure)
SEEN_BY = (OWNER, Actor(rater=LEAD))


@pytest.fixture
def store(any_store):
    """Two candidates with names, scorecards, boards, debrief records and a draft each."""
    a_shortlist(any_store)
    for interview in (FIRST, OTHER):
        fill_all(any_store, interview)
        write_about(any_store, interview)
    return any_store


def write_about(open_uow, interview):
    candidate = candidate_in(interview)
    with open_uow() as uow:
        uow.people.name_candidate(candidate, f"Name of {candidate}")
        former = FormerName(name="Earlier name", at=NOON, by=None, because=WORDS)
        uow.people.remember_name(candidate, former)
        uow.boards.append(a_move(interview, 1, BoardKind.WORDS, "", WORDS))
        uow.boards.append(a_move(interview, 2, BoardKind.MOVE, "crd-001", "2"))
        uow.debriefs.add(a_debrief_record(candidate=candidate, by=LEAD, text=WORDS))
        uow.debriefs.add(
            a_debrief_record(
                DebriefKind.FINAL_RATING,
                candidate=candidate,
                by=LEAD,
                interview=interview,
                item="q01",
                level=4,
                text="",
            )
        )
        form = DraftForm(candidate=candidate, author=LEAD, name="note")
        uow.drafts.keep(DraftField(form=form, field="text", text=WORDS, kept_at=NOON))
        pack = DraftForm(requisition=REQUISITION, author=None, name=pack_texts.FORM)
        note = pack_texts.debrief(uow.debriefs.of(candidate)[0].id)
        heard = pack_texts.evidence(SheetKey(interview, LEAD), "q01")
        for key in (note, heard):
            field = pack_texts.field_of(key)
            uow.drafts.keep(DraftField(form=pack, field=field, text=WORDS, kept_at=NOON))
        uow.journal.note(by=None, act="withdraw", about=candidate, detail="", because=WORDS)
        uow.commit()


def a_move(interview, seq, kind, part, value):
    return BoardEntry(
        id=0, interview=interview, client="tab-1", seq=seq, kind=kind, part=part, value=value,
        at=NOON,
    )  # fmt: skip


def erase(open_uow, how, candidate=ONE, by=OWNER):
    erase_candidate(open_uow, StoppedClock(), candidate=candidate, how=how, by=by)


def about(open_uow, interview):
    """Everything that somebody wrote about the candidate of an interview, and the name."""
    candidate = candidate_in(interview)
    with open_uow(read_only=True) as uow:
        sheets = uow.entries.newest_of([interview])
        former = uow.people.former_name(candidate)
        found = [
            *(e.value for sheet in sheets for e in uow.entries.history(sheet)),
            *(e.value for e in uow.boards.log(interview)),
            *(record.text for record in uow.debriefs.of(candidate)),
            *(field.text for field in uow.drafts.of(candidate, LEAD)),
            *(f.text for f in uow.drafts.every(REQUISITION) if f.field in in_packs(uow, interview)),
            *(line.because for line in uow.journal.lines() if line.about == candidate),
            *([former.name, former.because] if former else []),
            uow.people.candidate_names(REQUISITION).get(candidate, ""),
        ]
    return [text for text in found if isinstance(text, str) and " " in text]


def in_packs(uow, interview):
    """The fields of a client pack's review about this candidate."""
    keys = [pack_texts.evidence(SheetKey(interview, LEAD), "q01")]
    keys += [pack_texts.debrief(r.id) for r in uow.debriefs.of(candidate_in(interview))]
    return set(map(pack_texts.field_of, keys))


@pytest.mark.parametrize("how", HOW)
def test_no_word_and_no_name_is_left_and_nobody_else_is_touched(store, how):
    before = about(store, OTHER)
    assert {WORDS, REASONS, "Name of MES-1.C-01", "Earlier name"} <= set(about(store, FIRST))

    erase(store, how)

    assert about(store, FIRST) == []
    assert about(store, OTHER) == before


def test_anonymised_levels_boards_and_agreed_levels_stay_under_the_code(store):
    with store(read_only=True) as uow:
        levels = [(e.item, e.value) for e in uow.entries.history(SHEET) if e.kind is Kind.VERDICT]
        moves = len(uow.boards.log(FIRST))

    erase(store, Erasure.ANONYMISE)

    with store(read_only=True) as uow:
        found = uow.requisitions.candidate(ONE)
        kept = [(e.item, e.value) for e in uow.entries.history(SHEET) if e.kind is Kind.VERDICT]
        assert (found.code, found.anonymised_at, found.withdrawn_at) == ("C-01", NOON, NOON)
        assert kept == levels != []
        assert len(uow.boards.log(FIRST)) == moves
        assert [r.level for r in uow.debriefs.of(ONE)] == [None, 4]


def test_erased_nothing_is_left_but_a_line_of_the_audit_log(store):
    erase(store, Erasure.ERASE)

    with store(read_only=True) as uow:
        assert uow.requisitions.candidate(ONE) is None
        assert uow.interviews.of_candidate(ONE) == []
        assert uow.entries.newest_of([FIRST]) == {}
        assert uow.boards.log(FIRST) == []
        assert uow.debriefs.of(ONE) == []
        last = uow.journal.newest()
        assert (last.by, last.act, last.about, last.detail, last.because) == (
            None, Action.ERASE_CANDIDATE.value, ONE, "erase", "",
        )  # fmt: skip
        assert uow.erasures.find(ONE).how is Erasure.ERASE
        assert uow.erasures.find(TWO) is None
        assert uow.erasures.candidates() == [ONE]


def test_everybody_who_was_erased_is_listed_once(store):
    erase(store, Erasure.ANONYMISE, TWO)
    erase(store, Erasure.ANONYMISE)
    erase(store, Erasure.ERASE, TWO)

    with store(read_only=True) as uow:
        assert uow.erasures.candidates() == [TWO, ONE]
    for reader in (OWNER, Actor(rater=SHEET.rater)):
        assert erased_candidates(store, by=reader) == [TWO, ONE]
    assert erased_candidates(store, by=Actor(rater="R-77")) == []


def test_the_code_of_somebody_who_was_erased_is_given_to_nobody_else(store):
    erase(store, Erasure.ERASE, TWO)

    added = candidates.add_candidate(store, StoppedClock(), requisition=REQUISITION, by=OWNER)

    assert added.code == "C-03"


@pytest.mark.parametrize("how", HOW)
def test_what_a_page_still_sends_is_taken_from_it_and_not_kept(store, how):
    erase(store, how)

    answer = record_sheet_events(
        store,
        StoppedClock(),
        sheet=SHEET,
        client="tab-9",
        events=[{"seq": 1, "kind": "evidence", "item": "q01", "value": WORDS, "base": 0}],
        token=PageToken(),
    )

    assert (answer.ids, answer.refused, answer.proposed) == ({1: 0}, [], [])
    assert "The data of C-01 was erased on" in answer.set_aside
    assert about(store, FIRST) == []


@pytest.mark.parametrize("how", HOW)
def test_a_board_that_is_still_open_keeps_nothing_either(store, how):
    erase(store, how)

    answer = record_board_events(
        store,
        StoppedClock(),
        interview=FIRST,
        client="tab-9",
        events=[{"seq": 1, "kind": "words", "value": WORDS}],
    )

    assert (answer.ids, answer.refused) == ({1: 0}, [])
    assert "was erased" in answer.set_aside
    assert about(store, FIRST) == []


def test_nothing_is_added_to_an_anonymised_candidate(store):
    erase(store, Erasure.ANONYMISE)
    said = "The data of C-01 was anonymised: nothing can be added."

    with pytest.raises(NotAllowed, match=said):
        candidates.rename_candidate(
            store, StoppedClock(), candidate=ONE, name="Name again", by=OWNER
        )
    with pytest.raises(NotAllowed, match=said):
        candidates.reinstate(store, candidate=ONE, reason="Came back.", by=OWNER)
    with pytest.raises(NotAllowed, match="anonymised already"):
        erase(store, Erasure.ANONYMISE)


def test_an_anonymised_candidate_can_still_be_erased(store):
    erase(store, Erasure.ANONYMISE)
    erase(store, Erasure.ERASE)

    with store(read_only=True) as uow:
        assert uow.requisitions.candidate(ONE) is None


def test_only_the_owner_erases(store):
    with pytest.raises(NotAllowed, match="Only the owner can erase a candidate's data"):
        erase(store, Erasure.ERASE, by=Actor(rater=LEAD))

    assert about(store, FIRST)
    offered = {by: candidates.undoable(store, REQUISITION, by=by).may_erase for by in SEEN_BY}
    assert offered == {OWNER: True, Actor(rater=LEAD): False}


def test_an_unknown_code_is_named(store):
    with pytest.raises(NotFound, match=r"MES-1\.C-77"):
        erase(store, Erasure.ERASE, "MES-1.C-77")


@pytest.mark.parametrize("how", HOW)
def test_what_was_read_before_is_not_shown_again(store, how):
    with store() as uow:
        uow.settings.put(KEY, "2026")  # from now on scorecards are kept between two readings
        uow.commit()
    read = lambda: read_requisition(store, REQUISITION, by=OWNER)  # noqa: E731
    assert REASONS in repr(read().candidates[0].scorecards)

    erase(store, how)

    assert all(c.candidate.id != ONE or REASONS not in repr(c) for c in read().candidates)
