"""A site in a link: what is stated, small enough for an address bar.

A link carries no figure that only the producer should see, and a name or a note only where that
is asked for. What a later version no longer knows is dropped and told; a measured year is
named by its digest, its hours travel in the project file alone.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ihp_core.files.json_file import fault
from ihp_core.site.inputs import field_of, without_the_producers
from ihp_core.site.paths import Draft, flat, nested
from ihp_core.site.site import FIELDS
from ihp_core.year.measured.year import OwnYear

VERSION = 1
LONGEST = 20_000
"""Of a link's text; no site that can be entered needs as much."""

LONGEST_LINK_BYTES = 200_000
"""Of what a link unpacks to."""

NOTE = "notes."
LISTS = {
    "parties_engaged": str,
    "network.heat_sources_today": dict,
    "network.alternatives_possible": str,
    "plant.steps": dict,
}


@dataclass(frozen=True)
class Opened:
    """What a link holds: the draft, the example it began as, and what could not come along.

    ``dropped`` are paths that are not known or hold nothing an input can hold; ``series`` name
    the measured year that stays behind, ``digest`` tells it from another.
    """

    draft: Draft
    example: str | None = None
    dropped: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    digest: str = ""


def packed(
    draft: Mapping[str, Any],
    example: str | None = None,
    own: OwnYear | None = None,
    *,
    private: bool = False,
) -> str:
    """The text of a link's one parameter; ``private`` takes name and notes along."""
    kept = {path: value for path, value in draft.items() if private or not _is_private(path)}
    content: dict[str, Any] = {"site": nested(without_the_producers(kept))}
    if example:
        content["example"] = example
    if own is not None:
        content["own"] = {"series": list(own.series), "digest": own.digest}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packet = zlib.compress(text.encode("utf-8", "replace"), 9)
    return base64.urlsafe_b64encode(packet).decode("ascii").rstrip("=")


def unpacked(text: str, version: str | int = VERSION) -> Opened:
    """What a link holds, of any version up to this one.

    Raises
    ------
    ProjectError
        When it was cut off or made by a later version, and nothing but this.
    """
    if not str(version).isdigit() or not 1 <= int(version) <= VERSION:
        raise fault("link.newer", value=str(version)[:20], limit=VERSION)
    content = _content(text)
    site, own = content.get("site"), content.get("own")
    entries = flat(site) if isinstance(site, dict) else {}
    draft = {path: value for path, value in entries.items() if _can_be_held(path, value)}
    marks = own if isinstance(own, dict) else {}
    series = marks.get("series")
    return Opened(
        draft,
        content["example"] if isinstance(content.get("example"), str) else None,
        tuple(path[:80] for path in entries if path not in draft),
        tuple(str(name)[:40] for name in series[:20]) if isinstance(series, list) else (),
        str(marks.get("digest", ""))[:80],
    )


def _content(text: str) -> dict[str, Any]:
    """The JSON object in a link, which may be anything that somebody typed."""
    if len(text) > LONGEST:
        raise fault("link.unreadable")
    try:
        packet = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unzipped = zlib.decompressobj().decompress(packet, LONGEST_LINK_BYTES)
        content = json.loads(unzipped.decode("utf-8"))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise fault("link.unreadable") from None
    if not isinstance(content, dict):
        raise fault("link.unreadable")
    return content


def _can_be_held(path: str, value: Any) -> bool:
    """Whether a field of the site, a mark or a note can hold this, right or wrong."""
    if path != field_of(path):
        return field_of(path) in FIELDS and isinstance(value, str)
    if path in LISTS:
        return isinstance(value, list) and all(isinstance(item, LISTS[path]) for item in value)
    return path in FIELDS and isinstance(value, str | int | float | bool)


def _is_private(path: str) -> bool:
    return path == "name" or path.startswith(NOTE)
