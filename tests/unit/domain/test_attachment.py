"""Which files are kept: told by name and contents together."""

import io
import zipfile

import pytest

from assessment.domain.attachment import LARGEST, FileKind, file_name, kind_of
from assessment.domain.errors import Invalid


def a_package(*parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    return made.getvalue()


DOCX = a_package("[Content_Types].xml", "word/document.xml")
MACROS = a_package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
PNG, JPG, PDF = b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0...", b"%PDF-1.7\n..."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("cv.pdf", PDF, FileKind.PDF),
        ("CV.DOCX", DOCX, FileKind.DOCX),
        ("notes.txt", "Größe 藤井\r\n".encode(), FileKind.TXT),
        ("notes.md", b"\xef\xbb\xbf# Title\n", FileKind.MARKDOWN),
        ("badge.png", PNG, FileKind.PNG),
        ("photo.jpeg", JPG, FileKind.JPG),
        ("photo.jpg", JPG, FileKind.JPG),
    ],
)
def test_a_file_whose_contents_are_what_its_name_says_is_kept(name, data, kind):
    assert kind_of(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cv.exe", PDF, "Levelset can't attach cv.exe. Use PDF, Word (.docx), text,"),
        ("cv", PDF, "Levelset can't attach cv."),
        ("page.html", b"<script>", "Levelset can't attach page.html."),
        ("cv.pdf", DOCX, "isn't really a PDF file"),
        ("cv.pdf", b"<html>%PDF-", "isn't really a PDF file"),
        ("cv.docx", MACROS, "isn't really a Word (.docx) file"),
        ("cv.docx", b"PK\x03\x04 broken", "isn't really a Word (.docx) file"),
        ("cv.docx", a_package("xl/workbook.xml"), "isn't really a Word (.docx) file"),
        ("cv.txt", PNG, "isn't really a text file"),
        ("cv.md", b"a\x00b", "isn't really a Markdown file"),
        ("cv.txt", "Jos\xe9".encode("latin-1"), "isn't really a text file"),
        ("cv.png", JPG, "isn't really a PNG file"),
        ("cv.pdf", b"", "cv.pdf is empty."),
    ],
)
def test_everything_else_is_refused_with_a_sentence(name, data, said):
    with pytest.raises(Invalid) as refused:
        kind_of(name, data)

    assert said in str(refused.value)


def test_ten_megabytes_are_kept_and_one_byte_more_is_not():
    assert kind_of("cv.pdf", PDF.ljust(LARGEST, b"x")) is FileKind.PDF
    with pytest.raises(Invalid, match=r"cv\.pdf is 10\.0 MB\. The limit is 10 MB\."):
        kind_of("cv.pdf", PDF.ljust(LARGEST + 1, b"x"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("cv.pdf", "cv.pdf"),
        ("C:\\Users\\a\\cv.pdf", "cv.pdf"),
        ("../../etc/cv.pdf", "cv.pdf"),
        ("a\r\nb\u202efdp.pdf", "a bfdp.pdf"),
    ],
)
def test_a_name_is_its_last_part_on_one_line(given, kept):
    assert file_name(given) == kept


@pytest.mark.parametrize("given", ["", "..", "/", "x" * 121])
def test_a_name_that_is_none_is_refused(given):
    with pytest.raises(Invalid, match="file"):
        file_name(given)
