"""Times in the reader's own zone: none that does not exist, and on paper with the zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from assessment.domain.errors import Invalid
from assessment.ui.shared.wording import moment_in, zone_called, zoned

BERLIN, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")


def test_a_time_that_the_clocks_skip_is_refused():
    with pytest.raises(Invalid) as fault:
        moment_in(BERLIN, date(2026, 3, 29), time(2, 30))

    assert str(fault.value) == (
        "There is no 02:30 on 29 March 2026 in Europe/Berlin: the clocks go forward then. "
        "Choose another time."
    )


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        (LORD_HOWE, date(2026, 10, 4), time(2, 15)),  # half an hour
        (ZoneInfo("America/New_York"), date(2026, 3, 8), time(2, 0)),
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), time(12, 0)),  # a whole day
    ],
)
def test_gaps_of_every_length_are_refused(zone, day, at):
    with pytest.raises(Invalid, match="the clocks go forward"):
        moment_in(zone, day, at)


def test_times_around_a_gap_are_kept_and_the_first_of_two_is_taken():
    assert moment_in(BERLIN, date(2026, 3, 29), time(1, 59)) == datetime(
        2026, 3, 29, 0, 59, tzinfo=UTC
    )
    assert moment_in(BERLIN, date(2026, 3, 29), time(3, 0)) == datetime(
        2026, 3, 29, 1, 0, tzinfo=UTC
    )
    assert moment_in(BERLIN, date(2026, 10, 25), time(2, 30)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_paper_says_the_zone():
    moment = datetime(2026, 11, 30, 2, 58, tzinfo=UTC)

    assert zoned(moment, BERLIN) == "Mon 30 Nov 2026, 03:58 (Europe/Berlin)"
    assert zoned(moment, UTC) == "Mon 30 Nov 2026, 02:58 (UTC)"


@pytest.mark.parametrize("name", ["", "Nowhere/Else", "../etc/passwd", "Europe", "\0"])
def test_an_unknown_zone_is_that_of_this_computer(name):
    assert zone_called(name) == datetime.now(UTC).astimezone().tzinfo
