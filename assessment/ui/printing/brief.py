"""The one-page brief that a client can sign, as Markdown and as a page to print."""

from collections.abc import Iterator
from datetime import UTC, tzinfo
from typing import NamedTuple
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from assessment.domain.errors import AssessmentError, NotFound, StoreUnavailable
from assessment.domain.ids import RequisitionId
from assessment.domain.role import RoleBrief
from assessment.domain.text.markdown import escaped
from assessment.scoping import changed_since_start, reasons_of
from assessment.services.hiring import briefs
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.printing.paper import paper
from assessment.ui.shared import viewer
from assessment.ui.shared.brief_moves import begun, suggested_title, talk_of
from assessment.ui.shared.drawing.grid import Square, grid_html
from assessment.ui.shared.wording import (
    INDUSTRIES,
    SCOPES,
    cell_name,
    counted,
    joined,
    number,
    sentence,
    zone_called,
)
from question_bank import CELLS, Cell, Competency, QuestionBank, TargetLevel

LEGEND = (
    (Square(wanted=2, shade=2), "essential"),
    (Square(wanted=1, shade=1), "in scope"),
    (Square(), "out of scope"),
)


FULL = 700
"""Characters of reasons and open questions from which the page is set smaller: one A4 page."""


class WeightLine(NamedTuple):
    name: str
    plant: str
    enterprise: str
    equal: str
    brief: str
    why: str


def brief_page(request: Request) -> Response:
    """`GET /print/brief?requisition=…`: the latest saved revision."""
    here = app_context.current()
    try:
        brief = _saved(here, request)
    except AssessmentError as fault:
        return _none(fault)
    return paper(
        "brief.html.j2",
        brief=brief,
        target=brief.target_label,
        scope=SCOPES[brief.organisational_scope],
        industry=INDUSTRIES[brief.industry],
        grid=grid_html(squares_of(brief), caption="Cells in scope", legend=LEGEND),
        weights=list(weight_lines(brief, here.bank)),
        required=None if brief.required_score is None else number(brief.required_score),
        floor=number(brief.coverage_floor * 100),
        saved=day_of(brief, zone_called(request.query_params.get("zone", ""))),
        open_points=open_points(brief),
        made=made_from(brief, here.bank),
        full=_length(brief) > FULL,
    )


def brief_file(request: Request) -> Response:
    """`GET /download/brief?requisition=…`: the same as a Markdown file, made for this request."""
    here = app_context.current()
    try:
        brief = _saved(here, request)
    except AssessmentError as fault:
        return _none(fault)
    text = brief_markdown(brief, here.bank, zone_called(request.query_params.get("zone", "")))
    name = quote(f"{brief.requisition}-brief.md")
    return Response(
        text,
        media_type="text/markdown; charset=utf-8",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Cache-Control": "no-store",
        },
    )


def _saved(here: AppContext, request: Request) -> RoleBrief:
    """The brief in the address, for whoever asks. NotFound where there is none."""
    wanted = RequisitionId(request.query_params.get("requisition", ""))
    by = viewer.who_requests(here, request)  # refuses whoever is nobody here
    missing = f"There is no saved brief for {wanted or 'this address'}."
    try:
        brief = briefs.latest(here.open_uow, wanted, by=by)
    except NotFound as fault:  # the same where `by` has no part in it
        raise NotFound(missing) from fault
    if brief is None:
        raise NotFound(missing)
    return brief


def _none(fault: AssessmentError) -> Response:
    status = 503 if isinstance(fault, StoreUnavailable) else 404
    return paper("nothing.html.j2", status=status, said=sentence(fault))


def squares_of(brief: RoleBrief) -> dict[Cell, Square]:
    """The brief's cells as the grid draws them."""
    words = {1: "in scope", 2: "essential"}
    return {
        cell: Square(
            text=words[emphasis],
            spoken=f"{cell_name(cell)}: {words[emphasis]}",
            shade=emphasis,
            wanted=emphasis,
        )
        for cell, emphasis in brief.cells.items()
    }


def _length(brief: RoleBrief) -> int:
    """The characters that have to fit below the grid."""
    return sum(map(len, brief.rationale.values())) + len(brief.to_clear_up)


class MadeFrom(NamedTuple):
    """What the brief was made from, in words; blank where somebody wrote it by hand."""

    began: str
    """`MES engineer, 3 changes since`."""
    answers: str
    """`9 of 12 questions`."""
    suggested: str
    """The title that the catalogue has for such a brief, where the brief has another."""
    why_scope: str
    why_target: str


