"""Who may do what, and when: action, role and state in one table. What isn't in it is denied.

`visibility` says whose ratings a person may read. This table says everything else: names, briefs,
kits, lists, and every change. Use cases ask it through `services.store.permits`; a page may ask it
to hide a control, but the use case decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.requisition import PanelMember, SeatRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person on whose behalf a use case runs."""

    rater: RaterId | None = None
    """None: the owner of the database, who is the administrator until people sign in."""
    link: SheetKey | None = None
    """The scorecard that a device was let in for; None where no link limits this person."""
    administrator: RaterId | None = None
    """Which of several administrators this is, where `rater` is None: a code that no interviewer
    has. None for the first of them, who is the owner."""

    @property
    def author(self) -> RaterId | None:
        """As the audit log names this person, and whose drafts these are; None is the owner."""
        return self.rater or self.administrator


OWNER = Actor()


class Role(StrEnum):
    """What somebody is to one requisition. The value is the word for it in a sentence."""

    ADMINISTRATOR = "the owner"
    CONSULTANT = "a consultant"
    LEAD = "the lead"
    INTERVIEWER = "an interviewer"
    OBSERVER = "an observer"
    DEVICE = "a device with a link"
    """A device that was let in by the link of one scorecard, whoever holds it."""
    STRANGER = "somebody else"
    """Has no part in the requisition and learns nothing of it."""


class CandidateState(StrEnum):
    CONSIDERED = "considered"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ANONYMISED = "anonymised"
    """Words and identity are gone; what is left is read, and nothing is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionState:
    """How far a candidate is; actions on a whole requisition have the default."""

    candidate: CandidateState = CandidateState.CONSIDERED
    debrief_open: bool = False


STATES = tuple(
    PermissionState(candidate=c, debrief_open=o) for c in CandidateState for o in (False, True)
)
"""Every state that there is."""


class Action(StrEnum):
    """Something a person may do. The value completes `Only … can …`."""

    CREATE_REQUISITION = "create a role"
    ADD_PERSON = "add an interviewer"
    SEE_PEOPLE = "see every interviewer's name"
    CHANGE_EMAIL = "change who signs in with which email address"
    MANAGE_DEMO = "load or remove the demo"
    CHANGE_BANK = "choose a folder of questions"
    MAKE_BACKUP = "make a backup"
    SEE_BANK = "read the question bank"
    PRACTISE = "practise rating"
    CHANGE_PRACTICE = "change the rules of practice"
    SEE_STRICTNESS_SOURCES = "see what estimates know of strictness"
    CHANGE_STRICTNESS_SOURCES = "change what estimates know of strictness"

    SEE_REQUISITION = "see this role"
    SEE_NAMES = "see the candidates' names"
    SEE_BRIEF = "read the brief"
    SEE_KIT = "read the kits"
    COMPARE = "compare the candidates"
    SEE_PANEL_REPORT = "read the panel report"
    SEE_PRACTICE = "see who has practised"
    EXPORT = "export this role"
    SEE_RETENTION = "see how long data is kept"
    SEE_OVERDUE = "see what is kept too long"
    SEE_AUDIT_LOG = "read the audit log"

    EDIT_BRIEF = "change the brief"
    PREPARE_KIT = "prepare a kit"
    CHANGE_PANEL = "change the panel"
    CHANGE_REVEAL = "change when raters see each other's ratings"
    CHANGE_RETENTION = "change how long data is kept"
    KEEP_LONGER = "keep a candidate's data longer"
    DUPLICATE_REQUISITION = "duplicate this role"
    ARCHIVE_REQUISITION = "archive or restore this role"
    CHANGE_BLIND = "hide or show the candidates' names"
    SHOW_NAME = "look up a hidden name"
    ADD_CANDIDATE = "add a candidate"
    RENAME_CANDIDATE = "rename a candidate"
    WITHDRAW_CANDIDATE = "withdraw a candidate"
    REINSTATE_CANDIDATE = "reinstate a candidate"
    REMOVE_CANDIDATE = "remove a candidate"
    RESTORE_CANDIDATE = "restore a removed candidate"
    ERASE_CANDIDATE = "erase a candidate's data"
    SEE_ATTACHMENT = "read a candidate's files"
    CHANGE_ATTACHMENTS = "attach or remove a candidate's files"
    SEE_NOTICE = "read the notice to candidates"
    CHANGE_NOTICE = "change the notice to candidates"
    REPORT_ACCESS = "make an access report"
    WRITE_RECORD = "write the record of processing"
    PLAN_INTERVIEW = "plan an interview"
    CHANGE_INTERVIEW = "change an interview"
    REMOVE_INTERVIEW = "remove or restore an interview"
    MANAGE_LINKS = "manage the links of an interview"

    HAND_OVER = "hand over an interview"
    TAKE_IN_INTERVIEW = "take in an interview from another laptop"
    RETURN_INTERVIEW = "return an interview to the laptop that it came from"

    SHARE_BOARD = "give out the link of a placement board"
    FILL_SCORECARD = "fill in a scorecard"
    AMEND_SCORECARD = "amend a scorecard"
    SEE_SCORECARD = "read a scorecard"
    SEE_DEBRIEF = "read the debrief"
    OPEN_DEBRIEF = "open a debrief early"
    ADD_NOTE = "add a note to the debrief"
    SETTLE = "record what was agreed"
    DECIDE = "record the decision"
    SEE_OUTCOMES = "read how hires turned out"
    RECORD_OUTCOME = "record how a hire turned out"
    KEEP_DRAFT = "keep a draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may do it, and in which states."""

    roles: frozenset[Role]
    candidate: frozenset[CandidateState] = frozenset(
        {CandidateState.CONSIDERED, CandidateState.WITHDRAWN}
    )
    debrief_open: bool | None = None
    """Which it has to be; None where it doesn't matter."""

    def holds_in(self, state: PermissionState) -> bool:
        fits = self.debrief_open is None or self.debrief_open is state.debrief_open
        return fits and state.candidate in self.candidate


