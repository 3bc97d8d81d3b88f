"""What one change costs the server on each page, against a bare Streamlit page.

The bare page has twelve sliders and two charts. Both are served under the settings of the app and
are asked in turn over the protocol that browsers speak, from the message with the new value to the
one that ends the run: Streamlit's own work on widgets and messages counts on both sides, which an
in-process run would leave out. Time is the server's own processor time, so that a busy machine does
not blur it and a pause made for the browser's sake is not taken for work; the time until the run's
end stands beside it. Elements are those drawn in a whole run, sidebar included.

Run: ``python -m benchmarks.page_run [changes]``
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.visits.client import Visitor
from benchmarks.visits.server import APP, BARE, Server, served

LIMIT, MOST_ELEMENTS_ON_SITE = 2.0, 150
PAGES = ("", "viability", "heat", "price", "summary", "operation")
FIRST = "site"
CAPACITY, BARE_INPUT, SWITCH = ":data_centre.it_capacity_mw", "bare:input_0", ":internal"
SETTLING_S = 0.06
"""For what the server still does once the run is over."""


class Change(NamedTuple):
    """One change: processor time and time to the end of the run [s]; elements drawn."""

    spent_s: float
    waited_s: float
    elements: int


class Measured(NamedTuple):
    """All changes of a page and of the bare page in turn with it."""

    page: str
    app: Sequence[Change]
    bare: Sequence[Change]

    @property
    def ratio(self) -> float:
        """Of the medians of processor time."""
        return _middle(self.app, "spent_s") / _middle(self.bare, "spent_s")


async def change(server: Server, visitor: Visitor, key: str, value: float) -> Change:
    """Move an input and take the time."""
    before = server.spent_s()
    run = await visitor.move(key, value)
    await asyncio.sleep(SETTLING_S)
    return Change(server.spent_s() - before, run.finished_s, len(run.elements))


async def measured(app: Server, bare: Server, changes: int, *, internal: bool) -> list[Measured]:
    """Every page, and the bare page in turn with it; the first two changes warm both up."""
    found, values = [], steps()
    async with Visitor(app.port) as visitor, Visitor(bare.port) as other:
        await visitor.run()
        await other.run()
        if internal:
            await visitor.move(SWITCH, True)
        for page in PAGES:
            await visitor.go(page)
            pairs = []
            for value in itertools.islice(values, changes + 2):
                one = await change(bare, other, BARE_INPUT, value)
                pairs.append((await change(app, visitor, CAPACITY, value), one))
            found.append(Measured(page or FIRST, *zip(*pairs[2:], strict=True)))
    return found


def steps() -> Iterator[float]:
    """Capacities [MW] that were not asked for before: 10 to 14, none twice."""
    return (round(10 + 4 * (n * 0.618034 % 1), 4) for n in itertools.count())


def _middle(changes: Sequence[Change], what: str) -> float:
    return float(median(getattr(one, what) for one in changes))


def line(found: Measured) -> str:
    """One row of the table."""
    app, bare = (_middle(part, "spent_s") * 1e3 for part in (found.app, found.bare))
    waited, other = (_middle(part, "waited_s") * 1e3 for part in (found.app, found.bare))
    elements = max(one.elements for one in found.app)
    return (
        f"{found.page:12}{app:10.0f}{bare:10.0f}{found.ratio:8.2f}"
        f"{waited:14.0f}{other:10.0f}{waited / other:8.2f}{elements:10}"
    )


def verdict(found: Sequence[Measured]) -> str:
    """What is above its limit."""
    above = [f"{one.page} {one.ratio:.1f}" for one in found if one.ratio > LIMIT]
    drawn = max(one.elements for part in found if part.page == FIRST for one in part.app)
    told = f"above {LIMIT:g}: {', '.join(above)}" if above else f"all at most {LIMIT:g}"
    side = "above" if drawn > MOST_ELEMENTS_ON_SITE else "at most"
    return f"{told}; elements on Site {drawn}, {side} {MOST_ELEMENTS_ON_SITE}"


def main(changes: int = 15) -> None:
    """Print a table for each view."""
    head = f"{'':12}{'server ms':>10}{'bare':>10}{'ratio':>8}{'to its end ms':>14}{'bare':>10}"
    with served(APP) as app, served(BARE) as bare:
        for internal in (False, True):
            found = asyncio.run(measured(app, bare, changes, internal=internal))
            print("internal view" if internal else "conversation")
            print(f"{head}{'ratio':>8}{'elements':>10}")
            print(*map(line, found), sep="\n", flush=True)
            print(f"{verdict(found)}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
