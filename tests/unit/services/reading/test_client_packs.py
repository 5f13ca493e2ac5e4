"""Nothing in a client pack says who is who, and no typed text is in it that nobody reviewed."""

import csv
import io
import re
import zipfile

import pytest
from sqlalchemy import select

from assessment.domain.errors import Invalid, NotFound
from assessment.domain.ids import RaterId, RequisitionId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind
from assessment.services.reading.client_packs import client_pack, pack_key
from assessment.services.reading.pack_decisions import leave_out
from assessment.services.reading.pack_review import read_review
from db.tables import metadata
from tests.builders import (
    NOON,
    RATER,
    REQUISITION,
    a_brief,
    a_debrief_record,
    a_requisition,
)
from tests.golden.small_requisition import C1, C2, fill, small_requisition
from tests.unit.report.reporting import in_docx
from tests.unit.services.reading.pack_reviewing import (
    BANK,
    CLOCK,
    ME,
    include,
    leave_the_rest,
    pack,
    review,
)

NAMES = ("Zoë Quill", "Ada Park", "Bo Ek", "Formerly Known")


@pytest.fixture
def open_uow():
    return small_requisition()


def every_byte(data):
    """The zip and whatever is packed inside, names of files included, down to plain bytes."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                found.append(entry.filename.encode() + entry.comment + entry.extra)
                found.append(every_byte(archive.read(entry)))
    return b"\n".join(found)


def words_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        documents = [archive.read(n) for n in archive.namelist() if n.endswith(".docx")]
    return "\n".join(text for document in documents for text in in_docx(document))


def test_every_typed_text_has_to_be_reviewed_before_there_is_a_pack(open_uow):
    every = len(review(open_uow).texts)
    with pytest.raises(Invalid) as fault:
        pack(open_uow)
    assert str(fault.value) == (
        f"The pack can't be made yet: {every} texts are still to be reviewed."
    )

    first = review(open_uow).left[0]
    leave_out(open_uow, BANK, CLOCK, REQUISITION, texts=[(first.text.key, first.text.text)], by=ME)
    with pytest.raises(Invalid):
        pack(open_uow)
    leave_the_rest(open_uow)
    names = zipfile.ZipFile(io.BytesIO(pack(open_uow))).namelist()
    assert names[:3] == ["README.txt", "shortlist-report.docx", "scores.xlsx"]
    assert len(names[3:]) == 1  # two of the three candidates are sealed
    assert names[3].startswith("candidate-")


def test_reviewed_words_are_in_the_pack_and_what_was_left_out_is_not(open_uow):
    include(open_uow, "Sound on the floor.", "Knows the shop floor.")
    include(open_uow, "- names the queue")
    leave_the_rest(open_uow)

    told = words_in(pack(open_uow))

    assert "Knows the shop floor." in told
    assert "- names the queue" in told
    assert "Sound on the floor." not in told
    assert "Placement wavers." not in told
    assert "排程" not in told


def test_the_key_is_a_file_of_its_own_that_fits_the_pack(open_uow):
    leave_the_rest(open_uow)
    data = pack_key(open_uow, BANK, CLOCK, REQUISITION, by=ME)
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))

    assert {(r["kind"], r["code"], r["name"]) for r in rows} == {
        ("candidate", "C-01", "'=Zoë Quill"),
        ("candidate", "C-02", ""),
        ("candidate", "C-03", ""),
        ("interviewer", "R-01", "Ada Park"),
        ("interviewer", "R-02", "Bo Ek"),
    }
    first = next(r["pseudonym"] for r in rows if r["code"] == "C-01")
    assert f"Candidate report: {first}" in words_in(pack(open_uow))
    assert pack_key(open_uow, BANK, CLOCK, REQUISITION, by=ME) == data
    assert pack(open_uow) == pack(open_uow)


def test_interviewers_stand_in_the_order_of_their_pseudonyms(open_uow):
    leave_the_rest(open_uow)
    told = words_in(pack(open_uow))

    named = re.findall(r"^(Interviewer [A-Z]): (?:yes|mixed)$", told, re.MULTILINE)
    assert len(named) > 2
    assert named == ["Interviewer A", "Interviewer B"] * (len(named) // 2)


def test_pack_and_key_are_written_to_the_audit_log(open_uow):
    leave_the_rest(open_uow)
    pack(open_uow)
    pack_key(open_uow, BANK, CLOCK, REQUISITION, by=ME)

    with open_uow(read_only=True) as uow:
        assert [(x.at, x.act, x.by, x.about, x.detail) for x in uow.journal.lines()] == [
            (NOON, "export", RATER, "MES-1", "client pack"),
            (NOON, "export", RATER, "MES-1", "client pack key, with names"),
        ]


def test_whoever_has_no_part_in_the_role_learns_nothing(open_uow):
    for make in (client_pack, pack_key):
        with pytest.raises(NotFound):
            make(open_uow, BANK, CLOCK, REQUISITION, by=Actor(rater=RaterId("R-50")))
    with pytest.raises(NotFound):
        read_review(open_uow, BANK, CLOCK, RequisitionId("NONE"), by=ME)


MARK = "Xq7Zk9Wv4"
"""Begins every text that is put into the database below; no compressed bytes spell it."""


def marked(open_uow):
    """Every typed field of every table about the role says MARK and where it is."""
    small_requisition(open_uow)
    with open_uow() as uow:
        uow.requisitions.save(a_requisition(title=f"{MARK}title", client=f"{MARK}client"))
        brief = a_brief(
            REQUISITION, revision=3, weights=dict(uow.briefs.latest(REQUISITION).weights)
        )
        uow.briefs.add(brief)
        for n, record in enumerate(("note", "final_rating", "opened"), 1):
            item = {"interview": f"{C1}.1", "item": "q03"} if n < 3 else {}
            level = {"level": 4} if record == "final_rating" else {}
            uow.debriefs.add(
                a_debrief_record(
                    record,
                    candidate=C1,
                    text=f"{MARK}debrief{n} a{n}@mark.example",
                    **item,
                    **level,
                )
            )
        uow.people.name_candidate(C2, f"{MARK}named Person")
        uow.journal.note(by=None, act="x", about=REQUISITION, detail="", because=f"{MARK}because")
        uow.commit()
    sheet = SheetKey(f"{C1}.1", RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    heard = {(Kind.EVIDENCE, q, ""): f"{MARK}evidence {q} +49 171 2345678" for q in ("q01", "q02")}
    heard |= {(Kind.REASONS, "", ""): f"{MARK}reasons"}
    fill(open_uow, sheet, heard, submit=False, first=count + 1)
    return open_uow


def test_no_name_and_no_unreviewed_word_is_in_any_byte_of_the_pack(sqlite_store, sqlite_url):
    open_uow = marked(sqlite_store)
    include(open_uow, "Placement wavers.", "Placement is uneven.")
    leave_the_rest(open_uow)

    data = pack(open_uow)
    found = every_byte(data)

    assert b"Placement is uneven." in found
    known = [MARK, *NAMES, "Quill", "mark.example", "2345678", "Placement wavers.", "C-01", "R-01"]
    assert [word for word in known if word.encode() in found] == []
    typed = typed_in_database(sqlite_url)
    assert len([t for t in typed if MARK in t]) == 6
    assert [t for t in typed if len(t) > 12 and t.encode() in found and t not in CONTENT] == []


CONTENT = {"A line goes down with forty orders queued to it. What happens next?"}
"""Of the question bank, and meant to be read."""


def typed_in_database(url):
    """Every text in every column of every table that has a blank in it, as sentences do."""
    from sqlalchemy import create_engine  # noqa: PLC0415

    engine = create_engine(url)
    found = set()
    with engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                found |= {cell for cell in row if isinstance(cell, str) and " " in cell}
    engine.dispose()
    return found
