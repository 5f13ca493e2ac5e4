"""The question bank page alone: what it counts, how it narrows, and a question as it is asked."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from assessment.services.store.ports import OpenUnitOfWork
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import day
from question_bank import (
    Boundary,
    Cell,
    Competency,
    QuestionBank,
    QuestionStatus,
    Variant,
    Variants,
    load_bank,
)
from question_bank.history import Change
from question_bank.model import Industry, UsableFor
from question_bank.own import with_own
from tests.builders import NOON, a_kit, a_requisition, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow
from tests.small_bank import a_bank, a_card, a_question, bank_of
from tests.ui.page_reading import checked, field_of, press, said
from tests.ui.preparing_pages import page_script
from tests.unit.question_bank.folders import HOME, QUESTION, a_folder, put

DISPATCHING = Cell.parse("production.dispatching")


@dataclass
class Shelf:
    """A bank and the page that shows it."""

    bank: QuestionBank
    open_uow: OpenUnitOfWork = field(default_factory=fake_open_uow)

    def page(self, **query: str) -> AppTest:
        context = AppContext(bank=self.bank, open_uow=self.open_uow, clock=StoppedClock())
        page = AppTest.from_function(
            page_script, kwargs={"name": "bank", "context": context}, default_timeout=60
        )
        for key, value in query.items():
            page.query_params[key] = value
        return checked(page.run())


def titles(page: AppTest) -> list[str]:
    """The questions on the list, in its order."""
    rows = [b for b in page.button if (b.key or "").startswith("read-")]
    return [b.label.strip("*") for b in rows]


def address(page: AppTest) -> dict[str, str]:
    held = page.query_params.items()  # lists of what a test set, texts of what the page wrote
    return {name: value if isinstance(value, str) else value[0] for name, value in held}


def choose(page: AppTest, label: str, text: str) -> AppTest:
    (box,) = [b for b in page.selectbox if b.label == label]
    return checked(box.select(text).run())


def test_the_first_line_says_what_the_bank_is_and_how_it_stands():
    # ten questions; five with a cell of their own; no folder behind it, so nothing to check
    assert said(Shelf(a_bank()).page()).splitlines()[0] == (
        "10 questions · 5 of 32 cells · no placement cards"
    )


def test_retired_and_own_questions_are_counted_apart():
    questions = (
        a_question(),
        a_question("prd-dsp-002", status=QuestionStatus.RETIRED, title="An old question"),
        a_question("x-prd-dsp-001", title="A question of ours"),
    )

    page = Shelf(bank_of(questions, [a_card()])).page()

    assert said(page).splitlines()[0] == (
        "2 questions, 1 of your own · 0 of 32 cells · 1 placement card · 1 retired"
    )
    rows = [m.value for m in page.markdown if "`" in m.value]
    assert rows[0].startswith("`prd-dsp-001` · Execution")
    assert rows[1].startswith("**retired** · `prd-dsp-002` · Execution")
    assert rows[2].startswith("**own** · `x-prd-dsp-001` · Execution")


def test_a_cell_in_the_address_narrows_the_list_to_what_speaks_of_it():
    across = a_question(
        "prd-exe-002",
        cell=Cell.parse("production.execution_management"),
        boundary=Boundary(activity=DISPATCHING.activity),
        title="Across the boundary",
    )
    bank = bank_of([*a_bank().questions.values(), across])

    page = Shelf(bank).page(cell="production.dispatching")

    assert titles(page) == ["A line goes down", "Across the boundary"]
    assert "**2 of 11** in Production · dispatching" in said(page).replace("\\", "")


def test_each_filter_narrows_and_stands_in_the_address():
    page = Shelf(a_bank()).page()

    page = choose(page, "Target level", "plant")
    page = choose(page, "Type", "knowledge")

    assert titles(page) == ["OEE went up, output fell"]
    assert address(page) == {"target": "plant", "type": "knowledge"}


def test_what_suits_both_levels_suits_either():
    bank = bank_of(
        [
            a_question("asr-001", target_level=UsableFor.BOTH, title="For both levels"),
            a_question("asr-002", target_level=UsableFor.PLANT, title="For a plant"),
            a_question("asr-003", target_level=UsableFor.ENTERPRISE, title="For an enterprise"),
        ]
    )

    assert titles(Shelf(bank).page(target="plant")) == ["For both levels", "For a plant"]
    assert titles(Shelf(bank).page(target="enterprise")) == ["For both levels", "For an enterprise"]


def test_every_word_of_a_search_has_to_stand_in_the_question():
    page = Shelf(a_bank()).page()
    box = field_of(page, "Search")

    found = checked(box.set_value("GENEALOGY  site").run())

    assert titles(found) == ["The site that says no"]
    assert address(found) == {"find": "GENEALOGY  site"}


def test_nothing_found_says_what_to_do():
    page = Shelf(a_bank()).page(find="zeppelin")

    assert titles(page) == []
    assert "**0 of 10** Clear the filters or search for fewer words." in said(page)


def test_the_filters_can_be_cleared_at_once():
    page = Shelf(a_bank()).page(cell="production.dispatching", find="line", status="active")

    page = press(page, "Clear filters")

    assert len(titles(page)) == 10
    assert address(page) == {}
    assert field_of(page, "Search").value == ""


def test_an_address_that_names_no_filter_we_know_shows_all():
    page = Shelf(a_bank()).page(
        cell="production.lunch", competency="charm", level="9", page="-3", status="lost"
    )

    assert len(titles(page)) == 10


def test_a_long_list_comes_in_pages_and_a_filter_begins_at_the_first():
    bank = bank_of([a_question(f"exe-{n:03}", title=f"Question number {n}") for n in range(1, 32)])
    page = press(Shelf(bank).page(), "Next")

    assert titles(page)[0] == "Question number 16"
    assert address(page) == {"page": "2"}

    page = choose(page, "Status", "active")

    assert titles(page)[0] == "Question number 1"
    assert address(page) == {"status": "active"}


def test_a_question_reads_as_it_will_be_asked_with_what_it_rests_on():
    bank = replace(
        a_bank(),
        sources={"B2MML": "An open XML form of the standard"},
        changes=(
            Change(
                id="gov-001", revision=2, date="2026-08-31", what="Level 3 no longer names a screen"
            ),
        ),
    )
    asked = a_question(
        "gov-001",
        competency=Competency.GOVERNANCE,
        boundary=Boundary(functional_level=4),
        revision=2,
        title="The site that says no",
    ).model_copy(update={"sources": ("B2MML",), "accepted_positions": ("Either may own it",)})
    page = Shelf(replace(bank, questions={"gov-001": asked})).page(q="gov-001")

    told = said(page).replace("\\", "")
    assert page.title[0].value == "The site that says no"
    for passage in (
        asked.prompt,
        *asked.probes,
        *asked.listen_for,
        *(anchor.behaviour for anchor in asked.anchors),
        *asked.wrong_beliefs,
        "Either may own it",
        "Boundary: to Level 4",
        "Professional practice",
        "`B2MML` An open XML form of the standard",
        "**Revision 2**",
        "- 2 · 2026-08-31 · Level 3 no longer names a screen\n- 1 · first published",
    ):
        assert passage in told


def test_a_question_shows_its_handout_and_the_questions_like_it():
    card = "Line 4: 40 orders\n  6 due tonight"
    told = Variants(batch=Variant(prompt="A reactor stops. What now?", handout="Reactor 3: 6 lots"))
    shown = a_question("exe-001").model_copy(
        update={"handout": card, "similar_to": ("exe-002",), "variants": told}
    )
    other = a_question("exe-002", title="Another line")
    shelf = Shelf(bank_of([shown, other, a_question("exe-003", title="A third line")]))

    page = shelf.page(q="exe-001")

    assert [block.value for block in page.code] == [card, "Reactor 3: 6 lots"]
    assert "Not used in the same kit as: `exe-002`" in said(page)
    assert "Not used in the same kit as: `exe-001`" in said(shelf.page(q="exe-002"))
    assert "Never in one kit with" not in said(shelf.page(q="exe-003"))
    assert list(shelf.page(q="exe-002").code) == []


def test_a_question_lists_how_it_is_told_in_each_industry():
    variants = Variants(
        batch=Variant(prompt="Reactor 3 stops (again).", probes=("Who may?", "And then?")),
        regulated=Variant(prompt="A record waits."),
    )
    told = a_question().model_copy(update={"variants": variants})
    shelf = Shelf(bank_of([told, a_question("prd-dsp-002", industries=(Industry.DISCRETE,))]))

    shown = said(shelf.page(q="prd-dsp-001")).replace("\\", "")
    assert "**Wording by industry**" in shown
    assert "**Batch**  \nReactor 3 stops (again).\n\n- Who may?\n- And then?" in shown
    assert "**Regulated**  \nA record waits." in shown
    assert "Told by industry" not in said(shelf.page(q="prd-dsp-002"))
    assert titles(shelf.page(industry="batch")) == ["A line goes down"]
    assert titles(shelf.page(find="reactor")) == ["A line goes down"]


def test_a_retired_question_stays_readable_and_says_so():
    bank = bank_of([a_question(status=QuestionStatus.RETIRED)])

    page = Shelf(bank).page(q="prd-dsp-001")

    assert page.info[0].value == (
        "Retired: not used in new kits. Kits that already ask it keep its wording."
    )
    assert "forty orders queued" in said(page)


def test_a_question_tells_where_candidates_have_heard_it():
    shelf = Shelf(a_bank())
    assert "Not asked in any interview yet" in said(shelf.page(q="gov-001"))

    with shelf.open_uow() as uow:
        uow.requisitions.add(a_requisition(client="Nordbrew *east*"))
        uow.commit()
    kit = a_kit(questions=[a_question("gov-001")])
    for candidate in ("MES-1.C-01", "MES-1.C-02"):
        interview = an_interview(f"{candidate}.1", kit=kit.id, planned_at=NOON - timedelta(days=1))
        furnish(shelf.open_uow, interview, kit=kit)

    told = said(shelf.page(q="gov-001"))
    assert (
        f"- Nordbrew \\*east\\*: 2 interviews, the last on {day(NOON - timedelta(days=1))}" in told
    )


def test_one_walks_through_what_was_found_and_back_to_the_list():
    page = Shelf(a_bank()).page(competency="breadth", q="mnt-sch-001")
    assert "1 of 2" in said(page)
    assert next(b for b in page.button if b.label == "Previous").disabled

    page = press(page, "Next")
    assert (page.title[0].value, address(page)["q"]) == ("Which lots are affected", "qua-trk-001")

    page = press(page, "All questions")
    assert titles(page) == ["Two planners, one line", "Which lots are affected"]
    assert address(page) == {"competency": "breadth"}


def test_a_question_that_is_gone_is_said_and_leads_back():
    page = Shelf(a_bank()).page(q="abc-*001*")

    assert "There is no question abc\\-\\*001\\* in the bank" in said(page)
    assert len(titles(press(page, "All questions"))) == 10


def a_shipped_bank(tmp_path: Path) -> QuestionBank:
    folder = tmp_path / "bank"
    folder.mkdir()
    return load_bank(a_folder(folder))


def run_until_checked(page: AppTest) -> AppTest:
    """The checks run beside the page; it says so until they are done."""
    while "checks running" in said(page):
        page = checked(page.run())
    return page


def test_what_the_checks_found_is_counted_and_named_by_file_and_line(tmp_path):
    bank = a_shipped_bank(tmp_path)
    put(bank.root, HOME, QUESTION.replace("Describes only the screen", "Gives good answers"))

    page = run_until_checked(Shelf(load_bank(bank.root)).page())

    assert said(page).splitlines()[0].endswith(" · 1 problem found")
    assert [e.label for e in page.expander] == ["1 problem to fix", "Your own questions"]
    assert 'bank/production/dispatching/prd-dsp-001.yaml:27` the anchor says "good"' in said(
        page
    ).replace("\\", "")


def test_a_faultless_bank_says_that_no_problem_was_found(tmp_path):
    page = run_until_checked(Shelf(a_shipped_bank(tmp_path)).page())

    assert said(page).splitlines()[0].endswith(" · no problem found")
    assert [e.label for e in page.expander] == ["Your own questions"]


def test_own_questions_that_cannot_be_read_are_told_by_file_and_line(tmp_path):
    own = tmp_path / "own"
    put(own, HOME.replace("prd-", "x-prd-"), QUESTION.replace("prd-dsp", "x-prd-dsp") + "tip: 1\n")

    page = run_until_checked(Shelf(with_own(a_shipped_bank(tmp_path), own)).page())

    told = said(page).replace("\\", "")
    assert "are not in use: 1 problem. Fix them, then reload" in page.warning[0].value.replace(
        "\\", ""
    )
    assert (
        "`own/production/dispatching/x-prd-dsp-001.yaml:34` tip: is not a key that belongs here"
    ) in told
    assert titles(page) == ["A line goes down"]
