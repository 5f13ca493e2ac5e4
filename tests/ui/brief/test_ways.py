"""The ways into a brief, on the page alone: a role, a talk, and what each of them moved."""

import pytest

from assessment.domain.permissions import OWNER
from assessment.services.drafts import brief_drafts
from question_bank import Cell, Competency, OrganisationalScope, load_bank
from tests.builders import REQUISITION, a_brief
from tests.ui.page_reading import area, drawn, field_of, press, primaries, said, unescaped

FILL = "Fill the brief from this role"
WORDS = "The client's words (optional)"


@pytest.fixture
def shipped(preparing):
    """The pages with the shipped bank, which has roles and a talk."""
    preparing.bank = load_bank()
    return preparing.with_requisition()


def opened(pages, way, **query):
    return pages.page("brief", requisition=REQUISITION, way=way, **query)


def kept(pages):
    return brief_drafts.kept(pages.open_uow, REQUISITION, by=OWNER)


def tick(page, text):
    box = next(b for b in page.checkbox if unescaped(b.label) == text)
    return (box.uncheck() if box.value else box.check()).run()


def warned(page):
    return unescaped("\n".join(w.value for w in page.warning))


def test_a_first_brief_begins_with_the_roles_and_a_saved_one_with_its_fields(shipped):
    page = shipped.page("brief", requisition=REQUISITION)
    [fill] = [b for b in page.button if b.label == FILL]
    assert fill.disabled
    assert "Choose a role to see what it would put into the brief." in said(page)
    assert "What this role puts into a brief" not in drawn(page)
    shipped.with_brief()
    assert FILL not in [b.label for b in shipped.page("brief", requisition=REQUISITION).button]


def test_a_role_fills_the_brief_and_can_be_undone(shipped):
    page = opened(shipped, "role", role="mom-architect")
    assert "In the adverts we read" in drawn(page)
    assert "**Not in the brief yet.**" in said(page)
    before = kept(shipped)
    press(page, FILL)
    assert "The brief began with this role." in said(page)

    brief = kept(shipped)
    assert brief.cells == load_bank().scoping.roles["mom-architect"].cells
    assert (brief.enterprise_share, brief.organisational_scope) == (
        85,
        OrganisationalScope.ENTERPRISE_PROGRAMME,
    )
    assert brief.title == a_brief().title
    assert field_of(page, "Weight of Integration").value == 25
    assert "Who does this role report to" in field_of(page, "Open questions for the client").value
    assert "Began with MOM architect, unchanged since" in drawn(page)

    press(page, "Undo filling the brief")
    assert before is None
    assert kept(shipped) is None
    assert "Began with" not in drawn(page)


def test_a_second_press_keeps_the_way_back(shipped):
    page = opened(shipped, "role", role="mes-engineer")
    press(page, FILL)
    press(page, FILL)
    press(page, "Undo filling the brief")
    assert kept(shipped) is None


def test_undo_is_gone_once_something_else_was_changed(shipped):
    page = opened(shipped, "role", role="mes-engineer")
    press(page, FILL)
    area(page, "Role title").input("Night engineer").run()
    assert "Undo filling the brief" not in [b.label for b in page.button]
    assert kept(shipped).title == "Night engineer"


def test_a_role_that_is_not_in_the_catalogue_is_named(shipped):
    page = opened(shipped, "role", role="mes-wizard")
    assert "The catalogue has no role “mes-wizard”. Choose one of these." in warned(page)
    assert FILL in [b.label for b in page.button]


def test_an_answer_moves_the_brief_at_once_and_says_why(shipped):
    shipped.with_brief()
    page = opened(shipped, "talk")
    tick(page, "A machine is down, and the right person or part isn't found")

    brief = kept(shipped)
    assert brief.cells[Cell.parse("maintenance.dispatching")] == 2
    assert brief.weights[Competency.BREADTH] == 15
    shown = drawn(page)
    assert "This answer moves | Maintenance · resource management" in shown
    assert "Somebody has to be sent, with the right skills and parts." in shown
    assert "1 of 12 questions answered" in shown
    assert field_of(page, "Weight of Breadth").value == 15

    tick(page, "A machine is down, and the right person or part isn't found")
    assert kept(shipped) is None
    assert "0 of 12 questions answered" in drawn(page)


