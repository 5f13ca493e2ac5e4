"""An export holds what its viewer may see, in codes unless names were asked for, and is logged."""

import csv
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import RaterId, RequisitionId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind
from assessment.domain.requisition import Reveal
from assessment.export.manifest import read_manifest
from assessment.export.reader import read_csv
from assessment.export.verify import verify
from assessment.export.writer import ExportOptions
from assessment.services.reading.exports import (
    check_seat,
    decisions_csv,
    draw_up,
    export_requisition,
    ratings_csv,
    shortlist_csv,
    weights_csv,
    xlsx,
)
from assessment.services.store.audit_log import JournalLine
from tests.builders import (
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_bank,
    a_debrief_record,
    a_panel_member,
    a_requisition,
    an_interview,
)
from tests.fakes import StoppedClock, fake_open_uow
from tests.golden.small_requisition import C1, C2, fill, small_requisition

FILES = {
    export_requisition: "export.zip",
    ratings_csv: "ratings.csv",
    shortlist_csv: "shortlist.csv",
    weights_csv: "weights.csv",
    decisions_csv: "decisions.csv",
    xlsx: "export.xlsx",
}


@pytest.fixture
def open_uow():
    return small_requisition()


def made(kind, open_uow, *, requisition=REQUISITION, rater=None, **options):
    return kind(
        open_uow,
        a_bank(),
        StoppedClock(),
        requisition,
        by=Actor(rater=rater),
        options=ExportOptions(**options),
    )


