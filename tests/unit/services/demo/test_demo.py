"""The demo shortlist: it loads whole or not at all, and its numbers tell its story."""

import re
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.comparison.placement import reading
from assessment.comparison.talking_points import talking_points
from assessment.domain.board import BoardKind
from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import CandidateId, RaterId, RequisitionId, SheetKey
from assessment.domain.kit import TALK_ITEM, contents, digest_of
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.practice import rounds_of
from assessment.domain.rating import Kind, Standing
from assessment.domain.scorecard import EVIDENCE_LEVELS, before_submitting
from assessment.scoring.rubric import competency_values, rubric_scores
from assessment.services.demo import load, load_from
from assessment.services.demo.content import When, shipped
from assessment.services.reading.observations import points_of, submitted_observations
from assessment.services.reading.visible_ratings import read_requisition
from question_bank import Competency, TargetLevel, load_bank
from tests.builders import NOON, a_bank, a_requisition
from tests.fakes import StoppedClock, fake_open_uow

CLOCK = StoppedClock()  # a Monday
PLANT, ENTERPRISE = RequisitionId("DEMO-PLANT"), RequisitionId("DEMO-ENTERPRISE")
BOTH = (PLANT, ENTERPRISE)


@pytest.fixture(scope="module")
def bank():
    return load_bank()


@pytest.fixture(scope="module")
def store(bank):
    """Loaded once; the tests of this module only read it."""
    made = fake_open_uow()
    load(made, bank, CLOCK, by=OWNER)
    return made


@pytest.fixture
def copy(tmp_path):
    """The shipped demo with its first candidate only, to be spoiled."""
    made = Path(shutil.copytree(shipped(), tmp_path / "demo"))
    people = (made / "people.yaml").read_text("utf-8")
    (made / "people.yaml").write_text(re.sub(r"  C-0[2-6]: .*\n", "", people), "utf-8")
    for path in made.glob("*/boards.yaml"):
        text = path.read_text("utf-8")
        path.write_text(
            text[: text.index("  candidate: C-02")].rpartition("\n-")[0] + "\n", "utf-8"
        )
    return made


def file(store, requisition):
    return read_requisition(store, requisition, by=OWNER)


def every_scorecard(store):
    """With its kit; also the draft, which only its own rater may read."""
    return [
        (found.kit_of(interview), card)
        for requisition in BOTH
        for rater in ("D-01", "D-02", "D-03")
        for found in [read_requisition(store, requisition, by=Actor(rater=RaterId(rater)))]
        for c in found.candidates
        for interview in c.interviews
        for card in c.scorecards
        if card.sheet == SheetKey(interview.id, RaterId(rater))
    ]


def every_entry(store):
    with store(read_only=True) as uow:
        interviews = [i.id for r in BOTH for i in uow.interviews.of_requisition(r)]
        sheets = uow.entries.newest_of(interviews)
        return sorted((e for s in sheets for e in uow.entries.history(s)), key=lambda e: e.id)


def scores(store, bank, requisition, target):
    weights = {str(c): w for c, w in bank.profiles[target].items()}
    found = file(store, requisition)
    values = competency_values(submitted_observations(found))
    table = rubric_scores(values, weights, floor=0.75)
    return {CandidateId(code)[-4:]: row for code, row in table.iterrows()}


def ranking(found):
    return sorted(found, key=lambda code: -found[code]["score"])


def spoil(copy, name, old, new):
    path = copy / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def refusal(copy, bank):
    """What is said of a spoiled demo, once it is sure that nothing of it was stored."""
    made = fake_open_uow()
    with pytest.raises(Invalid) as refused:
        load_from(copy, made, bank, CLOCK, by=OWNER)
    with made(read_only=True) as uow:
        assert (uow.requisitions.all(), uow.people.raters(), uow.journal.lines()) == ([], {}, [])
    return str(refused.value)


def test_sqlite_tells_the_same_story_as_memory(store, bank, sqlite_store):
    load(sqlite_store, bank, CLOCK, by=OWNER)
    assert [file(sqlite_store, r) for r in BOTH] == [file(store, r) for r in BOTH]
    assert every_entry(sqlite_store) == every_entry(store)


def test_two_requisitions_six_candidates_and_three_interviewers(store):
    with store(read_only=True) as uow:
        assert [r.id for r in uow.requisitions.all()] == list(BOTH)
        assert list(uow.people.raters()) == ["D-01", "D-02", "D-03"]
        people = [list(uow.people.candidate_names(r).values()) for r in BOTH]
        assert [line.about for line in uow.journal.lines()] == ["DEMO-PLANT, DEMO-ENTERPRISE"]
    assert people[0] == people[1]
    assert len(set(people[0])) == 6
    assert any(not name.isascii() for name in people[0])


