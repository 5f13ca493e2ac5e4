"""Builds the database that `record.py` records: the demo and one more role with everything in it.

MES-7 has two kits with a placement exercise and a kit draft, four candidates, and:

- C-01: R-01 submitted late notes, added a question and left the kit; R-02's scorecard is a draft
  that two tabs wrote. The debrief was opened early and decisions were made. The board is finished.
- C-02: nothing on the scorecards yet, and a board that was begun.
- C-03: withdrew after the first notes.
- C-04: an interview that nobody has started; the recorded events go to it.

This module and `record.py` are needed only to record again. They run on the commit that
`record.py` names; no test imports them.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from assessment.domain.draft_form import DraftForm
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    ItemId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind, Recommendation
from assessment.domain.requisition import Reveal, SeatRole
from assessment.domain.role import RoleBrief
from assessment.services import demo
from assessment.services.drafts import brief_drafts, form_drafts
from assessment.services.hiring import briefs, candidates, panels, requisitions, scheduling
from assessment.services.kits import kits, locking, parallel_forms
from assessment.services.reading import debriefs
from assessment.services.recording import amendments
from question_bank import Cell, Competency, OrganisationalScope
from question_bank.model import Industry
from tests.compatibility.doors import OWN_PAGE, Product, bank

ROLE = RequisitionId("MES-7")
LEAD, SECOND, THIRD = (RaterId(f"R-0{n}") for n in (1, 2, 3))
SHEET = SheetKey(InterviewId("MES-7.C-01.1"), LEAD)


def build(product: Product) -> None:
    """Fills an empty database."""
    demo.load(product.store.open_uow, bank(), product.clock, by=OWNER)
    product.later(60)
    _open_a_role(product)
    _interview_and_submit(product)
    _second_rater_in_two_tabs(product)
    _boards(product)
    _withdraw(product)
    _amend(product)
    _debrief(product)
    _leave_unsaved(product)


def _open_a_role(product: Product) -> None:
    store, clock = product.store.open_uow, product.clock
    requisitions.create(
        store,
        clock,
        title="MES engineer, filling & packing",
        client="Møller <Süd>",
        reference=ROLE,
        by=OWNER,
    )
    for name in ("Ada Ω. Park", "李 小龙", "", "Chen =1+1"):
        candidates.add_candidate(store, clock, requisition=ROLE, name=name, by=OWNER)
    with store() as uow:
        for rater in (LEAD, SECOND, THIRD):
            uow.people.add_rater(rater, f"Rater {rater}")
        uow.commit()
    for rater, role in ((LEAD, SeatRole.LEAD), (SECOND, SeatRole.INTERVIEWER)):
        panels.seat(store, requisition=ROLE, rater=rater, role=role, by=OWNER)
    panels.seat_new(store, requisition=ROLE, name="Ola Nordmann", role=SeatRole.OBSERVER, by=OWNER)
    panels.seat_new(store, requisition=ROLE, name="Bo Ek", role=SeatRole.CONSULTANT, by=OWNER)
    for share in (20, 30):
        briefs.save(store, clock, bank(), _brief(product, share), by=OWNER)
        product.later(60)
    planned = clock() + timedelta(days=1)
    first = _kit(product)
    _plan(product, ("C-01", "C-03", "C-04"), first, planned)
    parallel_forms.make_parallel(store, clock, bank(), requisition=ROLE, kit=first, by=OWNER)
    second = locking.freeze(store, clock, bank(), requisition=ROLE, by=OWNER).id
    _plan(product, ("C-02",), second, planned + timedelta(hours=2))
    kits.draft(store, clock, bank(), requisition=ROLE, minutes=30, by=OWNER)
    requisitions.change_reveal(
        store, clock, requisition=ROLE, reveal=Reveal.AFTER_OWN_SCORECARD, by=OWNER
    )


def _brief(product: Product, share: int) -> RoleBrief:
    before = briefs.latest(product.store.open_uow, ROLE, by=OWNER)
    weights = briefs.blended(bank(), share) | {Competency.ASSURANCE: 40.0}
    return RoleBrief(
        requisition=ROLE,
        revision=before.revision if before else 0,
        title="MES engineer, filling & packing",
        client="Møller <Süd>",
        enterprise_share=share,
        cells={Cell.parse("production.dispatching"): 2, Cell.parse("quality.tracking"): 1},
        organisational_scope=OrganisationalScope.ONE_SITE,
        industry=Industry.BATCH,
        weights=weights,
        rationale={Competency.ASSURANCE: "Audited twice last year;\n=and again in May."},
        required_score=62.5,
        coverage_floor=0.6,
        to_clear_up="Who signs the batch record?",
        saved_at=product.now,
    )


def _kit(product: Product) -> KitId:
    store, clock = product.store.open_uow, product.clock
    kits.draft(store, clock, bank(), requisition=ROLE, minutes=60, by=OWNER)
    kits.add_exercise(store, bank(), requisition=ROLE, by=OWNER)
    kits.draft(store, clock, bank(), requisition=ROLE, minutes=60, by=OWNER)
    return locking.freeze(store, clock, bank(), requisition=ROLE, by=OWNER).id


def _plan(product: Product, codes: tuple[str, ...], kit: KitId, at: datetime) -> None:
    for code in codes:
        scheduling.plan_interviews(
            product.store.open_uow,
            times={CandidateId(f"{ROLE}.{code}"): at},
            kit=kit,
            seats=[LEAD, SECOND, RaterId("R-04")],
            by=OWNER,
        )


class Page:
    """One page load that sends events, as the outbox of a browser does."""

    def __init__(self, product: Product, interview: str, rater: str, client: str) -> None:
        self.product, self.client, self.seq = product, client, 0
        self.box = f"{interview}:{rater}"
        is_board = rater == "board"
        self.path = "/api/board" if is_board else "/api/events"
        self.token = (
            product.board_token(interview) if is_board else product.sheet_token(interview, rater)
        )
        with product.store.open_uow(read_only=True) as uow:
            found = uow.interviews.find(InterviewId(interview))
        self.kit = found.kit if found else ""

    def event(self, kind: str, item: str = "", value: Any = None, part: str = "") -> dict[str, Any]:
        self.seq += 1
        at = int(self.product.now.timestamp() * 1000) + self.seq
        event = {"seq": self.seq, "kind": kind, "item": item, "part": part, "value": value}
        return event | {"base": 0, "at": at, "kit": self.kit}

    def send(self, *events: dict[str, Any]) -> Any:
        body = {"box": self.box, "client": self.client, "token": self.token}
        sent = json.dumps(body | {"epoch": self.product.epoch, "events": list(events)}).encode()
        answer = self.product.post(self.path, sent, OWN_PAGE)
        assert answer.status == 200, answer
        assert not answer.body["refused"], answer.body
        self.product.later(5)
        return answer.body


def added_question(because: str) -> tuple[str, str]:
    """The item id and the text of a question that no kit of MES-7 has."""
    question = bank().questions["ptf-031"]
    from assessment.domain.added import item_of  # noqa: PLC0415  # beside its only use
    from assessment.domain.kit import AskedQuestion  # noqa: PLC0415  # beside its only use

    asked = AskedQuestion.of(question).document()
    plain = {"because": because, "minutes": question.minutes, "asked": asked}
    return item_of(question.id), json.dumps(plain)


def items_of(product: Product, interview: str) -> list[str]:
    with product.store.open_uow(read_only=True) as uow:
        found = uow.interviews.find(InterviewId(interview))
        kit = uow.kits.find(found.kit) if found else None
    return [item.id for item in kit.items] if kit else []


def _interview_and_submit(product: Product) -> None:
    page = Page(product, SHEET.interview, LEAD, "page-of-lead")
    first, second, third, *rest = items_of(product, SHEET.interview)
    item, text = added_question("She brought up the platform choice herself.")
    page.send(
        page.event("verdict", second, 4),
        page.event("evidence", second, "asked first; 排程 👍\nsecond line"),
        page.event("deviation", second, "The candidate began with it.", part="order"),
        page.event("verdict", first, 2),
        page.event("verdict", first, 3),
        page.event("probe", first, value=True, part="0"),
        page.event("belief", first, value=True, part="1"),
        page.event("belief", first, value=False, part="1"),
        page.event("belief", first, value=True, part="0"),
        page.event("seconds", first, 312),
    )
    page.send(
        page.event("verdict", third, "not_asked"),
        page.event("deviation", third, "Time ran out.", part="skipped"),
        page.event("added", item, text),
        page.event("verdict", item, 5),
        page.event("evidence", item, '=HYPERLINK("x"); names the exit costs'),
        *(page.event("verdict", i, "no_evidence" if n % 2 else 3) for n, i in enumerate(rest)),
        page.event("recommendation", value="yes"),
        page.event("reasons", value="Sound on the floor.\n\n@later: check references"),
        page.event("submit", value=True),
    )
    tab = Page(product, SHEET.interview, LEAD, "another-tab")
    tab.send(
        tab.event("verdict", first, 5),
        tab.event("evidence", first, "Held back in the other tab."),
        tab.event("evidence", second, "a longer note that came too late"),
        tab.event("probe", first, value=True, part="1"),
        tab.event("seconds", first, 400),
    )


def _second_rater_in_two_tabs(product: Product) -> None:
    one = Page(product, SHEET.interview, SECOND, "tab-one")
    two = Page(product, SHEET.interview, SECOND, "tab-two")
    first, second, *_ = items_of(product, SHEET.interview)
    one.send(one.event("evidence", first, "from the first tab"), one.event("verdict", first, 4))
    told = two.send(two.event("evidence", first, "from the second tab"))
    assert told["others"], told
    early, newer = one.event("evidence", second, "older"), one.event("evidence", second, "newer")
    one.send(newer)
    assert one.send(early)["ids"] == {str(early["seq"]): 0}
    for interview in ("MES-7.C-03.1",):
        page = Page(product, interview, SECOND, "before-withdrawing")
        page.send(page.event("evidence", first, "Left after ten minutes."))


def _boards(product: Product) -> None:
    for interview, until in (("MES-7.C-01.1", None), ("MES-7.C-02.1", 5)):
        page = Page(product, interview, "board", f"board-of-{interview[-4:-2]}")
        cards = cards_of(product, interview)
        places = [
            "4",
            "2",
            "none",
            "3.supporting",
            "3.production.dispatching",
            "3.quality.tracking",
        ]
        page.send(page.event("convention", value="own_words"))
        page.send(page.event("words", value="MES is what the operators see."))
        for n, card in enumerate(cards[:until]):
            page.send(page.event("move", value=places[n % len(places)], part=card))
        page.send(
            page.event("move", value=None, part=cards[0]),
            page.event("move", value="4", part=cards[0]),
            page.event("footprint", value=True, part="production.tracking"),
            page.event("footprint", value=True, part="quality.tracking"),
            page.event("footprint", value=False, part="quality.tracking"),
        )
        if until is None:
            page.send(page.event("finish", value=True))
            page.send(page.event("move", value="2", part=cards[1]))


def cards_of(product: Product, interview: str) -> list[str]:
    with product.store.open_uow(read_only=True) as uow:
        found = uow.interviews.find(InterviewId(interview))
        kit = uow.kits.find(found.kit) if found else None
    return [card.id for card in kit.deck.cards] if kit and kit.deck else []


def _withdraw(product: Product) -> None:
    candidates.withdraw(
        product.store.open_uow,
        product.clock,
        candidate=CandidateId("MES-7.C-03"),
        reason="Took another offer.",
        by=OWNER,
    )


def _amend(product: Product) -> None:
    store, clock = product.store.open_uow, product.clock
    demo_sheet = SheetKey(InterviewId("DEMO-PLANT.C-01.1"), RaterId("D-01"))
    item, text = added_question("It was asked, and I forgot to add it.")
    changes: list[dict[str, Any]] = [
        {"kind": Kind.VERDICT, "item": ItemId("q01"), "value": 4},
        {"kind": Kind.EVIDENCE, "item": ItemId("q01"), "value": "He names the order of work."},
        {"kind": Kind.PROBE, "item": ItemId("q02"), "part": "0", "value": True},
        {"kind": Kind.ADDED, "item": ItemId(item), "value": text},
        {"kind": Kind.VERDICT, "item": ItemId(item), "value": 3},
        {"kind": Kind.RECOMMENDATION, "value": Recommendation.MIXED},
    ]
    for change in changes:
        amendments.amend(store, clock, sheet=demo_sheet, because="On reflection.", **change)
        product.later(30)
    with store(read_only=True) as uow:
        proposals = amendments.open_proposals(
            amendments.scorecard(SHEET, uow.entries.newest(SHEET))
        )
    leave, take, *_ = proposals
    amendments.accept_proposed(
        store,
        clock,
        sheet=SHEET,
        entry=take.id,
        because="It was in the other tab.",
        by=Actor(rater=SHEET.rater),
    )
    amendments.decline_proposed(
        store,
        clock,
        sheet=SHEET,
        entry=leave.id,
        because="A stray key.",
        by=Actor(rater=SHEET.rater),
    )


def _debrief(product: Product) -> None:
    store, clock = product.store.open_uow, product.clock
    ada = CandidateId("MES-7.C-01")
    debriefs.open_debrief(
        store, clock, candidate=ada, by=OWNER, reason="R-02 is on leave until April."
    )
    product.later(60)
    debriefs.add_note(
        store, clock, candidate=ada, by=Actor(rater=SECOND), text="I would ask about tracking."
    )
    debriefs.add_note(
        store,
        clock,
        candidate=ada,
        by=Actor(rater=LEAD),
        text="We heard the same thing twice.",
        interview=SHEET.interview,
        item=ItemId("q01"),
    )
    debriefs.settle_level(
        store,
        clock,
        candidate=ada,
        by=Actor(rater=LEAD),
        interview=SHEET.interview,
        item=ItemId("q01"),
        level=3,
        text="The note carries it.",
    )
    for choice in (Recommendation.MIXED, Recommendation.YES):
        product.later(60)
        debriefs.recommend(
            store,
            clock,
            candidate=ada,
            by=Actor(rater=LEAD),
            recommendation=choice,
            reasons="Two of three.",
        )


def _leave_unsaved(product: Product) -> None:
    store, clock = product.store.open_uow, product.clock
    draft = _brief(product, 45)
    typed = replace(draft, title="  ", client="Møller & Söhne", to_clear_up="half a sent")
    brief_drafts.keep(store, clock, typed, by=OWNER)
    brief_drafts.keep(store, clock, replace(draft, coverage_floor=1.5), by=Actor(rater=LEAD))
    with store(read_only=True) as uow:
        card = amendments.scorecard(SHEET, uow.entries.newest(SHEET))
    open_still = amendments.open_proposals(card)[-1].id
    ada, li = CandidateId("MES-7.C-01"), CandidateId("MES-7.C-02")
    kept: list[tuple[CandidateId, RaterId | None, str, dict[str, str]]] = [
        (ada, LEAD, "note", {"note": "A note that was never sa"}),
        (ada, None, "final", {"recommendation": "strong_yes", "reasons": "because 👍"}),
        (ada, LEAD, f"settle {SHEET.interview} q02", {"level": "4", "why": "half typed"}),
        (ada, LEAD, f"proposal {open_still}", {"because": "it was typed before"}),
        (ada, LEAD, f"amend {SHEET.interview} q01 verdict", {"level": "2", "because": "unsure"}),
        (li, None, "open early", {"reason": "R-02 may not"}),
    ]
    for candidate, author, name, said in kept:
        form = DraftForm(candidate=candidate, author=author, name=name)
        form_drafts.keep(store, clock, form, typed=said, by=Actor(rater=form.author))
