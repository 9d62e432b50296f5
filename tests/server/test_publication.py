"""What the browser fetches: small, right, compressed, named by its content, and nothing else."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import brotli
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from geo.atlas.opening import join_archive, open_atlas
from geo.exports.record_files import zip_records
from geo.map.files import Payload, publish
from geo.map.index import build_index
from geo.map.lines import build_lines
from geo.map.messages import View
from geo.map.shell import build_shell, build_state
from geo.records.projects import Feature, Site
from geo.server.publication import open_publication
from geo.settings import Settings, read_settings

TOLERANCE = {"low": 0.008 + 0.0005 * 2**0.5, "high": 0.000005 * 2**0.5}
"""How far a drawn line may lie from the curated one, in degrees: generalised, then rounded."""


@pytest.fixture(scope="module")
def publication(shipped):
    return publish(shipped, read_settings({}))


def decode(content):
    """Rows of project, accuracy, and a line or the rings of an area."""
    lines = json.loads(content)

    def points(numbers):
        return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / 10 ** lines["decimals"]

    for project, accuracy, shape, numbers in lines["lines"]:
        if shape == "L":
            yield project, accuracy, LineString(points(numbers))
        else:
            outer, *holes = map(points, numbers)
            yield project, accuracy, shapely.Polygon(outer, holes)


# -- geometry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("band", ["low", "high"])
def test_drawn_lines_are_the_curated_ones(shipped, band):
    drawn = list(decode(build_lines(shipped, band)))
    curated = [row for row in shipped.features.itertuples() if row.geometry.length]
    assert len(drawn) == sum(len(shapely.get_parts(row.geometry)) for row in curated)
    for project in shipped.projects.index[shipped.projects["length_km"] > 0]:
        number = shipped.projects.index.get_loc(project)
        mine = [line for n, _, line in drawn if n == number]
        theirs = shapely.unary_union([row.geometry for row in curated if row.project == project])
        assert shapely.unary_union(mine).hausdorff_distance(theirs) <= TOLERANCE[band] + 1e-9
    accuracies = sorted(accuracy for _, accuracy, _ in drawn)
    assert accuracies == sorted(row.accuracy for row in curated for _ in shapely.get_parts(row.geometry))


def test_lines_that_meet_are_drawn_meeting(atlas):
    west, east = (line for project, _, line in decode(build_lines(atlas, "low")) if project == 0)
    assert west.coords[-1] == east.coords[0]


def test_an_area_is_drawn_with_its_holes(atlas):
    outer, hole = (
        [(74, 42), (75, 42), (75, 43), (74, 43), (74, 42)],
        [(74.4, 42.4), (74.6, 42.4), (74.6, 42.6), (74.4, 42.4)],
    )
    area = Feature(
        "a",
        Site(project="old-depot", name="n", precision="exact", place_known_from="source", basis="b"),
        {"type": "Polygon", "coordinates": [outer, hole]},
    )
    joined = join_archive(replace(atlas.records, features=(*atlas.records.features[:2], area)))
    for band in ("low", "high"):
        (drawn,) = [
            shape for _, _, shape in decode(build_lines(joined, band)) if shape.geom_type == "Polygon"
        ]
        assert drawn.equals(shapely.Polygon(outer, [hole]))


def test_the_low_band_is_the_smaller_one(publication):
    sizes = {name: len(publication.payloads[name].plain) for name in ("lines-low", "lines-high")}
    assert sizes["lines-low"] < sizes["lines-high"]


def test_the_index_knows_every_project(shipped):
    index = build_index(shipped)
    assert index["ids"] == list(shipped.projects.index)
    assert index["names"] == list(shipped.projects["name"])
    assert [index["kinds"][n]["id"] for n in index["kind"]] == list(shipped.projects["project_type"])
    assert [status or "" for status in index["status"]] == [
        s if isinstance(s, str) else "" for s in shipped.projects["status"]
    ]
    assert json.loads(json.dumps(index, allow_nan=False)) == index
    for (west, south, east, north), geometry in zip(index["bounds"], shipped.projects.geometry, strict=True):
        assert (west, south, east, north) == pytest.approx(geometry.bounds, abs=0.00006)


def test_a_site_whose_place_nobody_states_is_hollow(atlas):
    assert build_index(atlas)["sites"] == [[1, "town", 74.6, 42.87]]
    site = atlas.records.features[2]
    assert site.id == "old-depot-site"
    for change in ({"place_known_from": "nowhere"}, {"precision": "country"}):
        vague = replace(site, properties=site.properties.model_copy(update=change))
        joined = join_archive(replace(atlas.records, features=(*atlas.records.features[:2], vague)))
        assert build_index(joined)["sites"] == [[1, "country", 74.6, 42.87]]


# -- files ------------------------------------------------------------------------------------------


def test_each_compression_gives_the_content_back(publication):
    for payload in publication.payloads.values():
        assert gzip.decompress(payload.gzip) == payload.plain
        assert brotli.decompress(payload.brotli) == payload.plain
        if payload.media_type == "application/json":
            json.loads(payload.plain, parse_constant=pytest.fail)
            assert len(payload.brotli) < len(payload.plain)


def test_an_address_changes_with_the_content_and_only_with_it(publication, shipped):
    again = publish(shipped, read_settings({})).payloads
    assert again.keys() == publication.payloads.keys()
    for name, payload in again.items():
        assert payload.address == publication.payloads[name].address
        assert replace(payload, plain=payload.plain + b" ").address != payload.address
    assert len(publication.by_address) >= len({p.address for p in again.values()})


def test_a_change_of_the_records_is_seen_without_a_restart(tiny, settings):
    before = open_publication(settings)
    assert open_publication(settings) is before
    project = tiny / "projects" / "old-depot.yaml"
    project.write_text(
        project.read_text(encoding="utf-8").replace("Old Depot", "Older Depot"), encoding="utf-8"
    )
    after = open_publication(settings)
    assert after.atlas.projects.at["old-depot", "name"] == "Older Depot"
    for name, changed in (("index", True), ("lines-low", False), ("base-low", False)):
        assert (after.payloads[name].address != before.payloads[name].address) is changed


def test_the_records_can_be_taken_away_and_opened_again(tiny, settings, tmp_path):
    packed = zip_records(settings)
    assert zip_records(settings) == packed
    (tiny / "notes.txt").write_text("The full text of a source.", encoding="utf-8")
    assert zip_records(settings) == packed
    with ZipFile(BytesIO(packed)) as records:
        records.extractall(tmp_path / "taken")
    there = open_atlas(Settings(tmp_path / "taken" / "data", tmp_path / "taken" / "seeds"))
    here = open_atlas(settings)
    assert there.problems == ()
    for kind in ("about", "sources", "quotes", "facts", "projects", "subjects", "references", "features"):
        assert getattr(there.records, kind) == getattr(here.records, kind)


def test_no_text_of_a_source_is_given_away(publication):
    with ZipFile(BytesIO(publication.payloads["records"].plain)) as records:
        names = records.namelist()
    assert {"data/projects/cku-railway.yaml", "seeds/asianews-2025-06-26.yaml"} <= set(names)
    assert {name.rpartition(".")[2] for name in names} == {"yaml", "geojson"}


# -- the map ----------------------------------------------------------------------------------------


def test_the_map_needs_no_other_host(publication):
    shell = build_shell(publication)
    links = [address for _, address in (*shell.default_js, *shell.default_css)]
    assert len(links) == 2
    served = {f"../../{address}" for address in publication.by_address}
    assert set(links) <= served
    assert set(publication.first_addresses) <= publication.by_address.keys()
    later = json.loads(publication.payloads["index"].plain)["later"]
    assert later
    assert {f"atlas/{hashed}.json" for hashed in later.values()} <= publication.by_address.keys()


def state_of(view):
    (macro,) = build_state(view)._children.values()
    return macro.state


def test_a_state_says_which_projects_are_visible():
    visible = np.array([True, False, True] + [False] * 7 + [True])
    state = json.loads(state_of(View(visible, selected="cku-railway", place="KG", focus="x", palette="dark")))
    packed = zlib.decompress(base64.b64decode(state["visible"]), -15)
    bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8))[: len(visible)]
    assert bits.astype(bool).tolist() == visible.tolist()
    assert (state["selected"], state["place"], state["focus"]) == ("cku-railway", "KG", "x")
    assert state["palette"] == "dark"


def test_a_state_cannot_leave_its_script():
    written = state_of(View(np.ones(3, dtype=bool), selected="</script><img src=x>"))
    assert "<" not in written
    assert json.loads(written)["selected"] == "</script><img src=x>"


def test_a_state_is_small_and_the_shell_is_always_the_same(publication):
    from streamlit_folium import generate_js_hash, generate_leaflet_string

    def shell():
        made = build_shell(publication)
        made.render()
        return generate_leaflet_string(made), generate_js_hash(generate_leaflet_string(made))

    first = shell()
    for selected in ("cku-railway", None):
        assert (
            len(state_of(View(np.ones(10_000, dtype=bool), selected=selected, focus="x", palette="dark")))
            < 3000
        )
        assert shell() == first


def test_a_file_has_the_type_of_its_name():
    types = {name: Payload(name, b"").media_type for name in ("a.js", "a.css", "a.json", "a.png", "a.zip")}
    assert types == {
        "a.js": "text/javascript",
        "a.css": "text/css",
        "a.json": "application/json",
        "a.png": "image/png",
        "a.zip": "application/zip",
    }
