"""Every file that the map fetches, by name and by an address that holds its content's hash."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import brotli
import js_lib_leaflet

from geo.atlas.atlas import Atlas
from geo.map.course_places import build_course_places
from geo.map.index import build_index
from geo.map.layers import GROUND, PICTURES, describe_picture
from geo.map.lines import BANDS, build_lines
from geo.map.scripts import join_modules
from geo.records.basemap import BASE
from geo.settings import hash_content
from geo.wording.catalogue import Words

PREFIX = "atlas"
"""The first part of every address."""

FIRST = ("index", "lines-low", "base-low")
"""What the map fetches at once; it knows the files by these names."""

_LATER = ("lines-high", "base-high", "course-places")
"""What it fetches when a reader zooms in or chooses a line. The index holds the addresses."""

FRONTEND = Path(__file__).parents[1] / "frontend"

STYLES = ("map.css", "chooser.css", "place-names.css")

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"

_MEDIA = {
    ".html": "text/html",
    ".zip": "application/zip",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".png": "image/png",
    ".webp": "image/webp",
}


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

    def encoded(self, encoding: str) -> bytes:
        """The content in a coding of HTTP: `br`, `gzip` or `identity`."""
        if encoding == "br":
            return self.brotli
        return self.gzip if encoding == "gzip" else self.plain

    @cached_property
    def gzip(self) -> bytes:
        """The content compressed with gzip, the same bytes each time."""
        return gzip.compress(self.plain, 9, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        """The content compressed with Brotli."""
        return bytes(brotli.compress(self.plain, quality=9))


def build_map_files(atlas: Atlas, words: Words) -> dict[str, Payload]:
    """Build all files of the map, and the script of the list beside it, by name."""
    files = {}
    for band in BANDS:
        files[f"lines-{band}"] = Payload(f"lines-{band}.json", build_lines(atlas, band))
        files[f"base-{band}"] = Payload(f"base-{band}.json", _join_ground(band))
    files["course-places"] = Payload("course-places.json", build_course_places(atlas, words))
    later = {name: f"{files[name].content_hash}/{name}" for name in _LATER}
    pictures = {layer.file: Payload(layer.file, (BASE / layer.file).read_bytes()) for layer in PICTURES}
    described = [
        describe_picture(layer, words) | {"file": f"{pictures[layer.file].content_hash}/{layer.file}"}
        for layer in PICTURES
    ]
    index = build_index(atlas, words) | {"later": later, "pictures": described}
    files |= pictures | {"index": _json("index.json", index)}
    return files | _build_scripts_and_styles() | _read_images()


def images_by_address(files: Mapping[str, Payload]) -> dict[str, Payload]:
    """Return the images of the map's style sheet by the addresses that the sheet gives them."""
    folder = files["map.css"].address.rpartition("/")[0]
    return {f"{folder}/images/{name}": file for name, file in files.items() if name.endswith(".png")}


def _build_scripts_and_styles() -> dict[str, Payload]:
    """Join Leaflet's files and ours: the map's frame loads its files one after another."""
    page = join_modules(FRONTEND / "page" / "start.js", export="mount")
    styles = [(FRONTEND / "frame" / name).read_text(encoding="utf-8") for name in STYLES]
    own = {"js": join_modules(FRONTEND / "frame" / "start.js"), "css": "\n".join(styles)}
    found = {"atlas-page.js": Payload("atlas-page.js", page.encode())}
    for ending, text in own.items():
        leaflet = (_LEAFLET / f"leaflet.{ending}").read_bytes()
        found[f"map.{ending}"] = Payload(f"map.{ending}", leaflet + b"\n" + text.encode())
    return found


def _read_images() -> dict[str, Payload]:
    images = sorted((_LEAFLET / "images").glob("*.png"))
    return {image.name: Payload(image.name, image.read_bytes()) for image in images}


def _join_ground(band: str) -> bytes:
    """Join the layers of the ground in a band into one file: each request costs more than its bytes."""
    files = {layer.name: layer.files[band] for layer in GROUND if band in layer.files}
    members = [f'"{name}":'.encode() + (BASE / file).read_bytes() for name, file in files.items()]
    return b"{" + b",".join(members) + b"}"


def _json(name: str, content: Any) -> Payload:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Payload(name, text.encode())
