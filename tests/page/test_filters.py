"""The filter widgets: what they offer, and what they ask for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from running import Open, checked, count_of, listed


def test_countries_are_offered_by_name_and_code(open_page: Open, tiny: Path) -> None:
    (box,) = open_page(tiny).selectbox
    assert box.options == ["Kazakhstan (KZ)", "Kyrgyzstan (KG)", "Uzbekistan (UZ)", "Several countries …"]
    assert box.placeholder == "Any country"


def test_several_countries_open_a_list(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny)
    page.selectbox(key="filter-country").set_value("several")
    checked(page.run())
    page.multiselect(key="filter-countries").set_value(["KG", "UZ"])
    checked(page.run())
    assert listed(page) == ["old-depot", "sand-pipeline"]
    assert page.query_params["country"] == "KG,UZ"


def test_types_are_offered_by_their_labels(open_page: Open, tiny: Path) -> None:
    box = open_page(tiny).multiselect(key="filter-kind")
    assert box.options == ["Gas pipeline", "Logistics hub", "Railway"]


def test_only_statuses_that_occur_are_offered(open_page: Open, tiny: Path) -> None:
    box = open_page(tiny).multiselect(key="filter-status")
    assert box.options == ["under construction", "not stated"]


def test_sources_are_offered_by_publisher(open_page: Open, tiny: Path) -> None:
    box = open_page(tiny).multiselect(key="filter-source")
    assert sorted(box.options) == ["Harbour Gazette", "The Letter"]


@pytest.mark.parametrize("code", ["DE", "FR"])
def test_a_country_that_the_address_asks_for_is_offered_too(open_page: Open, tiny: Path, code: str) -> None:
    page = open_page(tiny, country=code)
    assert page.selectbox(key="filter-country").value == code
    assert listed(page) == []
    both = open_page(tiny, country=f"KZ,{code}")
    assert both.multiselect(key="filter-countries").value == ["KZ", code]


def test_the_day_asks_for_what_was_known(open_page: Open, tiny: Path) -> None:
    page = open_page(tiny)
    page.date_input(key="filter-as-of").set_value(date(2023, 12, 31))
    checked(page.run())
    assert count_of(page) == "2 of 3 projects, as known on 31 December 2023"
    assert listed(page) == ["northern-spur", "old-depot"]
    assert "1 project stands in nothing that was published by then." in [c.value for c in page.caption]
    assert page.query_params["as_of"] == "2023-12-31"


def test_a_day_to_come_from_the_address_is_kept(open_page: Open, tiny: Path) -> None:
    assert open_page(tiny, as_of="2099-01-01").date_input(key="filter-as-of").value == date(2099, 1, 1)
