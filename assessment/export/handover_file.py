"""The file that takes a seat of an interview to another laptop, and the one that brings it back.

One kind of ZIP file with a direction. `manifest.json` names both databases and has a digest of
every member and of each of its rows; it covers itself. It shows changes, and is no signature.
`handover_papers` has what the members hold.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessment.domain.errors import Invalid
from assessment.export.archive import packed, unpack
from assessment.export.handover_papers import (
    BoardRow,
    DraftRow,
    EntryRow,
    HandoverManifest,
    KitPaper,
    MeetingPaper,
    MemberDigest,
    PlainPaper,
    ReturnPaper,
    Way,
)
from assessment.export.manifest import MANIFEST, README, digest

FORMAT = "levelset-handover"
VERSION = 1
"""Raised when a reader of this version could not read what a later one writes."""
LARGEST = 2**25
"""Bytes of everything in one file: an interview has a few hundred kilobytes."""
KIT, MEETING, RETURN = "kit.json", "interview.json", "return.json"
ENTRIES, BOARD, DRAFTS = "entries.jsonl", "board.jsonl", "drafts.jsonl"

M = TypeVar("M", bound=PlainPaper)


class HandoverFile(BaseModel):
    """A file that goes out, as it was read."""

    manifest: HandoverManifest
    meeting: MeetingPaper
    kit: KitPaper


class ReturnFile(BaseModel):
    """A file that comes back, as it was read."""

    manifest: HandoverManifest
    paper: ReturnPaper
    entries: list[EntryRow]
    board: list[BoardRow]
    drafts: list[DraftRow]


def handover_bytes(about: Mapping[str, Any], meeting: MeetingPaper, kit: KitPaper) -> bytes:
    """The file that goes out; `about` are the manifest's fields but its digests."""
    return _sealed(about, Way.HANDOVER, {MEETING: meeting, KIT: kit}, {})


def return_bytes(
    about: Mapping[str, Any],
    paper: ReturnPaper,
    rows: Mapping[str, Sequence[PlainPaper]],
) -> bytes:
    """The file that comes back; `rows` are those of ENTRIES, BOARD and DRAFTS."""
    return _sealed(about, Way.RETURN, {RETURN: paper}, rows)


def read_file(data: bytes) -> HandoverFile | ReturnFile:
    """What `data` holds; Invalid names the member and the row that are not as they were written."""
    found = unpack(data, kind="handover", at_most=LARGEST)
    for name, why in found.unreadable.items():
        raise Invalid(f"{name} {why}.")
    manifest = _manifest(found.files)
    for name, known in manifest.files.items():
        _compare(name, known, found.files.get(name))
    if extra := sorted(set(found.files) - set(manifest.files) - {MANIFEST}):
        raise Invalid(f"{extra[0]} does not belong in this file. Use the file as it was made.")
    files = found.files
    if manifest.direction is Way.HANDOVER:
        return HandoverFile(
            manifest=manifest,
            meeting=_read(MeetingPaper, files, MEETING),
            kit=_read(KitPaper, files, KIT),
        )
    return ReturnFile(
        manifest=manifest,
        paper=_read(ReturnPaper, files, RETURN),
        entries=_rows(EntryRow, files, ENTRIES),
        board=_rows(BoardRow, files, BOARD),
        drafts=_rows(DraftRow, files, DRAFTS),
    )


def _sealed(
    about: Mapping[str, Any],
    way: Way,
    papers: Mapping[str, PlainPaper],
    rows: Mapping[str, Sequence[PlainPaper]],
) -> bytes:
    files = {name: _json(paper) + b"\n" for name, paper in papers.items()}
    digests = {name: MemberDigest(digest=digest(data)) for name, data in files.items()}
    for name, every in rows.items():
        lines = [_json(row) for row in every]
        files[name] = b"".join(line + b"\n" for line in lines)
        each = [digest(line) for line in lines]
        digests[name] = MemberDigest(digest=digest(files[name]), rows=each)
    files[README] = _README[way].encode()
    digests[README] = MemberDigest(digest=digest(files[README]))
    given = {"format": FORMAT, "version": VERSION, "direction": way, "files": digests, **about}
    manifest = HandoverManifest(**given)
    manifest = manifest.model_copy(update={"digest": manifest.own_digest()})
    return packed({**files, MANIFEST: _json(manifest) + b"\n"})


_README = {
    Way.HANDOVER: (
        "One seat of an interview, for a laptop without a connection. It holds the questions, the "
        "candidate's code and name, and nobody's ratings.\n\nOpen Levelset there and choose "
        "Interviews > From another laptop, or run: levelset merge FILE\n"
    ),
    Way.RETURN: (
        "What was written on one seat of an interview. Take it to the computer that the interview "
        "came from.\n\nOpen Levelset there and choose Interviews > From another laptop, or run: "
        "levelset merge FILE\n"
    ),
}


def _json(plain: PlainPaper) -> bytes:
    told = plain.model_dump(mode="json")
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _manifest(files: Mapping[str, bytes]) -> HandoverManifest:
    """The manifest, once it is known to be one of ours and of a version that can be read."""
    try:
        told = json.loads(files[MANIFEST])
        kind, version = told["format"], told.get("version")
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        raise Invalid(
            "This ZIP file was not made by handing over an interview: it has no manifest of one."
        ) from None
    if kind != FORMAT:
        what = "an export" if str(kind).startswith("levelset") else "something else"
        raise Invalid(f"This ZIP file is {what}, not an interview that was handed over.")
    if isinstance(version, int) and version > VERSION:
        raise Invalid(
            f"This file was made by a newer version of Levelset (format {version}; this version "
            f"reads {VERSION}). Update Levelset here, then merge the file again."
        )
    manifest = _read(HandoverManifest, files, MANIFEST)
    if manifest.digest != manifest.own_digest():
        raise Invalid(_changed(MANIFEST))
    wanted = {
        Way.HANDOVER: {MEETING, KIT, README},
        Way.RETURN: {RETURN, ENTRIES, BOARD, DRAFTS, README},
    }[manifest.direction]
    if wanted != set(manifest.files):
        raise Invalid(_changed(MANIFEST))
    return manifest


def _changed(where: str) -> str:
    return f"{where} was changed after the file was made. Use the file as it was made."


def _compare(name: str, known: MemberDigest, data: bytes | None) -> None:
    if data is None:
        raise Invalid(f"{name} is missing from the file. Use the file as it was made.")
    if digest(data) == known.digest:
        return
    there = data.split(b"\n")
    for number, wanted in enumerate(known.rows, 1):
        if number > len(there) or digest(there[number - 1]) != wanted:
            raise Invalid(_changed(f"{name}, row {number}"))
    raise Invalid(_changed(f"{name}, row {len(known.rows) + 1}" if known.rows else name))


def _read(kind: type[M], files: Mapping[str, bytes], name: str) -> M:
    return _parsed(kind, files[name], name)


def _rows(kind: type[M], files: Mapping[str, bytes], name: str) -> list[M]:
    lines = files[name].split(b"\n")[:-1]
    return [_parsed(kind, line, f"{name}, row {n}") for n, line in enumerate(lines, 1)]


def _parsed(kind: type[M], data: bytes, where: str) -> M:
    try:
        return kind.model_validate_json(data)
    except ValidationError as fault:
        part = ".".join(str(p) for p in fault.errors()[0]["loc"])
        at = f" ({part})" if part else ""
        raise Invalid(f"{where}{at} is not what Levelset writes there.") from None
