"""Text that a spreadsheet could run as a formula, made harmless and brought back unchanged.

Quoting doesn't keep a cell together: a file with commas that is opened where `;` separates falls
apart at every `;`, and some programs split at tabs and line breaks as well. So a text is looked at
part by part, and a part is armed when its first character that is no quote, apostrophe or blank is
one of = + - @, or the full-width form of one. The start of the whole text is armed by a tab or a
line break too, because spreadsheets skip those. `defuse` puts one apostrophe before each armed
part. A part stays armed with one more apostrophe in front, and no apostrophe makes a part of its
own, so `restore` finds exactly the same parts and every text comes back.
"""

import re

_SEPARATORS = ",;\t\r\n"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_SKIPPED = rf"""(?:(?![{_SEPARATORS}])[\s"'\ufeff])*"""
_PART = rf"(?:(?<![^{_SEPARATORS}])(?={_SKIPPED}[{_SIGNS}])|\A(?={_SKIPPED}[\t\r\n]))"
_ARMED = re.compile(_PART)
_GUARDED = re.compile(
    rf"(?:(?<![^{_SEPARATORS}])'(?={_SKIPPED}[{_SIGNS}])|\A'(?={_SKIPPED}[\t\r\n]))"
)


def is_armed(text: str) -> bool:
    """Whether a spreadsheet could take `text`, or a part of it, for a formula."""
    return _ARMED.search(text) is not None


def defuse(text: str) -> str:
    """`text` as it may stand in a cell or a header: an apostrophe before every armed part."""
    return _ARMED.sub("'", text)


def restore(text: str) -> str:
    """What `defuse` was given; texts that it cannot have written are left alone."""
    bare = _GUARDED.sub("", text)
    return bare if defuse(bare) == text else text
