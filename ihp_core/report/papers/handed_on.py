"""The project file as it leaves the house: without what only the producer should see."""

from __future__ import annotations

import datetime as dt

from ihp_core.files.project import Project, write
from ihp_core.site.inputs import PRODUCER
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.year.measured.year import OwnYear

PRIVATE = "notes."
"""Who said what, and when: between the producer and those who told it."""


def project_to_hand_on(site: Site, own: OwnYear | None, on: dt.date | None) -> str:
    """A project of one site for the other parties; what is left out falls back to the defaults."""
    kept = {
        path: value
        for path, value in flat(site.model_dump(mode="json", exclude_defaults=True)).items()
        if not path.startswith(PRIVATE) and path.removeprefix("data_quality.") not in PRODUCER
    }
    return write(Project((Site.model_validate(nested(kept)),), own=own, dated=on))
