"""A changed digit anywhere is named by file, row and column; an untouched export has no problem."""

import io
import zipfile

import pytest

from assessment.domain.errors import Invalid
from assessment.domain.faults import Fault
from assessment.domain.permissions import Actor
from assessment.export.archive import FILES
from assessment.export.columns import RATINGS, SHORTLIST, WEIGHTS
from assessment.export.manifest import FileDigest, digest, read_manifest
from assessment.export.reader import read_csv
from assessment.export.verify import verify
from assessment.export.writer import ExportOptions
from assessment.services.reading.exports import export_requisition
from tests.builders import OTHER_RATER, REQUISITION, a_bank
from tests.fakes import StoppedClock
from tests.golden.small_requisition import small_requisition
from tests.unit.export.repacking import as_first_made, changed, contents, packed, swapped, with_cell

CHANGED = "changed since the export"
GIVE = "ratings.csv and weights.csv give"


@pytest.fixture(scope="module")
def export():
    return exported()


def exported(*, rater=None, options=None):
    return export_requisition(
        small_requisition(),
        a_bank(),
        StoppedClock(),
        REQUISITION,
        by=Actor(rater=rater),
        options=options,
    )


def said(data):
    return [str(problem) for problem in verify(data)]


@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("semicolon", [True, False])
@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("rater", [None, OTHER_RATER])
def test_an_untouched_export_has_no_problem(bom, semicolon, names, rater):
    options = ExportOptions(bom=bom, semicolon=semicolon, names=names)

    assert said(exported(rater=rater, options=options)) == []


def test_an_export_of_the_first_versions_verifies_by_its_own_manifest(export):
    old = as_first_made(export)

    assert "decisions.csv" not in contents(old)
    assert b"question_title" not in contents(old)["ratings.csv"]
    assert said(old) == []
    assert said(changed(old, "ratings.csv", swapped("both,1,4,0.75", "both,1,4,0.5")))[0] == (
        f"ratings.csv:5:value: {CHANGED}"
    )


def test_decisions_put_into_an_export_that_had_none_do_not_belong_to_it(export):
    data = packed(contents(as_first_made(export)) | {"decisions.csv": b"schema\r\n"})

    assert said(data) == ["decisions.csv: this file does not belong to the export"]


def test_a_changed_decision_is_named_by_row_and_column(export):
    data = changed(export, "decisions.csv", swapped("mixed,Placement", "yes,Placement"))

    assert said(data) == [f"decisions.csv:3:recommendation: {CHANGED}"]


def test_a_decision_taken_out_is_named_by_what_it_was(export):
    def without(data):
        header, first, *others = data.decode().splitlines(keepends=True)
        assert "R-01" in first
        return "".join([header, *others]).encode()

    assert said(changed(export, "decisions.csv", without)) == [
        (
            "decisions.csv:2: this row was removed since the export: "
            "C-01 recommendation R-01  2026-03-02T12:00:00Z"
        )
    ]


def test_a_file_that_a_later_version_lists_is_checked_by_its_digest(export):
    files = contents(export)
    manifest = read_manifest(files["manifest.json"])
    listed = dict(manifest.files) | {"outcomes.csv": FileDigest(digest=digest(b"a,b"))}
    sealed = manifest.model_copy(update={"files": listed}).sealed().encode()
    files |= {"manifest.json": sealed, "outcomes.csv": b"a,b"}

    assert said(packed(files)) == []
    assert said(packed(files | {"outcomes.csv": b"a,c"})) == [f"outcomes.csv: {CHANGED}"]
    del files["outcomes.csv"]
    assert said(packed(files)) == ["outcomes.csv: this file is missing from the export"]


@pytest.mark.parametrize("folder", ["", "export/", "my files/export/"])
def test_zipping_the_files_again_by_hand_is_no_problem(export, folder):
    left_behind = {"__MACOSX/._ratings.csv": b"x", f"{folder}.DS_Store": b"x"}

    assert said(packed(contents(export), folder=folder)) == []
    assert (
        said(packed({f"{folder}{n}": d for n, d in contents(export).items()} | left_behind)) == []
    )


