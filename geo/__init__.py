"""An atlas of infrastructure corridors in which every claim is shown with its source's own words.

In a notebook: `import geo; atlas = geo.open_atlas()`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas as Atlas
    from geo.atlas.opening import open_atlas as open_atlas

__version__ = "0.1.0"

_HOMES = {"Atlas": "geo.atlas.atlas", "open_atlas": "geo.atlas.opening"}


def __getattr__(name: str) -> object:
    """Load what is exported when it is first asked for: pandas and GDAL take a second."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
