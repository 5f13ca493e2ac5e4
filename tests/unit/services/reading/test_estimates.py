"""Estimates rest on what their viewer may see, and on other roles' open candidates."""

from dataclasses import replace

import pytest

from assessment.domain.decision import DebriefKind
from assessment.domain.deck import Deck
from assessment.domain.ids import InterviewId, SheetKey
from assessment.domain.kit import contents, digest_of
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.practice import PracticeEvent, PracticeKind
from assessment.domain.rating import NotRated
from assessment.domain.requisition import Reveal
from assessment.measurement.role import StrictnessBasis, role_estimates
from assessment.planning.practice_round import practice_round
from assessment.services.practice.rules import StrictnessSources, change_sources
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.debrief_view import read_debrief
from assessment.services.reading.estimates import board_name, question_name, ratings_of
from assessment.services.reading.scorecards import read_scorecard
from assessment.services.reading.visible_ratings import read_requisition
from assessment.services.store.generation import KEY
from question_bank import Competency
from tests.boards import a_dealt_card
from tests.builders import (
    NOON,
    REQUISITION,
    a_bank,
    a_brief,
    a_debrief_record,
    a_kit,
    a_panel_member,
    a_question,
    a_requisition,
    a_seat,
    an_interview,
    furnish,
)
from tests.fakes import fake_open_uow
from tests.practising import a_practice_bank
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    OTHER,
    SECOND,
    THIRD,
    TWO,
    a_shortlist,
    fill,
    fill_all,
)

BEHIND_LINK = Actor(rater=SECOND, link=SheetKey(FIRST, SECOND))
HIGH = dict.fromkeys(EVENLY, 5)
LOW = dict.fromkeys(EVENLY, 2)


@pytest.fixture
def store():
    open_uow = fake_open_uow()
    a_shortlist(open_uow)
    return open_uow


def estimates(open_uow, rater=None, requisition=MES_1):
    return read_comparison(open_uow, a_bank(), requisition, by=Actor(rater=rater)).estimates


def everybody(open_uow, interview, verdicts):
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, interview, verdicts)


def another_role(open_uow, name="OLD-1", verdicts=LOW, *, submit=True):
    """Two candidates of another role, asked the same questions by one person."""
    meetings = [
        an_interview(f"{name}.C-0{n}.1", kit=f"{name}.K1", seats=(a_seat(LEAD),)) for n in (1, 2)
    ]
    furnish(open_uow, *meetings)
    for meeting in meetings:
        fill(open_uow, LEAD, meeting.id, verdicts, submit=submit)


def test_two_open_candidates_have_estimates_and_whoever_is_above_is_told(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)

    found = estimates(store)

    assert found.by_profile.keys() == {"plant", "enterprise", "brief", "equal"}
    assert found.placed("plant") == (ONE, TWO)
    assert found.difference("plant", ONE, TWO).above > 0.95
    assert [found.by_profile["plant"][c].rank for c in (ONE, TWO)] == [1, 2]


def test_a_sealed_candidate_adds_nothing(store):
    everybody(store, FIRST, HIGH)
    fill(store, LEAD, OTHER, LOW)
    fill(store, SECOND, OTHER, LOW)

    for viewer in (None, LEAD, THIRD, OBSERVER):
        assert estimates(store, viewer) is None
        with store(read_only=True):
            rated = ratings_of(read_requisition(store, MES_1, by=Actor(rater=viewer)))
        assert TWO not in {r.candidate for r in rated}


def test_drafts_add_nothing(store):
    everybody(store, FIRST, HIGH)
    for rater in (LEAD, SECOND, THIRD):
        fill(store, rater, OTHER, LOW, submit=False)

    assert estimates(store) is None


def test_after_ones_own_scorecard_only_who_has_submitted_reads_more(store):
    with store() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()
    everybody(store, FIRST, HIGH)
    fill(store, LEAD, OTHER, LOW)

    assert estimates(store, LEAD).placed("plant") == (ONE, TWO)
    assert estimates(store, SECOND) is None
    assert estimates(store) is None


def test_a_provisional_candidate_stands_apart(store):
    gaps = dict.fromkeys(("q02", "q03", "q06"), NotRated.NOT_ASKED)
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW | gaps)

    found = estimates(store).by_profile["plant"]

    assert found[TWO].low < found[TWO].estimate < found[TWO].high
    assert found[TWO].rank is None