_OWNER = frozenset({Role.ADMINISTRATOR})
_STAFF = _OWNER | {Role.CONSULTANT}
_LEADING = _STAFF | {Role.LEAD}
_RATING = frozenset({Role.LEAD, Role.INTERVIEWER, Role.DEVICE})
_SEATED = _LEADING | {Role.INTERVIEWER, Role.OBSERVER}
_SEATED_OR_DEVICE = _SEATED | {Role.DEVICE}
_RATERS = frozenset({Role.LEAD, Role.INTERVIEWER, Role.OBSERVER, Role.CONSULTANT, Role.STRANGER})
"""Everybody but the owner, who is no rater, and devices; practice may come before any panel."""
_CONSIDERED = frozenset({CandidateState.CONSIDERED})
_READABLE = frozenset(
    {CandidateState.CONSIDERED, CandidateState.WITHDRAWN, CandidateState.ANONYMISED}
)


def _leading(*states: CandidateState) -> Rule:
    return Rule(roles=_LEADING, candidate=frozenset(states))


RULES: Mapping[Action, Rule] = {
    Action.CREATE_REQUISITION: Rule(roles=_STAFF),
    Action.ADD_PERSON: Rule(roles=_LEADING),
    Action.SEE_PEOPLE: Rule(roles=_LEADING),
    Action.CHANGE_EMAIL: Rule(roles=_OWNER),
    Action.MANAGE_DEMO: Rule(roles=_OWNER),
    Action.CHANGE_BANK: Rule(roles=_OWNER),
    Action.MAKE_BACKUP: Rule(roles=_OWNER),
    Action.SEE_BANK: Rule(roles=_SEATED | {Role.STRANGER}),
    Action.PRACTISE: Rule(roles=_RATERS),
    Action.CHANGE_PRACTICE: Rule(roles=_OWNER),
    Action.SEE_STRICTNESS_SOURCES: Rule(roles=_SEATED | {Role.STRANGER}),
    Action.CHANGE_STRICTNESS_SOURCES: Rule(roles=_OWNER),
    Action.SEE_REQUISITION: Rule(roles=_SEATED_OR_DEVICE),
    Action.SEE_NAMES: Rule(roles=_SEATED),
    Action.SEE_BRIEF: Rule(roles=_SEATED),
    Action.SEE_KIT: Rule(roles=_SEATED),
    Action.COMPARE: Rule(roles=_SEATED),
    Action.SEE_PANEL_REPORT: Rule(roles=_SEATED),
    Action.SEE_PRACTICE: Rule(roles=_STAFF),
    Action.EXPORT: Rule(roles=_SEATED),
    Action.SEE_RETENTION: Rule(roles=_SEATED),
    Action.SEE_OVERDUE: Rule(roles=_OWNER),
    Action.SEE_AUDIT_LOG: Rule(roles=_LEADING),
    Action.EDIT_BRIEF: Rule(roles=_LEADING),
    Action.PREPARE_KIT: Rule(roles=_LEADING),
    Action.CHANGE_PANEL: Rule(roles=_LEADING),
    Action.CHANGE_REVEAL: Rule(roles=_LEADING),
    Action.CHANGE_RETENTION: Rule(roles=_LEADING),
    Action.KEEP_LONGER: Rule(roles=_LEADING),
    Action.DUPLICATE_REQUISITION: Rule(roles=_STAFF),
    Action.ARCHIVE_REQUISITION: Rule(roles=_LEADING),
    Action.CHANGE_BLIND: Rule(roles=_STAFF),
    Action.SHOW_NAME: Rule(roles=_STAFF),
    Action.ADD_CANDIDATE: Rule(roles=_LEADING),
    Action.RENAME_CANDIDATE: Rule(roles=_LEADING),
    Action.WITHDRAW_CANDIDATE: _leading(CandidateState.CONSIDERED),
    Action.REINSTATE_CANDIDATE: _leading(CandidateState.WITHDRAWN),
    Action.REMOVE_CANDIDATE: Rule(roles=_LEADING),
    Action.RESTORE_CANDIDATE: _leading(CandidateState.REMOVED),
    Action.ERASE_CANDIDATE: Rule(roles=_OWNER, candidate=frozenset(CandidateState)),
    Action.SEE_NOTICE: Rule(roles=_SEATED),
    Action.CHANGE_NOTICE: Rule(roles=_LEADING),
    Action.WRITE_RECORD: Rule(roles=_OWNER),
    Action.REPORT_ACCESS: Rule(roles=_OWNER, candidate=frozenset(CandidateState)),
    Action.SEE_ATTACHMENT: Rule(roles=_SEATED),
    Action.CHANGE_ATTACHMENTS: Rule(roles=_LEADING),
    Action.PLAN_INTERVIEW: _leading(CandidateState.CONSIDERED),
    Action.CHANGE_INTERVIEW: Rule(roles=_LEADING),
    Action.REMOVE_INTERVIEW: Rule(roles=_LEADING),
    Action.MANAGE_LINKS: Rule(roles=_LEADING),
    Action.HAND_OVER: Rule(roles=_LEADING),
    Action.TAKE_IN_INTERVIEW: Rule(roles=_OWNER),
    Action.RETURN_INTERVIEW: Rule(roles=_LEADING | {Role.INTERVIEWER}),
    Action.SHARE_BOARD: Rule(roles=_LEADING | _RATING, candidate=_CONSIDERED),
    Action.FILL_SCORECARD: Rule(roles=_RATING, candidate=_CONSIDERED),
    Action.AMEND_SCORECARD: Rule(roles=_RATING),
    Action.SEE_SCORECARD: Rule(roles=_SEATED_OR_DEVICE, candidate=_READABLE),
    Action.SEE_DEBRIEF: Rule(roles=_SEATED_OR_DEVICE, candidate=_READABLE),
    Action.OPEN_DEBRIEF: Rule(roles=_LEADING, debrief_open=False),
    Action.ADD_NOTE: Rule(roles=_SEATED, debrief_open=True),
    Action.SETTLE: Rule(roles=_LEADING, debrief_open=True),
    Action.DECIDE: Rule(roles=_LEADING, debrief_open=True),
    Action.SEE_OUTCOMES: Rule(roles=_LEADING),
    Action.RECORD_OUTCOME: Rule(roles=_LEADING, candidate=_CONSIDERED, debrief_open=True),
    Action.KEEP_DRAFT: Rule(roles=_SEATED_OR_DEVICE),
}

