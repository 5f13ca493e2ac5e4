"""Help: twenty words in plain English, the same for everybody, and no advice that isn't true."""

import re

from assessment.cli import COMMANDS
from assessment.ui.help.page import INTERVIEWING, TROUBLE, WAY
from assessment.ui.help.words import WORDS
from assessment.ui.shared.address.navigation import TITLES
from tests.ui.page_reading import drawn, said

GROUPS = {"Prepare", "Interview", "Decide"}


def test_twenty_words_are_explained_each_once():
    assert len(WORDS) == len({each.word for each in WORDS}) == 20
    assert all(each.meaning.endswith(".") for each in WORDS)


def test_the_page_shows_every_word_with_its_meaning(deciding):
    page = deciding.page("help")

    text = drawn(page)
    assert all(each.word in text and each.meaning in text for each in WORDS)


def test_an_observer_reads_the_same(deciding):
    assert said(deciding.page("help")) == said(deciding.page("help", "R-01"))


def test_every_page_and_command_that_is_named_exists():
    for group, title in re.findall(r"\*\*(\w+) › ([\w ]+)\*\*", WAY):
        assert group in GROUPS
        assert title in TITLES.values()
    named = re.findall(r"`levelset (\w+)", TROUBLE)
    assert named
    assert set(named) <= set(COMMANDS)
    assert "Esc" in INTERVIEWING
