"""What the use cases need to keep of a role: its people, briefs, kits, interviews and files."""

from collections.abc import Sequence
from typing import Protocol

from assessment.domain.attachment import Attachment
from assessment.domain.contact import Contact
from assessment.domain.handover import Handover
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    KitId,
    RaterId,
    RequisitionId,
)
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitDraft
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from assessment.domain.retention import KeptLonger, RetentionPeriod
from assessment.domain.role import RoleBrief


class Requisitions(Protocol):
    """Requisitions with their candidates and their panel."""

    def add(self, requisition: Requisition) -> None: ...
    def save(self, requisition: Requisition) -> None:
        """Replaces title, client, policy and whether it is archived."""

    def remove(self, requisition: RequisitionId) -> None:
        """With everything that belongs to it, ratings and boards too; interviewers stay.

        The caller has checked that nothing of it has to stay in the record.
        """

    def find(self, requisition: RequisitionId) -> Requisition | None: ...
    def all(self) -> list[Requisition]:
        """Oldest first."""

    def add_candidate(self, candidate: Candidate) -> None: ...
    def save_candidate(self, candidate: Candidate) -> None: ...
    def candidate(self, candidate: CandidateId) -> Candidate | None:
        """Also one that was removed."""

    def candidates(self, requisition: RequisitionId) -> list[Candidate]:
        """In the order of their codes, without those that were removed."""

    def seat(self, member: PanelMember) -> None:
        """Adds the member, or changes the role."""

    def unseat(self, requisition: RequisitionId, rater: RaterId) -> None: ...
    def panel(self, requisition: RequisitionId) -> list[PanelMember]:
        """In the order in which they were seated."""


class People(Protocol):
    """The one table that knows names: raters, and candidates where a name was given."""

    def add_rater(self, rater: RaterId, name: str) -> None: ...
    def remove_rater(self, rater: RaterId) -> None:
        """Invalid where a seat, a panel or a rating still names the rater."""

    def raters(self) -> dict[RaterId, str]:
        """Every rater with the name, in the order in which they were added."""

    def set_email(self, rater: RaterId, email: str) -> None:
        """What the rater signs in with; blank for none. Invalid where somebody else has it."""

    def emails(self) -> dict[RaterId, str]:
        """Of the raters that have one, in the order in which they were added."""
        ...

    def with_email(self, email: str) -> RaterId | None: ...
    def name_candidate(self, candidate: CandidateId, name: str) -> None:
        """Sets the name; a blank one erases it."""

    def candidate_names(self, requisition: RequisitionId) -> dict[CandidateId, str]:
        """Also of candidates that were removed."""

    def remember_name(self, candidate: CandidateId, former: FormerName | None) -> None:
        """Keeps the name before the last renaming; None erases it."""

    def former_name(self, candidate: CandidateId) -> FormerName | None: ...
    def keep_contact(self, candidate: CandidateId, contact: Contact) -> None:
        """Replaces what was kept; a blank one erases it."""

    def contacts(self, requisition: RequisitionId) -> dict[CandidateId, Contact]:
        """Of those who have one, removed candidates too."""
        ...


class Briefs(Protocol):
    def add(self, brief: RoleBrief) -> None:
        """A new revision; older ones stay."""

    def latest(self, requisition: RequisitionId) -> RoleBrief | None: ...
    def revisions(self, requisition: RequisitionId) -> list[RoleBrief]:
        """Every one that was saved, oldest first."""
        ...


class Kits(Protocol):
    def save_draft(self, draft: KitDraft) -> None: ...
    def draft(self, requisition: RequisitionId) -> KitDraft | None: ...
    def drop_draft(self, requisition: RequisitionId) -> None: ...
    def add(self, kit: InterviewKit) -> None: ...
    def find(self, kit: KitId) -> InterviewKit | None: ...
    def of(self, requisition: RequisitionId) -> list[InterviewKit]:
        """Frozen kits, oldest first; the first is the reference kit."""


class Interviews(Protocol):
    def add(self, interview: Interview) -> None: ...
    def save(self, interview: Interview) -> None:
        """Replaces time, kit and seats."""

    def find(self, interview: InterviewId) -> Interview | None:
        """Also one that was removed."""

    def of_candidate(self, candidate: CandidateId) -> list[Interview]:
        """In the order of their ids, removed ones too."""

    def of_requisition(self, requisition: RequisitionId) -> list[Interview]:
        """In the order of their ids, without those that were removed."""


class Attachments(Protocol):
    """Files of candidates."""

    def add(self, attachment: Attachment, data: bytes) -> Attachment:
        """Stores the file (its number is ignored) and returns it with its number."""

    def find(self, number: int) -> Attachment | None: ...
    def data(self, number: int) -> bytes:
        """The contents of a file that is there."""
        ...

    def of(self, candidate: CandidateId) -> list[Attachment]:
        """In the order in which they were added."""
        ...

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[Attachment]]: ...
    def remove(self, number: int) -> None: ...


class Removals(Protocol):
    """What was taken out and can be put back."""

    def add(self, record: RemovalRecord) -> None:
        """From now on its subject is left out of every list."""

    def find(self, subject: str, rater: RaterId | None = None) -> RemovalRecord | None: ...
    def of(self, requisition: RequisitionId) -> list[RemovalRecord]:
        """Oldest first."""
        ...

    def drop(self, record: RemovalRecord) -> None:
        """Once it is put back."""


class Handovers(Protocol):
    """Seats that went to another laptop, and seats that came from one."""

    def put(self, handover: Handover) -> None:
        """Adds it, or replaces what is known of it."""

    def find(self, handover: str) -> Handover | None: ...
    def of(self, interviews: Sequence[InterviewId]) -> list[Handover]:
        """Oldest first."""
        ...


class Retention(Protocol):
    """How long candidates' data is kept."""

    def period(self, requisition: RequisitionId) -> RetentionPeriod:
        """The usual one where nobody chose another."""
        ...

    def change(self, period: RetentionPeriod) -> None: ...
    def kept(self, requisition: RequisitionId) -> dict[CandidateId, KeptLonger]:
        """The last word on each candidate whose data stays longer."""
        ...

    def keep(self, word: KeptLonger) -> None:
        """Replaces an earlier word on the same candidate."""
