"""Many visitors at once, against the same visitors on a bare page.

Every visitor has a websocket of their own, moves an input after a while of thought (exponential),
waits for the end of the run and thinks again; on the app three moves in ten change the page. The
client runs on the same cores as the server. The pace is such that the bare page, under the same
settings, keeps one core busy for a quarter of the time; app and bare page take turns, and each has
its share of the run alone.

Then as many first visits at the same moment: until the last of them has its answer, as a multiple
of one whole first visit to the same server.

Run: ``python -m benchmarks.load [visitors] [seconds]``
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.visits.client import Visitor
from benchmarks.visits.server import APP, BARE, Server, served

VISITORS, SECONDS, TURNS, WARMING_S = 25, 60.0, 2, 5.0
BUSY = 0.25
"""The share of one core that the bare page keeps busy."""
P95_LIMIT, MEMORY_LIMIT_MB, FIRST_LIMIT = 3.0, 400.0, 8.0
PAGE_CHANGES = 0.3
PAGES = ("", "viability", "heat", "price", "summary")
INPUTS = {
    ":data_centre.it_capacity_mw": (8.0, 14.0),
    ":network.supply_winter_c": (80.0, 95.0),
    ":connection.route_km": (1.0, 2.5),
    ":market.electricity_price_eur_per_mwh": (100.0, 180.0),
}
"""What a visitor of the app moves, and over which span."""
BARE_INPUTS = {f"bare:input_{number}": (10.0, 90.0) for number in range(12)}


class Pace(NamedTuple):
    """What the visitors of one server do, and how long they think on average [s]."""

    inputs: dict[str, tuple[float, float]]
    pages: Sequence[str]
    think_s: float


class Waited(NamedTuple):
    """Seconds of every move, and the share of a core that the server kept busy."""

    moves: list[float]
    busy: float

    def percentile(self, share: float) -> float:
        """Milliseconds that so many per cent of the moves do not exceed."""
        return float(np.percentile(self.moves, share) * 1e3)


def thinking_s(visitors: int, spent_s: float, waited_s: float) -> float:
    """How long visitors think so that a page keeps one core busy for its share.

    Between two moves of a visitor lie the wait and the thought; in that time the server works
    once for every visitor.
    """
    return max(visitors * spent_s / BUSY - waited_s, 0.0)


async def pace_of_the_bare_page(server: Server, visitors: int, moves: int = 20) -> float:
    """What the bare page costs one visitor, as the thought that follows from it."""
    async with Visitor(server.port) as visitor:
        await visitor.run()
        await visitor.move("bare:input_1", 33.0)
        before, begun = server.spent_s(), time.perf_counter()
        for number in range(moves):
            await visitor.move("bare:input_0", 20.0 + number)
        waited = (time.perf_counter() - begun) / moves
        return thinking_s(visitors, (server.spent_s() - before) / moves, waited)


async def visit(server: Server, pace: Pace, chance: random.Random, until: float) -> list[float]:
    """One visitor: seconds of each move, without those of the first visit."""
    waited: list[float] = []
    async with Visitor(server.port) as visitor:
        await asyncio.sleep(chance.uniform(0, pace.think_s))
        await visitor.run()
        while time.perf_counter() < until:
            await asyncio.sleep(chance.expovariate(1 / pace.think_s))
            waited.append(await one_move(visitor, pace, chance))
    return waited


async def one_move(visitor: Visitor, pace: Pace, chance: random.Random) -> float:
    """Another value of an input, or another page."""
    if pace.pages and chance.random() < PAGE_CHANGES:
        return (await visitor.go(chance.choice(pace.pages))).finished_s
    key = chance.choice(list(pace.inputs))
    run = await visitor.move(key, round(chance.uniform(*pace.inputs[key]), 2))
    return run.finished_s


async def loaded(server: Server, pace: Pace, visitors: int, seconds: float, seed: int) -> Waited:
    """All visitors of one server for a while; the first seconds do not count."""
    begun = time.perf_counter()
    until = begun + WARMING_S + seconds
    tasks = [
        asyncio.create_task(visit(server, pace, random.Random(seed + number), until))
        for number in range(visitors)
    ]
    await asyncio.sleep(WARMING_S)
    spent, since = server.spent_s(), time.perf_counter()
    await asyncio.sleep(until - since)
    busy = (server.spent_s() - spent) / (time.perf_counter() - since)
    return Waited([one for waited in await asyncio.gather(*tasks) for one in waited], busy)


async def first_visits(server: Server, visitors: int) -> tuple[float, float]:
    """Seconds of one whole first visit, and until the last of many at once has its answer."""

    async def first() -> tuple[float, float]:
        begun = time.perf_counter()
        async with Visitor(server.port) as visitor:
            run = await visitor.run()
            opened = run.begun - begun
            return opened + (run.answered_s or run.finished_s), opened + run.finished_s

    alone = [(await first())[1] for _ in range(5)]
    together = await asyncio.gather(*(first() for _ in range(visitors)))
    return float(np.median(alone)), max(answered for answered, _ in together)


def in_turn(
    app: Server, bare: Server, visitors: int, seconds: float
) -> tuple[Waited, Waited, float]:
    """Both servers in turns, and how long the visitors thought."""
    think_s = asyncio.run(pace_of_the_bare_page(bare, visitors))
    paces = {app.port: Pace(INPUTS, PAGES, think_s), bare.port: Pace(BARE_INPUTS, (), think_s)}
    found: dict[int, list[Waited]] = {app.port: [], bare.port: []}
    for turn in range(TURNS):
        for server in (bare, app):
            load = loaded(server, paces[server.port], visitors, seconds / TURNS, seed=1000 * turn)
            found[server.port].append(asyncio.run(load))
    of_app, of_bare = (joined(found[server.port]) for server in (app, bare))
    return of_app, of_bare, think_s


def joined(parts: Sequence[Waited]) -> Waited:
    """Several turns of one server as one."""
    moves = [one for part in parts for one in part.moves]
    return Waited(moves, float(np.mean([part.busy for part in parts])))


def line(name: str, waited: Waited) -> str:
    """One row of the table."""
    p50, p95 = waited.percentile(50), waited.percentile(95)
    return f"{name:12}{len(waited.moves):8}{p50:10.0f}{p95:10.0f}{waited.busy:12.0%}"


def main(visitors: int = VISITORS, seconds: float = SECONDS) -> None:
    """Print waiting times of both, memory, and the first visits."""
    with served(APP) as app, served(BARE) as bare:
        alone, last = asyncio.run(first_visits(app, visitors))
        of_app, of_bare, think_s = in_turn(app, bare, visitors, seconds)
        held, most = app.memory_mb(), app.peak_mb()
    ratio = of_app.percentile(95) / of_bare.percentile(95)
    print(f"{visitors} visitors, a thought of {think_s:.1f} s on average, {seconds:g} s each")
    print(f"{'':12}{'moves':>8}{'p50 ms':>10}{'p95 ms':>10}{'of a core':>12}")
    print(line("app", of_app), line("bare page", of_bare), sep="\n")
    print(f"ratio of p95 {ratio:.2f}, limit {P95_LIMIT:g}")
    print(f"memory {held:.0f} MB, at most {most:.0f}, limit {MEMORY_LIMIT_MB:g}")
    print(
        f"{visitors} first visits at once: the last answer after {last:.2f} s, "
        f"{last / alone:.1f} times one first visit ({alone:.2f} s), limit {FIRST_LIMIT:g}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