def test_contradicting_answers_are_named_at_once_and_asked_back(shipped):
    shipped.with_brief()
    page = opened(shipped, "talk", ask="sites")
    page.radio[0].set_value("one").run()
    assert not page.warning
    page = opened(shipped, "talk", ask="template")
    page.radio[0].set_value("owns").run()

    assert "One site, but the role decides on a template for all sites." in warned(page)
    question = "Who decides on the template for the other sites, and do they accept this role?"
    assert question in field_of(page, "Open questions for the client").value
    assert kept(shipped).organisational_scope is OrganisationalScope.ENTERPRISE_PROGRAMME

    page.radio[0].set_value("follows").run()
    assert not page.warning
    assert question not in field_of(page, "Open questions for the client").value


def test_the_clients_words_are_kept_and_there_again_and_saved_with_the_brief(shipped):
    shipped.with_brief()
    page = opened(shipped, "talk", ask="template")
    area(page, WORDS).input("We call it the blue book.").run()
    assert kept(shipped).origin.answers["template"].note == "We call it the blue book."

    again = opened(shipped, "talk", ask="template")
    assert area(again, WORDS).value == "We call it the blue book."
    press(again, "Next question")
    assert area(again, WORDS).value == ""
    press(again, "Previous question")
    assert area(again, WORDS).value == "We call it the blue book."
    press(again, "Save brief")

    brief = shipped.file().brief
    assert brief.origin.answers["template"].note == "We call it the blue book."
    assert (brief.cells, brief.weights) == (a_brief().cells, a_brief().weights)


def test_discarding_takes_the_answers_back_too(shipped):
    shipped.with_brief()
    page = opened(shipped, "talk")
    tick(page, "Nobody calls this role at night")
    press(page, "Discard changes")
    assert kept(shipped) is None
    assert not any(box.value for box in page.checkbox if "Nobody" in box.label)


def test_what_was_changed_since_the_role_is_listed_with_its_reason(shipped):
    page = opened(shipped, "role", role="mes-engineer")
    press(page, FILL)
    field_of(page, "Target: share of enterprise work in the role").set_value(30).run()
    page.query_params["way"] = "talk"
    page.query_params["ask"] = "improve"
    tick(page.run(), "Maintenance plans and work orders")

    shown = drawn(page)
    assert "Began with MES engineer, 5 changes since" in shown
    assert "Target | : 0\u00a0% enterprise → 30\u00a0% enterprise | Changed by hand." in shown
    assert "“Maintenance plans and work orders”: Maintenance operations" in shown


def test_a_product_is_looked_up_and_what_nobody_claims_is_unknown(shipped):
    shipped.with_brief()
    page = opened(shipped, "talk", ask="systems")
    field_of(page, "Product that the client names").set_value("opcenter").run()

    shown = drawn(page)
    assert "A site that says it runs Opcenter may run one of them." in shown
    assert "Maintenance | Unknown: no source was read." in shown
    assert "A partner says: Quality during production is part of the execution product." in shown
    assert kept(shipped) is None


def test_only_the_open_way_is_drawn(shipped):
    shipped.with_brief()
    page = shipped.page("brief", requisition=REQUISITION)
    assert WORDS not in [a.label for a in page.text_area]
    assert primaries(page) == ["Build the kit"]
    assert "Question" not in [s.label for s in opened(shipped, "role").selectbox]


def test_a_bank_without_roles_and_talk_has_the_fields_alone(preparing):
    page = preparing.with_requisition().page("brief", requisition=REQUISITION)
    assert [group.label for group in page.button_group] == ["Override the weight of"]
    assert "Plant · not saved yet" in said(page)
