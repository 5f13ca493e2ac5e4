"""The live screen's pace module agrees with the domain: the same sheets, the same numbers."""

import json
import random
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

from deno import find_deno_bin

from assessment.domain.ids import ItemId
from assessment.domain.pace import PacedItem, behind, overrun, proposal

ROOT = Path(__file__).parents[4]
CASES = 400
COMPETENCIES = ("dispatching", "governance", "placement", "quality")

CALCULATE = """
import { behind, overrun, proposal } from "./assessment/ui/live/screen/pace.js";

const cases = JSON.parse(await new Response(Deno.stdin.readable).text());
console.log(JSON.stringify(cases.map(([items, weights, minutes]) => {
  const found = proposal(items, weights, minutes);
  const options = found?.options.map(({ weight: _weight, ...option }) => option);
  return [behind(items), overrun(items, minutes), found && { ...found, options }];
})));
"""


def calculated_by_the_module(cases):
    """What `pace.js` answers for each case."""
    finished = subprocess.run(
        [find_deno_bin(), "eval", "--no-remote", CALCULATE],
        cwd=ROOT,
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout)


def a_case(number):
    """A sheet in mid-interview, with uneven weights whose sums depend on their order."""
    chance = random.Random(number)  # noqa: S311  # the same cases every time, nothing secret
    items = [
        PacedItem(
            id=ItemId(f"q{n:02}"),
            competency=chance.choice(COMPETENCIES),
            minutes=chance.randint(2, 9),
            weight=chance.choice([0.1, 0.2, 0.3, 1.0, 1.0, 2.5]),
            cells=tuple(chance.sample("abcdef", chance.randint(0, 3))),
            spent=chance.choice([0, 0, chance.randint(1, 1200)]),
            done=done,
            rated=done and chance.random() < 0.8,
            added=chance.random() < 0.1,
        )
        for n in range(1, chance.randint(2, 14))
        for done in [chance.random() < 0.4]
    ]
    at = chance.randrange(len(items))
    items[at] = replace(items[at], open=True)
    weights = {c: chance.choice([0, 0.1, 0.7, 3.3, 10, 25]) for c in COMPETENCIES}
    return items, weights, max(1, overrun(items, 0) // 60 - chance.randint(-4, 20))


def plain(found):
    if found is None:
        return None
    options = [asdict(option) | {"items": list(option.items)} for option in found.options]
    return {"options": options, "enough": found.enough}


def test_the_module_and_the_domain_calculate_alike():
    cases = [a_case(number) for number in range(CASES)]
    expected = [
        [behind(items), overrun(items, minutes), plain(proposal(items, weights, minutes))]
        for items, weights, minutes in cases
    ]
    proposed = [found for _, _, found in expected if found]
    assert len(proposed) > CASES / 2
    assert {len(p["options"][0]["items"]) for p in proposed} == {1, 2, 3}

    sent = [([asdict(item) for item in items], *rest) for items, *rest in cases]

    assert calculated_by_the_module(sent) == expected
