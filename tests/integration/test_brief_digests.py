"""A brief that was changed in the database is noticed: its weights carry every score."""

import json

import pytest
from sqlalchemy import delete, insert, select, update

from assessment.domain.brief_digest import digest_of_brief, noted, read_noted
from assessment.domain.permissions import OWNER, Action
from assessment.services.hiring import briefs as saving
from assessment.services.hiring.requisitions import create
from assessment.services.kits.duplicating import duplicate
from db.check import check
from db.engine import reader, writer
from db.repositories.briefs import SqlBriefs
from db.tables import briefs, journal, requisitions
from db.unit_of_work import sql_unit_of_work
from question_bank import OrganisationalScope
from tests.builders import NOON, a_bank, a_brief
from tests.fakes import StoppedClock

BANK, CLOCK = a_bank(), StoppedClock()
b = briefs.c


@pytest.fixture
def role(engine):
    """A role with two saved revisions."""
    open_uow = sql_unit_of_work(engine)
    made = create(open_uow, CLOCK, title="MES engineer", client="Brewery", by=OWNER)
    weights = saving.blended(BANK, 50)
    for revision in (0, 1):
        brief = a_brief(
            requisition=made.id, revision=revision, enterprise_share=50, weights=weights,
            rationale={}, required_score=70, saved_at=NOON,
        )  # fmt: skip
        saving.save(open_uow, CLOCK, BANK, brief, by=OWNER)
    return made.id


def run(engine, statement):
    with writer(engine).begin() as connection:
        connection.execute(statement)


def details(engine):
    with reader(engine).connect() as connection:
        query = select(journal.c.detail).where(journal.c.act == Action.EDIT_BRIEF.value)
        return list(connection.scalars(query.order_by(journal.c.id)))


def test_what_was_saved_is_in_order_and_has_its_digest_in_the_log(engine, role):
    with reader(engine).connect() as connection:
        stored = SqlBriefs(connection).revisions(role)

    assert check(engine) == []
    assert details(engine) == [noted(brief) for brief in stored]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Somebody else's"},
        {"client": "Dairy"},
        {"enterprise_share": 51},
        {"cells": {}},
        {"industry": "batch"},
        {"organisational_scope": OrganisationalScope.ENTERPRISE_PROGRAMME},
        {"rationale": {"execution": "Because."}},
        {"required_score": 71},
        {"required_score": None},
        {"coverage_floor": 0.1},
        {"to_clear_up": "Shifts?"},
        {"weights": "one"},
    ],
    ids=str,
)
def test_every_column_is_covered(engine, role, changed):
    if changed == {"weights": "one"}:
        with reader(engine).connect() as connection:
            held = connection.scalars(select(b.weights).where(b.revision == 2)).one()
        changed = {"weights": {**held, "execution": held["execution"] + 0.0001}}
    run(engine, update(briefs).where(b.revision == 2).values(changed))

    assert check(engine) == [f"Brief of {role}: revision 2 was changed after it was saved."]


def test_a_revision_that_was_taken_out_or_put_in_is_named(engine, role):
    with reader(engine).connect() as connection:
        row = dict(connection.execute(select(briefs).where(b.revision == 2)).mappings().one())
    run(engine, delete(briefs).where(b.revision == 2))
    assert check(engine) == [f"Brief of {role}: revision 2 is missing."]

    run(engine, insert(briefs).values(row))
    assert check(engine) == []
    run(engine, insert(briefs).values({**row, "revision": 3}))
    assert check(engine) == [f"Brief of {role}: revision 3 was not saved by Levelset."]


def test_a_brief_that_reads_as_none_is_named(engine, role):
    run(engine, update(briefs).where(b.revision == 2).values(weights={"execution": "much"}))

    assert (
        f"Brief of {role}: a revision was changed: it holds what Levelset never writes."
        in check(engine)
    )


def test_what_an_earlier_version_saved_is_left_alone(engine, role):
    run(engine, delete(journal))
    assert check(engine) == []

    open_uow = sql_unit_of_work(engine)
    with open_uow() as uow:
        act = Action.EDIT_BRIEF.value
        for revision in (1, 2):
            uow.journal.note(by=None, act=act, about=role, detail=f"revision {revision}")
        uow.commit()
    run(engine, update(briefs).where(b.revision == 2).values(title="Another"))
    assert check(engine) == []


def test_a_copied_role_has_its_brief_noted_too(engine, role):
    open_uow = sql_unit_of_work(engine)
    made = duplicate(open_uow, CLOCK, requisition=role, title="Two", client="Dairy", by=OWNER)
    assert check(engine) == []

    run(engine, update(briefs).where(b.requisition == made.id).values(required_score=1))
    assert check(engine) == [f"Brief of {made.id}: revision 1 was changed after it was saved."]


def test_a_role_that_is_gone_is_no_fault(engine, role):
    run(engine, delete(briefs).where(b.requisition == role))
    run(engine, delete(requisitions).where(requisitions.c.id == role))

    assert not [said for said in check(engine) if said.startswith("Brief")]


def test_whole_numbers_may_come_back_as_fractions():
    brief = a_brief()
    weights = {c: float(w) for c, w in brief.weights.items()}

    assert digest_of_brief(brief) == digest_of_brief(
        a_brief(weights=weights, required_score=brief.required_score)
    )
    assert json.dumps(weights) != json.dumps(dict(brief.weights))


@pytest.mark.parametrize("detail", ["", "revision", "revision x", "revision 3, content 12", "on"])
def test_other_details_are_not_taken_for_one(detail):
    assert read_noted(detail) is None
