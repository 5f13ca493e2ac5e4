"""The talk with a client is read strictly: what an answer moves has a reason."""

import pytest

from question_bank import BankError, Cell, Competency, load_bank
from question_bank.quality import check
from tests.unit.question_bank.folders import a_folder, put

HOME = "conversation.yaml"
TALK = """\
questions:
  - id: sites
    ask: Which sites?
    settles: The organisational scope.
    choose: one
    answers:
      - {id: one, text: One site, organisational_scope: one_site, why: It answers for one site.}
      - {id: open, text: Not settled, ask: Which sites by name?}
  - id: night
    ask: What goes wrong at night?
    settles: What can't wait.
    choose: several
    answers:
      - id: line
        text: The line stops
        essential: [production.dispatching]
        enterprise_share: -10
        weights: {assurance: 5}
        why: Production waits.
      - {id: nobody, text: Nothing, alone: true}
contradictions:
  - between: [sites.open, night.nobody]
    says: No sites and no nights.
    ask: What is it about?
"""


def faults(tmp_path, old, new):
    assert old in TALK
    root = a_folder(tmp_path)
    put(root, HOME, TALK.replace(old, new, 1))
    with pytest.raises(BankError) as caught:
        load_bank(root)
    return [f"{p.line}: {p.message}" for p in caught.value.problems if p.path == root / HOME]


def test_the_talk_is_read_in_its_order(tmp_path):
    root = a_folder(tmp_path)
    put(root, HOME, TALK)

    talk = load_bank(root).scoping.conversation

    assert [q.id for q in talk.questions] == ["sites", "night"]
    line, nobody = talk.questions[1].answers
    assert line.cells == {Cell.parse("production.dispatching"): 2}
    assert (line.enterprise_share, line.weights) == (-10, {Competency.ASSURANCE: 5})
    assert (nobody.alone, nobody.moves) == (True, False)
    assert talk.answer(talk.contradictions[0].between[0]).text == "Not settled"
    assert check(root) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "sites.open",
            "sites.nowhere",
            "22: there is no answer sites.nowhere",
        ),
        (
            "[sites.open,",
            "[sites,",
            "should be a question and an answer such as sites.one, not 'sites'",
        ),
        ("        why: Production waits.\n", "", "an answer that moves something needs a why"),
        ("alone: true", "why: It moves nothing.", "an answer that moves nothing needs no why"),
        ("production.dispatching", "production.planning", "16: questions.1.answers.0.essential.0"),
        ("enterprise_share: -10", "enterprise_share: -11", "17: questions.1.answers.0.enterprise"),
        ("assurance: 5", "charm: 5", "18: questions.1.answers.0.weights.charm"),
        ("id: night", "id: sites", "1: questions: the question sites stands here twice"),
        ("id: open", "id: one", "6: questions.0.answers: the answer one stands here twice"),
        ("choose: one", "choose: any", "5: questions.0.choose: should be 'one' or 'several'"),
    ],
)
def test_a_fault_is_named_by_line_and_key(tmp_path, old, new, said):
    found = faults(tmp_path, old, new)
    assert any(said in line for line in found), found


def test_the_shipped_talk_is_short_and_every_axis_can_move():
    talk = load_bank().scoping.conversation
    assert 8 <= len(talk.questions) <= 12
    answers = [answer for question in talk.questions for answer in question.answers]
    assert {c for a in answers for c in a.weights} == set(Competency)
    assert {a.organisational_scope for a in answers if a.organisational_scope}
    assert any(a.enterprise_share > 0 for a in answers)
    assert any(a.enterprise_share < 0 for a in answers)
    assert all(a.ask for a in answers if a.id == "open")
