"""What is kept of a comparison is what a fresh read gives, for everybody, whatever changed.

Each change is made through the database alone, as another process would make it.
"""

import itertools
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

import assessment
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.erasure import Erasure
from assessment.domain.errors import AssessmentError, NotFound
from assessment.domain.ids import CandidateId, InterviewId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind, NotRated, Standing
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services.hiring.candidates import (
    reinstate,
    remove_candidate,
    rename_candidate,
    restore_candidate,
    withdraw,
)
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.hiring.panels import seat, unseat
from assessment.services.hiring.scheduling import remove_interview, restore_interview
from assessment.services.practice.rules import StrictnessSources, change_sources
from assessment.services.reading import comparisons, kept_logs
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.debrief_view import read_debrief
from assessment.services.store.generation import KEY
from assessment.services.store.kept import Kept
from db.engine import engine_for
from db.tables import entries
from db.unit_of_work import sql_unit_of_work
from tests.builders import (
    NOON,
    a_bank,
    a_brief,
    a_debrief_record,
    a_kit,
    a_panel_member,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.exercise import a_kit_with_a_board
from tests.fakes import StoppedClock
from tests.placed_boards import DECK, KEYED, lay
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    NAMES,
    OBSERVER,
    ONE,
    OTHER,
    PANEL,
    SECOND,
    STRANGER,
    THIRD,
    TWO,
    fill,
    fill_all,
)
from tests.statements import statements

CLOCK, BANK = StoppedClock(), a_bank()
EVERYBODY = (None, LEAD, SECOND, STRANGER)
THREE = CandidateId("MES-1.C-03")
LATE = InterviewId("MES-1.C-02.2")
OLD = InterviewId("OLD-1.C-01.1")
_numbers = itertools.count(1)


FIRST_OF_LEAD = SheetKey(FIRST, LEAD)


def committed(store, act):
    with store() as uow:
        act(uow)
        uow.commit()


def add(store, entry):
    committed(store, lambda uow: uow.entries.append(replace(entry, seq=10_000 + next(_numbers))))


def amended(store):
    add(store, an_entry(1, item="q03", sheet=FIRST_OF_LEAD, because="Misheard."))


def proposed(store):
    add(store, an_entry(5, item="q04", sheet=FIRST_OF_LEAD, standing=Standing.PROPOSED))


def record(store, kind, **said):
    written = a_debrief_record(kind, candidate=ONE, **said)
    committed(store, lambda uow: uow.debriefs.add(written))


def brief(store, **values):
    def act(uow):
        held = uow.briefs.latest(MES_1)
        made = a_brief(enterprise_share=values.pop("share", 30))
        weights = {c: w + 1 for c, w in made.weights.items()}
        kept = replace(made, revision=held.revision + 1, weights=weights)
        uow.briefs.add(replace(kept, **values))

    committed(store, act)


def seats(store, interview, *seats_):
    committed(store, lambda uow: uow.interviews.save(an_interview(interview, seats=seats_)))


def candidate(store, which, **values):
    def act(uow):
        uow.requisitions.save_candidate(replace(uow.requisitions.candidate(which), **values))

    committed(store, act)


