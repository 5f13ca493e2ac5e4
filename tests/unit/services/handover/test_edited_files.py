"""A file that was edited and sealed again has digests that fit, and can't do what a page can't.

Files carry no signature, so whoever has one can write another. What is checked is the random id of
the handover, which the file that went out alone has, the kit's digest, and every row as if a page
had sent it.
"""

import json
from datetime import datetime, timedelta, timezone

import pytest

from assessment.domain.draft_form import DraftForm
from assessment.domain.errors import Invalid
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind, Standing
from assessment.domain.requisition import SeatRole
from assessment.export.archive import packed, unpack
from assessment.export.handover_file import (
    BOARD,
    DRAFTS,
    ENTRIES,
    HandoverFile,
    handover_bytes,
    read_file,
    return_bytes,
)
from assessment.export.handover_papers import DraftRow, SeatPaper
from assessment.export.manifest import MANIFEST, canonical, digest
from assessment.services.drafts import form_drafts
from assessment.services.reading.visible_ratings import read_requisition
from tests.builders import CANDIDATE, REQUISITION
from tests.fakes import fake_open_uow
from tests.laptops import COMPLETE, FIRST, SECOND, Laptop, a_home, event

ABOUT = ("handover", "home", "written_by", "made_at", "levelset_version")
FIRST_DAY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LAST_DAY = datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-14)))


@pytest.fixture
def home():
    return a_home(fake_open_uow())


@pytest.fixture
def away():
    return Laptop(fake_open_uow())


@pytest.fixture
def back(home, away):
    """The return of a whole scorecard, as it was read."""
    away.merge(home.hand_over())
    away.write(*COMPLETE)
    return read_file(away.give_back())


def edited(file, *, about=None, entries=None, drafts=None, meeting=None, kit=None, paper=None):
    """`file` with some of it changed, and sealed as if it had been made that way."""
    told = {name: getattr(file.manifest, name) for name in ABOUT} | (about or {})
    if isinstance(file, HandoverFile):
        changed = file.meeting.model_copy(update=meeting or {})
        return handover_bytes(told, changed, file.kit.model_copy(update=kit or {}))
    rows = {
        ENTRIES: file.entries if entries is None else entries,
        BOARD: file.board,
        DRAFTS: drafts or file.drafts,
    }
    return return_bytes(told, file.paper.model_copy(update=paper or {}), rows)


def with_ids(file, **ids):
    """`file` with other ids in its manifest, which is sealed again."""
    found = dict(unpack(file).files)
    told = json.loads(found[MANIFEST]) | ids
    told["digest"] = digest(canonical({k: v for k, v in told.items() if k != "digest"}))
    return packed(found | {MANIFEST: json.dumps(told).encode()})


def refusal(laptop, file):
    with pytest.raises(Invalid) as fault:
        laptop.merge(file)
    return str(fault.value)


class TestRatings:
    def test_of_another_rater_are_never_written(self, home, back):
        said = refusal(home, edited(back, paper={"rater": SECOND.rater}))

        assert "names another scorecard" in said
        assert home.log(SECOND) == []

    def test_under_an_id_that_nobody_gave_are_proposals(self, home, back):
        made_up = {"handover": "0" * 32}
        home.merge(edited(back, about=made_up, paper={"rater": SECOND.rater}))

        assert Standing.COUNTS not in {standing for *_, standing in home.log(SECOND)}

    def test_a_submission_of_nothing_submits_nothing(self, home, back):
        done = home.merge(edited(back, entries=back.entries[-1:]))

        assert not done.finished
        assert home.log() == [(Kind.SUBMIT, "", True, Standing.LATE)]

    @pytest.mark.parametrize("without", [0, 2, 3, 4])
    def test_a_submission_with_a_part_missing_submits_nothing(self, home, back, without):
        rows = [row for n, row in enumerate(back.entries) if n != without]
        done = home.merge(edited(back, entries=rows))

        assert not done.finished
        assert len(home.log()) == len(rows)

    def test_a_change_after_the_submission_without_a_reason_is_a_proposal(self, home, back):
        later = back.entries[0].model_copy(update={"id": 99, "seq": 99, "value": 2})
        done = home.merge(edited(back, entries=[*back.entries, later]))

        assert (done.finished, done.proposed) == (True, 1)
        assert home.log()[-1] == (Kind.VERDICT, "q01", 2, Standing.PROPOSED)

    def test_whole_ones_count_as_before(self, home, back):
        assert home.merge(edited(back)).finished


