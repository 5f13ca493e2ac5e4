"""What two laptops typed or placed at the same time is still there after a merge."""

import ast
from pathlib import Path

import pytest

from assessment.domain.draft_form import WORDS, DraftForm, proposal_form
from assessment.domain.ids import KitId
from assessment.domain.permissions import Actor
from assessment.domain.rating import Standing
from assessment.export.handover_papers import BoardRow, DraftRow, EntryRow, ReturnPaper
from assessment.services.drafts import form_drafts
from assessment.services.handover.merged import Merged
from assessment.services.handover.rows_home import ReturnTarget, drafts_home
from assessment.services.recording.amendments import open_proposals
from assessment.services.recording.sheets import sheet as sheet_view
from tests.builders import CANDIDATE, INTERVIEW, KIT, a_kit
from tests.fakes import fake_open_uow
from tests.laptops import COMPLETE, FIRST, SECOND, Laptop, a_home, event

UI = Path(__file__).resolve().parents[4] / "assessment" / "ui"
ADA = Actor(rater=FIRST.rater)
FORM = DraftForm(name="final", author=FIRST.rater, candidate=CANDIDATE)


def merged(field, at_home, away, *, later=3600):
    """What the field says at home after the return, and after it is merged once more."""
    home, other = a_home(fake_open_uow()), Laptop(fake_open_uow())
    other.merge(home.hand_over())
    for laptop, text in ((home, at_home), (other, away)):
        laptop.clock.forward(later if laptop is other else 60)
        form_drafts.keep(laptop.store, laptop.clock, FORM, typed={field: text}, by=ADA)
    back = other.give_back()
    said = set()
    for _ in range(2):
        home.clock.forward(7200)
        home.merge(back)
        said.add(form_drafts.kept(home.store, CANDIDATE, by=ADA)["final"][field].text)
    assert len(said) == 1
    return said.pop()


@pytest.mark.parametrize(("later", "wins"), [(3600, "no"), (1, "strong_no")])
def test_of_two_choices_the_newer_is_kept_whole(later, wins):
    assert merged("recommendation", "strong_no", "no", later=later) == wins


@pytest.mark.parametrize(
    ("at_home", "away", "said"),
    [
        ("At home.", "On the train.", "At home.\n\nOn the train."),
        ("A strong no.", "no", "A strong no.\n\nno"),
        ("One.\n\nTwo.\n\nThree.", "Two.\n\nThree.", "One.\n\nTwo.\n\nThree."),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\nTwo.\n\nThree.\n\nOne.\n\nThree."),
        ("At home.", " ", "At home."),
        (" ", "On the train.", "On the train."),
    ],
)
def test_words_are_joined_unless_all_their_paragraphs_are_there(at_home, away, said):
    assert merged("reasons", at_home, away) == said


def test_every_field_of_a_form_is_known_as_words_or_as_a_choice():
    """Words that count as a choice would be lost; a choice that counts as words is unreadable."""
    drawn = {"words": set(), "choice": set()}
    for file in UI.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            if getattr(call.func.value, "id", "") != "form" or not call.args:
                continue
            kind = {"text": "words", "line": "words", "choice": "choice", "listed": "choice"}.get(
                call.func.attr
            )
            if kind and isinstance(call.args[0], ast.Constant):
                drawn[kind].add(call.args[0].value)

    assert drawn["words"] == WORDS
    assert drawn["choice"] >= {"decision", "recommendation", "level"}
    assert not drawn["choice"] & WORDS


def test_two_copies_of_one_database_lose_no_move_on_the_board():
    """Both pages number their moves from one, so other moves have the same numbers."""
    home, away = a_home(fake_open_uow(), board=True), Laptop(fake_open_uow())
    copy = Laptop(fake_open_uow())
    away.merge(home.hand_over())
    with away.store(read_only=True) as uow, copy.store() as other:
        card = uow.kits.find(KitId(KIT)).deck.ids[0]
        other._own.take_over(uow._own)
        other.commit()
    for laptop, place in ((away, "1"), (copy, "2")):
        laptop.place({"seq": 1, "kind": "move", "part": card, "value": place, "at": 0})

    for file in (away.give_back(), copy.give_back(), copy.give_back()):
        home.merge(file)

    with home.store(read_only=True) as uow:
        log = uow.boards.log(INTERVIEW)
    assert [(e.value, e.standing) for e in log] == [("1", Standing.COUNTS), ("2", Standing.LATE)]


