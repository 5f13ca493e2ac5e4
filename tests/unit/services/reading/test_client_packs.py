"""Nothing in a client pack says who is who, and no typed text is in it that nobody reviewed."""

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from assessment.domain.contact import Contact
from assessment.domain.errors import Incomplete, Invalid, NotFound
from assessment.domain.ids import RaterId, RequisitionId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind
from assessment.services.reading.client_packs import client_pack, pack_key
from assessment.services.reading.pack_review import (
    ReviewState,
    include_untouched,
    keep_text,
    keep_typed,
    leave_out,
    read_review,
    review_again,
)
from db.tables import metadata
from tests.builders import (
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_bank,
    a_brief,
    a_debrief_record,
    a_requisition,
)
from tests.fakes import StoppedClock
from tests.golden.small_requisition import C1, C2, fill, small_requisition
from tests.unit.report.reporting import in_docx

BANK, CLOCK = a_bank(), StoppedClock()
ME = Actor(rater=RATER)
NAMES = ("Zoë Quill", "Ada Park", "Bo Ek", "Formerly Known")


@pytest.fixture
def open_uow():
    return small_requisition()


def review(open_uow, by=ME):
    return read_review(open_uow, BANK, CLOCK, REQUISITION, by=by)


def texts(open_uow, by=ME):
    return {t.text.text: t for t in review(open_uow, by).texts}


def include(open_uow, text, said=None, by=ME):
    found = texts(open_uow, by)[text]
    keep_text(
        open_uow,
        BANK,
        CLOCK,
        REQUISITION,
        keys=[found.text.key],
        seen=text,
        text=text if said is None else said,
        by=by,
    )


def leave_the_rest(open_uow, by=ME):
    left = [(t.text.key, t.text.text) for t in review(open_uow, by).left]
    leave_out(open_uow, BANK, CLOCK, REQUISITION, texts=left, by=by)


def pack(open_uow, by=ME):
    return client_pack(open_uow, BANK, CLOCK, REQUISITION, by=by)


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


