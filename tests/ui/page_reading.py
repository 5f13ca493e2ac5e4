"""How a page that ran alone is read and pressed."""

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest


class _Words(HTMLParser):
    """The words of a drawing, one piece after the other; a chart is read out as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.charts: list[str] = []
        self.in_style = False
        self.in_chart = 0

    def handle_starttag(self, tag, attrs):
        self.in_style = tag == "style"
        held = dict(attrs)
        if held.get("class") == "lv-lines":
            self.charts.append(held["aria-label"])
            self.in_chart = 1
        elif self.in_chart and tag == "div":
            self.in_chart += 1

    def handle_endtag(self, tag):
        self.in_style = False
        if self.in_chart and tag == "div":
            self.in_chart -= 1

    def handle_data(self, data):
        if data.strip() and not self.in_style and not self.in_chart:
            self.found.append(data.strip())


class _Links(HTMLParser):
    """The links of a drawing: what each is called, and where it leads; those of a chart's lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.lines: list[str] = []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if held.get("class") == "lv-scale" and tag == "a":
            self.lines.append(held["href"])
        if tag == "a" and "aria-label" in held:
            self.found[held["aria-label"]] = held["href"]


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def opened(page: AppTest, *, now: bool = True) -> AppTest:
    """The page with every popover and expander open (or closed) that is drawn on opening."""
    blocks = [*(b.proto.popover for b in page.get("popover")), *(b.proto for b in page.expander)]
    for element_id in (block.id for block in blocks if block.id):
        page.session_state[element_id.split("-", 2)[2]] = now
    return checked(page.run())


def drawn(page: AppTest) -> str:
    """Everything that the page drew itself, as words; without its charts."""
    return " | ".join(_words(page).found)


def _words(page: AppTest) -> _Words:
    words = _Words()
    for element in page.get("html"):
        words.feed(element.proto.body)
    return words


def drawn_links(page: AppTest) -> dict[str, str]:
    """The links of what the page drew that say what they open."""
    return _links(page).found


def line_links(page: AppTest) -> list[str]:
    """Where the lines of the chart lead, in the order of the candidates."""
    return _links(page).lines


def _links(page: AppTest) -> _Links:
    links = _Links()
    for element in page.get("html"):
        links.feed(element.proto.body)
    return links


def said(page: AppTest) -> str:
    return "\n".join(m.value for m in page.markdown)


def chart(page: AppTest) -> str:
    """The chart as it is read out."""
    (found,) = charts(page)
    return found


def charts(page: AppTest) -> list[str]:
    """Every chart of lines as it is read out."""
    return _words(page).charts


def primaries(page: AppTest) -> list[str]:
    return [b.label for b in page.button if b.proto.type == "primary"]


def press(page: AppTest, label: str) -> AppTest:
    button = next(b for b in page.button if b.label == label)
    return checked(button.click().run())


def choice(page: AppTest, label: str):
    return next(g for g in page.button_group if g.label == label)


def told(page: AppTest) -> list[str]:
    """The refusals on the page, as they are read."""
    return [unescaped(e.value) for e in page.error]


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def area(page: AppTest, label: str):
    (found,) = [w for w in (*page.text_area, *page.text_input) if w.label == label]
    return found


def field_of(page: AppTest, label: str):
    """The one input with this label."""
    kinds = (page.text_input, page.text_area, page.number_input, page.slider, page.selectbox)
    (found,) = [w for kind in kinds for w in kind if w.label == label]
    return found
