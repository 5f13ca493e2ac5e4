"""The pages before the interview, each alone over a store in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.ids import RaterId
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services import briefs, kits, panels, requisitions
from assessment.services.ports import OpenUnitOfWork
from assessment.services.records import RequisitionFile, read_requisition
from assessment.ui.world import World
from question_bank import CELLS, Competency, QuestionBank
from tests.builders import (
    INTERVIEW,
    NOON,
    PLANT,
    REQUISITION,
    a_bank,
    a_brief,
    a_kit,
    a_requisition,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow


@dataclass
class Desk:
    """One world, its pages, and what its store holds by now."""

    open_uow: OpenUnitOfWork = field(default_factory=fake_open_uow)
    bank: QuestionBank = field(default_factory=a_bank)
    clock: StoppedClock = field(default_factory=StoppedClock)

    def page(self, name: str, **query: str) -> AppTest:
        world = World(bank=self.bank, open_uow=self.open_uow, clock=self.clock)
        page = AppTest.from_function(
            _script, kwargs={"name": name, "world": world}, default_timeout=60
        )
        for key, value in query.items():
            page.query_params[key] = value
        return checked(page.run())

    def file(self) -> RequisitionFile:
        return read_requisition(self.open_uow, REQUISITION, rater=None)

    def with_requisition(self) -> "Desk":
        with self.open_uow() as uow:
            uow.requisitions.add(a_requisition())
            uow.commit()
        return self

    def with_people(self) -> "Desk":
        for name in ("Ada", ""):
            requisitions.add_candidate(
                self.open_uow, self.clock, requisition=REQUISITION, name=name
            )
        panels.seat_new(
            self.open_uow,
            requisition=REQUISITION,
            name="R. Okafor",
            role=SeatRole.LEAD,
            by=None,
        )
        return self

    def with_brief(self) -> "Desk":
        briefs.save(self.open_uow, self.clock, self.bank, a_brief())
        return self

    def with_draft(self, minutes: int = 20) -> "Desk":
        kits.draft(self.open_uow, self.clock, self.bank, requisition=REQUISITION, minutes=minutes)
        return self

    def with_kit(self) -> "Desk":
        self.with_draft()
        kits.freeze(self.open_uow, self.clock, self.bank, requisition=REQUISITION)
        return self


def _script(name, world):
    from importlib import import_module  # noqa: PLC0415  # AppTest runs this source alone

    import streamlit as st  # noqa: PLC0415

    from assessment.domain.errors import AssessmentError  # noqa: PLC0415

    try:
        import_module(f"assessment.ui.pages.{name}").render(world)
    except AssessmentError as fault:  # as the shell does around every page
        st.error(str(fault))


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    button = next(b for b in page.button if b.label == label)
    return checked(button.click().run())


def field_of(page: AppTest, label: str):
    """The one input with this label."""
    kinds = (page.text_input, page.text_area, page.number_input, page.slider, page.selectbox)
    (found,) = [w for kind in kinds for w in kind if w.label == label]
    return found


def said(page: AppTest) -> str:
    return "\n".join(m.value for m in page.markdown)


def told(page: AppTest) -> list[str]:
    """The refusals on the page, as they are read."""
    return [e.value.replace("\\", "") for e in page.error]


def primaries(page: AppTest) -> list[str]:
    """What the primary buttons say: never more than one a screen."""
    return [b.label for b in page.button if b.proto.type == "primary"]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_empty_list_of_requisitions_says_what_to_do_and_creates_the_first(desk):
    page = desk.page("requisition")
    assert "Start with one: a title and the client are enough." in said(page)
    assert primaries(page) == ["Create the requisition"]

    field_of(page, "Title").input("MES engineer")
    field_of(page, "Client").input("Brewery")
    field_of(page, "Reference (optional)").input("mes-1")
    press(page, "Create the requisition")

    assert page.query_params["requisition"] == "MES-1"
    assert desk.file().requisition == a_requisition()
    assert page.title[0].value == "MES engineer"
    assert primaries(page) == ["Write the role brief"]


def test_a_refused_requisition_keeps_what_was_typed(desk):
    page = desk.page("requisition")

    field_of(page, "Title").input("MES engineer")
    press(page, "Create the requisition")

    assert told(page) == ["Name the client: the company or site that is hiring."]
    assert field_of(page, "Title").value == "MES engineer"


def test_a_title_with_markdown_in_it_is_text_wherever_it_stands(desk):
    title, escaped = "![MES](x) *now*", "\\!\\[MES\\]\\(x\\) \\*now\\*"
    made = {"client": "Brewery", "title": title, "reference": "A-1"}
    requisitions.create(desk.open_uow, desk.clock, **made)
    assert desk.page("requisition", requisition="A-1").title[0].value == escaped

    page = desk.page("requisition")
    field_of(page, "Title").input("Another")
    field_of(page, "Client").input("Brewery")
    field_of(page, "Reference (optional)").input("A-1")
    press(page, "Create the requisition")
    assert escaped in page.error[0].value


def test_requisitions_are_listed_with_their_state(desk):
    page = desk.with_requisition().with_people().page("requisition")

    assert "1 opening to hire for." in said(page)
    assert "2 candidates · no role brief yet" in said(page)


def test_an_unknown_requisition_is_named(desk):
    page = desk.page("requisition", requisition="NO-1")

    assert told(page) == ["There is no requisition 'NO-1' in this database."]


def test_candidates_and_panel_are_added_one_after_the_other(desk):
    page = desk.with_requisition().page("requisition", requisition=REQUISITION)

    for name in ("Ada", ""):
        field_of(page, "Name (optional)").input(name)
        press(page, "Add a candidate")
    field_of(page, "Name of the interviewer").input("R. Okafor")
    press(page, "Add to the panel")

    file = desk.file()
    assert [c.candidate.code for c in file.candidates] == ["C-01", "C-02"]
    assert [(m.rater, m.role) for m in file.panel] == [("R-01", SeatRole.LEAD)]
    assert requisitions.names(desk.open_uow, REQUISITION).candidates == {"MES-1.C-01": "Ada"}


def test_a_candidate_is_withdrawn_with_a_reason_and_another_removed(desk):
    desk.with_requisition().with_people()
    page = desk.page("requisition", requisition=REQUISITION)

    reason = next(w for w in page.text_input if w.label == "Reason")
    reason.input("took another offer")
    press(page, "Withdraw")
    page.button(key="remove-MES-1.C-02").click().run()

    assert "withdrawn Mon 2 Mar 2026: took another offer" in said(page).replace("\\", "")
    assert [c.candidate.code for c in desk.file().candidates] == ["C-01"]


def test_a_candidate_with_entries_is_not_removed_and_the_page_says_why(desk):
    furnish(desk.open_uow)
    with desk.open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()

    page = desk.page("requisition", requisition=REQUISITION)
    page.button(key="remove-MES-1.C-01").click().run()

    assert [t.partition(":")[0] for t in told(page)] == ["C-01 cannot be removed"]
    assert len(desk.file().candidates) == 1


def test_the_rule_for_others_ratings_is_changed_on_the_page(desk):
    page = desk.with_requisition().page("requisition", requisition=REQUISITION)

    page.radio[0].set_value(Reveal.AFTER_OWN_SCORECARD).run()
    press(page, "Save this rule")

    assert desk.file().requisition.reveal is Reveal.AFTER_OWN_SCORECARD


@pytest.mark.parametrize(
    ("by", "offered"),
    [
        ("R-01", ["Save the role", "Take off the panel"] * 2 + ["Add to the panel"]),
        ("R-02", []),
    ],
)
def test_the_panel_is_changed_by_who_leads_it_and_read_by_the_others(desk, by, offered):
    desk.with_requisition().with_people()
    panels.seat_new(
        desk.open_uow,
        requisition=REQUISITION,
        name="M. Silva",
        role=SeatRole.INTERVIEWER,
        by=RaterId("R-01"),
    )
    world = World(bank=desk.bank, open_uow=desk.open_uow, clock=desk.clock)
    page = AppTest.from_function(_panel, kwargs={"world": world, "by": by}, default_timeout=60)
    checked(page.run())

    assert [b.label for b in page.button] == offered
    assert len(page.radio) == (1 if offered else 0)
    assert ("The lead, a consultant or the owner may change this." in said(page)) is (not offered)


def _panel(world, by):
    from assessment.services import records, requisitions  # noqa: PLC0415  # run alone
    from assessment.ui.components.panel import panel  # noqa: PLC0415

    file = records.read_requisition(world.open_uow, "MES-1", rater=by)
    panel(world, file, requisitions.names(world.open_uow, "MES-1"), by=by)


def test_a_role_is_changed_and_a_seat_given_up(desk):
    page = desk.with_requisition().with_people().page("requisition", requisition=REQUISITION)

    page.selectbox(key="role-R-01").set_value(SeatRole.OBSERVER).run()
    page.button(key="save-role-R-01").click().run()
    assert desk.file().panel[0].role is SeatRole.OBSERVER

    page.button(key="unseat-R-01").click().run()
    assert desk.file().panel == ()


def test_a_known_interviewer_is_chosen_and_not_typed_again(desk):
    panels.add_rater(desk.open_uow, name="M. Silva")
    page = desk.with_requisition().page("requisition", requisition=REQUISITION)

    page.selectbox[0].set_value("R-01")
    press(page, "Add to the panel")

    assert [m.rater for m in desk.file().panel] == ["R-01"]


def test_a_first_brief_begins_with_production_and_is_saved_in_one_press(desk):
    page = desk.with_requisition().page("brief", requisition=REQUISITION)
    assert primaries(page) == ["Save the brief"]
    assert "Plant · not saved yet" in said(page)

    press(page, "Save the brief")

    brief = desk.file().brief
    in_scope = {c: 1 for c in CELLS if c.operations_category == "production"}
    assert brief == replace(a_brief(), cells=in_scope)
    assert primaries(page) == ["Assemble the kit"]
    assert "Plant · revision 1, saved Mon 2 Mar 2026, 12:00" in said(page)


def test_the_blend_follows_the_slider_and_a_weight_by_hand_says_why(desk):
    page = desk.with_requisition().page("brief", requisition=REQUISITION)

    field_of(page, "Target: how much of the role is enterprise work").set_value(30).run()
    page.checkbox[1].check().run()
    field_of(page, "Weight of Execution").set_value(40.0).run()
    press(page, "Save the brief")
    assert told(page) == [
        (
            "The weight of execution is 40 instead of 19: say why, in a few words the client would "
            "accept."
        )
    ]

    field_of(page, "Why it differs from the blend").input("unmanned nights").run()
    press(page, "Save the brief")

    # 70 % of the plant's weights and 30 % of the enterprise's, execution aside.
    brief = desk.file().brief
    assert brief.enterprise_share == 30
    assert list(brief.weights.values()) == [20, 40, 11.5, 18.5, 8.5, 8.5, 9.5, 4.5]
    assert brief.rationale == {Competency.EXECUTION: "unmanned nights"}
    assert "70 % plant, 30 % enterprise · revision 1" in said(page)


def test_unticking_by_hand_goes_back_to_the_blend(desk):
    desk.with_requisition()
    by_hand = a_brief(
        weights=PLANT | {Competency.EXECUTION: 40.0},
        rationale={Competency.EXECUTION: "unmanned nights"},
    )
    briefs.save(desk.open_uow, desk.clock, desk.bank, by_hand)
    page = desk.page("brief", requisition=REQUISITION)
    assert field_of(page, "Weight of Execution").value == 40

    page.checkbox[1].uncheck().run()
    press(page, "Save the brief")

    brief = desk.file().brief
    assert (brief.revision, brief.weights, brief.rationale) == (2, PLANT, {})


def test_changes_wait_until_they_are_saved_or_discarded(desk):
    page = desk.with_requisition().with_brief().page("brief", requisition=REQUISITION)
    assert primaries(page) == ["Assemble the kit"]

    field_of(page, "Still to clear up with the client").input("Who owns nights?").run()
    assert primaries(page) == ["Save the brief"]
    assert "with changes that are not saved yet" in said(page)

    press(page, "Discard the changes")
    assert field_of(page, "Still to clear up with the client").value == ""
    assert desk.file().brief.revision == 1


def test_a_brief_with_other_weights_than_a_frozen_kit_says_so(desk):
    desk.with_requisition().with_brief().with_kit()
    page = desk.page("brief", requisition=REQUISITION)
    assert not page.info

    briefs.save(
        desk.open_uow,
        desk.clock,
        desk.bank,
        replace(a_brief(), enterprise_share=100, weights=briefs.blended(desk.bank, 100)),
    )
    page = desk.page("brief", requisition=REQUISITION)

    (told,) = page.info
    assert told.value.startswith(
        "Frozen with other weights than the brief has now: K1 (Mon 2 Mar 2026)."
    )


def test_without_a_requisition_in_the_address_the_only_one_is_taken(desk):
    page = desk.with_requisition().page("brief")

    assert page.query_params["requisition"] == REQUISITION


def test_pages_of_a_requisition_send_to_it_when_there_is_none(desk):
    for name in ("brief", "kit", "interviews"):
        assert "Create the first requisition" in said(desk.page(name))


def test_with_several_requisitions_the_page_asks_which(desk):
    desk.with_requisition()
    requisitions.create(desk.open_uow, desk.clock, title="Other", client="Dairy", reference="B")

    assert "For which requisition?" in said(desk.page("kit"))


def test_a_kit_waits_for_the_brief(desk):
    page = desk.with_requisition().page("kit", requisition=REQUISITION)

    assert primaries(page) == ["Write the role brief"]


def test_a_kit_is_assembled_and_frozen_with_two_presses(desk):
    page = desk.with_requisition().with_brief().page("kit", requisition=REQUISITION)
    assert field_of(page, "Minutes of the interview").value == 50

    press(page, "Assemble the kit")
    assert primaries(page) == ["Freeze the kit"]
    assert "7 questions, 35 of 50 minutes · not frozen yet" in said(page)
    assert "only enterprise questions on it:** Governance." in said(page)

    press(page, "Freeze the kit")
    (kit,) = desk.file().kits.values()
    assert f"hash `{kit.digest}`" in said(page)
    assert primaries(page) == ["Plan the interviews"]


def test_a_question_is_read_moved_swapped_and_taken_out(desk):
    desk.with_requisition().with_brief().with_draft(minutes=20)
    order = ["prd-dsp-001", "plc-001", "int-001", "qua-trk-001"]
    page = desk.page("kit", requisition=REQUISITION, q="qua-trk-001")
    assert "forty orders queued" in said(page)

    press(page, "Earlier")
    assert drafted(desk) == [*order[:2], "qua-trk-001", "int-001"]
    press(page, "Later")
    assert drafted(desk) == order

    field_of(page, "Ask instead").set_value(desk.bank.questions["mnt-sch-001"]).run()
    press(page, "Swap")
    assert drafted(desk) == [*order[:3], "mnt-sch-001"]
    assert page.query_params["q"] == "mnt-sch-001"

    press(page, "Take out")
    assert drafted(desk) == order[:3]
    assert "q" not in page.query_params


def test_a_title_opens_its_question_and_closes_it_again(desk):
    page = desk.with_requisition().with_brief().with_draft().page("kit", requisition=REQUISITION)

    page.button(key="read-plc-001").click().run()
    assert page.query_params["q"] == "plc-001"
    page.button(key="read-plc-001").click().run()
    assert "q" not in page.query_params


def test_a_question_is_added_and_too_many_minutes_are_said(desk):
    page = desk.with_requisition().with_brief().with_draft().page("kit", requisition=REQUISITION)

    field_of(page, "Another question").set_value(desk.bank.questions["asr-001"])
    press(page, "Add")
    assert "5 questions, 25 of 20 minutes, 5 too many · not frozen yet" in said(page)
    press(page, "Freeze the kit")
    assert told(page)[0].startswith("The questions take 25 minutes and the interview has 20")

    field_of(page, "Minutes of the interview").set_value(25).run()
    press(page, "Freeze the kit")
    assert [k.minutes for k in desk.file().kits.values()] == [25]


def test_a_question_the_bank_took_away_has_to_be_taken_out(desk):
    desk.with_requisition().with_brief().with_draft()
    desk.bank = replace(
        desk.bank, questions={q: v for q, v in desk.bank.questions.items() if q != "plc-001"}
    )
    page = desk.page("kit", requisition=REQUISITION)
    assert [w.value for w in page.warning] == [
        "The bank no longer offers plc-001. Take it out before freezing."
    ]

    press(page, "Take plc-001 out")

    assert drafted(desk) == ["prd-dsp-001", "int-001", "qua-trk-001"]


def test_a_second_kit_is_prepared_beside_the_frozen_one_or_dropped(desk):
    desk.with_requisition().with_brief().with_kit()
    page = desk.page("kit", requisition=REQUISITION)

    press(page, "Assemble another kit")
    press(page, "Drop this draft")
    assert "Frozen Mon 2 Mar 2026, 12:00" in said(page)

    press(page, "Assemble another kit")
    press(page, "Freeze the kit")
    assert [k.rpartition(".")[2] for k in desk.file().kits] == ["K1", "K2"]
    assert page.title[0].value == "Kit K2"
    assert desk.page("kit", requisition=REQUISITION, view="K1").title[0].value == "Kit K1"


@pytest.mark.parametrize(
    ("prepared", "button"),
    [
        ([], "Write the brief"),
        (["with_brief"], "Prepare the kit"),
        (["with_brief", "with_kit"], "Add candidates"),
    ],
)
def test_interviews_name_what_is_missing_before_they_can_be_planned(desk, prepared, button):
    desk.with_requisition()
    for step in prepared:
        getattr(desk, step)()

    assert primaries(desk.page("interviews", requisition=REQUISITION)) == [button]


def test_interviews_need_somebody_who_rates(desk):
    desk.with_requisition().with_brief().with_kit()
    requisitions.add_candidate(desk.open_uow, desk.clock, requisition=REQUISITION)

    page = desk.page("interviews", requisition=REQUISITION)

    assert primaries(page) == ["Add interviewers"]


def test_all_candidates_are_planned_one_after_the_other_in_one_press(desk):
    # The clock stands on Monday 2 March 2026; the kit has 20 minutes, with a break of 10 that is a
    # start every half hour, from nine on Tuesday.
    desk.with_requisition().with_people().with_brief().with_kit()
    page = desk.page("interviews", requisition=REQUISITION)
    assert "C-01 09:00, C-02 09:30" in said(page)

    press(page, "Plan 2 interviews")

    planned = [i for c in desk.file().candidates for i in c.interviews]
    assert [(i.id, i.planned_at) for i in planned] == [
        ("MES-1.C-01.1", datetime(2026, 3, 3, 9, 0, tzinfo=UTC)),
        ("MES-1.C-02.1", datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
    ]
    assert {i.seats for i in planned} == {(a_seat("R-01", SeatRole.LEAD),)}
    assert primaries(page) == ["Open the next interview"]


def test_an_interview_is_changed_and_removed_from_its_row(desk):
    furnish(desk.open_uow, an_interview(seats=(a_seat(), a_seat("R-02"))))
    page = desk.page("interviews", requisition=REQUISITION)

    page.multiselect(key=f"seats-{INTERVIEW}").set_value(["R-02"])
    page.time_input(key=f"when-{INTERVIEW}-time").set_value(datetime(2026, 3, 2, 15, 30).time())  # noqa: DTZ001  # a wall clock's time
    press(page, "Save the change")
    (changed,) = desk.file().candidates[0].interviews
    assert changed == an_interview(
        planned_at=NOON.replace(hour=15, minute=30), seats=(a_seat("R-02"),)
    )

    press(page, "Remove this interview")
    assert desk.file().candidates[0].interviews == ()


def test_an_interview_with_an_entry_says_why_it_stays(desk):
    furnish(desk.open_uow)
    with desk.open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()
    page = desk.page("interviews", requisition=REQUISITION)

    press(page, "Remove this interview")

    assert told(page)[0].startswith("The interview with C-01 can no longer be removed")


def test_a_withdrawn_candidate_stays_listed_and_is_not_offered(desk):
    furnish(desk.open_uow)
    requisitions.withdraw(
        desk.open_uow, desk.clock, candidate=an_interview().candidate, reason="left"
    )

    page = desk.page("interviews", requisition=REQUISITION)

    assert "candidate withdrew" in said(page)
    assert "/interview?" not in said(page)
    assert page.multiselect[-2].options == []


def test_no_page_offers_more_than_one_primary_button(desk):
    desk.with_requisition().with_people().with_brief()
    with desk.open_uow() as uow:
        uow.kits.add(a_kit())
        uow.commit()

    for name in ("requisition", "brief", "kit", "interviews"):
        assert len(primaries(desk.page(name, requisition=REQUISITION))) == 1


def drafted(desk: Desk) -> list[str]:
    return list(kits.drafted(desk.open_uow, desk.clock, desk.bank, REQUISITION).draft.questions)
