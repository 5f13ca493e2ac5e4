"""The one place where names are read and written."""

from sqlalchemy import Connection, select, update

from assessment.domain.contact import Contact
from assessment.domain.errors import no_such
from assessment.domain.ids import CandidateId, RaterId, RequisitionId, counting_order
from assessment.domain.removal import FormerName
from db.repositories import writing
from db.tables import candidates, contacts, former_names, people

RATER, CANDIDATE = "rater", "candidate"


class SqlPeople:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_rater(self, rater: RaterId, name: str) -> None:
        row = {"subject": rater, "kind": RATER, "name": name}
        writing.add(self._connection, people, row, name=f"the rater {rater}")

    def remove_rater(self, rater: RaterId) -> None:
        c = people.c
        which = (c.kind == RATER) & (c.subject == rater)
        if not writing.remove(self._connection, people, which, name=rater):
            raise no_such("interviewer", rater)

    def raters(self) -> dict[RaterId, str]:
        c = people.c
        query = select(c.subject, c.name).where(c.kind == RATER).order_by(c.number)
        return {RaterId(subject): name for subject, name in self._connection.execute(query)}

    def set_email(self, rater: RaterId, email: str) -> None:
        c = people.c
        changed = update(people).where(c.kind == RATER, c.subject == rater)
        with writing.refusing(f"Somebody else signs in with {email}.", f"There is no {rater}."):
            found = self._connection.execute(changed.values(email=email or None))
        if not found.rowcount:
            raise no_such("interviewer", rater)

    def emails(self) -> dict[RaterId, str]:
        c = people.c
        which = (c.kind == RATER) & c.email.is_not(None)
        query = select(c.subject, c.email).where(which).order_by(c.number)
        return {RaterId(subject): email for subject, email in self._connection.execute(query)}

    def with_email(self, email: str) -> RaterId | None:
        c = people.c
        query = select(c.subject).where(c.kind == RATER, c.email == email)
        found = self._connection.execute(query).scalar_one_or_none()
        return RaterId(found) if found else None

    def name_candidate(self, candidate: CandidateId, name: str) -> None:
        if name.strip():
            row = {"kind": CANDIDATE, "name": name}
            writing.put(self._connection, people, {"subject": candidate}, row, name=candidate)
        else:
            which = people.c.subject == candidate
            writing.remove(self._connection, people, which, name=candidate)

    def candidate_names(self, requisition: RequisitionId) -> dict[CandidateId, str]:
        query = (
            select(people.c.subject, people.c.name)
            .join(candidates, candidates.c.id == people.c.subject)
            .where(people.c.kind == CANDIDATE, candidates.c.requisition == requisition)
        )
        found = sorted(self._connection.execute(query), key=lambda row: counting_order(row.subject))
        return {CandidateId(row.subject): row.name for row in found}

    def remember_name(self, candidate: CandidateId, former: FormerName | None) -> None:
        key = {"subject": candidate}
        if former is None:
            which = former_names.c.subject == candidate
            writing.remove(self._connection, former_names, which, name=candidate)
        else:
            row = {
                "name": former.name,
                "at": former.at,
                "by": former.by,
                "because": former.because,
            }
            writing.put(self._connection, former_names, key, row, name=candidate)

    def former_name(self, candidate: CandidateId) -> FormerName | None:
        query = select(former_names).where(former_names.c.subject == candidate)
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        return FormerName(name=row["name"], at=row["at"], by=row["by"], because=row["because"])

    def keep_contact(self, candidate: CandidateId, contact: Contact) -> None:
        key = {"candidate": candidate}
        if contact:
            row = {"email": contact.email, "reference": contact.reference}
            writing.put(self._connection, contacts, key, row, name=candidate)
        else:
            which = contacts.c.candidate == candidate
            writing.remove(self._connection, contacts, which, name=candidate)

    def contacts(self, requisition: RequisitionId) -> dict[CandidateId, Contact]:
        query = (
            select(contacts)
            .join(candidates, candidates.c.id == contacts.c.candidate)
            .where(candidates.c.requisition == requisition)
        )
        found = self._connection.execute(query).mappings()
        return {
            row["candidate"]: Contact(email=row["email"], reference=row["reference"])
            for row in found
        }
