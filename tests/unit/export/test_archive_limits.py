"""A zip is read with bounds: on its size, on how tightly it is packed, on how many files it has."""

import io
import os
import zipfile

import pytest

from assessment.domain.errors import Invalid
from assessment.export import archive
from assessment.export.archive import ENTRIES_AT_MOST, unpack


def zipped(files, *, how=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_a_bomb_is_named_and_not_unpacked():
    found = unpack(zipped({"ratings.csv": b"0" * 20_000_000, "README.txt": b"words"}))

    assert list(found.files) == ["README.txt"]
    assert "would unpack to 20,000,000, which no export does" in found.unreadable["ratings.csv"]


def test_what_is_packed_as_tables_are_is_read():
    row = b"levelset/1,DEMO,C-01,R-01,submitted,q%05d,prd-dsp-001,1,execution,4,0.75\r\n"
    table = b"".join(row % n for n in range(50_000))

    assert unpack(zipped({"ratings.csv": table})).files["ratings.csv"] == table


def test_too_many_files_are_refused():
    with pytest.raises(Invalid, match="the zip holds 1,001 files"):
        unpack(zipped({f"{n}.csv": b"" for n in range(ENTRIES_AT_MOST + 1)}))


def test_too_much_altogether_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "SIZE_AT_MOST", 1000)

    with pytest.raises(Invalid, match="the zip claims to unpack to 1,200 bytes"):
        unpack(zipped({"a": os.urandom(600), "b": os.urandom(600)}))


def test_a_zip_that_lies_about_a_size_fills_no_memory():
    data = bytearray(zipped({"ratings.csv": b"0" * 3_000_000}, how=zipfile.ZIP_STORED))
    small = (1000).to_bytes(4, "little")
    big = (3_000_000).to_bytes(4, "little")

    found = unpack(bytes(data).replace(big + big, small + small))

    assert "ratings.csv" in found.unreadable
