"""The words of an uploaded advert: txt, md, html, docx or pdf. What cannot be read says why.

python-docx and pypdf are imported when such a file comes: a command's help needs neither.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

from assessment.domain.errors import Invalid
from assessment.domain.zip_faults import PLAINLY_PACKED, UNREADABLE_ZIP

LARGEST = 10 * 1024 * 1024
"""Bytes of an upload."""
LARGEST_UNPACKED = 50 * 1024 * 1024
"""Bytes that a docx may unpack to."""
MOST_PAGES = 60

_ODD_PARTS = (TypeError, AttributeError, SyntaxError, AssertionError, ArithmeticError)
"""What a reader raises over a part that isn't what it has to be; SyntaxError is lxml's of XML."""

_HIDDEN = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "pre", "hr", "main", "nav"}
)
_MARKDOWN = (
    (re.compile(r"^ {0,3}#{1,6} +(.*?)#* *$", re.MULTILINE), r"\1"),
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype html|html|body|div|p|ul|li|br|span|h[1-6]|table)\b[^>]*>", re.IGNORECASE
)


class Unreadable(Invalid):
    """A file or text that holds no words we can get at, with the reason."""


def text_of_file(name: str, content: bytes) -> str:
    """The words of the file `name`. Raises Unreadable with what is wrong and what to do."""
    if len(content) > LARGEST:
        raise Unreadable(f"{name} has more than 10 MB. An advert has a page or two of text.")
    if not content.strip():
        raise Unreadable(f"{name} is empty.")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    read = _READERS.get(ending)
    if read is None:
        raise Unreadable(f"{name}: upload a .txt, .md, .html, .docx or .pdf file.")
    return read(name, content)


def text_of_paste(text: str) -> str:
    """Pasted words; where somebody pasted a page's HTML, what the page would show."""
    return _shown(text) if len(_LOOKS_LIKE_HTML.findall(text)) > 2 else text


def _plain(name: str, content: bytes) -> str:
    return text_of_paste(_decoded(name, content))


def _decoded(name: str, content: bytes) -> str:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"{name} is not a text file. Save it as text, or paste its words.")
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{name} is not text in UTF-8. Save it again as UTF-8.")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def _markdown(name: str, content: bytes) -> str:
    text = _plain(name, content)
    for pattern, kept in _MARKDOWN:
        text = pattern.sub(kept, text)
    return text


def _html(name: str, content: bytes) -> str:
    return _shown(_decoded(name, content))


class _Words(HTMLParser):
    """Collects what a page shows, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's interface
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def _shown(page: str) -> str:
    words = _Words()
    words.feed(page)
    words.close()
    return "".join(words.parts)


def _docx(name: str, content: bytes) -> str:
    from docx import Document  # noqa: PLC0415  # only such a file needs it
    from docx.exceptions import PythonDocxError  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    if content.startswith(b"\xd0\xcf\x11\xe0"):
        said = "is encrypted or in the old Word format. Save it as .docx without a password."
        raise Unreadable(f"{name} {said}")
    broken = f"{name} is not a Word document that can be opened."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(f"{name} unpacks to more than 50 MB, so it was not opened.")
        if any(part.compress_type not in PLAINLY_PACKED for part in parts):
            raise Unreadable(broken)
        lines = list(_paragraphs(Document(io.BytesIO(content))))
    except (*UNREADABLE_ZIP, *_ODD_PARTS, PythonDocxError, OpcError) as fault:
        raise Unreadable(broken) from fault
    if not any(line.strip() for line in lines):
        raise Unreadable(f"{name} holds no text. If it is a picture of an advert, type its words.")
    return "\n".join(lines)


def _paragraphs(document: object) -> Iterator[str]:
    """Paragraphs and table cells in the order in which they stand."""
    from docx.table import Table  # noqa: PLC0415  # as above

    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                yield from dict.fromkeys(cell.text for cell in row.cells)
        else:
            listed = "list" in (block.style.name or "").lower() if block.style else False
            yield f"• {block.text}" if listed and block.text.strip() else block.text


def _pdf(name: str, content: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415  # only such a file needs it
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    locked = f"{name} is encrypted. Save a copy without a password, or paste its words."
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(locked)
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            raise Unreadable(f"{name} has {pages} pages, which is too much for one advert.")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except DependencyError as fault:  # a kind of encryption that pypdf needs another library for
        raise Unreadable(locked) from fault
    except (PyPdfError, *UNREADABLE_ZIP, *_ODD_PARTS) as fault:  # its streams are packed as well
        raise Unreadable(f"{name} is not a PDF that can be opened.") from fault
    if len(re.findall(r"\w", text)) < 20 * pages:
        said = "holds pictures of pages and no text: it was scanned. Paste or type its words."
        raise Unreadable(f"{name} {said}")
    return text


_READERS: Mapping[str, Callable[[str, bytes], str]] = {
    "txt": _plain,
    "text": _plain,
    "md": _markdown,
    "markdown": _markdown,
    "html": _html,
    "htm": _html,
    "docx": _docx,
    "pdf": _pdf,
}
