"""One question told in several industries: strictly read, checked like a prompt, one rubric."""

import pytest

from question_bank import BankError, Variant, Variants, load_bank, strict_yaml
from question_bank.coverage import summary
from question_bank.finding import QuestionFilter, find
from question_bank.loader import QUESTION as SHAPE
from question_bank.model import Industry
from question_bank.quality import check
from question_bank.writing import yaml_text
from tests.small_bank import a_question, bank_of
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

TOLD = """\
variants:
  batch:
    prompt: >-
      Reactor 3 stops in phase 7 of the recipe and holds its charge for hours.
      Six more lots of the campaign wait behind it. Which runs next, and who says so?
    probes:
      - Reactor 2 has to be cleaned first. Does that change it?
      - Who may overrule that?
listen_for:
"""
"""What stands in the file of the small question from line 22 on."""

TEXT = changed("listen_for:\n", TOLD)
BATCH = Variant(
    prompt=(
        "Reactor 3 stops in phase 7 of the recipe and holds its charge for hours. "
        "Six more lots of the campaign wait behind it. Which runs next, and who says so?"
    ),
    probes=("Reactor 2 has to be cleaned first. Does that change it?", "Who may overrule that?"),
)


def faults(tmp_path, text):
    """`line: message` for every reason why the question cannot be read."""
    root = a_folder(tmp_path)
    put(root, HOME, text)
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.line}: {p.message}" for p in caught.value.problems]


def remarks(root):
    return [f"{p.path.name}:{p.line}: {p.message}" for p in check(root)]


def remarks_on(tmp_path, text):
    root = a_folder(tmp_path)
    put(root, HOME, text)
    return remarks(root)


def test_a_question_is_told_as_its_industry_knows_it_and_keeps_its_rubric(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, TEXT)
    question = load_bank(root).questions["prd-dsp-001"]

    assert question.told == {Industry.BATCH: BATCH}
    assert question.told_in(Industry.BATCH) == question.model_copy(
        update={"prompt": BATCH.prompt, "probes": BATCH.probes}
    )
    assert question.told_in(Industry.DISCRETE) is question
    assert question.told_in(Industry.GENERAL) is question


def test_a_variant_without_probes_has_those_of_the_question():
    question = a_question().model_copy(
        update={"variants": Variants(discrete=Variant(prompt=BATCH.prompt))}
    )

    told = question.told_in(Industry.DISCRETE)

    assert (told.prompt, told.probes) == (BATCH.prompt, question.probes)


PROBES = TOLD[TOLD.index("    probes:") : TOLD.index("listen_for")]
PROMPT = TOLD[TOLD.index("    prompt:") : TOLD.index("    probes:")]
SAME = (
    "    prompt: A line goes down  mid-shift with forty released work orders queued to it. Talk\n"
    "      me through what the dispatch list should do, and who decides.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  batch:", "  brewing:", "23: variants.brewing: is not a key that belongs here"),
        ("  batch:", "  general:", "23: variants.general: is not a key that belongs here"),
        ("  batch:", "  batch:\n  batch:", "24: the key batch stands here twice"),
        (TOLD, "variants:\nlisten_for:\n", "22: variants: should be keys with values, not None"),
        (PROMPT + PROBES, "", "23: variants.batch: is blank"),
        (PROMPT, "", "23: variants.batch.prompt: is missing"),
        (PROMPT, '    prompt: " "\n', "24: variants.batch.prompt: is blank"),
        (PROMPT, "    prompt: 7\n", "24: variants.batch.prompt: should be text, not 7; put quotes"),
        (
            PROMPT,
            SAME,
            "24: variants.batch.prompt: is the prompt of the question, word for word",
        ),
        ("    probes:", "    anchors:", "27: variants.batch.anchors: is not a key that belongs"),
        (
            "      - Who may overrule that?\n",
            "",
            "27: variants.batch.probes: has 1 entries and the question has 2 probes: each stands",
        ),
        (
            "      - Reactor 2 has to be cleaned first. Does that change it?",
            "      - What if nobody is there?",
            "27: variants.batch.probes: are those of the question; leave them out",
        ),
        (
            "Reactor 2 has",
            "Reactor 2 | 4 has",
            "28: variants.batch.probes.0: may not hold the character |, which separates entries",
        ),
        (
            "[general]",
            "[discrete, regulated]",
            "23: variants.batch: the industries of the question leave batch out",
        ),
    ],
)
def test_each_fault_of_a_variant_is_told_at_its_line(tmp_path, old, new, said):
    (fault,) = faults(tmp_path, changed(old, new, TEXT))

    assert fault.startswith(said)


