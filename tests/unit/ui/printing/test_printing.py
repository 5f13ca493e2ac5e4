"""The brief to be signed: as a page whose only permission is its own style, and as Markdown."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.requests import Request

from assessment.domain.brief_origin import ClientAnswer
from assessment.domain.errors import StoreUnavailable
from assessment.scoping import answered, begun_with, role_proposal
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing import print_routes
from assessment.ui.printing.brief import brief_markdown, brief_page, open_points
from assessment.ui.shared.brief_moves import talk_of
from question_bank import Cell, Competency, load_bank
from tests.builders import PLANT, a_bank, a_brief, a_requisition
from tests.fakes import StoppedClock, fake_open_uow
from tests.unit.ui.printing.own_style import the_only_style

HOSTILE = "<script>alert('x')</script> & **bold** | 王"
BRIEF = replace(
    a_brief(
        cells={Cell.parse("production.dispatching"): 2, Cell.parse("quality.tracking"): 1},
        weights=PLANT | {Competency.EXECUTION: 40.0},
        rationale={Competency.EXECUTION: "unmanned nights | weekends"},
        enterprise_share=0,
        required_score=70.0,
        to_clear_up="- Who owns nights?\n\n* Is quality in scope?",
    ),
    title=HOSTILE,
)


def opened(store, requisition: str):
    app_context.install(AppContext(bank=a_bank(), open_uow=store, clock=StoppedClock()))
    query = f"requisition={requisition}".encode()
    return brief_page(Request({"type": "http", "query_string": query, "headers": []}))


@pytest.fixture
def store():
    made = fake_open_uow()
    with made() as uow:
        uow.requisitions.add(a_requisition())
        uow.briefs.add(BRIEF)
        uow.commit()
    return made


def test_the_page_shows_the_latest_brief_and_escapes_every_text(store):
    answer = opened(store, "MES-1")

    html = answer.body.decode()
    assert answer.status_code == 200
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; **bold** | 王" in html
    assert "<script" not in html
    assert "unmanned nights | weekends" in html
    assert "<li>Who owns nights?</li>\n<li>Is quality in scope?</li>" in html
    assert 'title="Production · dispatching: essential">essential</td>' in html


def test_nothing_but_the_pages_own_style_sheet_is_allowed(store):
    answer = opened(store, "MES-1")

    html = answer.body.decode()
    style = the_only_style(answer)
    assert " style=" not in html
    assert "http" not in html
    assert "@page { size: A4" in style


@pytest.mark.parametrize(
    ("requisition", "sentence"),
    [
        ("NO-1", "There is no saved brief for NO-1."),
        ("", "There is no saved brief for this address."),
        ("%3Cb%3E", "There is no saved brief for &lt;b&gt;."),
    ],
)
def test_an_address_without_a_brief_says_so(store, requisition, sentence):
    answer = opened(store, requisition)

    assert answer.status_code == 404
    assert f"<p>{sentence}</p>" in answer.body.decode()


def test_a_database_that_cannot_be_read_says_so():
    @contextmanager
    def broken(*, read_only=False):
        raise StoreUnavailable("The database file cannot be read")
        yield

    answer = opened(broken, "MES-1")

    assert answer.status_code == 503
    assert "<p>The database file cannot be read.</p>" in answer.body.decode()


def test_the_routes_only_read():
    assert [(route.path, route.methods) for route in print_routes()] == [
        (f"/print/{page}", {"GET", "HEAD"})
        for page in ("brief", "kit", "scorecard", "report", "notice")
    ]


def test_the_brief_as_markdown_reads_the_same_in_any_tool():
    text = brief_markdown(replace(BRIEF, title="Plant *MES* engineer"), a_bank())

    assert (
        text
        == r"""# Plant \*MES\* engineer

Role brief for Brewery, role MES-1.
Revision 1, 2 March 2026.

- Target: plant
- Organisational scope: One site
- Industry: Any industry
- Required score: 70 of 100, not enforced
- Coverage floor: 75 %

## Essential cells

Production · dispatching.

## Cells in scope

Quality · tracking.

## Weights

| Competency | Plant | Enterprise | Equal | Brief | Why it differs from the blend |
|---|---:|---:|---:|---:|---|
| Placement | 20 | 20 | 12.5 | 20 |  |
| Execution | 25 | 5 | 12.5 | 40 | unmanned nights \| weekends |
| Breadth | 10 | 15 | 12.5 | 10 |  |
| Integration | 20 | 15 | 12.5 | 20 |  |
| Performance | 10 | 5 | 12.5 | 10 |  |
| Assurance | 10 | 5 | 12.5 | 10 |  |
| Governance | 5 | 20 | 12.5 | 5 |  |
| Portfolio | 0 | 15 | 12.5 | 0 |  |

## Open questions for the client

- Who owns nights?
- Is quality in scope?

Agreed for the client: ______________________  Date: ____________
"""
    )


def test_nothing_to_clear_up_is_said():
    text = brief_markdown(a_brief(cells={}), a_bank())

    assert open_points(a_brief()) == []
    assert "## Open questions for the client\n\nNone.\n" in text
    assert "## Essential cells\n\nNone.\n" in text


def test_the_brief_says_what_it_was_made_from_and_what_the_client_answered():
    bank = load_bank()
    talk = talk_of(bank)
    role = begun_with(role_proposal(bank.scoping.roles["mes-engineer"]), a_brief(), talk)
    answers = {
        "sites": ClientAnswer(chosen=("several",), note="Two, **perhaps** three"),
        "improve": ClientAnswer(chosen=("repairs",)),
    }
    text = brief_markdown(replace(answered(role, answers, talk), title="Night lead"), bank)

    assert "- Target: 90 % plant, 10 % enterprise (Client's answers: 0 towards plant, 1" in text
    assert "- Organisational scope: Several sites (“A few sites, known by name”:" in text
    assert "- Began with: MES engineer, 6 changes since" in text
    assert "- Answered by the client: 2 of 12 questions" in text
    assert "- Suggested title: MES engineer" in text
    assert "## What the client answered" in text
    assert "“Two, \\*\\*perhaps\\*\\* three”" in text


def test_a_brief_by_hand_says_nothing_of_roles_and_answers():
    text = brief_markdown(replace(a_brief(), title="MES engineer"), load_bank())
    assert "Began with" not in text
    assert "Answered by the client" not in text
    assert "What the client answered" not in text
