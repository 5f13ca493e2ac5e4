"""The pack for a client: reports and scores under pseudonyms, and nothing that says who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessment.export.archive import packed
from assessment.export.columns import PROFILE_NUMBERS, PROFILES, WEIGHTS
from assessment.export.rows import estimated, numbers, weight_rows
from assessment.export.tables import Cell, ExportTable
from assessment.export.workbook import xlsx_bytes
from assessment.export.writer import csv_bytes
from assessment.report.candidate_report import candidate_report
from assessment.report.docx_file import docx_bytes
from assessment.report.shortlist_report import shortlist_report
from assessment.report.source import CandidateSource, ReportSource
from question_bank import Competency

SCORES = "scores"
SCORES_COLUMNS = (
    "candidate",
    "raters",
    "rated_items",
    *(f"{number}_{profile}" for profile in PROFILES for number in PROFILE_NUMBERS),
    *(f"s_{competency.value}" for competency in Competency),
)
KEY_COLUMNS = ("pseudonym", "kind", "code", "name")
README = """\
This pack holds the results of the interviews for one role.

shortlist-report.docx      The candidates side by side, with the method in ten lines.
candidate-…-report.docx    One report for each candidate whose ratings may be shown.
scores.xlsx                The scores with intervals, and the weights behind them.

Candidates and interviewers stand under pseudonyms. Typed notes were reviewed one by one: some were
reworded, and some were left out. Your consultant has the key from pseudonyms to names.
"""


def pack_bytes(source: ReportSource) -> bytes:
    """The zip, from a source that was redacted; the same source gives the same bytes."""
    made_at = source.made_at
    shown = tuple(map(_by_pseudonym, sorted(source.candidates, key=lambda c: _place(c.code))))
    source = replace(source, candidates=shown)  # the order of the codes would give them away
    weights = {
        p.value: {c.value: float(w) for c, w in of.items()} for p, of in source.profiles.items()
    }
    files = {
        "README.txt": README.replace("\n", "\r\n").encode(),
        "shortlist-report.docx": docx_bytes(shortlist_report(source), made_at=made_at),
        "scores.xlsx": xlsx_bytes(
            (_scores(shown), ExportTable.published(WEIGHTS, weight_rows(weights, {}))),
            created=made_at,
        ),
    }
    for candidate in shown:
        if not candidate.sealed:
            name = candidate.code.lower().replace(" ", "-")
            report = candidate_report(source, candidate)
            files[f"{name}-report.docx"] = docx_bytes(report, made_at=made_at)
    return packed(files)


def _place(pseudonym: str) -> tuple[int, str]:
    """`Candidate Z` comes before `Candidate AA`."""
    return len(pseudonym), pseudonym


def _by_pseudonym(candidate: CandidateSource) -> CandidateSource:
    """With what each interviewer recorded in the order of their pseudonyms."""
    said = sorted(candidate.recommendations, key=lambda r: _place(r.who))
    questions = (
        replace(q, heard=tuple(sorted(q.heard, key=lambda one: _place(one.rater))))
        for q in candidate.questions
    )
    return replace(candidate, recommendations=tuple(said), questions=tuple(questions))


def _scores(candidates: Sequence[CandidateSource]) -> ExportTable:
    rows = []
    for candidate in candidates:
        row: dict[str, Cell] = dict.fromkeys(SCORES_COLUMNS)
        if candidate.scores:
            row |= numbers(candidate.scores)
            row |= estimated(candidate.estimates)
        row["candidate"] = candidate.code
        rows.append(tuple(row[column] for column in SCORES_COLUMNS))
    return ExportTable(SCORES, SCORES_COLUMNS, tuple(rows))


def key_bytes(people: Sequence[Mapping[str, str]]) -> bytes:
    """The key from pseudonyms to people as CSV: never a part of the pack."""
    rows = tuple(tuple(person[column] for column in KEY_COLUMNS) for person in people)
    return csv_bytes(ExportTable("key", KEY_COLUMNS, rows))
