"""How a text sounds when it is read aloud: its words, sentences, syllables and minutes."""

import re
from functools import cache

WORDS_A_MINUTE = 130
"""How fast a question is read to somebody who hears it for the first time."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*[a-z]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_PAUSE = re.compile(r"(?<=[.?!:;])[\"'”’)]*\s+")
"""A colon or a semicolon ends a unit of thought too; Flesch counted them so."""

_SPELLED = re.compile(r"[A-Z]{2,3}s?|[B-DF-HJ-NP-TV-XZ]{4,5}s?")
"""OEE, IDs, CMMS are said letter by letter; SCADA and LIMS are said as words."""

_SILENT = re.compile(
    r"(?<=[^aeiouyl])(?<![bt]r)e$|(?<=[aeiouy]l)e$"  # line, rule; heard in table and centre
    r"|(?<=[^aeiouydt])ed$"  # stopped; heard in started
    r"|(?<=[^aeiouycghlsxz])(?<![bt]r)es$|(?<=[aeiouy]l)es$"  # lines, rules; heard in batches
    r"|(?<=[cgrstv])e(?=ments?$)"  # management, statement; heard in element
    r"|(?<=[^aeiouy])e(?=(?:ly|less|ful|ness)$)"  # rarely, useless
    r"|(?<=^som)e(?=[^aeiour])|(?<=^tim)e(?=[^aeiour])|(?<=^lif)e(?=[^aeiour])"  # sometimes
    r"|(?<=^war)e(?=h)|(?<=^ev)e(?=ry)|(?<=^bus)i(?=ness)"
)
_APART = re.compile(
    r"(?<![cgst])(?<!ll)i[aou]"  # material, period; together in station and million
    r"|(?<![gqs])ua|uou"  # manual, continuous; together in quality and language
    r"|(?<=[aeiouy])ing"  # doing, buying
    r"|creat|area|idea|genea|react|video|n['’]t(?<=[ds]n['’]t)"
)
"""Where two sounds that stand together in writing are heard apart."""


def words(text: str) -> list[str]:
    """The words of `text`; a number is one, a word with a hyphen two."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The units of thought of `text`, each with at least one word in it."""
    return [part for part in _PAUSE.split(text) if words(part)]


@cache
def syllables(word: str) -> int:
    """How many syllables are heard in `word`, by rule; one for a digit or a spelled letter."""
    if digits := sum(sign.isdigit() for sign in word):
        return digits
    if _SPELLED.fullmatch(word):
        return sum(3 if letter == "W" else 1 for letter in word if letter.isupper())
    word = word.lower()
    if len(word) <= 3:  # the, are, use
        return 1 + (word in {"any", "ago", "via"})
    heard = _SILENT.sub("", re.sub(r"['’]s$", "", word))
    return max(1, len(re.findall(r"[aeiouy]+", heard)) + len(_APART.findall(heard)))


def sentence_length(text: str) -> float:
    """Words in a sentence, on average; 0 for a text without words."""
    return len(words(text)) / max(1, len(sentences(text)))


def reading_ease(text: str) -> float:
    """Flesch's reading ease: 100 is easy, 60 is plain English, 30 is a scientific paper."""
    said = words(text)
    if not said:
        return 100.0
    a_word = sum(map(syllables, said)) / len(said)
    return 206.835 - 1.015 * sentence_length(text) - 84.6 * a_word


def minutes(*texts: str) -> float:
    """How long it takes to read the texts aloud."""
    return sum(len(words(text)) for text in texts) / WORDS_A_MINUTE