def made_from(brief: RoleBrief, bank: QuestionBank) -> MadeFrom:
    """Where the brief comes from and why scope and target are what they are."""
    talk = talk_of(bank)
    why_scope, why_target = reasons_of(brief, talk)
    name, changes = begun(brief), len(changed_since_start(brief, talk))
    suggested = suggested_title(brief, bank)
    asked = talk.conversation.questions
    answered = sum(q.id in brief.origin.answers for q in asked)
    return MadeFrom(
        began=f"{name}, {counted(changes, 'change')} since" if name else "",
        answers=f"{answered} of {len(asked)} questions" if answered else "",
        suggested="" if suggested.casefold() == brief.title.casefold() else suggested,
        why_scope=why_scope,
        why_target=why_target,
    )


def weight_lines(brief: RoleBrief, bank: QuestionBank) -> Iterator[WeightLine]:
    """Each competency under the three fixed profiles and the brief's own."""
    plant, enterprise = bank.profiles[TargetLevel.PLANT], bank.profiles[TargetLevel.ENTERPRISE]
    for c in Competency:
        yield WeightLine(
            name=bank.competencies[c].name,
            plant=number(plant[c]),
            enterprise=number(enterprise[c]),
            equal=number(100 / len(Competency)),
            brief=number(brief.weights[c]),
            why=brief.rationale.get(c, ""),
        )


def open_points(brief: RoleBrief) -> list[str]:
    """What is still to clear up, a line each, without the dashes somebody may have typed."""
    lines = (line.strip().lstrip("-*• ").strip() for line in brief.to_clear_up.splitlines())
    return [line for line in lines if line]


def day_of(brief: RoleBrief, there: tzinfo) -> str:
    """The day on which the brief was saved, where its reader is."""
    here = brief.saved_at.astimezone(there)
    return f"{here.day} {here:%B %Y}"


def brief_markdown(brief: RoleBrief, bank: QuestionBank, there: tzinfo = UTC) -> str:
    """The same page as text that any tool reads, with the client's answers below it."""
    lines = [
        f"# {escaped(brief.title)}",
        "",
        f"Role brief for {escaped(brief.client)}, role {brief.requisition}.",
        f"Revision {brief.revision}, {day_of(brief, there)}.",
        "",
        *_made_lines(brief, bank),
        f"- Industry: {INDUSTRIES[brief.industry]}",
    ]
    if brief.required_score is not None:
        lines.append(f"- Required score: {number(brief.required_score)} of 100, not enforced")
    lines += [f"- Coverage floor: {number(brief.coverage_floor * 100)} %", ""]
    for emphasis, head in ((2, "Essential cells"), (1, "Cells in scope")):
        named = [cell_name(c) for c in CELLS if brief.cells.get(c) == emphasis]
        lines += [f"## {head}", "", f"{sentence(joined(named)) if named else 'None.'}", ""]
    lines += [
        "## Weights",
        "",
        "| Competency | Plant | Enterprise | Equal | Brief | Why it differs from the blend |",
        "|---|---:|---:|---:|---:|---|",
        *(f"| {' | '.join(map(escaped, line))} |" for line in weight_lines(brief, bank)),
        "",
        "## Open questions for the client",
        "",
        *([f"- {escaped(point)}" for point in open_points(brief)] or ["None."]),
        "",
        *_answer_lines(brief, bank),
        "Agreed for the client: ______________________  Date: ____________",
    ]
    return "\n".join(lines) + "\n"


def _made_lines(brief: RoleBrief, bank: QuestionBank) -> Iterator[str]:
    made = made_from(brief, bank)
    for name, text, why in (
        ("Target", brief.target_label, made.why_target),
        ("Organisational scope", SCOPES[brief.organisational_scope], made.why_scope),
        ("Began with", made.began, ""),
        ("Answered by the client", made.answers, ""),
        ("Suggested title", made.suggested, ""),
    ):
        if text:
            yield f"- {name}: {escaped(text)}{f' ({escaped(why)})' if why else ''}"


def _answer_lines(brief: RoleBrief, bank: QuestionBank) -> list[str]:
    """What the client answered, in the order of the talk."""
    lines = []
    for question in bank.scoping.conversation.questions:
        if answer := brief.origin.answers.get(question.id):
            said = [a.text for a in question.answers if a.id in answer.chosen]
            said += [f"“{' '.join(answer.note.split())}”"] if answer.note.strip() else []
            lines.append(f"- {escaped(question.ask)} {escaped('; '.join(said))}")
    return ["## What the client answered", "", *lines, ""] if lines else []
