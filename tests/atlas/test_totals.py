"""Nothing that adds up counts a thing twice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from imported import open_imported

from geo.atlas.opening import join_archive, open_atlas
from geo.atlas.totals import add_lengths_km, count_once, measure_coverage
from geo.records.curated import CuratedArchive
from geo.settings import read_settings

SHIPPED = open_atlas(read_settings({}))
IDS = list(SHIPPED.projects.index)
GAS = (
    "central-asia-china-gas-pipeline",
    "china-kazakhstan-gas-pipeline",
    "central-asia-china-gas-pipeline-line-d",
)


def relations():
    records = SHIPPED.records.project_by_id
    for project in records.values():
        yield from ((project.id, whole) for whole in project.part_of)
        yield from ((project.id, overlap.project) for overlap in project.overlaps)


@given(st.lists(st.sampled_from(IDS)))
def test_no_two_that_are_counted_share_a_thing(ids):
    kept = set(count_once(SHIPPED, ids))
    assert kept <= set(ids)
    assert not any({one, other} <= kept for one, other in relations())
    left_out = set(ids) - kept
    related = {frozenset(pair) for pair in relations()}
    assert all(any(frozenset((gone, other)) in related for other in ids) for gone in left_out)


@given(st.lists(st.sampled_from(IDS), min_size=1))
def test_a_total_is_no_more_than_the_sum_and_does_not_count_doubles(ids):
    total = add_lengths_km(SHIPPED, ids)
    assert total == add_lengths_km(SHIPPED, [*ids, *ids])
    assert max(SHIPPED.projects.loc[count_once(SHIPPED, ids), "length_km"]) <= total
    assert total <= SHIPPED.projects.loc[sorted(set(ids)), "length_km"].sum() + 1e-6


def test_the_real_relations_are_on_record():
    assert "central-asia-china-gas-pipeline" in count_once(SHIPPED, GAS)
    assert "china-kazakhstan-gas-pipeline" not in count_once(SHIPPED, GAS)
    tunnels = ["fergana-mountain-tunnel", "koshtet-tunnel", "naryn-no1-tunnel"]
    assert count_once(SHIPPED, ["cku-railway", *tunnels]) == ["cku-railway"]
    assert count_once(SHIPPED, tunnels) == tunnels


def test_the_coverage_counts_facts_sources_and_projects(atlas):
    coverage = measure_coverage(atlas)
    assert (coverage.facts, coverage.projects, coverage.projects_once) == (18, 3, 1)
    assert [source.id for source in coverage.sources] == ["harbour-gazette", "letter"]
    assert coverage.natures == {"independent": 1, "wire": 1}
    assert coverage.updated == "2024-02-01"


def test_sources_are_listed_by_the_day_on_which_they_can_have_been_published_at_last(atlas):
    backwards = join_archive(replace(atlas.records, sources=atlas.records.sources[::-1]))
    assert [s.id for s in measure_coverage(backwards).sources] == ["harbour-gazette", "letter"]


def test_the_coverage_of_a_data_set_counts_its_rows(tmp_path):
    coverage = measure_coverage(open_imported(tmp_path))
    assert (coverage.facts, coverage.projects, coverage.projects_once) == (1, 1, 1)
    assert coverage.natures == {"data-set": 1}


def test_natures_are_told_the_most_frequent_first():
    counts = list(measure_coverage(SHIPPED).natures.values())
    assert counts == sorted(counts, reverse=True) and sum(counts) == len(SHIPPED.records.sources)


def with_relations(atlas, **part_of):
    projects = tuple(
        p.model_copy(update={"part_of": part_of.get(p.id.replace("-", "_"), p.part_of), "overlaps": ()})
        for p in atlas.records.projects
    )
    return replace(atlas, archive=CuratedArchive(replace(atlas.records, projects=projects)))


def test_a_part_of_what_is_not_there_is_counted(atlas):
    orphan = with_relations(atlas, old_depot=("gone",))
    assert count_once(orphan, ["old-depot", "northern-spur"]) == ["northern-spur", "old-depot"]


def test_a_part_gives_way_at_any_remove_and_to_nothing_that_is_not_counted(atlas):
    chain = with_relations(atlas, old_depot=("northern-spur",), northern_spur=("sand-pipeline",))
    assert count_once(chain, ["old-depot", "sand-pipeline"]) == ["sand-pipeline"]
    assert count_once(chain, ["old-depot"]) == ["old-depot"]


def test_a_project_is_no_part_of_itself_however_the_records_run_in_a_circle(atlas):
    circle = with_relations(atlas, old_depot=("northern-spur",), northern_spur=("old-depot",))
    assert count_once(circle, ["old-depot"]) == ["old-depot"]
    assert count_once(with_relations(atlas, old_depot=("old-depot",)), ["old-depot"]) == ["old-depot"]


def test_of_two_that_overlap_the_longer_is_counted(atlas):
    both = ["northern-spur", "sand-pipeline"]
    assert atlas.projects.length_km["sand-pipeline"] > atlas.projects.length_km["northern-spur"]
    assert count_once(atlas, both) == ["sand-pipeline"]
    assert add_lengths_km(atlas, both) == atlas.projects.at["sand-pipeline", "length_km"]
    shorter = atlas.projects.assign(length_km=[300.0, 0.0, 1.0])
    assert count_once(replace(atlas, projects=shorter), both) == ["northern-spur"]
    for undrawn, counted in (("northern-spur", "sand-pipeline"), ("sand-pipeline", "sand-pipeline")):
        rows = atlas.projects.drop(index=undrawn).assign(length_km=0.0)
        assert count_once(replace(atlas, projects=rows), both) == [counted]
    even = atlas.projects.assign(length_km=1.0)
    assert count_once(replace(atlas, projects=even), both) == ["sand-pipeline"]
    assert add_lengths_km(atlas, ["nowhere", "old-depot"]) == 0
