"""A data set's table is an archive: records are made when asked for, and rows without making any."""

from __future__ import annotations

import pytest
from counterexamples.tables import BREAKS
from data_set import SOURCE, write_data_set

from geo.atlas.opening import open_atlas
from geo.errors import Rule
from geo.records.archive import Records
from geo.records.imported import FILE, ImportedArchive, read_table

HIDES = Rule("hides", "is bad", "Mend it.")
TELLS = Rule("tells", "is not nice", "Better it.", keeps_record=True)


@pytest.fixture
def settings(tmp_path):
    return write_data_set(tmp_path / "set")


@pytest.fixture
def archive(settings) -> ImportedArchive:
    found, problems = read_table(settings.data / FILE, SOURCE, "v1")
    assert problems == []
    return found


@pytest.mark.parametrize(("rule", "spoil", "record"), BREAKS, ids=[rule.says for rule, *_ in BREAKS])
def test_one_bad_change_is_found_and_takes_its_row_only(settings, rule, spoil, record):
    spoil(settings.data)
    atlas = open_atlas(settings)
    assert (FILE, record, rule) in {(p.file, p.record, p.rule) for p in atlas.problems}
    assert set(atlas.projects.index) == ({"line-2", "site-4"} if record else set())


def test_records_are_made_when_asked_for(archive):
    assert (archive.version, archive.records) == ("v1", Records())
    assert (archive.count().projects, archive.count().facts, archive.count().imported) == (3, 3, 3)
    assert "line-1" in archive and "line-3" not in archive
    assert archive.project("line-1").name == "First"
    said = {fact.id: (fact.attribute, fact.value, fact.reads) for fact in archive.facts_on("project:line-1")}
    assert said == {
        "line-1-status-operating": ("status", "operating", "In service"),
        "line-1-country-cn": ("country", "CN", "China; KZ"),
        "line-1-country-kz": ("country", "KZ", "China; KZ"),
        "line-1-statement": ("statement", None, None),
    }
    (talks,) = archive.facts_on("project:line-2")
    assert (talks.id, talks.value) == ("line-2-progress-in talks", "In talks")
    (only,) = archive.facts_on("project:site-4")
    assert (only.attribute, archive.quotation(only.quote).exact) == ("statement", "Name: Fourth")


@pytest.mark.parametrize("subject", ["line-1", "country:KZ", "project:nowhere"])
def test_nothing_is_said_of_what_is_no_project(archive, subject):
    assert archive.facts_on(subject) == ()


def test_every_fact_rests_on_words_of_its_record(archive):
    for project in archive.project_rows().index:
        for fact in archive.facts_on(f"project:{project}"):
            quotation = archive.quotation(fact.quote)
            assert fact.reads is None or fact.reads in quotation.exact
            assert quotation.source == SOURCE.id
            assert archive.record_number(fact.quote) == {"line-1": 1, "line-2": 2, "site-4": 4}[project]
    assert archive.quotation("line-1-text").exact == "Ran."
    assert archive.quotation("line-1-record").exact == "Name: First; Status: In service; Country: China; KZ"


@pytest.mark.parametrize("quote", ["line-2-text", "nowhere-record", "line-1-nothing", "line-1"])
def test_a_quotation_that_is_not_there_is_a_key_error(archive, quote):
    with pytest.raises(KeyError):
        archive.quotation(quote)


def test_rows_say_what_the_records_say(archive):
    rows = archive.fact_rows()
    made = [fact for project in archive.frame.index for fact in archive.facts_on(f"project:{project}")]
    assert rows["id"].tolist() == [fact.id for fact in made]
    assert rows["subject"].tolist() == [fact.subject for fact in made]
    assert rows["attribute"].tolist() == [fact.attribute for fact in made]
    assert rows["value"].tolist() == [fact.value for fact in made]
    assert set(rows["source"]) == {SOURCE.id} and set(rows["reported"]) == {"2024-06"}
    assert archive.project_rows()["name"].tolist() == ["First", "Second", "Fourth"]
    features = archive.feature_rows()
    assert features["countries"].tolist() == [("KZ",), ("KZ",), ("KG",)]
    assert features["length_km"].tolist() == [108.5, 140.25, 0]
    assert features["precision"].fillna("").tolist() == ["", "", "exact"]
    assert features["place_known_from"].fillna("").tolist() == ["", "", "source"]


def test_what_is_bad_goes(archive):
    assert archive.without([TELLS.broken(FILE, "line-1"), HIDES.broken("facts/x.yaml", "line-1")]) is archive
    assert archive.without([HIDES.broken(FILE, "line-1")]).project_rows().index.tolist() == [
        "line-2",
        "site-4",
    ]
    assert archive.without_sources({"another"}) is archive
    gone = archive.without_sources({SOURCE.id})
    assert gone.count().projects == 0 and "line-1" not in gone and len(gone.fact_rows()) == 0


def test_an_atlas_of_a_data_set_knows_what_its_rows_say(settings):
    atlas = open_atlas(settings)
    assert atlas.problems == ()
    first = atlas.projects.loc["line-1"]
    assert (first["status"], first["status_fact"]) == ("operating", "line-1-status-operating")
    assert first["status_reported"] == "2024-06"
    assert first["countries"] == ("CN", "KZ") and first["drawn_countries"] == ("KZ",)
    assert first["sources"] == (SOURCE.id,)
    assert atlas.projects["traced_share"].isna().all()
    assert atlas.projects.loc["line-2", ["status", "status_fact", "status_reported"]].isna().all()
    assert atlas.source_of(atlas.facts_on("project:line-2")[0]) == SOURCE
