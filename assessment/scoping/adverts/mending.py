"""An advert's text as a person would have typed it: spaces, bullets, hyphens and lines in order."""

import re
import unicodedata

BULLET = "•"

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_HYPHENS = re.compile(r"[\u2010\u2011\u2212\ufe63\uff0d]")
_BULLETS = re.compile(r"^ *(?:[•·●○◦▪▫■□‣⁃∙➢➤✓✔►▶❖–—*+-]|o(?= [A-Z])|\d{1,2}[.)])[ \t]+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z)\]0-9%])([.!?;])(?=[A-Z][a-z])")
_RUN_ON = re.compile(
    r"(\b[a-z]{4,}\)?|\b(?:Summary|Description|Overview|Profile|Role|Opportunity|Background|Skills"
    r"|Qualifications|Requirements|Responsibilities|Duties|Benefits))(?=[A-Z][A-Za-z]+ )"
)
"""A lower-case word or a heading with the next line's first word stuck to it."""
_COMMAS = re.compile(r"(?<=[a-z)]),(?=[A-Za-z]{2})")
_INLINE_BULLETS = re.compile(r" +[•●▪■➢➤✓✔►] +")
_DOTTED = re.compile(r"\bM\.\s?([EO])\.\s?([SM])\b\.?")
_BROKEN_WORD = re.compile(r"([a-z])-\n *([a-z])")
_WRAPPED_FROM = 60
"""A line at least this long, followed by one in lower case, was wrapped by a program."""


def mended(text: str) -> str:
    """`text` with one sentence or bullet running over no line break, and nothing lost but marks.

    Bullets of every kind become one, hyphens that look alike too; a missing space after a full
    stop is put in. Marks and offsets elsewhere are about the text that is returned here.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _HYPHENS.sub("-", _SPACES.sub(" ", text))
    text = _INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))
    text = _DOTTED.sub(r"M\1\2", text)
    text = _BROKEN_WORD.sub(r"\1\2" if _is_wrapped(text) else r"\1-\n\2", text)
    text = _INLINE_BULLETS.sub(f"\n{BULLET} ", text)
    text = _RUN_ON.sub(r"\1\n", _RUN_TOGETHER.sub(r"\1 ", text))
    text = _COMMAS.sub(", ", text)
    return _joined([_bulleted(line) for line in text.split("\n")])


def _is_wrapped(text: str) -> bool:
    lengths = [len(line) for line in text.split("\n") if line.strip()]
    return sum(length >= _WRAPPED_FROM for length in lengths) > len(lengths) / 4


def _bulleted(line: str) -> str:
    line = re.sub(" {2,}", " ", line.strip())
    marked = _BULLETS.match(line)
    return f"{BULLET} {line[marked.end() :].strip()}" if marked else line


def _joined(lines: list[str]) -> str:
    """The lines again, where a program had broken one in the middle of a sentence."""
    done: list[str] = []
    for line in lines:
        before = done[-1] if done else ""
        goes_on = line[:1].islower() and len(before) >= _WRAPPED_FROM and before[-1:] not in ".:!?"
        alone = before == BULLET or (before.startswith(BULLET) and line[:1].islower())
        if line and before and (goes_on or alone):
            done[-1] = f"{before} {line}"
        elif line or before:
            done.append(line)
    return "\n".join(done).strip()
