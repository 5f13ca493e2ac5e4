"""The loader names every fault of every file, with its line, before it gives up."""

import pytest

from question_bank import BankError, load_bank
from question_bank.taxonomy import Cell, Competency
from tests.unit.question_bank.folders import HOME, QUESTION, SCALE, a_folder, changed, put


def problems(root):
    """What the loader says of the folder: `path:line: message`, paths as seen from the folder."""
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.path.relative_to(root)}:{p.line}: {p.message}" for p in caught.value.problems]


def fault_of(tmp_path, text):
    """What the loader says when the one question reads `text`, without its path."""
    root = a_folder(tmp_path)
    put(root, HOME, text)
    found = problems(root)
    assert all(line.startswith(f"{HOME}:") for line in found)
    return [line.removeprefix(f"{HOME}:") for line in found]


def test_a_faultless_folder_is_a_bank(tmp_path):
    bank = load_bank(a_folder(tmp_path))

    question = bank.questions["prd-dsp-001"]
    assert list(bank.questions) == ["prd-dsp-001"]
    assert question.anchor(3) == "Moves orders to another line and names who decides."
    assert question.anchor(2) is None
    assert question.cells == (
        Cell.parse("production.dispatching"),
        Cell.parse("production.detailed_scheduling"),
    )
    assert bank.profiles["plant"] == dict.fromkeys(Competency, 10)


YAML_FAULTS = [
    ("minutes: 5", "minutes: 5\nminutes: 6", "15: the key minutes stands here twice"),
    (
        "minutes: 5",
        "minutes: 05",
        (
            "14: 05 starts with a zero; write the plain number, or quotes around a text\n"
            "14: minutes: should be a valid integer, not '05'"
        ),
    ),
    (
        "[general]",
        "[007]",
        (
            "15: 007 starts with a zero; write the plain number, or quotes around a text\n"
            "15: industries.0: should be 'general', 'batch', 'continuous', 'discrete' or "
            "'regulated', not '007'"
        ),
    ),
    ("title: A line", "title: A\tline", "4: holds a tab; write spaces instead"),
    ("probes:\n", "probes:\n\t- Why?\n", "20: holds a tab; write spaces instead"),
    ("title: A line", "title: A: line", "4: mapping values are not allowed here"),
    ("title: A line", "title: A\u0007line", "4: holds the control character U+0007; delete it"),
    (
        "title: A line goes down",
        "title: &t A line",
        "4: the YAML anchor &t is not allowed; repeat the text",
    ),
    (
        "stem: own",
        "stem: !!str own",
        "6: the tag tag:yaml.org,2002:str is not allowed; write the plain value",
    ),
    (
        "title: A line goes down",
        "no: A line goes down",
        "4: a key has to be plain text; yes, no and numbers need quotes",
    ),
    (
        "title: A line goes down",
        "[a]: A line goes down",
        "4: a key has to be plain text; yes, no and numbers need quotes",
    ),
    (
        "basis: source",
        "basis: source\n---\nid: two",
        "33: expected a single document in the stream: but found another document",
    ),
]

WRONG_SHAPES = [
    (
        "minutes: 5",
        "minuets: 5",
        "1: minutes: is missing\n14: minuets: is not a key that belongs here",
    ),
    (
        "title: A line goes down",
        "title: no",
        "4: title: should be text, not False; put quotes around it if it is meant as text",
    ),
    (
        "title: A line goes down",
        "title: 3.10",
        "4: title: should be text, not 3.1; put quotes around it if it is meant as text",
    ),
    ("title: A line goes down", "title:", "4: title: should be text, not None"),
    ("title: A line goes down", "title: [a]", "4: title: should be text, not ['a']"),
    ("title: A line goes down", "title: Oh", "4: title: is shorter than 5 characters: 'Oh'"),
    ("minutes: 5", 'minutes: "5"', "14: minutes: should be a valid integer, not '5'"),
    ("minutes: 5", "minutes: 5:30", "14: minutes: should be a valid integer, not '5:30'"),
    ("minutes: 5", "minutes: 5.0", "14: minutes: should be a valid integer, not 5.0"),
    ("minutes: 5", "minutes: yes", "14: minutes: should be a valid integer, not True"),
    (
        "minutes: 5",
        "minutes: 2024-01-31",
        "14: minutes: should be a valid integer, not '2024-01-31'",
    ),
    ("level: 3,", "level: 6,", "28: anchors.1.level: should be 1, 2, 3, 4 or 5, not 6"),
    ("functional_level: 3", "functional_level: 5", "11: functional_level: {levels}, not 5"),
    ("minutes: 5", "minutes: 30", "14: minutes: should be less than or equal to 10, not 30"),
    ("[general]", "general", "15: industries: should be a list, not 'general'"),
    ("[general]", "[]", "15: industries: has 0 of at least 1 entries"),
    ("is there?", "is there | not", "20: probes.0: may not hold the character |, {why}"),
    ("  - Who may overrule that?\n", '  - "   "\n', "21: probes.1: is blank"),
    ("  - Who may overrule that?\n", "", "19: probes: has 1 of at least 2 entries"),
    ("level: 3,", "level: 2,", "26: anchors: levels 1, 3 and 5 are required; missing 3"),
    ("level: 5,", "level: 3,", "26: anchors: levels 1, 3 and 5 are required; missing 5"),
    ("level: 3,", "level: true,", "28: anchors.1.level: should be a whole number, not True"),
    ("level: 3,", "level: 3, weight: 2,", "28: anchors.1.weight: is not a key that {belongs}"),
    (
        "functional_level: 3",
        "functional_level: 3.5",
        "11: functional_level: should be a whole number, not 3.5",
    ),
]

