"""Roles to start from are read strictly, agree with each other, and give a reason for each part."""

import pytest

from question_bank import BankError, Cell, Competency, OrganisationalScope, load_bank
from question_bank.model import Basis
from question_bank.quality import check
from tests.unit.question_bank.folders import a_folder, put

HOME = "roles/mes-engineer.yaml"
ROLE = """\
id: mes-engineer
revision: 1
name: MES engineer
summary: Builds what operators work with.
titles: [MES engineer, MES specialist]
misuse: [The title is used for support by ticket.]
scope:
  - emphasis: 2
    cells: [production.dispatching, production.tracking]
    why: Orders are released by this role.
organisational_scope: {value: one_site, why: The work is on lines nearby.}
target: {enterprise_share: 20, why: Decisions reach as far as a line.}
weights:
  - {competency: integration, weight: 25, why: Lines have to be connected.}
ask: [Which lines?, Who connects them?, Who accepts the result?]
neighbours:
  - {role: mes-support, difference: Support keeps it running.}
  - {role: mes-developer, difference: Developers write code.}
basis: practice
rests_on: Our own experience.
"""
PLANT_WEIGHTS = "plant: {placement: 20, execution: 25, breadth: 10, integration: 20, performance: 10, assurance: 10, governance: 5, portfolio: 0}"  # noqa: E501
ENTERPRISE_WEIGHTS = "enterprise: {placement: 20, execution: 5, breadth: 15, integration: 15, performance: 5, assurance: 5, governance: 20, portfolio: 15}"  # noqa: E501


def a_catalogue(tmp_path, text=ROLE):
    """A bank with three roles that name each other."""
    root = a_folder(tmp_path)
    put(root, "profiles.yaml", f"{PLANT_WEIGHTS}\n{ENTERPRISE_WEIGHTS}\n")
    put(root, HOME, text)
    swapped = {"mes-support": "mes-engineer", "mes-developer": "mes-engineer"}
    for other in swapped:
        put(
            root,
            f"roles/{other}.yaml",
            ROLE.replace("id: mes-engineer", f"id: {other}").replace(
                f"role: {other},", "role: mes-engineer,"
            ),
        )
    return root


def faults(tmp_path, old, new):
    assert old in ROLE
    root = a_catalogue(tmp_path, ROLE.replace(old, new, 1))
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.line}: {p.message}" for p in caught.value.problems if p.path == root / HOME]


def test_a_role_says_what_it_covers_and_why(tmp_path):
    root = a_catalogue(tmp_path)

    role = load_bank(root).scoping.roles["mes-engineer"]

    cells = ("production.dispatching", "production.tracking")
    assert role.cells == {Cell.parse(key): 2 for key in cells}
    assert role.organisational_scope.value is OrganisationalScope.ONE_SITE
    assert role.target.enterprise_share == 20
    assert [(w.competency, w.weight) for w in role.weights] == [(Competency.INTEGRATION, 25)]
    assert role.basis is Basis.PRACTICE
    assert check(root) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("revision: 1", "revision: 0", "2: revision: should be greater than or equal to 1, not 0"),
        (
            "production.tracking]",
            "production.dispatching]",
            "7: scope: the cell production.dispatching stands here twice",
        ),
        ("emphasis: 2", "emphasis: 3", "8: scope.0.emphasis: should be 1 or 2, not 3"),
        ("value: one_site", "value: galaxy", None),
        ("enterprise_share: 20", "enterprise_share: 21", None),
        (
            "weight: 25",
            "weight: 19.0",
            "14: integration has 19 by its target already; leave it out",
        ),
        ("why: Lines have to be connected.", 'why: ""', "14: weights.0.why: is blank"),
        ("basis: practice", "basis: source", "1: sources: basis: source needs at least one entry"),
        (
            "role: mes-support,",
            "role: nobody,",
            "17: there is no role nobody",
        ),
        ("role: mes-support,", "role: mes-engineer,", "16: neighbours: a role is not its own"),
        ("id: mes-engineer", "id: MES engineer", None),
        ("name: MES engineer", "salary: 5", "3: salary: is not a key that belongs here"),
    ],
)
def test_a_fault_is_named_by_line_and_key(tmp_path, old, new, said):
    found = faults(tmp_path, old, new)
    assert found
    if said:
        assert any(line.startswith(said) for line in found), found


def test_neighbours_name_each_other(tmp_path):
    root = a_catalogue(tmp_path)
    path = root / "roles/mes-support.yaml"
    put(root, path, path.read_text("utf-8").replace("role: mes-engineer,", "role: other,", 1))

    with pytest.raises(BankError) as caught:
        load_bank(root)

    said = "mes-support does not name mes-engineer as a neighbour; say it on both sides"
    assert (root / HOME, said) in [(p.path, p.message) for p in caught.value.problems]


def test_the_shipped_catalogue_holds_the_roles_that_clients_ask_for():
    roles = load_bank().scoping.roles
    assert {
        "mes-engineer",
        "mes-support",
        "mes-developer",
        "mes-consultant",
        "mes-product-owner",
        "automation-mes-integrator",
        "quality-systems-engineer",
        "maintenance-systems-engineer",
        "scheduling-engineer",
        "plant-it-ot-lead",
        "mes-programme-manager",
        "mom-architect",
        "ot-enterprise-architect",
        "head-of-digital-manufacturing",
    } <= set(roles)


def test_plant_roles_are_plant_roles_and_programmes_reach_every_site():
    roles = load_bank().scoping.roles
    for role in roles.values():
        one_site = role.organisational_scope.value is OrganisationalScope.ONE_SITE
        programme = role.organisational_scope.value is OrganisationalScope.ENTERPRISE_PROGRAMME
        assert one_site == (role.target.enterprise_share <= 20)
        assert programme == (role.target.enterprise_share >= 75)
