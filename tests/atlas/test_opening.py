"""An atlas is opened from whatever the settings name, and its rows say what its facts say."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from breaking import QUOTES, SPUR, change
from shapely.geometry import LineString

from geo.atlas.opening import describe_facts, join_archive, measure_features, open_atlas
from geo.records.curated import CuratedArchive
from geo.records.fields import When, span_of
from geo.settings import read_settings

ROOT = Path(__file__).parents[2]
HEAVY = {
    "streamlit",
    "streamlit_folium",
    "folium",
    "branca",
    "starlette",
    "typer",
    "rich",
    "jinja2",
    "brotli",
}


def test_without_settings_the_environment_says_which_records(tiny, monkeypatch):
    monkeypatch.setenv("CORRIDORS_DATA", str(tiny))
    assert open_atlas().projects["name"].tolist() == ["Northern Spur", "Old Depot", "Sand Pipeline"]
    monkeypatch.delenv("CORRIDORS_DATA")
    assert "cku-railway" in open_atlas().projects.index


def test_opening_an_atlas_loads_neither_the_page_nor_the_commands():
    done = subprocess.run(
        [sys.executable, "-c", "import geo.atlas.opening, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert HEAVY & loaded == set()
    assert not {
        name for name in loaded if name.startswith(("geo.page", "geo.map", "geo.card", "geo.commands"))
    }


def test_a_row_holds_codes_and_dates(shipped):
    for status, day in zip(shipped.projects["status"], shipped.projects["status_reported"], strict=True):
        assert (status is None) == (day is None)
        assert day is None or span_of(day)
    for codes in shipped.projects["countries"]:
        assert codes == tuple(sorted(set(codes))) and all(len(code) == 2 for code in codes)


def test_a_status_is_dated_by_its_words_else_by_its_publication(tiny):
    assert (
        open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)})).projects.at[
            "northern-spur", "status_reported"
        ]
        == "2023-05-04"
    )
    change(tiny / SPUR, r"(  reads: work began\n)  as_of:\n(    .*\n)+", r"\1")
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    assert atlas.problems == ()
    assert atlas.projects.at["northern-spur", "status_reported"] == "2023-05-05"


def test_of_several_statuses_the_one_that_leads_is_in_the_row(atlas):
    (status,) = [fact for fact in atlas.records.facts if fact.id == "spur-status"]
    later = status.model_copy(
        update={
            "id": "spur-open",
            "value": "operating",
            "as_of": When(value="2023-06", known="inferred", reason="seen from 2024"),
        }
    )
    for facts in ((*atlas.records.facts, later), (later, *atlas.records.facts)):
        row = join_archive(replace(atlas.records, facts=facts)).projects.loc["northern-spur"]
        assert (row["status"], row["status_fact"], row["status_reported"]) == (
            "operating",
            "spur-open",
            "2023-06",
        )


def test_a_project_without_facts_has_no_status_and_is_not_known(atlas):
    archive = CuratedArchive(replace(atlas.records, facts=()))
    said = describe_facts(archive, ["northern-spur", "old-depot"])
    assert said.index.tolist() == ["northern-spur", "old-depot"]
    assert said[["status", "status_fact", "status_reported"]].isna().all(axis=None)
    assert said["sources"].tolist() == said["named_countries"].tolist() == [(), ()]
    assert said["known"].tolist() == [False, False]


def test_only_what_is_missing_is_measured(atlas):
    rows = CuratedArchive(atlas.records).feature_rows()
    rows.at["northern-spur-west", "length_km"], rows.at["northern-spur-west", "countries"] = 7.0, ("XX",)
    measured = measure_features(rows)
    assert measured.at["northern-spur-west", "length_km"] == 7.0
    assert measured.at["northern-spur-west", "countries"] == ("XX",)
    assert measured.at["northern-spur-east", "length_km"] == pytest.approx(155, abs=1)
    assert measured.at["old-depot-site", "countries"] == ("KG",)


def test_of_several_alignments_the_first_is_measured(atlas):
    def drawn(alignments):
        west, east, *rest = atlas.records.features
        named = [
            replace(f, properties=f.properties.model_copy(update={"alignment": alignment}))
            for f, alignment in zip((west, east), alignments, strict=True)
        ]
        return join_archive(replace(atlas.records, features=(*named, *rest))).projects.loc["northern-spur"]

    whole = drawn((None, None))
    assert whole["length_km"] == pytest.approx(168.7, abs=0.1)
    assert whole["traced_share"] == pytest.approx(0.0814, abs=0.001)
    first = drawn(("old", "new"))
    assert first["length_km"] == pytest.approx(13.7, abs=0.1) and first["traced_share"] == 1
    assert drawn(("old", None))["length_km"] == whole["length_km"]
    assert first.geometry.equals(whole.geometry), "every alignment is drawn"


def test_a_site_has_no_length_and_no_share(atlas):
    row = atlas.projects.loc["old-depot"]
    assert row["length_km"] == 0 and row["traced_share"] is None


def test_a_line_that_is_not_traced_may_be_off_by_ten_kilometres(atlas):
    """Seven kilometres beyond the border and back: a traced line was there, a schematic one may not."""
    crossing = LineString([(74.6, 43.2), (74.62, 43.02), (74.64, 43.2)])
    west = atlas.records.features[0]
    for accuracy, codes in (("traced", ("KG", "KZ")), ("schematic", ("KZ",))):
        feature = replace(
            west,
            properties=west.properties.model_copy(update={"accuracy": accuracy}),
            geometry={"type": "LineString", "coordinates": [list(xy) for xy in crossing.coords]},
        )
        joined = join_archive(replace(atlas.records, features=(feature,)))
        assert joined.projects.at["northern-spur", "drawn_countries"] == codes


def test_problems_are_kept_and_never_raised(tiny):
    change(tiny / QUOTES, "On May", "on May")
    (problem,) = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)})).problems
    assert problem.record == "hg-begun"
