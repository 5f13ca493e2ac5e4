"""Platforms are read strictly, and what no source speaks of is unknown."""

import pytest

from question_bank import BankError, Cell, OperationsCategory, load_bank
from question_bank.own import read_own
from question_bank.quality import check
from tests.unit.question_bank.folders import a_folder, put

HOME = "platforms/opcenter.yaml"
PLATFORM = """\
id: opcenter
name: Siemens Opcenter
supplier: Siemens
aliases: [Opcenter, Opcenter APS]
claims:
  - operations_category: production
    cells: [production.detailed_scheduling]
    by: partner
    says: A family of products with scheduling.
    source: B2MML
note: A site that names it may run one of several products.
sources: [B2MML]
noted_on: 2026-11-30
"""


def faults(tmp_path, old, new):
    """What the loader says once the file reads `new` instead of `old`, without its path."""
    root = a_folder(tmp_path)
    assert old in PLATFORM
    put(root, HOME, PLATFORM.replace(old, new, 1))
    with pytest.raises(BankError) as caught:
        load_bank(root)
    assert {p.path for p in caught.value.problems} == {root / HOME}
    return [f"{p.line}: {p.message}" for p in caught.value.problems]


def test_a_platform_claims_what_is_named_and_the_rest_is_unknown(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, PLATFORM)

    platform = load_bank(root).scoping.platforms["opcenter"]

    assert platform.claimed == {Cell.parse("production.detailed_scheduling")}
    assert platform.unknown == (
        OperationsCategory.MAINTENANCE,
        OperationsCategory.QUALITY,
        OperationsCategory.INVENTORY,
    )
    assert check(root) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: opcenter", "id: other", "1: the file is opcenter.yaml but the id is other"),
        (
            "production.detailed_scheduling",
            "production.planning",
            (
                "7: claims.0.cells.0: should be a cell such as production.dispatching, "
                "not 'production.planning'"
            ),
        ),
        (
            "production.detailed_scheduling",
            "quality.tracking",
            "6: claims.0: quality.tracking is not a cell of production",
        ),
        ("source: B2MML", "source: HEARSAY", "10: the source HEARSAY is not in sources.yaml"),
        ("sources: [B2MML]", "sources: [NOBODY]", "12: the source NOBODY is not in sources.yaml"),
        (
            "2026-11-30",
            "last autumn",
            "13: noted_on: should be a date such as 2026-11-30, not 'last autumn'",
        ),
        ("Opcenter APS]", "opcenter]", "1: aliases: a name stands here twice"),
        ("supplier: Siemens", "score: 5", "3: score: is not a key that belongs here"),
    ],
)
def test_a_fault_is_named_by_file_line_and_key(tmp_path, old, new, said):
    assert said in faults(tmp_path, old, new)


def test_a_name_belongs_to_one_platform(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, PLATFORM)
    put(root, "platforms/other.yaml", PLATFORM.replace("id: opcenter", "id: other"))

    with pytest.raises(BankError) as caught:
        load_bank(root)

    said = [p.message for p in caught.value.problems]
    assert "Siemens Opcenter is a name of opcenter already" in said
    assert "Opcenter APS is a name of opcenter already" in said


def test_odd_words_and_words_about_the_person_are_named_with_their_line(tmp_path):
    root = a_folder(tmp_path)
    note = "note: A young team mended it."
    put(
        root,
        HOME,
        PLATFORM.replace("note: A site that names it may run one of several products.", note),
    )

    assert [(p.line, p.message) for p in check(root)] == [
        (11, '"mended" sounds odd or old: write repair or fix'),
        (11, '"young" speaks of the person; a role has to do without it'),
    ]


def test_a_folder_of_ones_own_has_no_platforms(tmp_path):
    put(tmp_path, HOME, PLATFORM)

    problems = read_own(tmp_path, load_bank()).problems

    said = "the platforms are those of the shipped bank; a folder of your own has none"
    assert said in [p.message for p in problems]


def test_the_shipped_platforms_are_plenty_and_say_whose_claim_each_is():
    platforms = load_bank().scoping.platforms
    assert len(platforms) >= 20
    assert {"opcenter", "plex", "pas-x", "sap-me", "tulip"} <= set(platforms)
    assert platforms["tulip"].claims == ()
    assert OperationsCategory.MAINTENANCE in platforms["aveva-mes"].unknown
