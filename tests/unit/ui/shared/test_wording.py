"""Sentences as screens say them: what somebody typed stays text."""

import pytest

from assessment.ui.shared.wording import plain


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Batch *MES*", r"Batch \*MES\*"),
        ("see https://a.example", "see https\\:\u2060//a\\.example"),
        ("HTTP://a.example", "HTTP\\:\u2060//a\\.example"),
        ("www.a.example", "www\u2060\\.a\\.example"),
        ("ann@a.example", "ann\u2060@a\\.example"),
        (":smile: 12:30", "\\:\u2060smile\\: 12\\:30"),
        (":material/home:", "\\:\u2060material/home\\:"),
        ("R&amp;D", r"R\&amp;D"),
        ("Title\n===", "Title\n\\=\\=\\="),
    ],
)
def test_markup_and_addresses_that_were_typed_stay_text(typed, written):
    assert plain(typed) == written
