"""One access report, drawn as JSON and as a page, without the names of other people."""

import json
from datetime import date, timedelta

from assessment.report.access_report import (
    AccessReport,
    AccessSection,
    Held,
    Record,
    access_document,
    json_bytes,
)
from assessment.report.document import Paragraph, ReportTable
from assessment.report.masking import MASK, without_others
from tests.builders import NOON
from tests.unit.report.reporting import texts


def a_report(*values, in_full=True):
    section = AccessSection(
        key="notes",
        title="Notes",
        about="What was noted.",
        records=(Record(heading="One note", values=values),) if values else (),
        in_full=in_full,
    )
    return AccessReport(
        subject="MES-1.C-01", name="Ada", made_at=NOON, made_with="Made with Levelset.",
        sections=(section,), withheld=("Other people's data.",),
    )  # fmt: skip


def typed(text):
    return Held(key="text", label="Text", value=text, typed=True)


def masked(text, others, own=("Ada Berg", "C-01")):
    found = without_others(a_report(typed(text)), others, own)
    [section] = found.report.sections
    return section.records[0].values[0].value


def test_values_keep_their_types_in_the_json_and_missing_ones_are_null():
    values = (
        Held(key="at", label="When", value=NOON + timedelta(microseconds=5)),
        Held(key="day", label="Day", value=date(2026, 3, 2)),
        Held(key="level", label="Level", value=4),
        Held(key="score", label="Score", value=2 / 3),
        Held(key="done", label="Done", value=False),
        Held(key="none", label="None", value=None),
        Held(key="seats", label="Seats", value=("R-01", "R-02")),
        Held(key="key", label="Key", withheld="still in use"),
    )

    plain = json.loads(json_bytes(a_report(*values)))

    [record] = plain["sections"][0]["records"]
    assert record["values"] == {
        "at": "2026-03-02T12:00:00.000005Z",
        "day": "2026-03-02",
        "level": 4,
        "score": 2 / 3,
        "done": False,
        "none": None,
        "seats": ["R-01", "R-02"],
        "key": None,
    }
    assert record["withheld"] == {"key": "still in use"}


def test_the_page_has_what_is_held_and_says_why_something_is_withheld():
    withheld = Held(key="key", label="Key", withheld="still in use")
    document = access_document(a_report(typed("She named the owner."), withheld))

    [table] = [b for b in document.blocks if isinstance(b, ReportTable)]
    assert [[c.text for c in row] for row in table.rows] == [
        ["Text", "She named the owner."],
        ["Key", "Withheld: still in use"],
    ]
    assert "Other people's data." in texts(document)


def test_a_section_without_records_says_so_and_a_long_log_is_counted():
    assert Paragraph("Nothing is held.") in access_document(a_report()).blocks
    counted = access_document(a_report(typed("one version"), in_full=False))
    assert Paragraph("The JSON file has 1 line under “notes”.") in counted.blocks
    assert "one version" not in texts(counted)


def test_names_and_codes_of_others_are_masked_wherever_somebody_typed_them():
    said = "Better than Grace Hopper, and C-02 too; grace.hopper@navy.mil agrees with HOPPER."

    text = masked(said, {"Grace Hopper", "C-02"})

    assert text == f"Better than {MASK}, and {MASK} too; {MASK} agrees with HOPPER."


def test_the_persons_own_name_stays_where_somebody_else_shares_it():
    assert masked("Ada Berg beat Ada Kern.", {"Ada Kern", "Lena Berg"}) == f"Ada Berg beat {MASK}."
    assert masked("C-01 it is.", {"C-02"}) == "C-01 it is."


def test_what_nobody_typed_and_who_is_not_known_stay_as_they_are():
    fixed = Held(key="title", label="Title", value="The Hopper question")
    found = without_others(a_report(fixed, typed("Kern said so.")), {"Grace Hopper"}, ["Ada"])

    assert found.report == a_report(fixed, typed("Kern said so."))
    assert found.values == 0


def test_masked_values_are_counted_once_each_and_lists_are_masked_too():
    several = Held(key="off", label="Off", value=("Hopper, Hopper", "fine"), typed=True)
    found = without_others(a_report(several, typed("Hopper")), {"Grace Hopper"}, [])

    assert found.values == 2
    assert found.report.sections[0].records[0].values[0].value == (f"{MASK}, {MASK}", "fine")