def test_all_faults_of_several_variants_are_told_at_once(tmp_path):
    text = changed("[general]", "[discrete]", TEXT)
    text = changed(PROMPT, SAME, text)
    text = changed("listen_for:\n", "  continuous:\n    prompt: A furnace.\nlisten_for:\n", text)

    assert faults(tmp_path, text) == [
        "23: variants.batch: the industries of the question leave batch out",
        "24: variants.batch.prompt: is the prompt of the question, word for word",
        "29: variants.continuous: the industries of the question leave continuous out",
    ]


def test_an_industry_that_the_question_names_may_have_a_variant(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed("[general]", "[discrete, batch]", TEXT))

    assert set(load_bank(root).questions["prd-dsp-001"].told) == {Industry.BATCH}


# What the check says of a variant.


def test_a_variant_with_words_of_its_own_draws_no_remark(tmp_path):
    assert remarks_on(tmp_path, TEXT) == []


def test_a_variant_is_read_aloud_like_a_prompt(tmp_path):
    hard = (
        "    prompt: Notwithstanding organisational responsibilities, characterise configuration\n"
        "      inconsistencies complicating continuous manufacturing operations and elaborate\n"
        "      appropriate prioritisation considerations accommodating unavailability.\n"
    )

    (said,) = remarks_on(tmp_path, changed(PROMPT, hard, TEXT))

    assert said.startswith("prd-dsp-001.yaml:24: the prompt is hard to follow by ear: reading ease")


def test_a_variant_has_no_word_about_the_person_and_is_not_nearly_empty(tmp_path):
    text = changed("Reactor 3 stops", "Reactor 3 of the young crew stops", TEXT)
    text = changed("Reactor 2 has to be cleaned first. Does that change it?", "And why?", text)

    assert remarks_on(tmp_path, text) == [
        'prd-dsp-001.yaml:24: "young" speaks of the person; the question has to do without it',
        'prd-dsp-001.yaml:28: "And why?" is nearly empty: 2 of at least 3 words',
    ]


def test_a_variant_that_takes_too_long_to_ask_for_its_minutes_is_named(tmp_path):
    # five points take 2.5 minutes at least; asking may take half a minute more
    text = changed("minutes: 5", "minutes: 3", TEXT)
    text = changed("  - a named owner", "  - a named owner\n  - a set of rules\n  - a limit", text)
    assert remarks_on(tmp_path, text) == []
    wait = "      All of it waits for us, as we look on and on and on and on once more.\n"
    last = "who says so?\n"

    assert remarks_on(tmp_path, changed(last, last + wait * 5, text)) == [
        (
            "prd-dsp-001.yaml:23: 3 minutes are not plausible: asking takes 1.0 and 5 points to "
            "listen for take 2.5 to 10"
        )
    ]


def test_variants_of_one_question_may_be_alike_but_not_the_same(tmp_path):
    alike = PROMPT.replace("Reactor", "Furnace").replace("charge", "heat")
    told = f"  continuous:\n{alike}"

    assert remarks_on(tmp_path, changed("listen_for:\n", f"{told}listen_for:\n", TEXT)) == []
    same = f"  continuous:\n{PROMPT.replace('Reactor', 'REACTOR')}"
    assert remarks_on(tmp_path, changed("listen_for:\n", f"{same}listen_for:\n", TEXT)) == [
        "prd-dsp-001.yaml:31: the prompt is word for word the one at prd-dsp-001.yaml:24"
    ]


