"""A whole advert: its marks, its cells, its target."""

import pytest

from assessment.scoping.adverts.reading import read_advert
from question_bank import adverts
from question_bank.taxonomy import Activity, Cell, OperationsCategory, TargetLevel

WHOLE = {a.name: a for a in adverts.whole_adverts("first")}
OEE = Cell(OperationsCategory.PRODUCTION, Activity.PERFORMANCE_ANALYSIS)


def test_a_plant_role_with_its_cells():
    found = read_advert(WHOLE["02-site-mes-engineer"].text)

    assert found.title == "Manufacturing Systems Engineer (MES), Tarnbrook plant"
    assert found.target.target is TargetLevel.PLANT
    assert OEE in found.cells


def test_marks_stand_where_they_say():
    found = read_advert(WHOLE["02-site-mes-engineer"].text)
    mark = next(m for m in found.cell_marks if m.cell == OEE)
    words = {found.text[a:b] for a, b in mark.words}

    assert "OEE" in found.text[slice(*mark.sentence)]
    assert words & {"OEE", "downtime", "OEE and downtime"}


def test_software_verbs_and_boilerplate_ask_for_nothing():
    found = read_advert(WHOLE["01-mes-engineer-software"].text)

    assert not found.cells
    assert found.target.target is None


def test_an_enterprise_role():
    assert (
        read_advert(WHOLE["06-mes-programme-manager"].text).target.target is TargetLevel.ENTERPRISE
    )


def test_a_plant_title_over_enterprise_duties():
    found = read_advert(WHOLE["13-plant-title-enterprise-duties"].text)

    assert found.target.target is TargetLevel.ENTERPRISE
    assert "plant_title" in {c.kind for c in found.confusions}


def test_a_product_standing_for_a_scope():
    found = read_advert(WHOLE["14-product-as-scope"].text)

    assert "product_scope" in {c.kind for c in found.confusions}
    assert not found.cells


def test_customers_sites_are_no_organisational_scope():
    found = read_advert(
        "MES Consultant\nYour tasks\nYou roll out our software to all sites of customers.\n"
        "You lead workshops in several plants of our clients.\nYou test and document."
    )

    assert found.target.target is None


def test_a_title_with_a_plant_in_it_over_duties_for_many_sites_settles_nothing():
    found = read_advert(
        "Plant Manufacturing Systems Lead\n"
        "You will lead the MES at our Spartanburg factory.\n"
        "You own the global MES template governance for 12 sites and define standards that each "
        "site adopts.\n"
        "You decide which local deviations are accepted and chair the design authority.\n"
        "Several years of experience with MES are required.\n"
    )

    assert "plant_title" in {c.kind for c in found.confusions}
    assert found.target.target is not TargetLevel.PLANT


FOR_MANY_SITES = (
    "You own the global MES template governance for 12 sites and define standards that each site "
    "adopts.\nYou decide which local deviations are accepted and chair the design authority.\n"
)


@pytest.mark.parametrize(
    ("title", "of_one_plant"),
    [
        ("Director of Smart Factory", False),
        ("Digital Plant Programme Director", False),
        ("Head of Factory of the Future", False),
        ("MES Architect (on-site)", False),
        ("Cross-Site MES Lead", False),
        ("Lead, Plant Simulation", False),
        ("Smart Factory Lead, Tarnbrook plant", True),
        ("Factory Systems Lead", True),
        ("Site MES Lead (on-site)", True),
    ],
)
def test_a_word_for_a_place_counts_where_it_means_a_place(title, of_one_plant):
    kinds = {c.kind for c in read_advert(f"{title}\n{FOR_MANY_SITES}").confusions}

    assert ("plant_title" in kinds) is of_one_plant


def test_a_lead_of_many_plants_has_a_title_that_says_so():
    found = read_advert(
        "Multi-site MES Lead, all plants\n"
        "You own the global MES template governance for 12 sites and define standards that each "
        "site adopts.\n"
        "You decide which local deviations are accepted and chair the design authority.\n"
    )

    assert "plant_title" not in {c.kind for c in found.confusions}
