"""The report on the record: true to it, the same for the same day, and the written page is current."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.atlas.opening import join_archive
from geo.atlas.reliability import STALE_MONTHS
from geo.commands.commands import app
from geo.commands.record_health import build_health_page, describe_health, measure_health

DAY = date(2026, 11, 22)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "health.md"


def test_the_written_page_is_current(shipped):
    day = date.fromisoformat(shipped.records.about.updated)
    assert PAGE.read_text(encoding="utf-8") == build_health_page(measure_health(shipped, day)), (
        "run `make docs`"
    )


def test_the_figures_are_those_of_the_record(shipped):
    report = measure_health(shipped, DAY)
    assert report.facts == sum(report.facts_by_voice.values()) == len(shipped.records.facts)
    assert sum(report.sources_by_nature.values()) == len(shipped.records.sources)
    assert report.projects == len(report.project_health) == len(shipped.projects)
    assert report.projects_counted_once < report.projects
    assert 0 < report.traced_km < report.drawn_km
    assert report.unsupported == ()
    assert report.problems == 0
    (cku,) = [p for p in report.project_health if p.id == "cku-railway"]
    assert "Xinhua" in cku.voices
    assert cku.name not in report.one_voice
    assert {"A grant or a loan?", "Which road is 433 km long?"} <= set(report.differences["contradiction"])


def test_marks_are_compared_as_codes_and_listed_by_name(shipped):
    report = measure_health(shipped, DAY)
    by_name = {project.name: project.badges for project in report.project_health}
    assert set(report.one_voice) == {name for name, badges in by_name.items() if "one voice only" in badges}
    assert set(report.state_media_only) == {
        name for name, badges in by_name.items() if "state media only" in badges
    }
    assert set(report.stale) == {p.name for p in report.project_health if p.months >= STALE_MONTHS}
    assert report.one_voice and report.state_media_only and report.stale


def test_the_traced_share_is_that_of_all_that_is_drawn(atlas):
    """The spur has 13.8 traced of 168.7 km, the pipeline none of 215.6; they overlap no more here."""
    apart = tuple(p.model_copy(update={"overlaps": ()}) for p in atlas.records.projects)
    report = measure_health(join_archive(replace(atlas.records, projects=apart)), DAY)
    assert report.drawn_km == pytest.approx(168.7 + 215.6, abs=0.1)
    assert report.traced_km == pytest.approx(13.8, abs=0.1)
    assert report.traced_share == pytest.approx(0.0359, abs=0.0001)
    assert report.to_json()["traced_share"] == report.traced_share
    assert "Drawn: 384 km, each stretch once; traced: 14 km (3.6%)." in describe_health(report)


def test_each_claimed_length_stands_beside_the_drawn_one(shipped, atlas):
    report = measure_health(shipped, DAY)
    roads = [each for each in report.lengths if each.fact == "bishkek-osh-road-length-cd2023"]
    assert len(roads) == 2 and {each.claimed_km for each in roads} == {433.0}
    for each in report.lengths:
        assert each.ratio == pytest.approx(each.drawn_km / each.claimed_km, abs=0.01)
        assert bool(each.reason) == (each.judgement == "not-comparable")
    tiny = measure_health(atlas, DAY)
    spur = "| Northern Spur | - | spur-length-hg | 212 | 169 | 0.80 | not comparable | only 8% of the line"
    assert spur in describe_health(tiny)
    first = tiny.to_json()["lengths"][0]
    assert first["judgement"] == "not-comparable" and first["reason"] == "only 8% of the line is traced"
    assert (first["stated_by"], first["what"], first["references"]) == ("Harbour Gazette", "", ())


def test_lengths_that_only_outside_sources_state_are_compared_too(shipped, atlas):
    by_project = {}
    for each in measure_health(shipped, DAY).lengths:
        by_project.setdefault(each.project, set()).add(each.claimed_km)
    assert by_project["Central Asia-China gas pipeline"] == {3666, 1833}
    assert by_project["China-Kyrgyzstan-Uzbekistan (CKU) Railway"] == {486, 523, 532.53}
    assert by_project["Bishkek-Osh / North-South highway"] == {433, 650}
    assert by_project["Central Asia-China gas pipeline, Line D"] == {966}
    assert by_project["China-Kazakhstan gas pipeline"] == {1300}
    assert (
        "| Northern Spur | - | outside: GeoNames, the spur with its sidings (geonames:2) | 300 | 169 | 0.56 | "
        "not comparable | it counts sidings, which are not drawn |"
    ) in describe_health(measure_health(atlas, DAY))


def test_where_nothing_is_drawn_there_is_no_share(atlas):
    report = replace(measure_health(atlas, DAY), drawn_km=0.0, traced_km=0.0)
    assert report.traced_share is None
    assert "Drawn: 0 km, each stretch once; traced: 0 km." in describe_health(report)


def test_everything_grows_old(shipped):
    early, late = measure_health(shipped, date(2025, 7, 1)), measure_health(shipped, date(2030, 1, 1))
    assert len(early.stale) < len(shipped.projects) == len(late.stale)


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 0), (["--today", "2030-01-01"], 0), (["--today", "soon"], 2)]
)
def test_the_command_reports(tiny, arguments, code):
    result = CliRunner().invoke(app, ["health", "--data", str(tiny), *arguments])
    assert result.exit_code == code, result.output
    if code == 0:
        assert "Northern Spur" in result.output


def test_json_is_for_machines_and_problems_turn_the_exit_code(tiny, tmp_path):
    result = CliRunner().invoke(
        app, ["health", "--data", str(tiny), "--json", "--into", str(tmp_path / "h.md")]
    )
    report = json.loads(result.output)
    assert report["projects"] == 3
    assert report["facts_by_voice"] == {"Harbour Gazette": report["facts"] - 1, "Xinhua": 1}
    assert (tmp_path / "h.md").read_text(encoding="utf-8").startswith("# The record's health")
    about = tiny / "quotes" / "letter.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("210 km", "220 km"), encoding="utf-8")
    result = CliRunner().invoke(app, ["health", "--data", str(tiny)])
    assert result.exit_code == 1


def test_a_project_without_facts_is_unsupported(tiny, atlas):
    none = replace(atlas.records, facts=(), differences=())
    report = measure_health(join_archive(none), DAY)
    assert set(report.unsupported) == set(atlas.projects["name"])
    assert "none" in describe_health(report)