class TestDrafts:
    FORM = DraftForm(name="final", author=SECOND.rater, candidate=CANDIDATE)
    OTHER = Actor(rater=SECOND.rater)

    def test_a_choice_that_somebody_made_here_stays(self, home, back):
        typed = {"recommendation": "yes", "reasons": "Knows it."}
        form_drafts.keep(home.store, home.clock, self.FORM, typed=typed, by=self.OTHER)
        rows = [
            DraftRow(
                form="final", field=field, text=text, kept_at=home.clock() + timedelta(hours=9)
            )
            for field, text in (("recommendation", "no"), ("reasons", "Doesn't."))
        ]
        made_up = {"handover": "0" * 32}
        home.merge(edited(back, about=made_up, paper={"rater": SECOND.rater}, drafts=rows))

        kept = form_drafts.kept(home.store, CANDIDATE, by=self.OTHER)["final"]
        assert kept["recommendation"].text == "yes"
        assert kept["reasons"].text == "Knows it.\n\nDoesn't."


class TestIds:
    ODD = ("", "x", "a" * 65, "<script>0123456789", "0123456789abcde\x00", "0123@456789abcdef")

    @pytest.mark.parametrize("odd", ODD)
    @pytest.mark.parametrize("name", ["written_by", "handover"])
    def test_of_a_return_are_as_they_are_made(self, home, back, name, odd):
        assert refusal(home, with_ids(edited(back), **{name: odd})) == (
            f"manifest.json ({name}) is not what Levelset writes there."
        )
        assert home.log() == []

    @pytest.mark.parametrize("odd", ODD)
    @pytest.mark.parametrize("name", ["home", "written_by", "handover"])
    def test_of_a_handover_are_as_they_are_made(self, home, away, name, odd):
        file = with_ids(home.hand_over(), **{name: odd})

        assert f"manifest.json ({name})" in refusal(away, file)

    @pytest.mark.parametrize(
        "meeting",
        [
            {"interview": "MES-1.C-01.x:y"},
            {"interview": "MES-1.C-01"},
            {"candidate": "MES-1.zz", "interview": "MES-1.zz.1"},
            {"kit": "MES-1.Kx"},
            {"requisition": "", "candidate": ".C-01", "interview": ".C-01.1", "kit": ".K1"},
            {
                "requisition": "<b>/../x",
                "candidate": "<b>/../x.C-01",
                "interview": "<b>/../x.C-01.1",
                "kit": "<b>/../x.K1",
            },
            {"requisition": "A\n", "candidate": "A\n.C-01", "interview": "A\n.C-01.1"},
        ],
    )
    def test_of_the_interview_are_as_they_are_made(self, home, away, meeting):
        file = read_file(home.hand_over())
        kit = {"id": meeting.get("kit", file.kit.id)}

        assert refusal(away, edited(file, meeting=meeting, kit=kit)) == (
            "interview.json is not what Levelset writes there."
        )

    @pytest.mark.parametrize("odd", ["R:1", "MES-1.C-01", "R-1\n", "=1+1", "\u0661-1"])
    def test_an_interviewer_with_an_odd_code_gets_another(self, home, away, odd):
        file = read_file(home.hand_over())
        seats = [SeatPaper(rater=odd, role=SeatRole.INTERVIEWER, name="Ada Lead")]

        done = away.merge(edited(file, meeting={"rater": odd, "seats": seats}))

        assert done.sheet.rater == "R-01"

    def test_titles_and_names_stay_on_one_line(self, home, away):
        file = read_file(home.hand_over())
        odd = "Line\none\u202e two "
        away.merge(edited(file, meeting={"title": odd, "client": odd, "candidate_name": odd}))

        found = read_requisition(away.store, REQUISITION, by=OWNER).requisition
        assert (found.title, found.client) == ("Line one two", "Line one two")


class TestTimes:
    @pytest.mark.parametrize("at", [FIRST_DAY, LAST_DAY])
    @pytest.mark.parametrize("name", ["planned_at", "created_at", "added_at"])
    def test_of_an_interview_are_of_our_time(self, home, away, name, at):
        file = edited(read_file(home.hand_over()), meeting={name: at})

        assert f"interview.json ({name})" in refusal(away, file)

    @pytest.mark.parametrize("at", [FIRST_DAY, LAST_DAY])
    def test_of_a_browser_count_for_nothing_and_break_nothing(self, home, back, at):
        rows = [row.model_copy(update={"client_at": at}) for row in back.entries]

        assert home.merge(edited(back, entries=rows)).finished
        with home.store(read_only=True) as uow:
            assert {e.client_at for e in uow.entries.history(FIRST)} == {None}


def test_what_is_entered_meanwhile_at_home_stays_a_proposal(home, back):
    home.write(event(1, value=5), sheet=FIRST)
    home.merge(edited(back, entries=back.entries[:1]))

    assert [standing for *_, standing in home.log()] == [Standing.PROPOSED, Standing.COUNTS]
