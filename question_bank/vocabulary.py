"""The small files beside the questions: competencies, scale, weight profiles, sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

from pydantic import Field, TypeAdapter

from question_bank import strict_yaml
from question_bank.errors import BankError, Problem
from question_bank.model import CompetencyText, ScaleStep
from question_bank.strict_yaml import At, Parsed
from question_bank.taxonomy import Competency, TargetLevel
from question_bank.texts import Text

T = TypeVar("T")

WeightProfile = Mapping[Competency, float]

COMPETENCIES: TypeAdapter[tuple[CompetencyText, ...]] = TypeAdapter(tuple[CompetencyText, ...])
SCALE: TypeAdapter[tuple[ScaleStep, ...]] = TypeAdapter(tuple[ScaleStep, ...])
SOURCES: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, Text])
_Weight = Annotated[float, Field(ge=0, le=1000, strict=True)]
PROFILES: TypeAdapter[dict[TargetLevel, dict[Competency, float]]] = TypeAdapter(
    dict[TargetLevel, dict[Competency, _Weight]]
)

OF_A_WHOLE_BANK = ("competencies.yaml", "scale.yaml", "profiles.yaml")
FILES = (*OF_A_WHOLE_BANK, "sources.yaml")


class Vocabulary(NamedTuple):
    """The words and weights that questions are used with."""

    competencies: tuple[CompetencyText, ...]
    scale: tuple[ScaleStep, ...]
    profiles: Mapping[TargetLevel, WeightProfile]
    sources: Mapping[str, str]


def gather(problems: list[Problem], path: Path, shape: TypeAdapter[T]) -> tuple[T, Parsed] | None:
    """What `path` holds, or nothing, with the reasons added to `problems`."""
    try:
        return strict_yaml.read(path, shape)
    except BankError as fault:
        problems += fault.problems
    return None


def read(root: Path, problems: list[Problem]) -> Vocabulary:
    """The four files in `root`; what is wrong with them is added to `problems`."""
    competencies = gather(problems, root / "competencies.yaml", COMPETENCIES)
    scale = gather(problems, root / "scale.yaml", SCALE)
    profiles = gather(problems, root / "profiles.yaml", PROFILES)
    sources = gather(problems, root / "sources.yaml", SOURCES)
    if competencies:
        found, parsed = competencies
        said = _listed("competency", [c.id for c in found], list(Competency))
        problems += _placed(root / "competencies.yaml", parsed, said)
    if scale:
        steps, parsed = scale
        said = _listed("level", [s.level for s in steps], [1, 2, 3, 4, 5])
        problems += _placed(root / "scale.yaml", parsed, said)
    if profiles:
        weights, parsed = profiles
        problems += _placed(root / "profiles.yaml", parsed, _weighed(weights))
    return Vocabulary(
        competencies=competencies[0] if competencies else (),
        scale=scale[0] if scale else (),
        profiles=profiles[0] if profiles else {},
        sources=sources[0] if sources else {},
    )


def beside(root: Path, words: Vocabulary, problems: list[Problem]) -> Vocabulary:
    """The words of a folder of one's own: those of the bank it stands beside, and its sources."""
    path = root / "sources.yaml"
    found = gather(problems, path, SOURCES) if path.exists() else None
    if found is None:
        return words
    sources, parsed = found
    for key, text in sources.items():
        if words.sources.get(key, text) != text:
            said = f"the shipped bank has a source {key} already; give yours another key"
            problems.append(Problem(path, parsed.line((key,)), said))
    return words._replace(sources={**sources, **words.sources})


def unsourced(
    path: Path, parsed: Parsed, keys: Iterable[str], known: Mapping[str, str]
) -> Iterator[Problem]:
    """The entries of the list `sources` in `path` that sources.yaml does not know."""
    if not known:  # sources.yaml has a problem of its own; saying it once is enough
        return
    for i, key in enumerate(keys):
        if key not in known:
            said = f"the source {key} is not in sources.yaml"
            yield Problem(path, parsed.line(("sources", i)), said)


def _placed(path: Path, parsed: Parsed, said: Iterable[tuple[At, str]]) -> list[Problem]:
    return [Problem(path, parsed.line(at), message) for at, message in said]


def _listed(
    noun: str, found: Sequence[object], wanted: Sequence[object]
) -> Iterator[tuple[At, str]]:
    """Each of `wanted` once and in order, since screens show them as they stand in the file."""
    for i, name in enumerate(found):
        if name in found[:i]:
            yield (i,), f"the {noun} {name} stands here twice"
    missing = [str(name) for name in wanted if name not in found]
    if missing:
        yield (), f"no entry for the {noun} {', '.join(missing)}"
    elif found != wanted and len(found) == len(wanted):
        yield (), f"the entries should stand in the order {', '.join(map(str, wanted))}"


def _weighed(profiles: Mapping[TargetLevel, WeightProfile]) -> Iterator[tuple[At, str]]:
    if absent := [str(target) for target in TargetLevel if target not in profiles]:
        yield (), f"no weight profile for {', '.join(absent)}"
    for target, weights in profiles.items():
        if missing := [str(c) for c in Competency if c not in weights]:
            yield (target.value,), f"{target}: no weight for {', '.join(missing)}"
        if not any(weights.values()):
            yield (target.value,), f"{target}: all weights are zero"
