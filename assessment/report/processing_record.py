"""The record of processing that a controller keeps (Article 30 GDPR), as Markdown.

What can differ from one installation to another is passed in by whoever looked. What holds for the
program is taken from the program: its tables, its permissions, its constants.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from assessment.domain.permissions import RULES, Action, who_may
from assessment.domain.text.markdown import escaped
from assessment.measurement import priors, role, shortlist, validity
from assessment.measurement.practice_severity import TRANSFER_SD

LINE = "______________________________"


class Described(NamedTuple):
    """What one table holds, and about whom."""

    whom: str
    what: str


CANDIDATES, INTERVIEWERS, NOBODY = "Candidates", "Interviewers", "Nobody"
CONTACTS = "Contacts of the controller"
BOTH = f"{CANDIDATES}, {INTERVIEWERS.lower()}"
TABLES: Mapping[str, Described] = {
    "people": Described(BOTH, "names, and what interviewers sign in with, kept apart"),
    "ended_sign_ins": Described(INTERVIEWERS, "sign-ins that were ended, for two days"),
    "former_names": Described(CANDIDATES, "the name before the last change, and the reason"),
    "contacts": Described(CANDIDATES, "email address and reference, where they were given"),
    "attachments": Described(CANDIDATES, "files such as a CV, with name, size and who added them"),
    "candidates": Described(CANDIDATES, "code, role, when added, withdrawal with its reason"),
    "interviews": Described(CANDIDATES, "date and time, which questions"),
    "seats": Described(INTERVIEWERS, "who is in which interview, in which role"),
    "panel_members": Described(INTERVIEWERS, "who belongs to which role's panel"),
    "seat_links": Described(INTERVIEWERS, "links to scorecards, when given out and revoked"),
    "handovers": Described(INTERVIEWERS, "whose scorecards went to which other database"),
    "removals": Described(BOTH, "who or what was taken out, and the reason"),
    "entries": Described(BOTH, "levels, evidence, notes and recommendations of each interviewer"),
    "board_entries": Described(CANDIDATES, "what a candidate did on a placement board"),
    "debrief_records": Described(BOTH, "notes, agreed levels, recommendation and decision"),
    "outcome_records": Described(CANDIDATES, "of hires: first day, what the manager said later"),
    "practice_events": Described(INTERVIEWERS, "levels given to written answers for practice"),
    "retention_periods": Described(NOBODY, "how long a role keeps candidates' data, and why"),
    "kept_longer": Described(CANDIDATES, "whose data is kept longer, until when, and the reason"),
    "drafts": Described(BOTH, "forms that were filled in and not saved yet"),
    "journal": Described(BOTH, "the audit log: who did what to which code, and when"),
    "requisitions": Described(NOBODY, "title, client, rules of a role"),
    "briefs": Described(NOBODY, "what a role covers, and its weights"),
    "kits": Described(NOBODY, "locked sets of questions"),
    "kit_drafts": Described(NOBODY, "sets of questions in preparation"),
    "settings": Described(
        CONTACTS,
        "settings, and each role's notice to candidates: who is responsible and whom to contact",
    ),
}
"""Every table of the database; a test fails for one that is missing."""
PURPOSES = (
    "To interview the candidates for a role with the same questions, and to record what was heard.",
    "To compare the candidates of one role from those ratings, with how sure each number is.",
    "To discuss and record a decision that people take, with its reasons.",
    "To account for it: who saw, changed, exported and decided what, and when.",
    "To learn from it: how hires turned out, and how far interviewers agree.",
)
COLLECTED = (
    "Nothing is collected by the program itself: people type it, or attach a file such as a CV. "
    "There is no recording, and no field for origin, health, age or sex; a file may tell of them."
)
INSIDE = (
    "Inside: the owner of the database and the panel of a role, each within the rights listed "
    "below. Outside: anyone who is given an exported file. The audit log lists the exports, not "
    "who received them:"
)
NO_TRANSFERS = "The program calls no other computer but its own database"
DECIDES = (
    "Levels are given by people, against written descriptions.",
    (
        "The score is arithmetic on those levels: (level − 1) / 4, the weighted mean of a "
        "competency's questions, and the weighted mean of the competencies. Missing is left out, "
        "never zero. No model sets or changes a score."
    ),
    "No recommendation and no decision is computed. Both are recorded with who made them.",
    (
        "Two models exist. One estimates how sure a score is and stands beside it. The other reads "
        "job adverts and sees no candidate. Their cards follow."
    ),
    (
        "The estimates are fitted to this database's own ratings each time they are shown. Nothing "
        "else learns from this database."
    ),
)
WHAT_IT_IS = (
    "What it is: a many-facet partial-credit model with an effect for each answer, which several "
    "interviewers rate. It is fitted again for each role, from that role's own ratings."
)
WHAT_GOES_IN = (
    "What goes in: levels, who gave them, which question, and results of placement boards. No name "
    "of a candidate, no text and nothing else about the person goes in."
)
LIMITS = (
    "Limits: few ratings give wide intervals. Two panels without a shared candidate or question "
    "are told apart by assumption only, and the screen says so."
)
MEASURED = (
    "Measured by `benchmarks/shortlists.py` and `benchmarks/analyse.py`: how often pairs are "
    "ordered right, and how often intervals hold the truth."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What was found where the record was made."""

    made_at: datetime
    version: str
    database: str
    """Kind and place, without a password."""
    counts: tuple[str, ...]
    exports: Mapping[str, int]
    periods: tuple[str, ...]
    measures: tuple[str, ...]
    """Security measures that hold here, a sentence each."""
    gaps: tuple[str, ...]
    """What was looked for and doesn't hold here."""
    tables: Sequence[str]
    strictness: str
    """What estimates know of interviewers' strictness beforehand, as it is set here."""
    advert_card: str
    """The model card of the advert reader, as the bank has it."""
    provider: str = ""
    """The host of the provider that people sign in with; blank where nobody signs in."""
    controllers: tuple[str, ...] = ()
    """Names and contacts as the roles have them."""


