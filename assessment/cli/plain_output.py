"""What commands print, without what a terminal would obey.

A line may hold what stands in a file or a database: an escape sequence there could move the
cursor, hide a line or set the window's title. Bars and coloured grids write past this, to the
stream itself.
"""

import re
import sys
from typing import TextIO, cast

OBEYED = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line ends, and those that turn the direction of a line around."""


def plain(text: str) -> str:
    r"""`text` with every such character written out, as `\x1b`."""
    return OBEYED.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class PlainStream:
    """A text stream that writes only plain text; everything else it leaves to the one `behind`."""

    def __init__(self, stream: TextIO) -> None:
        self.behind = stream

    def write(self, text: str) -> int:
        return self.behind.write(plain(text))

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        return getattr(self.behind, name)


def print_plain_text() -> None:
    """From now on, in this process, standard output and errors are plain."""
    sys.stdout = cast("TextIO", PlainStream(sys.stdout))
    sys.stderr = cast("TextIO", PlainStream(sys.stderr))