def test_each_kit_fits_its_time_and_covers_what_its_role_needs(store):
    kits = {r: next(iter(file(store, r).kits.values())) for r in BOTH}
    asked = {r: {i.asked.competency for i in kit.items} for r, kit in kits.items()}
    assert asked == {PLANT: set(Competency) - {Competency.PORTFOLIO}, ENTERPRISE: set(Competency)}
    # 54 and 56 for the questions, 10 for the board and 5 for the talk about it
    assert {r: kit.planned_minutes for r, kit in kits.items()} == {PLANT: 69, ENTERPRISE: 71}
    for kit in kits.values():
        assert kit.digest == digest_of(contents(kit.minutes, kit.items, kit.weights, kit.deck))


def test_one_weight_was_edited_by_hand_and_says_why(store):
    briefs = {r: file(store, r).brief for r in BOTH}
    assert {r: list(b.rationale) for r, b in briefs.items()} == {
        PLANT: [Competency.ASSURANCE],
        ENTERPRISE: [],
    }
    # 85 % of the plant's 10 and 15 % of the enterprise's 5 would be 9.25
    assert briefs[PLANT].weights[Competency.ASSURANCE] == 14


def test_all_scorecards_are_in_but_one(store):
    sealed = {c.candidate.id: c.sealed_because for r in BOTH for c in file(store, r).candidates}
    waiting = {code: said for code, said in sealed.items() if said}
    assert waiting == {"DEMO-ENTERPRISE.C-03": "2 of 3 scorecards in"}
    assert len(sealed) == 12


def test_the_missing_scorecard_is_a_draft_half_way(store):
    drafts = [(kit, card) for kit, card in every_scorecard(store) if not card.submitted_at]
    assert [card.sheet.box for _, card in drafts] == ["DEMO-ENTERPRISE.C-03.1:D-03"]
    card = drafts[0][1]
    levels = [card.record(item.id).level for item in drafts[0][0].items]
    assert levels == [3, 3, 3, 3, None, 3, None, None, None, None, None]
    assert card.record("q05").evidence.startswith("'Which pallet")
    assert (card.recommendation, card.reasons) == (None, "")


@pytest.mark.parametrize("requisition", BOTH)
def test_c01_leads_for_the_plant_and_c02_for_the_enterprise(store, bank, requisition):
    plant = scores(store, bank, requisition, TargetLevel.PLANT)
    enterprise = scores(store, bank, requisition, TargetLevel.ENTERPRISE)
    assert ranking(plant)[0] == "C-01"
    assert ranking(enterprise)[0] == "C-02"
    # the two change places, and each loses more than nine points on the other's ground
    assert enterprise["C-02"]["score"] - enterprise["C-01"]["score"] > 9
    assert plant["C-01"]["score"] - enterprise["C-01"]["score"] > 9
    assert enterprise["C-02"]["score"] - plant["C-02"]["score"] > 9
    assert ranking(plant)[-1] == ranking(enterprise)[-1] == "C-05"


def test_scores_spread_and_none_is_at_an_end(store, bank):
    own = {PLANT: TargetLevel.PLANT, ENTERPRISE: TargetLevel.ENTERPRISE}
    shown = {r: scores(store, bank, r, target) for r, target in own.items()}
    rounded = {
        r: {code: round(float(row["score"]), 1) for code, row in sorted(found.items())}
        for r, found in shown.items()
    }
    assert rounded == {
        PLANT: {"C-01": 79.6, "C-02": 64.9, "C-03": 52.7, "C-04": 52.5, "C-05": 33.8, "C-06": 70.9},
        ENTERPRISE: {"C-01": 48.0, "C-02": 78.9, "C-04": 46.3, "C-05": 34.9, "C-06": 60.7},
    }


def test_the_interview_that_was_cut_short_leaves_one_score_provisional(store, bank):
    plant = scores(store, bank, PLANT, TargetLevel.PLANT)
    # placement 20, execution 25 and integration 20 of 100 were heard
    assert {c: round(row["coverage"], 3) for c, row in plant.items() if row["provisional"]} == {
        "C-06": 0.65
    }
    enterprise = scores(store, bank, ENTERPRISE, TargetLevel.ENTERPRISE)
    assert not any(row["provisional"] for row in enterprise.values())


