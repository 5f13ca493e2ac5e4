"""The two files of an access report: a page to read, and the same for programs."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assessment.services.reading.access_reports import AccessFiles
from assessment.ui.printing.report_html import report_html

FOLDER = "files"
PAGE, DATA = "access-report.html", "access-report.json"


def as_files(made: AccessFiles) -> dict[str, bytes]:
    """All files by name, those that were attached below `FOLDER`."""
    drawn = {PAGE: bytes(report_html(made.document).body), DATA: made.json}
    return drawn | {f"{FOLDER}/{name}": data for name, data in made.attached.items()}


def zipped(made: AccessFiles) -> bytes:
    """All in one ZIP file; the same report gives the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in as_files(made).items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
