"""An advert beside the brief: pasted, read, kept, refused, and used to fill the form."""

import pytest

from assessment.domain.permissions import OWNER
from assessment.services.demo.sample_adverts import NAMES, sample_advert
from assessment.services.drafts import advert_drafts
from question_bank import Activity, Cell, OperationsCategory, OrganisationalScope, load_bank
from tests.builders import REQUISITION
from tests.ui.page_reading import field_of, press, said

CV = "Curriculum vitae\nWork experience\n2015 - present: I led the introduction of an MES.\n"
GERMAN = (
    "Wir suchen Sie und Sie sind bei uns die Person für das MES, mit der wir von Tag zu Tag "
    "auf dem Weg in die Zukunft sind und bleiben."
)
OEE = Cell(OperationsCategory.PRODUCTION, Activity.PERFORMANCE_ANALYSIS)


@pytest.fixture
def reading(preparing):
    """The pages with the shipped bank, at a role without a brief."""
    preparing.bank = load_bank()
    return preparing.with_requisition()


def opened(reading):
    return reading.page("brief", requisition=REQUISITION, way="advert")


def pasted(reading, text):
    page = opened(reading)
    field_of(page, "Job advert").input(text).run()
    return page


def kept(reading):
    return advert_drafts.kept(reading.open_uow, REQUISITION, by=OWNER)


def drawn(page):
    return "\n".join(element.proto.body for element in page.get("html"))


def test_a_pasted_advert_is_read_and_here_again_in_a_new_window(reading):
    page = pasted(reading, sample_advert("plant-role"))

    assert "Probably a plant role" in drawn(page)
    assert "Ask the client" in drawn(page)
    assert field_of(opened(reading), "Job advert").value == sample_advert("plant-role")


def test_filling_the_brief_moves_the_form_and_ends_the_draft_of_the_advert(reading):
    page = pasted(reading, sample_advert("plant-role"))
    press(page, "Fill the brief from this advert")

    assert "Began with MES Engineer, Varnhold plant" in drawn(page)
    press(page, "Save brief")
    brief = reading.file().brief
    assert OEE in brief.cells
    assert brief.organisational_scope is OrganisationalScope.ONE_SITE
    assert "OEE and downtime reports" in brief.origin.start.reasons[f"cells.{OEE.key}"]
    assert "Siemens Opcenter" in brief.to_clear_up
    assert kept(reading) == ""


def test_an_advert_that_says_nothing_moves_no_cell_and_adds_questions(reading):
    page = pasted(reading, sample_advert("synonyms"))
    press(page, "Fill the brief from this advert")
    press(page, "Save brief")
    brief = reading.file().brief

    assert "Cannot tell from this advert" in drawn(page)
    assert {c.operations_category for c in brief.cells} == {OperationsCategory.PRODUCTION}
    assert "Which sites is the person responsible for" in brief.to_clear_up


@pytest.mark.parametrize("name", NAMES)
def test_each_sample_is_one_click_away(reading, name):
    page = opened(reading)
    press(page, NAMES[name])

    assert field_of(page, "Job advert").value == sample_advert(name)
    assert "Ask the client" in drawn(page)


def test_a_cv_is_refused_and_not_stored(reading):
    page = pasted(reading, CV)

    assert "reads like a candidate's CV" in page.warning[0].value
    assert kept(reading) == ""
    assert "Fill the brief from this advert" not in [b.label for b in page.button]


def test_a_cv_pasted_over_an_advert_takes_what_was_kept_along(reading):
    page = pasted(reading, sample_advert("mismatch"))
    field_of(page, "Job advert").input(CV).run()

    assert kept(reading) == ""


@pytest.mark.parametrize("text", ["MES Engineer", GERMAN])
def test_what_cannot_be_read_is_kept_and_told(reading, text):
    page = pasted(reading, text)

    assert page.warning
    assert kept(reading) == text


def test_hostile_words_stay_words(reading):
    page = pasted(reading, f"<script>alert(1)</script> MES Engineer\n{sample_advert('mismatch')}")

    assert "<script>" not in drawn(page)
    assert "&lt;script&gt;" in drawn(page)


def test_an_empty_field_says_what_will_happen(reading):
    assert "which words hide the role" in said(opened(reading))
