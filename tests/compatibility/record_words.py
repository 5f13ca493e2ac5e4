"""Records the words of today's version into `recorded`, and nothing but words.

Run with `uv run python -m tests.compatibility.record_words` after a change of wording. Databases,
requests, numbers and rows stay those of the recorded version. Name the commit in COMMIT, and check
that the difference is only words.
"""

import gzip
import tempfile
from pathlib import Path
from typing import Any

from tests.compatibility import observing
from tests.compatibility.doors import RECORDED, Product, recorded, universal_time
from tests.compatibility.record import json_text, write_zip
from tests.compatibility.recorded_databases import PLAIN, unpacked
from tests.compatibility.test_recorded_events import CASES, MALFORMED, NOW_PROPOSED
from tests.compatibility.test_recorded_outputs import zipped

COMMIT = "cc11c737bdbdcb15d47309c57acc560c5bea13c3"
"""The commit whose words were recorded."""


def main() -> None:
    """Replaces printed pages, refusals, and the README and check of exports."""
    with tempfile.TemporaryDirectory() as name, universal_time():
        folder = Path(name)
        product = Product(f"sqlite:///{unpacked(PLAIN, folder)}")
        answers = observing.answers(product, recorded("proofs.json"))
        (RECORDED / "answers.json").write_text(json_text(answers), "utf-8")
        write_zip("printed.zip", {"printed.json": json_text(observing.printed_pages(product))})
        product.close()
        write_zip("exports.zip", _exports(folder))
        cases = json_text({name: _case(folder, name) for name in CASES})
        (RECORDED / "events.json.gz").write_bytes(gzip.compress(cases.encode(), mtime=0))


def _exports(folder: Path) -> dict[str, str]:
    """The recorded files with today's README, and what `verify` and `score` say now."""
    exported = observing.exports(f"sqlite:///{unpacked(PLAIN, folder)}", folder)
    made = {name: observing.as_recorded(files) for name, files in exported.items()}
    told = {}
    for path, text in zipped("exports.zip").items():
        name, _, file = path.partition("/")
        told[path] = made[name][file] if file in {"README.txt", "verify", "score"} else text
    return told


def _case(folder: Path, name: str) -> dict[str, Any]:
    """The recorded case with today's reasons for each refusal."""
    case: dict[str, Any] = CASES[name]
    if name in MALFORMED | NOW_PROPOSED:
        return case
    product = Product(f"sqlite:///{unpacked(PLAIN, folder)}")
    found = observing.replayed(product, case)["answers"]
    product.close()
    for (_, then), (_, now) in zip(case["answers"], found, strict=True):
        if isinstance(then, dict) and "refused" in then:
            pairs = zip(*(sorted(b["refused"], key=_number) for b in (then, now)), strict=True)
            for old, new in pairs:
                old["why"] = new["why"]
    return case


def _number(refusal: dict[str, Any]) -> str:
    return str(refusal["seq"])


if __name__ == "__main__":
    main()
