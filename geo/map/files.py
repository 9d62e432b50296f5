"""Every file that the browser fetches, by name and by an address that holds its content's hash."""

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
from markdown_it import MarkdownIt

from geo.atlas.atlas import Atlas
from geo.exports.record_files import zip_records
from geo.map.index import build_index
from geo.map.lines import BANDS, build_lines
from geo.map.scripts import join_modules
from geo.records.basemap import BASE
from geo.settings import Settings, hash_content

PREFIX = "atlas"

FRONTEND = Path(__file__).parents[1] / "frontend"

STYLES = ("map.css", "chooser.css", "place-names.css")

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"

FIRST = ("index", "lines-low", "base-low")

_LATER = ("lines-high", "base-high")

DECIDED = Path(__file__).parents[2] / "docs" / "how-we-decide.md"

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

_MEDIA = {
    ".html": "text/html",
    ".zip": "application/zip",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".png": "image/png",
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
        found |= {
            f"{folder}/images/{name}": payload
            for name, payload in self.payloads.items()
            if name.endswith(".png")
        }
        return found

    @cached_property
    def first_addresses(self) -> list[str]:
        """Addresses of what the controller fetches at once; it knows the files by their names.

        The index, which comes first, holds the addresses of what is fetched later.
        """
        return [self.payloads[name].address for name in FIRST]


def publish(atlas: Atlas, settings: Settings | None = None) -> Publication:
    """Build all files for the browser; with settings, also the records to download."""
    payloads = {}
    for band in BANDS:
        payloads[f"lines-{band}"] = Payload(f"lines-{band}.json", build_lines(atlas, band))
        payloads[f"base-{band}"] = Payload(f"base-{band}.json", _join_base(band))
    later = {name: f"{payloads[name].content_hash}/{name}" for name in _LATER}
    payloads["index"] = _json("index.json", build_index(atlas) | {"later": later})
    for image in sorted((_LEAFLET / "images").glob("*.png")):
        payloads[image.name] = Payload(image.name, image.read_bytes())
    page = join_modules(FRONTEND / "page" / "start.js", export="mount")
    payloads["atlas-page.js"] = Payload("atlas-page.js", page.encode())
    frame = {
        "js": join_modules(FRONTEND / "frame" / "start.js"),
        "css": "\n".join((FRONTEND / "frame" / name).read_text(encoding="utf-8") for name in STYLES),
    }
    for ending, own in frame.items():  # in one file each: the map's frame loads its files one after the other
        leaflet = (_LEAFLET / f"leaflet.{ending}").read_bytes()
        payloads[f"map.{ending}"] = Payload(f"map.{ending}", leaflet + b"\n" + own.encode())
    decided = MarkdownIt("commonmark").enable("table").render(DECIDED.read_text(encoding="utf-8"))
    payloads["how-we-decide"] = Payload("how-we-decide.html", _PAGE.format(body=decided).encode())
    if settings is not None:
        payloads["records"] = Payload("corridor-atlas-records.zip", zip_records(settings))
    return Publication(atlas, payloads)


def _join_base(band: str) -> bytes:
    """Join the base layers of a band into one file: each request costs more than its bytes."""
    files = {name: f"{name}-{band}.json" for name in ("land", "water", "borders")}
    files |= {name: f"{name}.json" for name in ("places", "towns") if band == "low"}
    members = [f'"{name}":'.encode() + (BASE / file).read_bytes() for name, file in files.items()]
    return b"{" + b",".join(members) + b"}"


def _json(name: str, content: Any) -> Payload:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Payload(name, text.encode())