def test_c04_is_outstanding_when_something_fails_and_little_else(store):
    values = competency_values(submitted_observations(file(store, PLANT)))
    row = values.loc["DEMO-PLANT.C-04"]
    # 5, 4 and 5 from the three raters: (1 + 0.75 + 1) / 3
    assert row.idxmax() == "assurance"
    assert round(row["assurance"], 3) == 0.917
    assert row["performance"] < 0.2


def boards(store, requisition):
    """Candidate to the points of the finished board."""
    found = file(store, requisition)
    return {
        c.candidate.code: points_of(found, i, c.boards[i.id])
        for c in found.candidates
        for i in c.interviews
        if i.id in c.boards
    }


def test_six_finished_boards_for_the_plant_and_five_for_the_enterprise(store):
    fractions = {
        r: {code: f"{b.points:g}/{b.attainable}" for code, b in boards(store, r).items()}
        for r in BOTH
    }
    # Eight Level 3 cards, one of them supporting, and four others: 7 x 5 + 4 + 4 x 2 = 47. C-03
    # left the supporting one and two others in the tray: 47 - 4 - 2 - 2 = 39.
    assert fractions == {
        PLANT: {
            # 1 lost for each of four neighbouring activities, 2 for one that is none
            "C-01": "41/47",
            # 2 for a level given to what has none; 0.9 of 5 for another view
            "C-02": "44.5/47",
            # 4 for Level 3 work put up, 1 each for control put up, a category and a neighbour
            "C-03": "32/39",
            # 3 x 4 for Level 3 work put down, 2 for a level given, 0.6 of 2 for another view
            "C-04": "32.2/47",
            # 5 x 4 for cells put up, 0.4 of 4 for supporting work put up, 2 for a level given
            "C-05": "22.6/47",
            # 2 categories and half a level for 1 each; 0.9 of 5 twice and 0.7 of 4 for other views
            "C-06": "41.8/47",
        },
        ENTERPRISE: {
            "C-01": "41.9/47",
            "C-02": "43.5/47",
            "C-04": "33.4/47",
            "C-05": "26/47",
            "C-06": "41.5/47",
        },
    }


def test_each_board_of_the_plant_errs_in_its_own_way(store):
    read = {code: reading(points) for code, points in boards(store, PLANT).items()}
    ways = {
        code: {e.direction.value: len(e.cards) for e in r.level_errors} for code, r in read.items()
    }
    assert ways == {
        "C-01": {},
        "C-02": {"given_a_level": 1},
        "C-03": {"up_to_business": 1, "control_up": 1},
        "C-04": {"down_to_control": 3, "given_a_level": 1},
        "C-05": {"up_to_business": 6, "given_a_level": 1},
        "C-06": {"planning_down": 1},
    }
    assert {code: len(r.activities) for code, r in read.items() if r.activities} == {
        "C-01": 5,
        "C-03": 1,
    }
    confused = {code: [(c.key, c.placed) for c in r.categories] for code, r in read.items()}
    assert confused["C-06"] == [("production", "quality")]
    assert [code for code, r in read.items() if r.points.placed < 12] == ["C-03"]


def test_the_two_cards_that_were_talked_about_are_those_the_page_picks(store):
    picked = {
        r: {
            code: [p.card.card.id for p in talking_points(points)]
            for code, points in boards(store, r).items()
        }
        for r in BOTH
    }
    assert picked == {
        PLANT: {
            "C-01": ["crd-056", "crd-032"],
            "C-02": ["crd-127", "crd-032"],
            "C-03": ["crd-023", "crd-032"],
            "C-04": ["crd-089", "crd-032"],
            "C-05": ["crd-089", "crd-032"],
            "C-06": ["crd-107", "crd-032"],
        },
        ENTERPRISE: {
            "C-01": ["crd-038", "crd-071"],
            "C-02": ["crd-134", "crd-071"],
            "C-04": ["crd-025", "crd-071"],
            "C-05": ["crd-038", "crd-071"],
            "C-06": ["crd-134", "crd-071"],
        },
    }


