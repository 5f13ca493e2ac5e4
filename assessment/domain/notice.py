"""What a notice to candidates says that only its sender knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """Blank where nobody filled it in; it is printed as a line to write on then."""

    controller: str = ""
    """Who is responsible for the data: name and address."""
    contact: str = ""
    """Whom candidates ask and object to: name, phone, email."""
    basis: str = ""
    """The legal basis on which the data is used."""

    @property
    def told(self) -> str:
        """Controller and contact on one line; blank where there is no controller."""
        both = [self.controller, self.contact] if self.controller else []
        return "; ".join(" ".join(part.split()) for part in both if part)
