"""Text from people inside a line of a Markdown file, kept as text."""

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>|#&~$@]|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """`text` as itself on one line of Markdown: no markup, no picture, no link."""
    return _MARKUP.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))
