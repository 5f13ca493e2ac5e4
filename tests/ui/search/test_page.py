"""The search page: grouped, each hit with its way, and a sentence where there is none."""

from assessment.services.reading.search import Hit, HitKind
from assessment.ui.search.page import way_to
from assessment.ui.shared.address.navigation import PageName
from tests.shortlist import FIRST, LEAD, ONE, SECOND, fill
from tests.ui.page_reading import drawn, said


def test_it_says_what_it_finds_before_anything_is_typed(deciding):
    page = deciding.page("search")

    assert "Type at least 2 characters" in said(page)


def test_hits_are_grouped_and_words_stand_in_the_address(deciding):
    page = deciding.page("search")

    page.text_input[0].input("c-01").run()

    assert page.query_params["find"] in ("c-01", ["c-01"])
    assert [h.value for h in page.header] == ["Candidates", "Interviews"]
    assert "MES engineer" in drawn(page)


def test_another_persons_sealed_words_are_not_on_the_page(deciding):
    fill(deciding.open_uow, LEAD, evidence={"q02": "sealedmark"})

    assert "sealedmark" in drawn(deciding.page("search", LEAD, find="sealedmark"))
    other = deciding.page("search", SECOND, find="sealedmark")
    assert "Nothing found." in said(other)
    assert list(other.header) == []


def test_every_kind_leads_to_its_place():
    hit = Hit(HitKind.ROLE, "x-1", "", "", "MES-1", ONE, FIRST, LEAD)
    ways = {kind: way_to(hit._replace(kind=kind)) for kind in HitKind}

    role = {"requisition": "MES-1"}
    assert ways == {
        HitKind.ROLE: (PageName.REQUISITION, role),
        HitKind.CANDIDATE: (PageName.REQUISITION, role),
        HitKind.INTERVIEW: (PageName.INTERVIEWS, role),
        HitKind.EVIDENCE: (PageName.SCORECARD, {"interview": FIRST, "rater": LEAD}),
        HitKind.DEBRIEF: (PageName.DEBRIEF, {"candidate": ONE}),
        HitKind.QUESTION: (PageName.BANK, {"q": "x-1"}),
    }
