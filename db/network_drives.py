"""Which disk a file lies on: SQLite's log wants a local one."""

from pathlib import Path

MOUNTS = Path("/proc/mounts")
"""Linux only; elsewhere nothing is said."""

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs"})


def caution(file: Path, mounts: Path = MOUNTS) -> str:
    """One sentence where `file` lies on a network file system, else blank."""
    kind = _kind(file.resolve(), mounts)
    if kind not in NETWORK:
        return ""
    return (
        f"The database {file} lies on a network file system ({kind}), where SQLite can lose or "
        "damage it: move it to a local disk, or use PostgreSQL."
    )


def _kind(file: Path, mounts: Path) -> str:
    """The type of the innermost mount around `file`; the last line wins, as it lies on top."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    found, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        place = Path(_unescaped(parts[1]))
        if file.is_relative_to(place) and len(place.parts) >= found:
            found, kind = len(place.parts), parts[2]
    return kind


def _unescaped(text: str) -> str:
    r"""A blank in a folder's name is written as `\040` there."""
    for code in ("040", "011", "012", "134"):
        text = text.replace(f"\\{code}", chr(int(code, 8)))
    return text
