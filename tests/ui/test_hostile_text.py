"""What people wrote is text on every page: never Markdown, never HTML, never an address to fetch.

A page that shows a text without `plain` fails here, whatever widget it uses: every string of every
element is looked at, and only those are let through that Streamlit shows as they are.
"""

import html
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from assessment.domain.permissions import OWNER
from assessment.services.demo import load
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import plain
from db.opening import open_store
from question_bank import load_bank
from tests.ui.hostile_store import (
    HOSTILE,
    MARK,
    add_what_the_demo_lacks,
    spoil,
    spoiled_bank,
)
from tests.ui.page_reading import checked

AS_IT_IS = {
    *("TextInput.value", "TextInput.default", "TextInput.placeholder", "TextInput.id"),
    *("TextArea.value", "TextArea.default", "TextArea.placeholder", "TextArea.id"),
    *("Selectbox.options", "Selectbox.raw_value", "Selectbox.id"),
    *("MultiSelect.options", "MultiSelect.raw_values", "MultiSelect.id"),
    *("VegaLiteChart.spec", "BidiComponent.json", "BidiComponent.data"),
}
"""Fields that the browser shows letter by letter, or that components of ours put in as text."""
WRITTEN_HTML = {"Html.body"}

SYNTAX = re.compile(
    rf"!?\[{MARK}|\]\(http|<img|:red\[|:material/|:smile:|\*\*{MARK}|\$x\^|`{MARK}|&lt;{MARK}"
    rf"|http://evil|www\.evil|{MARK}@evil|(^|\n)(#|-) {MARK}|\n==="
)
"""What would be more than letters once nothing stands before it."""

PAGES = [
    ("today", {}),
    ("requisition", {}),
    ("requisition", {"requisition": "DEMO-PLANT"}),
    ("requisition", {"requisition": "DEMO-ENTERPRISE"}),
    ("requisition", {"requisition": "DEMO-PLANT", "candidate": "DEMO-PLANT.C-01"}),
    ("brief", {"requisition": "DEMO-PLANT"}),
    ("brief", {"requisition": "DEMO-PLANT", "way": "role", "role": f"{MARK}`**x**"}),
    ("brief", {"requisition": "DEMO-ENTERPRISE", "way": "talk", "ask": "template"}),
    ("kit", {"requisition": "DEMO-PLANT"}),
    ("kit", {"requisition": "DEMO-PLANT", "q": "q01"}),
    ("interviews", {"requisition": "DEMO-PLANT"}),
    ("interviews", {"requisition": "DEMO-ENTERPRISE"}),
    ("interview", {"interview": "DEMO-ENTERPRISE.C-03.1"}),
    ("interview", {"interview": "DEMO-PLANT.C-01.1"}),
    ("interview", {"interview": "DEMO-PLANT.C-01.2"}),
    ("interview", {"interview": "DEMO-ENTERPRISE.C-06.1"}),
    ("scorecard", {"requisition": "DEMO-PLANT"}),
    ("scorecard", {"candidate": "DEMO-PLANT.C-02"}),
    ("scorecard", {"candidate": "DEMO-PLANT.C-01", "rater": "D-02"}),
    ("scorecard", {"candidate": "DEMO-ENTERPRISE.C-03"}),
    ("debrief", {"requisition": "DEMO-PLANT"}),
    ("debrief", {"candidate": "DEMO-PLANT.C-01"}),
    ("debrief", {"candidate": "DEMO-PLANT.C-02"}),
    ("debrief", {"candidate": "DEMO-ENTERPRISE.C-03"}),
    ("compare", {"requisition": "DEMO-PLANT"}),
    *(
        ("compare", {"requisition": "DEMO-PLANT", "view": view})
        for view in (
            "sure",
            "verdicts",
            "what-if",
            "competencies",
            "cells",
            "placement",
            "evidence",
        )
    ),
    ("compare", {"candidate": "DEMO-PLANT.C-01", "competency": "execution"}),
    ("client_pack", {"requisition": "DEMO-PLANT"}),
    ("client_pack", {"requisition": "DEMO-PLANT", "show": "left_out"}),
    ("outcomes", {"requisition": "DEMO-PLANT"}),
    ("outcomes", {"requisition": "DEMO-PLANT", "candidate": "DEMO-PLANT.C-01", "month": "6"}),
    ("outcomes", {"requisition": "DEMO-ENTERPRISE"}),
    ("panel", {"requisition": "DEMO-PLANT"}),
    ("audit", {}),
    ("audit", {"find": HOSTILE, "act": HOSTILE}),
    ("help", {}),
    ("settings", {}),
    ("search", {"find": HOSTILE}),
    ("search", {"find": "a"}),
    ("search", {"find": "on"}),
    ("bank", {}),
    ("bank", {"show": "cards"}),
    ("bank", {"q": "prd-dsp-001"}),
    ("bank", {"q": HOSTILE}),
    ("bank", {"find": HOSTILE}),
    ("nobody", {}),
]


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'levelset.db'}")
    bank = load_bank()
    load(store.open_uow, bank, lambda: datetime(2026, 11, 30, tzinfo=UTC), by=OWNER)
    add_what_the_demo_lacks(store)
    spoil(store.engine)
    yield AppContext(
        bank=spoiled_bank(bank),
        open_uow=store.open_uow,
        clock=lambda: datetime(2026, 11, 30, 12, tzinfo=UTC),
    )
    store.close()


