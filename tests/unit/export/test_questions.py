"""The bank as a table and back: nothing is lost, and every fault has its row and column."""

import csv
import io

import pytest

from assessment.domain.faults import BadTable
from assessment.export.question_import import read_questions
from assessment.export.questions import QUESTION_COLUMNS, question_table
from assessment.export.writer import ExportOptions, csv_bytes
from question_bank import Boundary, Cell, Competency, Variant, Variants, load_bank
from question_bank.loader import QUESTION
from question_bank.model import Basis
from tests.small_bank import a_question

SHIPPED = load_bank()
DIALECTS = [
    ExportOptions(),
    ExportOptions(bom=True),
    ExportOptions(semicolon=True),
    ExportOptions(bom=True, semicolon=True),
]


TOLD = Variants(
    batch=Variant(
        prompt="Reactor 3 holds its charge. What runs next?",
        handout="Reactor 3: 6 lots",
        probes=("Who may decide?", "What if it has to be cleaned?"),
    ),
    regulated=Variant(prompt="A record waits for its signature. What happens next?"),
)


def written(tmp_path, questions, options=None):
    path = tmp_path / "questions.csv"
    path.write_bytes(csv_bytes(question_table(questions), options))
    return path


def cells_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("options", DIALECTS, ids=repr)
def test_the_whole_shipped_bank_comes_back_value_by_value(tmp_path, options):
    path = written(tmp_path, SHIPPED.questions.values(), options)

    found = read_questions(path, sources=SHIPPED.sources)

    assert {q.id: q for q in found.questions} == SHIPPED.questions
    assert found.rows == tuple(range(2, len(SHIPPED.questions) + 2))
    assert found.ignored == ()


def test_a_row_holds_every_field_in_a_column_of_its_own(tmp_path):
    question = a_question(
        "mnt-sch-002",
        competency=Competency.BREADTH,
        cell=Cell.parse("maintenance.detailed_scheduling"),
        boundary=Boundary(functional_level=4),
    ).model_copy(
        update={
            "accepted_positions": ("Either may", "Neither has to"),
            "variants": TOLD,
            "handout": "Line 4: 40 orders\nLine 5: free",
            "similar_to": ("exe-002", "exe-003"),
        }
    )

    (row,) = cells_of(written(tmp_path, [question]))

    assert row == {
        "schema": "levelset/1",
        "id": "mnt-sch-002",
        "revision": "1",
        "status": "active",
        "title": "A line goes down",
        "competency": "breadth",
        "stem": "break",
        "type": "situational",
        "target_level": "both",
        "operations_category": "maintenance",
        "activity": "detailed_scheduling",
        "functional_level": "3",
        "boundary_activity": "",
        "boundary_operations_category": "",
        "boundary_functional_level": "4",
        "minutes": "5",
        "industries": "general",
        "prompt": "A line goes down with forty orders queued to it. What happens next?",
        "probes": "Who decides? | What if the setup differs?",
        "listen_for": "an owner | a constraint | a consequence",
        "anchor_1": "Describes the screen only.",
        "anchor_2": "",
        "anchor_3": "Names the queue and who owns it.",
        "anchor_4": "",
        "anchor_5": "Weighs setup, due date and genealogy.",
        "wrong_beliefs": "the ERP dispatches | the PLC schedules",
        "accepted_positions": "Either may | Neither has to",
        "basis": "practice",
        "sources": "",
        "prompt_batch": "Reactor 3 holds its charge. What runs next?",
        "probes_batch": "Who may decide? | What if it has to be cleaned?",
        "prompt_continuous": "",
        "probes_continuous": "",
        "prompt_discrete": "",
        "probes_discrete": "",
        "prompt_regulated": "A record waits for its signature. What happens next?",
        "probes_regulated": "",
        "handout": "Line 4: 40 orders\nLine 5: free",
        "similar_to": "exe-002 | exe-003",
        "handout_batch": "Reactor 3: 6 lots",
        "handout_continuous": "",
        "handout_discrete": "",
        "handout_regulated": "",
    }
    assert tuple(row) == QUESTION_COLUMNS


HOSTILE = [
    "=HYPERLINK(1) goes down",
    "'=1+1 in the log of the line",
    '"quoted", and; parted\nin two lines',
    "-5 °C in the store, 午前二時 👷",
    "@all of them \U0001f6e0",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("options", DIALECTS, ids=repr)
def test_any_text_comes_back_and_no_cell_can_run_as_a_formula(tmp_path, text, options):
    plain = a_question("exe-001").model_dump(mode="json")
    plain |= {"title": text, "prompt": text, "probes": [text, text], "wrong_beliefs": [text]}
    told = {"prompt": f"{text} now", "handout": f"{text}\nmore", "probes": [text, "Why?"]}
    plain |= {"handout": f"1\n{text}", "variants": {"discrete": told}}
    plain["anchors"][0]["behaviour"] = text
    question = QUESTION.validate_python(plain)

    path = written(tmp_path, [question], options)

    assert read_questions(path, sources=()).questions == (question,)
    body = path.read_text("utf-8-sig")
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=";" if options.semicolon else ",")
    assert not [cell for row in reader for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("options", DIALECTS, ids=repr)
def test_variants_come_back_with_their_probes_and_without(tmp_path, options):
    question = a_question("exe-001").model_copy(update={"variants": TOLD})

    path = written(tmp_path, [question, a_question("exe-002")], options)

    assert read_questions(path, sources=()).questions == (question, a_question("exe-002"))


def changed(tmp_path, **cells):
    """A table of one question in which some cells say something else."""
    question = a_question("exe-001")
    path = written(tmp_path, [question])
    (row,) = cells_of(path)
    assert set(cells) <= set(row)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, QUESTION_COLUMNS)
        writer.writeheader()
        writer.writerow(row | cells)
    return path