@pytest.mark.parametrize("folder", ["export\\", "my files\\export\\", ".\\", "./"], ids=ascii)
def test_a_zip_packed_on_windows_verifies(export, folder):
    files = {f"{folder}{name}": data for name, data in contents(export).items()}

    assert said(packed({folder: b"", f"{folder}Thumbs.db": b"x"} | files)) == []


def test_a_changed_level_is_named_and_so_is_what_it_no_longer_gives(export):
    # R-02's q01 falls from 4 to 3, so placement is (0.25 + 0.5) / 2 = 0.375 instead of 0.5. Under
    # plant that is 100 x (7.5 + 15.625) / 45, under brief 100 x (15 + 37.5) / 100.
    data = changed(export, "ratings.csv", swapped("both,1,4,0.75", "both,1,3,0.75"))

    assert said(data) == [
        f"ratings.csv:5:level: {CHANGED}",
        "ratings.csv:5:value: level 3 makes 0.5, not 0.75",
        f"shortlist.csv:2:score_plant: says 56.94444444444444; {GIVE} 51.3888888889",
        f"shortlist.csv:2:score_enterprise: says 52.5; {GIVE} 42.5",
        f"shortlist.csv:2:score_brief: says 57.5; {GIVE} 52.5",
        f"shortlist.csv:2:score_equal: says 56.25; {GIVE} 50",
        f"shortlist.csv:2:s_placement: says 0.5; {GIVE} 0.375",
    ]


def test_a_changed_score_is_named_twice_as_changed_and_as_not_following(export):
    data = changed(export, "shortlist.csv", swapped("56.94444444444444", "66.94444444444444"))

    assert said(data) == [
        f"shortlist.csv:2:score_plant: {CHANGED}",
        f"shortlist.csv:2:score_plant: says 66.94444444444444; {GIVE} 56.9444444444",
    ]


def test_a_changed_word_of_evidence_is_named(export):
    data = changed(export, "ratings.csv", swapped("then took it back", "then took it bock"))

    assert said(data) == [f"ratings.csv:2:evidence: {CHANGED}"]


def test_a_changed_weight_is_named_with_the_scores_it_moves(export):
    data = changed(export, "weights.csv", swapped("brief,execution,60", "brief,execution,10"))

    # brief: (20 + 10 x 0.625) / 50
    assert said(data)[0] == f"shortlist.csv:2:score_brief: says 57.5; {GIVE} 52.5"
    assert said(data)[-1] == f"weights.csv:19:weight: {CHANGED}"
    assert [p.column for p in verify(data)] == [
        "score_brief",
        *["weights_hash"] * 3,
        "weight",
    ]


def test_two_changes_in_one_row_are_both_named_and_nothing_else(export):
    data = changed(
        changed(export, "ratings.csv", swapped("'- names the queue", "'- names no queue")),
        "ratings.csv",
        swapped(
            "execution,production,dispatching,3,both,3,3",
            "execution,production,tracking,3,both,3,3",
        ),
    )

    assert said(data) == [
        f"ratings.csv:7:activity: {CHANGED}",
        f"ratings.csv:7:evidence: {CHANGED}",
    ]


def test_changes_in_two_rows_and_columns_name_the_crossings_and_say_so(export):
    data = changed(
        changed(export, "weights.csv", swapped("nobody else", "somebody else")),
        "weights.csv",
        swapped("equal,breadth,1,", "equal,breadth,1.0,"),
    )

    crossing = f"{CHANGED}, or is where another changed cell's row and column cross"
    assert said(data) == [
        f"weights.csv:19:weight: {crossing}",
        f"weights.csv:19:rationale: {crossing}",
        f"weights.csv:28:weight: {crossing}",
        f"weights.csv:28:rationale: {crossing}",
    ]


def test_a_row_taken_out_is_named_by_what_it_was(export):
    def without_portfolio(data):
        return data.replace(b"equal,portfolio,1,\r\n", b"")

    problems = said(changed(export, "weights.csv", without_portfolio))

    assert "weights.csv:33: this row was removed since the export: equal portfolio" in problems


def test_a_row_added_is_named_and_what_it_does_as_well(export):
    def with_a_fourth(data):
        row = data.split(b"\r\n")[2].replace(b"C-02", b"C-04")
        return data + row + b"\r\n"

    data = changed(export, "shortlist.csv", with_a_fourth)

    assert said(data) == ["shortlist.csv:5: this row was added since the export"]


