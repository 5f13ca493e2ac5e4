"""Somebody who uses the live screen at random, and keeps account of what its sheet must say."""

from collections.abc import Callable, Iterator
from random import Random

from assessment.domain.ids import ItemId
from assessment.domain.kit import InterviewKit
from assessment.domain.rating import LEVELS, TEXT_KINDS, EntryKey, EntryValue, Kind, NotRated
from tests.ui.live_driver import PHYSICAL, LiveScreen

WORDS = (
    "the candidate explained how they'd shed load; naïve retry → 3× traffic, fixed with jitter",
    '"quoted"',
    "100% é ü",
    "你好 😀",
    "<b>no markup</b> \\n & $x_1$",
    "re-sequences",
    "who decides",
)
REASON_KEYS = {
    "x": NotRated.NOT_ASKED,
    "v": NotRated.NO_EVIDENCE,
    "c": NotRated.CONFLICT_OF_INTEREST,
}
ONWARD, BACK = ("n", "ArrowRight", "ArrowDown"), ("p", "ArrowLeft", "ArrowUp")


class RandomInterviewer:
    """Works on one window; `done` holds each value that was given, key by key and in order."""

    def __init__(self, screen: LiveScreen, kit: InterviewKit, dice: Random) -> None:
        self.screen, self._kit, self._dice = screen, kit, dice
        self.done: dict[EntryKey, list[EntryValue]] = {}
        self.open = 0
        self._acts: dict[Callable[[], None], int] = {
            self._click_level: 20,
            self._press_level: 15,
            self._give_reason: 5,
            self._ask_probe: 8,
            self._hear_belief: 7,
            self._move: 10,
            self._jump: 3,
            self._write: 32,
        }

    def act(self) -> None:
        """One thing that an interviewer does."""
        (chosen,) = self._dice.choices(list(self._acts), list(self._acts.values()))
        chosen()

    @property
    def text(self) -> str:
        """What the open note must hold."""
        return str(self._last(Kind.EVIDENCE) or "")

    @property
    def verdict(self) -> EntryValue:
        return self._last(Kind.VERDICT)

    def _click_level(self) -> None:
        level = self._dice.choice(LEVELS)
        self.screen.level(level).click()
        self._clicked(level)

    def _press_level(self) -> None:
        level = self._dice.choice(LEVELS)
        self._press(str(level))
        self._given(level)

    def _give_reason(self) -> None:
        key, reason = self._dice.choice(list(REASON_KEYS.items()))
        if self._dice.random() < 0.5:
            self._press(key)
            self._given(reason)
        else:
            self.screen.page.locator(f'.reason[data-value="{reason}"]').click()
            self._clicked(reason)

    def _clicked(self, verdict: EntryValue) -> None:
        """A second click takes it back."""
        self._given(None if self.verdict == verdict else verdict)

    def _given(self, verdict: EntryValue) -> None:
        """A key pressed twice says nothing new."""
        if self.verdict != verdict:
            self._note(Kind.VERDICT, verdict)

    def _ask_probe(self) -> None:
        self._toggle(Kind.PROBE, ".chip", len(self._kit.items[self.open].asked.probes))

    def _hear_belief(self) -> None:
        beliefs = len(self._kit.items[self.open].asked.wrong_beliefs)
        self._toggle(Kind.BELIEF, ".belief input", beliefs)

    def _toggle(self, kind: Kind, which: str, number: int) -> None:
        if number:
            part = self._dice.randrange(number)
            self.screen.page.locator(which).nth(part).click()
            self._note(kind, not self._last(kind, str(part)), str(part))

    def _move(self) -> None:
        onward = self._dice.random() < 0.7
        self._press(self._dice.choice(ONWARD if onward else BACK))
        step = 1 if onward else -1
        self.open = min(max(self.open + step, 0), len(self._kit.items) - 1)

    def _jump(self) -> None:
        self.open = self._dice.randrange(len(self._kit.items))
        self.screen.page.locator(".dot").nth(self.open).click()

    def _write(self) -> None:
        words = " ".join(self._dice.choices(WORDS, k=self._dice.randint(1, 5)))
        said = words + self._dice.choice([" ", " ", "\n"])
        self.screen.write(said, delay=self._dice.choice([0, 5, 25]))
        self._note(Kind.EVIDENCE, self.text + said)

    def _press(self, key: str) -> None:
        """As a chord, or in command mode."""
        if key in PHYSICAL and self._dice.random() < 0.5:
            self.screen.command(key)
        else:
            self.screen.press("Escape", key)

    def _note(self, kind: Kind, value: EntryValue, part: str = "") -> None:
        self.done.setdefault(self._key(kind, part), []).append(value)

    def _last(self, kind: Kind, part: str = "") -> EntryValue:
        values = self.done.get(self._key(kind, part))
        return values[-1] if values else None

    def _key(self, kind: Kind, part: str) -> EntryKey:
        return EntryKey(kind, ItemId(self._kit.items[self.open].id), part)


def differences(key: EntryKey, done: list[EntryValue], found: list[EntryValue]) -> Iterator[str]:
    """Every mark once and in order; of a text the last version, and none that was never typed."""
    if key.kind not in TEXT_KINDS:
        if found != done:
            yield f"{key}: done was {done}, stored is {found}"
        return
    whole, last = str(done[-1] if done else ""), str(found[-1] if found else "")
    if last != whole:
        yield f"{key}: {_parting(whole, last)}"
    strange = next((str(v) for v in found if not whole.startswith(str(v))), None)
    if strange is not None:
        yield f"{key}: stored on the way, {_parting(whole, strange)}"


def _parting(typed: str, stored: str) -> str:
    """The words around the first character that differs."""
    at = next((n for n, (a, b) in enumerate(zip(typed, stored, strict=False)) if a != b), None)
    start = max(0, (min(len(typed), len(stored)) if at is None else at) - 20)
    return f"typed was …{typed[start : start + 60]!r}, stored is …{stored[start : start + 60]!r}"
