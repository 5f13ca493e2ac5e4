"""An import adds everybody who is new, or nobody; duplicates are left out unless chosen."""

import io

import pytest

from assessment.domain.contact import Contact
from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.faults import BadTable
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.services.hiring import candidates
from assessment.services.hiring.candidate_import import import_candidates, preview_import
from tests.builders import CANDIDATE, RATER, REQUISITION, furnish
from tests.fakes import StoppedClock, fake_open_uow

CLOCK = StoppedClock()
FILE = (
    "name,email,ref\n"
    "Anna Berg,anna@example.com,A-1\n"
    "Ben Vos,ben@example.com,A-2\n"
    "anna  berg,,\n"
    "B. Vos,BEN@example.com,\n"
    "Ada,,\n"
)


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made)
    candidates.rename_candidate(made, CLOCK, candidate=CANDIDATE, name="Ada", by=OWNER)
    return made


def stream(text=FILE):
    return io.BytesIO(text.encode())


def known(store):
    with store(read_only=True) as uow:
        return uow.people.candidate_names(REQUISITION), uow.people.contacts(REQUISITION)


def test_a_preview_names_every_duplicate_and_changes_nothing(store):
    before = known(store)

    seen = preview_import(store, REQUISITION, stream(), "f.csv", by=OWNER)

    assert [(one.row.row, one.twin, one.called) for one in seen.found] == [
        (2, "", "Anna Berg"),
        (3, "", "Ben Vos"),
        (4, "row 2 has the same name", "anna berg (2)"),
        (5, "row 3 has the same email", "B. Vos"),
        (6, "C-01 has the same name", "Ada (2)"),
    ]
    assert (seen.new, seen.faults) == (2, ())
    assert known(store) == before


def test_duplicates_are_left_out_and_a_chosen_one_is_added(store):
    done = import_candidates(store, CLOCK, REQUISITION, stream(), "f.csv", also={6}, by=OWNER)

    names, contacts = known(store)
    assert tuple(done) == (3, 2)
    assert list(names.values()) == ["Ada", "Anna Berg", "Ben Vos", "Ada (2)"]
    assert list(contacts.values()) == [
        Contact(email="anna@example.com", reference="A-1"),
        Contact(email="ben@example.com", reference="A-2"),
    ]
    with store(read_only=True) as uow:
        line = uow.journal.newest()
    assert (line.act, line.about, line.detail) == (
        Action.ADD_CANDIDATE.value, REQUISITION, "3 imported, C-02 to C-04",
    )  # fmt: skip


def test_the_same_file_again_adds_nobody(store):
    import_candidates(store, CLOCK, REQUISITION, stream(), "f.csv", by=OWNER)

    assert tuple(import_candidates(store, CLOCK, REQUISITION, stream(), "f.csv", by=OWNER)) == (
        0,
        5,
    )


def test_one_bad_row_adds_nobody(store):
    before = known(store)

    with pytest.raises(BadTable, match=r"f\.csv:3:email: 'no' is not an email address"):
        import_candidates(
            store, CLOCK, REQUISITION, stream("name,email\nAnna,\nBen,no\n"), "f.csv", by=OWNER
        )

    assert known(store) == before


def test_a_file_without_a_name_column_shows_its_columns(store):
    seen = preview_import(store, REQUISITION, stream("Wer,Ort\nAnna,Ulm\n"), "f.csv", by=OWNER)

    assert (seen.headers, seen.found) == (("Wer", "Ort"), ())
    with pytest.raises(BadTable, match="say which column holds the name"):
        import_candidates(
            store, CLOCK, REQUISITION, stream("Wer,Ort\nAnna,Ulm\n"), "f.csv", by=OWNER
        )


def test_an_interviewer_imports_nobody(store):
    with pytest.raises(NotAllowed, match="Only the owner, a consultant or the lead can add"):
        import_candidates(store, CLOCK, REQUISITION, stream(), "f.csv", by=Actor(rater=RATER))


def test_a_contact_is_changed_checked_and_goes_with_the_name(store):
    def change(email):
        candidates.change_contact(
            store, candidate=CANDIDATE, email=email, reference="A-9", by=OWNER
        )

    change("ada@example.com")
    with pytest.raises(Invalid, match="'ada' is not an email address"):
        change("ada")
    assert known(store)[1] == {CANDIDATE: Contact(email="ada@example.com", reference="A-9")}

    candidates.rename_candidate(store, CLOCK, candidate=CANDIDATE, name="", by=OWNER)

    assert known(store) == ({}, {})
