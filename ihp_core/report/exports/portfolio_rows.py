"""A portfolio in rows: what is read on the page, and all figures for a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from ihp_core.files.sites_table import SiteTable, TableRow
from ihp_core.portfolio import TYPICAL, ScreenedSites, rank
from ihp_core.report.viability.findings import held_back, not_tested, worst_first
from ihp_core.results.discretion import Audience
from ihp_core.site.inputs import publicly
from ihp_core.site.paths import flat
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, problems
from ihp_core.text.markdown import without_paths
from ihp_core.text.rounding import in_digits
from ihp_core.viability.judgement import VERDICTS, Criterion, guide_screen, word
from ihp_core.viability.rules import PRICE_ROOM

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
COST = "price.floor_eur_per_mwh"
CEILING, PRICE = "price.ceiling_eur_per_mwh", "price.indicative_eur_per_mwh"
TODAY, ALTERNATIVE = "price.today_eur_per_mwh", "price.alternative_eur_per_mwh"
NEEDED, GAP = "price.needed_eur_per_mwh", "price.gap_eur_per_mwh"
PRODUCERS = (COST, f"criteria.{PRICE_ROOM}.value", f"criteria.{PRICE_ROOM}.status")


@dataclass(frozen=True)
class Ranked:
    """A row of the table, the best first; one that could not be read last, with its sentences.

    ``figures`` hold what the reader may see, nan where there is none. ``word`` is the word of the
    verdict and ``guide`` what the guide's rules of thumb alone say.
    """

    number: int
    name: str
    verdict: str | None
    figures: dict[str, float]
    reason: str
    line: TableRow
    word: str | None = None
    guide: str | None = None


def ranked(
    table: SiteTable, part: ScreenedSites, audience: Audience = "customer", language: str = SPOKEN
) -> list[Ranked]:
    """All rows of a file: ranked where they could be screened, then the others in their order."""
    good = [line for line in table.lines if line.site is not None]
    bad = [line for line in table.lines if line.site is None]
    customer = TYPICAL if audience == "customer" else ""
    order = rank(part.figures, customer) if good else []
    ranking = [_good(good[index], index, part, audience, language) for index in order]
    return [*ranking, *(_bad(line, language) for line in bad)]


def _good(
    line: TableRow, index: int, part: ScreenedSites, audience: Audience, language: str
) -> Ranked:
    every = {name: float(column[index]) for name, column in part.figures.items()}
    figures = {name: figure for name, figure in every.items() if not name.startswith(TYPICAL)}
    judged, site = part.criteria[index], cast(Site, line.site)
    if audience == "customer":
        figures = _discreet({name: every[f"{TYPICAL}{name}"] for name in figures})
        judged = part.public_criteria[index]
    verdict = VERDICTS[int(figures.pop("verdict"))]
    guide = guide_screen(judged)
    said = word(verdict, judged, guide, site)
    reason = _reason(judged, verdict, audience, language, site)
    return Ranked(line.number, line.name, verdict, figures, reason, line, said, guide.status)


def _reason(
    judged: Sequence[Criterion], verdict: str, audience: Audience, language: str, site: Site
) -> str:
    """What holds the verdict back; where nothing does, what was not tested."""
    rows, given = worst_first(judged), flat(site.model_dump(mode="json", exclude_defaults=True))
    reasons = held_back(rows, verdict, audience, language, given)
    return "; ".join(reasons) or not_tested(rows, language)


def is_the_producers(row: Ranked) -> bool:
    """Whether a row states figures of the producer's own, which a customer's list leaves out."""
    site = row.line.site
    return site is not None and publicly(site) is not site


def _bad(line: TableRow, language: str) -> Ranked:
    wrong = problems(line.error, language, box=True) if line.error else []
    told = " ".join(without_paths(problem.sentence) for problem in wrong)
    return Ranked(line.number, line.name, None, {}, told, line)


def _discreet(figures: dict[str, float]) -> dict[str, float]:
    """Without the producer's cost; without room the gap instead of a price."""
    kept = {name: figure for name, figure in figures.items() if name not in PRODUCERS}
    return kept if figures[CEILING] > figures[COST] else kept | {PRICE: np.nan}


def records(rows: Sequence[Ranked]) -> Iterator[dict[str, Any]]:
    """Every row with all its figures by their names, as a file holds them."""
    names = list(dict.fromkeys(name for row in rows for name in row.figures))
    for position, row in enumerate(rows, start=1):
        screened = row.verdict is not None
        yield {
            "rank": position if screened else None,
            "row": row.number,
            "name": row.name,
            "verdict": row.verdict,
            "word": row.word,
            "guide": row.guide,
            **{name: _known(row.figures.get(name)) for name in names},
            "reason": row.reason if screened else "",
            "problem": "" if screened else row.reason,
        }


def _known(figure: float | None) -> float | None:
    return None if figure is None or np.isnan(figure) else figure


def guarded(text: Any) -> Any:
    """A text that no spreadsheet program takes for a formula."""
    if isinstance(text, str) and text.startswith(FORMULA_SIGNS):
        return f"'{text}"
    return text


Write = Callable[[Any, str], None]


def write_records(rows: Sequence[Ranked], path: str) -> None:
    """All rows as a file by its ending: .csv, .parquet, .xlsx or .json.

    Raises
    ------
    KeyError
        For any other ending.
    """
    write_rows(list(records(rows)), path)


def write_rows(entries: Sequence[dict[str, Any]], path: str) -> None:
    """Rows by the names of their columns as a file by its ending.

    Raises
    ------
    KeyError
        For any other ending.
    """
    # Here because only files need it.
    import pandas as pd

    write = WRITERS["." + path.rpartition(".")[2].lower()]
    write(pd.DataFrame(list(entries)), path)


def _written(value: Any) -> Any:
    """A cell as a file of text holds it: no formula, no endless digits."""
    return in_digits(value) if isinstance(value, float) else guarded(value)


def _csv(frame: Any, path: str) -> None:
    frame.map(_written).to_csv(path, index=False)


def _parquet(frame: Any, path: str) -> None:
    frame.to_parquet(path, index=False)


def _xlsx(frame: Any, path: str) -> None:
    frame.map(_written).to_excel(path, index=False)


def _json(frame: Any, path: str) -> None:
    frame.to_json(path, orient="records", force_ascii=False, indent=2)


WRITERS: dict[str, Write] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
    ".json": _json,
}
