"""A folder is read record by record: what is bad in one place hides nothing in another."""

from __future__ import annotations

import re

import pytest
from breaking import QUOTES, SPUR, change
from tiny import write_tiny

from geo.atlas.opening import open_atlas
from geo.records.curated import UNIQUE_ID, CuratedArchive, read_curated
from geo.records.files import dump_record, write_yaml
from geo.records.projects import Project
from geo.settings import read_settings


@pytest.mark.parametrize("name", ["projects", "quotes", "facts", "geometry"])
def test_an_empty_folder_is_no_problem(tmp_path, name):
    (tmp_path / name).mkdir()
    assert read_curated(tmp_path, tmp_path / "sources")[1] == []


def test_a_bad_record_never_hides_a_good_one(tiny):
    (tiny / "projects" / "a.yaml").write_text("id: [", encoding="utf-8")
    (tiny / "projects" / "b.yaml").write_text("- 1\n", encoding="utf-8")
    facts = tiny / "facts" / "old-depot.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("note:", "nota:"), encoding="utf-8")
    records, problems = read_curated(tiny, tiny / "sources")
    assert [project.id for project in records.projects] == ["northern-spur", "old-depot", "sand-pipeline"]
    assert "depot-country" in records.fact_ids and "depot-open" not in records.fact_ids
    assert [problem.file for problem in problems] == [
        "projects/a.yaml",
        "projects/b.yaml",
        "facts/old-depot.yaml",
    ]


def test_each_record_knows_its_file(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    assert records.file_of("fact", "spur-cost") == "facts/northern-spur.yaml"
    assert records.file_of("source", "letter") == "sources/letter.yaml"
    assert records.file_of("fact", "never-written") == "(new)"


def test_sources_may_lie_elsewhere(tiny, tmp_path):
    (tiny / "sources").rename(tmp_path / "seeds")
    records, problems = read_curated(tiny, tmp_path / "seeds")
    assert problems == [] and len(records.sources) == 2
    assert records.file_of("source", "letter") == "seeds/letter.yaml"


def test_projects_come_in_the_order_of_their_ids(tmp_path):
    for number, name in enumerate(["z", "a", "m"]):
        write_yaml(
            tmp_path / "projects" / f"{number}.yaml", dump_record(Project(id=name, name="N", kind="road"))
        )
    records, _ = read_curated(tmp_path, tmp_path / "sources")
    assert [project.id for project in records.projects] == ["a", "m", "z"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quotes/x.yaml", b"- id: caf\xe9\n"),
        ("geometry/x.geojson", b"\xff\xfe"),
        ("projects/x.yaml", b""),
        ("facts/x.yaml", b""),
        ("geometry/x.geojson", b'{"type": "FeatureCollection", "features": [7]}'),
        ("geometry/x.geojson", b'{"type": "FeatureCollection", "features": [{"id": 1, "properties": {}}]}'),
    ],
)
def test_a_file_that_is_not_text_or_holds_no_record_is_named(tiny, name, content):
    (tiny / name).write_bytes(content)
    before, _ = read_curated(write_tiny(tiny.parent / "sound"), tiny.parent / "sound" / "sources")
    records, problems = read_curated(tiny, tiny / "sources")
    assert {problem.file for problem in problems} == {name}
    assert records.facts == before.facts and len(records.features) == len(before.features)


def test_of_two_files_with_one_id_the_first_read_stays(tiny):
    """Whatever lies in a second file, a record of the first one is not hidden by it."""
    write_yaml(tiny / "facts" / "zzz.yaml", [{**fact_of(tiny, "spur-cost"), "value": 7}])
    write_yaml(tiny / "facts" / "zzzz.yaml", [{**fact_of(tiny, "spur-cost"), "value": 8}])
    records, problems = read_curated(tiny, tiny / "sources")
    assert records.fact_by_id["spur-cost"].value == 1500000000
    assert [(p.file, p.record, p.rule, p.parameters["times"]) for p in problems] == [
        ("facts/zzz.yaml", "spur-cost", UNIQUE_ID, 3),
        ("facts/zzzz.yaml", "spur-cost", UNIQUE_ID, 3),
    ]
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    assert "spur-cost" in {fact.id for fact in atlas.facts_on("project:northern-spur")}


