"""How a prompt is built: how much it asks at once, and what kind of scene it sets."""

import re

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'’]{3,}?['’](?!\w)")
_SENTENCE = re.compile(r"(?<=[.?!])[\"'”’)]*\s+")

_VERB = (
    r"(?:do|does|did|is|are|was|were|can|could|may|might|must|should|would|will|has|have|had"
    r"|do(?:es)?n't|didn't|isn't|aren't|can't|won't|wouldn't|shouldn't)"
)
_WHO = r"(?:(?:to|by|on|in|at|from|with|for|under|until|since|after) )?(?:who|whom|whose|which)"
_WHAT = r"(?:(?:to|by|on|in|at|from|with|for|under|until|since|after) )?(?:what|how|why)"
_WHEN = rf"(?:when|where) {_VERB}"
_INVERTED = (
    rf"{_VERB} (?:you|it|they|he|she|we|the|a|an|that|this|there|your|their|its|any\w+|some\w+)"
)
_HEAD = re.compile(
    rf"(?:^(?:(?:and|but|so|then|or) )?(?:{_WHO}|{_WHAT}|{_WHEN}|{_INVERTED})"
    rf"|[,;:–] (?:{_WHAT}|{_WHEN}|{_INVERTED})"
    rf"|[,;:–] (?:and|or|but|then) (?:then )?(?:{_WHO}|{_WHAT}|{_WHEN}|{_INVERTED})"
    rf"|\b(?:and|or) (?:{_WHO}|{_WHAT}) (?:{_VERB}|happens|decides)"
    r")\b",
    re.IGNORECASE,
)
"""Where something is asked: at the start of a sentence, and where the sentence asks on."""

_IN_PASSING = re.compile(
    r",? (?:and|or) (?:\w+ )?(?:why|why not|how|whom|what|when|where)\?$", re.IGNORECASE
)
"""*…, and why?* belongs to the question before it."""

_REQUEST = re.compile(
    r"^(?:(?:and|but|now|so|then|please) )?(?:(?:tell|talk|walk|take|show|give|help) (?:me|us|them)"
    r"|explain|describe|sketch|draw|write|name|list|draft|compare)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(rf"[,;:–] (?:and|or) (?:{_WHO}|{_WHAT}|when|where|whether)\b", re.IGNORECASE)
_OPENING = re.compile(r"^tell me about\b", re.IGNORECASE)
"""Sets out a case from the past; what is asked about it follows, or else this is the question."""

_FALLBACK = re.compile(
    r"\bif (?:you|yours|that|it|this|nothing|none|no one|nobody|there)\b[^.?!]*?"
    r"(?:n't\b|\b(?:not|never|nothing|none|no one|nobody|only|always)\b)",
    re.IGNORECASE,
)
"""*If you haven't seen one, how would you …?*"""

_POSITION = re.compile(
    r"\b(?!(?:you|it|i|we|they|which|that|this|and|what|who|nobody|or|one)\b)[a-z][\w'’-]+ "
    r"(?:(?:now|still|also|only|even|already|simply|each|both) )?"
    r"(?:wants?|says?|said|insists?|argues?|claims|demands|objects|refuses?|would rather)\b",
    re.IGNORECASE,
)
"""*The supervisor wants … Quality says …*"""


def questions_in(prompt: str) -> int:
    """How many things `prompt` asks; what somebody in it is quoted as asking is not counted.

    A fallback for those who haven't been in the situation is not one more question, and neither is
    *Tell me about …* where a question follows it.
    """
    sentences = [s for s in _sentences(prompt) if not _FALLBACK.search(s)]
    asked = sum(_asked(sentence) for sentence in sentences)
    return asked or int(any(_OPENING.match(sentence) for sentence in sentences))


def has_fallback(prompt: str) -> bool:
    """Whether `prompt` has a way to answer for somebody who hasn't been in the situation."""
    return any(_FALLBACK.search(sentence) for sentence in _sentences(prompt))


def stages_positions(prompt: str) -> bool:
    """Whether the scene is somebody who wants something or says something."""
    return any(_POSITION.search(sentence) for sentence in _sentences(prompt))


def _asked(sentence: str) -> int:
    if sentence.endswith("?"):
        return max(1, len(_HEAD.findall(_IN_PASSING.sub("?", sentence))))
    if _REQUEST.match(sentence) and not _OPENING.match(sentence):
        return 1 + len(_ALSO.findall(_IN_PASSING.sub("?", sentence)))
    return 0


def _sentences(prompt: str) -> list[str]:
    bare = _QUOTED.sub("…", " ".join(prompt.split()).replace("’", "'"))
    return [sentence.strip() for sentence in _SENTENCE.split(bare) if sentence.strip()]
