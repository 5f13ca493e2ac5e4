"""One document for a candidate over all raters, and one for the shortlist, for page and DOCX."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import NotFound, Sealed
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.rating import Kind
from assessment.report.document import Picture, ReportTable
from assessment.report.docx_file import docx_bytes
from tests.builders import NOON, OTHER_RATER, RATER, a_debrief_record
from tests.golden.small_requisition import C1, C2, fill, small_requisition
from tests.unit.report.reporting import headings, in_docx, made, parts, pictures, texts

LONG = "قال إن الدفعة في MES 批次 " * 400


@pytest.fixture
def open_uow():
    return small_requisition()


def said(open_uow, candidate="", **asked):
    return "\n".join(texts(made(open_uow, candidate, **asked)))


def amended(open_uow, heard, *, candidate=C1, rater=RATER):
    sheet = SheetKey(f"{candidate}.1", rater)
    with open_uow() as uow:
        count = len(uow.entries.history(sheet))
    fill(open_uow, sheet, heard, submit=False, first=count + 1)


def test_a_candidates_report_holds_every_raters_levels_and_words(open_uow):
    told = said(open_uow, "C-01")

    assert "R-01: level 2" in told
    assert '=MES; she said: "it is the ERP\'s",\nthen took it back' in told
    assert "R-02: level 4" in told
    assert "R-01: not asked" in told
    assert "R-02: no evidence" in told
    assert "Misconception heard: the ERP dispatches" in told


def test_both_verdicts_and_what_is_missing_are_told(open_uow):
    told = said(open_uow, "C-01")

    assert "Plant and enterprise are provisional" in told
    assert "Plant: 56.9, provisional: coverage 45\u00a0%" in told
    assert "Enterprise: 52.5, provisional: coverage 25\u00a0%" in told


def test_recommendations_come_with_reasons_and_the_newest_final_one(open_uow):
    told = said(open_uow, "C-01")

    assert "R-01: yes\nSound on the floor." in told
    assert "R-02: mixed\nPlacement wavers." in told
    assert "Recommendation of the debrief: yes · R-01" in told
    assert "Recommendation of the debrief: mixed" not in told


def test_the_decision_is_in_both_reports(open_uow):
    with open_uow() as uow:
        record = a_debrief_record(DebriefKind.DECISION, candidate=C1, by=None, text="From May.")
        uow.debriefs.add(replace(record, decision=Decision.HOLD))
        uow.commit()

    assert "Decision: Hold · the owner\nFrom May." in said(open_uow, "C-01")
    table = next(
        b
        for b in made(open_uow).blocks
        if isinstance(b, ReportTable) and b.caption.startswith("What the raters")
    )
    assert [c.head for c in table.columns][-1] == "Decision"
    assert [cell.text for cell in table.rows[0]][-2:] == ["yes", "Hold"]


def test_without_a_decision_no_column_is_kept_for_it(open_uow):
    assert "Decision" not in said(open_uow)


def test_agreed_levels_and_notes_say_about_which_question(open_uow):
    item = {"interview": f"{C1}.1", "item": "q03"}
    with open_uow() as uow:
        kind = DebriefKind.FINAL_RATING
        uow.debriefs.add(a_debrief_record(kind, candidate=C1, level=4, text="Heard it.", **item))
        uow.debriefs.add(a_debrief_record(candidate=C1, text="Ask again.", **item))
        uow.commit()

    told = said(open_uow, "C-01")
    assert "R-01: level 4 · A line goes down\nHeard it." in told
    assert "R-01 · A line goes down\nAsk again." in told


def test_a_sealed_candidate_has_no_report_and_only_a_reason_in_the_shortlist(open_uow):
    with pytest.raises(Sealed) as fault:
        made(open_uow, "C-02", by=Actor(rater=OTHER_RATER))

    assert str(fault.value).startswith("There is no report on C-02 yet: ")
    told = said(open_uow)
    assert "The ratings are not shown: 1 of 2 scorecards in." in told
    assert "names the queue" not in told.split("C-02", 1)[1].split("C-03")[0]


def test_a_candidate_without_any_rating_is_told_of_in_one_sentence(open_uow):
    amended(open_uow, {(Kind.SUBMIT, "", ""): True}, candidate=C2, rater=OTHER_RATER)
    with open_uow() as uow:
        for rater in (RATER, OTHER_RATER):
            sheet = SheetKey(f"{C2}.1", rater)
            count = len(uow.entries.history(sheet))
            assert count
        uow.commit()
    nothing = {(Kind.VERDICT, item, ""): None for item in ("q01", "q02", "q03")}
    for rater in (RATER, OTHER_RATER):
        amended(open_uow, nothing, candidate=C2, rater=rater)

    found = made(open_uow, "C-02")

    assert "Nobody has rated an answer of this candidate yet, so there is no score." in texts(found)
    assert pictures(found) == []
    assert "Scores" not in headings(found)
    assert "Competencies" not in headings(found)


def test_no_report_has_an_empty_section(open_uow):
    for candidate in ("", "C-01"):
        blocks = made(open_uow, candidate).blocks
        for one, following in zip(blocks, (*blocks[1:], None), strict=True):
            if hasattr(one, "level"):
                assert following is not None
                assert getattr(following, "level", 9) > one.level, one.text


def test_a_candidate_that_there_is_none_of_is_named(open_uow):
    with pytest.raises(NotFound) as fault:
        made(open_uow, "C-09")

    assert str(fault.value) == "MES-1 has no candidate 'C-09'."


def test_names_are_there_only_when_asked_for(open_uow):
    for candidate in ("", "C-01"):
        without, with_names = said(open_uow, candidate), said(open_uow, candidate, names=True)
        assert [n for n in ("Quill", "Ada Park", "Bo Ek") if n in without] == []
        assert [n for n in ("Quill", "Ada Park", "Bo Ek") if n not in with_names] == []


def test_the_method_takes_ten_lines(open_uow):
    found = made(open_uow)
    numbered = [b.items for b in found.blocks if getattr(b, "numbered", False)]

    assert [len(items) for items in numbered] == [10]


def test_each_report_is_written_to_the_audit_log(open_uow):
    made(open_uow)
    made(open_uow, "C-01", names=True, by=Actor(rater=RATER))

    with open_uow(read_only=True) as uow:
        assert [(x.act, x.by, x.about, x.detail) for x in uow.journal.lines()] == [
            ("export", None, "MES-1", "report"),
            ("export", RATER, "MES-1", "report of C-01, with names"),
        ]


def test_the_docx_says_what_the_document_says_in_its_order(open_uow):
    for candidate in ("", "C-01"):
        document = made(open_uow, candidate, names=True)
        expected = [line for text in texts(document) for line in text.split("\n") if line.strip()]

        found = in_docx(docx_bytes(document, made_at=NOON))

        assert [line for text in found for line in text.split("\n")] == expected


def test_a_long_note_in_many_scripts_is_whole_in_the_docx(open_uow):
    typed = "pasted\x0bfrom Word\x0cand\u2028a\rm\x07ess\x00"
    amended(open_uow, {(Kind.EVIDENCE, "q01", ""): LONG, (Kind.EVIDENCE, "q02", ""): typed})

    found = in_docx(docx_bytes(made(open_uow, "C-01"), made_at=NOON))

    assert LONG in found
    assert len(LONG) > 9_000
    assert found[found.index("pasted") :][:5] == ["pasted", "from Word", "and", "a", "mess"]


def test_the_docx_has_real_styles_repeated_headers_and_pictures_with_a_text(open_uow):
    data = docx_bytes(made(open_uow), made_at=NOON)
    docx = Document(io.BytesIO(data))

    styles = {p.style.name for p in docx.paragraphs}
    assert {"Title", "Subtitle", "Heading 2", "Heading 3", "List Number", "Quoted note"} <= styles
    assert all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in docx.tables)
    described = [s._inline.docPr.get("descr") for s in docx.inline_shapes]
    assert described == pictures(made(open_uow))
    assert all(described)
    beside = [(s._inline.get("distL"), s._inline.get("distR")) for s in docx.inline_shapes]
    assert set(beside) == {("0", "0")}  # LibreOffice would move the picture into the margin


def test_a_heading_of_a_picture_goes_with_it_to_the_next_page(open_uow):
    for candidate in ("", "C-01"):
        lines = Document(io.BytesIO(docx_bytes(made(open_uow, candidate), made_at=NOON))).paragraphs
        drawn = [n for n, line in enumerate(lines) if line._p.xpath(".//w:drawing")]

        assert drawn
        for n in drawn:
            # LibreOffice keeps a heading with text, and not with a picture.
            assert not lines[n - 1].style.name.startswith("Heading")
            assert lines[n - 1].paragraph_format.keep_with_next


def test_the_docx_names_nobody_as_its_author_and_has_no_time_but_that_of_the_report(open_uow):
    data = docx_bytes(made(open_uow), made_at=NOON)
    about = Document(io.BytesIO(data)).core_properties

    assert (about.author, about.last_modified_by, about.comments) == ("Levelset", "Levelset", "")
    assert about.created == about.modified == NOON
    assert b"python-docx" not in b"".join(parts(data).values())
    assert docx_bytes(made(open_uow), made_at=NOON) == data


def test_every_mark_of_a_drawing_is_within_its_edges(open_uow):
    for candidate in ("", "C-01"):
        for block in made(open_uow, candidate).blocks:
            if isinstance(block, Picture):
                drawing = block.drawing
                for mark in drawing.marks:
                    xs = [getattr(mark, n) for n in ("x", "x1", "x2") if hasattr(mark, n)]
                    ys = [getattr(mark, n) for n in ("y", "y1", "y2") if hasattr(mark, n)]
                    assert all(0 <= x <= drawing.width for x in xs), mark
                    assert all(0 <= y <= drawing.height for y in ys), mark


def test_the_shortlist_shows_the_beginning_of_a_long_note_and_says_where_the_rest_is(open_uow):
    amended(open_uow, {(Kind.EVIDENCE, "q02", ""): LONG})

    told = said(open_uow)

    assert LONG not in told
    assert f"{LONG[:500]}" in told
    assert "… (the whole note is in the report on this candidate)" in told
    assert LONG in said(open_uow, "C-01")


def test_the_shortlist_says_where_each_candidate_stands_in_the_words_of_compare(open_uow):
    assert (
        "Scored 57.5 under the brief's weights, with no interval yet. Nothing heard on "
    ) in said(open_uow)
