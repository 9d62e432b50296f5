"""Which archive the settings name, whether it has changed, and how one is written: whole, or not at all."""

from __future__ import annotations

import os

import pytest
from data_set import write_data_set

from geo.records.curated import CuratedArchive, read_curated
from geo.records.imported import FILE
from geo.records.opening import open_archive, read_version, write_archive
from geo.settings import Settings


def test_a_folder_without_a_table_is_what_people_wrote(settings):
    archive, problems = open_archive(settings)
    assert problems == [] and isinstance(archive, CuratedArchive)
    assert archive.version == read_version(settings)


def test_a_folder_written_again_is_the_same(tiny, tmp_path):
    records, problems = read_curated(tiny, tiny / "sources")
    assert problems == []
    again = Settings(tmp_path / "new" / "again", tmp_path / "new" / "again" / "sources")
    write_archive(again, records)
    before = {p.relative_to(tiny).as_posix(): p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    after = {
        p.relative_to(again.data).as_posix(): p.read_bytes() for p in again.data.rglob("*") if p.is_file()
    }
    assert after == before
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["again"], "nothing else is left"


def test_sources_may_lie_elsewhere_and_new_records_find_their_file(tiny, tmp_path):
    records, _ = read_curated(tiny, tiny / "sources")
    settings = Settings(tmp_path / "data", tmp_path / "seeds")
    write_archive(settings, type(records)(**{**vars(records), "files": {}}))
    again, problems = read_curated(settings.data, settings.sources)
    assert problems == []
    assert set(again.facts) == set(records.facts) and set(again.quotes) == set(records.quotes)
    assert {p.name for p in settings.sources.iterdir()} == {"harbour-gazette.yaml", "letter.yaml"}
    assert (settings.data / "facts" / "kz.yaml").is_file()


@pytest.mark.parametrize("full", ["data", "sources"])
def test_an_archive_is_never_written_over_another(tiny, tmp_path, full):
    records, _ = read_curated(tiny, tiny / "sources")
    settings = Settings(tmp_path / "data", tmp_path / "seeds")
    folder = settings.data if full == "data" else settings.sources
    folder.mkdir()
    (folder / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="is not empty"):
        write_archive(settings, records)
    assert [p.name for p in folder.iterdir()] == ["mine.txt"]


def test_what_cannot_be_written_leaves_nothing(tiny, tmp_path, monkeypatch):
    records, _ = read_curated(tiny, tiny / "sources")

    def fail(file, some):
        raise OSError("disk full")

    monkeypatch.setattr("geo.records.opening.write_features", fail)
    settings = Settings(tmp_path / "new" / "data", tmp_path / "new" / "data" / "sources")
    with pytest.raises(OSError, match="disk full"):
        write_archive(settings, records)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["facts/kz.yaml", "sources/letter.yaml", "geometry/old-depot.geojson", "about.yaml", FILE]
)
@pytest.mark.parametrize("how", ["longer", "touched", "gone", "renamed"])
def test_a_change_of_any_record_is_another_version(tiny, settings, tmp_path, name, how):
    if name == FILE:
        settings = write_data_set(tmp_path / "set")
    file, before = settings.data / name, read_version(settings)
    assert read_version(settings) == before
    if how == "longer":
        stat = file.stat()
        file.write_bytes(file.read_bytes() + b"\n")
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    elif how == "touched":
        os.utime(file, ns=(1, 1))
    elif how == "gone":
        file.unlink()
    else:
        file.rename(file.with_stem("another"))
    assert read_version(settings) != before


def test_what_is_no_record_changes_no_version(settings):
    before = read_version(settings)
    (settings.data / "notes.txt").write_text("a note", encoding="utf-8")
    assert read_version(settings) == before


def test_a_folder_that_is_not_there_has_a_version(tmp_path):
    nowhere = Settings(tmp_path / "nowhere", tmp_path / "nowhere" / "sources")
    assert read_version(nowhere) == read_version(nowhere)
    assert open_archive(nowhere)[0].count().projects == 0
