"""Text that a spreadsheet could run as a formula, made harmless and brought back unchanged.

A text is armed when the first character that is no quote, apostrophe or blank is one of = + - @,
or when a tab or a line break stands among those first characters: spreadsheets skip some of them
and split cells at others. An armed text stays armed with one more apostrophe in front, and that
makes the way back exact: `defuse` puts one apostrophe before armed texts, `restore` takes one away
where an armed text remains, and every text returns.
"""

import re

_ARMED = re.compile(r"""[\s"'\ufeff]*[=+\-@\t\r\n]""")


def is_armed(text: str) -> bool:
    """Whether a spreadsheet could take `text` for a formula."""
    return _ARMED.match(text) is not None


def defuse(text: str) -> str:
    """`text` as it may stand in a cell or a header: with a leading apostrophe when it is armed."""
    return f"'{text}" if is_armed(text) else text


def restore(text: str) -> str:
    """What `defuse` was given; texts that it cannot have changed are left alone."""
    return text[1:] if text.startswith("'") and is_armed(text[1:]) else text
