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
_CAN_ARM = re.compile(rf"[{_SIGNS}\t\r\n]")
"""What every armed text has somewhere; most texts have none, and are done with."""
_ARMED_START = re.compile(rf"(?={_SKIPPED}(?:[{_SIGNS}]|[\t\r\n]))")
_BEFORE_ARMED = re.compile(rf"[{_SEPARATORS}](?={_SKIPPED}[{_SIGNS}])")
"""An armed part after a separator. The search goes from separator to separator."""
_GUARDED = re.compile(
    rf"(?:(?<![^{_SEPARATORS}])'(?={_SKIPPED}[{_SIGNS}])|\A'(?={_SKIPPED}[\t\r\n]))"
)


def defuse(text: str) -> str:
    """`text` as it may stand in a cell or a header: an apostrophe before every armed part."""
    if not _CAN_ARM.search(text):
        return text
    armed = _BEFORE_ARMED.sub(r"\g<0>'", text)
    return f"'{armed}" if _ARMED_START.match(text) else armed


def restore(text: str) -> str:
    """What `defuse` was given; texts that it cannot have written are left alone."""
    bare = _GUARDED.sub("", text)
    return bare if defuse(bare) == text else text
