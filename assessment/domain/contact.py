"""How a candidate is known outside of Levelset: an email address and a reference."""

import re
from dataclasses import dataclass

from assessment.domain.errors import Invalid

_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\".]+(\.[^\s@,;<>\".]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Blank where it isn't known; erased together with the name."""

    email: str = ""
    reference: str = ""
    """The candidate's number in the applicant tracking system."""

    def __bool__(self) -> bool:
        return bool(self.email or self.reference)


def check_email(email: str) -> None:
    """Raises Invalid for what can't be one address; whether it exists, nobody asks."""
    if email and not _EMAIL.fullmatch(email):
        raise Invalid(f"{email!r} is not an email address; write it as name@example.com.")
