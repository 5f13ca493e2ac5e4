"""Whatever is wrong with a ZIP file, whoever reads it says so in a sentence and nothing breaks."""

import io
import random
import zipfile

import pytest
from docx import Document

from assessment.domain.attachment import kind_of
from assessment.domain.errors import AssessmentError, Invalid
from assessment.export.archive import unpack
from assessment.export.handover_file import read_file
from assessment.scoping.adverts.files import text_of_file

METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}
DAMAGES = 400


def a_docx():
    document, held = Document(), io.BytesIO()
    document.add_paragraph("MES engineer for two plants")
    document.save(held)
    return held.getvalue()


DOCX = a_docx()


def zipped(method, files=None):
    out = io.BytesIO()
    named = files or {
        "manifest.json": b'{"format": "levelset-handover"}' * 9,
        "caf\u00e9.csv": b"x",
    }
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in named.items():
            archive.writestr(name, data)
    return out.getvalue()


def packed_anew(data, method):
    """The same members, packed another way."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped(method, {name: archive.read(name) for name in archive.namelist()})


def damaged(data, seed):
    rolled, found = random.Random(seed), bytearray(data)  # noqa: S311  # no secret
    for _ in range(rolled.choice([1, 1, 2, 5, 20])):
        found[rolled.randrange(len(found))] = rolled.randrange(256)
    return bytes(found[: rolled.randrange(1, len(found))] if rolled.random() < 0.2 else found)


def broken_by(read, data):
    """What `read` raised that is no sentence, over many damages."""
    raised = set()
    for seed in range(DAMAGES):
        try:
            read(damaged(data, seed))
        except AssessmentError:
            continue
        except Exception as fault:  # noqa: BLE001  # it is what is looked for
            raised.add(repr(fault))
    return raised


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("read", [unpack, read_file], ids=lambda f: f.__name__)
def test_a_damaged_zip_gets_a_sentence(read, method):
    assert broken_by(read, zipped(method)) == set()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("read", [text_of_file, kind_of], ids=lambda f: f.__name__)
def test_a_damaged_word_document_gets_a_sentence(read, method):
    data = packed_anew(DOCX, method)

    assert broken_by(lambda given: read("advert.docx", given), data) == set()


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("text", [b"<w:document", b"", b"<a/>", b"\xff\xfe", b"<a>&b;</a>"])
def test_a_word_document_with_an_odd_part_gets_a_sentence(part, text):
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    with pytest.raises(Invalid, match=r"advert\.docx"):
        text_of_file("advert.docx", zipped(zipfile.ZIP_DEFLATED, files | {part: text}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_what_could_ask_for_gigabytes_is_not_unpacked(method):
    found = unpack(zipped(method, {"ratings.csv": b"a,b"}))

    assert found.files == {}
    assert found.unreadable == {
        "ratings.csv": "is packed in a way that Levelset doesn't read: zip the files again"
    }
    with pytest.raises(Invalid, match="not a Word document that can be opened"):
        text_of_file("advert.docx", packed_anew(DOCX, method))
