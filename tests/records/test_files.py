"""Write then read changes nothing, and a file is written in one way only."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import write_tiny

from geo.checks.quotations import hash_text
from geo.records.curated import read_curated
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.files import dump_record, dump_yaml, read_texts, write_features, write_records
from geo.records.projects import Feature, Segment, Site, Waypoint
from geo.records.sources import Quote, Sic

ODD = [
    "yes",
    "No",
    "null",
    "~",
    "2011",
    "2011-05-04",
    "1e3",
    "0x1F",
    "1:30",
    "- a: b",
    "a: #b",
    "#",
    "'",
    '"',
    "{}",
    "[",
    "&a",
    "*a",
    "!tag",
    "|",
    ">",
    "%",
    "@",
    "`",
    "---",
    "...",
    "? a",
    "a\\b",
    "a: b: c",
    " leading",
    "trailing ",
    "\u202eright\u202c",
    "\u200f",
    "\ufeff",
    "\u00a0",
    "é e\u0301",
    "中吉乌",
    "Ж",
    "🚂",
    "\U0001f469\u200d\U0001f52c",
    "${a}",
    "{{ b }}",
    "<img onerror=x>",
    "word " * 60,
]
# What a YAML file can hold at all: no control characters.
letters = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs", "Cf"))
texts = st.one_of(
    st.sampled_from(ODD), st.text(letters, min_size=1, max_size=60), st.text("ab \n\t:-#'\"", min_size=1)
)
values = st.one_of(
    st.none(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False), texts
)


@st.composite
def quotes(draw):
    numbers = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=4, unique=True))
    return [
        Quote(
            id=f"q-{n}",
            source="s",
            exact=draw(texts),
            prefix=draw(texts),
            suffix=draw(texts),
            start=n,
            sic=tuple(Sic(words=draw(texts), note=draw(st.none() | texts)) for _ in range(n % 2)),
        )
        for n in sorted(numbers, key=lambda n: f"q-{n}")
    ]


@st.composite
def facts(draw):
    return [
        Fact(
            id=f"f-{n}",
            subject="country:KG",
            attribute="statement",
            quote="q",
            value=draw(values),
            unit=draw(st.none() | texts),
            reads=draw(st.none() | texts),
            note=draw(st.none() | texts),
            speaker=draw(st.none() | texts),
            identification=draw(st.none() | texts),
            as_of=draw(
                st.none()
                | st.builds(
                    When,
                    value=st.sampled_from(["2011", "2022-11", "2025-04-29", "199X"]),
                    known=st.just("inferred"),
                    reads=st.none() | texts,
                    reason=texts,
                )
            ),
        )
        for n in range(draw(st.integers(1, 4)))
    ]


@given(quotes(), facts())
def test_records_come_back_as_they_were_and_are_written_one_way(some_quotes, some_facts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = (folder / "quotes" / "s.yaml", folder / "facts" / "kg.yaml")
        write_records(files[0], reversed(some_quotes))
        write_records(files[1], some_facts)
        first = [file.read_bytes() for file in files]
        records, problems = read_curated(folder, folder / "sources")
        assert problems == []
        assert list(records.quotes) == some_quotes
        assert list(records.facts) == some_facts
        assert [type(fact.value) for fact in records.facts] == [type(fact.value) for fact in some_facts]
        write_records(files[0], records.quotes)
        write_records(files[1], reversed(records.facts))
        assert [file.read_bytes() for file in files] == first


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", "\n\n", "\t", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_any_line_break_in_a_note_comes_back(tmp_path, between):
    fact = Fact(
        id="f", subject="country:KG", attribute="statement", quote="q", note=f"one{between}two {between} "
    )
    write_records(tmp_path / "facts" / "kg.yaml", [fact])
    records, problems = read_curated(tmp_path, tmp_path / "sources")
    assert problems == []
    assert records.facts == (fact,)


def test_files_are_written_for_people():
    quote = Quote(id="q", source="s", exact="Жд ц. 🚂 " * 30)
    text = dump_yaml([dump_record(quote)])
    assert "Жд ц. 🚂" in text
    assert "prefix" not in text and "null" not in text
    assert text.startswith("- id: q\n  source: s\n  exact:") and text.endswith("\n")
    assert all(len(line) <= 100 for line in text.splitlines())


def test_two_folders_written_alike_are_alike(tmp_path):
    one, two = write_tiny(tmp_path / "one"), write_tiny(tmp_path / "two")
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert len(files) > 10
    assert [(two / file).read_bytes() for file in files] == [(one / file).read_bytes() for file in files]


# -- geometry ---------------------------------------------------------------------------------------

position = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(lambda p: [round(x, 5) for x in p])


@st.composite
def features(draw):
    points = draw(st.lists(position, min_size=2, max_size=6))
    waypoints = tuple(
        Waypoint(name=draw(st.none() | texts), reference=draw(st.none() | texts)) for _ in points
    )
    segment = Segment(
        project="p", name=draw(texts), accuracy="traced", basis=draw(texts), waypoints=waypoints
    )
    site = Site(project="p", name=draw(texts), precision="town", place_known_from="source", basis=draw(texts))
    return [
        Feature("p-1", segment, {"type": "LineString", "coordinates": points}),
        Feature("p-2", site, {"type": "Point", "coordinates": points[0]}),
        Feature("p-3", site, {"type": "MultiPoint", "coordinates": points}),
    ]


@given(features())
def test_geometry_comes_back_as_it_was_and_is_written_one_way(some):
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "geometry" / "p.geojson"
        write_features(file, some)
        first = file.read_bytes()
        records, problems = read_curated(Path(name), Path(name) / "sources")
        assert problems == []
        assert [(f.id, f.properties, f.geometry) for f in records.features] == [
            (f.id, f.properties, f.geometry) for f in some
        ]
        write_features(file, records.features)
        assert file.read_bytes() == first


def test_geometry_is_rfc_7946(tmp_path):
    segment = Segment(
        project="p",
        name='a "quoted" {name}',
        accuracy="traced",
        basis="b",
        waypoints=(Waypoint(name="A", reference="x:1"), Waypoint(reference="x:2")),
    )
    feature = Feature("p-1", segment, {"type": "LineString", "coordinates": [[70.123456789, 43], [71, -44]]})
    file = tmp_path / "geometry" / "p.geojson"
    write_features(file, [feature])
    text = file.read_text(encoding="utf-8")
    raw = json.loads(text)
    assert set(raw) == {"type", "features"} and raw["type"] == "FeatureCollection"
    (written,) = raw["features"]
    assert set(written) == {"type", "id", "properties", "geometry"} and written["type"] == "Feature"
    assert written["geometry"] == {"type": "LineString", "coordinates": [[70.12346, 43.0], [71.0, -44.0]]}
    assert "[70.12346, 43.0]" in text
    assert '{"name": "A", "reference": "x:1"}' in text


def test_shipped_geometry_is_rfc_7946(shipped):
    for feature in shipped.records.features:
        assert set(feature.geometry) == {"type", "coordinates"}
    assert shipped.features.geometry.is_valid.all()


def test_texts_are_known_by_their_content(texts):
    (texts / "letter.txt").rename(texts / "renamed.txt")
    letter = (texts / "renamed.txt").read_text(encoding="utf-8")
    assert read_texts(texts, {hash_text(letter): "letter"}, hash_text) == {"letter": letter}