def test_a_cell_changed_beside_an_added_row_is_still_named(export):
    def both(data):
        return data.replace(b"nobody else", b"somebody else") + b"equal,charm,0,\r\n"

    assert [p for p in said(changed(export, "weights.csv", both)) if "weights" in p[:8]] == [
        f"weights.csv:19:rationale: {CHANGED}",
        "weights.csv:34: this row was added since the export",
    ]


def test_a_cell_changed_where_a_row_is_gone_is_named_by_its_row(export):
    def both(data):
        gone = data.replace(b"plant,portfolio,0,\r\n", b"")
        return gone.replace(b"nobody else", b"somebody else")

    assert [p for p in said(changed(export, "weights.csv", both)) if "weights" in p[:8]] == [
        "weights.csv:9: this row was removed since the export: plant portfolio",
        f"weights.csv:18: a cell of this row was {CHANGED}",
    ]


def test_rows_in_another_order_are_one_problem(export):
    def turned(data):
        header, *rows = data.decode().splitlines(keepends=True)
        return "".join([header, *reversed(rows)]).encode()

    assert said(changed(export, "weights.csv", turned)) == [
        "weights.csv: the rows are in a different order than at the export"
    ]


def test_columns_in_another_order_are_one_problem(export):
    def turned(data):
        lines = [line.split(",", 1) for line in data.decode().splitlines()]
        return "".join(f"{b.split(',')[0]},{a},{b.split(',', 1)[1]}\r\n" for a, b in lines).encode()

    assert said(changed(export, "weights.csv", turned)) == [
        "weights.csv:1: the columns are in a different order than at the export"
    ]


def test_a_column_taken_out_is_named_and_keeps_the_scores_from_being_checked(export):
    def without_rationale(data):
        lines = data.decode().splitlines()
        return "".join(f"{','.join(line.split(',')[:3])}\r\n" for line in lines).encode()

    assert said(changed(export, "weights.csv", without_rationale)) == [
        "weights.csv:1:rationale: this column was removed since the export",
        "weights.csv:1:rationale: without this column the scores cannot be recomputed",
    ]


def test_a_column_renamed_is_named_by_both_names(export):
    data = changed(export, "ratings.csv", swapped("evidence", "notes"))

    assert said(data) == [
        "ratings.csv:1:notes: this column was called evidence at the export",
        "ratings.csv:1:evidence: without this column the scores cannot be recomputed",
    ]


def test_a_row_with_a_cell_too_many_is_named(export):
    data = changed(export, "weights.csv", swapped("plant,breadth,10,", "plant,breadth,10,,"))

    assert "weights.csv:4: has 5 cells under 4 columns" in said(data)


def test_a_file_saved_anew_with_the_same_cells_says_just_that(export):
    data = changed(export, "ratings.csv", lambda d: b"\xef\xbb\xbf" + d)

    assert said(data) == [
        ("ratings.csv: was saved again: every cell is unchanged, but the file is not")
    ]


def test_a_file_in_another_encoding_says_so(export):
    data = changed(export, "weights.csv", lambda d: d.decode().encode("utf-16"))

    assert said(data) == [
        "weights.csv: is not UTF-8 text (byte 0); it was saved in another encoding since"
    ]


def test_a_changed_readme_is_named(export):
    assert said(changed(export, "README.txt", swapped("Created", "created"))) == [
        f"README.txt: {CHANGED}"
    ]


def test_a_changed_manifest_is_named(export):
    data = changed(
        export, "manifest.json", swapped('"coverage_floor": 0.75', '"coverage_floor": 0.7')
    )

    assert said(data) == ["manifest.json: the manifest itself was changed since the export"]


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (b"no", "it is not JSON"),
        (b'{"requisition": 5}', "requisition is not what an export writes there"),
    ],
)
def test_a_manifest_of_another_kind_is_told_in_words(manifest, told):
    with pytest.raises(Invalid) as fault:
        read_manifest(manifest)

    assert str(fault.value) == f"is not the manifest of an export: {told}"


