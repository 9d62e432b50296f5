"""A frozen filter over the projects: the row mask of what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from geo.atlas.atlas import Atlas
from geo.atlas.search import fold
from geo.records.vocabulary import NOT_STATED
from geo.wording.catalogue import open_words
from geo.wording.dates import say_day
from geo.wording.values import say_code, say_country, say_project_types


@dataclass(frozen=True)
class Selection:
    """What the reader asked for. Empty parts ask for nothing; parts combine with "and".

    Within one part, alternatives combine with "or". `status` may hold `not-stated` for projects
    whose status no source carries. `as_of` asks for the atlas as known on that day; whoever applies
    the filter hands in that atlas.
    """

    country: tuple[str, ...] = ()
    project_type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    q: str = ""
    as_of: date | None = None
    ignored: tuple[str, ...] = field(default=(), compare=False)

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
            status = rows["status"].where(rows["status"].notna(), "not-stated")
            shown &= status.isin(self.status).to_numpy(dtype=bool)
        for word in fold(self.q).split():
            shown &= rows["search"].str.contains(word, regex=False).to_numpy(dtype=bool)
        return shown

    def describe(self, atlas: Atlas) -> str:
        """Say in one sentence what is shown: "6 of 27 projects: railways in Kyrgyzstan"."""
        shown, total = int(self.mask(atlas).sum()), len(atlas.projects)
        counted = f"{shown:,} of {total:,} projects"
        said = counted if self.is_empty else f"{counted}: {self._wanted(atlas)}"
        return said if self.as_of is None else f"{said}, as known on {say_day(open_words(), self.as_of)}"

    def _wanted(self, atlas: Atlas) -> str:
        sources = atlas.records.source_by_id
        said = open_words()
        words = [_join(say_project_types(said, k) for k in self.project_type) or "projects"]
        if self.country:
            words.append(f"in {_join(say_country(said, c) for c in self.country)}")
        if self.status:
            words.append(
                _join(
                    said.say("selection.not-stated") if s == NOT_STATED else say_code(said, "status", s)
                    for s in self.status
                )
            )
        if self.source:
            names = (sources[s].publisher if s in sources else s for s in self.source)
            words.append(f"named by {_join(names)}")
        sentence = " ".join(words)
        return f"{sentence}, matching “{self.q.strip()}”" if fold(self.q) else sentence

    def to_params(self) -> dict[str, str]:
        """Return the address parameters that restore this selection; empty parts are left out."""
        lists = {
            "country": self.country,
            "kind": self.project_type,
            "status": self.status,
            "source": self.source,
        }
        params = {name: ",".join(values) for name, values in lists.items() if values}
        params |= {"q": self.q} if self.q.strip() else {}
        return params | ({"as_of": self.as_of.isoformat()} if self.as_of else {})


def _join(words: Iterable[str]) -> str:
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
