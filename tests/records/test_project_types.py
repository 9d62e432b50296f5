"""Project types are codes; the search finds them under every spelling."""

from __future__ import annotations

import pytest

from geo.records.project_types import PROJECT_TYPES, spellings_of


@pytest.mark.parametrize(
    ("type_id", "spellings"),
    [
        ("gas-pipeline", ("gas pipeline",)),
        ("education", ("education", "training centre")),
        ("space-elevator", ("space elevator",)),
    ],
)
def test_a_type_has_its_spellings(type_id, spellings):
    assert spellings_of(type_id) == spellings


def test_the_search_finds_projects_by_the_type_as_people_write_it(shipped):
    for type_id in PROJECT_TYPES:
        found = set(shipped.projects.index[shipped.projects["project_type"] == type_id])
        for spelling in spellings_of(type_id):
            rows = shipped.projects["search"].str.contains(spelling, regex=False)
            assert found <= set(shipped.projects.index[rows])
