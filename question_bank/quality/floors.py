"""How much the bank that comes with Levelset holds at least; one's own folder may hold less."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that a bank promises; every figure counts what is active."""

    questions: int
    lived_share: float
    """Of the questions: situational ones and those about past behaviour; recall is looked up."""
    in_each_cell: int
    """Questions that live in a cell and are usable at plant, and again at enterprise."""
    on_each_boundary: int
    """Questions on two neighbouring activities of a category, in either direction."""
    hand_offs: int
    """Questions on the hand-off to Level 2, and again to Level 4."""
    with_exemplars: int
    weak_share: float
    """Of the exemplar answers: levels 1 and 2, which raters need practice to give."""
    most_double: float = 1.0
    """Of the prompts: those that ask a second question."""
    most_staged: float = 1.0
    """Of the prompts: those whose scene is somebody who wants something or says something."""
    most_without_fallback: float = 1.0
    """Of the questions about past behaviour: those a newcomer to the situation can't answer."""


SHIPPED = Floors(
    questions=300,
    lived_share=0.6,
    in_each_cell=3,
    on_each_boundary=1,
    hand_offs=4,
    with_exemplars=40,
    weak_share=0.4,
    most_double=0.25,
    most_staged=0.2,
    most_without_fallback=0.1,
)
