"""What is compared: all that users and programs get from a recorded database, as plain values.

Masked, because it rightly differs between versions or databases, and nothing else:
- `levelset_version` and `bank_version` in exports, and the digests in the manifest that cover them;
- the time of an export that the command line makes, with the digests that cover it;
- the database generation (`epoch`) where it stands in requests and answers;
- the viewer (`&as=R-01`) that a link puts into the address it leads to, since windows keep it;
- the name of the cookie that a seat's link sets: its own now, with the same proof in it;
- the style sheet of printed pages, and the meaning of the levels, which is today's bank's.

`before_estimates` says what else differs in exports: the recorded version made no estimates.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assessment.export.manifest import column_digest, table_digest
from assessment.ui.web import rate_limit
from assessment.ui.web.rate_limit import RateLimits
from tests.compatibility.doors import OWN_PAGE, Product, levelset

EXPORTS: dict[str, tuple[str, ...]] = {
    "plant": ("--requisition", "DEMO-PLANT"),
    "enterprise": ("--requisition", "DEMO-ENTERPRISE"),
    "mes-7": ("--requisition", "MES-7"),
    "mes-7 as R-02": ("--requisition", "MES-7", "--as", "R-02"),
    "enterprise as R-03": ("--requisition", "DEMO-ENTERPRISE", "--as", "R-03"),
    "mes-7 for Excel": ("--requisition", "MES-7", "--names", "--bom", "--semicolon"),
}
MASK = "masked"
_VIEWER = re.compile("&as=[^&]*")
_SEAT_COOKIE = ("levelset_seat=", "levelset_rater=")
MASKED_COLUMNS = ("bank_version", "levelset_version", "exported_at")
ESTIMATED = tuple(
    f"{number}_{profile}"
    for number in ("estimate", "low", "high", "rank", "rank_low", "rank_high", "tier")
    for profile in ("plant", "enterprise", "brief", "equal")
)
"""Columns of shortlist.csv that the recorded version always left blank."""
MASKED_FILES = ("shortlist.csv", "README.txt")
"""Files with something masked in them: their digests are masked as well."""
_TODAYS = re.compile(r'(?<=<style>).*?(?=</style>)|(?<=<ul class="scale">).*?(?=</ul>)', re.DOTALL)
_RUN = re.compile(r"([^0-9])\1{299,}")
_SHORT = re.compile(r"<<(.)\*([0-9]+)>>", re.DOTALL)


def shortened(text: str) -> str:
    """`text` with every long run of one character written as `<<x*50000>>`."""
    return _RUN.sub(lambda run: f"<<{run[1]}*{len(run[0])}>>", text)


def lengthened(text: str) -> str:
    """What `shortened` was given."""
    return _SHORT.sub(lambda short: short[1] * int(short[2]), text)


FEW_EXPORTS = ("mes-7", "mes-7 as R-02")
"""What is enough for a database whose rows are those of another."""


def exports(url: str, folder: Path, names: Iterable[str] = EXPORTS) -> dict[str, dict[str, str]]:
    """Export to file to text, each made, verified and scored again by the command line."""
    return {name: _export(url, folder / name.replace(" ", "-"), EXPORTS[name]) for name in names}


def _export(url: str, folder: Path, how: tuple[str, ...]) -> dict[str, str]:
    folder.mkdir()
    archive = folder / "export.zip"
    assert levelset(url, "export", *how, "--out", archive) == (0, f"Wrote {archive}.\n", "")
    code, told, _ = levelset(url, "verify", archive)
    assert code == 0, told
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
        files = {name: opened.read(name).decode() for name in opened.namelist()}
    tables = (folder / "ratings.csv", "--weights", folder / "weights.csv", "--out", folder)
    scored = levelset(url, "score", *tables)
    return {name: masked(name, text) for name, text in files.items()} | {
        "verify": told.replace(str(folder), ""),
        "score": "\n".join(str(part) for part in scored).replace(str(folder), ""),
        "scores.csv": (folder / "scores.csv").read_bytes().decode() if scored[0] == 0 else "",
    }


def masked(name: str, text: str) -> str:
    """The text of one file of an export with the masks on it."""
    if name == "shortlist.csv":
        return _masked_table(text)
    if name == "README.txt":
        return re.sub(
            r"Created \S+ by Levelset \S+, question bank [^,]+,", f"Created {MASK},", text
        )
    return _masked_manifest(text) if name == "manifest.json" else text


def _masked_table(text: str, columns: Iterable[str] = MASKED_COLUMNS, mask: str = MASK) -> str:
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    delimiter = ";" if text.startswith("schema;") else ","
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    places = [header.index(column) for column in columns]
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=delimiter)
    write.writerow(header)
    for row in rows:
        write.writerow([mask if n in places else cell for n, cell in enumerate(row)])
    return mark + out.getvalue()


def as_recorded(files: dict[str, str]) -> dict[str, str]:
    """An export as it would be without the files and columns that were added since.

    Those are decisions.csv, the question's title and prompt, and names in columns of their own,
    which stood behind the codes. The manifest's digests of ratings.csv are made anew of that.
    """
    told = {name: text for name, text in files.items() if name != "decisions.csv"}
    names = _names(told["shortlist.csv"])
    for name in ("ratings.csv", "shortlist.csv"):
        told[name] = _without_added(told[name])
    ratings = table_digest("ratings", told["ratings.csv"].encode(), _rows(told["ratings.csv"]))
    manifest = json.loads(told["manifest.json"])
    del manifest["files"]["decisions.csv"]
    manifest["files"]["ratings.csv"] = ratings.model_dump()
    shortlist = manifest["files"]["shortlist.csv"]
    shortlist["columns"] = [c for c in shortlist["columns"] if c["name"] not in ADDED]
    if names:
        for row in shortlist["rows"]:
            row["key"] = f"{row['key']} {names[row['key']]}".rstrip()
        for column in shortlist["columns"]:
            if column["name"] == "candidate":
                column["digest"] = column_digest("candidate", _column(told["shortlist.csv"]))
    told["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1)
    for column in ADDED:
        told["score"] = told["score"].replace(f", {column}", "")
    for code, person in names.items():
        told["scores.csv"] = told["scores.csv"].replace(f"{code},", f"{code} {person},".lstrip())
    for old, new in _SINCE:
        told["README.txt"] = told["README.txt"].replace(old, new)
    return told


ADDED = ("question_title", "question_prompt", "candidate_name", "rater_name")


def _layout(text: str) -> tuple[str, str, str]:
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    return mark, text, ";" if text.startswith("schema;") else ","


def _rows(text: str) -> list[list[str]]:
    _, text, delimiter = _layout(text)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _column(text: str) -> list[str]:
    header, *rows = _rows(text)
    return [row[header.index("candidate")] for row in rows]


def _names(shortlist: str) -> dict[str, str]:
    """Code to name, in an export with names."""
    header, *rows = _rows(shortlist)
    if "candidate_name" not in header:
        return {}
    return {row[header.index("candidate")]: row[header.index("candidate_name")] for row in rows}


def _without_added(text: str) -> str:
    mark, _, delimiter = _layout(text)
    header, *rows = _rows(text)
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=delimiter)
    kept = [n for n, column in enumerate(header) if column not in ADDED]
    write.writerow([header[n] for n in kept])
    for row in rows:
        for name in ("candidate", "rater"):
            if name in header and f"{name}_name" in header:
                place, person = header.index(name), row[header.index(f"{name}_name")]
                row[place] = f"{row[place]} {person}".rstrip()
        write.writerow([row[n] for n in kept])
    return mark + out.getvalue()


_SINCE = (
    ("               The question's title and its wording as asked stand at the end.\r\n", ""),
    (
        """\
