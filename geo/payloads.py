"""Atlas → the files that the map fetches: index, geometry by zoom band, base layers, the controller.

Every file is named by the hash of its content, compressed once and never changes under its name.
"""

from __future__ import annotations

import ctypes
import gc
import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import brotli
import js_lib_leaflet
import shapely
from markdown_it import MarkdownIt
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas, hash_content, open_atlas
from geo.frontend_files import browser_words, join_modules
from geo.geometry import BASE, generalise, quantise
from geo.kinds import kind_of
from geo.look import describe_look
from geo.places import country_name
from geo.settings import Settings
from geo.wording import STATUS_WORDS

PREFIX = "atlas"
FRONTEND = Path(__file__).parent / "frontend"
_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_FIRST = ("index", "lines-low", "base-low")
_LATER = ("lines-high", "base-high")
_BANDS = {"low": (0.008, 3), "high": (0.0, 5)}
"""Zoom bands: tolerance and decimals in degrees. 0.008° is at most half a pixel at zoom 6."""
DECIDED = Path(__file__).parent.parent / "docs" / "how-we-decide.md"
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>How we decide between sources</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
h2 {{ margin-top: 2rem; }} td, th {{ text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }}
</style>
{body}</html>
"""
_MEDIA = {".html": "text/html",
          ".zip": "application/zip", ".js": "text/javascript", ".css": "text/css",
          ".json": "application/json", ".png": "image/png"}  # fmt: skip


@dataclass(frozen=True)
class Payload:
    """One file for the browser: its content, once plain and once in each compression."""

    name: str
    plain: bytes

    @property
    def media_type(self) -> str:
        """The content type, from the name's ending."""
        return _MEDIA[Path(self.name).suffix]

    @cached_property
    def content_hash(self) -> str:
        """The hash of the content, short and for addresses only."""
        return hash_content(self.plain)

    @cached_property
    def address(self) -> str:
        """The path from the server's root, with the content's hash in it."""
        return f"{PREFIX}/{self.content_hash}/{self.name}"

    @cached_property
    def gzip(self) -> bytes:
        """The content compressed with gzip, the same bytes each time."""
        return gzip.compress(self.plain, 9, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        """The content compressed with Brotli."""
        return bytes(brotli.compress(self.plain, quality=9))


@dataclass(frozen=True)
class Publication:
    """An atlas and everything that a browser fetches to draw it, by name and by address."""

    atlas: Atlas
    payloads: Mapping[str, Payload]

    @cached_property
    def by_address(self) -> dict[str, Payload]:
        """Payloads by the path that the server answers; a style sheet's images lie beside it."""
        found = {payload.address: payload for payload in self.payloads.values()}
        folder = self.payloads["map.css"].address.rpartition("/")[0]
        found |= {f"{folder}/images/{name}": payload for name, payload in self.payloads.items()
                  if name.endswith(".png")}  # fmt: skip
        return found

    @cached_property
    def first_addresses(self) -> list[str]:
        """Addresses of what the controller fetches at once; it knows the files by their names.

        The index, which comes first, holds the addresses of what is fetched later.
        """
        return [self.payloads[name].address for name in _FIRST]


def publish(atlas: Atlas, settings: Settings | None = None) -> Publication:
    """Build all files for the browser; with settings, also the records to download."""
    payloads = {}
    for band in _BANDS:
        payloads[f"lines-{band}"] = Payload(f"lines-{band}.json", build_lines(atlas, band))
        payloads[f"base-{band}"] = Payload(f"base-{band}.json", _join_base(band))
    later = {name: f"{payloads[name].content_hash}/{name}" for name in _LATER}
    payloads["index"] = _json("index.json", build_index(atlas) | {"later": later})
    for image in sorted((_LEAFLET / "images").glob("*.png")):
        payloads[image.name] = Payload(image.name, image.read_bytes())
    payloads["atlas-page.js"] = Payload(
        "atlas-page.js", join_modules(FRONTEND / "page" / "start.js", export="mount").encode()
    )
    own = {"js": join_modules(FRONTEND / "frame" / "start.js"), "css": _read(FRONTEND / "frame" / "map.css")}
    for ending, text in own.items():  # in one file each: the map's frame loads its files one after the other
        parts = ((_LEAFLET / f"leaflet.{ending}").read_bytes(), text.encode())
        payloads[f"map.{ending}"] = Payload(f"map.{ending}", b"\n".join(parts))
    decided = MarkdownIt("commonmark").enable("table").render(_read(DECIDED))
    payloads["how-we-decide"] = Payload("how-we-decide.html", _PAGE.format(body=decided).encode())
    if settings is not None:
        payloads["records"] = Payload("corridor-atlas-records.zip", zip_records(settings))
    return Publication(atlas, payloads)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _join_base(band: str) -> bytes:
    """Join the base layers of a band into one file: each request costs more than its bytes."""
    files = {name: f"{name}-{band}.json" for name in ("land", "water", "borders")}
    files |= {name: f"{name}.json" for name in ("places", "towns") if band == "low"}
    members = [f'"{name}":'.encode() + (BASE / file).read_bytes() for name, file in files.items()]
    return b"{" + b",".join(members) + b"}"


def zip_records(settings: Settings) -> bytes:
    """Return all record files of an atlas as one ZIP file, the same bytes for the same records."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for folder, name in ((settings.data, "data"), (settings.sources, "seeds")):
            for file in sorted(folder.rglob("*")):
                is_twice = folder == settings.data and file.is_relative_to(settings.sources)
                if file.suffix in (".yaml", ".geojson", ".fgb") and file.is_file() and not is_twice:
                    entry = ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}")
                    entry.compress_type = ZIP_DEFLATED
                    archive.writestr(entry, file.read_bytes())
    return packed.getvalue()


def _json(name: str, content: Any) -> Payload:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Payload(name, text.encode())


def build_index(atlas: Atlas) -> dict[str, Any]:
    """Return what the map knows of each project, in the order of `atlas.projects`, and how it looks.

    Bounds are west, south, east, north in degrees; `kind` counts into `kinds`; a status that no
    source carries is null, `status_when` is the date of its report; `length` is the drawn length in
    km, 0 for sites.
    """
    rows = atlas.projects
    kinds = sorted(set(rows["kind"]), key=lambda kind: kind_of(kind).label)
    position = {kind: n for n, kind in enumerate(kinds)}
    return {
        "ids": rows.index.tolist(),
        "names": rows["name"].tolist(),
        "kind": [position[kind] for kind in rows["kind"]],
        "status": [status if isinstance(status, str) else None for status in rows["status"]],
        "status_when": [when if isinstance(when, str) else None for when in rows["status_when"]],
        "bounds": [[round(float(edge), 4) for edge in bounds] for bounds in rows.bounds.to_numpy()],
        "countries": [list(codes) for codes in rows["countries"]],
        "country_names": {code: country_name(code) for code in atlas.places},
        "length": [round(float(length)) for length in rows["length_km"].fillna(0)],
        "kinds": [
            {"id": k.id, "label": k.label, "colour": k.colour, "symbol": k.symbol}
            for k in map(kind_of, kinds)
        ],
        "status_words": {k: v for k, v in STATUS_WORDS.items() if k != "not-stated"},
        "sites": list(_sites(atlas)),
        "cards": list(atlas.places),
        "look": describe_look(),
        "words": browser_words(),
    }


def _sites(atlas: Atlas) -> Iterator[list[Any]]:
    position = {project: n for n, project in enumerate(atlas.projects.index)}
    features = atlas.features
    for project, precision, known_from, geometry in zip(
        features["project"], features["precision"], features["place_known_from"],
        features.geometry, strict=True,
    ):  # fmt: skip
        hollow = known_from == "nowhere" or precision == "country"
        for part in _parts(geometry, "Point"):
            if project in position:
                yield [position[project], "country" if hollow else precision,
                       round(part.x, 5), round(part.y, 5)]  # fmt: skip


def build_lines(atlas: Atlas, band: str) -> bytes:
    """Return lines and areas of one zoom band as JSON: rows of project, accuracy, shape, numbers.

    `shape` is L for a line and A for an area with its rings; numbers are differences of integers,
    in units of 10^-decimals degrees, longitude first. Lines that meet go on meeting.
    """
    rows = ",".join(json.dumps(row, separators=(",", ":")) for row in _line_rows(atlas, *_BANDS[band]))
    return f'{{"decimals":{_BANDS[band][1]},"lines":[{rows}]}}'.encode()


def _line_rows(atlas: Atlas, tolerance: float, decimals: int) -> Iterator[list[Any]]:
    position = {project: n for n, project in enumerate(atlas.projects.index)}
    features, heads, lines = atlas.features, [], []
    for project, accuracy, geometry in zip(
        features["project"], features["accuracy"], features.geometry, strict=True
    ):
        if project not in position:
            continue
        head = [position[project], accuracy or "given"]
        for line in _parts(geometry, "LineString"):
            heads.append(head)
            lines.append(line)
        for area in _parts(geometry, "Polygon"):
            simple = area.simplify(tolerance) if tolerance else area
            rings = (simple.exterior, *simple.interiors)
            yield [*head, "A", [quantise(LineString(ring.coords), decimals) for ring in rings]]
    drawn = generalise(lines, tolerance) if tolerance else lines
    for head, line in zip(heads, drawn, strict=True):
        yield [*head, "L", quantise(line, decimals)]


def _parts(geometry: BaseGeometry, kind: str) -> list[Any]:
    if isinstance(geometry, Point):
        return [geometry] if kind == "Point" else []
    return [part for part in shapely.get_parts(geometry) if part.geom_type == kind]


_opening = Lock()


def open_publication(settings: Settings) -> Publication:
    """Open the atlas of a data folder and everything that is served of it.

    Shared by all readers of the process, and opened again when a file of the folder has changed.
    """
    with _opening:
        return _open(settings, _fingerprint(settings))


@lru_cache(maxsize=2)
def _open(settings: Settings, fingerprint: str) -> Publication:
    del fingerprint
    return publish(open_atlas(settings), settings)


def _fingerprint(settings: Settings) -> str:
    files = [file for folder in (settings.data, settings.sources) for file in folder.rglob("*")]
    stats = [(str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(files)]
    return hash_content(repr(stats).encode())


def warm(settings: Settings) -> None:
    """Open the atlas and compress what every reader fetches first, before the first reader comes."""
    payloads = open_publication(settings).payloads
    for name in (*_FIRST, "map.js", "atlas-page.js"):
        _ = payloads[name].brotli


@lru_cache(maxsize=1)
def settle_memory() -> None:
    """Once all is loaded: give back what opening no longer needs, and let nobody search the rest again.

    Streamlit collects garbage after every run. What is loaded by then stays, so it is set apart:
    a run then costs 30 ms of the processor instead of 120. Elsewhere than on glibc memory is kept.
    """
    gc.collect()
    gc.freeze()
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if give_back is not None:
        give_back(0)
