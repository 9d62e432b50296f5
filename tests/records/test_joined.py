"""What people wrote and a data set beside it are one archive."""

from __future__ import annotations

import shutil

import pytest
from data_set import SOURCE, write_data_set

from geo.atlas.opening import open_atlas
from geo.errors import Rule
from geo.records.imported import FILE
from geo.records.joined import JoinedArchive
from geo.records.opening import open_archive
from geo.settings import read_settings

HIDES = Rule("hides", "is bad", "Mend it.")


@pytest.fixture
def both(tiny, tmp_path):
    """The tiny atlas with the data set's table and source laid beside it."""
    data_set = write_data_set(tmp_path / "set").data
    shutil.copy(data_set / FILE, tiny / FILE)
    shutil.copy(data_set / "sources" / f"{SOURCE.id}.yaml", tiny / "sources")
    return read_settings({"CORRIDORS_DATA": str(tiny)})


@pytest.fixture
def archive(both) -> JoinedArchive:
    found, problems = open_archive(both)
    assert problems == [] and isinstance(found, JoinedArchive)
    return found


def test_both_parts_are_asked(archive):
    assert (archive.count().projects, archive.count().facts, archive.count().imported) == (6, 21, 3)
    assert "line-1" in archive and "northern-spur" in archive and "nowhere" not in archive
    assert archive.project("line-1").name == "First" and archive.project("old-depot").name == "Old Depot"
    assert len(archive.facts_on("project:line-1")) == 4
    assert [fact.id for fact in archive.facts_on("country:KZ")] == ["kz-statement"]
    assert archive.quotation("hg-met").source == "harbour-gazette"
    assert archive.quotation("line-1-text").source == SOURCE.id
    assert (archive.record_number("hg-met"), archive.record_number("site-4-record")) == (None, 4)
    for ask in (archive.project, archive.quotation):
        with pytest.raises(KeyError):
            ask("nowhere")


def test_rows_are_those_of_both(archive):
    assert len(archive.project_rows()) == 6
    assert len(archive.feature_rows()) == 4 + 3 and archive.feature_rows().crs == "EPSG:4326"
    assert len(archive.fact_rows()) == 18 + 6
    assert [source.id for source in archive.records.sources] == ["harbour-gazette", "letter", SOURCE.id]


def test_an_atlas_holds_both(both):
    atlas = open_atlas(both)
    assert atlas.problems == ()
    assert len(atlas.projects) == 6
    assert atlas.projects.at["northern-spur", "status"] == "construction"
    assert atlas.projects.at["line-1", "status"] == "operating"
    assert atlas.projects["traced_share"].notna().tolist() == [True, False, True, False, False, False]
    assert atlas.projects.at["northern-spur", "traced_share"] == pytest.approx(0.083, abs=0.01)
    assert atlas.projects.at["line-1", "length_km"] == 108.5
    assert atlas.features["accuracy"].dropna().tolist() == ["traced", "schematic", "approximate"]


def test_a_row_gives_way_to_a_written_project_of_the_same_id(both):
    (both.data / "projects" / "line-1.yaml").write_text(
        "id: line-1\nname: Mine\nkind: road\n", encoding="utf-8"
    )
    archive, problems = open_archive(both)
    assert [(problem.file, problem.record) for problem in problems] == [(FILE, "line-1")]
    assert archive.project("line-1").name == "Mine"
    assert archive.project_rows().index.is_unique


def test_a_data_set_goes_with_the_record_of_its_source(archive):
    left = archive.without([HIDES.broken(f"sources/{SOURCE.id}.yaml", SOURCE.id)])
    assert "line-1" not in left and "northern-spur" in left
    left = archive.without_sources({SOURCE.id})
    assert left.count().imported == 0 and len(left.records.sources) == 2
    left = archive.without([HIDES.broken("sources/letter.yaml", "letter")])
    assert "line-1" in left and "letter" not in left.records.source_by_id
