"""What blind mode reads, in every store: who submitted, and since when names are hidden."""

from dataclasses import replace

from assessment.domain.rating import Kind, Standing
from assessment.domain.scorecard import scorecard
from assessment.domain.status import Status
from tests.builders import NOON, an_entry
from tests.shortlist import FIRST, LEAD, MES_1, OTHER, SECOND, THIRD, a_shortlist, fill


def test_submitted_are_those_whose_scorecard_says_so(any_store):
    a_shortlist(any_store)
    done = fill(any_store, LEAD, FIRST)
    fill(any_store, SECOND, FIRST, submit=False)
    late = done._replace(rater=THIRD)
    with any_store() as uow:
        proposed = Standing.PROPOSED
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, sheet=late, standing=proposed))
        uow.commit()

    with any_store(read_only=True) as uow:
        found = uow.entries.submitted_in([FIRST, OTHER])
        cards = [scorecard(s, kept) for s, kept in uow.entries.newest_of([FIRST, OTHER]).items()]
        assert uow.entries.submitted_in([]) == frozenset()

    assert found == {done}
    assert found == {c.sheet for c in cards if c.status is Status.SUBMITTED}


def test_blind_mode_of_a_role_is_kept(any_store):
    a_shortlist(any_store)
    with any_store() as uow:
        role = uow.requisitions.find(MES_1)
        uow.requisitions.save(replace(role, blind_since=NOON))
        uow.commit()

    with any_store(read_only=True) as uow:
        assert uow.requisitions.find(MES_1).blind_since == NOON
