"""What a reader asks for: `Selection`, the filter and its day, and `Chosen`, what was clicked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from geo.atlas.atlas import Atlas
from geo.atlas.search import fold
from geo.records.vocabulary import NOT_STATED


@dataclass(frozen=True)
class Selection:
    """The filter. Empty parts ask for nothing; parts combine with "and".

    Within one part, alternatives combine with "or". All parts but `q` hold codes and ids; `status` may
    hold `not-stated` for projects whose status no source carries. `as_of` asks for the atlas as known
    on that day; the caller passes that atlas to `mask`.
    """

    country: tuple[str, ...] = ()
    project_type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    q: str = ""
    as_of: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it filters nothing; `as_of` is no filter."""
        return not (self.country or self.project_type or self.status or self.source or fold(self.q))

    def mask(self, atlas: Atlas) -> npt.NDArray[np.bool_]:
        """Return for each row of `atlas.projects`, in order, whether it is shown."""
        rows = atlas.projects
        shown = rows["known"].to_numpy(dtype=bool).copy()
        for wanted, column in ((self.country, "countries"), (self.source, "sources")):
            if wanted:
                members, none = atlas.members[column], np.zeros(len(rows), dtype=bool)
                shown &= np.logical_or.reduce([members.get(value, none) for value in wanted])
        if self.project_type:
            shown &= rows["project_type"].isin(self.project_type).to_numpy(dtype=bool)
        if self.status:
            status = rows["status"].where(rows["status"].notna(), NOT_STATED)
            shown &= status.isin(self.status).to_numpy(dtype=bool)
        for word in fold(self.q).split():
            shown &= rows["search"].str.contains(word, regex=False).to_numpy(dtype=bool)
        return shown


@dataclass(frozen=True)
class Chosen:
    """What the card shows: one project or one place, none for neither.

    `place` is a country code or the id of a region. `fact` is the id of the fact that is pointed out
    on the card, empty for none.
    """

    project: str | None = None
    place: str | None = None
    fact: str = ""

    @property
    def subject(self) -> str | None:
        """The key of what is chosen, as facts name it: `project:ID`, `country:KG`, `region:ID`."""
        if self.project:
            return f"project:{self.project}"
        return subject_of_place(self.place) if self.place else None


NOTHING_CHOSEN = Chosen()


def subject_of_place(place: str) -> str:
    """Return the key of a country code or of a region's id, as facts name it."""
    return f"{'country' if len(place) == len('KG') and place.isupper() else 'region'}:{place}"
