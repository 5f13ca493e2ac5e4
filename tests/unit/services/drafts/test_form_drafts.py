"""What was typed into a form is kept as it is, by each person, until it is saved or dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.decision import DebriefKind
from assessment.domain.draft_form import DraftForm
from assessment.domain.errors import NotAllowed, NotFound, Sealed
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import OWNER, Actor
from assessment.services.drafts import form_drafts
from assessment.services.hiring import candidates
from assessment.services.reading.debriefs import add_note
from tests.builders import NOON
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import LEAD, ONE, SECOND, TWO, a_shortlist, fill_all

NOTE = DraftForm(candidate=ONE, author=LEAD, name="note")
FINAL = replace(NOTE, name="final")


@pytest.fixture
def open_uow():
    store = fake_open_uow()
    a_shortlist(store)
    return store


@pytest.fixture
def keep(open_uow):
    def kept(form, **said):
        form_drafts.keep(open_uow, StoppedClock(), form, typed=said, by=Actor(rater=form.author))

    return kept


def texts(open_uow, author=LEAD, candidate=ONE):
    found = form_drafts.kept(open_uow, candidate, by=Actor(rater=author))
    return {name: {f: w.text for f, w in fields.items()} for name, fields in found.items()}


def test_each_field_of_each_form_is_found_with_what_it_said_last_and_when(open_uow):
    clock = StoppedClock()
    form_drafts.keep(
        open_uow,
        clock,
        FINAL,
        typed={"reasons": "Runs", "choice": "yes"},
        by=Actor(rater=FINAL.author),
    )
    clock.forward(60)
    form_drafts.keep(
        open_uow,
        clock,
        FINAL,
        typed={"reasons": "  Runs a shift\n" * 9_999},
        by=Actor(rater=FINAL.author),
    )
    form_drafts.keep(open_uow, clock, NOTE, typed={"note": ""}, by=Actor(rater=NOTE.author))

    assert texts(open_uow) == {
        "final": {"choice": "yes", "reasons": "  Runs a shift\n" * 9_999},
        "note": {"note": ""},
    }
    final = form_drafts.kept(open_uow, ONE, by=Actor(rater=LEAD))["final"]
    assert {field: w.kept_at - NOON for field, w in final.items()} == {
        "choice": timedelta(),
        "reasons": timedelta(minutes=1),
    }


def test_nobody_finds_what_another_typed_nor_what_was_typed_about_another(open_uow, keep):
    keep(NOTE, note="the lead's")
    keep(replace(NOTE, author=None), note="the owner's")
    keep(replace(NOTE, candidate=TWO), note="of another candidate")

    assert texts(open_uow) == {"note": {"note": "the lead's"}}
    assert texts(open_uow, None) == {"note": {"note": "the owner's"}}
    assert texts(open_uow, SECOND) == {}
    assert texts(open_uow, LEAD, TWO) == {"note": {"note": "of another candidate"}}


def test_each_administrator_has_drafts_of_their_own(open_uow):
    everyone = [OWNER, Actor(administrator="admin 1"), Actor(administrator="admin 2")]
    for who in everyone:
        form = replace(NOTE, author=who.author)
        said = f"from {who.author}"
        form_drafts.keep(open_uow, StoppedClock(), form, typed={"note": said}, by=who)

    for who in everyone:
        found = form_drafts.kept(open_uow, ONE, by=who)
        assert found["note"]["note"].text == f"from {who.author}"
    form = replace(NOTE, author="admin 1")
    with pytest.raises(NotAllowed, match="belongs to whoever typed it"):
        form_drafts.keep(open_uow, StoppedClock(), form, typed={"note": "x"}, by=everyone[2])


def test_characters_that_no_database_holds_do_not_cost_the_rest(open_uow, keep):
    keep(NOTE, note="a\x00b\ud800")

    assert texts(open_uow) == {"note": {"note": "a\ufffdb\ufffd"}}


def test_a_field_that_is_dropped_leaves_the_others(open_uow, keep):
    keep(FINAL, reasons="Runs a shift alone.", choice="yes")
    keep(NOTE, note="Heard twice.")

    form_drafts.drop(open_uow, FINAL, fields=["choice"], by=Actor(rater=FINAL.author))

    assert texts(open_uow) == {
        "final": {"reasons": "Runs a shift alone."},
        "note": {"note": "Heard twice."},
    }


def test_saving_ends_what_this_person_typed_into_this_form(open_uow, keep):
    fill_all(open_uow)
    keep(NOTE, note="Heard twice.")
    keep(FINAL, reasons="Runs a shift alone.")
    keep(replace(NOTE, author=SECOND), note="Heard once.")
    ending = form_drafts.ending(open_uow, NOTE)

    add_note(ending, StoppedClock(), candidate=ONE, by=Actor(rater=LEAD), text="Heard twice.")

    assert texts(open_uow) == {"final": {"reasons": "Runs a shift alone."}}
    assert texts(open_uow, SECOND) == {"note": {"note": "Heard once."}}
    with open_uow(read_only=True) as uow:
        assert [r.kind for r in uow.debriefs.of(ONE)] == [DebriefKind.NOTE]


def test_a_save_that_is_refused_ends_nothing(open_uow, keep):
    keep(NOTE, note="Heard twice.")
    ending = form_drafts.ending(open_uow, NOTE)

    with pytest.raises(Sealed):
        add_note(ending, StoppedClock(), candidate=ONE, by=Actor(rater=LEAD), text="Heard twice.")

    assert texts(open_uow) == {"note": {"note": "Heard twice."}}


def test_reading_for_a_save_ends_nothing(open_uow, keep):
    keep(NOTE, note="Heard twice.")

    with form_drafts.ending(open_uow, NOTE)(read_only=True) as uow:
        assert [w.text for w in uow.drafts.of(ONE, LEAD)] == ["Heard twice."]


def test_what_was_typed_about_a_removed_candidate_is_there_again_once_it_is_restored(
    open_uow, keep
):
    keep(NOTE, note="Heard twice.")

    candidates.remove_candidate(
        open_uow, lambda: NOON, candidate=ONE, reason="Added by mistake.", by=OWNER
    )
    with pytest.raises(NotFound):
        texts(open_uow)

    candidates.restore_candidate(open_uow, candidate=ONE, by=OWNER)

    assert texts(open_uow) == {"note": {"note": "Heard twice."}}


def test_what_was_typed_about_a_candidate_who_withdrew_stays(open_uow, keep):
    keep(NOTE, note="Heard twice.")

    candidates.withdraw(
        open_uow, StoppedClock(), candidate=ONE, reason="took another job", by=OWNER
    )

    assert texts(open_uow) == {"note": {"note": "Heard twice."}}


def test_a_candidate_that_is_not_there_is_said(open_uow):
    lost = replace(NOTE, candidate=CandidateId("NO-1.C-01"))

    with pytest.raises(NotFound, match=r"There is no candidate .NO-1\.C-01. in this database"):
        form_drafts.keep(
            open_uow,
            StoppedClock(),
            lost,
            typed={"note": "Heard twice."},
            by=Actor(rater=lost.author),
        )
