"""How long a year by price takes: seconds of a mixed-integer programme over 8,760 h, per example.

Run: ``python -m benchmarks.by_price [tank in m3]``
"""

from __future__ import annotations

import sys

from ihp_core.assessment import screened
from ihp_core.site.examples.worked import example, names
from ihp_core.what_if.running.by_price import by_price


def main() -> None:
    """A line an example: without a tank and with it, seconds and how near to the cheapest plan."""
    volume = float(sys.argv[1]) if len(sys.argv) > 1 else 500.0
    for name in names():
        found = by_price(screened(example(name)), volume)
        if found is None:
            continue
        for what, part in (("no tank", found.without), (f"{volume:.0f} m3", found.tank)):
            if part is not None:
                told = f"{part.seconds:6.2f} s  gap {part.gap:.1e}  saves {part.saves_eur:10.0f}"
                print(f"{name:18} {what:>10}  {told} EUR/a, {part.by_price.starts} starts")


if __name__ == "__main__":
    main()
