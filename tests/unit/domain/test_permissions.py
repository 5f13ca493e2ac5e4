"""Who may do what, and when: every action, role and state of the table.

Columns are the roles: administrator, consultant, lead, interviewer, observer, device, stranger.
Behind each row stand the states in which it holds; in all others everybody is refused.
"""

import pytest

from assessment.domain.ids import RaterId
from assessment.domain.permissions import (
    OWNER,
    RULES,
    STATES,
    Action,
    Actor,
    CandidateState,
    Role,
    may_ever,
    permits,
    role_on,
    who_may,
)
from assessment.domain.requisition import SeatRole
from tests.builders import SHEET, a_panel_member

COLUMNS = dict(zip("ACLIODS", Role, strict=True))
ANY = "considered withdrawn"
READ = f"{ANY} anonymised"
EVERY = f"{READ} removed"

TABLE = {
    Action.CREATE_REQUISITION: ("AC.....", ANY, "either"),
    Action.ADD_PERSON: ("ACL....", ANY, "either"),
    Action.SEE_PEOPLE: ("ACL....", ANY, "either"),
    Action.CHANGE_EMAIL: ("A......", ANY, "either"),
    Action.MANAGE_DEMO: ("A......", ANY, "either"),
    Action.CHANGE_BANK: ("A......", ANY, "either"),
    Action.MAKE_BACKUP: ("A......", ANY, "either"),
    Action.SEE_BANK: ("ACLIO.S", ANY, "either"),
    Action.PRACTISE: (".CLIO.S", ANY, "either"),
    Action.CHANGE_PRACTICE: ("A......", ANY, "either"),
    Action.SEE_STRICTNESS_SOURCES: ("ACLIO.S", ANY, "either"),
    Action.CHANGE_STRICTNESS_SOURCES: ("A......", ANY, "either"),
    Action.SEE_REQUISITION: ("ACLIOD.", ANY, "either"),
    Action.SEE_NAMES: ("ACLIO..", ANY, "either"),
    Action.SEE_BRIEF: ("ACLIO..", ANY, "either"),
    Action.SEE_KIT: ("ACLIO..", ANY, "either"),
    Action.COMPARE: ("ACLIO..", ANY, "either"),
    Action.SEE_PANEL_REPORT: ("ACLIO..", ANY, "either"),
    Action.SEE_PRACTICE: ("AC.....", ANY, "either"),
    Action.EXPORT: ("ACLIO..", ANY, "either"),
    Action.SEE_RETENTION: ("ACLIO..", ANY, "either"),
    Action.SEE_OVERDUE: ("A......", ANY, "either"),
    Action.SEE_AUDIT_LOG: ("ACL....", ANY, "either"),
    Action.EDIT_BRIEF: ("ACL....", ANY, "either"),
    Action.PREPARE_KIT: ("ACL....", ANY, "either"),
    Action.CHANGE_PANEL: ("ACL....", ANY, "either"),
    Action.CHANGE_REVEAL: ("ACL....", ANY, "either"),
    Action.CHANGE_RETENTION: ("ACL....", ANY, "either"),
    Action.KEEP_LONGER: ("ACL....", ANY, "either"),
    Action.DUPLICATE_REQUISITION: ("AC.....", ANY, "either"),
    Action.ARCHIVE_REQUISITION: ("ACL....", ANY, "either"),
    Action.CHANGE_BLIND: ("AC.....", ANY, "either"),
    Action.SHOW_NAME: ("AC.....", ANY, "either"),
    Action.ADD_CANDIDATE: ("ACL....", ANY, "either"),
    Action.RENAME_CANDIDATE: ("ACL....", ANY, "either"),
    Action.WITHDRAW_CANDIDATE: ("ACL....", "considered", "either"),
    Action.REINSTATE_CANDIDATE: ("ACL....", "withdrawn", "either"),
    Action.REMOVE_CANDIDATE: ("ACL....", ANY, "either"),
    Action.RESTORE_CANDIDATE: ("ACL....", "removed", "either"),
    Action.ERASE_CANDIDATE: ("A......", EVERY, "either"),
    Action.SEE_NOTICE: ("ACLIO..", ANY, "either"),
    Action.CHANGE_NOTICE: ("ACL....", ANY, "either"),
    Action.WRITE_RECORD: ("A......", ANY, "either"),
    Action.REPORT_ACCESS: ("A......", EVERY, "either"),
    Action.SEE_ATTACHMENT: ("ACLIO..", ANY, "either"),
    Action.CHANGE_ATTACHMENTS: ("ACL....", ANY, "either"),
    Action.PLAN_INTERVIEW: ("ACL....", "considered", "either"),
    Action.CHANGE_INTERVIEW: ("ACL....", ANY, "either"),
    Action.REMOVE_INTERVIEW: ("ACL....", ANY, "either"),
    Action.MANAGE_LINKS: ("ACL....", ANY, "either"),
    Action.HAND_OVER: ("ACL....", ANY, "either"),
    Action.TAKE_IN_INTERVIEW: ("A......", ANY, "either"),
    Action.RETURN_INTERVIEW: ("ACLI...", ANY, "either"),
    Action.SHARE_BOARD: ("ACLI.D.", "considered", "either"),
    Action.FILL_SCORECARD: ("..LI.D.", "considered", "either"),
    Action.AMEND_SCORECARD: ("..LI.D.", ANY, "either"),
    Action.SEE_SCORECARD: ("ACLIOD.", READ, "either"),
    Action.SEE_DEBRIEF: ("ACLIOD.", READ, "either"),
    Action.OPEN_DEBRIEF: ("ACL....", ANY, "closed"),
    Action.ADD_NOTE: ("ACLIO..", ANY, "open"),
    Action.SETTLE: ("ACL....", ANY, "open"),
    Action.DECIDE: ("ACL....", ANY, "open"),
    Action.SEE_OUTCOMES: ("ACL....", ANY, "either"),
    Action.RECORD_OUTCOME: ("ACL....", "considered", "open"),
    Action.KEEP_DRAFT: ("ACLIOD.", ANY, "either"),
}


