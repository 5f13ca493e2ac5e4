"""YAML without its surprises: one document, strict, with the line of every field."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from question_bank.errors import BankError, Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")

At = tuple[str | int, ...]
"""Where a field stands in its document: `("anchors", 0, "behaviour")`."""

_TEXT_TAG = "tag:yaml.org,2002:str"
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+(\.[0-9_]*)?")


@dataclass(frozen=True)
class Parsed:
    """One YAML document: its value, and the line at which each field begins."""

    value: Any
    node: yaml.Node

    @cached_property
    def lines(self) -> Mapping[At, int]:
        """The line of each field; taken from the document when somebody asks for one."""
        return dict(_lines(self.node, ()))

    def line(self, at: At) -> int:
        """The line of the field `at`, or of the nearest field around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


class _PlainLoader(yaml.SafeLoader):
    """Reads yes-or-no words, null, whole numbers and decimals; dates and the rest stay text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own class attribute
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag.rpartition(":")[2] in {"bool", "null"}
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


for _tag, _pattern in (
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$"),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$"),
):
    _PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list("-+0123456789")
    )


_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _QuickLoader(_Base):  # type: ignore[misc, valid-type]  # in C where PyYAML was built with it
    """The same, several times as fast: most files of a bank are short and faultless."""

    yaml_implicit_resolvers = _PlainLoader.yaml_implicit_resolvers


DEEPEST_QUICK = 8000
"""Levels that C may be given: it descends without a net, and falls at some 30 000 brackets."""


def read(path: Path, shape: TypeAdapter[T]) -> tuple[T, Parsed]:
    """What `path` holds, in `shape`. Raises BankError with every problem of this file."""
    parsed, problems = _parse(path)
    try:
        found = shape.validate_python(parsed.value)
    except ValidationError as fault:
        problems += [_problem(path, parsed, e) for e in first_causes(fault.errors())]
    if problems:
        raise BankError(sorted(problems, key=lambda p: p.line))
    return found, parsed


def _parse(path: Path) -> tuple[Parsed, list[Problem]]:
    """The document, and what it does that we do not allow; BankError where it cannot be read on."""
    text = _text(path)
    try:
        if forbidden := [Problem(path, line, said) for line, said in _forbidden(text)]:
            raise BankError(forbidden)
        node = _node(text)
        if node is None:
            raise BankError([Problem(path, 1, "is empty")])
        problems = [Problem(path, line, said) for line, said in _odd(node)]
        if any(said.message.startswith("a key") for said in problems):
            raise BankError(problems)
        return Parsed(_PlainLoader("").construct_document(node), node), problems
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        said = ": ".join(part for part in (fault.context, fault.problem) if part)
        raise BankError([Problem(path, mark.line + 1 if mark else 1, said)]) from fault
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        said = f"holds the control character U+{ord(text[fault.position]):04X}; delete it"
        raise BankError([Problem(path, line, said)]) from fault
    except RecursionError as fault:
        raise BankError([Problem(path, 1, "is nested too deeply to be content")]) from fault


def _node(text: str) -> yaml.Node | None:
    """The document in `text`; what is wrong with it is told in Python's words, which are fuller."""
    if _deepest(text) <= DEEPEST_QUICK:
        with suppress(yaml.YAMLError):
            quick: yaml.SafeLoader = _QuickLoader(text)
            return quick.get_single_node()
    return _PlainLoader(text).get_single_node()


def _deepest(text: str) -> int:
    """No document in `text` is nested deeper than this.

    A level begins with a bracket, or further right than the one around it; only a list may begin
    in the column of the keys around it.
    """
    longest = max(map(len, text.splitlines()), default=0)
    return text.count("[") + text.count("{") + 2 * longest