OTHER = """\
id: prd-dsp-002
revision: 1
status: active
title: Sixty pallets in the wrong aisle
competency: execution
stem: own
type: situational
target_level: plant
operations_category: production
activity: dispatching
functional_level: 3
minutes: 5
industries: [general]
prompt: {prompt}
probes:
  - Who tells the drivers?
  - And if nobody answers the call?
{variants}listen_for:
  - the gate stays shut
  - one word decides
  - counted places
anchors:
  - {{level: 1, behaviour: "Sends all hands to carry pallets about."}}
  - {{level: 3, behaviour: "Asks which of the trucks leaves first."}}
  - {{level: 5, behaviour: "Keeps the gate shut until each place is counted."}}
wrong_beliefs:
  - The stock is always right
basis: practice
"""
APART = "Sixty pallets stand in the wrong aisle when the night crew arrives. Which move first?"
LIKE = BATCH.prompt.replace("Reactor 3", "Vessel 9").replace("Six more", "Eight more")


def beside(tmp_path, prompt=APART, variant=""):
    """The remarks on the small question with its variant, and on another one beside it."""
    root = a_folder(tmp_path)
    put(root, HOME, TEXT)
    variants = f"variants:\n  batch:\n    prompt: {variant}\n" if variant else ""
    put(
        root,
        "production/dispatching/prd-dsp-002.yaml",
        OTHER.format(prompt=prompt, variants=variants),
    )
    return remarks(root)


def test_a_variant_is_compared_with_the_prompts_of_other_questions(tmp_path):
    assert beside(tmp_path) == []
    (said,) = beside(tmp_path, prompt=LIKE)
    assert said.startswith(
        "prd-dsp-002.yaml:14: the prompt reads like the one at prd-dsp-001.yaml:24: similarity 0."
    )


def test_a_variant_is_compared_with_the_variants_of_other_questions(tmp_path):
    (said,) = beside(tmp_path, variant=LIKE)
    assert said.startswith(
        "prd-dsp-002.yaml:20: the prompt reads like the one at prd-dsp-001.yaml:24: similarity 0."
    )
    assert beside(tmp_path, variant=BATCH.prompt) == [
        "prd-dsp-002.yaml:20: the prompt is word for word the one at prd-dsp-001.yaml:24"
    ]


# Where else a variant is known.


def test_a_question_with_variants_reads_back_from_its_file(tmp_path):
    question = a_question("exe-001").model_copy(
        update={"variants": Variants(batch=BATCH, regulated=Variant(prompt="a: b\n- c and more"))}
    )
    path = tmp_path / "exe-001.yaml"
    path.write_text(yaml_text(question), "utf-8")

    assert strict_yaml.read(path, SHAPE)[0] == question
    assert (
        "variants:\n"
        "  batch:\n"
        "    prompt: >-\n"
        "      Reactor 3 stops in phase 7 of the recipe and holds its charge for hours. Six more"
    ) in path.read_text("utf-8")


def test_a_variant_is_found_by_its_words_and_by_its_industry():
    told = a_question().model_copy(update={"variants": Variants(batch=BATCH)})
    bank = bank_of([told, a_question("prd-dsp-002", industries=(Industry.DISCRETE,))])

    assert find(bank, QuestionFilter(text="campaign says")) == (told,)
    assert find(bank, QuestionFilter(text="cleaned first")) == (told,)
    assert find(bank, QuestionFilter(industry=Industry.BATCH)) == (told,)
    assert find(bank, QuestionFilter(industry=Industry.CONTINUOUS)) == ()


def test_the_summary_says_how_many_questions_are_told_by_industry():
    both = Variants(batch=BATCH, regulated=Variant(prompt="A record is signed twice."))
    questions = [
        a_question("asr-001").model_copy(update={"variants": both}),
        a_question("asr-002").model_copy(update={"variants": Variants(batch=BATCH)}),
        a_question("asr-003"),
    ]

    assert summary(bank_of(questions)).endswith(
        " 2 questions also told by industry: 2 in batch, 1 in regulated."
    )
