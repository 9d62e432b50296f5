"""The records as one ZIP file: whole, the same each time, and nothing else in it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from cards import WORDS

from geo.atlas.opening import open_atlas
from geo.exports.record_files import describe_licences, zip_records
from geo.settings import Settings, read_settings


def test_the_records_can_be_taken_away_and_opened_again(tiny, settings, tmp_path):
    packed = zip_records(settings, WORDS)
    assert zip_records(settings, WORDS) == packed
    (tiny / "notes.txt").write_text("The full text of a source.", encoding="utf-8")
    assert zip_records(settings, WORDS) == packed
    with ZipFile(BytesIO(packed)) as records:
        records.extractall(tmp_path / "taken")
    there = open_atlas(Settings(tmp_path / "taken" / "data", tmp_path / "taken" / "seeds"))
    here = open_atlas(settings)
    assert there.problems == ()
    for part in ("about", "sources", "quotes", "facts", "projects", "subjects", "references", "features"):
        assert getattr(there.records, part) == getattr(here.records, part)


def test_no_text_of_a_source_is_given_away():
    with ZipFile(BytesIO(zip_records(read_settings({}), WORDS))) as records:
        names = records.namelist()
    assert {"data/projects/cku-railway.yaml", "seeds/asianews-2025-06-26.yaml"} <= set(names)
    assert {name.rpartition(".")[2] for name in names if name != "README.txt"} == {"yaml", "geojson"}
    assert len(names) == len(set(names))


def test_sources_inside_the_data_folder_are_packed_once(settings):
    with ZipFile(BytesIO(zip_records(settings, WORDS))) as records:
        names = records.namelist()
    assert "seeds/letter.yaml" in names
    assert not [name for name in names if name.startswith("data/sources/")]


def test_a_folder_that_is_not_there_gives_an_empty_file(tmp_path):
    packed = zip_records(Settings(tmp_path / "none", tmp_path / "none" / "sources"), WORDS)
    with ZipFile(BytesIO(packed)) as records:
        assert records.namelist() == []


def test_the_readme_names_each_file_once_under_its_licence():
    with ZipFile(BytesIO(zip_records(read_settings({}), WORDS))) as records:
        names = [name for name in records.namelist() if name != "README.txt"]
        readme = records.read("README.txt").decode()
        bound = [name for name in names if b'"licence": "ODbL-1.0"' in records.read(name)]
    curated, odbl = readme.split("Open Database License")
    assert "https://creativecommons.org/licenses/by/4.0/" in curated
    assert "© OpenStreetMap contributors" in odbl and "https://opendatacommons.org/licenses/odbl/1-0/" in odbl
    assert [line.strip() for line in odbl.splitlines() if line.startswith("  ")] == bound
    assert sorted(line.strip() for line in readme.splitlines() if line.startswith("  ")) == sorted(names)
    assert bound


def test_the_readme_names_only_licences_that_a_file_is_under():
    assert "ODbL) 1.0" not in describe_licences(["data/about.yaml"], WORDS)
    imported = describe_licences(["data/about.yaml", "data/records.fgb"], WORDS)
    assert imported.index("An imported data set") < imported.index("data/records.fgb")
