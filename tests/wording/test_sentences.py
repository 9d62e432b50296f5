"""Statuses, marks, courses and coverage in sentences, each part of them under test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cards import WORDS

from geo.atlas.course import Drawing, Leg, describe_course
from geo.atlas.leads import find_leads
from geo.atlas.opening import join_archive
from geo.atlas.reliability import weigh
from geo.atlas.totals import measure_coverage
from geo.wording.sentences import (
    explain_status,
    say_accuracy,
    say_country_differences,
    say_coverage,
    say_drawing,
    say_drawn,
    say_how_known,
    say_mark,
    say_status,
)

SPUR = "project:northern-spur"


def status_of(atlas, subject=SPUR):
    return find_leads(atlas, atlas.facts_on(subject), {"status"})[0]


def test_a_status_says_from_when_how_old_and_on_what_it_rests(atlas):
    lead = status_of(atlas)
    assert say_status(WORDS, lead.fact) == "last reported under construction"
    said = explain_status(WORDS, lead, date(2023, 11, 3))
    assert said == "4 May 2023, 5 months ago; one independent document (Harbour Gazette)"
    assert explain_status(WORDS, lead, date(2023, 5, 4)).startswith("4 May 2023, less than a month ago; ")


def test_a_status_without_a_date_is_that_of_its_document(atlas):
    facts = tuple(f.model_copy(update={"as_of": None}) for f in atlas.records.facts)
    lead = status_of(join_archive(replace(atlas.records, facts=facts)))
    said = explain_status(WORDS, lead, date(2023, 11, 5))
    assert said.startswith("in a document of 5 May 2023, 6 months ago; ")


def test_a_status_of_several_voices_counts_them(atlas):
    status = status_of(atlas).fact
    other = status.model_copy(update={"id": "zz", "quote": "letter-length", "as_of": None, "via": "Xinhua"})
    two = join_archive(replace(atlas.records, facts=(*atlas.records.facts, other)))
    assert explain_status(WORDS, status_of(two), date(2024, 3, 1)).endswith(
        "; 2 voices, the newest one wire copy (The Letter)"
    )


def test_marks_are_said(atlas):
    reliability = weigh(atlas, atlas.facts_on(SPUR), date(2025, 6, 28))
    assert say_mark(WORDS, "old", reliability) == "newest evidence is 17 months old"
    assert say_mark(WORDS, "one-voice", reliability) == "one voice only"
    assert say_mark(WORDS, "state-media-only", reliability) == "state media only"
    assert say_mark(WORDS, "degraded-copy-only", reliability) == "degraded copy only"


# -- the course -------------------------------------------------------------------------------------


def test_how_well_it_is_known_is_said(atlas):
    assert say_drawn(WORDS, 1234.5, 0.083) == "1,234 km drawn, 8% of it traced."
    west, east = describe_course(atlas, "northern-spur", ()).alignments[0].legs
    assert (say_accuracy(WORDS, west), say_accuracy(WORDS, east)) == ("traced", "schematic")
    both = Leg("West - East", (*east.stretches, *west.stretches))
    assert say_accuracy(WORDS, both) == "traced 8%, schematic 92%"
    (depot,) = describe_course(atlas, "old-depot", ()).alignments[0].legs
    assert say_accuracy(WORDS, depot) == "place: town only"
    (site,) = depot.stretches
    assert say_accuracy(WORDS, Leg("Depot", (replace(site, precision=None),))) == "as given"


def test_who_drew_a_line_is_said_with_the_edition():
    assert say_drawing(WORDS, Drawing("by hand", None, 1234.5)) == "By hand: 1,234 km"
    assert say_drawing(WORDS, Drawing("routed over X", "May 2024", 3)) == "Routed over X (May 2024): 3 km"


def test_countries_drawn_and_named_are_set_against_each_other(atlas):
    course = describe_course(atlas, "northern-spur", ())
    (kazakhstan,) = course.countries
    assert say_how_known(WORDS, kazakhstan, True) == "named by a source, drawn, estimate"
    assert say_how_known(WORDS, replace(kazakhstan, is_drawn=False), True) == "named by a source"
    assert say_country_differences(WORDS, course) == ()
    others = tuple(replace(kazakhstan, code=code, is_named=False) for code in ("UZ", "CN"))
    undrawn = replace(kazakhstan, code="TJ", is_drawn=False)
    assert say_country_differences(WORDS, replace(course, countries=(kazakhstan, *others, undrawn))) == (
        "Drawn through China, Uzbekistan: no source names that among its countries.",
        "A source names Tajikistan, where nothing of it is drawn.",
    )
    assert say_country_differences(WORDS, replace(course, countries=others)) == ()


# -- the coverage -----------------------------------------------------------------------------------


def test_the_coverage_counts_and_lists_what_the_atlas_rests_on(atlas):
    coverage = say_coverage(WORDS, measure_coverage(atlas))
    assert coverage.sentence == (
        "18 facts from 2 documents, 2023–2024 (1 independent, 1 wire copy). Last update 1 February 2024."
    )
    assert coverage.sources == (
        "3 projects, 1 where parts and overlaps are counted once.",
        "Harbour Gazette: “Spur begun”, 5 May 2023, independent.",
        "The Letter: “A letter”, 25 January 2024 to 28 January 2024 (date inferred), wire copy.",
    )


def test_a_coverage_of_one_document_or_none(atlas):
    coverage = measure_coverage(atlas)
    one = replace(coverage, sources=coverage.sources[:1], natures={"independent": 1}, updated=None)
    assert say_coverage(WORDS, one).sentence == "18 facts from 1 document, 2023 (1 independent)."
    none = say_coverage(WORDS, replace(coverage, sources=()))
    assert (none.sentence, none.sources) == ("No source document could be read.", ())


def test_a_long_list_of_sources_is_cut(atlas):
    coverage = measure_coverage(atlas)
    assert len(say_coverage(WORDS, replace(coverage, sources=coverage.sources * 150)).sources) == 201