def test_without_earlier_ratings_it_says_so(store):
    fill_all(store, FIRST)
    fill_all(store, OTHER)

    basis = estimates(store).basis

    assert (basis.items, basis.known, basis.ratings) == (10, 0, 0)


def test_ratings_of_other_roles_say_how_hard_the_same_questions_are(store):
    fill_all(store, FIRST)
    fill_all(store, OTHER)
    another_role(store)

    basis = estimates(store).basis

    assert (basis.items, basis.known, basis.ratings) == (10, 10, 20)


def test_another_revision_is_another_question(store):
    fill_all(store, FIRST)
    fill_all(store, OTHER)
    revised = [
        q.model_copy(update={"revision": q.revision + 1}) if n else q
        for n, q in enumerate(a_bank().questions.values())
    ]
    meeting = an_interview("OLD-1.C-01.1", kit="OLD-1.K1", seats=(a_seat(LEAD),))
    furnish(store, meeting, kit=a_kit("OLD-1.K1", questions=revised))
    fill(store, LEAD, meeting.id)

    basis = estimates(store).basis

    assert (basis.known, basis.ratings) == (1, 1)


@pytest.mark.parametrize("submit", [True, False])
def test_sealed_candidates_of_other_roles_and_drafts_there_add_nothing(store, submit):
    fill_all(store, FIRST)
    fill_all(store, OTHER)
    seats = (a_seat(LEAD), a_seat(SECOND))
    meeting = an_interview("OLD-1.C-01.1", kit="OLD-1.K1", seats=seats)
    furnish(store, meeting)
    fill(store, LEAD, meeting.id, submit=submit)

    for viewer in (None, LEAD):
        assert estimates(store, viewer).basis.ratings == 0


def a_strict_role(store, *, submit=True):
    """Two candidates of another role whom LEAD rated on other questions, far below SECOND."""
    other = [q.model_copy(update={"revision": 9}) for q in a_bank().questions.values()]
    seats = (a_seat(LEAD), a_seat(SECOND))
    meetings = [an_interview(f"NEW-1.C-0{n}.1", kit="NEW-1.K1", seats=seats) for n in (1, 2)]
    furnish(store, *meetings, kit=a_kit("NEW-1.K1", questions=other))
    with store() as uow:
        uow.requisitions.seat(a_panel_member(LEAD, requisition="NEW-1"))
        uow.commit()
    for meeting in meetings:
        fill(store, LEAD, meeting.id, LOW, submit=submit)
        fill(store, SECOND, meeting.id, HIGH)


def test_ratings_by_the_same_people_in_other_roles_say_how_strict_they_are(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)
    assert estimates(store).strictness == StrictnessBasis(3)
    a_strict_role(store)

    found = estimates(store)

    assert found.strictness == StrictnessBasis(3, history=2)
    assert found.basis.ratings == 0
    raters = found.fitted.posterior.data.raters
    severity = dict(zip(raters, found.fitted.priors.severity, strict=True))
    assert severity[LEAD] > 0.1 > -0.1 > severity[SECOND]


def test_a_sealed_candidate_of_another_role_says_nothing_of_strictness(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)
    a_strict_role(store, submit=False)

    for viewer in (None, LEAD, SECOND):
        assert estimates(store, viewer).strictness == StrictnessBasis(3)


def test_the_switches_decide_what_is_used_for_everybody(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)
    plain = estimates(store)
    a_strict_role(store)
    answers = practice_round(a_practice_bank(), THIRD, 8, ())
    with store() as uow:
        start = PracticeEvent(
            rater=THIRD, round=1, kind=PracticeKind.STARTED, at=NOON, answers=answers
        )
        uow.practice.append(start)
        for place in range(16):
            level = replace(start, kind=PracticeKind.RATED, answers=(), place=place, level=1)
            uow.practice.append(level)
        uow.commit()

    change_sources(store, sources=StrictnessSources(history=False, practice=True), by=OWNER)
    assert estimates(store).strictness == StrictnessBasis(3)  # the round isn't finished
    assert estimates(store).by_profile == plain.by_profile
    with store() as uow:
        uow.practice.append(replace(start, kind=PracticeKind.FINISHED, answers=()))
        uow.commit()
    assert estimates(store).strictness == StrictnessBasis(3, practice=1)
    change_sources(store, sources=StrictnessSources(history=True, practice=True), by=OWNER)
    assert estimates(store, LEAD).strictness == StrictnessBasis(3, history=2, practice=1)


