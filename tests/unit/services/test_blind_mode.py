"""Blind mode: who sees codes, until when, what is logged, and that names are read in one place."""

import ast
import io
from pathlib import Path

import pytest

import assessment
from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefKind
from assessment.domain.errors import Incomplete, Invalid, NotAllowed
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.removal import FormerName
from assessment.domain.requisition import PanelMember, SeatRole
from assessment.export.writer import ExportOptions
from assessment.services.hiring import candidates, requisitions
from assessment.services.hiring.blind_mode import hide_names, show_name, show_names
from assessment.services.hiring.candidate_import import import_candidates, preview_import
from assessment.services.reading.client_packs import pack_key
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.exports import ratings_csv, shortlist_csv
from assessment.services.reading.search import search
from assessment.services.reading.today import today
from assessment.services.store.blindness import name_hidden
from assessment.services.store.permits import acting
from tests.builders import NOON, a_bank, a_debrief_record
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    SECOND,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

BANK, CLOCK = a_bank(), StoppedClock()
NAME, FORMER, EMAIL = "Haruka Fujii", "Haruka Mori", "haruka@example.com"
CONSULTANT = "R-20"
VIEWERS = [None, LEAD, SECOND, OBSERVER, CONSULTANT]


@pytest.fixture
def open_uow():
    """C-01 has a name, one from before and an address; names of this role are hidden."""
    made = fake_open_uow()
    a_shortlist(made)
    with made() as uow:
        uow.people.add_rater(CONSULTANT, "Eve Consultant")
        role = SeatRole.CONSULTANT
        uow.requisitions.seat(PanelMember(requisition=MES_1, rater=CONSULTANT, role=role))
        uow.people.name_candidate(ONE, NAME)
        uow.people.name_candidate(TWO, "Ada Berg")
        former = FormerName(name=FORMER, at=NOON, by=None, because="Married.")
        uow.people.remember_name(ONE, former)
        uow.people.keep_contact(ONE, Contact(email=EMAIL, reference="ATS-9"))
        uow.commit()
    hide_names(made, CLOCK, requisition=MES_1, by=OWNER)
    return made


def log(open_uow):
    with open_uow(read_only=True) as uow:
        return [(j.by, j.act, j.about, j.detail, j.because) for j in uow.journal.lines()]


def told(open_uow, rater):
    """Everything that tells names, as text."""
    by = Actor(rater=rater)
    options = ExportOptions(names=True)
    leads = rater in {None, LEAD, CONSULTANT}
    return repr(
        [
            requisitions.names(open_uow, MES_1, by=by).candidates,
            today(open_uow, CLOCK, by=by).candidate_names,
            read_comparison(open_uow, BANK, MES_1, by=by).candidate_names,
            search(open_uow, BANK, "haruka", by=by),
            shortlist_csv(open_uow, BANK, CLOCK, MES_1, by=by, options=options),
            ratings_csv(open_uow, BANK, CLOCK, MES_1, by=by, options=options),
            pack_key(open_uow, BANK, CLOCK, MES_1, by=by),
            candidates.contacts(open_uow, MES_1, by=by) if leads else "",
            candidates.undoable(open_uow, MES_1, by=by) if leads else "",
        ]
    )


@pytest.mark.parametrize("rater", VIEWERS)
def test_nobody_is_told_a_name_until_the_debrief_opens(open_uow, rater):
    for submitted in (None, LEAD, SECOND):
        if submitted:
            fill(open_uow, submitted)
        assert not any(name in told(open_uow, rater) for name in ("Haruka", EMAIL, "ATS-9"))


@pytest.mark.parametrize("rater", VIEWERS)
def test_once_it_is_open_this_name_is_shown_and_no_other(open_uow, rater):
    fill_all(open_uow)

    assert NAME in told(open_uow, rater)
    assert "Berg" not in told(open_uow, rater)


def test_a_debrief_that_was_opened_early_shows_the_name_too(open_uow):
    with open_uow() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.OPENED, candidate=ONE))
        uow.commit()

    assert NAME in told(open_uow, SECOND)


def test_whatever_else_tells_who_somebody_is_can_ask_whether_it_is_hidden(open_uow):
    fill_all(open_uow)
    with acting(open_uow, OWNER, read_only=True) as uow:
        assert [name_hidden(uow, MES_1, c) for c in (ONE, TWO)] == [False, True]


def test_turning_it_on_says_whose_names_could_be_seen_and_logs_it(open_uow):
    act = Action.CHANGE_BLIND.value
    seen = "on, names could be seen before: C-01, C-02"
    assert log(open_uow) == [(None, act, MES_1, seen, "")]

    assert hide_names(open_uow, CLOCK, requisition=MES_1, by=OWNER) == ()
    assert len(log(open_uow)) == 1


def test_turning_it_off_needs_a_reason_and_shows_everybody_the_names(open_uow):
    with pytest.raises(Incomplete, match="reason"):
        show_names(open_uow, requisition=MES_1, reason=" ", by=OWNER)
    assert NAME not in told(open_uow, SECOND)

    show_names(open_uow, requisition=MES_1, reason="All is over.", by=OWNER)

    assert NAME in told(open_uow, SECOND)
    assert log(open_uow)[-1] != log(open_uow)[0]
    assert (None, Action.CHANGE_BLIND.value, MES_1, "off", "All is over.") in log(open_uow)


