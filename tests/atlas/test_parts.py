"""Units have the facts that name them; what lies nobody says where is a part without a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.atlas.as_of import known_on
from geo.atlas.opening import join_archive
from geo.atlas.parts import UnplacedPart, describe_units, find_unplaced
from geo.records.projects import Unit

SPUR = "northern-spur"
TUNNELS = ("fergana-mountain-tunnel", "koshtet-tunnel", "naryn-no1-tunnel")


def with_units(atlas, *units):
    spur = atlas.project(SPUR).model_copy(update={"units": units})
    others = (p for p in atlas.records.projects if p.id != SPUR)
    return join_archive(replace(atlas.records, projects=(spur, *others)))


def units_of(atlas):
    return [
        (each.unit.name, [fact.id for fact in each.facts])
        for each in describe_units(atlas, SPUR, atlas.facts_on(f"project:{SPUR}"))
    ]


def test_units_stand_in_the_order_of_the_record_with_the_facts_that_name_them(atlas):
    assert units_of(atlas) == [("3 tunnels", ["spur-tunnels"]), ("West bridge", [])]


def test_a_fact_that_does_not_name_the_unit_is_not_shown_with_it(atlas):
    """The gate says so, and keeps the project."""
    assert units_of(with_units(atlas, Unit(name="4 tunnels", facts=("spur-tunnels", "gone")))) == [
        ("4 tunnels", [])
    ]


def test_before_its_document_was_published_a_unit_has_no_fact(atlas):
    assert units_of(known_on(atlas, date(2023, 5, 4)))[0] == ("3 tunnels", [])
    assert units_of(known_on(atlas, date(2023, 5, 5)))[0] == ("3 tunnels", ["spur-tunnels"])


def test_a_unit_gives_the_project_no_status(shipped):
    """What a tracker says of lines A, B and C decides nothing: the status rests on a document."""
    row = shipped.projects.loc["central-asia-china-gas-pipeline"]
    assert row["status_fact"] == "central-asia-china-gas-pipeline-status-cd2023"
    units = describe_units(shipped, "central-asia-china-gas-pipeline", ())
    assert [each.unit.name for each in units] == ["Line A", "Line B", "Line C"]
    assert all(each.unit.notes and not each.facts for each in units)


def test_the_three_tunnels_have_no_place_on_the_railway(shipped):
    assert tuple(part.project for part in find_unplaced(shipped, "cku-railway")) == TUNNELS
    assert find_unplaced(shipped, "bishkek-osh-road") == ()


@pytest.mark.parametrize(("precision", "is_unplaced"), [("country", True), ("town", False), ("exact", False)])
def test_only_what_lies_somewhere_in_its_country_is_without_a_place(atlas, precision, is_unplaced):
    features = tuple(
        replace(f, properties=f.properties.model_copy(update={"precision": precision}))
        if f.id == "old-depot-site"
        else f
        for f in atlas.records.features
    )
    found = find_unplaced(join_archive(replace(atlas.records, features=features)), SPUR)
    assert found == ((UnplacedPart("old-depot", "Old Depot"),) if is_unplaced else ())


def test_parts_without_a_place_are_in_order_of_their_names(shipped):
    names = {"koshtet-tunnel": "A", "naryn-no1-tunnel": "A", "fergana-mountain-tunnel": "B"}
    projects = tuple(p.model_copy(update={"name": names.get(p.id, p.name)}) for p in shipped.records.projects)
    found = find_unplaced(join_archive(replace(shipped.records, projects=projects)), "cku-railway")
    assert [part.project for part in found] == [
        "koshtet-tunnel",
        "naryn-no1-tunnel",
        "fergana-mountain-tunnel",
    ]


def test_a_part_that_is_not_drawn_is_left_out(atlas):
    features = tuple(f for f in atlas.records.features if f.id != "old-depot-site")
    assert find_unplaced(join_archive(replace(atlas.records, features=features)), SPUR) == ()