def _text(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        said = f"is not UTF-8 text (at byte {fault.start}); save it again as UTF-8"
        raise BankError([Problem(path, 1, said)]) from fault
    except OSError as fault:
        raise BankError([Problem(path, 1, f"cannot be read: {fault.strerror}")]) from fault
    if tabbed := [n for n, line in enumerate(text.split("\n"), 1) if "\t" in line]:
        raise BankError([Problem(path, n, "holds a tab; write spaces instead") for n in tabbed])
    return text


def _forbidden(text: str) -> Iterator[tuple[int, str]]:
    """What would make one place in the file speak for another, before anything follows it."""
    if not set("&*!") & set(text):  # most files: they need not be read for it
        return
    for event in yaml.parse(text, Loader=_PlainLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            yield line, f"the alias *{event.anchor} is not allowed; repeat the text"
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            yield (
                line,
                f"the YAML anchor &{event.anchor} is not allowed; repeat the text",
            )
        elif tag := getattr(event, "tag", None):
            yield line, f"the tag {tag} is not allowed; write the plain value"


def _odd(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """What YAML would read in silence and a reader would not: repeated keys, leading zeros."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _odd(value)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.tag != _TEXT_TAG:
                yield line, "a key has to be plain text; yes, no and numbers need quotes"
            elif key.value in seen:
                yield line, f"the key {key.value} stands here twice"
            else:
                seen.add(key.value)
            yield from _odd(value)
    elif not getattr(node, "style", None) and _LEADING_ZERO.fullmatch(node.value):
        said = f"{node.value} starts with a zero; write the plain number, or quotes around a text"
        yield node.start_mark.line + 1, said


def _lines(node: yaml.Node, at: At) -> Iterator[tuple[At, int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*at, key.value)
            yield from _lines(value, here)
            yield here, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _lines(value, (*at, i))


def first_causes(errors: list["ErrorDetails"]) -> Iterator["ErrorDetails"]:
    """All but lists that are too short only because an entry of theirs was refused."""
    for error in errors:
        at = error["loc"]
        within = any(e["loc"][: len(at)] == at and e["loc"] != at for e in errors)
        if not (error["type"] == "too_short" and within):
            yield error


def _problem(path: Path, parsed: Parsed, error: "ErrorDetails") -> Problem:
    where = ".".join(str(p) for p in error["loc"])
    said = words(error)
    return Problem(path, parsed.line(error["loc"]), f"{where}: {said}" if where else said)


def words(error: "ErrorDetails") -> str:
    """Pydantic's message as we would say it to an author."""
    kind, limits, given = error["type"], error.get("ctx", {}), f"{error['input']!r:.60}"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind == "string_type" and isinstance(error["input"], bool | int | float):
        return f"should be text, not {given}; put quotes around it if it is meant as text"
    if kind == "string_too_short" and not str(error["input"]).strip():
        return "is blank"
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**limits, given=given)
    if kind == "string_pattern_mismatch":
        return _misshapen(str(error["input"]), limits["pattern"]).format(given=given)
    return f"{error['msg'].replace('Input should', 'should')}, not {given}"


def _misshapen(text: str, pattern: str) -> str:
    if "|" in text:
        return "may not hold the character |, which separates entries in the export"
    return next(said for end, said in _SHAPES.items() if pattern.endswith(end))


_SHAPES = {
    r"crd-\d{3}$": "an id looks like crd-014, with x- in front if it is your own, not {given}",
    r"-\d{3}$": (
        "an id looks like prd-dsp-014 or gov-014, with x- in front if it is your own, not {given}"
    ),
    r"\s]+$": "takes no blanks; write {given} without them",
    "": "does not look as it should: {given}",
}
"""What a text should look like, by how the pattern of its field ends; the first that fits."""

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a key that belongs here",
    "too_short": "has {actual_length} of at least {min_length} entries",
    "too_long": "has {actual_length} entries; at most {max_length} are taken",
    "string_too_short": "is shorter than {min_length} characters: {given}",
    "string_too_long": "takes at most {max_length} characters; shorten {given}",
    "string_type": "should be text, not {given}",
    "tuple_type": "should be a list, not {given}",
    "model_type": "should be keys with values, not {given}",
    "dict_type": "should be keys with values, not {given}",
}
"""What each kind of refusal means to an author; the limits come from the content models."""