@pytest.mark.parametrize("rater", [None, CONSULTANT])
def test_whoever_schedules_looks_a_name_up_with_a_logged_reason(open_uow, rater):
    by = Actor(rater=rater)
    with pytest.raises(Incomplete, match="reason"):
        show_name(open_uow, candidate=ONE, reason="", by=by)

    shown = show_name(open_uow, candidate=ONE, reason="Call her.", by=by)

    assert (shown.name, shown.contact.email) == (NAME, EMAIL)
    assert log(open_uow)[1:] == [(rater, Action.SHOW_NAME.value, ONE, "", "Call her.")]
    assert NAME not in told(open_uow, rater)


@pytest.mark.parametrize("rater", [LEAD, SECOND, OBSERVER])
def test_nobody_who_rates_or_observes_looks_one_up_or_changes_the_mode(open_uow, rater):
    by = Actor(rater=rater)
    with pytest.raises(NotAllowed, match="Only the owner or a consultant"):
        show_name(open_uow, candidate=ONE, reason="Curious.", by=by)
    with pytest.raises(NotAllowed, match="Only the owner or a consultant"):
        show_names(open_uow, requisition=MES_1, reason="Curious.", by=by)
    with pytest.raises(NotAllowed, match="Only the owner or a consultant"):
        hide_names(open_uow, CLOCK, requisition=MES_1, by=by)


def test_a_name_that_is_not_hidden_is_not_looked_up(open_uow):
    fill_all(open_uow)
    with pytest.raises(NotAllowed, match="isn't hidden"):
        show_name(open_uow, candidate=ONE, reason="Call her.", by=OWNER)


def test_a_hidden_name_is_neither_changed_nor_erased_by_a_blank_field(open_uow):
    for act in (
        lambda: candidates.rename_candidate(open_uow, CLOCK, candidate=ONE, name="", by=OWNER),
        lambda: candidates.undo_rename(open_uow, CLOCK, candidate=ONE, by=OWNER),
        lambda: candidates.change_contact(
            open_uow, candidate=ONE, email="", reference="", by=OWNER
        ),
    ):
        with pytest.raises(NotAllowed, match="is hidden until the debrief opens"):
            act()

    assert show_name(open_uow, candidate=ONE, reason="Check.", by=OWNER).name == NAME


def test_a_lead_who_rates_gives_no_names_and_tries_none(open_uow):
    by, rows = Actor(rater=LEAD), io.BytesIO(b"name\nHaruka Fujii\n")
    for act in (
        lambda: candidates.add_candidate(open_uow, CLOCK, requisition=MES_1, name=NAME, by=by),
        lambda: import_candidates(open_uow, CLOCK, MES_1, rows, "a.csv", by=by),
        lambda: preview_import(open_uow, MES_1, rows, "a.csv", by=by),
    ):
        with pytest.raises(NotAllowed, match="Names are hidden in this role"):
            act()

    assert candidates.add_candidate(open_uow, CLOCK, requisition=MES_1, by=by).code == "C-03"


def test_a_name_that_is_there_already_is_refused_without_saying_whose_it_is(open_uow):
    with pytest.raises(Invalid) as refused:
        candidates.add_candidate(open_uow, CLOCK, requisition=MES_1, name=NAME.upper(), by=OWNER)
    found = preview_import(open_uow, MES_1, io.BytesIO(b"name\nHaruka Fujii\n"), "a.csv", by=OWNER)

    assert "C-01" not in str(refused.value)
    assert NAME not in str(refused.value)
    assert [one.twin for one in found.found] == ["another candidate has the same name"]


def test_a_removed_candidate_is_restored_without_naming_anybody(open_uow):
    candidates.remove_candidate(open_uow, CLOCK, candidate=ONE, reason="Twice.", by=OWNER)
    candidates.add_candidate(open_uow, CLOCK, requisition=MES_1, name=NAME, by=OWNER)

    assert NAME not in repr(requisitions.names(open_uow, MES_1, by=OWNER))
    with pytest.raises(Invalid) as refused:
        candidates.restore_candidate(open_uow, candidate=CandidateId(ONE), by=OWNER)
    assert NAME not in str(refused.value)


SEES_HIDDEN_NAMES = {
    "services/store/blindness.py": "is blind mode",
    "services/hiring/blind_mode.py": "the logged look-up, and whose names could be seen before",
    "services/hiring/candidates.py": "two candidates of one name are refused, and neither is named",
    "services/hiring/candidate_import.py": "the same for a file",
    "services/reading/pack_source.py": "marks names in texts for a client, and lists none",
    "services/reading/access_source.py": "the answer to the person themselves, logged",
}
"""Modules that ask for names whether they are hidden or not, each with its reason."""


def test_only_these_modules_read_hidden_names():
    folder = Path(assessment.__file__).parent
    asking = set()
    for file in folder.rglob("*.py"):
        if _words(file) & {"everybody", "DiscreetPeople"}:
            asking.add(file.relative_to(folder).as_posix())

    assert asking == set(SEES_HIDDEN_NAMES)


def _words(file):
    """What the module imports by name, and every attribute that it reads."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    imported = {a.name for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names}
    return imported | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