def test_a_manifest_that_is_none_is_named_and_the_scores_are_checked_all_the_same(export):
    data = changed(export, "manifest.json", lambda _: b"{}")
    data = changed(data, "shortlist.csv", with_cell(2, "score_brief", "61"))

    assert said(data) == [
        f"shortlist.csv:2:score_brief: says 61; {GIVE} 57.5",
        "manifest.json: is not the manifest of an export: requisition is missing",
    ]


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(export, missing):
    data = packed({n: d for n, d in contents(export).items() if n != missing})

    assert said(data) == [f"{missing}: this file is missing from the export"]


def test_a_file_that_does_not_belong_is_named(export):
    data = packed(contents(export) | {"notes.txt": b"hm"})

    assert said(data) == ["notes.txt: this file does not belong to the export"]


def test_a_file_damaged_inside_the_zip_is_named(export):
    data = packed(contents(export)).replace(b"nobody else to ask", b"nobody else to ash")

    assert said(data) == [
        "weights.csv: is damaged inside the ZIP file (Bad CRC-32 for file 'weights.csv')"
    ]


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (8, b"\x01", "is encrypted: unpack it with its password"),
        (10, b"\x63", "is packed in a way that Levelset doesn't read"),
        (24, b"\xff\xff\xff\x7f", "would unpack to 2,147,483,647 bytes, which no export does"),
    ],
)
def test_a_file_that_no_export_would_hold_is_named_and_not_unpacked(export, place, value, why):
    data = packed(contents(export))
    start = data.index(b"PK\x01\x02") + place  # into the first entry of the zip's directory
    data = data[:start] + value + data[start + len(value) :]

    [named] = said(data)
    assert named.startswith(f"ratings.csv: {why}")


def test_a_file_that_stands_in_the_zip_twice_is_named(export):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = twice(export)

    assert said(data) == ["ratings.csv: is in the ZIP file twice"]


def twice(export):
    out = io.BytesIO(packed(contents(export)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("ratings.csv", b"schema\r\n")
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda _: b"", "this is not a ZIP file; give the .zip file of an export"),
        (lambda _: b"schema,x", "this is not a ZIP file; give the .zip file of an export"),
        (
            lambda d: d[:-40],
            "the ZIP file is damaged or incomplete (File is not a zip file); download it again",
        ),
        (
            lambda _: packed({"letter.txt": b"dear"}),
            (
                "this ZIP file is not a Levelset export, which contains ratings.csv, "
                "shortlist.csv, weights.csv, README.txt, manifest.json"
            ),
        ),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(export, spoil, why):
    with pytest.raises(Invalid) as fault:
        verify(spoil(export))

    assert str(fault.value) == why


@pytest.mark.parametrize(
    ("name", "every"),
    [(RATINGS, 4), (SHORTLIST, 3), (WEIGHTS, 1)],
    ids=[RATINGS, SHORTLIST, WEIGHTS],
)
def test_a_changed_digit_is_named_by_file_row_and_column(export, name, every):
    """Each digit made another one, one at a time; in the longer files a share of them."""
    files, file = contents(export), f"{name}.csv"
    digits = [place for place, byte in enumerate(files[file]) if chr(byte).isdigit()][::every]
    unnamed = []
    for place in digits:
        data = digit_changed(files[file], place)
        row, column = the_cell_that_differs(name, files[file], data)
        problems = verify(packed(files | {file: data}))
        if [p for p in problems if p.message == CHANGED] != [Fault(file, row, column, CHANGED)]:
            unnamed.append((row, column))

    assert (unnamed, len(digits) > 30) == ([], True)


def test_no_changed_digit_of_the_manifest_goes_unnoticed(export):
    files = contents(export)
    manifest = files["manifest.json"]
    digits = [place for place, byte in enumerate(manifest) if chr(byte).isdigit()][::80]

    unnoticed = [
        place
        for place in digits
        if not verify(packed(files | {"manifest.json": digit_changed(manifest, place)}))
    ]

    assert (unnoticed, len(digits) > 30) == ([], True)


def digit_changed(data, place):
    other = b"7" if data[place : place + 1] != b"7" else b"3"
    return data[:place] + other + data[place + 1 :]


def the_cell_that_differs(name, before, after):
    one, other = read_csv(name, before), read_csv(name, after)
    [found] = [
        (number, column)
        for (number, row), (_, now) in zip(one.numbered(), other.numbered(), strict=True)
        for column, was, is_now in zip(one.columns, row, now, strict=True)
        if was != is_now
    ]
    return found
