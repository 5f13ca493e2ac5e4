"""Merging in any order, any number of times, gives the same content."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.rating import current
from assessment.services.handover.content import content_digest
from tests.builders import NOON, an_entry
from tests.fakes import fake_open_uow
from tests.laptops import COMPLETE, FIRST, SECOND, THIRD, Laptop, a_home, event

EVERY = ("own", "by mistake", "first", "first again", "second", "second again")


class Scene:
    """Three databases: home, and two laptops that made their returns, early and late ones."""

    def __init__(self):
        self.home = a_home(fake_open_uow(), board=True)
        one, other = Laptop(fake_open_uow()), Laptop(fake_open_uow())
        one.clock.forward(60)
        one.merge(self.home.hand_over(FIRST))
        other.merge(self.home.hand_over(SECOND))
        one.write(*_whole(self.home), sheet=FIRST)
        one.place(*_moves(self.home))
        other.write(*_whole(self.home, level=2), sheet=SECOND)
        self.files = {"first": one.give_back(FIRST), "second": other.give_back(SECOND)}
        one.write(event(50, "evidence", "Late."), sheet=FIRST)
        other.write(event(50, value=1), sheet=SECOND)
        self.files["first again"] = one.give_back(FIRST)
        self.files["second again"] = other.give_back(SECOND)
        with self.home.store(read_only=True) as uow:
            self.before = uow._own.copy()

    def after(self, steps):
        """The digest, and what counts, once home has done these steps in this order."""
        with self.home.store() as uow:
            uow._own.take_over(self.before)
            uow.commit()
        for step in steps:
            self.do(step)
        return self.home.content(), self.counting()

    def do(self, step):
        self.home.clock.at = NOON + timedelta(hours=1 + EVERY.index(step))
        if step == "own":
            self.home.write(*_whole(self.home, level=5), sheet=THIRD, client="own-tab")
        elif step == "by mistake":
            wrong = event(1, "evidence", "Typed at home."), event(2, value=1)
            self.home.write(*wrong, sheet=FIRST, client="stray-tab")
        else:
            self.home.merge(self.files[step])

    def counting(self):
        with self.home.store(read_only=True) as uow:
            return {
                (sheet, key): entry.value
                for sheet in (FIRST, SECOND, THIRD)
                for key, entry in current(uow.entries.history(sheet)).items()
            }


def _whole(home, level=4):
    """A complete scorecard for a kit of any length."""
    with home.store(read_only=True) as uow:
        items = [i.id for k in uow.kits.of("MES-1") for i in k.items]
    rated = [event(n, value="not_asked", item=i) for n, i in enumerate(items, 10)]
    return [*rated, event(40, value=level), event(41, "evidence", f"A {level}."), *COMPLETE[3:]]


def _moves(home):
    with home.store(read_only=True) as uow:
        cards = uow.kits.of("MES-1")[0].deck.ids
    return [
        {"seq": n, "kind": "move", "part": card, "value": "0", "at": 0}
        for n, card in enumerate(cards, 1)
    ]


@pytest.fixture(scope="module")
def scene():
    return Scene()


@settings(max_examples=60)
@given(
    order=st.permutations(EVERY),
    repeats=st.lists(st.sampled_from([s for s in EVERY if s not in {"own", "by mistake"}])),
    places=st.lists(st.integers(0, 20)),
)
def test_returns_and_local_work_in_any_order_give_the_same_content(scene, order, repeats, places):
    steps = list(order)
    for file, place in zip(repeats, places, strict=False):
        steps.insert(place % (len(steps) + 1), file)

    assert scene.after(steps) == scene.after(EVERY)


def test_the_steps_all_leave_something(scene):
    whole, counting = scene.after(EVERY)
    for left_out in ("own", "by mistake", "first again", "second again"):
        assert scene.after([s for s in EVERY if s != left_out])[0] != whole
    assert {sheet for sheet, _ in counting} == {FIRST, SECOND, THIRD}


@given(st.permutations(range(5)))
def test_a_digest_knows_no_places_in_a_log(order):
    """The same entries with other log ids, in another order, and named as another's or its own."""
    own = [an_entry(n % 5 + 1, client="tab", seq=n + 1, entry=n) for n in range(5)]
    moved = [an_entry(n % 5 + 1, client="tab@aa", seq=n + 1, entry=99 - n) for n in order]

    assert content_digest("aa", own) == content_digest("bb", moved)
    assert content_digest("aa", own) != content_digest("bb", own)
    assert content_digest("aa", own[1:]) != content_digest("aa", own)
