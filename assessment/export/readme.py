"""The plain words that travel with an export."""

from assessment.domain.role import COVERAGE_FLOOR
from assessment.export.columns import LIST_SEPARATOR, SCHEMA
from assessment.export.rows import Origin, instant
from assessment.export.writer import ExportOptions

_TEXT = """\
Levelset export of requisition {requisition}
Made {exported_at} by Levelset {levelset_version}, question bank {bank_version}, format {schema}.

WHAT IS IN HERE
ratings.csv    One row for every question of every scorecard in this export: the level a rater
               gave (1 to 5), or the reason why there is none, with the evidence. A blank is
               missing, never zero. "value" is (level - 1) / 4. A finished placement board
               is one row more, rated by nobody: its rater, scorecard_status and level are
               blank, and "value" is the share of its points that was earned.
shortlist.csv  One row for every candidate: score and coverage under each weight profile, and
               the value of each competency from 0 to 1. A score whose coverage is below
               {floor} is provisional. A row whose numbers are all blank belongs to a candidate
               whose ratings were still hidden from whoever made this export.
               "estimate" is the score to expect from raters of average strictness on the role's
               first kit, by a model of the ratings; "low" and "high" are its 95 % interval.
               "rank" is the place by score among those that are not provisional, with its 95 %
               range under the model; members of a "tier" cannot be told apart from its first.
               An estimate is never given without its interval, nor a rank without its range:
               they are blank where fewer than two candidates can be compared.
weights.csv    How much each competency weighs under each profile, with the reason for each
               edit of the role brief's own weights ("brief").
manifest.json  A digest (SHA-256) of each file, each row and each column, made at the export.

HOW TO READ THEM
UTF-8{bom}, {separator} between cells, {point} as decimal sign. Times are UTC. Several texts in
one cell are joined by "{joint}". Where a spreadsheet could run a text, or a part of one, as a
formula, an apostrophe was put before it that is not part of the text.
{who}

HOW TO RECOMPUTE THE SCORES
    levelset score ratings.csv --weights weights.csv{floored} --out scores
or by hand, for each candidate:
1. Two kinds of row count, and only where "value" is filled in: those whose scorecard_status
   is "submitted", and those of finished placement boards, where it is blank.
2. An item is one "item" of one "interview". Rated by several raters, it takes the mean of
   their values. A board counts like any other item of its competency, which is placement.
3. A competency takes the mean of its items, each by its item_weight.
4. The score is 100 times the mean of the rated competencies, each by its weight in the profile.
   Coverage is their share of all the weight in the profile. With no weight rated, the score is
   blank.

Estimates, intervals, ranges and tiers come from a model and cannot be recomputed by hand.

HOW TO VERIFY
    levelset verify EXPORT.zip
names every cell, row or file that was changed since the export, and every score that does not
follow from ratings.csv and weights.csv. The manifest is no signature: it shows what was
changed by accident or by hand, not who did it, and whoever rewrites the manifest as well
leaves no trace in it. Keep the original zip where it cannot be replaced.
"""


def readme(origin: Origin, options: ExportOptions) -> str:
    who = (
        "Candidates and raters stand here with their codes and names: C-01 and then the name.\n"
        "Pass this export on only to those who may know them."
        if options.names
        else "Candidates and raters stand here as codes; their names stay in Levelset."
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
