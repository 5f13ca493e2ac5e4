"""A candidate's files: who reads and changes them, and a line in the audit log each time."""

import pytest

from assessment.domain.errors import AssessmentError, Invalid, NotAllowed, NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.services.hiring import candidates
from assessment.services.hiring.attachments import attach, attached, detach, download
from tests.builders import NOON
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import FIRST, LEAD, MES_1, OBSERVER, ONE, SECOND, STRANGER, a_shortlist

CLOCK = StoppedClock()
PDF = b"%PDF-1.7\nA CV."
DEVICE = Actor(rater=SECOND, link=SheetKey(FIRST, SECOND))


@pytest.fixture
def store():
    made = fake_open_uow()
    a_shortlist(made)
    return made


def add(store, by=OWNER, data=PDF, name="Noor Example.pdf"):
    return attach(store, CLOCK, candidate=ONE, name=name, data=data, by=by)


def log(store):
    with store(read_only=True) as uow:
        return [(x.by, x.act, x.about, x.detail, x.because) for x in uow.journal.lines()]


def test_a_file_is_added_read_and_removed_and_each_is_logged_without_its_name(store):
    made = add(store)
    found = download(store, attachment=made.id, by=Actor(rater=SECOND))
    detach(store, attachment=made.id, by=Actor(rater=LEAD))

    assert (found.data, found.attachment, made.added_at) == (PDF, made, NOON)
    change, see = Action.CHANGE_ATTACHMENTS.value, Action.SEE_ATTACHMENT.value
    assert log(store) == [
        (None, change, ONE, "file 1 added", ""),
        (SECOND, see, ONE, "file 1 downloaded", ""),
        (LEAD, change, ONE, "file 1 removed", ""),
    ]
    with pytest.raises(NotFound, match="There is no file '1' in this database"):
        download(store, attachment=made.id, by=OWNER)


@pytest.mark.parametrize(
    ("by", "reads", "changes"),
    [
        (OWNER, True, True),
        (Actor(rater=LEAD), True, True),
        (Actor(rater=SECOND), True, False),
        (Actor(rater=OBSERVER), True, False),
        (DEVICE, False, False),
        (Actor(rater=STRANGER), False, False),
    ],
)
def test_who_reads_and_who_changes(store, by, reads, changes):
    made = add(store)

    def succeeds(act):
        try:
            act()
        except AssessmentError:
            return False
        return True

    assert (ONE in attached(store, MES_1, by=by)) is reads
    assert succeeds(lambda: download(store, attachment=made.id, by=by)) is reads
    assert succeeds(lambda: add(store, by, data=PDF + b"2")) is changes
    assert succeeds(lambda: detach(store, attachment=made.id, by=by)) is changes


def test_a_stranger_gets_the_answer_of_a_file_that_does_not_exist(store):
    made = add(store)
    said = []
    for number in (made.id, 99):
        with pytest.raises(NotFound) as refused:
            download(store, attachment=number, by=Actor(rater=STRANGER))
        said.append(str(refused.value).replace(str(number), "N"))

    assert said[0] == said[1]


def test_the_same_file_twice_and_the_wrong_kind_are_refused(store):
    add(store)

    with pytest.raises(Invalid, match=r"C-01 already has this file, called Noor Example\.pdf"):
        add(store, name="again.pdf")
    with pytest.raises(Invalid, match="isn't really a PDF file"):
        add(store, data=b"MZ...")
    assert len(attached(store, MES_1, by=OWNER)[ONE]) == 1


def test_a_candidate_may_have_twenty_files(store):
    for number in range(20):
        add(store, data=PDF + bytes([number]))

    with pytest.raises(Invalid, match="C-01 has 20 files, the most there may be"):
        add(store, data=PDF + b"one more")


def test_a_removed_candidates_files_are_closed_and_come_back_with_the_candidate(store):
    made = add(store)
    candidates.remove_candidate(store, CLOCK, candidate=ONE, reason="Twice.", by=OWNER)
    assert attached(store, MES_1, by=OWNER) == {}
    with pytest.raises(NotFound):
        download(store, attachment=made.id, by=OWNER)

    candidates.restore_candidate(store, candidate=ONE, by=OWNER)
    assert download(store, attachment=made.id, by=OWNER).data == PDF


def test_contents_that_were_changed_in_the_database_are_not_handed_out(store):
    made = add(store)
    with store() as uow:
        uow._own.attachments[made.id] = (made, b"%PDF-1.7\nAnother CV.")
        uow.commit()

    with pytest.raises(Invalid, match="was changed in the database"):
        download(store, attachment=made.id, by=OWNER)


def test_an_interviewer_is_told_whom_to_ask(store):
    with pytest.raises(NotAllowed, match="Only the owner, a consultant or the lead can attach"):
        add(store, Actor(rater=SECOND))
