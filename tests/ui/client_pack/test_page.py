"""Client pack, alone over a store in memory: each typed text is decided on before it leaves."""

import pytest

from assessment.domain.ids import RaterId
from tests.builders import OTHER_RATER, RATER
from tests.golden.small_requisition import C1, small_requisition
from tests.shortlist import STRANGER
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import checked, drawn, said, told


@pytest.fixture
def packing():
    """The small requisition, which has two raters and one candidate whose debrief is open."""
    return DecidingPages(open_uow=small_requisition())


PACK, KEY = "Download client pack", "Download the key"


def opened(packing, **query):
    return packing.page("client_pack", RATER, requisition="MES-1", **query)


def links(page):
    return {b.proto.label: b.proto.url for b in page.get("link_button")}


def fields(page):
    return {area.value: area for area in page.text_area}


def pressed(page, label, number=0):
    return checked([b for b in page.button if b.label == label][number].click().run())


def place(page, text):
    """Where a text stands among those that are drawn."""
    return list(fields(page)).index(text)


def test_nothing_can_be_downloaded_before_every_text_is_decided_on(packing):
    page = opened(packing)
    assert links(page) == {}
    assert "texts still to review" in said(page)

    page = pressed(page, next(b.label for b in page.button if b.label.startswith("Leave out all")))
    assert links(page) == {
        PACK: "download/client-pack?requisition=MES-1",
        KEY: "download/client-pack-key?requisition=MES-1",
    }


def test_an_edited_text_is_included_and_listed(packing):
    page = opened(packing)
    at = place(page, "Sound on the floor.")

    page = checked(page.text_area[at].set_value("Knows the floor.").run())
    page = pressed(page, "Include this text", at)
    assert "Sound on the floor." not in fields(page)
    assert "Knows the floor." in said(opened(packing, show="included")).replace("\\", "")


def test_what_was_typed_and_not_decided_on_is_there_in_a_new_window(packing):
    page = opened(packing)
    at = place(page, "Placement wavers.")
    checked(page.text_area[at].set_value("Placement is un").run())

    assert "Placement is un" in fields(opened(packing))


def test_a_name_is_marked_suggested_away_and_refused(packing):
    with packing.open_uow() as uow:
        uow.people.name_candidate(C1, "Wavers Placement")
        uow.commit()
    page = opened(packing)
    assert "marked: name" in said(page)
    assert "Placement" in drawn(page)
    at = place(page, "[name] [name].")

    page = checked(page.text_area[at].set_value("Placement again").run())
    page = pressed(page, "Include this text", at)
    assert "may tell who somebody is" in told(page)[0]
    assert "Placement again" in fields(page)


def test_a_text_that_was_left_out_can_be_reviewed_again(packing):
    page = opened(packing)
    pressed(page, "Leave out", place(page, "Sound on the floor."))

    again = opened(packing, show="left_out")
    assert "Sound on the floor." in drawn(again)
    pressed(again, "Review again")
    assert "Sound on the floor." in fields(opened(packing))


def test_each_reviewer_decides_alone_and_a_stranger_learns_nothing(packing):
    page = opened(packing)
    pressed(page, "Leave out", place(page, "Sound on the floor."))

    other = packing.page("client_pack", OTHER_RATER, requisition="MES-1")
    assert "Sound on the floor." in fields(other)
    nobody = packing.page("client_pack", RaterId(STRANGER), requisition="MES-1")
    assert fields(nobody) == {}


def test_texts_without_a_mark_are_read_in_one_list_and_included_at_once(packing):
    page = opened(packing)
    label = next(b.label for b in page.button if b.label.startswith("Include these "))
    number = int(label.split()[2])
    assert "Sound on the floor. |" in drawn(page)
    assert f"Nothing marked in {number} texts" in [e.label for e in page.expander]

    page = pressed(page, label)
    assert "Sound on the floor." not in fields(page)
    included = opened(packing, show="included")
    assert said(included).count("included together with others, as it was") == number


def test_a_text_with_a_name_is_never_among_those(packing):
    with packing.open_uow() as uow:
        uow.people.name_candidate(C1, "Wavers Placement")
        uow.commit()
    page = opened(packing)
    pressed(page, next(b.label for b in page.button if b.label.startswith("Include these ")))

    assert "[name] [name]." in fields(opened(packing))
