"""The map and the card beside it."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
from running import Open, card_of, says, state_of
from shapely.geometry import LineString

from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields


def test_the_map_is_told_what_is_chosen(open_page: Open, tiny: Path) -> None:
    state = state_of(open_page(tiny, project="old-depot"))
    assert (state["selected"], state["place"], state["focus"]) == ("old-depot", None, "address")
    assert "statuses" not in state


def test_without_a_choice_the_map_stays_where_it_is(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny)
    state = state_of(page)
    assert (state["selected"], state["place"], state["focus"]) == (None, None, "")
    assert page.markdown[0].value.startswith("**Click a line, a symbol or a country's name.**")


def test_a_place_has_its_card(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny, place="KG")
    assert "Kyrgyzstan" in card_of(page)
    assert state_of(page)["place"] == "KG"


def test_a_region_has_its_card(open_page: Open) -> None:
    assert "Central Asia" in card_of(open_page(place="central-asia"))


def test_the_card_of_an_earlier_day_says_so(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny, project="northern-spur", as_of="2023-12-31")
    assert "As known on 31 December 2023" in card_of(page)
    assert "The Letter" not in card_of(page)


def test_the_map_is_told_of_other_statuses_on_that_day(open_page: Open, tiny: Path) -> None:
    assert state_of(open_page(tiny, as_of="2023-01-01"))["statuses"] == {"0": [None, None]}


def test_a_fact_is_pointed_out(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny, fact="spur-length-hg")
    assert "chosen" in card_of(page)
    assert page.query_params["project"] == "northern-spur"
    assert page.query_params["fact"] == "spur-length-hg"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set of one route that was published on 1 January 2024."""
    folder = tmp_path_factory.mktemp("imported")
    rows = gpd.GeoDataFrame(
        {
            "id": ["one"],
            "name": ["Route One"],
            "kind": ["road"],
            "country": ["KZ"],
            "quote": ["Route One is a road."],
        },
        geometry=[LineString([(70, 44), (72, 44)])],
        crs="EPSG:4326",
    )
    rows.to_file(folder / "rows.geojson")
    origin = Origin(title="Routes", licence="CC0", published="2024-01-01", publisher="Nobody")
    fields = Fields("id", "name", "kind", "country", None, "quote")
    import_file(folder / "rows.geojson", folder / "data", fields, origin)
    return folder / "data"


def test_a_record_of_a_data_set_has_its_card(open_page: Open, imported: Path) -> None:
    assert "Route One is a road." in card_of(open_page(imported, project="one"))


def test_before_a_data_set_was_published_its_records_are_only_named(open_page: Open, imported: Path) -> None:
    page = open_page(imported, project="one", as_of="2023-12-31")
    assert says(page, "Route One: nothing that was published by then speaks of it.")
    assert not [
        each for each in page.get("html") if each.proto.body.lstrip().startswith('<section class="atlas-card')
    ]
