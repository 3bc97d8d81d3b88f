"""Changes that turn the verdict together where no single one does."""

from __future__ import annotations

from ihp_core.assessment import assess, screened
from ihp_core.results.other_cases import Combined, Levers
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.what_if.levers import levers_of
from tests.sites import random_sites
from tests.sweeps import WIDE

ORDER = ("viable", "conditional", "not_viable")
SITES = 200
FEW = (0, 17, 92)
"""The last two need changes together."""


def applied(site: Site, together: Combined) -> Site:
    """The site with all changes stated, checked as any entry is."""
    paths = flat(site.model_dump(mode="json", exclude_defaults=True))
    years = {"contract.term_years": round}
    given = {path: years.get(path, float)(to) for path, to in together.stated.items()}
    return Site.model_validate(nested(paths | given))


def drawn() -> list[Site]:
    """Random sites, at least one of which needs changes together."""
    sites = random_sites(SITES, seed=5)
    return sites if WIDE else [sites[place] for place in FEW]


def found(site: Site) -> Levers:
    """What would make a site work."""
    return levers_of(screened(site))


def test_together_the_verdict_is_what_they_promise_on_random_sites() -> None:
    """Applied to the site and assessed anew it reaches the verdict named, a better one."""
    seen = 0
    for site in (example("german"), *drawn()):
        levers = found(site)
        if levers.together is None:
            continue
        seen += 1
        reached = assess(applied(site, levers.together)).verdict
        assert reached == levers.together.verdict
        assert ORDER.index(reached) < ORDER.index(assess(site).verdict)
        assert not levers.turned["verdict"]
        assert len(levers.together.start) >= 2
    assert seen >= 2


def test_a_single_change_makes_them_needless() -> None:
    """Where one change does it nobody is asked for two."""
    for name in ("norderstedt", "mantsala", "guide_10mw_4g"):
        levers = found(example(name))
        if levers.turned.get("verdict"):
            assert levers.together is None


def test_in_the_conversation_no_grant_is_among_them() -> None:
    """What holds money in it is the producer's and goes as a whole."""
    for site in drawn():
        kept = found(site).discreet().together
        changed = kept.start if kept else ()
        assert not [field for field in changed if field.startswith(("contract.", "market."))]
