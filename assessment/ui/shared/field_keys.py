"""Keys of the text fields of a form, which tell the fields of one record from those of another."""

from zlib import crc32

from assessment.ui.shared.address import url_state


def field_key(form: str, field: str, saved: str = "") -> str:
    """A key for `field` of `form`, which names its record; another one where `saved` has changed.

    Streamlit knows a field with a key by that alone, and would go on showing the older text. What a
    browser keeps of unsaved words goes by the class that the key becomes.
    """
    base = crc32(saved.encode("utf-8", "surrogatepass"))
    return f"{url_state.round_of(form)} {field} {base:010d}"
