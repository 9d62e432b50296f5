"""What is drawn: the shipped atlas, or synthetic routes imported with `corridors import`.

The peers read the same geometry from one GeoJSON file with a country and a sentence for each.
"""

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.records.basemap import BASE
from geo.settings import PROJECT_ROOT, Settings

VERTICES = 60
SHIPPED = 27


@dataclass(frozen=True)
class Input:
    """One size: the atlas's data folder by checkout (empty for the shipped one), and the peers' file."""

    size: int
    data: dict[Path, Path]
    routes: Path
    static: Path
    atlas: Atlas
    features: int
    by_country: dict[str, int]

    def environment(self, app: Path) -> dict[str, str]:
        """Settings for an app: its own import of the routes, if it is the atlas of a checkout."""
        given = {"BENCH_ROUTES": str(self.routes), "BENCH_STATIC": str(self.static)}
        data = self.data.get(app.parent)
        return given | ({"CORRIDORS_DATA": str(data)} if data else {})

    def shown_in(self, country: str) -> int:
        """How many projects the atlas shows for a country."""
        return int(Selection(country=(country,)).mask(self.atlas).sum())


def make_routes(number: int) -> dict[str, Any]:
    """Return `number` wiggly lines of 60 vertices over Central Asia, the same for the same number."""
    chance = random.Random(7)
    kinds = ["railway", "road", "gas pipeline", "oil pipeline", "power line"]
    features = []
    for n in range(number):
        x, y, turn = chance.uniform(50, 95), chance.uniform(36, 54), chance.uniform(0, 2 * math.pi)
        points = []
        for _ in range(VERTICES):
            turn += chance.gauss(0, 0.25)
            x, y = x + 0.06 * math.cos(turn), y + 0.04 * math.sin(turn)
            points.append([round(x, 5), round(y, 5)])
        kind, country = chance.choice(kinds), chance.choice(["KZ", "KG", "UZ", "TJ", "TM", "CN"])
        quote = f"Route {n} is a {kind} in {country}, and this is the sentence that says so."
        features.append(
            _feature(
                f"r{n}", f"Route {n}", kind, country, quote, {"type": "LineString", "coordinates": points}
            )
        )
    return {"type": "FeatureCollection", "features": features}


def _feature(name: str, title: str, kind: str, country: str, quote: str, geometry: object) -> dict[str, Any]:
    about = {"id": name, "name": title, "kind": kind, "country": country, "quote": quote}
    return {"type": "Feature", "id": name, "properties": about, "geometry": geometry}


def _shipped_routes(atlas: Atlas) -> dict[str, Any]:
    """Return the curated features, each with its project's first quotation."""
    features = []
    for name, row in atlas.features.iterrows():
        project = atlas.project(row["project"])
        facts = atlas.facts_on(f"project:{project.id}")
        countries = row["countries"] or ("XX",)
        features.append(
            _feature(
                str(name),
                project.name,
                project.project_type,
                countries[0],
                f"{name}: {atlas.quote_of(facts[0]).exact}",
                json.loads(json.dumps(row["geometry"].__geo_interface__)),
            )
        )
    return {"type": "FeatureCollection", "features": features}


def prepare(size: int, scratch: Path, checkouts: Sequence[Path]) -> Input:
    """Write what is drawn at one size; each checkout imports it into a folder of its own."""
    routes, data = scratch / f"routes-{size}.json", {}
    if size == SHIPPED:
        atlas = open_atlas(Settings(PROJECT_ROOT / "data", PROJECT_ROOT / "seeds"))
        collection = _shipped_routes(atlas)
    else:
        collection = make_routes(size)
    routes.write_text(json.dumps(collection), encoding="utf-8")
    if size != SHIPPED:
        data = {root: scratch / f"data-{size}-{number}" for number, root in enumerate(checkouts)}
        for root, folder in data.items():
            _import(root, routes, folder, size)
        ours = data[PROJECT_ROOT]
        atlas = open_atlas(Settings(ours, ours / "sources"))
    counts: dict[str, int] = {}
    for feature in collection["features"]:
        country = feature["properties"]["country"]
        counts[country] = counts.get(country, 0) + 1
    return Input(
        size, data, routes, _write_static(scratch, size, routes), atlas, len(collection["features"]), counts
    )


def _import(root: Path, routes: Path, into: Path, size: int) -> None:
    """Import routes with the command of a checkout."""
    fields = [f"--{name}-field={name}" for name in ("id", "name", "kind", "country", "quote")]
    about = [f"--source-title=Synthetic routes, {size}", "--licence=CC0", "--published=2026-01-01"]
    subprocess.run(
        [sys.executable, "-m", "geo", "import", routes, "--into", into, *fields, *about],
        cwd=root,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _write_static(scratch: Path, size: int, routes: Path) -> Path:
    import js_lib_leaflet

    folder = scratch / f"static-{size}"
    folder.mkdir()
    leaflet = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(leaflet / name, folder)
    for name in ("land", "water", "borders"):
        shutil.copy(BASE / f"{name}-low.json", folder / f"{name}.json")
    shutil.copy(routes, folder / "routes.json")
    shutil.copy(Path(__file__).parent / "apps" / "leaflet.html", folder / "index.html")
    return folder
