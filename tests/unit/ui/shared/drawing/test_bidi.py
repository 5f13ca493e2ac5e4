"""A right-to-left name reorders nothing beside it, on screen or on paper."""

import pytest

from assessment.ui.printing.paper import paper
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import plain

ARABIC, HEBREW = "محمد عبد الله", "שרה לוי"


@pytest.mark.parametrize("name", [ARABIC, HEBREW, "Anna محمد", "\u202eanna"])
def test_a_right_to_left_name_is_isolated_once(name):
    assert isolated(name) == f"\u2068{name}\u2069"
    assert isolated(isolated(name)) == isolated(name)
    assert Macros("shared/drawing/templates/parts.html.j2")("soft", name) == (
        f'<span class="lv-none">\u2068{name}\u2069</span>'
    )
    assert plain(name) == f"\u2068{name}\u2069"


@pytest.mark.parametrize("name", ["Anna Berg", "Zoë Müller", "王小明", "Åse 👍", ""])
def test_other_names_stay_as_they_are(name):
    assert isolated(name) == name


def test_each_line_is_isolated_by_itself_and_none_ends_the_isolate_early():
    assert isolated(f"{ARABIC}\nok") == f"\u2068{ARABIC}\u2069\n\u2068ok\u2069"
    assert isolated(f"{HEBREW}\u2069x") == f"\u2068{HEBREW}x\u2069"
    assert isolated(f"{HEBREW}\u2067x") == f"\u2068{HEBREW}\u2067x\u2069\u2069"


def test_paper_isolates_names_as_well():
    assert f"\u2068{ARABIC}\u2069" in paper("nothing.html.j2", said=ARABIC).body.decode()
