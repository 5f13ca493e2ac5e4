"""Cards are read as strictly as questions, and a bank says which cards it lacks."""

import pytest

from question_bank import Activity, BankError, Cell, load_bank
from question_bank.coverage import cards_beside_grid, cards_grid, summary
from question_bank.model import Basis, QuestionStatus
from question_bank.quality import check
from question_bank.quality.floors import SHIPPED
from question_bank.taxonomy import CELLS
from tests.small_bank import a_card, bank_of
from tests.unit.question_bank.folders import CARD, CARD_HOME, a_folder, changed, put


def problems(root):
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in caught.value.problems]


def fault_of(tmp_path, text):
    """What the loader says when the one card reads `text`, without its path."""
    root = a_folder(tmp_path)
    put(root, CARD_HOME, text)
    found = problems(root)
    assert all(line.startswith(f"{CARD_HOME}:") for line in found)
    return "\n".join(line.removeprefix(f"{CARD_HOME}:") for line in found)


def remarks(root):
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in check(root)]


def test_a_faultless_card_is_in_the_bank_under_its_id(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, CARD)

    bank = load_bank(root)

    card = bank.cards["crd-001"]
    assert list(bank.questions) == ["prd-dsp-001"]
    assert list(bank.cards) == ["crd-001"]
    assert card.place.cell == Cell.parse("production.dispatching")
    assert card.near == (Activity.EXECUTION_MANAGEMENT,)
    assert [(a.functional_level, a.activity, a.points) for a in card.alternates] == [(2, None, 0.4)]
    assert remarks(root) == []


def test_a_card_may_leave_out_its_basis_and_all_that_makes_it_harder(tmp_path):
    # The schema of the product rules has no `basis`: a card that names a source rests on it.
    root = a_folder(tmp_path)
    bare = "revision: 1\nstatement: Buy next month's malt\nindustry: batch\n"
    bare += "place: {functional_level: 4}\nstatus: active\n"
    put(root, "cards/crd-001.yaml", f"id: crd-001\n{bare}sources: [B2MML]\n")
    put(root, "cards/crd-002.yaml", f"id: crd-002\n{bare}")

    cards = load_bank(root).cards

    assert [card.basis for card in cards.values()] == [Basis.SOURCE, Basis.PRACTICE]
    assert cards["crd-002"].near == cards["crd-002"].alternates == ()
    assert cards["crd-002"].place.cell is None


PLACE = "functional_level: 3, operations_category: production, activity: dispatching"
ALTERNATE = "{functional_level: 2, points: 0.4, reason: the cell may ask for its next job itself}"

FAULTS = [
    (
        "id: crd-001",
        "id: crd-1",
        "1: id: an id looks like crd-014, with x- in front if it is your own, not 'crd-1'",
    ),
    ("id: crd-001", "id: crd-002", "1: the file is crd-001.yaml but the id is crd-002"),
    ("revision: 1", "revision: 0", "2: revision: should be greater than or equal to 1, not 0"),
    ("Send job 88 to cell 12 with lot R-9", '" "', "3: statement: is blank"),
    (
        "industry: discrete",
        "industry: regulated",
        ("4: industry: should be 'general', 'batch', 'continuous' or 'discrete', not 'regulated'"),
    ),
    (
        f"{{{PLACE}}}",
        "{functional_level: 5}",
        "5: place.functional_level: should be 0, 1, 2, 3, 4 or 'none', not 5",
    ),
    (
        f"{{{PLACE}}}",
        "{functional_level: 3.0}",
        "5: place.functional_level: should be a whole number, not 3.0",
    ),
    (PLACE, "functional_level: 3", "5: place: a place on Level 3 names its activity"),
    (
        PLACE,
        "functional_level: 3, activity: tracking",
        "5: place: a place on Level 3 names its operations_category",
    ),
    (
        PLACE,
        "functional_level: 3, operations_category: quality, activity: supporting",
        "5: place: a supporting activity has no operations_category",
    ),
    (
        PLACE,
        "functional_level: 4, activity: dispatching",
        "5: place: off Level 3 a place is the functional_level alone",
    ),
    (PLACE, "functional_level: 4", "6: near: only a card on Level 3 has activities near it"),
    ("[execution_management]", "[dispatching]", "6: near: {own}"),
    ("[execution_management]", "[tracking, tracking]", "6: near: names an activity twice"),
    (
        ALTERNATE,
        "{points: 0.4, reason: nobody can say}",
        (
            "8: alternates.0: an alternate names at least one of functional_level, "
            "operations_category, activity"
        ),
    ),
    (
        ALTERNATE,
        "{functional_level: 4, activity: tracking, points: 0.4, reason: nobody can say}",
        "8: alternates.0: only an alternate on Level 3 names a category or an activity",
    ),
    (
        ALTERNATE,
        "{operations_category: quality, activity: supporting, points: 0.4, reason: in reports}",
        "8: alternates.0: a supporting activity has no operations_category",
    ),
    ("points: 0.4", "points: 1.0", "8: alternates.0.points: should be less than 1, not 1.0"),
    ("points: 0.4", "points: 0", "8: alternates.0.points: should be greater than 0, not 0"),
    ("points: 0.4", "points: yes", "8: alternates.0.points: should be a valid number, not True"),
    (
        "dispute: who hands out the job\n",
        "",
        "1: dispute: a card with alternates says in a few words what is disputed",
    ),
    (
        f"alternates:\n  - {ALTERNATE}\n",
        "",
        "7: dispute: a disputed card names the alternates that are accepted",
    ),
    ("sources: [B2MML]", "sources: [NOWHERE]", "10: the source NOWHERE is not in sources.yaml"),
    (
        "sources: [B2MML]",
        "sources: []",
        "12: basis: source needs at least one entry in sources (or write practice)",
    ),
    ("status: active", "state: active", "1: status: is missing\n11: state: {unknown}"),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_each_fault_of_a_card_is_told_with_its_line(tmp_path, old, new, said):
    said = said.replace("{own}", "names the card's own activity, dispatching")
    said = said.replace("{unknown}", "is not a key that belongs here")

    assert fault_of(tmp_path, changed(old, new, CARD)) == said


def test_faults_of_cards_and_questions_are_told_together(tmp_path):
    root = a_folder(tmp_path)
    put(root, "governance/gov-001.yaml", "")
    put(root, CARD_HOME, "")
    put(root, "cards/crd-002.yaml", changed("near: [execution", "near: [executing", CARD))
    put(root, "cards/deep/crd-003.yaml", CARD)
    put(root, "cards/notes.csv", "card,remark\n")
    put(root, "cards/crd-004.yml", CARD)
    put(root, "cards/.keep", "")

    told = problems(root)

    assert [line.partition(": ")[0] for line in told] == [
        "cards/crd-004.yml:1",
        "governance/gov-001.yaml:1",
        "cards/deep/crd-003.yaml:1",
        "cards/notes.csv:1",
        "cards/crd-001.yaml:1",
        "cards/crd-002.yaml:6",
    ]
    assert told[2] == (
        "cards/deep/crd-003.yaml:1: a card lies in the folder of cards itself, not below it"
    )
    assert told[3] == "cards/notes.csv:1: only card files belong into the folder of cards"


def test_the_id_of_a_card_is_used_once(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, CARD)
    put(root, "cards/crd-002.yaml", CARD)

    assert problems(root) == [
        "cards/crd-002.yaml:1: the file is crd-002.yaml but the id is crd-001",
        "cards/crd-002.yaml:1: the id crd-001 is used already in crd-001.yaml",
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("Dispatch job 88 to cell 12", 'gives the answer away: it says "dispatch" of dispatching'),
        ("Start the production order", 'gives the answer away: it says "production" of production'),
    ],
)
def test_a_statement_that_names_its_own_place_is_told(tmp_path, statement, said):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, changed("Send job 88 to cell 12 with lot R-9", statement, CARD))

    assert remarks(root) == [f"{CARD_HOME}:3: the statement {said}"]


