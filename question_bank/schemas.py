"""The JSON Schemas that editors use while an author writes, made from the content models."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from question_bank import history, vocabulary
from question_bank.card_files import CARD
from question_bank.exemplar_files import EXEMPLAR
from question_bank.loader import QUESTION
from question_bank.scoping_files import PLATFORM, ROLE, TALK

SHAPES: Mapping[str, TypeAdapter[Any]] = {
    "question": QUESTION,
    "card": CARD,
    "exemplar": EXEMPLAR,
    "role": ROLE,
    "platform": PLATFORM,
    "conversation": TALK,
    "competencies": vocabulary.COMPETENCIES,
    "scale": vocabulary.SCALE,
    "changes": history.CHANGES,
}


def committed_folder() -> Path:
    """Where the schemas that come with Levelset are kept."""
    return Path(str(files("question_bank") / "schema"))


def schema_texts() -> dict[str, str]:
    """File name to contents for every authored shape."""
    return {f"{name}.schema.json": _text(name, shape) for name, shape in SHAPES.items()}


def _text(name: str, shape: TypeAdapter[Any]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"levelset/1/{name}.schema.json",
        **shape.json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> list[Path]:
    """Writes every schema into `folder`, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schema_texts().items():
        path = folder / name
        draft = path.with_name(f".{name}.part")
        draft.write_text(text, "utf-8", newline="\n")
        draft.replace(path)
        written.append(path)
    return written


def drifted(folder: Path) -> list[Path]:
    """The schemas in `folder` that differ from the content models, or are not there."""
    return [
        folder / name
        for name, text in schema_texts().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
