"""Names in Arabic, Hebrew and other right-to-left scripts, kept from reordering what is beside."""

import unicodedata

FIRST_STRONG, POP = "\u2068", "\u2069"
"""First strong isolate, and the end of one. What `<bdi>` does, in any text: labels, Markdown."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO", "LRE"})


def isolated(text: str) -> str:
    """`text`, each line of it in an isolate where something in it runs from right to left.

    Text without such characters comes back as it was, so that names can be copied as they are.
    """
    if text.isascii() or not any(map(runs_right_to_left, set(text))):  # each character once
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def runs_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def _line(line: str) -> str:
    """A line that is isolated already stays as it is; stray ends of isolates cannot leave it."""
    if not line or (line.startswith(FIRST_STRONG) and line.endswith(POP)):
        return line
    depth, kept = 0, []
    for character in line:
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == POP:
            if not depth:
                continue
            depth -= 1
        kept.append(character)
    return f"{FIRST_STRONG}{''.join(kept)}{POP * depth}{POP}"