def faults(path, sources=()):
    with pytest.raises(BadTable) as raised:
        read_questions(path, sources=sources)
    return [str(fault).removeprefix(f"{path}:") for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"minutes": "50"}, "2:minutes: should be less than or equal to 10, not 50"),
        ({"minutes": "five"}, "2:minutes: should be a valid integer, not 'five'"),
        ({"minutes": ""}, "2:minutes: is missing"),
        ({"title": ""}, "2:title: is missing"),
        ({"competency": "charm"}, "2:competency: should be 'placement', 'execution', "),
        ({"probes": "Only one"}, "2:probes: has 1 of at least 2 entries"),
        ({"probes": "One | | Two"}, "2:probes: entry 2: is blank"),
        ({"anchor_3": ""}, "2:anchor_3: is missing"),
        ({"anchor_2": "Short"}, "2:anchor_2: is shorter than 10 characters: 'Short'"),
        ({"boundary_functional_level": "3"}, "2:boundary_functional_level: should be 2 or 4"),
        (
            {"boundary_functional_level": "4", "boundary_activity": "tracking"},
            "2:boundary_activity: a boundary names exactly one of activity, operations_category",
        ),
        ({"operations_category": "quality"}, "2:activity: operations_category and activity go"),
        ({"handout": "x" * 601}, "2:handout: takes at most 600 characters"),
        ({"handout_batch": "Reactor 3"}, "2:prompt_batch: is missing"),
        ({"similar_to": "exe-001"}, "2:similar_to: names the question itself"),
        ({"similar_to": "exe-002 | one"}, "2:similar_to: entry 2: an id looks like"),
        ({"id": "gov-001"}, "2:id: the id gov-001 should be exe- or x-exe- and three digits"),
        ({"sources": "NOBODY"}, "2:sources: the source NOBODY is not in sources.yaml"),
        (
            {"schema": "levelset/9"},
            "2:schema: 'levelset/9' is a different format; this command reads",
        ),
        ({"basis": "source"}, "2:sources: basis: source needs at least one source"),
        ({"functional_level": "5"}, "2:functional_level: should be 0, 1, 2, 3, 4 or 'none'"),
        (
            {"prompt_batch": "A line goes down with forty orders queued to it. What happens next?"},
            "2:prompt_batch: is the prompt of the question, word for word",
        ),
        ({"probes_batch": "Who? | Why?"}, "2:prompt_batch: is missing"),
        (
            {"prompt_batch": "A reactor stops.", "industries": "discrete"},
            "2:prompt_batch: the industries of the question leave batch out",
        ),
        (
            {"prompt_regulated": "A record.", "probes_regulated": "Who signs?"},
            "2:probes_regulated: has 1 entries and the question has 2 probes",
        ),
        (
            {"prompt_regulated": "A record.", "probes_regulated": "Who signs? | "},
            "2:probes_regulated: entry 2: is blank",
        ),
    ],
)
def test_each_fault_is_told_by_row_and_column(tmp_path, cells, said):
    (fault,) = faults(changed(tmp_path, **cells))

    assert fault.startswith(said)


def test_all_faults_of_a_table_are_told_at_once(tmp_path):
    path = written(tmp_path, [a_question("exe-001"), a_question("exe-001"), a_question("exe-003")])
    text = path.read_text("utf-8").replace("exe-003,1,", "exe-003,0,")
    path.write_text(text.replace("Who decides?", ""), "utf-8")

    assert faults(path) == [
        "2:probes: entry 1: is blank",
        "3:probes: entry 1: is blank",
        "4:revision: should be greater than or equal to 1, not 0",
        "4:probes: entry 1: is blank",
    ]


def test_an_id_that_stands_twice_is_told_with_its_first_row(tmp_path):
    path = written(tmp_path, [a_question("exe-001"), a_question("exe-001")])

    assert faults(path) == ["3:id: the id exe-001 is already in row 2"]


def test_a_missing_column_is_named(tmp_path):
    path = written(tmp_path, [a_question("exe-001")])
    path.write_text(path.read_text("utf-8").replace("listen_for", "listens_for"), "utf-8")

    assert faults(path) == [
        '1:listen_for: this column is missing; is "listens_for" meant?',
    ]


def test_what_a_question_may_do_without_may_be_no_column_at_all(tmp_path):
    question = a_question("exe-001")
    path = written(tmp_path, [question])
    (row,) = cells_of(path)
    kept = [name for name in row if row[name] and name != "schema"]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*kept, "remark"], extrasaction="ignore")
        writer.writeheader()
        writer.writerow(row | {"remark": "ours"})

    found = read_questions(path, sources=())

    assert (found.questions, found.ignored) == ((question,), ("remark",))


@pytest.mark.parametrize("five", ["5", "5.0", "5,0", "05"])
def test_a_number_is_read_as_spreadsheets_write_it(tmp_path, five):
    (found,) = read_questions(changed(tmp_path, minutes=five), sources=()).questions

    assert found.minutes == 5


def test_an_own_question_keeps_its_name_and_its_sources(tmp_path):
    question = a_question("x-exe-001").model_copy(
        update={"basis": Basis.SOURCE, "sources": ("HOUSE", "B2MML")}
    )

    found = read_questions(written(tmp_path, [question]), sources=("HOUSE", "B2MML"))

    assert found.questions == (question,)
