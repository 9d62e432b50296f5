"""What is served: one version of an atlas and its files; the newest of a data folder and the one before.

A new export format is a line in `publish`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from threading import Lock

from geo.atlas.as_of import later_sources, without_sources
from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.exports.record_files import zip_records
from geo.map.files import FIRST, Payload, build_map_files, images_by_address
from geo.records.opening import read_version
from geo.server.pages import build_decided_page
from geo.settings import Settings
from geo.wording.catalogue import open_words

KEPT_VIEWS = 8
"""Atlases as known on earlier days that a publication keeps; each is a copy of the table of projects."""


@dataclass(frozen=True)
class Publication:
    """An atlas and every file that is served of it, by name. `version` changes with any record."""

    version: str
    atlas: Atlas = field(compare=False)
    files: Mapping[str, Payload] = field(compare=False)

    @cached_property
    def by_address(self) -> Mapping[str, Payload]:
        """Files by the path that the server answers."""
        hashed = {file.address: file for file in self.files.values()}
        return hashed | images_by_address(self.files)

    def atlas_on(self, day: date | None) -> Atlas:
        """Return the atlas as known on a day, as it is now for none; the last few are kept."""
        return self.atlas if day is None else self._atlas_on(day)

    @cached_property
    def _atlas_on(self) -> Callable[[date], Atlas]:
        return lru_cache(maxsize=KEPT_VIEWS)(self._date_view)

    def _date_view(self, day: date) -> Atlas:
        """Days between two days of publication share what is known."""
        return replace(self._view_without(later_sources(self.atlas, day)), day=day)

    @cached_property
    def _view_without(self) -> Callable[[frozenset[str]], Atlas]:
        return lru_cache(maxsize=KEPT_VIEWS)(lambda late: without_sources(self.atlas, late))


def publish(atlas: Atlas, settings: Settings, version: str = "") -> Publication:
    """Build all files of an atlas: the map's, the records to download, how is decided."""
    words = open_words()
    files = build_map_files(atlas, words)
    files["how-we-decide"] = Payload("how-we-decide.html", build_decided_page(words))
    files["records"] = Payload("corridor-atlas-records.zip", zip_records(settings))
    return Publication(version, atlas, files)


class Publisher:
    """Owns what is served of one data folder: the newest publication and the one before it.

    The one before stays, so that a page that is still open finds its files.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept: tuple[Publication, ...] = ()
        self._opening = Lock()

    def newest(self) -> Publication:
        """Return what a visit begins with; the atlas is opened again if a record has changed."""
        version = read_version(self._settings)
        kept = self._kept
        if kept and kept[0].version == version:
            return kept[0]
        with self._opening:
            return self._open(version)

    def _open(self, version: str) -> Publication:
        known = {publication.version: publication for publication in self._kept}
        found = known.pop(version, None)
        if found is None:
            found = publish(open_atlas(self._settings), self._settings, version)
        before = next((each for each in self._kept if each is not found), None)
        self._kept = (found,) if before is None else (found, before)
        return found

    def file_at(self, address: str) -> Payload | None:
        """Return the file that is served by a path. Looks at no record and waits for nobody."""
        kept = self._kept or (self.newest(),)
        return next((each.by_address[address] for each in kept if address in each.by_address), None)

    def warm_up(self) -> None:
        """Open the atlas and compress what every reader fetches first, before the first reader comes."""
        files = self.newest().files
        for name in (*FIRST, "map.js", "atlas-page.js"):
            _ = files[name].brotli


@lru_cache(maxsize=4)
def publisher_of(settings: Settings) -> Publisher:
    """Return the one publisher of a data folder, which all readers of the process share."""
    return Publisher(settings)
