"""A seat goes to another laptop and comes back: nothing lost, nothing half-written."""

import io
import json
import zipfile

import pytest

from assessment.domain.draft_form import DraftForm
from assessment.domain.erasure import Erasure
from assessment.domain.errors import AssessmentError, NotAllowed, NotFound
from assessment.domain.ids import KitId
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.rating import Kind, Standing
from assessment.domain.requisition import SeatRole
from assessment.export.manifest import MANIFEST
from assessment.services.drafts import form_drafts
from assessment.services.handover.handing_over import seat_places
from assessment.services.handover.merging import merge
from assessment.services.hiring import candidates, erasing, panels, scheduling
from assessment.services.placement.boards import open_board
from assessment.services.reading.debriefs import decide, open_debrief
from assessment.services.reading.scorecards import read_scorecard
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.recording import amendments
from assessment.services.recording.sheets import sheet as sheet_view
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    KIT,
    NOON,
    REQUISITION,
    SHEET,
    a_bank,
    a_kit,
    a_seat,
    an_added_question,
    an_interview,
    furnish,
)
from tests.fakes import fake_open_uow
from tests.laptops import COMPLETE, FIRST, QUESTIONS, SECOND, Laptop, a_home, event

ADA = Actor(rater=FIRST.rater)


@pytest.fixture
def home():
    return a_home(fake_open_uow())


@pytest.fixture
def away():
    made = Laptop(fake_open_uow())
    made.clock.forward(3600)
    return made


def members(file):
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def refused(laptop, file):
    """The sentence, once it is proved that nothing was written."""
    before = {name: getattr(state(laptop), name) for name in vars(state(laptop))}
    with pytest.raises(AssessmentError) as fault:
        laptop.merge(file)
    after = state(laptop)
    assert {name: getattr(after, name) for name in before if name != "journal"} == {
        name: value for name, value in before.items() if name != "journal"
    }
    return str(fault.value)


def state(laptop):
    with laptop.store(read_only=True) as uow:
        return uow._own


def test_what_was_written_on_the_other_laptop_counts_at_home(home, away):
    assert away.merge(home.hand_over()).sentence == (
        "The interview with C-01 is here. R-01 can open it now."
    )
    assert away.write(*COMPLETE).submitted

    done = home.merge(away.give_back())

    assert done.sentence == "Merged 6 entries: the scorecard of R-01 for C-01 is back, submitted."
    assert home.log() == away.log()
    assert home.content() == away.content()
    card = read_scorecard(home.store, a_bank(), REQUISITION, FIRST, by=ADA)
    assert card is not None
    assert sheet_view(home.store, FIRST, by=ADA).card.record("q01").evidence == (
        "Moved twelve orders."
    )


def test_the_file_holds_the_wording_and_nobodys_ratings(home):
    home.write(event(value=5), event(2, "evidence", "s3cret"), sheet=SECOND)
    files = members(home.hand_over())

    assert set(files) == {"manifest.json", "README.txt", "interview.json", "kit.json"}
    meeting, kit = json.loads(files["interview.json"]), json.loads(files["kit.json"])
    assert (meeting["rater"], meeting["candidate_name"]) == ("R-01", "Grace Hopper")
    assert kit["document"]["items"][0]["asked"]["prompt"]
    assert not any(b"s3cret" in data for data in files.values())


def test_a_seat_that_has_begun_stays(home):
    home.write(event())

    with pytest.raises(NotAllowed, match="R-01 has already entered something"):
        home.hand_over()


def test_what_is_written_at_home_meanwhile_is_a_proposal_and_stays_one(home, away):
    away.merge(home.hand_over())
    at_home = home.write(event(1, "evidence", "Heard at home."), client="other-tab")
    assert at_home.set_aside == "This scorecard was handed over to another laptop on 2 March 2026."
    away.write(*COMPLETE)
    home.merge(away.give_back())

    card = sheet_view(home.store, FIRST, by=ADA).card
    assert [e.value for e in amendments.open_proposals(card)] == ["Heard at home."]
    assert card.record("q01").evidence == "Moved twelve orders."


