"""What a finger can hit on a screen."""

from playwright.sync_api import Locator

_TOO_SMALL = """(controls, least) => controls
  .filter((control) => control.checkVisibility())
  .map((control) => [control.innerText, control.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < least)
  .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""


def too_small(controls: Locator, least: int) -> list[str]:
    """The shown ones among `controls` that measure under `least` pixels one way or the other."""
    controls.first.wait_for()
    found: list[str] = controls.evaluate_all(_TOO_SMALL, least)
    return found
