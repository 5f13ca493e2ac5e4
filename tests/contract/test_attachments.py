"""Files of candidates, in every store."""

import pytest

from assessment.domain.attachment import Attachment, FileKind
from assessment.domain.erasure import Erasure
from assessment.domain.errors import NotFound
from tests.builders import CANDIDATE, NOON, REQUISITION, a_candidate, a_requisition

DATA = bytes(range(256)) * 4


def a_file(name="cv.pdf", candidate=CANDIDATE):
    return Attachment(
        candidate=candidate, name=name, kind=FileKind.PDF, size=len(DATA), digest="0" * 64,
        added_at=NOON, added_by=None,
    )  # fmt: skip


@pytest.fixture
def stored(any_store):
    with any_store() as uow:
        uow.requisitions.add(a_requisition())
        uow.requisitions.add_candidate(a_candidate())
        uow.commit()
    return any_store


def test_a_file_comes_back_byte_for_byte_and_a_number_is_not_given_twice(stored):
    with stored() as uow:
        first = uow.attachments.add(a_file(), DATA)
        uow.attachments.remove(first.id)
        second = uow.attachments.add(a_file("b.pdf"), DATA)
        uow.commit()

    with stored(read_only=True) as uow:
        assert second.id > first.id
        assert uow.attachments.find(first.id) is None
        assert uow.attachments.find(second.id) == second
        assert uow.attachments.data(second.id) == DATA
        assert uow.attachments.of(CANDIDATE) == [second]
        assert uow.attachments.of_requisition(REQUISITION) == {CANDIDATE: [second]}


def test_a_file_of_nobody_is_refused(stored):
    with stored() as uow, pytest.raises(NotFound):
        uow.attachments.add(a_file(candidate="MES-1.C-09"), DATA)


@pytest.mark.parametrize("how", Erasure)
def test_files_go_with_the_candidate(stored, how):
    with stored() as uow:
        uow.attachments.add(a_file(), DATA)
        if how is Erasure.ERASE:
            uow.erasures.erase(CANDIDATE)
        else:
            uow.erasures.anonymise(CANDIDATE, at=NOON)

        assert uow.attachments.of(CANDIDATE) == []


def test_a_role_is_removed_with_its_files(stored):
    with stored() as uow:
        uow.attachments.add(a_file(), DATA)
        uow.requisitions.remove(REQUISITION)

        assert uow.attachments.of_requisition(REQUISITION) == {}
