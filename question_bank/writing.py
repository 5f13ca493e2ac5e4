"""From a question to its file, as an author would write it and the strict reader takes it."""

import re
from typing import Any

import yaml

from question_bank.model import Question

WIDTH = 96


class _Folded(str):
    """A text that is wrapped over several lines."""

    __slots__ = ()


class _Block(str):
    """A text whose line breaks are kept as they are."""

    __slots__ = ()


class _Row(list[Any]):
    """A short list that stands in one line."""


class _Writer(yaml.SafeDumper):
    """Indents lists, and quotes what the strict reader would not take for text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  # PyYAML's own
        super().increase_indent(flow, False)  # noqa: FBT003  # as above


def _folded(writer: _Writer, text: _Folded) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style=">")


def _block(writer: _Writer, text: _Block) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


def _row(writer: _Writer, entries: _Row) -> yaml.Node:
    return writer.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=True)


_Writer.add_representer(_Folded, _folded)
_Writer.add_representer(_Block, _block)
_Writer.add_representer(_Row, _row)
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?0[0-9_]+(\.[0-9_]*)?$"), list("-+0")
)

_FOLDS = re.compile(r"\S+( \S+)*")
"""Words with one blank between them: what wrapping and reading back does not change."""


def yaml_text(question: Question) -> str:
    """The contents of the question's file."""
    plain: dict[str, Any] = question.model_dump(mode="json", exclude_none=True)
    for name in ("accepted_positions", "similar_to", "variants"):
        if not plain[name]:
            del plain[name]
    for told in (plain, *plain.get("variants", {}).values()):
        if _FOLDS.fullmatch(told["prompt"]) and told["prompt"].isprintable():
            told["prompt"] = _Folded(told["prompt"])
        if "\n" in told.get("handout", ""):
            told["handout"] = _Block(told["handout"])
    for name in {"industries", "sources", "similar_to"} & set(plain):
        plain[name] = _Row(plain[name])
    return str(yaml.dump(plain, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH))
