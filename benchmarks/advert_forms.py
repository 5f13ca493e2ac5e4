"""The whole adverts again, in the forms in which people paste them: does the reading hold?

    python -m benchmarks.advert_forms

One line without spaces after full stops, bullets without marks, wrapped lines, HTML, a job
portal's list in front. Not part of CI: it reads every advert ten times.
"""

import html
import re
import textwrap
from collections.abc import Callable, Mapping

from assessment.scoping.adverts.files import text_of_paste
from benchmarks import adverts as benchmark
from question_bank import adverts

_BULLET = re.compile(r"^\s*(?:[•·*+-]|o(?= )|\d\.)\s+", re.MULTILINE)
_PORTAL = """Skip to main content
25 jobs found
Production Planner
Maintenance Technician (nights)
Global Rollout Project Manager
OT Security Architect
Plant Controller
Head of Manufacturing, EMEA
Shift Manager
LIMS Specialist

"""


def one_line(text: str) -> str:
    return " ".join(text.split())


def wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 72)) for line in text.splitlines())


def page(text: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<html><body><div>{lines}</div></body></html>"


FORMS: Mapping[str, Callable[[str], str]] = {
    "as written": str,
    "bullets without marks": lambda text: _BULLET.sub("", text),
    "bullets in a line": lambda text: " • ".join(_BULLET.sub("", text).split("\n")),
    "one line": one_line,
    "one line, no space after a stop": lambda text: one_line(text).replace(". ", "."),
    "wrapped at 72": wrapped,
    "a blank line after each": lambda text: text.replace("\n", "\n\n"),
    "HTML": page,
    "a portal's titles in front": lambda text: _PORTAL + text,
    "U+2011 and curly quotes": lambda text: text.replace("'", "’").replace("-", "\u2011"),
}


def main() -> None:
    whole = [a for part in benchmark.PARTS for a in adverts.whole_adverts(part)]
    print(f"{'form':<34}{'wrong':>7}{'unsure':>8}{'cells P':>9}{'R':>6}{'none':>6}{'conf. R':>9}")
    for name, form in FORMS.items():
        found = [benchmark.read(a._replace(text=text_of_paste(form(a.text)))) for a in whole]
        target, cells = benchmark.targets(found), benchmark.cells(found)
        print(
            f"{name:<34}{target['target wrong']:>7.2f}{target['cannot tell']:>8.2f}"
            f"{cells['precision']:>9.2f}{cells['recall']:>6.2f}"
            f"{cells['none proposed there']:>6.2f}{benchmark.confusions(found)['recall']:>9.2f}"
        )


if __name__ == "__main__":
    main()
