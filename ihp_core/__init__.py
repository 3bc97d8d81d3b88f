"""IHP Screener: is a data centre's surplus heat worth bringing into a heating network?"""

from ihp_core.assessment import assess
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.uncertainty.uncertainty import price_range
from ihp_core.what_if.levers import levers

__all__ = ["Assessment", "Site", "assess", "levers", "price_range"]
