"""Names as people type and paste them: which spellings are one name, and which are refused.

Three steps, from harmless to doubtful:

- `tidy` drops what nobody sees: doubled, trailing and no-break spaces, line breaks, zero-width and
  other invisible characters. Two names with the same tidy form are one name.
- `lookalike` also drops what a reader hardly sees: letter case, compatibility forms (full-width
  letters, ligatures), the kind of dash or apostrophe. Two names that differ only there are refused,
  because a program cannot know whether they are one.
- Everything else makes two names. Case is compared letter by letter, so that *Strauß* and *Strauss*
  stay two people.
"""

import re
import unicodedata

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default-ignorable code points of Unicode, with the interlinear marks."""
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_HIDDEN = re.compile(f"[{_INVISIBLE}{_CONTROLS}]")
_BLANKS = re.compile(r"[\s\u2800]+")
"""Spaces of every width and line breaks; the blank Braille pattern looks like one."""

_JOINERS = "\u200c\u200d"
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`\uff07]")
_QUOTES = re.compile("[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02]")

_JOINING_SCRIPTS = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
    "\U00010d00-\U00010d3f\U0001e900-\U0001e95f]"
)
"""Arabic to Mongolian: the scripts in which joiners shape words."""
_PICTURES = re.compile("[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\ufe0f]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_MONGOLIAN = re.compile("[\u1800-\u18af]")


def tidy(name: str) -> str:
    """`name` without what nobody sees; the same for every spelling of it that looks the same."""
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip(" ")
    seen = _HIDDEN.sub(lambda match: match.group() if _means_something(match) else "", name)
    return _BLANKS.sub(" ", seen).strip(" ")


def lookalike(name: str) -> str:
    """What all spellings of `name` have in common that a reader could take for one another."""
    bare = tidy(name)
    for marks, plain in ((_DASHES, "-"), (_APOSTROPHES, "'"), (_QUOTES, '"')):
        bare = marks.sub(plain, bare)
    bare = _HIDDEN.sub("", unicodedata.normalize("NFKC", bare))
    return unicodedata.normalize("NFC", _small(_BLANKS.sub(" ", bare).strip(" ")))


def difference(one: str, other: str) -> str:
    """How two spellings of one name differ, in words."""
    composed, beside = (unicodedata.normalize("NFC", name) for name in (one, other))
    if composed == beside:
        return "differ only in their Unicode form"
    if _small(one) == _small(other):
        return "differ only in case"
    forms = [unicodedata.normalize("NFKC", name) for name in (composed, beside)]
    if forms[0] == forms[1]:
        return "differ only in their Unicode form"
    if _small(forms[0]) == _small(forms[1]):
        return "differ only in case and Unicode form"
    return "look alike and are written with different characters"


def _means_something(match: re.Match[str]) -> bool:
    """Whether an invisible character changes how the letters around it are drawn."""
    mark, at, text = match.group(), match.start(), match.string
    before, after = text[at - 1 : at], text[match.end() : match.end() + 1]
    if mark in _JOINERS:
        both = (before, after)
        return all(map(_JOINING_SCRIPTS.match, both)) or (
            mark == "\u200d" and all(map(_PICTURES.match, both))
        )
    if "\u180b" <= mark <= "\u180f":
        return _MONGOLIAN.match(before) is not None
    if "\ufe00" <= mark <= "\ufe0d" or "\U000e0100" <= mark <= "\U000e01ef":
        return _HAN.match(before) is not None
    if mark == "\ufe0f":  # a picture in colour; it matters only inside a longer picture
        return _PICTURES.match(before) is not None and after == "\u200d"
    if "\U000e0020" <= mark <= "\U000e007f":  # the tags that make the flags of regions
        return _PICTURES.match(before) is not None or "\U000e0020" <= before <= "\U000e007f"
    return False


def _small(name: str) -> str:
    """Small letters, one for one: nothing becomes two letters, so that ß is never ss."""
    return "".join(folded if len(folded := c.casefold()) == 1 else c.lower() for c in name)