def records(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheets_in(data):
    """(candidate, rater, status) of every sheet in a ratings.csv, in its order."""
    rows = [(r["candidate"], r["rater"], r["scorecard_status"]) for r in records(data)]
    return list(dict.fromkeys(rows))


def numbers_of(open_uow, rater, candidate):
    """Which columns of one candidate's shortlist row are filled beside where it comes from."""
    always = {"schema", "requisition", "candidate", "weights_hash", "bank_version"}
    always |= {"levelset_version", "exported_at"}
    [row] = [
        r
        for r in records(made(shortlist_csv, open_uow, rater=rater))
        if r["candidate"] == candidate
    ]
    return {c: text for c, text in row.items() if text and c not in always}


def test_the_owner_gets_the_ratings_of_open_candidates_only(open_uow):
    assert sheets_in(made(ratings_csv, open_uow)) == [
        ("C-01", "R-01", "submitted"),
        ("C-01", "R-02", "submitted"),
    ]


def test_a_rater_gets_her_own_sheets_as_well_before_the_debrief(open_uow):
    first, second = RATER, OTHER_RATER

    assert sheets_in(made(ratings_csv, open_uow, rater=first))[2:] == [
        ("C-02", "R-01", "submitted")
    ]
    assert sheets_in(made(ratings_csv, open_uow, rater=second))[2:] == [("C-02", "R-02", "draft")]


def test_an_observer_gets_no_more_than_the_owner(open_uow):
    with open_uow() as uow:
        uow.people.add_rater(RaterId("R-03"), "Cy")
        uow.requisitions.seat(a_panel_member("R-03", role="observer"))
        uow.commit()

    assert made(ratings_csv, open_uow, rater=RaterId("R-03")) == made(ratings_csv, open_uow)


@pytest.mark.parametrize("rater", [None, RATER, OTHER_RATER])
@pytest.mark.parametrize("candidate", ["C-02", "C-03"])
def test_a_sealed_candidate_keeps_a_row_with_nothing_in_it(open_uow, rater, candidate):
    assert numbers_of(open_uow, rater, candidate) == {}


def test_a_policy_of_after_own_scorecard_opens_what_was_submitted(open_uow):
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()

    # C-02 by R-01 alone: q01 4 (0.75), q03 3 (0.5); she has submitted, R-02 has not.
    assert numbers_of(open_uow, OTHER_RATER, "C-02") == {}
    assert numbers_of(open_uow, None, "C-02") == {}
    seen = numbers_of(open_uow, RATER, "C-02")
    assert (seen["raters"], seen["s_placement"], seen["s_execution"]) == ("1", "0.75", "0.5")


def test_the_numbers_appear_once_the_last_scorecard_is_in(open_uow):
    sheet = SheetKey(f"{C2}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    fill(open_uow, sheet, {(Kind.VERDICT, "q02", ""): 1}, submit=True, first=count + 1)

    seen = numbers_of(open_uow, None, "C-02")

    # q01: 4 and 3 (0.75, 0.5); q02: none and 1 (0), weight 1; q03: 3 (0.5), weight 3.
    assert (seen["raters"], seen["rated_items"]) == ("2", "3")
    assert (seen["s_placement"], seen["s_execution"]) == ("0.625", "0.375")


ESTIMATED = ("estimate", "low", "high", "rank", "rank_low", "rank_high", "tier")


def estimates_in(open_uow, rater=None):
    """Candidate to profile to what is filled of the columns that come from the model."""
    return {
        row["candidate"]: {
            p: [float(row[f"{n}_{p}"]) for n in ESTIMATED if row[f"{n}_{p}"]]
            for p in ("plant", "enterprise", "brief", "equal")
        }
        for row in records(made(shortlist_csv, open_uow, rater=rater))
    }


def opened_second():
    """The second candidate's last scorecard is in: two of three can be compared."""
    open_uow = small_requisition()
    sheet = SheetKey(f"{C2}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    fill(open_uow, sheet, {(Kind.VERDICT, "q02", ""): 1}, submit=True, first=count + 1)
    return open_uow


def test_a_single_candidate_has_no_estimate(open_uow):
    assert {n for of in estimates_in(open_uow).values() for ns in of.values() for n in ns} == set()


def test_two_candidates_have_estimates_and_those_who_are_placed_have_ranks():
    found = estimates_in(opened_second())

    for candidate, rank in (("C-01", 1), ("C-02", 2)):
        estimate, low, high, given, best, worst, tier = found[candidate]["brief"]
        assert 0 <= low < estimate < high <= 100
        assert (given, best, worst) == (rank, 1, 2)
        assert tier == 1
        # Placement and execution are 45 of 100 for the plant: provisional, so only an estimate.
        assert len(found[candidate]["plant"]) == 3
    assert set(map(tuple, found["C-03"].values())) == {()}


def test_an_export_with_estimates_verifies():
    assert verify(made(export_requisition, opened_second())) == ()


def test_whoever_may_not_see_a_candidate_gets_no_estimate_that_rests_on_it(open_uow):
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(reveal=Reveal.AFTER_OWN_SCORECARD))
        uow.commit()

    assert estimates_in(open_uow, RATER)["C-02"]["brief"] != []
    for other in (None, OTHER_RATER):
        found = estimates_in(open_uow, other)
        assert [n for of in found.values() for ns in of.values() for n in ns] == []


def test_the_recommendation_is_the_newest_final_one(open_uow):
    assert numbers_of(open_uow, None, "C-01")["recommendation"] == "yes"


def test_without_a_brief_its_columns_are_blank_and_its_weights_absent():
    open_uow = fake_open_uow()
    with open_uow() as uow:
        uow.requisitions.add(a_requisition())
        uow.commit()

    assert made(shortlist_csv, open_uow).count(b"\r\n") == 1
    profiles = [r["profile"] for r in records(made(weights_csv, open_uow))]
    assert list(dict.fromkeys(profiles)) == ["plant", "enterprise", "equal"]


@pytest.mark.parametrize("kind", FILES)
def test_names_stand_in_an_export_only_when_they_were_asked_for(open_uow, kind):
    def texts(data):
        if not data.startswith(b"PK"):
            return data.decode()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(n).decode() for n in archive.namelist())

    without, with_names = made(kind, open_uow), made(kind, open_uow, names=True)

    assert [n for n in ("Quill", "Ada Park", "Bo Ek") if n in texts(without)] == []
    assert ("Quill" in texts(with_names)) == (kind is not weights_csv)


def test_names_stand_in_columns_at_the_end_beside_the_codes(open_uow):
    rows = records(made(shortlist_csv, open_uow, names=True))

    assert [(r["candidate"], r["candidate_name"]) for r in rows] == [
        ("C-01", "'=Zoë Quill"),
        ("C-02", ""),
        ("C-03", ""),
    ]
    for kind in (ratings_csv, decisions_csv):
        first = records(made(kind, open_uow, names=True))[0]
        assert (first["rater"], first["rater_name"]) == ("R-01", "Ada Park")
        assert list(first)[-2:] == ["candidate_name", "rater_name"]


@pytest.mark.parametrize("kind", FILES)
def test_every_export_is_written_to_the_journal(open_uow, kind):
    made(kind, open_uow)
    made(kind, open_uow, rater=RATER, names=True)

    with open_uow(read_only=True) as uow:
        lines = uow.journal.lines()
    asked = {"at": NOON, "act": "export", "about": REQUISITION}
    assert lines == [
        JournalLine(by=None, detail=FILES[kind], **asked),
        JournalLine(by=RATER, detail=f"{FILES[kind]}, with names", **asked),
    ]


def test_an_unknown_requisition_is_answered_with_the_known_ones(open_uow):
    with pytest.raises(NotFound) as fault:
        made(ratings_csv, open_uow, requisition=RequisitionId("MES-2"))

    assert str(fault.value) == "There is no role 'MES-2'. In this database: MES-1."


def test_an_empty_database_says_that_it_has_no_requisition():
    with pytest.raises(NotFound) as fault:
        made(ratings_csv, fake_open_uow())

    assert str(fault.value) == "There is no role 'MES-1'. In this database: none yet."


def test_a_rater_without_a_seat_is_answered_with_those_who_have_one(open_uow):
    with pytest.raises(NotOnPanel) as fault:
        check_seat(open_uow, REQUISITION, RaterId("R-09"), by=OWNER)

    assert str(fault.value) == "R-09 is not on the panel of MES-1. The panel: R-01, R-02."


def test_somebody_without_a_part_is_not_told_that_there_is_a_requisition(open_uow):
    told = []
    for requisition in (REQUISITION, RequisitionId("MES-9")):
        with pytest.raises(NotFound) as fault:
            made(ratings_csv, open_uow, requisition=requisition, rater=RaterId("R-09"))
        told.append(str(fault.value).replace(requisition, "X"))

    assert told == ["There is no role 'X'. You have a part in: none yet."] * 2
    with open_uow(read_only=True) as uow:
        (line,) = uow.journal.lines()
    assert (line.by, line.act, line.about) == ("R-09", "denied", REQUISITION)


def test_the_zip_holds_the_same_files_that_are_handed_out_singly(open_uow):
    options = {"rater": RATER, "semicolon": True, "bom": True}
    with zipfile.ZipFile(io.BytesIO(made(export_requisition, open_uow, **options))) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}

    assert list(inside) == [
        "ratings.csv",
        "shortlist.csv",
        "weights.csv",
        "decisions.csv",
        "README.txt",
        "manifest.json",
    ]
    assert inside["ratings.csv"] == made(ratings_csv, open_uow, **options)
    assert inside["shortlist.csv"] == made(shortlist_csv, open_uow, **options)
    assert inside["weights.csv"] == made(weights_csv, open_uow, **options)
    assert inside["decisions.csv"] == made(decisions_csv, open_uow, **options)


