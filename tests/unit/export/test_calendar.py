"""A calendar event as calendars read it: RFC 5545, sections 3.1 and 3.6.1."""

from datetime import UTC, datetime, timedelta, timezone

from assessment.export.calendar import CalendarEvent, calendar_file


def an_event(**changed):
    held = {
        "uid": "MES-1.C-01.1@levelset",
        "start": datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=2))),
        "minutes": 50,
        "title": "Interview C-01: MES engineer",
        "description": "Interviewers: Ann Lead",
        "made_at": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
    }
    return CalendarEvent(**(held | changed))


def lines(event):
    return calendar_file(event).decode("utf-8").split("\r\n")


def test_an_event_is_written_in_utc_with_its_end():
    found = lines(an_event())

    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20260302T120000Z" in found
    assert "DTEND:20260302T125000Z" in found
    assert "SUMMARY:Interview C-01: MES engineer" in found


def test_what_means_something_in_the_format_is_escaped():
    found = lines(an_event(title="A\\B; C, D\r\nSTATUS:CANCELLED\x07"))

    assert "SUMMARY:A\\\\B\\; C\\, D\\nSTATUS:CANCELLED" in found


def test_long_lines_are_folded_at_75_bytes_between_characters():
    title = "Größe 藤井遥 " * 20
    raw = calendar_file(an_event(title=title))

    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert f"SUMMARY:{title}" in raw.decode("utf-8").replace("\r\n ", "")


def test_a_later_file_of_the_same_interview_replaces_the_earlier_one():
    later = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    first, second = lines(an_event()), lines(an_event(made_at=later))

    assert first[5] == second[5] == "UID:MES-1.C-01.1@levelset"
    sequence = [int(found[7].removeprefix("SEQUENCE:")) for found in (first, second)]
    assert sequence[1] - sequence[0] == 3600


def test_a_cancellation_takes_the_same_event_out_of_a_calendar():
    later = datetime(2026, 3, 1, 9, 0, 1, tzinfo=UTC)
    first, gone = lines(an_event()), lines(an_event(made_at=later, cancelled=True))

    assert ("METHOD:PUBLISH" in first, "STATUS:CONFIRMED" in first) == (True, True)
    assert ("METHOD:CANCEL" in gone, "STATUS:CANCELLED" in gone) == (True, True)
    assert first[5] == gone[5]
    assert int(gone[7].removeprefix("SEQUENCE:")) > int(first[7].removeprefix("SEQUENCE:"))
