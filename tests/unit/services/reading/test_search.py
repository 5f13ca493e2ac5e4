"""A search finds what its viewer may read, and never a word of what is sealed."""

import pytest

from assessment.domain.decision import DebriefKind
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.hiring import candidates
from assessment.services.reading.search import SHOWN, HitKind, search
from tests.builders import (
    NOON,
    a_bank,
    a_debrief_record,
    a_panel_member,
    a_seat,
    an_interview,
    furnish,
)
from tests.fakes import fake_open_uow
from tests.shortlist import (
    FIRST,
    LEAD,
    OBSERVER,
    ONE,
    SECOND,
    STRANGER,
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

BANK = a_bank()
MARKS = {LEAD: "leadmark", SECOND: "secondmark", THIRD: "thirdmark"}
CONSULTANT = "R-07"
ROLES = {
    "owner": OWNER,
    "consultant": Actor(rater=CONSULTANT),
    "lead": Actor(rater=LEAD),
    "interviewer": Actor(rater=SECOND),
    "observer": Actor(rater=OBSERVER),
    "device": Actor(rater=SECOND, link=SheetKey(FIRST, SECOND)),
    "stranger": Actor(rater=STRANGER),
}


@pytest.fixture
def store():
    made = fake_open_uow()
    a_shortlist(made)
    with made() as uow:
        uow.people.add_rater(CONSULTANT, "Cora Consultant")
        uow.people.add_rater(STRANGER, "Eve Elsewhere")
        uow.requisitions.seat(a_panel_member(CONSULTANT, role=SeatRole.CONSULTANT))
        uow.people.name_candidate(ONE, "Noor Näslund")
        uow.commit()
    return made


def marked(store, *, submit=True):
    for rater, mark in MARKS.items():
        fill(store, rater, evidence={"q02": f"She said {mark} twice."}, submit=submit)


def seen(store, by):
    """Whose evidence is found."""
    return {r for r, mark in MARKS.items() if HitKind.EVIDENCE in search(store, BANK, mark, by=by)}


OWN = {"lead": {LEAD}, "interviewer": {SECOND}, "device": {SECOND}}


@pytest.mark.parametrize("role", ROLES)
def test_before_the_debrief_each_finds_only_their_own_evidence(store, role):
    marked(store, submit=False)
    fill(store, THIRD, evidence={"q02": "thirdmark again"})  # in, and still sealed

    assert seen(store, ROLES[role]) == OWN.get(role, set())


@pytest.mark.parametrize("role", ROLES)
def test_once_the_debrief_is_open_the_panel_finds_everybodys(store, role):
    marked(store)

    expected = set() if role == "stranger" else set(MARKS)
    assert seen(store, ROLES[role]) == expected


@pytest.mark.parametrize("role", ROLES)
def test_names_are_found_by_those_who_may_see_them(store, role):
    found = search(store, BANK, "noor", by=ROLES[role])

    assert (HitKind.CANDIDATE in found) == (role not in {"stranger", "device"})


@pytest.mark.parametrize("role", ROLES)
def test_a_stranger_finds_no_role_and_everybody_else_does(store, role):
    found = search(store, BANK, "brewery", by=ROLES[role])

    assert (HitKind.ROLE in found) == (role != "stranger")


@pytest.mark.parametrize("role", ROLES)
def test_email_and_reference_are_found_by_those_who_may_change_them(store, role):
    candidates.change_contact(
        store, candidate=ONE, email="secret@example.com", reference="", by=OWNER
    )

    found = search(store, BANK, "secret@", by=ROLES[role])
    assert (HitKind.CANDIDATE in found) == (role in {"owner", "consultant", "lead"})


@pytest.mark.parametrize("role", ROLES)
def test_debrief_notes_are_found_once_it_is_open_and_never_before(store, role):
    with store() as uow:
        uow.debriefs.add(a_debrief_record(DebriefKind.NOTE, text="notemark"))
        uow.commit()
    assert search(store, BANK, "notemark", by=ROLES[role]) == {}

    fill_all(store)

    found = search(store, BANK, "notemark", by=ROLES[role])
    assert (HitKind.DEBRIEF in found) == (role != "stranger")


def test_all_words_are_wanted_in_any_case_and_order(store):
    for typed in ("NOOR näslund", "Näslund noor", "  näs  OO "):
        [hit] = search(store, BANK, typed, by=OWNER)[HitKind.CANDIDATE].hits
        assert (hit.strong, hit.candidate) == ("C-01", ONE)
    assert search(store, BANK, "noor nobody", by=OWNER) == {}
    assert search(store, BANK, " n ", by=OWNER) == {}


def test_a_removed_candidate_is_not_found(store):
    candidates.remove_candidate(store, lambda: NOON, candidate=ONE, reason="Twice.", by=OWNER)

    assert search(store, BANK, "noor", by=OWNER) == {}


def test_questions_are_found_by_whoever_reads_the_bank(store):
    question = next(iter(BANK.questions.values()))

    hits = search(store, BANK, question.id, by=ROLES["stranger"])[HitKind.QUESTION].hits
    assert question.id in {hit.strong for hit in hits}
    assert HitKind.QUESTION not in search(store, BANK, question.id, by=ROLES["device"])


def test_what_is_found_is_bounded_and_the_rest_counted(store):
    many = [
        an_interview(f"MES-1.C-{n:02}.1", seats=(a_seat(LEAD, SeatRole.LEAD),))
        for n in range(10, 10 + SHOWN)
    ]
    furnish(store, *many)

    found = search(store, BANK, "ann lead", by=OWNER)[HitKind.INTERVIEW]
    assert (len(found.hits), found.more) == (SHOWN, 2)


def test_a_long_text_is_cut_around_the_word(store):
    text = "x " * 300 + "needle" + " y" * 300
    fill(store, LEAD, evidence={"q02": text})

    [hit] = search(store, BANK, "needle", by=ROLES["lead"])[HitKind.EVIDENCE].hits
    assert "needle" in hit.text
    assert len(hit.text) < 200
    assert (hit.text[:2], hit.text[-2:]) == ("… ", " …")
    assert (hit.interview, hit.rater, hit.candidate) == (FIRST, LEAD, ONE)
    assert hit.candidate != TWO
