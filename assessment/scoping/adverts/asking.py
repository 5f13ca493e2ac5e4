"""What to ask the client: what an advert leaves open, contradicts or hides behind a name."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assessment.scoping.adverts.reading import AdvertReading
from assessment.scoping.adverts.terms import Span
from question_bank.adverts import Confusion
from question_bank.platform_content import Platform
from question_bank.taxonomy import OperationsCategory, TargetLevel

MOST_QUESTIONS = 9


class ClientQuestion(NamedTuple):
    """One question, why it is asked, and the words that raise it; none for what is left out."""

    question: str
    why: str
    span: Span | None = None


_OF_CONFUSION = {
    Confusion.SYNONYMS: ClientQuestion(
        "Apart from production, which of maintenance, quality and inventory is in the role?",
        "The advert uses MES and MOM for the same thing, so it doesn't say how wide the role is.",
    ),
    Confusion.LISTED: ClientQuestion(
        "What does MOM stand for here: a product you run, or maintenance, quality and inventory?",
        "MOM is listed as one more system. It names a field of work, not a system.",
    ),
    Confusion.CERTIFIED: ClientQuestion(
        "What should the person be able to do with ISA-95: scope, model data, or talk to ERP?",
        "There is no ISA-95 certificate for products, and none is needed to do the work.",
    ),
    Confusion.LEVELS: ClientQuestion(
        "Is network security, with its Levels 3.5 and 5, part of the role?",
        "ISA-95 ends at Level 4. Levels 3.5 and 5 belong to models of networks.",
    ),
    Confusion.ABOVE: ClientQuestion(
        "Which decisions sit in what you call MOM, and which in the MES?",
        "MOM is not a layer above MES: both are about Level 3.",
    ),
    Confusion.PRODUCT_SCOPE: ClientQuestion(
        "Which functions of the product are in use, and which of them will this person own?",
        "The advert names a product where the scope should be. Its name says nothing about it.",
    ),
    Confusion.PLANT_TITLE: ClientQuestion(
        "Do you want somebody who decides for many sites, or somebody for one plant?",
        "The title sounds like one plant's engineer. The duties set rules for many sites.",
    ),
}


def questions(
    reading: AdvertReading, platforms: Mapping[str, Platform]
) -> tuple[ClientQuestion, ...]:
    """The questions in the order in which they matter, nine at most."""
    found = [
        *_about_target(reading),
        *_about_confusions(reading),
        *_about_cells(reading),
        *_about_platforms(reading, platforms),
    ]
    return tuple({q.question: q for q in found}.values())[:MOST_QUESTIONS]


def _about_target(reading: AdvertReading) -> Iterator[ClientQuestion]:
    target = reading.target
    if target.target is None:
        yield ClientQuestion(
            "Which sites is the person responsible for, and who do they report to?",
            "The advert doesn't say whether this is one plant's role or one over many sites.",
        )
        yield ClientQuestion(
            "When something stops at 3 a.m., is it this person who is called?",
            "Daily operation and rules for many sites are two different jobs.",
        )
    elif min(target.plant, target.enterprise) >= 0.8:
        other = TargetLevel.ENTERPRISE if target.target is TargetLevel.PLANT else TargetLevel.PLANT
        span = next((m.sentence for m in reading.scope_marks if m.target is other), None)
        yield ClientQuestion(
            "How is the time split between daily work at a site and rules for all sites?",
            "The advert asks for both, and few people are strong in both.",
            span,
        )
    if target.target is TargetLevel.ENTERPRISE:
        yield ClientQuestion(
            "Who decides when a site wants to deviate: this person, or somebody above them?",
            "A role over many sites stands or falls with what it may decide.",
        )


def _about_confusions(reading: AdvertReading) -> Iterator[ClientQuestion]:
    for confusion in reading.confusions:
        yield _OF_CONFUSION[confusion.kind]._replace(span=confusion.span)


def _about_cells(reading: AdvertReading) -> Iterator[ClientQuestion]:
    if not reading.cells:
        yield ClientQuestion(
            "Which work should the person do or decide: scheduling, dispatching, execution, "
            "records, tracing, analysis? For production only?",
            "The advert names no activity of operations, whatever else it asks for.",
        )
        yield ClientQuestion(
            "What did the last person in this role lack?",
            "The answer usually names the activity that the advert leaves out.",
        )
        return
    asked = {cell.operations_category for cell in reading.cells}
    silent = [c.value for c in OperationsCategory if c not in asked]
    if silent:
        yield ClientQuestion(
            f"Who looks after {_listed(silent)} operations, and what does this person hand over?",
            f"The advert asks for {_listed(sorted(c.value for c in asked))} only.",
        )


def _about_platforms(
    reading: AdvertReading, platforms: Mapping[str, Platform]
) -> Iterator[ClientQuestion]:
    by_name = {platform.name: platform for platform in platforms.values()}
    first: dict[str, Span] = {}
    for named in reading.names:
        if named.kind == "platform":
            first.setdefault(named.name, named.span)
    for name, span in first.items():
        yield ClientQuestion(
            f"Which functions of {name} are switched on at the site, and who runs the rest?",
            _claims(name, by_name.get(name)),
            span,
        )


def _claims(name: str, platform: Platform | None) -> str:
    """What is publicly claimed, so that a name is not taken for a scope."""
    if platform is None or not platform.claims:
        return f"The name {name} says nothing about the scope at one client."
    known = _listed([claim.operations_category.value for claim in platform.claims])
    unknown = _listed([category.value for category in platform.unknown])
    rest = f"; we found nothing on {unknown}" if unknown else ""
    return (
        f"Public sources mention {known} for {name}{rest}. What one client uses is another matter."
    )


def _listed(words: list[str]) -> str:
    return " and ".join(", ".join(words).rsplit(", ", 1))
