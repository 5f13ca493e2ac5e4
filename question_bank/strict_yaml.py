"""YAML without its surprises: one document, strict, with the line of every field."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from question_bank.errors import BankError, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One YAML document: its value, and the line at which each field begins."""

    value: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, at: tuple[str | int, ...]) -> int:
        """The line of the field `at`, or of the nearest field around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


class _StrictLoader(yaml.SafeLoader):
    """YAML without its surprises: no repeated key, no alias, no leading zero, no date."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # PyYAML's stubs
            raise yaml.constructor.ConstructorError(
                None, None, "aliases are not allowed; repeat the text", mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  # PyYAML's signature
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands here twice", key.start_mark
                )
            seen.add(key.value)
            if _is_octal(value):
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"{value.value} starts with a zero; write the plain number",
                    value.start_mark,
                )
        return super().construct_mapping(node, deep)


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _is_octal(node: yaml.Node) -> bool:
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return (
        plain and node.tag.endswith(":int") and len(node.value) > 1 and node.value.startswith("0")
    )


def _parse(path: Path) -> Parsed:
    """The document in `path`. Raises Problem-carrying BankError for what is not YAML as we allow it."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as fault:
        raise BankError(
            [Problem(path, 1, f"is not UTF-8 text ({fault.reason} at byte {fault.start})")]
        ) from fault
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        value = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise BankError(
            [Problem(path, mark.line + 1 if mark else 1, str(fault.problem))]
        ) from fault
    except yaml.YAMLError as fault:
        raise BankError([Problem(path, 1, str(fault))]) from fault
    finally:
        loader.dispose()
    if value is None:
        raise BankError([Problem(path, 1, "is empty")])
    return Parsed(value, dict(_lines(node, ())))


def _lines(
    node: yaml.Node, at: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, key.value), key.start_mark.line + 1
            yield from ((k, n) for k, n in _lines(value, (*at, key.value)) if k != (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _lines(value, (*at, i))


def read(path: Path, shape: TypeAdapter[T]) -> tuple[T, Parsed]:
    parsed = _parse(path)
    try:
        return shape.validate_python(parsed.value), parsed
    except ValidationError as fault:
        raise BankError([_problem(path, parsed, e) for e in fault.errors()]) from fault


def _problem(path: Path, parsed: Parsed, error: Any) -> Problem:  # noqa: ANN401  # Pydantic's ErrorDetails
    where = ".".join(str(p) for p in error["loc"])
    message = error["msg"].removeprefix("Value error, ")
    said = f", not {error['input']!r}" if error["type"] not in {"missing", "value_error"} else ""
    return Problem(
        path,
        parsed.line(tuple(error["loc"])),
        f"{where}: {message}{said[:80]}" if where else message,
    )