def test_a_board_is_played_between_the_last_question_and_the_talk_or_before_the_first(store):
    before = []
    for requisition in BOTH:
        for c in file(store, requisition).candidates:
            for interview in c.interviews:
                with store(read_only=True) as uow:
                    log = uow.boards.log(interview.id)
                    entries = [e for s in interview.rating_sheets for e in uow.entries.history(s)]
                assert [e.at for e in log] == sorted(e.at for e in log)
                asked = [e.at for e in entries if e.item.startswith("q")]
                if log[-1].at < min(asked):
                    before.append(interview.id)
                else:
                    assert log[0].at > max(asked)
                talk = [e.at for e in entries if e.item == TALK_ITEM]
                assert min(talk) >= log[-1].at
    assert before == ["DEMO-PLANT.C-06.1"]


def test_the_board_that_was_not_finished_counts_nowhere(store):
    (waiting,) = [c for c in file(store, ENTERPRISE).candidates if not c.boards]
    assert waiting.candidate.code == "C-03"
    with store(read_only=True) as uow:
        log = uow.boards.log(waiting.interviews[0].id)
    assert len({e.part for e in log if e.kind is BoardKind.MOVE}) == 7


def test_raters_differ_as_people_do(store):
    for requisition in BOTH:
        seen = submitted_observations(file(store, requisition))
        levels = 4 * seen.pivot_table(index="item", columns="rater", values="value") + 1
        apart = levels.max(axis=1) - levels.min(axis=1)
        stricter = (levels["D-01"] - levels["D-02"]).mean()
        assert Counter(apart)[2.0] == 2
        assert apart.max() == 2
        assert 0.4 < stricter < 0.8
        assert 0 < (levels["D-03"] - levels["D-01"]).mean() < 0.4


def test_one_debrief_ends_with_a_final_recommendation_and_a_decision(store):
    held = {c.candidate.id: c.debrief for r in BOTH for c in file(store, r).candidates if c.debrief}
    assert list(held) == ["DEMO-PLANT.C-01"]
    kinds = Counter(r.kind for r in held["DEMO-PLANT.C-01"])
    assert kinds == {
        DebriefKind.NOTE: 4,
        DebriefKind.FINAL_RATING: 1,
        DebriefKind.FINAL_RECOMMENDATION: 1,
        DebriefKind.DECISION: 1,
    }
    final, decision = held["DEMO-PLANT.C-01"][-2:]
    assert (final.recommendation, decision.decision) == ("yes", Decision.OFFER)


def test_every_submitted_sheet_passes_what_any_sheet_has_to_pass(store):
    submitted = [(kit, card) for kit, card in every_scorecard(store) if card.submitted_at]
    assert len(submitted) == 35
    assert [before_submitting(card, kit) for kit, card in submitted] == [()] * 35


def test_every_one_and_five_says_what_was_heard(store):
    records = [record for _, card in every_scorecard(store) for record in card.items.values()]
    ends = [record for record in records if record.level in EVIDENCE_LEVELS]
    assert len(ends) == 45
    assert all(record.evidence for record in ends)


def test_notes_are_of_a_length_that_an_interviewer_types_and_none_comes_twice(store):
    notes = [e.value for e in every_entry(store) if e.kind is Kind.EVIDENCE]
    lengths = [len(note.split()) for note in notes]
    assert len(notes) > 300
    assert (min(lengths) >= 8, max(lengths) <= 35) == (True, True)
    assert len(set(notes)) == len(notes)


def test_no_text_holds_a_persons_name(store):
    with store(read_only=True) as uow:
        names = [*uow.people.raters().values(), *uow.people.candidate_names(PLANT).values()]
    parts = {part.casefold() for name in names for part in re.split(r"[\s-]", name)}
    texts = [str(e.value) for e in every_entry(store)]
    texts += [r.text for req in BOTH for c in file(store, req).candidates for r in c.debrief]
    words = {word for text in texts for word in re.findall(r"\w+", text.casefold())}
    assert words & parts == set()


def test_entries_rise_in_time_and_number_and_all_lie_in_the_two_weeks_before(store):
    entries = every_entry(store)
    assert 1500 < len(entries) < 2500
    assert [e.at for e in entries] == sorted(e.at for e in entries)
    assert entries[0].at > NOON - timedelta(days=14)
    assert entries[-1].at < NOON
    assert {(e.client, e.standing, e.because) for e in entries} == {("demo", Standing.COUNTS, "")}
    numbers = Counter()
    for entry in entries:
        numbers[entry.sheet] += 1
        assert entry.seq == numbers[entry.sheet]


def test_a_sheet_is_submitted_last(store):
    last = {entry.sheet: entry.kind for entry in every_entry(store)}
    assert Counter(last.values()) == {Kind.SUBMIT: 35, Kind.SECONDS: 1}