_BY_SEAT = {
    SeatRole.CONSULTANT: Role.CONSULTANT,
    SeatRole.LEAD: Role.LEAD,
    SeatRole.INTERVIEWER: Role.INTERVIEWER,
    SeatRole.OBSERVER: Role.OBSERVER,
}


def permits(
    action: Action, role: Role, state: PermissionState = PermissionState()
) -> bool:  # frozen
    """Whether the table has it; an action without a rule is denied to everybody."""
    rule = RULES.get(action)
    return rule is not None and role in rule.roles and rule.holds_in(state)


def may_ever(action: Action, role: Role) -> bool:
    """Whether there is any state in which this role may do it."""
    return any(permits(action, role, state) for state in STATES)


def role_on(panel: Iterable[PanelMember], actor: Actor) -> Role:
    """What `actor` is to the requisition with this panel.

    Whether a device's link is about this requisition is for the caller to check.
    """
    if actor.link is not None:
        return Role.DEVICE
    if actor.rater is None:
        return Role.ADMINISTRATOR
    held = next((m.role for m in panel if m.rater == actor.rater), None)
    return _BY_SEAT[held] if held else Role.STRANGER


def who_may(action: Action) -> str:
    """`the owner, a consultant or the lead`: for the sentence that refuses somebody."""
    named = [role.value for role in Role if role in RULES[action].roles and role is not Role.DEVICE]
    *before, last = named
    return f"{', '.join(before)} or {last}" if before else last
