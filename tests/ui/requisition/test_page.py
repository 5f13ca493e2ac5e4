"""The requisition page, alone: candidates, panel, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.erasure import Erasure
from assessment.domain.ids import RaterId
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import Reveal, SeatRole
from assessment.services.hiring import panels, requisitions
from assessment.services.hiring.attachments import attached
from assessment.services.hiring.candidates import remove_candidate
from assessment.ui.app_context import AppContext
from tests.builders import (
    REQUISITION,
    a_kit,
    a_requisition,
    an_entry,
    furnish,
)
from tests.ui.page_reading import checked, field_of, opened, press, primaries, said, told, unescaped


def test_an_empty_list_of_requisitions_says_what_to_do_and_creates_the_first(preparing):
    page = preparing.page("requisition")
    assert "Start with one: a title and the client are enough." in said(page)
    assert primaries(page) == ["Create role"]

    field_of(page, "Title").input("MES engineer")
    field_of(page, "Client").input("Brewery")
    field_of(page, "Reference (optional)").input("mes-1")
    press(page, "Create role")

    assert page.query_params["requisition"] == "MES-1"
    assert preparing.file().requisition == a_requisition()
    assert page.title[0].value == "MES engineer"
    assert primaries(page) == ["Write the role brief"]


def test_a_refused_requisition_keeps_what_was_typed(preparing):
    page = preparing.page("requisition")

    field_of(page, "Title").input("MES engineer")
    press(page, "Create role")

    assert told(page) == ["Name the client: the company or site that is hiring."]
    assert field_of(page, "Title").value == "MES engineer"


def test_a_title_with_markdown_in_it_is_text_wherever_it_stands(preparing):
    title, escaped = "![MES](x) *now*", "\\!\\[MES\\]\\(x\\) \\*now\\*"
    made = {"client": "Brewery", "title": title, "reference": "A-1"}
    requisitions.create(preparing.open_uow, preparing.clock, **made, by=OWNER)
    assert preparing.page("requisition", requisition="A-1").title[0].value == escaped

    page = preparing.page("requisition")
    field_of(page, "Title").input("Another")
    field_of(page, "Client").input("Brewery")
    field_of(page, "Reference (optional)").input("A-1")
    press(page, "Create role")
    assert escaped in page.error[0].value


def test_requisitions_are_listed_with_their_state(preparing):
    page = preparing.with_requisition().with_people().page("requisition")

    assert "1 open role." in said(page)
    assert "2 candidates · no role brief yet" in said(page)


def test_an_unknown_requisition_is_named(preparing):
    page = preparing.page("requisition", requisition="NO-1")

    assert told(page) == ["There is no role 'NO-1' in this database."]


def test_candidates_and_panel_are_added_one_after_the_other(preparing):
    page = preparing.with_requisition().page("requisition", requisition=REQUISITION)

    for name in ("Ada", ""):
        field_of(page, "Name (optional)").input(name)
        press(page, "Add candidate")
    field_of(page, "Name of the interviewer").input("R. Okafor")
    press(page, "Add to panel")

    file = preparing.file()
    assert [c.candidate.code for c in file.candidates] == ["C-01", "C-02"]
    assert [(m.rater, m.role) for m in file.panel] == [("R-01", SeatRole.LEAD)]
    assert requisitions.names(preparing.open_uow, REQUISITION, by=OWNER).candidates == {
        "MES-1.C-01": "Ada"
    }


def test_a_candidate_is_withdrawn_with_a_reason_and_another_removed(preparing):
    preparing.with_requisition().with_people()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    reason = next(w for w in page.text_input if w.label == "Reason")
    reason.input("took another offer")
    press(page, "Withdraw candidate")
    page.text_input(key="why-remove-MES-1.C-02").input("Added twice.")
    [_, remove] = [b for b in page.button if b.label == "Remove candidate"]
    checked(remove.click().run())

    assert "withdrawn Mon 2 Mar 2026: took another offer" in said(page).replace("\\", "")
    assert [c.candidate.code for c in preparing.file().candidates] == ["C-01"]
    assert "removed Mon 2 Mar 2026, 12:00 by the owner: Added twice." in unescaped(said(page))

    press(page, "Restore candidate")
    next(w for w in page.text_input if w.label == "Reason").input("Changed their mind.")
    press(page, "Reinstate candidate")

    assert [c.candidate.code for c in preparing.file().candidates] == ["C-01", "C-02"]
    assert preparing.file().candidates[0].candidate.withdrawn_at is None


def test_a_name_is_changed_with_a_reason_and_taken_back(preparing):
    page = opened(
        preparing.with_requisition().with_people().page("requisition", requisition=REQUISITION)
    )

    next(w for w in page.text_input if w.label == "Name").input("Ada L.")
    press(page, "Save name")
    assert told(page) == ["Give a short reason why C-01 has another name."]
    page.text_input(key="why-name-MES-1.C-01").input("Misspelt.")
    press(page, "Save name")
    assert "by the owner: Misspelt." in unescaped(said(page))

    press(page, "Restore previous name")

    names = requisitions.names(preparing.open_uow, REQUISITION, by=OWNER)
    assert names.candidates["MES-1.C-01"] == "Ada"


def test_the_owner_erases_a_candidate_after_typing_the_code(preparing):
    furnish(preparing.open_uow)
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    press(page, "Erase for good")
    assert told(page) == ["Nothing was erased. Type C-01 to confirm."]
    assert len(preparing.file().candidates) == 1

    page.radio(key="how-erase-MES-1.C-01").set_value(Erasure.ERASE)
    field_of(page, "Type C-01 to confirm").input("C-01")
    press(page, "Erase for good")

    assert preparing.file().candidates == ()


def test_only_the_owner_is_offered_what_is_held_about_a_candidate(preparing):
    furnish(preparing.open_uow)
    panels.seat(
        preparing.open_uow, requisition=REQUISITION, rater="R-01", role=SeatRole.LEAD, by=OWNER
    )

    def offered(**query):
        page = opened(preparing.page("requisition", requisition=REQUISITION, **query))
        assert "Save name" in [button.label for button in page.button]
        links = {one.proto.label: one.proto.url for one in page.get("link_button")}
        return links.get("Download access report", "")

    assert offered().startswith("download/access?candidate=MES-1.C-01")
    assert offered(**{"as": "R-01"}) == ""


def test_an_anonymised_candidate_says_so_and_can_only_be_erased(preparing):
    furnish(preparing.open_uow)
    page = opened(preparing.page("requisition", requisition=REQUISITION))
    field_of(page, "Type C-01 to confirm").input("C-01")
    press(page, "Erase for good")

    page = opened(preparing.page("requisition", requisition=REQUISITION))
    assert "anonymised" in said(page)
    labels = [button.label for button in page.button]
    assert "Erase for good" in labels
    assert "Save name" not in labels
    assert [o for r in page.radio for o in r.options if "Anonymise" in o] == []


def test_a_candidate_with_entries_is_not_removed_and_the_page_says_why(preparing):
    furnish(preparing.open_uow)
    with preparing.open_uow() as uow:
        uow.entries.append(an_entry())
        uow.commit()

    page = opened(preparing.page("requisition", requisition=REQUISITION))
    press(page, "Remove candidate")

    assert [t.partition(":")[0] for t in told(page)] == ["C-01 can't be removed"]
    assert len(preparing.file().candidates) == 1


def test_the_rule_for_others_ratings_is_changed_on_the_page(preparing):
    page = preparing.with_requisition().page("requisition", requisition=REQUISITION)

    page.radio[0].set_value(Reveal.AFTER_OWN_SCORECARD).run()
    press(page, "Save rule")

    assert preparing.file().requisition.reveal is Reveal.AFTER_OWN_SCORECARD


@pytest.mark.parametrize(
    ("by", "offered"),
    [
        ("R-01", ["Save panel role", "Remove from the panel"] * 2 + ["Add to panel"]),
        ("R-02", []),
    ],
)
def test_the_panel_is_changed_by_who_leads_it_and_read_by_the_others(preparing, by, offered):
    preparing.with_requisition().with_people()
    panels.seat_new(
        preparing.open_uow,
        requisition=REQUISITION,
        name="M. Silva",
        role=SeatRole.INTERVIEWER,
        by=Actor(rater=RaterId("R-01")),
    )
    context = AppContext(bank=preparing.bank, open_uow=preparing.open_uow, clock=preparing.clock)
    page = AppTest.from_function(_panel, kwargs={"context": context, "by": by}, default_timeout=60)
    opened(page.run())

    assert [b.label for b in page.button] == offered
    assert len(page.radio) == (1 if offered else 0)
    refused = "Only the owner, a consultant or the lead can change this." in said(page)
    assert refused is (not offered)


def _panel(context, by):
    from assessment.domain.permissions import OWNER, Actor  # noqa: PLC0415  # run alone
    from assessment.services.hiring import requisitions  # noqa: PLC0415  # run alone
    from assessment.services.reading import visible_ratings  # noqa: PLC0415  # run alone
    from assessment.ui.requisition.panel import panel  # noqa: PLC0415

    file = visible_ratings.read_requisition(context.open_uow, "MES-1", by=Actor(rater=by))
    panel(
        context,
        file,
        requisitions.names(context.open_uow, "MES-1", by=OWNER),
        by=Actor(rater=by),
    )


def test_a_role_is_changed_and_a_seat_given_up(preparing):
    page = opened(
        preparing.with_requisition().with_people().page("requisition", requisition=REQUISITION)
    )

    page.selectbox(key="role-R-01").set_value(SeatRole.OBSERVER).run()
    page.button(key="save-role-R-01").click().run()
    assert preparing.file().panel[0].role is SeatRole.OBSERVER

    page.text_input(key="why-unseat-R-01").input("On leave.")
    press(page, "Remove from the panel")
    assert preparing.file().panel == ()
    assert "by the owner: On leave." in unescaped(said(page))

    press(page, "Put back on the panel")
    assert [m.rater for m in preparing.file().panel] == ["R-01"]


def test_a_known_interviewer_is_chosen_and_not_typed_again(preparing):
    panels.add_rater(preparing.open_uow, name="M. Silva", by=OWNER)
    page = preparing.with_requisition().page("requisition", requisition=REQUISITION)

    page.selectbox[0].set_value("R-01")
    press(page, "Add to panel")

    assert [m.rater for m in preparing.file().panel] == ["R-01"]


def test_without_a_requisition_in_the_address_the_only_one_is_taken(preparing):
    page = preparing.with_requisition().page("brief")

    assert (page.title[0].value, list(page.query_params)) == ("Role brief", [])


def test_pages_of_a_requisition_send_to_it_when_there_is_none(preparing):
    for name in ("brief", "kit", "interviews"):
        assert "Create a role" in said(preparing.page(name))


def test_with_several_requisitions_the_page_asks_which(preparing):
    preparing.with_requisition()
    requisitions.create(
        preparing.open_uow, preparing.clock, title="Other", client="Dairy", reference="B", by=OWNER
    )

    assert "Choose a role." in said(preparing.page("kit"))


def test_no_page_offers_more_than_one_primary_button(preparing):
    preparing.with_requisition().with_people().with_brief()
    with preparing.open_uow() as uow:
        uow.kits.add(a_kit())
        uow.commit()

    for name in ("requisition", "brief", "kit", "interviews"):
        assert len(primaries(preparing.page(name, requisition=REQUISITION))) == 1


def test_the_period_is_changed_with_a_reason(preparing):
    page = opened(preparing.with_requisition().page("requisition", requisition=REQUISITION))
    assert "6 months after the decision." in unescaped(said(page))

    field_of(page, "Months after the decision").set_value(12)
    field_of(page, "Reason for the period").input("")
    press(page, "Save period")
    assert told(page) == ["Give a short reason why the data is kept this long."]

    field_of(page, "Reason for the period").input("The law asks for it.")
    press(page, "Save period")
    assert "12 months after the decision. The law asks for it." in unescaped(said(page))


def review_of(preparing, candidate="MES-1.C-01"):
    return preparing.page("requisition", requisition=REQUISITION, candidate=candidate)


def test_a_review_says_since_when_and_keeps_longer_or_erases(preparing):
    preparing.with_requisition().with_people()
    preparing.clock.at = datetime(2027, 3, 2, 12, tzinfo=UTC)
    page = review_of(preparing)
    day = "Due for a review since 2 September 2026"
    assert f"{day}: 6 months after the day the candidate was added, 2 March 2026." in said(page)

    press(page, "Keep longer")
    assert told(page) == ["Choose the day until which the data is kept."]
    page.date_input[0].set_value(date(2027, 6, 1))
    press(page, "Keep longer")
    assert told(page) == ["Give a short reason why C-01 is kept."]
    field_of(page, "Reason for keeping it").input("A complaint is open.")
    press(page, "Keep longer")
    assert "Due for a review on 1 June 2027. Kept longer by the owner: A complaint" in said(page)

    field_of(page, "Type C-01 to confirm").input("C-01")
    press(page, "Erase for good")
    assert "candidate" not in page.query_params
    assert [c.candidate.code for c in preparing.file().candidates if c.candidate.anonymised_at] == [
        "C-01"
    ]


def test_the_review_of_a_removed_candidate_says_so_and_erases(preparing):
    preparing.with_requisition().with_people()
    given = {"candidate": "MES-1.C-01", "reason": "By mistake.", "by": OWNER}
    remove_candidate(preparing.open_uow, preparing.clock, **given)
    preparing.clock.at = datetime(2027, 3, 2, 12, tzinfo=UTC)

    page = review_of(preparing)
    day = "Due for a review since 2 September 2026"
    assert f"{day}: 6 months after the removal of 2 March 2026." in said(page)
    assert "C-01 was removed. You can restore it below the list." in said(page)
    assert "Keep longer" not in [b.label for b in page.button]

    page.radio(key="how-erase-MES-1.C-01").set_value(Erasure.ERASE)
    field_of(page, "Type C-01 to confirm").input("C-01")
    press(page, "Erase for good")
    assert "candidate" not in page.query_params
    with preparing.open_uow(read_only=True) as uow:
        assert uow.requisitions.candidate("MES-1.C-01") is None


def test_an_old_link_to_a_review_still_opens_the_role(preparing):
    page = review_of(preparing.with_requisition().with_people(), "MES-1.C-07")

    assert page.title[0].value == "MES engineer"
    assert "not a candidate of this role any more" in page.info[0].value


def test_a_role_is_archived_and_restored_with_one_press_each(preparing):
    preparing.with_requisition()
    page = preparing.page("requisition", requisition=REQUISITION)

    page.button(key=f"archive-{REQUISITION}").click().run()
    assert "This role was archived on Mon 2 Mar 2026." in said(page)

    overview = preparing.page("requisition")
    assert "No open role." in said(overview) or "no open roles" in said(overview).casefold()
    assert "archived Mon 2 Mar 2026" in said(overview)
    overview.button(key=f"unarchive-{REQUISITION}").click().run()
    assert preparing.file().requisition.archived_at is None
    assert "archived" not in said(overview)


def test_a_role_is_duplicated_from_its_page(preparing):
    preparing.with_requisition().with_people().with_brief()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    next(t for t in page.text_input if t.label == "Title").input("Night engineer")
    press(page, "Create the copy")

    assert page.query_params["requisition"] == "ROLE-001"
    assert page.title[0].value == "Night engineer"
    assert requisitions.names(preparing.open_uow, "ROLE-001", by=OWNER).candidates == {}


def uploaded(page, text, name="list.csv"):
    field = next(f for f in page.file_uploader if f.label == "CSV file")
    field.upload(name, text.encode(), "text/csv").run()
    return checked(page)


def test_a_file_is_looked_at_and_imported_without_duplicates(preparing):
    preparing.with_requisition().with_people()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    uploaded(page, "name,email\nAnna Berg,anna@example.com\nada,\n")
    assert "1 new candidate" in said(page)
    assert "C-01 has the same name" in unescaped(said(page))
    press(page, "Import 1 candidate")

    found = requisitions.names(preparing.open_uow, REQUISITION, by=OWNER).candidates
    assert list(found.values()) == ["Ada", "Anna Berg"]
    assert "anna" in unescaped(said(page))


@pytest.mark.parametrize(("rows", "more"), [(21, "1 more row like"), (23, "3 more rows like")])
def test_the_rows_that_are_not_shown_are_counted(preparing, rows, more):
    preparing.with_requisition()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    uploaded(page, "name\n" + "".join(f"Person {n}\n" for n in range(rows)))

    assert f"{more} these." in said(page)


@pytest.mark.parametrize(
    ("rows", "more"), [(21, "1 more duplicate is"), (23, "3 more duplicates are")]
)
def test_the_duplicates_that_are_not_shown_are_counted(preparing, rows, more):
    preparing.with_requisition()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    uploaded(page, "name\n" + "Anna Berg\n" * (rows + 1))

    assert f"{more} in the list above." in said(page)


def test_a_bad_row_is_named_and_the_columns_can_be_changed(preparing):
    preparing.with_requisition()
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    uploaded(page, "Wer,Kontakt\nAnna,anna at home\n")
    choose = next(s for s in page.selectbox if s.label == "Name")
    checked(choose.select("Wer").run())
    assert "1 new candidate" in said(page)
    contact = next(s for s in page.selectbox if s.label == "Email")
    checked(contact.select("Kontakt").run())

    assert "Nothing was imported. 1 problem:" in told(page)[0]
    assert "row 2, Kontakt: 'anna at home' is not an email address" in unescaped(said(page))
    assert preparing.file().candidates == ()


def test_a_file_is_attached_and_removed_for_good(preparing):
    furnish(preparing.open_uow)
    page = opened(preparing.page("requisition", requisition=REQUISITION))

    field = next(f for f in page.file_uploader if f.label.startswith("Attach a file"))
    field.upload("cv.pdf", b"MZ", "application/pdf").run()
    press(page, "Attach file")
    assert "isn't really a PDF file" in told(page)[0]

    field = next(f for f in page.file_uploader if f.label.startswith("Attach a file"))
    field.upload("cv.txt", b"A CV.", "text/plain").run()
    press(page, "Attach file")
    held = attached(preparing.open_uow, REQUISITION, by=OWNER)["MES-1.C-01"]
    assert [a.name for a in held] == ["cv.txt"]

    page = opened(preparing.page("requisition", requisition=REQUISITION))
    page.checkbox(key=f"sure-{held[0].id}").check().run()
    press(page, "Remove file")
    assert attached(preparing.open_uow, REQUISITION, by=OWNER) == {}
