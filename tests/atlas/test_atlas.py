"""Facts stand beside geometry, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas.opening import join_archive, open_atlas
from geo.atlas.reliability import newest_status
from geo.records.curated import read_curated
from geo.records.fields import CRS
from geo.settings import PROJECT_ROOT, hash_content, read_settings

SPUR = "facts/northern-spur.yaml"


def change(file, pattern, new):
    text = file.read_text(encoding="utf-8")
    assert re.search(pattern, text), f"{pattern!r} is not in {file.name}"
    file.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")


def reopen(folder):
    return open_atlas(read_settings({"CORRIDORS_DATA": str(folder)}))


def test_every_project_keeps_its_row(atlas):
    assert list(atlas.projects.index) == ["northern-spur", "old-depot", "sand-pipeline"]
    assert atlas.problems == ()
    assert str(atlas.projects.crs) == CRS
    row = atlas.projects.loc["northern-spur"]
    assert row["status"] == "construction" and row["status_fact"] == "spur-status"
    assert row["countries"] == ("KZ",) and row["sources"] == ("harbour-gazette", "letter")
    assert row["length_km"] == pytest.approx(13.78 + 154.95, abs=0.01)
    assert row["traced_share"] == pytest.approx(13.78 / 168.72, abs=0.001)
    site = atlas.projects.loc["old-depot"]
    assert not isinstance(site["status"], str) and site["length_km"] == 0
    assert (site["drawn_countries"], site["named_countries"]) == (("KG",), ("KG",))


def test_every_feature_keeps_its_geometry(atlas):
    assert list(atlas.features["project"]) == ["northern-spur"] * 2 + ["old-depot", "sand-pipeline"]
    for feature in atlas.records.features:
        drawn = atlas.features.geometry[feature.id]
        written = feature.geometry["coordinates"]
        assert [list(p) for p in drawn.coords] == (written if isinstance(written[0], list) else [written])
        assert drawn.within(atlas.projects.geometry[feature.properties.project].buffer(1e-9))


def test_a_site_that_is_an_area_has_no_length(tiny):
    """The edge of an area is no length of a line: the card says "km drawn"."""
    file = tiny / "geometry" / "old-depot.geojson"
    site = json.loads(file.read_text(encoding="utf-8"))
    ring = [[74.5, 42.8], [74.7, 42.8], [74.7, 42.9], [74.5, 42.8]]
    site["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    file.write_text(json.dumps(site), encoding="utf-8")
    assert reopen(tiny).projects.at["old-depot", "length_km"] == 0


def test_the_length_is_that_of_one_alignment(tiny):
    file = tiny / "geometry" / "northern-spur.geojson"
    lines = json.loads(file.read_text(encoding="utf-8"))
    for feature, alignment in zip(lines["features"], ("valley", "pass"), strict=True):
        feature["properties"]["alignment"] = alignment
    file.write_text(json.dumps(lines), encoding="utf-8")
    assert reopen(tiny).projects.at["northern-spur", "length_km"] == pytest.approx(13.78, abs=0.01)


def test_facts_come_oldest_first(atlas):
    facts = [fact.id for fact in atlas.facts_on("project:northern-spur")]
    assert facts[-1] == "spur-length-letter"
    assert len(facts) == 7
    assert atlas.facts_on("project:nowhere") == ()


def test_a_quotation_leads_to_its_source(atlas):
    for fact in atlas.records.facts:
        assert fact.reads is None or fact.reads in atlas.quote_of(fact).exact
        assert atlas.source_of(fact).id == atlas.quote_of(fact).source
    with pytest.raises(KeyError):
        atlas.project("nowhere")
    with pytest.raises(KeyError):
        atlas.quote("nowhere")


def test_places_are_those_that_something_is_said_of(atlas):
    assert atlas.country_codes == ("KG", "KZ", "UZ")


def test_a_country_that_only_a_fact_or_an_event_names_is_a_place(atlas):
    statement = next(fact for fact in atlas.records.facts if fact.id == "kz-statement")
    on_germany = statement.model_copy(update={"id": "de", "subject": "country:DE"})
    event = atlas.records.subjects[0].model_copy(update={"countries": ("TM",)})
    more = replace(atlas.records, facts=(*atlas.records.facts, on_germany), subjects=(event,))
    assert join_archive(more).country_codes == ("DE", "KG", "KZ", "TM", "UZ")


def test_types_are_listed_the_most_frequent_first(atlas):
    rows = atlas.projects.assign(project_type=["road", "port", "port"])
    assert replace(atlas, projects=rows).project_types == ("port", "road")


def test_features_of_a_project_come_in_their_order(atlas):
    assert list(atlas.features_of("northern-spur").index) == ["northern-spur-west", "northern-spur-east"]
    assert len(atlas.features_of("nowhere")) == 0


def test_members_are_the_rows_with_a_value(atlas):
    told = {
        column: {value: mask.tolist() for value, mask in values.items()}
        for column, values in atlas.members.items()
    }
    assert told == {
        "countries": {
            "KZ": [True, False, False],
            "KG": [False, True, False],
            "UZ": [False, False, True],
        },
        "sources": {"harbour-gazette": [True, True, False], "letter": [True, False, True]},
    }


def test_what_a_problem_touches_is_set_aside_and_the_rest_is_shown(tiny):
    change(tiny / "quotes" / "harbour-gazette.yaml", "opened in 2011", "opened in 2012")
    atlas = reopen(tiny)
    assert atlas.facts_on("project:old-depot") == ()
    assert "old-depot" in atlas.projects.index
    assert len(atlas.facts_on("project:northern-spur")) == 7
    assert any("hg-depot" in problem.record for problem in atlas.problems)


@pytest.mark.parametrize(
    ("file", "pattern", "new", "gone"),
    [
        (SPUR, "value: 212", "value: 213", {"spur-length-hg"}),
        (SPUR, "value: 212", "valeu: 212", {"spur-length-hg"}),
        (SPUR, "quote: hg-tunnels", "quote: nothing", {"spur-cost"}),
        ("quotes/harbour-gazette.yaml", "3 tunnels", "4 tunnels", {"spur-cost", "spur-tunnels"}),
        (
            "sources/letter.yaml",
            "title:",
            "titel:",
            {
                "spur-length-letter",
                *(
                    f"sand-{f}"
                    for f in ("start", "country", "capacity", "share", "multiple", "purpose", "cost")
                ),
            },
        ),
        ("subjects.yaml", "kind: event", "kind: party", set()),
    ],
)
def test_only_what_a_problem_touches_is_gone(tiny, file, pattern, new, gone):
    before = {fact.id for fact in reopen(tiny).records.facts}
    change(tiny / file, pattern, new)
    atlas = reopen(tiny)
    left = {fact.id for fact in atlas.records.facts}
    assert atlas.problems
    assert before - left == (gone or {"met"})
    assert len(atlas.projects) == 3


def test_a_doubled_id_leaves_no_room_for_either(tiny):
    change(tiny / SPUR, "id: spur-cost", "id: spur-country")
    shown = [fact.id for fact in reopen(tiny).facts_on("project:northern-spur")]
    assert "spur-country" not in shown and len(shown) == 5


def test_a_geometry_off_the_globe_is_not_drawn(tiny):
    change(tiny / "geometry" / "northern-spur.geojson", r"\[70.05, 43.05\]", "[70.05, 143.05]")
    atlas = reopen(tiny)
    assert "northern-spur-west" not in atlas.features.index
    assert atlas.projects.at["northern-spur", "length_km"] == pytest.approx(154.95, abs=0.01)


@given(st.sets(st.integers(0, 17)))
@settings(max_examples=settings().max_examples // 6)
def test_joining_keeps_every_project_whatever_is_known_of_it(shipped, kept):
    """With any part of the facts, each project keeps its row, geometry and drawn length."""
    records = shipped.records
    facts = tuple(fact for n, fact in enumerate(records.facts) if n % 18 in kept)
    joined = join_archive(type(records)(**{**vars_of(records), "facts": facts}))
    assert list(joined.projects.index) == list(shipped.projects.index)
    assert joined.projects.geometry.equals(shipped.projects.geometry)
    assert (joined.projects["length_km"] == shipped.projects["length_km"]).all()
    assert sum(map(len, joined.facts.values())) <= len(facts)


def vars_of(records):
    names = ("about", "sources", "quotes", "facts", "projects", "subjects", "references", "features", "files")
    return {name: getattr(records, name) for name in names}


def test_nothing_is_set_aside_where_nothing_is_wrong(tiny):
    records, problems = read_curated(tiny, tiny / "sources")
    assert problems == []
    assert records.without([]) == records


@pytest.mark.parametrize("path", ["nowhere", "a-file"])
def test_a_missing_folder_is_a_problem_and_no_crash(tmp_path, path):
    (tmp_path / "a-file").touch()
    atlas = reopen(tmp_path / path)
    assert len(atlas.projects) == 0 and atlas.country_codes == ()
    assert "no such data folder" in str(atlas.problems[0])


def test_superseded_and_withdrawn_facts_leave_the_card(tiny):
    change(
        tiny / SPUR, "- id: spur-length-letter\n", "- id: spur-length-letter\n  supersedes: spur-length-hg\n"
    )
    change(
        tiny / SPUR, "- id: spur-cost\n", "- id: spur-cost\n  withdrawn: {date: 2024-03-01, reason: wrong}\n"
    )
    (problem,) = reopen(tiny).problems
    assert (problem.record, problem.parameters["why"]) == ("spur-where", "superseded")
    for _ in ("side", "leads"):
        change(tiny / "differences.yaml", "spur-length-hg", "spur-length-letter")
    atlas = reopen(tiny)
    assert atlas.problems == ()
    shown = {fact.id for fact in atlas.facts_on("project:northern-spur")}
    assert "spur-length-letter" in shown
    assert not shown & {"spur-length-hg", "spur-cost"}
    assert "spur-cost" in atlas.records.fact_ids


def test_the_newest_status_counts_by_its_own_date_or_the_last_day_of_publication(atlas):
    (old,) = [f for f in atlas.records.facts if f.id == "spur-status"]
    letter = old.model_copy(update={"id": "b", "quote": "letter-length", "as_of": None, "value": "operating"})
    assert newest_status([old, letter], atlas.records).value == "operating"
    early = letter.model_copy(update={"as_of": old.as_of.model_copy(update={"value": "2023-05-03"})})
    assert newest_status([old, early], atlas.records).value == "construction"
    assert newest_status([old.model_copy(update={"value": None})], atlas.records) is None
    assert newest_status([], atlas.records) is None


def test_a_status_is_that_of_one_of_the_facts(shipped):
    for project, status, fact in zip(
        shipped.projects.index, shipped.projects["status"], shipped.projects["status_fact"], strict=True
    ):
        facts = {f.id: f for f in shipped.facts_on(f"project:{project}")}
        if isinstance(status, str):
            assert facts[fact].value == status
        else:
            assert not [f for f in facts.values() if f.attribute == "status"]


def test_every_shipped_project_is_somewhere_and_its_countries_are_explained(shipped):
    for row in shipped.projects.itertuples():
        assert row.countries
        assert set(row.countries) == set(row.drawn_countries) | set(row.named_countries)


@pytest.mark.parametrize(
    ("environment", "data", "sources"),
    [
        ({}, PROJECT_ROOT / "data", PROJECT_ROOT / "seeds"),
        ({"CORRIDORS_DATA": "/a"}, "/a", "/a/sources"),
        ({"CORRIDORS_SOURCES": "/b"}, PROJECT_ROOT / "data", "/b"),
        ({"CORRIDORS_DATA": "/a", "CORRIDORS_SOURCES": "/b"}, "/a", "/b"),
        ({"CORRIDORS_DATA": "", "CORRIDORS_SOURCES": ""}, PROJECT_ROOT / "data", PROJECT_ROOT / "seeds"),
    ],
)
def test_the_environment_names_the_folders(environment, data, sources):
    settings = read_settings(environment)
    assert (str(settings.data), str(settings.sources)) == (str(data), str(sources))


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=4))
def test_a_content_hash_changes_with_the_content(parts):
    assert hash_content(*parts) == hash_content(b"".join(parts))
    assert hash_content(*parts) != hash_content(*parts, b"x")