def a_late_entry(laptop):
    """The place in its own log of what a page sent after the return: a proposal."""
    laptop.write(event(9, "evidence", "And one more thing."))
    with laptop.store(read_only=True) as uow:
        return next(e.id for e in uow.entries.history(FIRST) if e.standing is Standing.PROPOSED)


def test_a_reason_about_a_proposal_is_about_the_same_proposal_at_home():
    """Each database numbers its entries by itself."""
    home, other = a_home(fake_open_uow()), Laptop(fake_open_uow())
    home.write(*COMPLETE, sheet=SECOND)  # so that other places are taken here
    other.merge(home.hand_over())
    other.write(*COMPLETE[:2])
    other.give_back()
    there = a_late_entry(other)
    typed = DraftForm(name=proposal_form(there), author=FIRST.rater, candidate=CANDIDATE)
    form_drafts.keep(other.store, other.clock, typed, typed={"because": "She said so."}, by=ADA)
    back = other.give_back()

    assert [home.merge(back).left_out for _ in range(2)] == [0, 0]

    card = sheet_view(home.store, FIRST, by=ADA).card
    (proposal,) = open_proposals(card)
    assert proposal.id != there
    kept = form_drafts.kept(home.store, CANDIDATE, by=ADA)
    assert set(kept) == {proposal_form(proposal.id)}
    assert kept[proposal_form(proposal.id)]["because"].text == "She said so."


def test_a_reason_about_a_proposal_of_another_interview_waits_for_its_return():
    home, other = a_home(fake_open_uow()), Laptop(fake_open_uow())
    other.merge(home.hand_over())
    other.write(*COMPLETE[:2])
    elsewhere = DraftForm(name=proposal_form(999), author=FIRST.rater, candidate=CANDIDATE)
    form_drafts.keep(other.store, other.clock, elsewhere, typed={"because": "No."}, by=ADA)

    home.merge(other.give_back())

    assert form_drafts.kept(home.store, CANDIDATE, by=ADA) == {}
    assert set(form_drafts.kept(other.store, CANDIDATE, by=ADA)) == {proposal_form(999)}


@pytest.mark.parametrize(
    ("left_out", "said"),
    [(1, "1 unsaved reason was left out: it is"), (2, "2 unsaved reasons were left out: their")],
)
def test_what_an_older_file_has_about_an_entry_that_it_does_not_hold_is_named(left_out, said):
    home = a_home(fake_open_uow())
    row = DraftRow(form=proposal_form(999), field="because", text="No.", kept_at=home.clock())
    with home.store() as uow:
        there = ReturnTarget(FIRST, a_kit(), "0" * 16, "")
        done = drafts_home(uow, there, [row] * left_out, {41: 7})
        assert uow.drafts.of(CANDIDATE, FIRST.rater) == []

    assert done == (0, left_out)
    merged = Merged(sheet=FIRST, came_in=False, again=True, left_out=left_out)
    assert said in merged.sentence
    assert merged.sentence.endswith("What was typed is still on the other laptop.")


def test_no_other_number_that_a_database_gave_comes_home_as_it_is():
    """Places in the log are translated; what else a row says means the same everywhere."""
    numbers = {
        (model.__name__, name)
        for model in (EntryRow, BoardRow, DraftRow, ReturnPaper)
        for name, field in model.model_fields.items()
        if field.annotation in {int, int | None}
    }
    assert numbers == {
        *{("EntryRow", "id"), ("EntryRow", "over")},  # places in the log
        *{("EntryRow", "seq"), ("BoardRow", "seq")},  # of the page that sent it
    }
    named = [
        f"{file.name}:{call.lineno}"
        for file in UI.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "KeptForm"
        and any(getattr(n, "attr", "") == "id" for n in ast.walk(call.args[1]))
        and getattr(getattr(call.args[1], "func", None), "id", "") != "proposal_form"
    ]
    assert named == []
