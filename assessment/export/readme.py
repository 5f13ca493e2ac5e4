"""The plain words that travel with an export."""

from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.export.columns import LIST_SEPARATOR, SCHEMA
from assessment.export.rows import Origin, instant
from assessment.export.writer import ExportOptions

_TEXT = """\
Levelset export of role {requisition}
Created {exported_at} by Levelset {levelset_version}, question bank {bank_version}, format {schema}.

CONTENTS
ratings.csv    One row for each question on each scorecard in this export: the level a rater
               gave (1 to 5) or the reason why there is none, with the evidence. A blank is
               missing, never zero. "value" is (level - 1) / 4. A finished placement board
               is one more row without a rater. Its rater, scorecard_status and level are
               blank, and its "value" is the share of the points that was earned.
               The question's title and its wording as asked stand at the end.
shortlist.csv  One row for each candidate: score and coverage under each weight profile, and
               the value of each competency from 0 to 1. A score with coverage below {floor}
               is provisional. If all numbers in a row are blank, the candidate's ratings
               were still hidden from the person who created this export.
               "estimate" is the score to expect from raters of average strictness on the role's
               first kit, according to a model of the ratings. "low" and "high" are its 95 %
               interval. "rank" is the rank by score among scores that are not provisional,
               with its 95 % range under the model. Candidates in a "tier" cannot be told apart
               from its first. An estimate always comes with its interval, and a rank with its
               range. They are blank if fewer than two candidates can be compared.
weights.csv    The weight of each competency in each profile, with the reason for each change
               to the role brief's own weights ("brief").
decisions.csv  What people concluded about each candidate. "kind" is recommendation (a
               rater's, with reasons), note, agreed_level, final_recommendation or decision.
               For a decision, "recommendation" holds offer, reject or hold.
               The debrief's records stand in the order in which they were written; if two
               have the same kind and item, the later one counts. "item" is as in ratings.csv,
               with the interview before it if the candidate had several. Nothing in this
               file is computed, and no score follows from it.
manifest.json  A SHA-256 digest of each file, row and column at the time of the export.

HOW TO READ THEM
UTF-8{bom}, {separator} between cells, {point} as the decimal sign. Times are UTC. Several texts
in one cell are separated by "{joint}". Where a spreadsheet could run a text, or part of one, as a
formula, an apostrophe stands before it that is not part of the text.
{who}

HOW TO RECOMPUTE THE SCORES
    levelset score ratings.csv --weights weights.csv{floored} --out scores
or by hand, for each candidate:
1. Use only rows with a "value": those with scorecard_status "submitted", and those of finished
   placement boards, which have no scorecard_status.
2. An item is one "item" of one "interview". If several raters rated it, its value is the mean
   of theirs. A board counts like any other item of its competency, which is placement.
3. The value of a competency is the mean of its items, weighted by item_weight.
4. The score is 100 times the mean of the rated competencies, weighted by the profile. Coverage
   is their share of all the weight in the profile. If no weight was rated, the score is blank.

Estimates, intervals, ranges and tiers come from a model and cannot be recomputed by hand.

HOW TO VERIFY
    levelset verify EXPORT.zip
lists every cell, row or file that was changed since the export, and every score that does not
match ratings.csv and weights.csv. The manifest is not a signature. It shows what was changed,
but not by whom, and anyone who also rewrites the manifest leaves no trace in it. Keep the
original ZIP file where it cannot be replaced.
"""


def readme(origin: Origin, options: ExportOptions) -> str:
    who = (
        "Candidates and raters are shown as codes, with their names in columns at the end.\n"
        "Share this export only with people who may know them."
        if options.names
        else "Candidates and raters are shown as codes. Their names stay in Levelset."
    )
    usual = origin.coverage_floor == COVERAGE_FLOOR
    text = _TEXT.format(
        requisition=origin.requisition,
        exported_at=instant(origin.exported_at),
        levelset_version=origin.levelset_version,
        bank_version=origin.bank_version,
        schema=SCHEMA,
        floor=f"{origin.coverage_floor:g}",
        floored="" if usual else f" --floor {origin.coverage_floor:g}",
        bom=" with a byte order mark" if options.bom else "",
        separator="a semicolon" if options.semicolon else "a comma",
        point="a comma" if options.semicolon else "a point",
        joint=LIST_SEPARATOR,
        who=who,
    )
    return text.replace("\n", "\r\n")
