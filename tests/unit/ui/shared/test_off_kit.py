"""One deviation as a sentence: what happened, then the reason in its writer's own words."""

import pytest

from assessment.domain.deviations import Deviation, OffKit
from assessment.ui.shared.off_kit import told
from tests.builders import a_kit_item


@pytest.mark.parametrize(
    ("kind", "because", "sentence"),
    [
        (OffKit.ORDER, "he came back to it", "3 was asked after 7, because he came back to it."),
        (OffKit.ORDER, "Because he did.", "3 was asked after 7, Because he did."),
        (OffKit.ORDER, " ", "3 was asked after 7: no reason given."),
        (OffKit.SKIPPED, "no time left", "3 was not asked: no time left."),
        (OffKit.SKIPPED, "", "3 was not asked: no reason given."),
        (OffKit.ADDED, " He named it.\n", "3 was added: He named it."),
        (OffKit.ADDED, "", "3 was added: no reason given."),
    ],
)
def test_a_deviation_is_told_in_plain_words(kind, because, sentence):
    after = 7 if kind is OffKit.ORDER else None

    found = Deviation(kind=kind, number=3, item=a_kit_item(), because=because, after=after)

    assert told(found) == sentence