def fact_of(folder, fact_id):
    records, _ = read_curated(folder, folder / "sources")
    return dump_record(records.fact_by_id[fact_id])


def test_of_two_records_with_one_id_in_one_file_neither_stays(tiny):
    change(tiny / SPUR, "id: spur-cost", "id: spur-country")
    records, problems = read_curated(tiny, tiny / "sources")
    assert "spur-country" in records.fact_ids
    assert "spur-country" not in records.without(problems).fact_ids


# What a file holds, and how many of the 18 facts rest on it.
RESTING = {
    "about.yaml": 0,
    "voices.yaml": 0,
    "references.yaml": 0,
    "differences.yaml": 0,
    "subjects.yaml": 1,
    "geometry/northern-spur.geojson": 0,
    "projects/old-depot.yaml": 2,
    "facts/old-depot.yaml": 2,
    QUOTES: 10,
    "sources/letter.yaml": 8,
}


@pytest.mark.parametrize("name", RESTING)
@pytest.mark.parametrize("spoil", ["gone", "broken"])
def test_a_broken_file_takes_only_what_rests_on_it(tiny, name, spoil):
    sound = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    if spoil == "gone":
        (tiny / name).unlink()
    else:
        (tiny / name).write_text("{", encoding="utf-8")
    atlas = open_atlas(read_settings({"CORRIDORS_DATA": str(tiny)}))
    assert len(sound.records.facts) - len(atlas.records.facts) == RESTING[name]
    lost = set(sound.projects.index) - set(atlas.projects.index)
    assert lost == ({re.split("[/.]", name)[1]} if name.startswith(("projects", "geometry")) else set())
    assert len(atlas.projects) == 3 - len(lost)


def test_the_archive_hands_out_what_was_read(tiny):
    records, _ = read_curated(tiny, tiny / "sources")
    archive = CuratedArchive(records, "v1")
    assert archive.version == "v1" and archive.records is records
    assert "northern-spur" in archive and "nowhere" not in archive
    assert archive.project("old-depot").name == "Old Depot"
    assert archive.quotation("hg-met").exact == "Ministers met last September."
    assert archive.record_number("hg-met") is None
    assert [fact.id for fact in archive.facts_on("country:KZ")] == ["kz-statement"]
    assert archive.facts_on("country:XX") == ()
    assert (archive.count().projects, archive.count().facts, archive.count().imported) == (3, 18, 0)
    for ask in (archive.project, archive.quotation):
        with pytest.raises(KeyError):
            ask("nowhere")


def test_rows_are_one_for_each_record(tiny):
    archive = CuratedArchive(read_curated(tiny, tiny / "sources")[0])
    projects, features, facts = archive.project_rows(), archive.feature_rows(), archive.fact_rows()
    assert projects.loc["northern-spur"].tolist() == ["Northern Spur", "railway", ("Северная ветка",)]
    assert features.crs == "EPSG:4326"
    assert features.loc["northern-spur-west", "accuracy"] == "traced"
    assert features.loc["old-depot-site", "precision"] == "town"
    assert features[["length_km", "countries"]].isna().all(axis=None)
    by_id = facts.set_index("id")
    assert len(by_id) == 18
    assert by_id.loc["spur-status"].tolist() == [
        "project:northern-spur",
        "status",
        "construction",
        "harbour-gazette",
        "2023-05-04",
    ]
    assert by_id.loc["sand-start", "reported"] == "2024-01-25/2024-01-28"


def test_an_empty_folder_has_empty_rows(tmp_path):
    archive = CuratedArchive(read_curated(tmp_path, tmp_path / "sources")[0])
    assert len(archive.project_rows()) == len(archive.feature_rows()) == len(archive.fact_rows()) == 0
