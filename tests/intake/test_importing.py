"""Any vector file becomes a data folder; every row that was touched is in the report."""

from __future__ import annotations

import json
from datetime import date

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from typer.testing import CliRunner

from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.card.card import CardRequest, card_html
from geo.checks.countries import country_code
from geo.commands.commands import app
from geo.intake.importing import slugify
from geo.intake.mending import mend_geometry
from geo.settings import read_settings
from geo.wording.catalogue import open_words

ROWS = {
    "ID": ["A 1", "A 1", None, "B"],
    "Name": ["First <b>line</b>", "Second", "Third", "Fourth"],
    "Type": ["Gas Pipeline", "Gas Pipeline", "Road", "Road"],
    "Countries": ["Kazakhstan, China", "KZ", "Atlantis", "Russia"],
    "State": ["Operating", "In talks", None, "cancelled"],
    "Text": ["A line of 10 km.", None, None, "Gone."],
}
SHAPES = [
    LineString([(70, 43, 5), (71, 44, 6)]),
    MultiLineString([[(60, 40), (61, 41)], [(62, 42), (63, 43)]]),
    Point(74.6, 42.87),
    None,
]
OPTIONS = [
    "--id-field",
    "ID",
    "--name-field",
    "Name",
    "--kind-field",
    "Type",
    "--country-field",
    "Countries",
    "--status-field",
    "State",
    "--quote-field",
    "Text",
    "--source-title",
    "Lines of the World",
    "--licence",
    "CC BY 4.0",
    "--published",
    "2024-06",
]


@pytest.fixture
def imported(tmp_path):
    file = tmp_path / "lines.gpkg"
    gpd.GeoDataFrame(ROWS, geometry=SHAPES, crs="EPSG:4326").to_file(file)
    result = CliRunner().invoke(app, ["import", str(file), "--into", str(tmp_path / "out"), *OPTIONS])
    return result, tmp_path / "out"


def test_what_was_done_to_a_row_is_told(imported):
    result, _ = imported
    assert result.exit_code == 1  # a row was left out
    for said in (
        "row 1: heights left out",
        "row 2: has the id of an earlier row (A 1): called a-1-2",
        "row 3: has no id: called row-3",
        "row 3: names no country that ISO 3166 knows: Atlantis",
        "row 4: has no geometry - left out",
        "3 of 4 rows written",
        "Status 'In talks' (1 rows)",
    ):
        assert said in result.output


def test_an_imported_folder_opens_as_an_atlas(imported):
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(imported[1])}))
    assert list(atlas.projects.index) == ["a-1", "a-1-2", "row-3"]
    assert atlas.problems == ()
    assert atlas.projects.at["a-1", "status"] == "operating"
    assert "CN" in atlas.projects.at["a-1", "countries"]  # named, though not crossed
    assert Selection(project_type=("gas-pipeline",)).describe(atlas).startswith("2 of 3 projects")


def test_the_record_is_the_evidence(imported):
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(imported[1])}))
    markup = card_html(atlas, CardRequest("project:a-1", date(2026, 11, 25)), open_words())
    assert "record 1 of Lines of the World" in markup and "CC BY 4.0" in markup
    assert "A line of 10 km." in markup
    assert "Status: <mark>Operating</mark>" in markup
    assert "First &lt;b&gt;line&lt;/b&gt;" in markup


def test_a_projected_file_is_converted(tmp_path):
    file = tmp_path / "utm.gpkg"
    gpd.GeoDataFrame({"n": ["a"]}, geometry=[Point(74.6, 42.87)], crs="EPSG:4326").to_crs(
        "EPSG:32643"
    ).to_file(file)
    result = CliRunner().invoke(app, ["import", str(file), "--into", str(tmp_path / "out"), *OPTIONS[12:]])
    assert result.exit_code == 0, result.output
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tmp_path / "out")}))
    assert atlas.projects.geometry.iloc[0].distance(Point(74.6, 42.87)) < 1e-6


def test_refusals_say_what_to_do(tmp_path, imported):
    def refused(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["import", *arguments, *OPTIONS[12:]])
        assert result.exit_code == 2
        return result.output

    assert "cannot be read" in refused(str(tmp_path / "nothing.shp"), "--into", str(tmp_path / "x"))
    assert "is not empty" in refused(str(tmp_path / "lines.gpkg"), "--into", str(imported[1]))
    fields = refused(str(tmp_path / "lines.gpkg"), "--into", str(tmp_path / "x"), "--id-field", "Nr")
    assert "has no field Nr" in fields and "Countries" in fields
    (tmp_path / "metres.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    csv = tmp_path / "metres.csv"
    csv.write_text("id,WKT\n1,POINT (500000 4700000)\n")
    assert "--crs" in refused(str(csv), "--into", str(tmp_path / "y"))


BOWTIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])


@pytest.mark.parametrize(
    ("shape", "kind", "said"),
    [
        (LineString([(170, 10), (-170, 12)]), "GeometryCollection", "split at the 180th meridian"),
        (BOWTIE, "GeometryCollection", "mended: was not valid"),
        (LineString([(1, 1), (1, 1)]), None, "has no extent: its points coincide"),
        (LineString([(1, 1), (1, 95)]), None, "has coordinates off the globe"),
        (LineString(), None, "has no geometry"),
        (Point(1, 2), "Point", ""),
    ],
)
def test_a_geometry_is_mended_or_its_fault_is_told(shape, kind, said):
    mended, what = mend_geometry(shape)
    assert (mended.geom_type if mended else None) == kind
    assert said in what
    if mended:
        west, _, east, _ = mended.bounds
        assert -180 <= west <= east <= 180


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kazakhstan", "KZ"), ("KZ", "KZ"), ("KAZ", "KZ"), ("Russia", "RU"), ("Turkey", None), ("Korea", None)],
)
def test_a_country_is_known_or_it_is_not(name, code):
    assert country_code(name) in (code, "TR") if name == "Turkey" else country_code(name) == code


def test_ids_are_kebab_case_in_every_script():
    assert slugify("Gas Pipeline / No. 1") == "gas-pipeline-no-1"
    assert slugify("Линия") and slugify("Линия") != slugify("Труба")
