"""From `roles/`, `platforms/` and `conversation.yaml` to what a role is scoped with.

Each folder holds one kind of file, named after its id. They belong to the shipped bank: a folder of
one's own has questions, cards and exemplars only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from pydantic import TypeAdapter

from question_bank import flat_folder, vocabulary
from question_bank.conversation import Conversation
from question_bank.errors import Problem
from question_bank.platform_content import Platform
from question_bank.strict_yaml import At, Parsed
from question_bank.taxonomy import TargetLevel
from question_bank.typical_role import TypicalRole
from question_bank.vocabulary import Vocabulary

PLATFORM: TypeAdapter[Platform] = TypeAdapter(Platform)

ROLE: TypeAdapter[TypicalRole] = TypeAdapter(TypicalRole)
TALK: TypeAdapter[Conversation] = TypeAdapter(Conversation)

ROLES = "roles"
PLATFORMS = "platforms"
CONVERSATION = "conversation.yaml"
FOLDERS = (ROLES, PLATFORMS)
"""Folders that hold no questions."""
FILES = (CONVERSATION,)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


class AuthoredRole(NamedTuple):
    """A role and the file it was read from."""

    role: TypicalRole
    path: Path
    parsed: Parsed


class AuthoredPlatform(NamedTuple):
    """A platform and the file it was read from."""

    platform: Platform
    path: Path
    parsed: Parsed


class AuthoredConversation(NamedTuple):
    """The talk with a client and the file it was read from."""

    conversation: Conversation
    path: Path
    parsed: Parsed


@dataclass(frozen=True)
class ScopingContent:
    """What a brief is scoped with."""

    roles: Mapping[str, TypicalRole] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    conversation: Conversation = field(default_factory=Conversation)


class ScopingReading(NamedTuple):
    """All that could be read of it, with the files."""

    roles: tuple[AuthoredRole, ...] = ()
    platforms: tuple[AuthoredPlatform, ...] = ()
    conversation: AuthoredConversation | None = None

    def content(self) -> ScopingContent:
        return ScopingContent(
            roles={a.role.id: a.role for a in self.roles},
            platforms={a.platform.id: a.platform for a in self.platforms},
            conversation=self.conversation.conversation if self.conversation else Conversation(),
        )


def not_here(root: Path) -> Iterator[Problem]:
    """The folders in `root`, a folder of one's own, that nobody would read."""
    for folder in FOLDERS:
        if (root / folder).exists():
            said = f"the {folder} are those of the shipped bank; a folder of your own has none"
            yield Problem(root / folder, 1, said)


def read(root: Path, words: Vocabulary, problems: list[Problem]) -> ScopingReading:
    """The scoping content of the bank in `root`; what is wrong is added to `problems`."""
    roles = tuple(AuthoredRole(*found) for found in _folder(root / ROLES, "role", ROLE, problems))
    for role, path, parsed in roles:
        problems += vocabulary.unsourced(path, parsed, role.sources, words.sources)
    problems += _unmatched(root, roles)
    problems += _weights_of_the_blend(roles, words)
    read_platforms = _folder(root / PLATFORMS, "platform", PLATFORM, problems)
    platforms = tuple(AuthoredPlatform(*found) for found in read_platforms)
    for entry in platforms:
        problems += _unsourced(entry, words.sources)
    problems += _shared_names(platforms)
    return ScopingReading(roles, platforms, _conversation(root, problems))


def _conversation(root: Path, problems: list[Problem]) -> AuthoredConversation | None:
    path = root / CONVERSATION
    if not path.exists() or not (found := vocabulary.gather(problems, path, TALK)):
        return None
    conversation, parsed = found
    for i, pair in enumerate(conversation.contradictions):
        for j, ref in enumerate(pair.between):
            if conversation.answer(ref) is None:
                line = parsed.line(("contradictions", i, "between", j))
                said = f"there is no answer {ref.question}.{ref.answer}"
                problems.append(Problem(path, line, said))
    return AuthoredConversation(conversation, path, parsed)


def _folder(
    folder: Path, noun: str, shape: TypeAdapter[N], problems: list[Problem]
) -> Iterator[tuple[N, Path, Parsed]]:
    problems += flat_folder.stray(folder, noun)
    for path in sorted(folder.glob("*.yaml")):
        if found := vocabulary.gather(problems, path, shape):
            content, parsed = found
            problems += flat_folder.misnamed(path, parsed, "id", content.id)
            yield content, path, parsed


def _unmatched(root: Path, roles: tuple[AuthoredRole, ...]) -> Iterator[Problem]:
    """Neighbours that are no roles, or that don't name this role back."""
    known = {entry.role.id: entry.role for entry in roles}
    for role, path, parsed in roles:
        for i, neighbour in enumerate(role.neighbours):
            line, other = parsed.line(("neighbours", i, "role")), known.get(neighbour.role)
            if other is None:
                if not (root / ROLES / f"{neighbour.role}.yaml").exists():  # else it has a fault
                    yield Problem(path, line, f"there is no role {neighbour.role}")
            elif role.id not in {n.role for n in other.neighbours}:
                said = f"{other.id} does not name {role.id} as a neighbour; say it on both sides"
                yield Problem(path, line, said)


def _weights_of_the_blend(roles: tuple[AuthoredRole, ...], words: Vocabulary) -> Iterator[Problem]:
    """Weights that need no reason, because the target gives them anyway."""
    if set(words.profiles) != set(TargetLevel):  # profiles.yaml has a problem of its own
        return
    plant, enterprise = words.profiles[TargetLevel.PLANT], words.profiles[TargetLevel.ENTERPRISE]
    for role, path, parsed in roles:
        share = role.target.enterprise_share / 100
        for i, own in enumerate(role.weights):
            if own.competency not in plant or own.competency not in enterprise:
                continue
            blended = (1 - share) * plant[own.competency] + share * enterprise[own.competency]
            if abs(own.weight - blended) < 1e-9:
                said = f"{own.competency} has {own.weight:g} by its target already; leave it out"
                yield Problem(path, parsed.line(("weights", i)), said)


def _unsourced(entry: AuthoredPlatform, sources: Mapping[str, str]) -> Iterator[Problem]:
    platform, path, parsed = entry
    yield from vocabulary.unsourced(path, parsed, platform.sources, sources)
    for i, claim in enumerate(platform.claims):
        if sources and claim.source not in sources:
            said = f"the source {claim.source} is not in sources.yaml"
            yield Problem(path, parsed.line(("claims", i, "source")), said)


def _shared_names(platforms: tuple[AuthoredPlatform, ...]) -> Iterator[Problem]:
    """A spelling that two platforms claim says nothing about which one is meant."""
    first: dict[str, str] = {}
    for platform, path, parsed in platforms:
        named: list[tuple[At, str]] = [(("name",), platform.name)]
        named += [(("aliases", i), alias) for i, alias in enumerate(platform.aliases)]
        for at, name in named:
            other = first.setdefault(name.casefold(), platform.id)
            if other != platform.id:
                said = f"{name} is a name of {other} already"
                yield Problem(path, parsed.line(at), said)
