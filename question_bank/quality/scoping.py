"""What well-formed content for scoping a role may still get wrong: words, and too little of it."""

from collections.abc import Iterator
from pathlib import Path

from question_bank import plain_words
from question_bank.errors import Problem
from question_bank.quality.personal_words import personal_words
from question_bank.scoping_files import CONVERSATION, PLATFORMS, ROLES, ScopingReading
from question_bank.strict_yaml import At, Parsed

FEWEST_ROLES = 14
FEWEST_PLATFORMS = 20
FEWEST_QUESTIONS = 8
"""In the talk with a client; fewer leave an axis of the brief untouched."""

NOT_READ = {
    *("id", "name", "supplier", "aliases", "role", "cells", "essential", "in_scope", "out"),
    *("between", "source", "sources", "noted_on"),
}
"""Keys whose values are names and codes, not sentences."""


def remarks(reading: ScopingReading) -> Iterator[Problem]:
    """The phrases to replace in every sentence, by file and line."""
    for role in reading.roles:
        yield from _wording(role.path, role.parsed)
    if reading.conversation:
        yield from _wording(reading.conversation.path, reading.conversation.parsed)
    for platform in reading.platforms:
        yield from _wording(platform.path, platform.parsed)


def holes(reading: ScopingReading) -> Iterator[str]:
    """What the shipped content promises and does not hold."""
    if len(reading.roles) < FEWEST_ROLES:
        yield f"{len(reading.roles)} {ROLES}; at least {FEWEST_ROLES} are needed"
    if len(reading.platforms) < FEWEST_PLATFORMS:
        yield f"{len(reading.platforms)} {PLATFORMS}; at least {FEWEST_PLATFORMS} are needed"
    talk = reading.conversation
    asked = len(talk.conversation.questions) if talk else 0
    if asked < FEWEST_QUESTIONS:
        yield f"{asked} questions in {CONVERSATION}; at least {FEWEST_QUESTIONS} are needed"


def _wording(path: Path, parsed: Parsed) -> Iterator[Problem]:
    for at, text in _sentences(parsed.value, ()):
        for found in plain_words.uses(text, "scoping"):
            said = f'"{found.said}" sounds odd or old: write {found.write}'
            yield Problem(path, parsed.line(at), said)
        for word in personal_words(text):
            said = f'"{word}" speaks of the person; a role has to do without it'
            yield Problem(path, parsed.line(at), said)


def _sentences(value: object, at: At) -> Iterator[tuple[At, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from _sentences(part, (*at, i))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in NOT_READ:
                yield from _sentences(part, (*at, key))