def test_the_same_moment_makes_the_same_bytes(open_uow):
    for kind in (export_requisition, xlsx):
        drawn = [
            draw_up(open_uow, a_bank(), StoppedClock(), REQUISITION, [kind], by=OWNER).files
            for _ in range(2)
        ]
        assert drawn[0] == drawn[1]


def test_the_manifest_holds_the_ends_of_the_chains_that_its_viewer_sees(open_uow):
    second = RaterId("R-02")

    def heads(**options):
        with zipfile.ZipFile(io.BytesIO(made(export_requisition, open_uow, **options))) as zipped:
            return read_manifest(zipped.read("manifest.json")).heads

    def sheets(**options):
        table = read_csv("ratings", made(ratings_csv, open_uow, **options)).table()
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return {f"{row['interview']}:{row['rater']}" for row in rows if row["rater"]}

    assert "audit log" not in heads()  # there was no line in it yet
    for rater in (None, second):
        first = heads(rater=rater)
        debriefs = {"MES-1.C-01:debrief"}  # the one that is open
        assert set(first) - {"audit log"} - debriefs == sheets(rater=rater)
        assert debriefs <= set(first)
        assert heads(rater=rater)["audit log"].place > first["audit log"].place
    assert sheets(rater=second) - sheets() == {"MES-1.C-02.1:R-02"}  # a draft is its rater's own


def test_the_sheets_of_the_workbook_hold_what_the_csvs_hold(open_uow):
    book = openpyxl.load_workbook(io.BytesIO(made(xlsx, open_uow)))
    table = read_csv("ratings", made(ratings_csv, open_uow)).table()

    assert book.sheetnames == ["About", "shortlist", "decisions", "ratings", "weights"]
    header, *rows = [[c.value for c in row] for row in book["ratings"].iter_rows()]
    assert tuple(header) == table.columns
    blank = [[None if cell == "" else cell for cell in row] for row in table.rows]
    guarded = [["'" + c if isinstance(c, str) and c[:1] in "=-" else c for c in r] for r in blank]
    assert rows == guarded


