"""Any vector file becomes a data folder; every row that was touched is in the report."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point
from typer.testing import CliRunner

from geo.atlas.opening import open_atlas
from geo.atlas.selection import Selection
from geo.card.card import CardRequest, card_html
from geo.commands.commands import app
from geo.intake.importing import Origin, import_file, slugify
from geo.intake.vector_files import Fields
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
ORIGIN = Origin(title="Lines of the World", licence="CC BY 4.0", published="2024-06")
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
    assert Selection(project_type=("gas-pipeline",)).mask(atlas).sum() == 2


def test_the_record_is_the_evidence(imported):
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(imported[1])}))
    markup = card_html(atlas, CardRequest("project:a-1", date(2026, 11, 25)), open_words())
    assert "record 1 of Lines of the World" in markup and "CC BY 4.0" in markup
    assert "A line of 10 km." in markup
    assert "Status: <mark>Operating</mark>" in markup
    assert "First &lt;b&gt;line&lt;/b&gt;" in markup


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


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Gas Pipeline / No. 1", "gas-pipeline-no-1"),
        ("Straße", "strasse"),
        ("Ørsted", "f8-rsted"),
        ("İstanbul", "istanbul"),
        ("Kyrgyz–China", "kyrgyz-2013-china"),
        ("中吉乌", "4e2d-5409-4e4c"),
        ("--", ""),
    ],
)
def test_an_id_stays_what_it_was(text, slug):
    """Ids are in addresses that people keep: they must not change from one release to the next."""
    assert slugify(text) == slug


@given(st.text(max_size=120))
def test_any_text_makes_an_id_or_nothing(text):
    slug = slugify(text)
    assert slug == "" or re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 80


values = (
    st.none() | st.text(max_size=8) | st.integers(-9, 9) | st.floats() | st.sampled_from(["A", "operating"])
)
shapes = st.sampled_from([*SHAPES, Point(200, 10), LineString([(1, 1), (1, 1)])])


@given(st.lists(st.tuples(values, shapes), min_size=1, max_size=5))
@settings(max_examples=25)
def test_every_row_is_written_or_told(rows):
    with tempfile.TemporaryDirectory() as name:
        file, into = Path(name) / "rows.geojson", Path(name) / "out"
        columns = {"v": [None if v is None else str(v) for v, _ in rows]}
        gpd.GeoDataFrame(columns, geometry=[shape for _, shape in rows], crs="EPSG:4326").to_file(file)
        report = import_file(file, into, Fields(id="v", name="v", status="v", country="v"), ORIGIN)
        left_out = [remark.row for remark in report.remarks if remark.is_left_out]
        assert report.rows == len(rows) == report.written + len(set(left_out))
        atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(into)}))
        assert atlas.problems == ()
        assert len(atlas.projects) == report.written == len(set(atlas.projects.index))


def test_numbers_are_written_as_people_write_them(tmp_path):
    file = tmp_path / "numbers.gpkg"
    frame = {"n": [7.0, 7.5, float("inf"), float("nan")]}
    gpd.GeoDataFrame(frame, geometry=[Point(70, 43)] * 4, crs="EPSG:4326").to_file(file)
    import_file(file, tmp_path / "out", Fields(id="n", name="n"), ORIGIN)
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tmp_path / "out")}))
    assert list(atlas.projects["name"]) == ["7", "7.5", "inf", "Record 4"]


def test_ids_are_kebab_case_in_every_script():
    assert slugify("Gas Pipeline / No. 1") == "gas-pipeline-no-1"
    assert slugify("Линия") and slugify("Линия") != slugify("Труба")
