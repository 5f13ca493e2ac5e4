"""Audit log, alone over a store in memory: who reads what of it, and how it is narrowed."""

import pytest

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.requisition import SeatRole
from tests.builders import a_journal_line, a_panel_member, a_requisition
from tests.shortlist import FIRST, LEAD, OBSERVER, ONE, SECOND
from tests.signing_in import settings
from tests.ui.page_reading import drawn, said

CONSULTANT = "R-40"
AMENDED = SheetKey(FIRST, SECOND).box


@pytest.fixture
def logged(deciding):
    """Six lines: of the shortlist's role, of another one, and of the whole database."""
    with deciding.open_uow() as uow:
        uow.requisitions.add(a_requisition("MES-1.B"))
        uow.people.add_rater(CONSULTANT, "Con Sultant")
        uow.requisitions.seat(
            a_panel_member(CONSULTANT, role=SeatRole.CONSULTANT, requisition="MES-1.B")
        )
        for by, act, about, detail, because in (
            (None, "export", "MES-1", "export.zip", ""),
            (SECOND, "denied", "MES-1", "withdraw a candidate", ""),
            (LEAD, Action.WITHDRAW_CANDIDATE.value, ONE, "", "Took <b>another</b> offer."),
            (SECOND, Action.AMEND_SCORECARD.value, AMENDED, "verdict q01, entry 7", ""),
            (None, "export", "MES-1.B", "ratings.csv", ""),
            (None, "backup", "database", "by command", ""),
        ):
            uow.journal.note(by=by, act=act, about=about, detail=detail, because=because)
        uow.commit()
    return deciding


def test_the_owner_reads_everything_newest_first(logged):
    page = logged.page("audit")

    words = drawn(page)
    assert "**6 of 6 rows**, newest first" in said(page)
    assert words.index("Backup") < words.index("ratings.csv") < words.index("export.zip")
    assert "verdict q01, entry 7" in words
    assert "Took <b>another</b> offer." in words


@pytest.mark.parametrize(
    ("reader", "there", "absent"),
    [
        (LEAD, ["export.zip", "Denied", "another"], ["ratings.csv", "Backup", "entry 7"]),
        (CONSULTANT, ["ratings.csv"], ["export.zip", "Denied", "another", "Backup", "entry 7"]),
    ],
)
def test_others_read_what_is_about_a_role_they_lead_or_advise(logged, reader, there, absent):
    words = drawn(logged.page("audit", reader))

    assert [word for word in there if word not in words] == []
    assert [word for word in absent if word in words] == []


def test_administrators_read_whose_code_it_is_and_nobody_else_does(logged):
    offered = settings(administrators=("ida@example.com", "bo@example.com"))
    (code,) = offered.codes
    with logged.open_uow() as uow:
        uow.journal.note(by=code, act="export", about="MES-1", detail="again.zip")
        uow.commit()

    def read(by, sign_in):
        return drawn(logged.page_for("audit", by, sign_in))

    assert f"bo@example.com ({code})" in read(OWNER, offered)
    assert f"bo@example.com ({code})" in read(Actor(administrator=code), offered)
    for by, sign_in in ((Actor(rater=LEAD), offered), (OWNER, None)):
        words = read(by, sign_in)
        assert "@" not in words
        assert code in words


@pytest.mark.parametrize("reader", [SECOND, OBSERVER])
def test_who_may_not_read_it_is_told_who_may_and_that_is_noted(logged, reader):
    page = logged.page("audit", reader)

    (error,) = page.error
    assert error.value == (
        "Only the owner, a consultant or the lead can read the audit log. Ask one of them."
    )
    assert drawn(page) == ""
    with logged.open_uow(read_only=True) as uow:
        newest = uow.journal.newest()
    assert (newest.by, newest.act, newest.detail) == (reader, "denied", "read the audit log")


def test_it_is_narrowed_in_the_address(logged):
    words = drawn(logged.page("audit", act="Export", find="mes-1 zip"))

    assert "export.zip" in words
    assert "ratings.csv" not in words


def test_filters_write_the_address_and_say_when_nothing_fits(logged):
    page = logged.page("audit")
    page.selectbox[0].select("Denied").run()
    assert page.query_params["act"] == "Denied"
    assert "**1 of 6 rows**" in said(page)

    page.text_input[0].input("nothing like it").run()
    assert page.query_params["find"] == "nothing like it"
    assert "**0 of 6 rows.** Clear a filter" in said(page)


def test_a_filter_of_nothing_we_know_is_left_out(logged):
    assert "**6 of 6 rows**, newest first" in said(logged.page("audit", act="Rumour"))


def test_an_empty_log_says_what_will_be_in_it(deciding):
    page = deciding.page("audit")

    assert "Nothing has been recorded yet." in drawn(page)


def test_a_long_log_has_pages(deciding):
    with deciding.open_uow() as uow:
        for number in range(205):
            uow.journal.write(a_journal_line(f"act {number}", by=LEAD))
        uow.commit()
    page = deciding.page("audit")

    assert "**205 of 205 rows**, newest first" in said(page)
    assert "Act 204" in drawn(page)
    assert "| Act 4 |" not in drawn(page)

    next(b for b in page.button if b.label == "Next").click().run()
    assert page.query_params["page"] == "2"
    assert "| Act 4 |" in drawn(page)
    assert "Act 204" not in drawn(page)


def test_an_opened_board_is_the_candidates(deciding):
    with deciding.open_uow() as uow:
        uow.journal.note(by=None, act="board opened", about=f"{FIRST}:board", detail="")
        uow.commit()

    assert "Candidate" in drawn(deciding.page("audit"))