def test_names_stand_beside_their_codes_in_the_workbook(open_uow):
    book = openpyxl.load_workbook(io.BytesIO(made(xlsx, open_uow, names=True)))

    header = [cell.value for cell in book["ratings"][1]]
    assert header[header.index("candidate") + 1] == "candidate_name"
    assert header[header.index("rater") + 1] == "rater_name"
    assert book["ratings"].cell(2, header.index("rater_name") + 1).value == "Ada Park"


def test_the_first_sheet_says_what_this_is_who_made_it_when_and_how_much_is_hidden(open_uow):
    book = openpyxl.load_workbook(io.BytesIO(made(xlsx, open_uow, rater=RATER)))

    told = {row[0].value: row[1].value for row in book["About"].iter_rows() if row[0].value}
    assert told["Role"] == "MES engineer (MES-1)"
    assert told["Exported by"] == "R-01"
    assert told["Exported on"] == "2 March 2026, 12:00 UTC"
    assert told["Candidates"] == (
        "3 on the shortlist; the ratings of 2 are still hidden and their cells blank"
    )


def decisions(open_uow, rater=None):
    """What identifies each row of decisions.csv, with what it says."""
    return [
        tuple(r[c] for c in ("candidate", "kind", "rater", "item", "level", "recommendation"))
        for r in records(made(decisions_csv, open_uow, rater=rater))
    ]


RECOMMENDED = [
    ("C-01", "recommendation", "R-01", "", "", "yes"),
    ("C-01", "recommendation", "R-02", "", "", "mixed"),
]
FINAL = [
    ("C-01", "final_recommendation", "R-01", "", "", "mixed"),
    ("C-01", "final_recommendation", "R-01", "", "", "yes"),
]


@pytest.mark.parametrize("rater", [None, RATER, OTHER_RATER])
def test_decisions_hold_what_was_concluded_and_nothing_of_a_closed_candidate(open_uow, rater):
    kept = {
        C1: (DebriefKind.NOTE, DebriefKind.FINAL_RATING, DebriefKind.OPENED),
        C2: (DebriefKind.NOTE,),
    }
    with open_uow() as uow:
        for candidate, kinds in kept.items():
            for kind in kinds:
                item = {"interview": f"{candidate}.1", "item": "q03", "level": 4}
                about = item if kind is DebriefKind.FINAL_RATING else {}
                uow.debriefs.add(a_debrief_record(kind, candidate=candidate, by=RATER, **about))
        uow.commit()

    assert decisions(open_uow, rater) == [
        *RECOMMENDED,
        *FINAL,
        ("C-01", "note", "R-01", "", "", ""),
        ("C-01", "agreed_level", "R-01", "q03", "4", ""),
    ]


def test_every_decision_is_a_row_and_the_last_one_counts(open_uow):
    with open_uow() as uow:
        for decision in (Decision.HOLD, Decision.OFFER):
            record = a_debrief_record(
                DebriefKind.DECISION,
                candidate=C1,
                by=None,
                decision=decision,
                text="The site asks.",
            )
            uow.debriefs.add(record)
        uow.commit()

    rows = [r for r in records(made(decisions_csv, open_uow)) if r["kind"] == "decision"]
    assert [(r["candidate"], r["rater"], r["recommendation"], r["text"]) for r in rows] == [
        ("C-01", "", "hold", "The site asks."),
        ("C-01", "", "offer", "The site asks."),
    ]


def test_a_decision_stands_in_the_column_of_recommendations_with_its_reason(open_uow):
    with open_uow() as uow:
        record = a_debrief_record(DebriefKind.DECISION, candidate=C1, text="Starts in May.")
        uow.debriefs.add(replace(record, decision=Decision.OFFER))
        uow.commit()

    last = records(made(decisions_csv, open_uow))[-1]
    assert (last["kind"], last["recommendation"], last["text"]) == (
        "decision",
        "offer",
        "Starts in May.",
    )


def test_an_item_of_one_of_several_interviews_says_of_which(open_uow):
    with open_uow() as uow:
        uow.interviews.add(an_interview(f"{C1}.2", seats=()))
        kind = DebriefKind.FINAL_RATING
        about = {"interview": f"{C1}.1", "item": "q03", "level": 4}
        uow.debriefs.add(a_debrief_record(kind, candidate=C1, **about))
        uow.commit()

    assert decisions(open_uow)[-1][3] == "MES-1.C-01.1/q03"


def test_a_recommendation_has_its_reasons_and_the_time_of_the_scorecard(open_uow):
    first = records(made(decisions_csv, open_uow))[0]

    assert (first["text"], first["at"]) == ("Sound on the floor.", "2026-03-02T12:00:00Z")