WRONG_TOGETHER = [
    (
        "  activity: detailed_scheduling",
        "  activity: detailed_scheduling\n  functional_level: 4",
        (
            "12: boundary: a boundary names exactly one of activity, operations_category, "
            "functional_level"
        ),
    ),
    (
        "  activity: detailed_scheduling",
        "  activity: dispatching",
        "12: boundary: the boundary names the question's own activity, dispatching",
    ),
    (
        "  activity: detailed_scheduling",
        "  operations_category: production",
        "12: boundary: the boundary names the question's own category, production",
    ),
    (
        "operations_category: production\nactivity: dispatching\n",
        "",
        "10: boundary: a boundary to an activity or a category needs a cell on this side",
    ),
    (
        "operations_category: production\n",
        "",
        ("9: activity: operations_category and activity go together, or both stay out"),
    ),
    (
        "activity: dispatching",
        "activity: supporting",
        "10: activity: a supporting activity has no operations_category",
    ),
    (
        "sources: [B2MML]\n",
        "",
        "1: sources: basis: source needs at least one source (or write basis: practice)",
    ),
    ("[B2MML]", "[B2MML, NOWHERE]", "33: the source NOWHERE is not in sources.yaml"),
]


@pytest.mark.parametrize(("old", "new", "said"), YAML_FAULTS + WRONG_SHAPES + WRONG_TOGETHER)
def test_each_fault_is_told_with_its_line_and_in_words(tmp_path, old, new, said):
    said = (
        said.replace("{why}", "which separates entries in the export")
        .replace("{levels}", "should be 0, 1, 2, 3, 4 or 'none'")
        .replace("{belongs}", "belongs here")
    )

    assert "\n".join(fault_of(tmp_path, changed(old, new))) == said


def test_an_alias_is_refused_rather_than_followed(tmp_path):
    text = changed("  - Who may overrule that?", "  - *first").replace(
        "  - What if nobody is there?", "  - &first What if the setup differs?"
    )

    assert fault_of(tmp_path, text) == [
        "20: the YAML anchor &first is not allowed; repeat the text",
        "21: the alias *first is not allowed; repeat the text",
    ]


def test_a_merge_key_is_only_an_unknown_key(tmp_path):
    assert fault_of(tmp_path, changed("minutes: 5\n", "minutes: 5\n<<: {minutes: 6}\n")) == [
        "15: <<: is not a key that belongs here"
    ]


def test_a_date_stays_the_text_it_looks_like(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("title: A line goes down", "title: 2024-01-31"))

    assert load_bank(root).questions["prd-dsp-001"].title == "2024-01-31"


def test_all_faults_of_one_file_are_told_at_once_in_the_order_of_its_lines(tmp_path):
    text = changed("minutes: 5", "minutes: no")
    text = changed("stem: own", "stem: owns", text)
    text = changed("level: 3,", "level: 2,", text)
    text = changed("[B2MML]", "[]", text)

    assert fault_of(tmp_path, text) == [
        "6: stem: should be 'place', 'separate', 'break', 'own' or 'scale', not 'owns'",
        "14: minutes: should be a valid integer, not False",
        "26: anchors: levels 1, 3 and 5 are required; missing 3",
        "33: sources: basis: source needs at least one source (or write basis: practice)",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"# only a remark\n", "is empty"),
        (b"- a\n- list\n", "should be keys with values, not ['a', 'list']"),
        ("prompt: für".encode("latin-1"), "is not UTF-8 text (at byte 9); save it again as UTF-8"),
        ("id: x".encode("utf-16"), "is not UTF-8 text (at byte 0); save it again as UTF-8"),
        (b"[" * 4000 + b"]" * 4000, "is nested too deeply to be content"),
        (b"[" * 200_000, "is nested too deeply to be content"),
        (b"- " * 20_000, "is nested too deeply to be content"),
        (b"\n".join(b" " * n + b"-" for n in range(1350)), "is nested too deeply to be content"),
        (b"{a: 1", "while parsing a flow mapping: expected ',' or '}', but got '<stream end>'"),
    ],
    ids=[
        *("empty", "remark", "list", "latin-1", "utf-16", "nested", "abyss"),
        *("dashes", "staircase", "cut off"),
    ],
)
def test_a_file_that_is_no_question_at_all_is_named(tmp_path, content, said):
    assert fault_of(tmp_path, content) == [f"1: {said}"]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, b"\xef\xbb\xbf" + QUESTION.encode())

    assert list(load_bank(root).questions) == ["prd-dsp-001"]


