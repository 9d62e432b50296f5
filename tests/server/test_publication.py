"""What is served: one atlas and its files, the last two kept, and as-of views."""

from __future__ import annotations

import json
from datetime import date
from threading import Event, Thread

import pytest

from geo.server import publication as module
from geo.server.publication import Publisher, publish, publisher_of, read_version
from geo.settings import Settings, read_settings


@pytest.fixture
def publisher(settings):
    return Publisher(settings)


@pytest.fixture(scope="module")
def shipped_publication(shipped):
    return publish(shipped, read_settings({}))


def rename_depot(tiny, name):
    """Give a project another name. The length of the file changes with it."""
    file = tiny / "projects" / "old-depot.yaml"
    before, _, after = file.read_text(encoding="utf-8").partition("name: ")
    file.write_text(f"{before}name: {name}\n{after.partition(chr(10))[2]}", encoding="utf-8")


def names_of(publication):
    return json.loads(publication.files["index"].plain)["names"]


# -- opened anew when a record changes ---------------------------------------------------------------


def test_a_change_of_the_records_is_seen_without_a_restart(tiny, publisher):
    before = publisher.newest()
    assert publisher.newest() is before
    rename_depot(tiny, "Older Depot")
    after = publisher.newest()
    assert "Older Depot" in names_of(after)
    for name, changed in (("index", True), ("lines-low", False), ("base-low", False), ("records", True)):
        assert (after.files[name].address != before.files[name].address) is changed


@pytest.mark.parametrize("part", ["data", "sources"])
def test_the_version_changes_with_any_file(tiny, settings, part):
    versions = [read_version(settings)]
    file = getattr(settings, part) / "new.yaml"
    file.write_text("id: new\n", encoding="utf-8")
    versions.append(read_version(settings))
    file.write_text("id: newer\n", encoding="utf-8")
    versions.append(read_version(settings))
    file.unlink()
    assert read_version(settings) == versions[0]
    assert len(set(versions)) == 3


def test_a_folder_that_is_not_there_has_a_version(tmp_path):
    nowhere = Settings(tmp_path / "none", tmp_path / "none" / "sources")
    assert read_version(nowhere) == read_version(nowhere)
    assert Publisher(nowhere).newest().atlas.projects.empty


def test_readers_of_one_folder_share_a_publisher(settings):
    assert publisher_of(settings) is publisher_of(Settings(settings.data, settings.sources))


# -- the last two are kept ---------------------------------------------------------------------------


def test_a_page_that_is_still_open_finds_its_files_after_one_change(tiny, publisher):
    names = ["Depot A", "Depot BB", "Depot CCC"]
    addresses = []
    for name in names:
        rename_depot(tiny, name)
        addresses.append(publisher.newest().files["index"].address)
    gone, before, newest = (publisher.file_at(address) for address in addresses)
    assert gone is None
    assert before is not None and newest is not None
    assert "Depot BB" in json.loads(before.plain)["names"]
    assert "Depot CCC" in json.loads(newest.plain)["names"]


def test_records_that_change_back_are_not_opened_again(tiny, publisher):
    file = tiny / "new.yaml"
    first = publisher.newest()
    file.write_text("", encoding="utf-8")
    second = publisher.newest()
    file.unlink()
    assert publisher.newest() is first
    assert publisher.file_at(second.files["records"].address) is not None


def test_a_file_is_found_without_a_look_at_the_records(tiny, publisher, monkeypatch):
    address = publisher.newest().files["index"].address
    monkeypatch.setattr(module, "read_version", lambda settings: pytest.fail("the folder was read"))
    assert publisher.file_at(address) is not None
    assert publisher.file_at("atlas/0000/index.json") is None


def test_a_file_is_found_while_the_atlas_is_being_opened_anew(tiny, publisher, monkeypatch):
    address = publisher.newest().files["index"].address
    is_opening, may_go_on = Event(), Event()

    def open_slowly(settings):
        is_opening.set()
        assert may_go_on.wait(20)
        return opened(settings)

    opened = module.open_atlas
    monkeypatch.setattr(module, "open_atlas", open_slowly)
    rename_depot(tiny, "Older Depot")
    visit = Thread(target=publisher.newest)
    visit.start()
    try:
        assert is_opening.wait(20)
        assert publisher.file_at(address) is not None
    finally:
        may_go_on.set()
        visit.join()
    assert "Older Depot" in names_of(publisher.newest())


def test_the_first_request_after_a_restart_opens_the_atlas(settings):
    address = Publisher(settings).newest().files["index"].address
    assert Publisher(settings).file_at(address) is not None


def test_visits_at_the_same_time_open_the_atlas_once(publisher, monkeypatch):
    opened, times = module.open_atlas, []
    monkeypatch.setattr(module, "open_atlas", lambda settings: (times.append(1), opened(settings))[1])
    visits = [Thread(target=publisher.newest) for _ in range(4)]
    for visit in visits:
        visit.start()
    for visit in visits:
        visit.join()
    assert times == [1]


def test_warming_up_compresses_what_comes_first(publisher):
    publisher.warm_up()
    assert "brotli" in vars(publisher.newest().files["index"])


# -- as known on a day -------------------------------------------------------------------------------


def test_without_a_day_the_atlas_is_that_of_today(shipped_publication):
    assert shipped_publication.atlas_on(None) is shipped_publication.atlas


def test_a_day_is_worked_out_once(shipped_publication):
    then = shipped_publication.atlas_on(date(2024, 6, 1))
    assert shipped_publication.atlas_on(date(2024, 6, 1)) is then
    assert then.day == date(2024, 6, 1)


def test_days_between_two_publications_share_what_is_known(shipped_publication):
    days = sorted(s.published.last_day for s in shipped_publication.atlas.records.sources)
    day, after = days[1], date.fromordinal(days[1].toordinal() + 1)
    assert after < days[2]
    one, other = shipped_publication.atlas_on(day), shipped_publication.atlas_on(after)
    assert (one.day, other.day) == (day, after)
    assert other.projects is one.projects
    before = shipped_publication.atlas_on(date.fromordinal(day.toordinal() - 1))
    assert len(before.records.sources) == len(one.records.sources) - 1


def test_before_the_first_publication_nothing_is_known(shipped_publication):
    then = shipped_publication.atlas_on(date(1990, 1, 1))
    assert then.records.sources == () and not then.projects["known"].any()


# -- everything that is served -----------------------------------------------------------------------


def test_every_file_has_an_address_of_its_own(shipped_publication):
    served = shipped_publication.by_address
    assert {file.address for file in shipped_publication.files.values()} <= served.keys()
    assert all(address.startswith("atlas/") for address in served)
    assert {"how-we-decide", "records", "index", "map.js"} <= shipped_publication.files.keys()