def test_empty_personal_and_repeated_statements_are_told(tmp_path):
    root = a_folder(tmp_path)
    old = "Send job 88 to cell 12 with lot R-9"
    put(root, CARD_HOME, CARD)
    for number, statement in ((2, "send job 88 to cell 12, with lot R-9"), (3, "Feeding her")):
        text = changed("crd-001", f"crd-00{number}", changed(old, statement, CARD))
        put(root, f"cards/crd-00{number}.yaml", text)
    retired = changed("status: active", "status: retired", changed(old, "Dispatch it", CARD))
    put(root, "cards/crd-004.yaml", changed("crd-001", "crd-004", retired))

    assert remarks(root) == [
        "cards/crd-002.yaml:3: the statement is word for word the one in crd-001.yaml",
        'cards/crd-003.yaml:3: "Feeding her" is nearly empty: 2 of at least 3 words',
        'cards/crd-003.yaml:3: "her" speaks of the person; the card has to do without it',
    ]


def test_a_card_that_does_not_say_what_it_rests_on_is_told(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, changed("basis: source\n", "", CARD))

    assert remarks(root) == [
        (
            f"{CARD_HOME}:1: the card does not say what it rests on: write basis: source or "
            "basis: practice"
        )
    ]


def test_a_bank_with_too_few_cards_is_told_where(tmp_path):
    root = a_folder(tmp_path)
    put(root, CARD_HOME, CARD)
    elsewhere = "cell production.dispatching"

    told = [p.message for p in check(root, SHIPPED) if "placement card" in p.message]

    assert told == [
        *(
            f"{int(cell.key in elsewhere)} active placement card"
            f"{'' if cell.key in elsewhere else 's'} in the cell {cell.key}; at least 2 are needed"
            for cell in CELLS
        ),
        "0 active placement cards at Level 4; at least 12 are needed",
        "0 active placement cards at Levels 0 to 2; at least 8 are needed",
        "0 active placement cards with no level; at least 6 are needed",
        "0 active placement cards supporting; at least 8 are needed",
        "1 active placement card with a dispute; at least 20 are needed",
    ]


def test_coverage_counts_active_cards_where_they_belong():
    places = ("3.production.tracking", "3.production.tracking", "3.supporting", "2", "4", "none")
    cards = [a_card(f"crd-{n:03}", place=place) for n, place in enumerate(places)]
    retired = a_card("crd-900", place="0", status=QuestionStatus.RETIRED)
    bank = bank_of([], [*cards, retired])

    assert cards_grid(bank).rows[6] == ("tracking", "2", "none", "none", "none")
    assert cards_beside_grid(bank).rows == (
        ("at Level 4", "1"),
        ("at Levels 0 to 2", "1"),
        ("with no level", "1"),
        ("supporting", "1"),
        ("disputed", "none"),
    )
    assert summary(bank).endswith(" 6 placement cards; 0 disputed; 6 based on practice alone.")