def test_two_faulty_files_are_both_reported(tmp_path):
    root = a_folder(tmp_path, scale=SCALE.replace("level: 2,", "level: 1,"))
    put(root, HOME, changed("minutes: 5", "minutes: 11"))
    put(root, "governance/gov-001.yaml", "")

    assert problems(root) == [
        "scale.yaml:2: the level 1 stands here twice",
        "scale.yaml:1: no entry for the level 2",
        "governance/gov-001.yaml:1: is empty",
        f"{HOME}:14: minutes: should be less than or equal to 10, not 11",
    ]


def test_a_file_in_the_wrong_folder_is_sent_home(tmp_path):
    root = a_folder(tmp_path)
    put(root, "quality/dispatching/prd-dsp-002.yaml", changed("prd-dsp-001", "prd-dsp-002"))

    assert problems(root) == [
        (
            "quality/dispatching/prd-dsp-002.yaml:1: "
            "belongs into the folder production/dispatching, not quality/dispatching"
        )
    ]


def test_an_id_says_where_its_question_lives(tmp_path):
    root = a_folder(tmp_path)
    put(root, "production/dispatching/qua-trk-001.yaml", changed("prd-dsp-001", "qua-trk-001"))

    assert problems(root) == [
        (
            "production/dispatching/qua-trk-001.yaml:1: "
            "the id qua-trk-001 should be prd-dsp- and three digits"
        )
    ]


def test_a_question_without_a_cell_lives_with_its_competency(tmp_path):
    root = a_folder(tmp_path)
    text = changed("operations_category: production\nactivity: dispatching\n", "")
    text = changed("boundary:\n  activity: detailed_scheduling\n", "", text)
    put(root, "execution/exe-001.yaml", changed("prd-dsp-001", "exe-001", text))

    assert list(load_bank(root).questions) == ["exe-001", "prd-dsp-001"]


def test_an_id_is_used_once(tmp_path):
    root = a_folder(tmp_path)
    put(root, "production/dispatching/prd-dsp-002.yaml", QUESTION)

    assert problems(root) == [
        (
            "production/dispatching/prd-dsp-002.yaml:1: "
            "the file is prd-dsp-002.yaml but the id is prd-dsp-001"
        ),
        (
            "production/dispatching/prd-dsp-002.yaml:1: "
            "the id prd-dsp-001 is used already in prd-dsp-001.yaml"
        ),
    ]


def test_files_that_no_one_would_read_are_named(tmp_path):
    root = a_folder(tmp_path)
    put(root, "prd-dsp-002.yaml", QUESTION)
    put(root, "production/dispatching/prd-dsp-003.yml", QUESTION)

    assert problems(root) == [
        "prd-dsp-002.yaml:1: a question belongs into the folder of its cell or competency",
        (
            "production/dispatching/prd-dsp-003.yml:1: "
            "content files end in .yaml; rename it to prd-dsp-003.yaml"
        ),
    ]


def test_the_small_files_are_checked_as_strictly(tmp_path):
    root = a_folder(
        tmp_path,
        competencies="- {id: placement, name: Placement, definition: Puts things in place.}\n",
        profiles="plant:\n  placement: -1\n",
        sources="B2MML:\n",
    )
    (root / "scale.yaml").unlink()

    assert problems(root) == [
        "scale.yaml:1: cannot be read: No such file or directory",
        "profiles.yaml:2: plant.placement: should be greater than or equal to 0, not -1",
        "sources.yaml:1: B2MML: should be text, not None",
        (
            "competencies.yaml:1: no entry for the competency execution, breadth, integration, "
            "performance, assurance, governance, portfolio"
        ),
    ]


def test_a_profile_weighs_every_competency_and_one_of_them_above_zero(tmp_path):
    nothing = "".join(f"  {c}: 0\n" for c in Competency if c is not Competency.PORTFOLIO)
    root = a_folder(tmp_path, profiles=f"plant:\n{nothing}")

    assert problems(root) == [
        "profiles.yaml:1: no weight profile for enterprise",
        "profiles.yaml:1: plant: no weight for portfolio",
        "profiles.yaml:1: plant: all weights are zero",
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert problems(tmp_path / "nowhere") == [".:1: there is no such folder"]


def test_a_folder_without_a_question_is_no_bank(tmp_path):
    root = a_folder(tmp_path)
    (root / HOME).unlink()

    assert problems(root) == [".:1: holds no question"]


def test_the_version_changes_with_any_word_of_the_bank(tmp_path):
    first = load_bank(a_folder(tmp_path)).version
    put(tmp_path, HOME, changed("mid-shift", "at dawn"))

    assert load_bank(tmp_path).version != first
    put(tmp_path, HOME, QUESTION)
    assert load_bank(tmp_path).version == first
