"""Write then read changes nothing, and a file is written in one way only."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files import read_archive, write_features, write_records
from geo.quotes import normalise
from geo.records import Fact, Feature, Quote, Segment, Waypoint

texts = st.text(min_size=1, max_size=60).filter(lambda t: t.isprintable() and t.strip())
odd = st.sampled_from(
    ["yes", "null", "2011", "1e3", "- a: b", "\u202eright\u202c", "é 中吉乌 🚂", "a: #b", "'", '"']
)


@given(st.lists(st.one_of(texts, odd), min_size=1, max_size=4), st.one_of(texts, odd))
def test_records_come_back_as_they_were(words, note):
    quotes = [Quote(id=f"q-{n}", source="s", exact=normalise(w) or "x", start=n) for n, w in enumerate(words)]
    facts = [Fact(id=f"f-{n}", subject="country:KG", attribute="statement", quote=f"q-{n}", note=note)
             for n in range(len(words))]  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(folder / "quotes" / "s.yaml", quotes)
        write_records(folder / "facts" / "kg.yaml", facts)
        first = (folder / "quotes" / "s.yaml").read_bytes()
        archive, problems = read_archive(folder, folder / "sources")
        assert problems == []
        assert list(archive.quotes) == quotes and list(archive.facts) == facts
        write_records(folder / "quotes" / "s.yaml", reversed(archive.quotes))
        assert (folder / "quotes" / "s.yaml").read_bytes() == first


def test_geometry_is_plain_geojson_and_comes_back(tmp_path):
    segment = Segment(project="p", name='a "quoted" name', accuracy="traced", basis="b",
                      waypoints=(Waypoint(name="A", reference="x:1"), Waypoint(reference="x:2")))  # fmt: skip
    feature = Feature("p-1", segment, {"type": "LineString", "coordinates": [[70.123456789, 43], [71, 44]]})
    write_features(tmp_path / "geometry" / "p.geojson", [feature])
    raw = json.loads((tmp_path / "geometry" / "p.geojson").read_text(encoding="utf-8"))
    assert raw["type"] == "FeatureCollection" and "crs" not in raw
    assert raw["features"][0]["geometry"]["coordinates"] == [[70.12346, 43.0], [71.0, 44.0]]
    archive, problems = read_archive(tmp_path, tmp_path / "sources")
    assert problems == [] and archive.features[0].properties == segment


@pytest.mark.parametrize("name", ["projects", "quotes", "facts", "geometry"])
def test_an_empty_folder_is_no_problem(tmp_path, name):
    (tmp_path / name).mkdir()
    assert read_archive(tmp_path, tmp_path / "sources")[1] == []
