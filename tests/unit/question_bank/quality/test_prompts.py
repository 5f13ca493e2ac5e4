"""A prompt asks one thing, or two at most, and a bank varies the scenes it sets."""

from dataclasses import replace

import pytest

from question_bank import QuestionType
from question_bank.quality import check
from question_bank.quality.floors import SHIPPED
from question_bank.quality.prompt_shape import has_fallback, questions_in, stages_positions
from question_bank.quality.prompts import shares
from tests.small_bank import a_question
from tests.unit.question_bank.folders import HOME, a_folder, changed, put

ASKS = "Talk me through what the dispatch list should do, and who decides."


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("Line 4 stops. What do you do?", 1),
        ("If line 5 stops as well, what do you do?", 1),
        ("When the line stops, who decides?", 1),
        ("Line 4 stops. What do you do, and why?", 1),
        ("What do you do today, and what do you change for the next time?", 2),
        ("Who may change what, and how will we know on Monday?", 2),
        ("What did they promise, what is missing, and what do you write next?", 3),
        ("How big is that loss, why does nobody see it, and how far would you go?", 3),
        ("What do you do? Who decides? How would you know?", 3),
        ("Promote it, retire it, or leave it?", 1),
        ("Talk me through the first hour.", 1),
        (ASKS, 2),
        ("Explain dispatching. What comes before it?", 2),
        ("Take it that line 5 runs. What do you do?", 1),
        ('The driver asks: "Is it free, and who says so?" What do you answer?', 1),
        ("Tell me about a time when a check failed.", 1),
        ("Tell me about a time when a check failed. How did it come out?", 1),
        (
            (
                "Tell me about a check that failed. How did it come out? "
                "If you haven't seen one, how would you look for one?"
            ),
            1,
        ),
        ("Tell me about a check that failed. What was compared, and what did you change?", 2),
        ("The list has forty orders.", 0),
    ],
)
def test_the_questions_in_a_prompt_are_counted(prompt, count):
    assert questions_in(prompt) == count


@pytest.mark.parametrize(
    ("prompt", "has_one"),
    [
        ("Tell me about a mix-up. If you haven't seen one, how could one happen?", True),
        ("Tell me about a mix-up. If you’ve never had one, take a plant you know.", True),
        ("Tell me about a mix-up. If yours always matched, take a colleague's.", True),
        ("Tell me about a mix-up. What did you do?", False),
        ("What do you do if the scale fails?", False),
    ],
)
def test_a_fallback_is_recognised(prompt, has_one):
    assert has_fallback(prompt) is has_one


@pytest.mark.parametrize(
    ("prompt", "staged"),
    [
        ("The supervisor wants to run it. Quality says no. What do you do?", True),
        ("Purchasing insists on the cheaper lot. What do you do?", True),
        ("Two managers refuse. What do you do?", True),
        ("A pallet stands in the wrong aisle. Walk me through the first hour.", False),
        ("What do you want to see, and what would you say?", False),
        ('The label reads "quality says no". What do you do?', False),
    ],
)
def test_a_scene_of_somebody_who_wants_or_says_is_recognised(prompt, staged):
    assert stages_positions(prompt) is staged


def test_a_prompt_with_three_questions_is_named_at_its_line(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, changed(ASKS, "What moves, who decides, and how would you know by noon?"))
    assert check(root) == ()  # a question after a bare comma is not told from a relative clause
    put(root, HOME, changed(ASKS, "What moves, what stays, and who decides by noon?"))

    assert [f"{p.line}: {p.message}" for p in check(root)] == [
        (
            "16: the prompt asks 3 questions; keep one, or two where the second follows from it, "
            "and move the rest to the probes"
        )
    ]


def test_a_variant_with_three_questions_is_named_at_its_line(tmp_path):
    told = (
        "variants:\n  batch:\n    prompt: Reactor 3 stops in phase 7 with six lots behind it. "
        "What moves, what stays, and who decides by noon?\nlisten_for:\n"
    )
    root = a_folder(tmp_path)
    put(root, HOME, changed("listen_for:\n", told))

    (problem,) = check(root)

    assert (problem.line, problem.message[:27]) == (24, "the prompt asks 3 questions")


PLAIN = "A pallet stands in the wrong aisle. What do you do?"
DOUBLE = "A pallet stands in the wrong aisle. What do you do, and who decides?"
STAGED = "The driver wants to leave. What do you do?"


def bank(*prompts, **more):
    return [a_question(f"exe-{n:03}", prompt=prompt, **more) for n, prompt in enumerate(prompts, 1)]


def test_one_prompt_in_four_may_ask_twice_and_no_more():
    assert list(shares(bank(PLAIN, PLAIN, PLAIN, DOUBLE), SHIPPED)) == []
    assert list(shares(bank(PLAIN, PLAIN, DOUBLE), SHIPPED)) == [
        "1 of 3 prompts ask two questions or more: at most 25% may (exe-003)"
    ]


def test_one_scene_in_five_may_be_staged_and_no_more():
    assert list(shares(bank(PLAIN, PLAIN, PLAIN, PLAIN, STAGED), SHIPPED)) == []
    assert list(shares(bank(PLAIN, PLAIN, PLAIN, STAGED), SHIPPED)) == [
        "1 of 4 prompts are staged as one who wants, one who says: at most 20% may (exe-004)"
    ]


def test_questions_about_the_past_need_a_fallback():
    past = {"question_type": QuestionType.PAST_BEHAVIOUR}
    asked = "Tell me about a mix-up. How did it come out?"
    helped = f"{asked} If you haven't seen one, how could one happen?"

    assert list(shares(bank(*[helped] * 9, asked, **past), SHIPPED)) == []
    assert list(shares(bank(*[asked] * 7, **past), SHIPPED)) == [
        (
            "7 of 7 questions about past behaviour have no fallback such as If you haven't seen "
            "one, …: at most 10% may (exe-001, exe-002, exe-003, exe-004, exe-005, …)"
        )
    ]
    assert list(shares(bank(asked), SHIPPED)) == []  # a situation that everybody can imagine


def test_a_folder_without_floors_is_held_to_no_share(tmp_path):
    free = replace(SHIPPED, most_double=1, most_staged=1, most_without_fallback=1)

    assert list(shares(bank(DOUBLE, STAGED), free)) == []
    assert check(a_folder(tmp_path)) == ()  # its one prompt asks two questions