@pytest.mark.parametrize("action", Action)
def test_every_cell_of_the_table(action):
    roles, candidate, debrief = TABLE[action]
    allowed = {COLUMNS[letter] for letter in roles if letter != "."}

    found = {(r, s) for r in Role for s in STATES if permits(action, r, s)}

    assert found == {
        (role, state)
        for role in allowed
        for state in STATES
        if state.candidate.value in candidate.split()
        and (debrief == "either" or (debrief == "open") is state.debrief_open)
    }


def test_every_action_has_a_rule_and_every_state_is_looked_at():
    assert set(RULES) == set(TABLE) == set(Action)
    assert len(STATES) == 2 * len(CandidateState)


def test_an_action_without_a_rule_is_denied_to_everybody(monkeypatch):
    monkeypatch.setitem(RULES, Action.EXPORT, RULES[Action.EXPORT])
    monkeypatch.delitem(RULES, Action.EXPORT)

    assert not any(permits(Action.EXPORT, role, state) for role in Role for state in STATES)


def test_a_stranger_may_do_only_what_belongs_to_no_role():
    """Read the bank, practise alone, and read how estimates are made."""
    assert [a for a in Action if may_ever(a, Role.STRANGER)] == [
        Action.SEE_BANK,
        Action.PRACTISE,
        Action.SEE_STRICTNESS_SOURCES,
    ]


def test_nobody_rates_without_a_rating_seat():
    for role in (Role.ADMINISTRATOR, Role.CONSULTANT, Role.OBSERVER, Role.STRANGER):
        assert not may_ever(Action.FILL_SCORECARD, role)
        assert not may_ever(Action.AMEND_SCORECARD, role)


@pytest.mark.parametrize(
    ("seat", "role"),
    [
        (SeatRole.LEAD, Role.LEAD),
        (SeatRole.INTERVIEWER, Role.INTERVIEWER),
        (SeatRole.OBSERVER, Role.OBSERVER),
        (SeatRole.CONSULTANT, Role.CONSULTANT),
    ],
)
def test_a_seat_on_the_panel_gives_its_role(seat, role):
    panel = [a_panel_member("R-07", role=seat)]

    assert role_on(panel, Actor(rater=RaterId("R-07"))) is role
    assert role_on(panel, Actor(rater=RaterId("R-08"))) is Role.STRANGER
    assert role_on([], Actor(rater=RaterId("R-07"))) is Role.STRANGER


def test_the_owner_is_the_administrator_and_a_link_makes_nobody_more_than_a_device():
    panel = [a_panel_member(SHEET.rater, role=SeatRole.LEAD)]

    assert role_on(panel, OWNER) is Role.ADMINISTRATOR
    assert role_on(panel, Actor(rater=SHEET.rater, link=SHEET)) is Role.DEVICE
    assert role_on(panel, Actor(link=SHEET)) is Role.DEVICE


def test_a_refusal_names_whom_to_ask():
    assert who_may(Action.MANAGE_DEMO) == "the owner"
    assert who_may(Action.WITHDRAW_CANDIDATE) == "the owner, a consultant or the lead"
