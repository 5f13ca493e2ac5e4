"""Sentences and numbers as screens say them, where more than one page says the same."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assessment.domain.errors import Invalid, StoreUnavailable
from assessment.domain.requisition import Reveal, SeatRole
from assessment.ui.shared.drawing.bidi import isolated
from question_bank import Cell, OrganisationalScope
from question_bank.model import Industry

ROLES = {
    SeatRole.LEAD: "Lead",
    SeatRole.INTERVIEWER: "Interviewer",
    SeatRole.OBSERVER: "Observer",
    SeatRole.CONSULTANT: "Consultant",
}
SCOPES = {
    OrganisationalScope.ONE_SITE: "One site",
    OrganisationalScope.SEVERAL_SITES: "Several sites",
    OrganisationalScope.ENTERPRISE_PROGRAMME: "An enterprise programme",
}
INDUSTRIES = {
    Industry.GENERAL: "Any industry",
    Industry.BATCH: "Batch",
    Industry.CONTINUOUS: "Continuous",
    Industry.DISCRETE: "Discrete",
    Industry.REGULATED: "Regulated",
}
REVEALS = {
    Reveal.AT_DEBRIEF: "Once every scorecard for the candidate is in",
    Reveal.AFTER_OWN_SCORECARD: "As soon as they submit their own scorecard",
}
WORD_JOINER = "\u2060"
"""Takes no room, and no line breaks at it."""
MADE_MORE_OF = re.compile(
    r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=material[/_]|[\w+-]+:)",
    re.IGNORECASE,
)
"""Where Streamlit would still make a link, a picture or an icon of what has backslashes: inside a
web or mail address, and behind the first colon of `:smile:` and `:material/home:`."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 candidate`, `6 candidates`, `no candidates`."""
    named = noun if number == 1 else plural or f"{noun}s"
    return f"{number or 'no'} {named}"


def sentence(text: object) -> str:
    """`text` with a capital in front and a stop behind; of a database in trouble without its path.

    Whatever a page says of an error goes through here.
    """
    said = (text.without_place if isinstance(text, StoreUnavailable) else str(text)).strip()
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", ":")) else ".")


def plain(text: str) -> str:
    """`text` as itself where Markdown is read: markup, an address in it, a right-to-left name.

    Whatever people wrote goes through here before Streamlit shows it in a sentence, a title, a
    button, a label or a tooltip.
    """
    cut = MADE_MORE_OF.sub(WORD_JOINER, isolated(text))
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|~$:<>&=" else c for c in cut)


def code(text: object) -> str:
    """`text` as inline code where Markdown is read, whatever backticks are in it."""
    said = " ".join(str(text).split())
    fence = "`" * (max(map(len, re.findall("`+", said)), default=0) + 1)
    gap = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{gap}{said}{gap}{fence}"


def number(value: float) -> str:
    """`20`, `12.5`, `8.3333`: as many decimals as it has, four at most."""
    return f"{round(value, 4):g}"


def cell_name(cell: Cell) -> str:
    """`Production · dispatching`."""
    return cell.label[:1].upper() + cell.label[1:]


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def zone() -> tzinfo:
    """The time zone of the browser that is looking, else this computer's."""
    return zone_called(st.context.timezone or "")


def local(moment: datetime) -> datetime:
    return moment.astimezone(zone())


def moment_of(day: date, at: time) -> datetime:
    """The moment, in UTC, that the person looking calls `day` and `at`.

    Invalid where there is no such time, because the clocks go forward over it.
    """
    return moment_in(zone(), day, at)


def moment_in(there: tzinfo, day: date, at: time) -> datetime:
    """The same for a time zone; of a time that comes twice, the first."""
    meant = datetime.combine(day, at)
    moment = meant.replace(tzinfo=there).astimezone(UTC)
    if moment.astimezone(there).replace(tzinfo=None) != meant:
        raise Invalid(
            f"There is no {at:%H:%M} on {day.day} {day:%B %Y} in {zone_name(there, moment)}: "
            "the clocks go forward then. Choose another time."
        )
    return moment


def zone_name(there: tzinfo, moment: datetime) -> str:
    """`Europe/Berlin`; of a zone without a name, what its clock is called: `UTC`, `CET`."""
    return getattr(there, "key", "") or moment.astimezone(there).tzname() or "UTC"


def zoned(moment: datetime, there: tzinfo) -> str:
    """`Tue 4 Aug 2026, 14:00 (Europe/Berlin)`: for paper, which is read anywhere."""
    here = moment.astimezone(there)
    return f"{here:%a} {here.day} {here:%b %Y}, {here:%H:%M} ({zone_name(there, moment)})"


def zone_called(name: str) -> tzinfo:
    """The zone of this name, else this computer's."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def zone_in_address() -> str:
    """`&zone=Europe/Berlin`: tells a page to print which times its reader is used to."""
    return f"&zone={quote(key, safe='/')}" if (key := getattr(zone(), "key", "")) else ""


def day(moment: datetime) -> str:
    """`Tue 4 Aug 2026`."""
    here = local(moment)
    return f"{here:%a} {here.day} {here:%b %Y}"


def when(moment: datetime) -> str:
    """`Tue 4 Aug 2026, 14:00`."""
    return f"{day(moment)}, {local(moment):%H:%M}"
