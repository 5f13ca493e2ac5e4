"""Debrief records, the journal and the settings, in every store."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import NotFound
from assessment.domain.outcome import Mismatch, OutcomeKind, OutcomeRecord
from assessment.services.store.audit_log import LogFilter, LogScope
from question_bank import Competency
from tests.builders import (
    CANDIDATE,
    FIRST_ITEM,
    INTERVIEW,
    NOON,
    RATER,
    REQUISITION,
    a_debrief_record,
    a_journal_line,
    an_interview,
    furnish,
)


def test_debrief_records_come_in_log_order_and_whole(any_store):
    furnish(any_store)
    records = [
        a_debrief_record(DebriefKind.OPENED, by=None, text="two weeks without Bo's scorecard"),
        a_debrief_record(interview=INTERVIEW, item=FIRST_ITEM, text="同样的答案 🙂"),
        a_debrief_record(DebriefKind.FINAL_RATING, interview=INTERVIEW, item=FIRST_ITEM, level=4),
        a_debrief_record(DebriefKind.FINAL_RECOMMENDATION, recommendation="strong_yes"),
        a_debrief_record(DebriefKind.DECISION, decision=Decision.HOLD, text="Wait for Bo."),
    ]
    with any_store() as uow:
        for record in records:
            uow.debriefs.add(record)
        uow.commit()

    with any_store(read_only=True) as uow:
        found = uow.debriefs.of(CANDIDATE)

    assert [replace(r, id=0) for r in found] == records
    assert [r.id for r in found] == sorted({r.id for r in found})


def test_debriefs_of_a_requisition_are_told_apart_by_candidate(any_store):
    furnish(
        any_store,
        an_interview("MES-1.C-10.1"),
        an_interview("MES-1.C-02.1"),
        an_interview("MES-2.C-01.1", kit="MES-2.K1"),
    )
    with any_store() as uow:
        for candidate in ("MES-1.C-10", "MES-2.C-01", "MES-1.C-02", "MES-1.C-10"):
            uow.debriefs.add(a_debrief_record(candidate=candidate))

        found = uow.debriefs.of_requisition(REQUISITION)

    assert [(c, len(records)) for c, records in found.items()] == [
        ("MES-1.C-02", 1),
        ("MES-1.C-10", 2),
    ]


def test_a_debrief_record_needs_its_candidate(any_store):
    with any_store() as uow, pytest.raises(NotFound):
        uow.debriefs.add(a_debrief_record())


def test_a_candidate_without_a_debrief_has_an_empty_one(any_store):
    furnish(any_store)

    with any_store(read_only=True) as uow:
        assert uow.debriefs.of(CANDIDATE) == []
        assert uow.debriefs.of_requisition(REQUISITION) == {}


def test_outcomes_come_in_log_order_and_whole_and_go_with_their_role(any_store):
    furnish(any_store)
    about = {"id": 0, "candidate": CANDIDATE, "by": RATER, "at": NOON}
    records = [
        OutcomeRecord(kind=OutcomeKind.STARTED, started_on=date(2026, 3, 2), **about),
        OutcomeRecord(
            kind=OutcomeKind.OUTCOME,
            month=6,
            in_role=False,
            mismatch=Mismatch.MORE_PLANT,
            levels={Competency.EXECUTION: 4},
            text="同样的答案 🙂",
            **about,
        ),
    ]
    with any_store() as uow:
        for record in records:
            uow.outcomes.add(record)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert [replace(r, id=0) for r in uow.outcomes.of(CANDIDATE)] == records
        found = uow.outcomes.of_requisition(REQUISITION)
    assert {c: [replace(r, id=0) for r in kept] for c, kept in found.items()} == {
        CANDIDATE: records
    }
    with any_store() as uow:
        uow.requisitions.remove(REQUISITION)
        assert uow.outcomes.of(CANDIDATE) == []
    with any_store() as uow, pytest.raises(NotFound):
        uow.outcomes.add(replace(records[0], candidate="MES-9.C-01"))


def test_the_journal_keeps_every_line_in_order(any_store):
    lines = [a_journal_line(), a_journal_line("open", by=RATER), a_journal_line()]
    with any_store() as uow:
        for line in lines:
            uow.journal.write(line)
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.journal.lines() == lines


@pytest.fixture
def logged(any_store):
    """Seven lines, of three roles and the database."""
    with any_store() as uow:
        for by, act, about, because in (
            (None, "export", "MES-1", ""),
            (RATER, "denied", "MES-1.C-01", "Because 100 %_ of it is Münster."),
            (RATER, "amend a scorecard", "MES-1.C-01.1:R-01", ""),
            ("R-09", "amend a scorecard", "MES-1.C-01.1:R-09", ""),
            (None, "export", "MES-1.B.C-01", ""),
            (None, "export", "MES-11", ""),
            (None, "backup", "database", ""),
        ):
            uow.journal.note(by=by, act=act, about=about, detail="", because=because)
        uow.commit()
    return any_store


EVERYTHING = LogFilter()
HERS = LogScope(own=frozenset({"MES-1"}), others=frozenset({"MES-1.B", "MES-11"}), rater=RATER)


@pytest.mark.parametrize(
    ("which", "abouts"),
    [
        (EVERYTHING, 7),
        (LogFilter(act="export"), ["MES-11", "MES-1.B.C-01", "MES-1"]),
        (LogFilter(scope=HERS), ["MES-1.C-01.1:R-01", "MES-1.C-01", "MES-1"]),
        (LogFilter(scope=HERS, act="export"), ["MES-1"]),
        (LogFilter(scope=replace(HERS, own=frozenset())), []),
        (LogFilter(words=("owner", "BACKUP")), ["database"]),
        (LogFilter(words=("münster",)), ["MES-1.C-01"]),
        (LogFilter(words=("%_",)), ["MES-1.C-01"]),
        (LogFilter(words=("rumour",)), []),
    ],
)
def test_the_journal_is_narrowed_and_counted(logged, which, abouts):
    with logged(read_only=True) as uow:
        found = [line.about for line in uow.journal.page(which, skip=0, most=10)]
        count = uow.journal.count(which)

    assert count == len(found)
    assert found == abouts or len(found) == abouts


def test_the_journal_is_read_in_pages_newest_first(logged):
    with logged(read_only=True) as uow:
        pages = [uow.journal.page(EVERYTHING, skip=n, most=3) for n in (0, 3, 6, 9)]
        assert [line for page in pages for line in page] == uow.journal.lines()[::-1]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert uow.journal.acts(HERS) == ["amend a scorecard", "denied", "export"]
        assert uow.journal.acts(None) == ["amend a scorecard", "backup", "denied", "export"]


def test_a_setting_is_the_last_one_put(any_store):
    with any_store() as uow:
        assert uow.settings.get("key") is None

        uow.settings.put("key", "first")
        uow.settings.put("key", "second")
        uow.settings.put("another", "")

        assert uow.settings.get("key") == "second"
        assert uow.settings.all() == {"another": "", "key": "second"}
