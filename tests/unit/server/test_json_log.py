"""Logs as JSON: each record one line, with what a collector needs and nothing that was asked."""

import json
import logging

import pytest

from assessment.server import json_log
from assessment.server.json_log import FIELDS, REQUEST, JsonLines


def line(message, *args, **attributes):
    made = logging.LogRecord("levelset", logging.WARNING, __file__, 1, message, args, None)
    made.created = 1_780_000_000.25
    vars(made).update(attributes)
    written = JsonLines().format(made)
    assert "\n" not in written
    return json.loads(written)


def test_a_line_has_its_time_in_utc_and_says_what_and_how_bad():
    assert line("It is %s.", "so") == {
        "time": "2026-05-28T20:26:40.250Z",
        "level": "WARNING",
        "logger": "levelset",
        "message": "It is so.",
    }


def test_a_line_within_a_request_has_its_id_and_its_further_fields():
    before = REQUEST.set("0f" * 16)
    made = line("Request", **{FIELDS: {"route": "/s/{code}", "status": 404}})
    REQUEST.reset(before)

    assert (made["request"], made["route"], made["status"]) == ("0f" * 16, "/s/{code}", 404)


def test_an_error_is_one_line_too():
    assert line("It failed.", exc_text='  File "a.py"\nKeyError')["error"] == (
        '  File "a.py"\nKeyError'
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /compare?candidate=C-03&as=R-01 failed", "GET /compare failed"),
        ('"GET /print/kit?requisition=R%20x" 500', '"GET /print/kit" 500'),
        ("Is it so? Yes = no.", "Is it so? Yes = no."),
    ],
)
def test_a_query_string_stays_out_of_a_message(said, kept):
    assert line(said)["message"] == kept


def test_a_message_that_does_not_fit_its_arguments_keeps_them_to_itself():
    assert line("%d of %s", "Ada Lovelace")["message"] == "%d of %s"


@pytest.mark.parametrize(("value", "json_"), [("", False), ("text", False), (" JSON ", True)])
def test_a_variable_says_whether_logs_are_json(monkeypatch, value, json_):
    monkeypatch.setenv("LEVELSET_LOG", value)

    assert json_log.wanted() is json_


def test_another_value_of_the_variable_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.setenv("LEVELSET_LOG", "xml")

    with pytest.raises(SystemExit, match=r"LEVELSET_LOG is 'xml': write json or text\.$"):
        json_log.wanted()