CHANGES: dict[str, Callable[..., None]] = {
    "a draft is begun": lambda s: fill(s, LEAD, verdicts={"q01": 4}, submit=False),
    "a draft goes on": lambda s: add(s, an_entry(5, item="q02", sheet=FIRST_OF_LEAD)),
    "a scorecard is submitted": lambda s: fill(s, LEAD),
    "everybody submits": fill_all,
    "a level is amended": amended,
    "a level is proposed": proposed,
    "a level is cleared": lambda s: add(
        s, an_entry(NotRated.NO_EVIDENCE, item="q05", sheet=FIRST_OF_LEAD, because="Heard nothing.")
    ),
    "evidence is amended": lambda s: add(
        s,
        an_entry("A word.", kind=Kind.EVIDENCE, item="q05", sheet=FIRST_OF_LEAD, because="More."),
    ),
    "the other candidate is rated": lambda s: fill_all(s, OTHER),
    "the other is rated differently": lambda s: fill(s, SECOND, OTHER, EVENLY | {"q09": 5}),
    "a board is begun": lambda s: lay(s, FIRST, {"crd-001": KEYED["crd-001"]}, finish=False),
    "a board is finished": lambda s: lay(s, OTHER),
    "the debrief is opened early": lambda s: record(s, DebriefKind.OPENED),
    "a note is added": lambda s: record(s, DebriefKind.NOTE),
    "a recommendation": lambda s: record(s, DebriefKind.FINAL_RECOMMENDATION, recommendation="yes"),
    "a decision": lambda s: record(s, DebriefKind.DECISION, decision=Decision.OFFER),
    "another decision": lambda s: record(s, DebriefKind.DECISION, decision=Decision.HOLD),
    "the weights": brief,
    "the blend": lambda s: brief(s, share=80),
    "the floor": lambda s: brief(s, coverage_floor=0.99),
    "the required score": lambda s: brief(s, required_score=61.5),
    "raters see each other early": lambda s: committed(
        s,
        lambda uow: uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD)),
    ),
    "raters see each other late": lambda s: committed(
        s, lambda uow: uow.requisitions.save(a_requisition(title="MES engineer, nights"))
    ),
    "a candidate withdraws": lambda s: withdraw(
        s, CLOCK, candidate=TWO, reason="Another offer.", by=OWNER
    ),
    "a candidate is back": lambda s: reinstate(s, candidate=TWO, reason="Declined it.", by=OWNER),
    "a candidate is renamed": lambda s: rename_candidate(
        s, CLOCK, candidate=ONE, name=f"Ada {next(_numbers)}", by=OWNER
    ),
    "a candidate is added": lambda s: furnish(s, an_interview("MES-1.C-03.1")),
    "a candidate is removed": lambda s: remove_candidate(
        s, CLOCK, candidate=THREE, reason="A test.", by=OWNER
    ),
    "a candidate is restored": lambda s: restore_candidate(s, candidate=THREE, by=OWNER),
    "an interview is planned": lambda s: furnish(s, an_interview(LATE, seats=(a_seat(THIRD),))),
    "an interview is removed": lambda s: remove_interview(
        s, CLOCK, interview=LATE, reason="Holiday.", by=OWNER
    ),
    "an interview is restored": lambda s: restore_interview(s, interview=LATE, by=OWNER),
    "an interview changes hands": lambda s: seats(s, OTHER, a_seat(LEAD), a_seat(SECOND)),
    "somebody is unseated": lambda s: unseat(
        s, CLOCK, requisition=MES_1, rater=OBSERVER, reason="Left.", by=OWNER
    ),
    "somebody comes to the panel": lambda s: seat(
        s, requisition=MES_1, rater=STRANGER, role=SeatRole.INTERVIEWER, by=OWNER
    ),
    "somebody becomes an observer": lambda s: committed(
        s, lambda uow: uow.requisitions.seat(a_panel_member(SECOND, role=SeatRole.OBSERVER))
    ),
    "somebody is off the panel": lambda s: committed(
        s, lambda uow: uow.requisitions.unseat(MES_1, SECOND)
    ),
    "strictness from before is not used": lambda s: change_sources(
        s, sources=StrictnessSources(history=False, practice=True), by=OWNER
    ),
    "another role is rated": lambda s: fill(s, SECOND, OLD, EVENLY | {"q04": 5}),
    "another role opens": lambda s: committed(
        s,
        lambda uow: uow.debriefs.add(
            a_debrief_record(DebriefKind.OPENED, candidate="OLD-1.C-01", by=None)
        ),
    ),
    "a kit is locked": lambda s: committed(
        s,
        lambda uow: uow.kits.add(
            a_kit(f"MES-1.K{next(_numbers) + 1}", frozen_at=NOON + timedelta(days=1))
        ),
    ),
    "a candidate is anonymised": lambda s: erase_candidate(
        s, CLOCK, candidate=TWO, how=Erasure.ANONYMISE, by=OWNER
    ),
    "a candidate is erased": lambda s: erase_candidate(
        s, CLOCK, candidate=THREE, how=Erasure.ERASE, by=OWNER
    ),
    "the database is restored": lambda s: committed(
        s, lambda uow: uow.settings.put(KEY, f"2.restored-{next(_numbers)}")
    ),
}


@pytest.fixture
def store(sqlite_store):
    return furnished(sqlite_store)


def furnished(store):
    """Two candidates whose interviews have a board, and a role of before with the same kit."""
    kit = a_kit_with_a_board(deck=DECK)
    furnish(store, *(an_interview(i, seats=PANEL) for i in (FIRST, OTHER)), kit=kit, names=NAMES)
    furnish(store, an_interview(OLD, kit="OLD-1.K1", seats=(a_seat(SECOND), a_seat(STRANGER))))
    committed(store, lambda uow: uow.settings.put(KEY, f"1.kept-{next(_numbers)}"))
    return store


def read(store, rater):
    """Everything that pages get, as plain values; for strangers the refusal."""
    by = Actor(rater=rater)
    try:
        found = read_comparison(store, BANK, MES_1, by=by)
    except NotFound as fault:
        return str(fault)
    told = found.estimates
    debrief = read_debrief(store, BANK, ONE, by=by) if rater == LEAD else None
    return (
        replace(found, estimates=None),
        told and (told.by_profile, told.basis, told.panels),
        debrief,
    )


def agree(store, after):
    kept = {rater: read(store, rater) for rater in EVERYBODY}
    kept_logs.forget()  # what a process has that was started now
    for rater, found in kept.items():
        assert found == read(store, rater), (after, rater)


def change(store, name):
    """Made or refused; what was refused changes nothing either."""
    try:
        CHANGES[name](store)
    except AssessmentError:
        return False
    return True