def test_days_are_counted_without_weekends():
    # Monday 2 March at noon: the working day before is Friday 27 February
    friday = When(working_days_before=1, at="09:30").before(NOON)
    assert friday == NOON.replace(month=2, day=27, hour=9, minute=30)
    # ten working days are two weeks
    assert When(working_days_before=10, at="12:00").before(NOON) == NOON - timedelta(days=14)


def test_the_demo_loads_beside_other_requisitions(bank):
    used = fake_open_uow()
    with used() as uow:
        uow.requisitions.add(a_requisition())
        uow.people.add_rater(RaterId("R-01"), "Somebody")
        uow.commit()
    load(used, bank, CLOCK, by=OWNER)
    with used(read_only=True) as uow:
        assert {r.id for r in uow.requisitions.all()} == {"MES-1", *BOTH}
        assert uow.people.raters()["R-01"] == "Somebody"
        assert [m.rater for m in uow.requisitions.panel(PLANT)] == ["D-01", "D-02", "D-03"]


def test_the_demo_is_not_loaded_twice(bank, sqlite_store):
    load(sqlite_store, bank, CLOCK, by=OWNER)
    before = every_entry(sqlite_store)
    with pytest.raises(NotAllowed, match="has DEMO-PLANT and DEMO-ENTERPRISE"):
        load(sqlite_store, bank, CLOCK, by=OWNER)
    assert every_entry(sqlite_store) == before


def test_a_code_of_the_demo_that_somebody_has_is_refused(bank):
    used = fake_open_uow()
    with used() as uow:
        uow.people.add_rater(RaterId("D-01"), "Somebody")
        uow.commit()
    with pytest.raises(
        NotAllowed, match="D-01 of its interviewer Ingrid Vaessen is already used by Somebody"
    ):
        load(used, bank, CLOCK, by=OWNER)


def test_a_question_the_bank_does_not_offer_is_named(copy):
    said = refusal(copy, a_bank())  # ten questions only
    assert "plant/kit.yaml: the bank offers no question prd-trk-001." in said.splitlines()


def test_a_probe_that_the_question_does_not_have_is_named(copy, bank):
    spoil(
        copy, "plant/c-01.yaml", "D-01: {level: 4, probes: [1, 2]", "D-01: {level: 4, probes: [7]"
    )
    assert refusal(copy, bank) == (
        "plant/c-01.yaml: q01 (plc-001): D-01 ticks probe 7, and the question has 0 to 2."
    )


def test_a_level_beside_a_reason_for_none_is_named(copy, bank):
    spoil(
        copy,
        "enterprise/c-01.yaml",
        "D-02: {not_rated: no_evidence, probes: [0], seconds: 180}",
        "D-02: {level: 2, not_rated: no_evidence}",
    )
    assert refusal(copy, bank) == (
        "enterprise/c-01.yaml: q10 (ptf-007): D-02 gives a level and a reason for none."
    )


def test_a_missing_answer_is_named(copy, bank):
    text = (copy / "plant/c-01.yaml").read_text("utf-8")
    (copy / "plant/c-01.yaml").write_text(
        re.sub(r"  q10:\n.*?(?=  talk:)", "", text, flags=re.DOTALL), "utf-8"
    )
    assert refusal(copy, bank) == (
        "plant/c-01.yaml: the answers should be q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, "
        "talk, in this order."
    )


def test_a_note_by_nobody_is_named(copy, bank):
    spoil(copy, "plant/c-01.yaml", "  q08:\n    D-01:", "  q08:\n    R-09:")
    assert refusal(copy, bank) == (
        "plant/c-01.yaml: q08 (prd-col-003): the notes should be by D-01, D-02, D-03."
    )


def test_a_round_of_practice_by_nobody_is_named(copy, bank):
    spoil(copy, "practice.yaml", "rater: D-02", "rater: R-09")
    assert refusal(copy, bank) == (
        "practice.yaml: the rounds should be by D-01, D-02, D-03, not by R-09."
    )


def test_one_rater_has_practised_one_is_half_way_and_one_has_not_begun(store):
    with store(read_only=True) as uow:
        first, second, third = (rounds_of(uow.practice.of(RaterId(f"D-0{n}"))) for n in (1, 2, 3))

    assert [r.met for r in first] == [True]
    assert [(r.finished_at, len(r.levels), len(r.answers)) for r in second] == [(None, 6, 16)]
    assert third == []


