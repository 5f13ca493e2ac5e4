"""Whether a file is on a disk that others write to. SQLite needs a local one."""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath, PureWindowsPath

MOUNTS = Path("/proc/mounts")
"""Linux's list of mounted file systems."""
MACOS_MOUNT = "/sbin/mount"
REMOTE_DRIVE = 4
"""What Windows calls a drive letter that stands for a share."""

SHARED = {
    "9p": "9p, a Windows drive under WSL or a folder shared with a virtual machine",
    "drvfs": "drvfs, a Windows drive under WSL",
    "vboxsf": "vboxsf, a folder shared with VirtualBox",
    "davfs": "davfs, a WebDAV share",
    "webdav": "webdav, a WebDAV share",
} | {
    kind: kind
    for kind in (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "coda"),
        *("ceph", "glusterfs", "lustre", "gfs", "gfs2", "ocfs2", "beegfs", "gpfs", "orangefs"),
        *("virtiofs", "AppleVirtIOFS", "prl_fs", "prlfs", "vmhgfs", "vboxfs", "vboxvfs"),
        *("fakeowner", "grpcfuse", "osxfs", "macfuse", "osxfuse", "fusefs", "fuse-t", "ftp"),
        *("davfs2", "sshfs", "ftpfs", "curlftpfs", "afp", "lifs", "cvmfs", "s3fs"),
    )
}
"""File systems behind which there is a server, a host machine or a sync program."""
LOCAL_FUSE = frozenset(
    {
        *("ntfs-3g", "ntfs", "lowntfs-3g", "exfat", "exfat-fuse", "ext2", "fuse-ext2", "apfs-fuse"),
        *("fuse-overlayfs", "mergerfs", "bindfs", "lxcfs", "portal", "gocryptfs", "encfs", "cryfs"),
        *("veracrypt", "squashfuse", "zfs-fuse", "unionfs-fuse", "dislocker"),
    }
)
"""Programs that show a local disk through FUSE."""

_SERVICES = {
    "OneDrive": r"onedrive( ?- ?.+)?|onedrive-.+",
    "Dropbox": r"dropbox( \(.+\)|-.+)?",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs|icloud~.+",
    "Google Drive": r"google ?drive(-.+)?|my drive",
    "Nextcloud": r"nextcloud\d*",
    "ownCloud": r"owncloud\d*",
    "Box": r"(?-i:Box)|box sync|box-box",
    "pCloud": r"pcloud ?drive",
    "MEGA": r"(?-i:MEGA)|megasync",
    "Synology Drive": r"synology ?drive",
    "Proton Drive": r"proton ?drive(-.+)?",
    "Syncthing": r"syncthing",
    "Seafile": r"seafile",
    "Tresorit": r"tresorit",
    "a sync program": r"cloudstorage",
}
_FOLDER_OF = {service: re.compile(names, re.IGNORECASE) for service, names in _SERVICES.items()}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".SynologyDrive": "Synology Drive",
}
"""What sync programs leave in the folder that they watch, whatever it is called.

A folder `.dropbox` is in every home directory with Dropbox; the file marks the shared folder.
"""
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows keeps the place of OneDrive's folder."""

DriveType = Callable[[str], int]


def caution(file: Path, mounts: Path = MOUNTS) -> str:
    """One sentence where `file` is on a shared disk or in a synchronised folder, else blank."""
    there = file.resolve()
    if kind := _shared(there, mounts):
        return (
            f"The database {file} is on a shared disk ({kind}), where SQLite can lose or "
            "damage it: move it to a local disk, or use PostgreSQL."
        )
    if service := synchronised_by(there) or synchronised_by(file.absolute()):
        return (
            f"The database {file} is in a folder that {service} synchronises. A copy taken while "
            "Levelset runs can lack the newest ratings, and an older copy can replace them: move "
            "it to a folder that is not synchronised, or use PostgreSQL."
        )
    return ""


def _shared(file: Path, mounts: Path) -> str:
    if sys.platform == "win32":
        return windows_share(PureWindowsPath(file), _drive_type)
    return shared_kind(file, _macos_mounts() if sys.platform == "darwin" else _linux_mounts(mounts))


def shared_kind(file: PurePath, mounts: Mapping[PurePath, str]) -> str:
    """The kind of file system around `file` where it is a shared one; blank for a local disk."""
    around = [place for place in mounts if file.is_relative_to(place)]
    kind = mounts[max(around, key=lambda place: len(place.parts))] if around else ""
    fuse, dot, program = kind.partition(".")
    if fuse in {"fuse", "fuseblk"} and dot:
        return "" if program.lower() in LOCAL_FUSE else kind
    return kind if kind == "fuse" else SHARED.get(kind, "")


def windows_share(file: PureWindowsPath, drive_type: DriveType) -> str:
    r"""The share that `file` is on: `\\server\share`, or a letter that stands for one; or blank."""
    root = file.drive
    device = root.startswith(("\\\\?\\", "\\\\.\\"))
    if root.startswith("\\\\?\\UNC\\") or (root.startswith("\\\\") and not device):
        return f"the share {root}"
    letter = root.removeprefix("\\\\?\\")
    return f"the network drive {letter}" if drive_type(f"{letter}\\") == REMOTE_DRIVE else ""


def synchronised_by(
    file: PurePath, variables: Mapping[str, str] = os.environ, home: Path | None = None
) -> str:
    """The program that keeps a copy of `file` elsewhere; blank where none is known to."""
    for name in _VARIABLES:
        if (folder := variables.get(name)) and file.is_relative_to(type(file)(folder)):
            return "OneDrive"
    for service, names in _FOLDER_OF.items():
        if any(map(names.fullmatch, file.parts[:-1])):
            return service
    if isinstance(file, Path):
        return _marked(file) or _in_icloud(file, home or Path.home())
    return ""


def _marked(file: Path) -> str:
    for folder in file.parents:
        for mark, service in _MARKS.items():
            try:
                found = folder / mark
                if found.is_file() if mark == ".dropbox" else found.exists():
                    return service
            except OSError:  # what cannot be looked into is not ours to judge
                break
    return ""


def _in_icloud(file: Path, home: Path) -> str:
    """Desktop and Documents are in iCloud where iCloud has a folder of that name."""
    cloud = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    shared = (name for name in ("Desktop", "Documents") if (cloud / name).exists())
    return "iCloud" if any(file.is_relative_to(home / name) for name in shared) else ""


def _linux_mounts(mounts: Path) -> dict[PurePath, str]:
    """Each mounted place and its type; of two in one place the last one, which lies on top."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return {}
    parts = (line.split(" ") for line in lines)
    return {Path(_unescaped(p[1])): p[2] for p in parts if len(p) > 2}


def _unescaped(text: str) -> str:
    r"""A blank in a folder's name is written as `\040` there."""
    for code in ("040", "011", "012", "134"):
        text = text.replace(f"\\{code}", chr(int(code, 8)))
    return text


def _macos_mounts() -> dict[PurePath, str]:
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program of the system
            [MACOS_MOUNT], capture_output=True, text=True, check=True, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    return dict(macos_mounts(done.stdout))


def macos_mounts(said: str) -> Iterator[tuple[PurePath, str]]:
    """Place and type out of lines such as `//anna@nas/x on /Volumes/x (smbfs, nodev)`."""
    for found in re.finditer(r"^.+? on (/.*) \(([^,)]+)[^)]*\)$", said, re.MULTILINE):
        yield Path(found.group(1)), found.group(2)


def _drive_type(root: str) -> int:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # only on Windows
    return int(kernel.GetDriveTypeW(root))
