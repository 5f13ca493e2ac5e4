"""What a folder of content may consist of: folders, and regular files of a sensible size.

A link could lead anywhere on the computer, and reading a pipe or a device may never end. So they
are named before anything is read.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from question_bank.errors import Problem

FILES_AT_MOST = 20_000
BYTES_AT_MOST = 1_000_000
"""A question has a few thousand."""
CONTENT = (".yaml", ".yml")


def irregular(root: Path) -> Iterator[Problem]:
    """Every part of `root` that would be read and must not be; links to folders as well."""
    seen = 0
    for folder, folders, files in os.walk(root):
        for name in sorted((*folders, *files)):
            path = Path(folder) / name
            seen += 1
            if why := _why_not(path):
                yield Problem(path, 1, why)
        if seen > FILES_AT_MOST:
            said = f"holds more than {FILES_AT_MOST:,} files: name the folder of the questions only"
            yield Problem(root, 1, said)
            return


def _why_not(path: Path) -> str:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return ""  # gone while we look
    mode = found.st_mode
    if stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and path.suffix not in CONTENT):
        return ""
    if stat.S_ISLNK(mode):
        leads = path.is_dir() or path.suffix in CONTENT
        return "is a symbolic link; put the file itself here" if leads else ""
    if not stat.S_ISREG(mode):
        return "is no regular file (a pipe, a socket or a device); take it out of the folder"
    if found.st_size > BYTES_AT_MOST:
        return f"has {found.st_size:,} bytes, and a content file has at most {BYTES_AT_MOST:,}"
    return ""