def test_a_submitted_sheet_without_evidence_is_refused(copy, bank):
    text = (copy / "plant/c-01.yaml").read_text("utf-8")
    spoiled = re.sub(r"(D-01: \{level: 5, probes: \[0, 1\], seconds: 318),\n.*?\}", r"\1}", text)
    assert spoiled != text
    (copy / "plant/c-01.yaml").write_text(spoiled, "utf-8")
    assert refusal(copy, bank) == (
        "plant/c-01.yaml: D-01: Question 2, Forty orders behind a stopped line: "
        "write down what you heard that makes this a 5."
    )


def test_a_level_off_the_scale_is_named_with_its_line(copy, bank):
    spoil(copy, "plant/c-01.yaml", "D-02: {level: 1,", "D-02: {level: 6,")
    lines = (copy / "plant/c-01.yaml").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "level: 6" in line)
    said = f"plant/c-01.yaml:{number}: answers.q10.D-02.level: should be 1, 2, 3, 4 or 5"
    assert refusal(copy, bank).startswith(said)


def test_a_file_about_another_candidate_is_named(copy, bank):
    spoil(copy, "plant/c-01.yaml", "candidate: C-01", "candidate: C-03")
    assert refusal(copy, bank) == "plant/c-01.yaml: the candidate should be C-01, not C-03."


def test_a_debrief_about_nobody_is_named(copy, bank):
    spoil(copy, "plant/debriefs.yaml", "candidate: C-01", "candidate: C-07")
    assert refusal(copy, bank) == "plant/debriefs.yaml: C-07 was not interviewed."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("by: D-02, kind: note", "by: R-08, kind: note", "R-08 is not on the panel"),
        ("item: q05", "item: q15", "the kit has no item q15"),
        ("q10, level: 2", "q10", "a final rating has a level, and nothing else has one"),
        (
            ', recommendation: "yes"',
            "",
            "a final recommendation says which, and nothing else does",
        ),
        (
            ", decision: offer",
            "",
            "a decision is offer, reject or hold, and nothing else has one",
        ),
    ],
)
def test_a_debrief_record_that_cannot_be_is_named(copy, bank, old, new, said):
    spoil(copy, "plant/debriefs.yaml", old, new)
    assert refusal(copy, bank) == f"plant/debriefs.yaml: C-01: {said}."


def test_a_kit_longer_than_its_interview_is_named(copy, bank):
    spoil(copy, "plant/kit.yaml", "minutes: 75", "minutes: 60")
    assert refusal(copy, bank) == (
        "plant/kit.yaml: the questions and the board take 69 minutes of 60."
    )


def test_a_sheet_closed_by_a_stranger_is_named(copy, bank):
    spoil(copy, "enterprise/c-01.yaml", "sheets:\n  D-01:", "sheets:\n  R-09:")
    assert "enterprise/c-01.yaml: R-09 closed a sheet and is not on the panel." in refusal(
        copy, bank
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "boards.yaml",
            '[crd-121, "2"]',
            '[crd-999, "2"]',
            "plant/boards.yaml: C-01: the kit has no card crd-999.",
        ),
        (
            "boards.yaml",
            '[crd-121, "2"]',
            '[crd-121, "5"]',
            "plant/boards.yaml: C-01: crd-121: '5' is no place on the board.",
        ),
        (
            "boards.yaml",
            "    - production.tracking\n",
            "    - production.cooking\n",
            "plant/boards.yaml: C-01: 'production.cooking' is no cell of Level 3.",
        ),
        (
            "boards.yaml",
            "candidate: C-01",
            "candidate: C-09",
            (
                "plant/boards.yaml: C-09 was not interviewed.\n"
                "plant/c-01.yaml: the talk is rated, and no finished board is in plant/boards.yaml."
            ),
        ),
        (
            "boards.yaml",
            "  minutes: 9\n",
            "  minutes: 9\n  finished: false\n",
            "plant/c-01.yaml: the talk is rated, and no finished board is in plant/boards.yaml.",
        ),
        (
            "kit.yaml",
            "  - crd-131\n",
            "  - crd-131\n  - crd-998\n",
            "plant/kit.yaml: the bank offers no card crd-998.",
        ),
        (
            "kit.yaml",
            "  - crd-131\n",
            "  - crd-131\n  - crd-089\n",
            "plant/kit.yaml: a deck has 8 to 16 cards, each of them once.",
        ),
    ],
)
def test_a_board_that_cannot_be_is_named(copy, bank, name, old, new, said):
    spoil(copy, f"plant/{name}", old, new)
    assert refusal(copy, bank) == said