def test_a_text_that_changed_after_its_review_has_to_be_reviewed_again(open_uow):
    include(open_uow, "- names the queue")
    leave_the_rest(open_uow)
    assert review(open_uow).left == ()

    sheet = SheetKey(f"{C1}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    changed = "- names the queue, Zoë said"
    fill(open_uow, sheet, {(Kind.EVIDENCE, "q03", ""): changed}, submit=False, first=count + 1)

    [left] = review(open_uow).left
    assert (left.text.text, left.state) == (changed, ReviewState.CHANGED)
    with pytest.raises(Invalid):
        pack(open_uow)


def test_words_that_still_tell_who_somebody_is_are_refused(open_uow):
    with pytest.raises(Invalid) as fault:
        include(open_uow, "Sound on the floor.", "Quill is sound, ask ada@park.example")

    assert str(fault.value) == (
        "“Quill” may tell who somebody is (name). Reword it, or leave the text out."
    )
    assert texts(open_uow)["Sound on the floor."].state is ReviewState.OPEN
    with pytest.raises(Incomplete):
        include(open_uow, "Sound on the floor.", "  ")


def test_a_name_that_is_added_later_opens_a_review_again(open_uow):
    include(open_uow, "Sound on the floor.")
    leave_the_rest(open_uow)
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Sound")
        uow.commit()

    assert [t.text.text for t in review(open_uow).left] == ["Sound on the floor."]


def untouched(open_uow, by=ME):
    return [(t.text.key, t.text.text) for t in review(open_uow, by).left if t.untouched]


def include_together(open_uow, texts):
    include_untouched(open_uow, BANK, CLOCK, REQUISITION, texts=texts, by=ME)


def test_texts_without_a_mark_are_included_in_one_decision_that_is_recorded(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Sound")
        uow.commit()
    clear = untouched(open_uow)
    include_together(open_uow, clear)

    found = review(open_uow)
    assert [t.text.text for t in found.left if "Sound" not in t.text.text and not t.found] == []
    assert "Sound on the floor." in {t.text.text for t in found.left}
    assert {t.text.key for t in found.texts if t.together} == {key for key, _ in clear}
    with open_uow(read_only=True) as uow:
        line = uow.journal.lines()[-1]
    assert (line.act, line.by, line.about) == ("texts included together", RATER, REQUISITION)
    assert line.detail == f"client pack: {len(clear)} texts without a mark, in one decision"
    with pytest.raises(Invalid, match="still to be reviewed"):
        pack(open_uow)


def test_a_name_in_small_letters_is_marked_and_never_included_with_others(open_uow):
    with open_uow() as uow:
        uow.people.name_candidate(C2, "Wavers Söund")
        uow.people.keep_contact(C2, Contact(email="q@x.example", reference="lot 7"))
        uow.commit()
    sheet = SheetKey(f"{C1}.1", OTHER_RATER)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    fill(
        open_uow, sheet, {(Kind.EVIDENCE, "q03", ""): "as in lot 7"}, submit=False, first=count + 1
    )

    found = texts(open_uow)
    assert found["Placement wavers."].proposal == "Placement [name]."
    assert found["Sound on the floor."].proposal == "[name] on the floor."
    assert found["as in lot 7"].proposal == "as in [name]"
    told = {text for _, text in untouched(open_uow)}
    assert told.isdisjoint({"Placement wavers.", "Sound on the floor.", "as in lot 7"})
    include(open_uow, "Sound on the floor.")  # an ordinary word, as somebody has seen
    with pytest.raises(Invalid, match="may tell who somebody is"):
        include(open_uow, "as in lot 7")


def test_a_reference_that_blind_mode_hides_is_marked_as_well(open_uow):
    with open_uow() as uow:
        role = uow.requisitions.find(REQUISITION)
        uow.requisitions.save(replace(role, blind_since=NOON))
        uow.people.keep_contact(C2, Contact(reference="lot 7"))
        count = len(uow.entries.history(SheetKey(f"{C1}.1", OTHER_RATER)))
        uow.commit()
    heard = {(Kind.EVIDENCE, "q03", ""): "as in lot 7"}
    fill(open_uow, SheetKey(f"{C1}.1", OTHER_RATER), heard, submit=False, first=count + 1)

    assert texts(open_uow)["as in lot 7"].proposal == "as in [name]"


@pytest.mark.parametrize("reason", ["a name", "typed", "decided", "changed"])
def test_one_decision_for_many_is_refused_whole_where_one_needs_its_own(open_uow, reason):
    clear = untouched(open_uow)
    own = texts(open_uow)["Sound on the floor."].text
    if reason == "a name":
        with open_uow() as uow:
            uow.people.name_candidate(C2, "Sound")
            uow.commit()
    elif reason == "typed":
        keep_typed(
            open_uow, BANK, CLOCK, REQUISITION, key=own.key, seen=own.text, text="Half", by=ME
        )
    elif reason == "decided":
        leave_out(open_uow, BANK, CLOCK, REQUISITION, texts=[(own.key, own.text)], by=ME)
    else:
        clear = [(key, "Something else." if key == own.key else text) for key, text in clear]
    before = review(open_uow)

    with pytest.raises(Invalid):
        include_together(open_uow, clear)
    assert review(open_uow) == before


def test_what_was_included_together_can_be_reviewed_again_and_ends_with_a_new_name(
    open_uow,
):
    include_together(open_uow, untouched(open_uow))
    key = texts(open_uow)["Sound on the floor."].text.key
    review_again(open_uow, BANK, CLOCK, REQUISITION, key=key, by=ME)
    again = texts(open_uow)["Sound on the floor."]
    assert (again.state, again.together, again.untouched) == (ReviewState.OPEN, False, False)

    with open_uow() as uow:
        uow.people.name_candidate(C2, "Wavers")
        uow.commit()
    assert "Placement wavers." in {t.text.text for t in review(open_uow).left}


def test_the_same_words_in_several_places_are_one_group_with_one_decision(open_uow):
    found = review(open_uow)
    first = found.texts[0]
    same = replace(first, text=replace(first.text, key="elsewhere"))
    groups = replace(found, texts=(*found.texts, same)).groups

    assert [t.text.key for t in next(g for g in groups if len(g) > 1)] == [
        first.text.key,
        "elsewhere",
    ]
    assert sum(map(len, groups)) == len(found.texts) + 1


def test_words_that_are_typed_leave_a_text_in_its_place(open_uow):
    before = [g[0].text.key for g in review(open_uow).groups]
    own = texts(open_uow)["Sound on the floor."].text
    keep_typed(open_uow, BANK, CLOCK, REQUISITION, key=own.key, seen=own.text, text="Half", by=ME)

    assert [g[0].text.key for g in review(open_uow).groups] == before


def test_what_was_read_is_what_is_reviewed(open_uow):
    found = texts(open_uow)["Sound on the floor."]
    for key, seen, error in (
        (found.text.key, "Sound on the door.", Invalid),
        ("reasons of nobody", "x", NotFound),
    ):
        with pytest.raises(error):
            keep_text(open_uow, BANK, CLOCK, REQUISITION, keys=[key], seen=seen, text="x", by=ME)


def test_typed_words_and_decisions_are_there_after_a_reload_and_belong_to_their_reviewer(open_uow):
    found = texts(open_uow)["Sound on the floor."]
    keep_typed(
        open_uow,
        BANK,
        CLOCK,
        REQUISITION,
        key=found.text.key,
        seen=found.text.text,
        text="Half a sent",
        by=ME,
    )
    again = texts(open_uow)["Sound on the floor."]
    assert (again.state, again.proposal) == (ReviewState.OPEN, "Half a sent")

    other = texts(open_uow, Actor(rater=OTHER_RATER))["Sound on the floor."]
    assert (other.state, other.proposal) == (ReviewState.OPEN, "Sound on the floor.")


def test_a_decision_can_be_taken_back_with_its_words(open_uow):
    include(open_uow, "Sound on the floor.", "Knows the floor.")
    key = texts(open_uow)["Sound on the floor."].text.key

    review_again(open_uow, BANK, CLOCK, REQUISITION, key=key, by=ME)

    found = texts(open_uow)["Sound on the floor."]
    assert (found.state, found.proposal) == (ReviewState.OPEN, "Knows the floor.")


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


MARK = "Xq7"
"""Begins every text that is put into the database below."""


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
