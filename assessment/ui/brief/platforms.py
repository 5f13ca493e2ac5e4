"""A product that the client names: what it publicly claims, and why its name settles nothing."""

from typing import NamedTuple

import streamlit as st

from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import joined
from question_bank import OperationsCategory, Platform, QuestionBank
from question_bank.platform_content import Claimant

CLAIMANTS = {
    Claimant.SUPPLIER: "The supplier says",
    Claimant.PARTNER: "A partner says",
    Claimant.TRADE_PRESS: "The trade press says",
    Claimant.SELF_RATING: "It rates itself",
}

_draw = Macros("brief/templates/ways.html.j2")


class ClaimRow(NamedTuple):
    """What is known of one operations category."""

    category: str
    cells: str
    """The cells that a source names; blank where it names none."""
    says: str
    """Who says what; blank for unknown."""
    source: str


def look_up(bank: QuestionBank) -> None:
    """Draws a list of products behind a button; choosing one changes nothing in the brief."""
    platforms = bank.scoping.platforms
    if not platforms:
        return
    with st.popover("Look up a product", icon=":material/search:"):
        names = {id_: p.name for id_, p in sorted(platforms.items(), key=lambda p: p[1].name)}
        chosen = st.selectbox(
            "Product that the client names",
            list(names),
            format_func=names.__getitem__,
            index=None,
            placeholder="Choose a product",
            key="platform looked up",
        )
        if chosen:
            platform = platforms[chosen]
            noted = f"{platform.noted_on.day} {platform.noted_on:%B %Y}"
            html.put(_draw("platform", platform.note, claim_rows(platform, bank), noted))


def claim_rows(platform: Platform, bank: QuestionBank) -> list[ClaimRow]:
    """A row for each operations category; what no source was found for is unknown."""
    claims = {claim.operations_category: claim for claim in platform.claims}
    return [
        ClaimRow(
            category.capitalize(),
            joined([cell.activity.label for cell in claim.cells]),
            f"{CLAIMANTS[claim.by]}: {claim.says}",
            bank.sources.get(claim.source, claim.source),
        )
        if (claim := claims.get(category))
        else ClaimRow(category.capitalize(), "", "", "")
        for category in OperationsCategory
    ]