def test_late_events_of_a_page_that_is_still_open_after_the_return_are_proposals(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE[:2])
    early = away.give_back()
    late = away.write(event(9, "evidence", "And one more thing."))
    assert late.set_aside.startswith("This scorecard was returned on 2 March 2026")

    home.merge(early)
    home.merge(away.give_back())

    card = sheet_view(home.store, FIRST, by=ADA).card
    assert card.record("q01").evidence == "Moved twelve orders."
    assert [e.value for e in amendments.open_proposals(card)] == ["And one more thing."]


def test_the_same_file_twice_changes_nothing(home, away):
    out = home.hand_over()
    away.merge(out)
    assert away.merge(out).sentence == "The interview with C-01 was here already. Nothing changed."
    away.write(*COMPLETE)
    back = away.give_back()
    home.merge(back)
    before, lines = home.content(), len(home.acts())

    assert home.merge(back).sentence == (
        "Everything in this return of the scorecard of R-01 for C-01 was here already. Nothing "
        "changed."
    )
    assert (home.content(), len(home.acts())) == (before, lines)


def test_a_seat_that_was_taken_back_keeps_a_later_return_as_proposals(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    home.take_back()
    home.write(event(1, value=2))

    done = home.merge(away.give_back())

    assert done.sentence == (
        "Merged 6 entries of the scorecard of R-01 for C-01 as proposals. The scorecard had been "
        "taken back before its return."
    )
    card = sheet_view(home.store, FIRST, by=ADA).card
    assert (card.record("q01").level, card.submitted_at) == (2, None)
    assert {e.value for e in amendments.open_proposals(card)} == {
        *(4, "Moved twelve orders.", "not_asked", "yes", "Knows the floor."),
    }
    assert (Action.HAND_OVER.value, INTERVIEW, "It was stolen.") in home.acts()


def test_taking_back_needs_a_reason_and_a_seat_that_is_away(home):
    with pytest.raises(NotAllowed, match="is not on another laptop"):
        home.take_back()
    home.hand_over()
    with pytest.raises(AssessmentError, match="Give a short reason"):
        home.take_back(reason=" ")


def test_a_seat_taken_back_can_be_handed_over_again(home, away):
    home.hand_over()
    home.take_back()
    second = home.hand_over()

    away.merge(second)
    away.write(*COMPLETE)

    assert home.merge(away.give_back()).finished


def test_asked_again_the_same_seat_has_the_same_file(home):
    assert home.hand_over() == home.hand_over()


def test_two_laptops_with_one_file_lose_nothing(home, away):
    file, other = home.hand_over(), Laptop(fake_open_uow())
    for laptop in (away, other):
        laptop.merge(file)
    away.write(event(1, value=4))
    other.write(event(1, value=1), event(2, "evidence", "From the second laptop."))

    home.merge(away.give_back())
    done = home.merge(other.give_back())

    assert done.because == "A return of this scorecard had been merged before."
    card = sheet_view(home.store, FIRST, by=ADA).card
    assert card.record("q01").level == 4
    assert {e.value for e in amendments.open_proposals(card)} == {1, "From the second laptop."}


def test_two_copies_of_one_database_lose_nothing_though_they_have_one_identity(home, away):
    """An amendment is numbered by the log itself, so both copies give it the same number."""
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    copy = Laptop(fake_open_uow())
    with away.store(read_only=True) as uow, copy.store() as other:
        other._own.take_over(uow._own)
        other.commit()
    assert copy.identity() == away.identity()
    for laptop, level in ((away, 3), (copy, 5)):
        amendments.amend(
            *(laptop.store, laptop.clock), sheet=FIRST, kind=Kind.VERDICT, item="q01", value=level,
            because=f"It was a {level}.", by=ADA,
        )  # fmt: skip

    home.merge(away.give_back())
    home.merge(copy.give_back())

    card = sheet_view(home.store, FIRST, by=ADA).card
    assert card.record("q01").level == 3
    assert [e.value for e in card.proposed] == [5]


def test_amendments_made_there_come_home_and_none_is_made_after_the_return(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    change = {"sheet": FIRST, "kind": Kind.VERDICT, "item": "q01", "value": 5, "by": ADA}
    amendments.amend(away.store, away.clock, because="I misread it.", **change)
    home.merge(away.give_back())

    assert sheet_view(home.store, FIRST, by=ADA).card.record("q01").level == 5
    with pytest.raises(AssessmentError, match="It can be changed there"):
        amendments.amend(away.store, away.clock, because="Again.", **change)


def test_added_questions_come_home(home, away):
    added = an_added_question()
    away.merge(home.hand_over())
    away.write(
        event(1, "added", added.text(), item=added.item.id), event(2, value=4, item=added.item.id)
    )
    home.merge(away.give_back())

    card = sheet_view(home.store, FIRST, by=ADA).card
    assert [a.item.id for a in card.added] == [added.item.id]
    assert card.record(added.item.id).level == 4


def test_a_draft_of_words_comes_home_behind_what_was_typed_there(home, away):
    form = DraftForm(name="amend-q01", author=FIRST.rater, candidate=CANDIDATE)
    away.merge(home.hand_over())
    form_drafts.keep(home.store, home.clock, form, typed={"because": "At home."}, by=ADA)
    form_drafts.keep(away.store, away.clock, form, typed={"because": "On the train."}, by=ADA)
    back = away.give_back()
    home.merge(back)
    home.merge(back)

    kept = form_drafts.kept(home.store, CANDIDATE, by=ADA)
    assert kept["amend-q01"]["because"].text == "At home.\n\nOn the train."


def test_somebody_else_with_the_same_code_there_is_not_taken_for_the_rater(home, away):
    panels.add_rater(away.store, name="Zed Other", by=OWNER)  # is R-01 there
    done = away.merge(home.hand_over())
    assert done.sheet.rater != "R-01"
    away.write(*COMPLETE, sheet=done.sheet)

    home.merge(away.give_back(done.sheet))

    assert len(home.log()) == 6
    with away.store(read_only=True) as uow:
        assert uow.people.raters()["R-01"] == "Zed Other"
        assert uow.people.raters()[done.sheet.rater] == "Ada Lead"


def test_a_code_that_only_an_administrator_has_becomes_another_one(away):
    theirs = "admin 3fa2c1"
    sender = Laptop(fake_open_uow())
    meeting = an_interview(seats=(a_seat(theirs, SeatRole.LEAD),))
    furnish(sender.store, meeting, kit=a_kit(questions=QUESTIONS), names={theirs: "Mal Lory"})
    sender.identity()

    done = away.merge(sender.hand_over(FIRST._replace(rater=theirs)))

    assert done.sheet.rater.startswith("R-")


def test_a_seat_that_did_not_come_is_not_written_on_the_other_laptop(home, away):
    away.merge(home.hand_over(FIRST))

    kept = away.write(event(), sheet=SECOND)
    assert kept.set_aside == "This scorecard stayed on the laptop that the interview came from."
    assert sheet_view(away.store, SECOND, by=Actor(rater="R-02")).elsewhere == kept.set_aside

    assert not away.write(event(), sheet=FIRST).set_aside


def test_the_role_can_only_be_interviewed_for_on_the_other_laptop(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE)

    for act in (
        lambda: candidates.add_candidate(
            away.store, away.clock, requisition=REQUISITION, name="X", by=OWNER
        ),
        lambda: open_debrief(away.store, away.clock, candidate=CANDIDATE, reason="x", by=OWNER),
        lambda: away.hand_over(SECOND),
        lambda: scheduling.plan_interviews(
            away.store, times={CANDIDATE: NOON}, kit=KIT, seats=["R-01"], by=OWNER
        ),
    ):
        with pytest.raises(NotAllowed, match="MES-1 came from another laptop for an interview"):
            act()
    file = read_requisition(away.store, REQUISITION, by=OWNER)
    assert not file.may(Action.PLAN_INTERVIEW)
    assert file.may(Action.SEE_SCORECARD)


def test_an_interview_with_a_seat_away_keeps_its_kit_and_its_people(home):
    home.hand_over()
    change = {"interview": INTERVIEW, "planned_at": NOON, "kit": KIT, "by": OWNER}

    for act in (
        lambda: scheduling.change_interview(home.store, seats=["R-02"], **change),
        lambda: scheduling.remove_interview(
            home.store, home.clock, interview=INTERVIEW, reason="x", by=OWNER
        ),
        lambda: panels.unseat(
            home.store, home.clock, requisition=REQUISITION, rater="R-01", reason="x", by=OWNER
        ),
        lambda: candidates.remove_candidate(
            home.store, home.clock, candidate=CANDIDATE, reason="x", by=OWNER
        ),
    ):
        with pytest.raises(NotAllowed, match="on another laptop"):
            act()


def test_a_candidate_who_withdrew_meanwhile_has_proposals(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    candidates.withdraw(home.store, home.clock, candidate=CANDIDATE, reason="Job.", by=OWNER)

    assert home.merge(away.give_back()).because == "C-01 withdrew on 2 March 2026."


@pytest.mark.parametrize("how", Erasure)
def test_nothing_about_an_erased_candidate_comes_home(home, away, how):
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    erasing.erase_candidate(home.store, home.clock, candidate=CANDIDATE, how=how, by=OWNER)

    assert refused(home, away.give_back()) == (
        "The data of C-01 was erased on 2 March 2026, so nothing of this file was kept. Delete the "
        "file, and erase the candidate on the laptop that it came from."
    )


def test_a_database_restored_to_before_the_handover_keeps_the_return_as_proposals(home, away):
    with home.store(read_only=True) as uow:
        before = uow._own.copy()
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    with home.store() as uow:
        uow._own.take_over(before)
        uow.commit()

    done = home.merge(away.give_back())

    assert (done.added, done.proposed) == (6, 5)
    assert "restored from an older backup" in done.because


class TestBoard:
    def home(self):
        return a_home(fake_open_uow(), board=True)

    def moves(self, home):
        with home.store(read_only=True) as uow:
            deck = uow.kits.find(KitId(KIT)).deck
        return [
            {"seq": n, "kind": "move", "part": card, "value": "0", "at": 0}
            for n, card in enumerate(deck.ids, 1)
        ]

    def test_it_goes_with_the_first_seat_and_comes_home(self, away):
        home = self.home()
        moves = self.moves(home)
        away.merge(home.hand_over(FIRST))
        second = Laptop(fake_open_uow())
        second.merge(home.hand_over(SECOND))
        with pytest.raises(NotFound, match="is on another laptop"):
            open_board(home.store, INTERVIEW)
        with pytest.raises(NotFound, match="is on another laptop"):
            open_board(second.store, INTERVIEW)
        assert not away.place(*moves).refused

        home.merge(away.give_back(FIRST))

        assert len(open_board(home.store, INTERVIEW).board.placements) == len(moves)
        with pytest.raises(NotFound, match="is on another laptop"):
            open_board(away.store, INTERVIEW)

    def test_what_a_page_at_home_still_sends_is_kept_and_moves_nothing(self, away):
        home = self.home()
        moves = self.moves(home)
        away.merge(home.hand_over(FIRST))
        home.place(moves[0])
        home.merge(away.give_back(FIRST))

        view = open_board(home.store, INTERVIEW)
        assert [e.standing for e in view.log] == [Standing.LATE]
        assert view.board.placements == {}


def test_the_page_learns_where_each_seat_is(home, away):
    away.merge(home.hand_over())
    there = seat_places(home.store, REQUISITION, by=OWNER)
    assert {s: p.sentence for s, p in there.items()} == {
        FIRST: "This scorecard was handed over to another laptop on 2 March 2026."
    }
    away.write(*COMPLETE)
    home.merge(away.give_back())

    assert seat_places(home.store, REQUISITION, by=OWNER)[FIRST].sentence == ""
    assert seat_places(away.store, REQUISITION, by=OWNER)[FIRST].sentence == (
        "This scorecard was returned on 2 March 2026 to the database it came from."
    )


class TestRefusals:
    def test_a_file_merged_where_it_was_made(self, home, away):
        assert "by this very database" in refused(home, home.hand_over())
        away.merge(home.hand_over())
        assert "by this very database" in refused(away, away.give_back())

    def test_a_return_for_another_database(self, home, away):
        away.merge(home.hand_over())
        other = a_home(fake_open_uow())
        assert refused(other, away.give_back()) == (
            "This return belongs to another database than this one. Merge it where the interview "
            "was handed over."
        )

    def test_a_return_for_an_interview_that_is_not_there(self, home, away):
        away.merge(home.hand_over())
        back = away.give_back()
        with home.store() as uow:
            uow.requisitions.remove(REQUISITION)
            uow.commit()
        assert refused(home, back) == "There is no interview 'MES-1.C-01.1' in this database."

    def test_a_role_of_the_same_name_that_is_another(self, home):
        other = Laptop(fake_open_uow())
        furnish(other.store, an_interview())
        assert refused(other, home.hand_over()).startswith(
            "There is already a role MES-1 here, and it belongs to this database."
        )

    def test_no_zip_and_zips_of_something_else(self, home):
        assert "not a ZIP file" in refused(home, b"hello")
        assert "it has no manifest of one" in refused(home, zipped({"a.txt": b"x"}))
        export = zipped({MANIFEST: b'{"format": "levelset/1"}'})
        assert "is an export, not an interview" in refused(home, export)

    def test_a_newer_format(self, home):
        files = members(home.hand_over())
        told = json.loads(files[MANIFEST]) | {"version": 2}
        newer = zipped(files | {MANIFEST: json.dumps(told).encode()})
        assert refused(home, newer) == (
            "This file was made by a newer version of Levelset (format 2; this version reads 1). "
            "Update Levelset here, then merge the file again."
        )

    def test_a_zip_bomb(self, home):
        assert "which no handover does" in refused(home, zipped({MANIFEST: b"0" * 2**25}))

    @pytest.mark.parametrize(
        ("member", "old", "new", "told"),
        [
            ("interview.json", b"Grace", b"Trace", "interview.json was changed"),
            ("kit.json", b"prompt", b"tpompr", "kit.json was changed"),
            ("README.txt", b"One", b"Two", "README.txt was changed"),
            ("manifest.json", b'"home":"', b'"home":"0', "manifest.json was changed"),
        ],
    )
    def test_a_changed_member_is_named(self, home, away, member, old, new, told):
        files = members(home.hand_over())
        files[member] = files[member].replace(old, new, 1)
        assert told in refused(away, zipped(files))

    def test_a_changed_row_is_named(self, home, away):
        away.merge(home.hand_over())
        away.write(*COMPLETE)
        files = members(away.give_back())
        changed = files["entries.jsonl"].replace(b'"value":4', b'"value":5')
        assert refused(home, zipped(files | {"entries.jsonl": changed})).startswith(
            "entries.jsonl, row 1 was changed"
        )
        lines = files["entries.jsonl"].splitlines(keepends=True)
        assert "row 6 was changed" in refused(
            home, zipped(files | {"entries.jsonl": b"".join(lines[:5])})
        )
        assert "row 7 was changed" in refused(
            home, zipped(files | {"entries.jsonl": b"".join([*lines, lines[0]])})
        )
        del files["entries.jsonl"]
        assert "entries.jsonl is missing" in refused(home, zipped(files))


class TestTimes:
    """Only what the laptops wrote down: a browser's clock is nobody's business."""

    def back(self, home, away, moved):
        """A return from a laptop whose clock is `moved` days off."""
        away.clock.at = NOON
        away.merge(home.hand_over())
        away.clock.forward(moved * 86400)
        away.write(*COMPLETE)
        return away.give_back()

    @pytest.mark.parametrize(("moved", "day"), [(1900, "15 May 2031"), (-2, "28 February 2026")])
    def test_a_wrong_clock_is_refused_with_its_row(self, home, away, moved, day):
        assert refused(home, self.back(home, away, moved)) == (
            f"entries.jsonl, row 1 is dated {day}, and can only be from 1 March 2026 to 3 March "
            "2026. A clock was wrong or the file was changed, so nothing was merged. If that "
            "can't be put right, take the scorecard back and enter it here."
        )

    @pytest.mark.parametrize("moved", [0.9, -0.9])
    def test_clocks_may_be_a_day_apart(self, home, away, moved):
        assert home.merge(self.back(home, away, moved)).finished

    def test_a_return_may_be_late(self, home, away):
        back = self.back(home, away, 0)
        home.clock.forward(90 * 86400)
        assert home.merge(back).finished

    def test_a_draft_has_a_time_too(self, home, away):
        form = DraftForm(name="amend-q01", author=FIRST.rater, candidate=CANDIDATE)
        away.merge(home.hand_over())
        away.clock.forward(1900 * 86400)
        form_drafts.keep(away.store, away.clock, form, typed={"because": "Later."}, by=ADA)
        assert refused(home, away.give_back()).startswith("drafts.jsonl, row 1 is dated")

    def test_without_its_handover_a_return_is_no_older_than_the_candidate(self, home, away):
        with home.store(read_only=True) as uow:
            before = uow._own.copy()
        back = self.back(home, away, -2)
        with home.store() as uow:
            uow._own.take_over(before)
            uow.commit()
        assert "can only be from 1 March 2026" in refused(home, back)


def test_only_the_owner_takes_in_and_only_staff_hand_over(home, away):
    file = home.hand_over()
    with pytest.raises(NotAllowed, match="Only the owner can take in"):
        merge(away.store, away.clock, file, by=Actor(rater="R-02"))
    away.merge(file)
    back = away.give_back()
    with pytest.raises(NotAllowed, match="can hand over an interview"):
        merge(home.store, home.clock, back, by=Actor(rater=SECOND.rater))
    assert merge(home.store, home.clock, back, by=ADA).sheet == SHEET


class TestSignedIn:
    """A lead could hand over somebody's seat, rate as that person, and merge it."""

    def merged(self, home, away, by, *, sheet=SECOND, signed_in=True):
        away.merge(home.hand_over(sheet))
        away.write(*COMPLETE, sheet=sheet)
        back = away.give_back(sheet)
        return merge(home.store, home.clock, back, by=by, signed_in=signed_in)

    def test_a_lead_makes_nothing_count_for_another_person(self, home, away):
        done = self.merged(home, away, ADA)

        assert done.sentence == (
            "Merged 6 entries of the scorecard of R-02 for C-01 as proposals. They were merged by "
            "R-01, so R-02 decides what counts."
        )
        bo = Actor(rater=SECOND.rater)
        card = sheet_view(home.store, SECOND, by=bo).card
        assert (card.submitted_at, card.record("q01").level) == (None, None)
        first, *_ = proposed = amendments.open_proposals(card)
        assert len(proposed) == 5
        change = {"sheet": SECOND, "entry": first.id, "because": "I rated it."}
        with pytest.raises(NotAllowed):
            amendments.accept_proposed(home.store, home.clock, by=ADA, **change)
        amendments.accept_proposed(home.store, home.clock, by=bo, **change)
        assert sheet_view(home.store, SECOND, by=bo).card.record("q01").level == 4

    @pytest.mark.parametrize(
        ("by", "sheet", "signed_in"),
        [(OWNER, SECOND, True), (ADA, FIRST, True), (ADA, SECOND, False)],
        ids=["an administrator", "the rater", "without sign-in"],
    )
    def test_for_these_it_counts(self, home, away, by, sheet, signed_in):
        assert self.merged(home, away, by, sheet=sheet, signed_in=signed_in).finished

    def test_the_board_is_the_candidates_and_counts(self, away):
        home = a_home(fake_open_uow(), board=True)
        away.merge(home.hand_over(SECOND))
        away.place(*TestBoard().moves(home))
        back = away.give_back(SECOND)

        done = merge(home.store, home.clock, back, by=ADA, signed_in=True)

        assert (done.because, done.proposed) == ("", 0)
        assert open_board(home.store, INTERVIEW).board.placements


def test_what_was_done_is_in_the_audit_log_of_both(home, away):
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    home.merge(away.give_back())

    def contents(laptop):
        with laptop.store(read_only=True) as uow:
            details = [line.detail for line in uow.journal.lines()]
        return [d.partition("content ")[2] for d in details if "content " in d]

    assert contents(home) == contents(away)
    assert len(contents(home)) == 1


def test_a_decision_is_refused_on_loan(home, away):
    away.merge(home.hand_over())
    with pytest.raises(NotAllowed, match="Do it there"):
        decide(away.store, away.clock, candidate=CANDIDATE, decision="offer", reason="x", by=OWNER)


def test_only_a_rating_seat_is_handed_over(home):
    with pytest.raises(AssessmentError, match="is not a rater in this interview"):
        home.hand_over(SHEET._replace(rater="R-09"))