def record_markdown(here: Installation) -> str:
    """The whole record, with a line break at its end."""
    parts = (
        _head(here),
        _controller(here),
        _section("Purposes", (f"- {purpose}" for purpose in PURPOSES)),
        _people_and_data(here),
        _section("Numbers", (f"- {escaped(line)}" for line in here.counts)),
        _recipients(here),
        _transfers(here),
        _section("How long", (f"- {escaped(line)}" for line in here.periods)),
        _measures(here),
        _who_may(),
        _decisions(),
        _measurement_card(here),
        _advert_card(here),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _section(title: str, lines: Iterator[str] | Sequence[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""]


def _head(here: Installation) -> list[str]:
    at = here.made_at
    return [
        "# Record of processing: structured interviews with Levelset",
        "",
        (
            f"Made with Levelset {here.version} on {at.day} {at:%B %Y, %H:%M} UTC, from "
            f"{escaped(here.database)}. It follows Article 30(1) GDPR, and adds what a reader of "
            "the EU AI Act asks about models. It states what the program does; the legal basis and "
            "what happens outside the program are for the controller to add. It is no legal advice."
        ),
        "",
    ]


def _controller(here: Installation) -> list[str]:
    known = [f"- {escaped(name)}" for name in here.controllers]
    lines = [
        *(known or [f"- Name and contact: {LINE}"]),
        f"- Data protection officer, if there is one: {LINE}",
        f"- Legal basis: {LINE}",
    ]
    return _section("Controller", lines)


def _people_and_data(here: Installation) -> list[str]:
    rows = [
        f"| {found.whom} | {found.what} | `{name}` |"
        for name, found in TABLES.items()
        if name in here.tables
    ]
    heads = ["| about whom | what | table |", "|---|---|---|"]
    return _section("People and data", [COLLECTED, "", *heads, *rows])


def _recipients(here: Installation) -> list[str]:
    made = [f"- {escaped(kind)}: made {_times(n)}" for kind, n in sorted(here.exports.items())]
    return _section("Recipients", [INSIDE, "", *(made or ["- Nothing was exported so far."])])


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


def _transfers(here: Installation) -> list[str]:
    also = f" and {escaped(here.provider)}, with which people sign in" if here.provider else ""
    lines = [f"{NO_TRANSFERS}{also}. Exported files go where people send them: {LINE}"]
    return _section("Transfers to other countries", lines)


def _measures(here: Installation) -> list[str]:
    lines = [f"- {escaped(line)}" for line in here.measures]
    if here.gaps:
        lines += ["", "What is not done, or was not in order when this was made:", ""]
        lines += [f"- {escaped(line)}" for line in here.gaps]
    return _section("Security measures that hold here", lines)


def _who_may() -> list[str]:
    """The table of permissions, as the program asks it."""
    by_role: dict[str, list[str]] = {}
    for action in Action:
        if action in RULES:
            by_role.setdefault(who_may(action), []).append(action.value)
    lines = [f"- {who[:1].upper()}{who[1:]}: {', '.join(acts)}." for who, acts in by_role.items()]
    return _section(
        "Who may do what",
        [
            (
                "What isn't listed is denied. Other raters' ratings stay hidden until the debrief "
                "opens or, where a role allows it, until the rater has submitted their own."
            ),
            "",
            *lines,
        ],
    )


def _decisions() -> list[str]:
    return _section("What computes, and what decides", [f"- {line}" for line in DECIDES])


def _measurement_card(here: Installation) -> list[str]:
    low, high = shortlist.INTERVAL
    gives = (
        "What it gives: the score expected from an interviewer of mean strictness, with a "
        f"{100 * (high - low):.0f}\u00a0% interval, a range of ranks, and who can't be "
        "told apart. It "
        f"gives nothing with fewer than {role.FEWEST} rated candidates."
    )
    assumed = (
        f"Assumed beforehand, in logits: ability ± {priors.ABILITY_SD}, difficulty ± "
        f"{priors.DIFFICULTY_SD}, strictness ± {priors.SEVERITY_SD}, an answer ± "
        f"{priors.ANSWER_SD}; competencies correlate {priors.CORRELATION}. Earlier ratings of the "
        "same questions sharpen the difficulty."
    )
    strictness = (
        f"Strictness known beforehand: {here.strictness} What practice says of it is taken as less "
        f"certain, by ± {TRANSFER_SD} logits."
    )
    hires = (
        f"How hires turned out is compared with the interviews from {validity.FEWEST} hires on, as "
        "a correlation with its interval. It flows back into no estimate and no score."
    )
    lines = (WHAT_IT_IS, gives, WHAT_GOES_IN, assumed, strictness, hires, LIMITS, MEASURED)
    return _section("Model card: estimates beside the score", [f"- {line}" for line in lines])


def _advert_card(here: Installation) -> list[str]:
    """The card as it is, one level of headings down."""
    lines = [f"#{line}" if line.startswith("#") else line for line in here.advert_card.splitlines()]
    return lines or _section("Model card: the advert reader", ["It is missing from this bank."])
