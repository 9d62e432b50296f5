"""What the page and the map's frame say to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class View:
    """What the map shows: which projects, which one is selected, where to look.

    `focus` changes when the map should move to the selection; it stays the same when it should not.
    `statuses` holds, by position, status and date of report where they are not those of the index.
    """

    visible: npt.NDArray[np.bool_]
    selected: str | None = None
    place: str | None = None
    focus: str = ""
    palette: str = "light"
    statuses: Mapping[int, tuple[str | None, str | None]] = field(default_factory=dict)
