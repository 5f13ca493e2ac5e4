"""Uploads: the words of each kind of file, and a sentence for each that holds none."""

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from assessment.scoping.adverts.files import Unreadable, text_of_file, text_of_paste

PAGE = (
    "<html><head><title>x</title><style>p {}</style></head><body><script>alert(1)</script>"
    "<h1>MES Engineer</h1><ul><li>Run lines</li><li>Fix lines &amp; walk</li></ul></body></html>"
)

FONT = "/Resources << /Font << /F1 5 0 R >> >>"


def pdf(words):
    """A page that shows `words`, written by hand; an empty text makes a page like a scan's."""
    shown = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET" if words else "0 0 600 800 re f"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R {FONT} >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + head + table + tail).encode("latin-1")


def encrypted(content):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def docx(*paragraphs, table=()):
    document, held = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_paragraph("Walk the line", style="List Bullet")
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    document.save(held)
    return held.getvalue()


def refusal(name, content):
    with pytest.raises(Unreadable) as raised:
        text_of_file(name, content)
    return str(raised.value)


def test_plain_text_in_the_encodings_that_people_have():
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert text_of_file("a.txt", "Größe – fünf".encode(encoding)) == "Größe – fünf"


def test_markdown_loses_its_marks_and_keeps_its_words():
    text = text_of_file("a.md", b"# MES Engineer\n\n- **Run** the [line](http://x.example)\n")

    assert text == "MES Engineer\n\n- Run the line\n"


def test_html_shows_what_a_page_would_show():
    text = text_of_file("a.html", PAGE.encode())

    assert "alert" not in text
    assert [line for line in text.splitlines() if line] == [
        "MES Engineer",
        "• Run lines",
        "• Fix lines & walk",
    ]


def test_pasted_html_is_read_as_a_page_and_pasted_words_are_left_alone():
    assert "<li>" not in text_of_paste(PAGE)
    assert text_of_paste("x < 5 and <b> y") == "x < 5 and <b> y"


def test_docx_with_bullets_and_tables():
    lines = text_of_file("a.docx", docx("MES Engineer", table=("Site", "Tarnbrook"))).splitlines()

    assert lines[:2] == ["MES Engineer", "• Walk the line"]
    assert {"Site", "Tarnbrook"} <= set(lines)


def test_pdf_with_words():
    words = "You look after the MES of the Tarnbrook plant and its lines."

    assert words in text_of_file("a.pdf", pdf(words))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "a.txt is empty."),
        ("a.txt", b" \n ", "a.txt is empty."),
        ("a.txt", b"MZ\x00\x01\x02", "a.txt is not a text file."),
        ("a.xlsx", b"PK", "upload a .txt, .md, .html, .docx or .pdf file"),
        ("advert", b"PK", "upload a .txt, .md, .html, .docx or .pdf file"),
        ("a.pdf", pdf(""), "it was scanned"),
        ("a.pdf", encrypted(pdf("Secret words of an advert")), "a.pdf is encrypted."),
        ("a.pdf", b"%PDF-1.4 broken", "a.pdf is not a PDF that can be opened."),
        ("a.docx", b"not a zip", "a.docx is not a Word document that can be opened."),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "is encrypted or in the old Word format"),
        ("a.txt", b"x" * (10 * 1024 * 1024 + 1), "more than 10 MB"),
    ],
)
def test_what_cannot_be_read_says_why(name, content, said):
    assert said in refusal(name, content)


def test_a_docx_that_unpacks_to_too_much_is_not_opened():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (51 * 1024 * 1024))

    assert "unpacks to more than 50 MB" in refusal("a.docx", held.getvalue())
