"""Whether an export is still as it was made, and whether its scores follow from its ratings."""

from collections.abc import Mapping

from assessment.domain.errors import Invalid
from assessment.domain.faults import Fault
from assessment.export.archive import ADDED_LATER, FILES, TABLE_FILES, Unpacked, unpack
from assessment.export.changes import changes
from assessment.export.columns import RATINGS, SHORTLIST, WEIGHTS
from assessment.export.manifest import MANIFEST, Manifest, digest, read_manifest
from assessment.export.reader import Sheet, read_csv
from assessment.export.recompute import disagreements

ALWAYS = tuple(name for name in FILES if name not in ADDED_LATER)
"""The files of every export that was ever made."""


def verify(data: bytes) -> tuple[Fault, ...]:
    """Every problem of the export.zip in `data`; none: it is as it was made.

    Which files belong to it is in its own manifest, so that exports of every version verify.
    Invalid when `data` is no zip, or none that an export made.
    """
    unpacked = unpack(data)
    if not any(name in unpacked.files or name in unpacked.unreadable for name in FILES):
        raise Invalid(f"this ZIP file is not a Levelset export, which contains {', '.join(ALWAYS)}")
    problems: list[Fault] = []
    manifest = _manifest(unpacked.files, problems)
    problems += _files(unpacked, manifest)
    sheets = _sheets(unpacked.files, problems)
    if manifest:
        problems += _changed(sheets, unpacked.files, manifest)
    if sheets.keys() >= {RATINGS, SHORTLIST, WEIGHTS}:
        floor = manifest.coverage_floor if manifest else None
        tables = (sheets[RATINGS], sheets[SHORTLIST], sheets[WEIGHTS])
        problems += disagreements(*tables, floor=floor)
    return tuple(sorted(problems, key=_place))


def _files(unpacked: Unpacked, manifest: Manifest | None) -> list[Fault]:
    """What is unreadable, missing or too much, by the manifest; without one, by every version."""
    found = [*unpacked.files, *unpacked.unreadable]
    listed = dict.fromkeys((*ALWAYS, *manifest.files) if manifest else ALWAYS)
    known = listed if manifest else dict.fromkeys(FILES)
    return [
        *(Fault(name, None, None, why) for name, why in unpacked.unreadable.items()),
        *(
            Fault(name, None, None, "this file is missing from the export")
            for name in listed
            if name not in found
        ),
        *(
            Fault(name, None, None, "this file does not belong to the export")
            for name in found
            if name not in known
        ),
    ]


def _sheets(files: Mapping[str, bytes], problems: list[Fault]) -> dict[str, Sheet]:
    sheets = {}
    for file in TABLE_FILES:
        if file in files:
            name = file.removesuffix(".csv")
            try:
                sheets[name] = read_csv(name, files[file])
            except Invalid as fault:
                problems.append(Fault(file, None, None, str(fault)))
    return sheets


def _manifest(files: Mapping[str, bytes], problems: list[Fault]) -> Manifest | None:
    if MANIFEST not in files:
        return None
    try:
        manifest = read_manifest(files[MANIFEST])
    except Invalid as fault:
        problems.append(Fault(MANIFEST, None, None, str(fault)))
        return None
    if manifest.digest != manifest.own_digest():
        said = "the manifest itself was changed since the export"
        problems.append(Fault(MANIFEST, None, None, said))
    return manifest


def _changed(
    sheets: Mapping[str, Sheet], files: Mapping[str, bytes], manifest: Manifest
) -> list[Fault]:
    """Tables by row and column; what else the manifest lists by its file's digest alone."""
    undigested = (f for f in ALWAYS if f != MANIFEST and f not in manifest.files)
    problems = [Fault(MANIFEST, None, None, f"holds no digest of {file}") for file in undigested]
    for file, kept in manifest.files.items():
        if file in TABLE_FILES:
            if sheet := sheets.get(file.removesuffix(".csv")):
                problems += changes(sheet, files[file], kept)
        elif file in files and digest(files[file]) != kept.digest:
            problems.append(Fault(file, None, None, "changed since the export"))
    return problems


def _place(problem: Fault) -> tuple[int, str, int]:
    """In the order of the files, then from top to bottom."""
    known = FILES.index(problem.file) if problem.file in FILES else len(FILES)
    return (known, problem.file, problem.row or 0)