def test_everybody_on_the_role_reads_the_same(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)
    another_role(store)

    assert all(estimates(store, r) is estimates(store) for r in (LEAD, SECOND, OBSERVER))


def test_reading_again_fits_nothing_again(store):
    everybody(store, FIRST, HIGH)
    everybody(store, OTHER, LOW)
    estimates(store)
    before = role_estimates.cache_info().misses

    estimates(store)
    assert role_estimates.cache_info().misses == before

    with store() as uow:
        uow.briefs.add(a_brief(revision=2, enterprise_share=50))
        uow.commit()
    fill(store, LEAD, OTHER, {"q01": 5})
    estimates(store)
    assert role_estimates.cache_info().misses == before + 1


def test_what_changes_in_another_role_is_noticed(sqlite_store):
    """What was read of another role is kept, until it may differ."""
    a_shortlist(sqlite_store)
    with sqlite_store() as uow:
        uow.settings.put(KEY, "1.test-of-other-roles")
        uow.commit()
    fill_all(sqlite_store, FIRST)
    fill_all(sqlite_store, OTHER)
    old = an_interview("OLD-1.C-01.1", kit="OLD-1.K1", seats=(a_seat(LEAD), a_seat(SECOND)))
    furnish(sqlite_store, old)

    def ratings():
        return estimates(sqlite_store).basis.ratings

    assert ratings() == 0
    fill(sqlite_store, LEAD, old.id)
    assert ratings() == 0
    with sqlite_store() as uow:
        opened = a_debrief_record(DebriefKind.OPENED, candidate=old.candidate)
        uow.debriefs.add(opened)
        uow.commit()
    assert ratings() == 10
    fill(sqlite_store, SECOND, old.id)
    assert [ratings(), ratings()] == [20, 20]
    with sqlite_store() as uow:
        uow.interviews.save(an_interview(old.id, kit="OLD-1.K1", seats=(a_seat(SECOND),)))
        uow.commit()
    assert ratings() == 20


def test_the_same_question_in_two_interviews_is_two_answers():
    store = fake_open_uow()
    again = InterviewId("MES-1.C-01.2")
    furnish(
        store,
        *(an_interview(i, seats=(a_seat(LEAD),)) for i in (FIRST, again, OTHER)),
    )
    for interview, level in ((FIRST, 2), (again, 4), (OTHER, 3)):
        fill(store, LEAD, interview, dict.fromkeys(EVENLY, level))

    rated = ratings_of(read_requisition(store, REQUISITION, by=OWNER))

    assert len({(r.item, r.occasion) for r in rated if r.candidate == ONE}) == 20
    assert estimates(store).basis.items == 10


def test_names_tell_revisions_and_decks_apart():
    asked = a_kit().items[0].asked
    assert question_name(asked) == "plc-001 revision 1, placement"
    assert question_name(replace(asked, revision=2)) != question_name(asked)
    assert question_name(replace(asked, competency=Competency.BREADTH)) != question_name(asked)

    def with_deck(*cards):
        kit = a_kit(questions=[a_question()])
        deck = Deck(tuple(a_dealt_card(c) for c in cards))
        digest = digest_of(contents(kit.minutes, kit.items, kit.weights, deck))
        return replace(kit, deck=deck, digest=digest)

    one, other = with_deck("crd-001", "crd-002"), with_deck("crd-002", "crd-001")
    assert board_name(one) == board_name(other)
    assert board_name(one) != board_name(with_deck("crd-001", "crd-003"))


def test_a_device_with_a_link_reads_the_estimate_that_its_seat_reads(store):
    """It is shown one candidate, and the estimate rests on the others all the same."""
    fill_all(store)
    for rater in (LEAD, SECOND, THIRD):
        fill(store, rater, OTHER, HIGH)
    seat = Actor(rater=SECOND)

    behind = read_debrief(store, a_bank(), ONE, by=BEHIND_LINK)
    assert [c.candidate.id for c in behind.file.candidates] == [ONE]
    assert behind.estimates == read_debrief(store, a_bank(), ONE, by=seat).estimates != {}
    own = [
        read_scorecard(store, a_bank(), MES_1, BEHIND_LINK.link, by=by).estimates
        for by in (BEHIND_LINK, seat)
    ]
    assert own[0] == own[1] != {}


def test_a_device_with_a_link_reads_no_estimate_of_what_is_sealed(store):
    fill_all(store, OTHER)
    fill(store, SECOND)

    assert read_debrief(store, a_bank(), ONE, by=BEHIND_LINK).estimates == {}