@pytest.mark.parametrize("seed", range(2))
def test_after_changes_in_any_order_what_is_kept_is_what_a_fresh_read_gives(store, seed):
    walk = random.Random(seed).choices(list(CHANGES), k=12)  # noqa: S311  # not a secret
    for n, name in enumerate(walk):
        change(store, name)
        agree(store, walk[: n + 1])


def test_after_each_kind_of_change_by_another_process(store, migrated_sqlite_url):
    other = engine_for(migrated_sqlite_url)
    elsewhere = sql_unit_of_work(other)
    agree(store, "nothing")
    refused = []
    for name in CHANGES:
        refused += [] if change(elsewhere, name) else [name]
        agree(store, name)
    other.dispose()
    assert refused == []


def test_nothing_is_read_from_the_log_again_for_another_viewer(store, sqlite_engine):
    fill_all(store)
    lay(store)
    read(store, None)
    with statements(sqlite_engine) as sent:
        for rater in EVERYBODY:
            read(store, rater)
    assert len(sent) > len(EVERYBODY)
    assert [s for s in sent if "entries.level" in s or "board_entries.value" in s] == []


def test_one_changed_scorecard_is_the_only_one_that_is_read_again(store):
    fill_all(store)
    fill_all(store, OTHER)
    read(store, None)
    before = kept_cards(store)
    add(store, an_entry(1, item="q03", sheet=FIRST_OF_LEAD, because="Misheard."))
    after = kept_cards(store)

    assert [s for s in before if before[s] is not after[s]] == [FIRST_OF_LEAD]


def test_an_entry_that_was_undone_is_not_kept_under_the_place_of_the_next_one(store):
    fill(store, LEAD, verdicts={"q01": 2}, submit=False)
    with store() as uow:  # left without a commit
        uow.entries.append(an_entry(5, item="q01", sheet=FIRST_OF_LEAD, seq=900))
        undone = kept_logs.scorecards(uow, [FIRST])[0]
    add(store, an_entry(3, item="q01", sheet=FIRST_OF_LEAD))

    assert undone.record("q01").level == 5
    assert kept_cards(store)[FIRST_OF_LEAD].record("q01").level == 3


def test_erased_texts_are_gone_from_what_is_kept(store):
    fill(store, LEAD, evidence={"q01": "He said so."})
    assert kept_cards(store)[FIRST_OF_LEAD].record("q01").evidence == "He said so."

    def erase(uow):
        uow._connection.execute(update(entries).where(entries.c.text != "").values(text=""))
        uow.settings.put(kept_logs.ERASED, "1")

    committed(store, erase)
    assert kept_cards(store)[FIRST_OF_LEAD].record("q01").evidence == ""


def test_nothing_but_the_reader_that_hides_sealed_ratings_gets_at_what_is_kept():
    sources = Path(assessment.__file__).parent.rglob("*.py")
    asking = {p.name for p in sources if "kept_logs" in p.read_text("utf-8")}
    assert asking == {"visible_ratings.py", "erasing.py"}  # which only forgets


def test_after_an_erasure_elsewhere_nothing_of_before_is_left_in_this_process(store):
    fill_all(store)
    read(store, None)
    assert len(comparisons._kept) > 0
    committed(store, lambda uow: uow.settings.put(kept_logs.ERASED, "1"))

    with store(read_only=True) as uow:
        kept_logs.scorecards(uow, [])
    assert (len(comparisons._kept), len(kept_logs._scorecards)) == (0, 0)


def test_what_is_kept_is_bounded():
    kept = Kept(3)
    for n in range(10):
        kept.put(n, "state", n)
    assert [kept.get(n, "state") for n in range(6, 10)] == [None, 7, 8, 9]
    kept.get(7, "state")
    kept.put(10, "state", 10)
    assert (kept.get(7, "state"), kept.get(8, "state"), len(kept)) == (7, None, 3)
    assert kept.get(7, "another") is None


def kept_cards(store):
    with store(read_only=True) as uow:
        return {c.sheet: c for c in kept_logs.scorecards(uow, [FIRST, OTHER])}


def test_what_somebody_is_making_is_waited_for_and_made_once():
    kept, began, go = Kept(3), threading.Event(), threading.Event()
    made: list[str] = []

    def slowly():
        began.set()
        assert go.wait(60)
        made.append("made")
        return len(made)

    def ask():
        return kept.or_made("name", "state", slowly)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ask)
        assert began.wait(60)
        second = threads.submit(ask)
        go.set()
        assert (first.result(60), second.result(60), made) == (1, 1, ["made"])
    assert kept._making == {}


def test_what_fails_is_made_by_the_next_who_asks():
    kept = Kept(3)
    with pytest.raises(ZeroDivisionError):
        kept.or_made("name", "state", lambda: 1 // 0)
    assert kept.or_made("name", "state", lambda: 1) == 1
    assert kept._making == {}


def test_what_was_being_made_during_an_erasure_is_not_kept():
    kept = Kept(3)

    def make():
        kept.clear()
        return "with the erased words"

    assert kept.or_made("name", "state", make) == "with the erased words"
    assert kept.get("name", "state") is None