@pytest.mark.parametrize("seen_by", [None, "D-01"])
@pytest.mark.parametrize(("name", "query"), PAGES)
def test_what_people_wrote_is_text_on_every_page(context, name, query, seen_by):
    page = AppTest.from_function(
        _script, kwargs={"name": name, "context": context, "rater": seen_by}, default_timeout=90
    )
    for key, value in query.items():
        page.query_params[key] = value

    found = strings_of(checked(page.run()))

    assert sorted({f"{where}: {said[:120]}" for where, said in found if runs(where, said)}) == []


def _script(name, context, rater):
    from importlib import import_module  # noqa: PLC0415  # AppTest runs this source alone

    import streamlit as st  # noqa: PLC0415

    from assessment.domain.errors import AssessmentError  # noqa: PLC0415
    from assessment.domain.permissions import Actor  # noqa: PLC0415
    from assessment.ui import app_context, page_chrome  # noqa: PLC0415
    from assessment.ui.shared.address import url_state  # noqa: PLC0415
    from assessment.ui.shared.wording import plain  # noqa: PLC0415

    app_context.install(context)
    url_state.keep_page(name)  # links to the same page are drawn in another way
    try:
        if name == "nobody":
            page_chrome.nobody_viewing(context, "There is nobody called so.")
            return
        by = Actor(rater=rater)
        page_chrome.look(focused=name == "interview")
        if name != "interview":
            page_chrome.top(context, name, by)
        module = import_module(f"assessment.ui.{ {'interview': 'live'}.get(name, name) }.page")
        module.show(context, by) if hasattr(module, "show") else module.render(context)
    except AssessmentError as fault:  # as the shell does around every page
        st.error(plain(str(fault)))


def strings_of(page: AppTest) -> list[tuple[str, str]]:
    """Every string of every element with the mark in it, by the field that holds it."""
    found = []
    for block in page._tree.children.values():  # there is no other way to all
        _walk(block, found)
    return found


def _walk(node, found):
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        found += strings_in(proto)
    for child in getattr(node, "children", {}).values():
        _walk(child, found)


def strings_in(message: Message) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field, value in message.ListFields():
        name = f"{message.DESCRIPTOR.name}.{field.name}"
        values = value if field.is_repeated and not isinstance(value, str | bytes) else [value]
        for each in values:
            if isinstance(each, Message):
                found += strings_in(each)
            elif isinstance(each, str) and MARK in each:
                found.append((name, each))
            elif field.type == FieldDescriptor.TYPE_BYTES and MARK.encode() in each:
                found.append((name, each.decode("utf-8", "replace")))
    return found


def runs(where: str, said: str) -> bool:
    """Whether what somebody wrote would be more than letters in this field."""
    if where in AS_IT_IS:
        return False
    if where in WRITTEN_HTML:
        return bool(_Loads.of(said))
    return bool(SYNTAX.search(re.sub(r"\\[!-/:-@\[-`{-~]", "\0", said)))


class _Loads(HTMLParser):
    """The tags of a drawing that would fetch or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in {"img", "script", "iframe", "object", "embed", "link"}:
            self.found.append(tag)
        self.found += [
            n
            for n, v in attrs
            if n.startswith("on") or ("evil" in (v or "") and n in {"href", "src"})
        ]

    @classmethod
    def of(cls, said: str) -> list[str]:
        parser = cls()
        parser.feed(said)
        parser.close()
        return parser.found


def test_text_that_nobody_made_plain_is_found():
    assert runs("Markdown.body", HOSTILE)
    assert runs("Button.label", f"Open {HOSTILE}")
    assert not runs("Markdown.body", plain(HOSTILE))
    assert runs("Html.body", f"<td>{HOSTILE}</td>")
    assert not runs("Html.body", f"<td>{html.escape(HOSTILE)}</td>")
