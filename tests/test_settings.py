"""Settings: the one reader of the environment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from geo.settings import PROJECT_ROOT, Settings, hash_content, read_settings, read_today


def test_without_anything_the_records_are_those_of_the_checkout():
    assert read_settings({}) == Settings(PROJECT_ROOT / "data", PROJECT_ROOT / "seeds")
    assert read_settings({"CORRIDORS_DATA": "", "CORRIDORS_SOURCES": ""}) == read_settings({})


def test_sources_lie_in_the_data_folder_unless_another_place_is_named(tmp_path):
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    assert read_settings({"CORRIDORS_DATA": str(data)}) == Settings(data, data / "sources")
    both = read_settings({"CORRIDORS_DATA": str(data), "CORRIDORS_SOURCES": str(elsewhere)})
    assert both == Settings(data, elsewhere)
    assert read_settings({"CORRIDORS_SOURCES": str(elsewhere)}) == Settings(PROJECT_ROOT / "data", elsewhere)


def test_a_folder_is_found_from_wherever_the_atlas_is_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_settings({"CORRIDORS_DATA": "mine"}).data == tmp_path / "mine"


def test_today_can_be_set():
    assert read_today({"CORRIDORS_TODAY": "2026-11-23"}) == date(2026, 11, 23)
    before = datetime.now(UTC).date()
    assert before <= read_today({}) <= datetime.now(UTC).date()
    assert before <= read_today({"CORRIDORS_TODAY": ""}) <= datetime.now(UTC).date()


@pytest.mark.parametrize("written", ["soon", "2026-13-01", "23.11.2026"])
def test_a_day_that_is_none_is_refused(written):
    with pytest.raises(ValueError):
        read_today({"CORRIDORS_TODAY": written})


def test_a_hash_is_that_of_all_parts():
    assert hash_content(b"a", b"b") == hash_content(b"ab") != hash_content(b"a")
    assert len(hash_content(b"")) == 16