decisions.csv  What people concluded about each candidate. "kind" is recommendation (a\r
               rater's, with reasons), note, agreed_level, final_recommendation or decision.\r
               For a decision, "recommendation" holds offer, reject or hold.\r
               The debrief's records stand in the order in which they were written; if two\r
               have the same kind and item, the later one counts. "item" is as in ratings.csv,\r
               with the interview before it if the candidate had several. Nothing in this\r
               file is computed, and no score follows from it.\r
""",
        "",
    ),
    (
        "shown as codes, with their names in columns at the end.",
        "shown with their codes and names: C-01 and then the name.",
    ),
)
"""What the README says since of files and columns that were added."""


def before_estimates(name: str, text: str) -> str:
    """A file of an export as it would be without what the recorded version had not.

    That is estimates, the ends of the logs' chains, and an apostrophe before a part of a text that
    could run as a formula. The recorded shortlist has ESTIMATED blank. Everything else has to be as
    it was: other columns to the letter, and their digests.
    """
    if name.endswith("/shortlist.csv"):
        return _masked_table(text, ESTIMATED, "")
    if name.endswith("/weights.csv"):
        return text.replace("\n'=", "\n=")
    if name.endswith("/README.txt"):
        return text.replace(*_README)
    if name.endswith("/manifest.json"):
        told = json.loads(text)
        told.pop("heads", None)  # blank where nothing of the requisition may be seen yet
        for column in told["files"]["shortlist.csv"]["columns"]:
            if column["name"] in ESTIMATED:
                column["digest"] = MASK
        _without_weights(told)
        return json.dumps(told, ensure_ascii=False, indent=1)
    return text


_README = (
    """ Where a spreadsheet could run a text, or part of one, as a\r
formula, an apostrophe stands before it that is not part of the text.\r
""",
    """ A cell that a spreadsheet could run as a formula starts\r
with an apostrophe that is not part of the text.\r
""",
)
"""What the README says of formulas, and what it said in the recorded version."""


def _without_weights(manifest: Any) -> None:  # JSON
    """A reason that begins with = behind a line break has an apostrophe there since."""
    weights = manifest["files"]["weights.csv"]
    weights["digest"] = MASK
    for digests in (weights["columns"], weights["rows"]):
        for part in digests:
            part["digest"] = MASK


def estimates(text: str) -> dict[str, set[str]]:
    """Candidate to those of ESTIMATED that are filled."""
    delimiter = ";" if text.lstrip("\ufeff").startswith("schema;") else ","
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    return {row["candidate"]: {c for c in ESTIMATED if row[c]} for row in rows}


def _masked_manifest(text: str) -> str:
    told = json.loads(text)
    for name in (*MASKED_COLUMNS, "digest"):
        told[name] = MASK
    for name in MASKED_FILES:
        told["files"][name]["digest"] = MASK
    for column in told["files"]["shortlist.csv"]["columns"]:
        if column["name"] in MASKED_COLUMNS:
            column["digest"] = MASK
    for row in told["files"]["shortlist.csv"]["rows"]:
        row["digest"] = MASK
    return json.dumps(told, ensure_ascii=False, indent=1)


_PLANNED = re.compile(
    r"planned (?:[A-Z][a-z]{2} )?(\d+) ([A-Z][a-z]{2})[a-z]* (\d{4}, \d\d:\d\d)( \(.+?\))?"
)


def printed_pages(product: Product) -> dict[str, list[Any]]:
    """Address, and who asks, to the status and the whole page."""
    paths = [f"/print/brief?requisition={r}" for r in (*product.requisitions(), "NONE")]
    paths += [f"/print/kit?kit={k}" for k in (*product.kits(), "NONE.K1")]
    interviews = product.interviews()
    paths += [f"/print/scorecard?interview={i}" for i in (*interviews, "NONE.C-01.1")]
    asked = [(path, "") for path in paths]
    asked += [("/print/scorecard?interview=MES-7.C-01.1", f"R-0{n}") for n in range(1, 5)]
    asked += [("/print/scorecard?interview=DEMO-PLANT.C-05.1", "R-03")]
    found = {}
    for path, rater in asked:
        cookie = {"cookie": product.cookie(rater)} if rater else {}
        answer = product.get(path, OWN_PAGE | cookie)
        found[f"{path} {rater}".strip()] = [answer.status, answer.body]
    return found


def printed(page: str) -> list[str]:
    """The lines of a printed page, without its style sheet and what the levels mean.

    Planned times now have a weekday and a zone; the day and the time stay compared. Numbers now
    stay on one line with their units.
    """
    page = page.replace("&nbsp;", " ").replace("\xa0", " ")
    return _PLANNED.sub(r"planned \1 \2 \3", _TODAYS.sub(MASK, page)).splitlines()


def answers(product: Product, proofs: dict[str, Any]) -> dict[str, Any]:
    """What the links, tokens and cookies in `proofs` open."""
    found: dict[str, Any] = {}
    for path in (*proofs["links"], "/s/nobody", "/c/nobody"):
        answer = product.get(path)
        kept = ("location", "set-cookie", "cache-control", "referrer-policy", "content-type")
        headers = {name: answer.headers[name] for name in kept if name in answer.headers}
        if "location" in headers:
            headers["location"] = _VIEWER.sub("", headers["location"])
        if "set-cookie" in headers:
            headers["set-cookie"] = headers["set-cookie"].replace(*_SEAT_COOKIE)
        found[f"GET {path}"] = [answer.status, headers, answer.body]
    for box, token in proofs["tokens"].items():
        if not box.endswith(":board"):
            headers = OWN_PAGE | {"x-levelset-token": token}
            state = product.get(f"/api/board/state?box={box}", headers)
            offered = product.get(f"/api/bank?box={box}", headers)
            found[f"GET state {box}"] = [state.status, state.body]
            found[f"GET bank {box}"] = [offered.status, _shape(offered.body)]
    found["GET state without a token"] = list(product.get("/api/board/state?box=x")[:2])
    for rater in ("R-01", "R-05", "", "R-99", 7):
        answer = product.post("/api/who", json.dumps({"rater": rater}).encode())
        found[f"POST who {rater}"] = [answer.status, answer.body, answer.headers.get("set-cookie")]
    return found


def _shape(body: Any) -> Any:
    """Of the offered questions only the names of their fields: what they say is the bank's."""
    if "questions" not in body:
        return body
    first = body["questions"][0]
    return {"minutes": "a number", "asked": sorted(first["asked"])}


def states(product: Product, proofs: dict[str, Any]) -> dict[str, Any]:
    """Box to what its live page is given: each value that counts, with its place in the log."""
    found = {}
    for box in proofs["tokens"]:
        interview, _, rater = box.partition(":")
        board = rater == "board"
        found[box] = (
            product.board_state(interview) if board else product.sheet_state(interview, rater)
        )
    return found


def scores(product: Product) -> dict[str, Any]:
    """Every number of every shortlist, and of one or more scorecards of every interview."""
    found = {requisition: product.shortlist(requisition) for requisition in product.requisitions()}
    for interview, raters in product.interviews().items():
        for rater in raters if interview.startswith("MES-7") else raters[:1]:
            found[f"{interview}:{rater}"] = product.scorecard(interview, rater)
    return found


def replayed(product: Product, case: dict[str, Any]) -> dict[str, Any]:
    """Sends the requests of one recorded case: the answers, and the rows that were appended."""
    rate_limit.LIMITS = RateLimits()  # the cases are one page's each, and share a token
    before, epoch = product.newest(case["log"]), product.epoch
    path = "/api/board" if case["log"] == "boards" else "/api/events"
    told = []
    for request in case["requests"]:
        body = lengthened(request).encode("latin-1").replace(b"<epoch>", epoch.encode())
        answer = product.post(path, body, case["headers"] or OWN_PAGE)
        told.append([answer.status, _without(epoch, answer.body)])
    plain = {"answers": told, "rows": product.rows(case["log"], before)}
    found: dict[str, Any] = json.loads(shortened(json.dumps(plain)))
    return found


def _without(epoch: str, body: Any) -> Any:
    known = isinstance(body, dict) and body.get("epoch") == epoch
    return body | {"epoch": "<epoch>"} if known else body
