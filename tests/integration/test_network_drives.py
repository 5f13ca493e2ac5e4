"""A caution for every disk and folder that others write to, and none for a local one."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import make_url

from db.engine import engine_for
from db.network_drives import (
    REMOTE_DRIVE,
    caution,
    macos_mounts,
    shared_kind,
    synchronised_by,
    windows_share,
)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home {here} nfs4 rw 0 0
/dev/sdb1 {here}/local ext4 rw 0 0
//box/share {here}/with\\040blank cifs rw 0 0
me@host:/ {here}/far fuse.sshfs rw 0 0
odd line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("levelset.db", "nfs4"),
        ("deeper/levelset.db", "nfs4"),
        ("with blank/levelset.db", "cifs"),
        ("far/levelset.db", "fuse.sshfs"),
        ("local/levelset.db", ""),
        ("../levelset.db", ""),
    ],
)
def test_the_innermost_mount_decides(tmp_path, place, kind):
    here, mounts = tmp_path / "mnt", tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(here=here))
    file = here / place

    assert caution(file, mounts) == (
        kind
        and f"The database {file} is on a shared disk ({kind}), where SQLite can lose or "
        "damage it: move it to a local disk, or use PostgreSQL."
    )


@pytest.mark.parametrize(
    "kind",
    [
        *("9p", "drvfs", "vboxsf", "davfs", "fuse", "fuse.rclone", "fuse.gvfsd-fuse"),
        *(
            "fuse.google-drive-ocamlfuse",
            "fuse.vmhgfs-fuse",
            "fuse.davfs2",
            "fuse.s3fs",
            "virtiofs",
        ),
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "ceph", "fuse.glusterfs"),
    ],
)
def test_every_kind_of_shared_disk_is_told(tmp_path, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"x /mnt/x {kind} rw 0 0\n")

    assert kind in caution(Path("/mnt/x/levelset.db"), mounts)


@pytest.mark.parametrize(
    "kind",
    [
        "ext4",
        "btrfs",
        "xfs",
        "apfs",
        "fuseblk",
        "fuse.ntfs-3g",
        "overlay",
        "tmpfs",
        "fuse.mergerfs",
    ],
)
def test_a_local_disk_brings_no_caution(kind):
    assert shared_kind(PurePosixPath("/data/x.db"), {PurePosixPath("/data"): kind}) == ""


@pytest.mark.parametrize(
    ("file", "service"),
    [
        ("/home/anna/OneDrive/levelset.db", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/OneDrive-Contoso/x/levelset.db", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/Dropbox/levelset.db", "Dropbox"),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-a@b.c/levelset.db", "Google Drive"),
        ("/Users/anna/Library/CloudStorage/Other-x/levelset.db", "a sync program"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/l.db", "iCloud"),
        ("/home/anna/Dropbox/levelset.db", "Dropbox"),
        ("/home/anna/Dropbox (Contoso)/levelset.db", "Dropbox"),
        ("/home/anna/Nextcloud/levelset.db", "Nextcloud"),
        ("/home/anna/levelset.db", ""),
        ("/home/anna/OneDrive.db", ""),
        ("/home/anna/onedrives/levelset.db", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(file, service):
    assert synchronised_by(PurePosixPath(file), {}) == service


@pytest.mark.parametrize(
    ("file", "service"),
    [
        (r"C:\Users\anna\OneDrive - Contoso\levelset.db", "OneDrive"),
        (r"C:\Users\anna\onedrive\levelset.db", "OneDrive"),
        (r"D:\Work\levelset.db", "OneDrive"),
        (r"C:\Users\anna\iCloudDrive\levelset.db", "iCloud"),
        (r"G:\My Drive\levelset.db", "Google Drive"),
        (r"C:\Users\anna\AppData\Local\levelset.db", ""),
    ],
)
def test_on_windows_the_environment_tells_where_onedrive_is(file, service):
    assert synchronised_by(PureWindowsPath(file), {"OneDrive": r"D:\Work"}) == service


def test_a_folder_that_a_sync_program_marked_is_told(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    (tmp_path / "renamed").mkdir()
    (tmp_path / "renamed" / ".dropbox").write_text("")
    (tmp_path / ".dropbox").mkdir()  # as in a home directory

    assert "that Syncthing synchronises" in caution(tmp_path / "shared" / "x.db", tmp_path / "none")
    assert "that Dropbox synchronises" in caution(tmp_path / "renamed" / "x.db", tmp_path / "none")
    assert caution(tmp_path / "x.db", tmp_path / "none") == ""


def test_documents_that_macos_keeps_in_icloud_are_told(tmp_path):
    (tmp_path / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)

    assert synchronised_by(tmp_path / "Documents" / "x.db", {}, tmp_path) == "iCloud"
    assert synchronised_by(tmp_path / "Desktop" / "x.db", {}, tmp_path) == ""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (r"\\nas\people\levelset.db", r"the share \\nas\people"),
        (r"\\wsl.localhost\Debian\home\x.db", r"the share \\wsl.localhost\Debian"),
        (r"\\VBOXSVR\shared\x.db", r"the share \\VBOXSVR\shared"),
        (r"\\?\UNC\nas\people\x.db", r"the share \\?\UNC\nas\people"),
        (r"Z:\levelset.db", "the network drive Z:"),
        (r"C:\Users\anna\levelset.db", ""),
        (r"\\?\C:\Users\anna\levelset.db", ""),
    ],
)
def test_shares_on_windows_are_told(file, kind):
    types = {"Z:\\": REMOTE_DRIVE, "C:\\": 3}

    assert windows_share(PureWindowsPath(file), types.__getitem__) == kind


def test_the_mounts_of_macos_are_read():
    said = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@nas._smb._tcp.local/x on /Volumes/Common (x) (smbfs, nodev, nosuid, mounted by anna)
https://dav.example/ on /Volumes/dav (webdav, nodev)
"""
    mounts = dict(macos_mounts(said))

    assert shared_kind(Path("/Volumes/Common (x)/l.db"), mounts) == "smbfs"
    assert shared_kind(Path("/Volumes/dav/l.db"), mounts) == "webdav, a WebDAV share"
    assert shared_kind(Path("/Users/anna/l.db"), mounts) == ""


def test_nothing_is_said_where_mounts_cannot_be_read(tmp_path):
    assert caution(tmp_path / "levelset.db", tmp_path / "none") == ""


def test_sqlite_overwrites_what_is_deleted(tmp_path):
    engine = engine_for(make_url(f"sqlite:///{tmp_path}/x.db"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
    engine.dispose()
