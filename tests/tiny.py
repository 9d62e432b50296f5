"""A tiny atlas with invented texts, written by the project's own writers."""

from __future__ import annotations

from pathlib import Path

from geo.checks.quotations import describe_text, normalise, seal_quote
from geo.records.facts import Difference, Fact, Side
from geo.records.fields import Published, When
from geo.records.files import dump_record, write_features, write_records, write_yaml
from geo.records.projects import About, Feature, Name, Overlap, Project, Segment, Site, Subject, Waypoint
from geo.records.sources import Author, OutsideNote, Passage, Quote, Reference, Source, Voice

GAZETTE = """Harbour Gazette summary: forty ships.

On May 4, 2023, work began on the 212-kilometre Northern Spur through Kazakhstan, which is expected to
carry more than 65,000 containers. The spur has 3 tunnels and cost 1.5 billion yuan.

The old depot in Bishkek, Kyrgyzstan, opened in 2011. Ministers met last September.
Nobody wrote the rest of this page, which only fills it so that quotations stay a small part of all the
words that stand on it, for a gazette is long and a quotation is short, as everybody knows who has read
one to its end, and this one goes on for some lines more before it comes to the end that it was meant to
have from the beginning, although the harbour has long been closed and the ships have gone elsewhere.
"""
LETTER = """A letter says that the Northern Spur is 210 km long, as the harbour master told Xinhua.
The Sand Pipeline in Uzbekistan, in operation since December 2009, has an annual capacity of 30 billion m3, \
six percent of all gas and ten times more than before. It cost over billion yuan.
More words follow here which nobody needs, but which make the letter longer than its quotations, as is
proper for a letter that wants to be read by somebody who has an evening to spare and a lamp to read by.
The writer goes on about the weather at the harbour, about the price of rope and of tar, about a cousin
who went to sea and came back with a parrot, and about the parrot, which had learned to say the names of
all the islands between the two capes and said them in the wrong order, so that whoever steered by the
parrot ran aground, as the cousin did twice before he gave the bird away to a schoolmaster inland.
"""
TEXTS = {"harbour-gazette": GAZETTE, "letter": LETTER}


def _sources() -> list[Source]:
    whole = normalise(GAZETTE)
    summary = Passage(start=0, end=whole.index("On May 4"), role="ai-summary", what="a summary by machine")
    common = {"author": Author(reason="nobody is named"), "language": "en", "voice": "Harbour Gazette"}
    return [
        Source(
            id="harbour-gazette",
            title="Spur begun",
            publisher="Harbour Gazette",
            nature="independent",
            published=Published(value="2023-05-05", known="stated", reason="dateline"),
            text=describe_text(GAZETTE, [summary]),
            **common,
        ),
        Source(
            id="letter",
            title="A letter",
            publisher="The Letter",
            nature="wire",
            published=Published(value="2024-01-25/2024-01-28", known="inferred", reason="by the post mark"),
            address="https://letters.example.org/1",
            text=describe_text(LETTER),
            **common,
        ),
    ]


def _quotes() -> list[Quote]:
    drafts = [
        Quote(
            id="hg-begun",
            source="harbour-gazette",
            exact="On May 4, 2023, work began on the "
            "212-kilometre Northern Spur through Kazakhstan, which is expected to carry more than 65,000 "
            "containers.",
        ),
        Quote(
            id="hg-tunnels",
            source="harbour-gazette",
            exact="The spur has 3 tunnels and cost 1.5 billion yuan.",
        ),
        Quote(
            id="hg-depot",
            source="harbour-gazette",
            exact="The old depot in Bishkek, Kyrgyzstan, opened in 2011.",
        ),
        Quote(id="hg-met", source="harbour-gazette", exact="Ministers met last September."),
        Quote(id="letter-length", source="letter", exact="the Northern Spur is 210 km long"),
        Quote(
            id="letter-sand",
            source="letter",
            exact="The Sand Pipeline in Uzbekistan, in operation since "
            "December 2009, has an annual capacity of 30 billion m3, six percent of all gas and ten times more "
            "than before.",
        ),
        Quote(id="letter-cost", source="letter", exact="It cost over billion yuan."),
    ]
    return [seal_quote(TEXTS[quote.source], quote) for quote in drafts]


def _facts() -> list[Fact]:
    begun = When(value="2023-05-04", known="stated", reads="May 4, 2023")
    return [
        Fact(
            id="spur-status",
            subject="project:northern-spur",
            attribute="status",
            value="construction",
            reads="work began",
            as_of=begun,
            quote="hg-begun",
        ),
        Fact(
            id="spur-length-hg",
            subject="project:northern-spur",
            attribute="length",
            value=212,
            unit="km",
            reads="212-kilometre",
            quote="hg-begun",
        ),
        Fact(
            id="spur-length-letter",
            subject="project:northern-spur",
            attribute="length",
            value=210,
            unit="km",
            reads="210 km",
            speaker="the harbour master",
            via="Xinhua",
            quote="letter-length",
        ),
        Fact(
            id="spur-containers",
            subject="project:northern-spur",
            attribute="containers",
            value=65000,
            unit="containers",
            qualifier=("expected", "over"),
            quote="hg-begun",
            reads="expected to carry more than 65,000 containers",
        ),
        Fact(
            id="spur-country",
            subject="project:northern-spur",
            attribute="country",
            value="KZ",
            reads="Kazakhstan",
            quote="hg-begun",
        ),
        Fact(
            id="spur-tunnels",
            subject="project:northern-spur",
            attribute="tunnels",
            value=3,
            unit="tunnels",
            reads="3 tunnels",
            quote="hg-tunnels",
            identification="“The spur” is this one.",
        ),
        Fact(
            id="spur-cost",
            subject="project:northern-spur",
            attribute="cost",
            value=1500000000,
            unit="CNY",
            reads="1.5 billion yuan",
            quote="hg-tunnels",
        ),
        Fact(
            id="depot-open",
            subject="project:old-depot",
            attribute="operation-start",
            value="2011",
            reads="2011",
            quote="hg-depot",
            note="The month is not given.",
        ),
        Fact(
            id="depot-country",
            subject="project:old-depot",
            attribute="country",
            value="KG",
            reads="Kyrgyzstan",
            quote="hg-depot",
        ),
        Fact(
            id="sand-start",
            subject="project:sand-pipeline",
            attribute="operation-start",
            value="2009-12",
            reads="December 2009",
            quote="letter-sand",
        ),
        Fact(
            id="sand-country",
            subject="project:sand-pipeline",
            attribute="country",
            value="UZ",
            reads="Uzbekistan",
            quote="letter-sand",
        ),
        Fact(
            id="sand-capacity",
            subject="project:sand-pipeline",
            attribute="gas-capacity",
            value=30,
            unit="bcm/year",
            reads="annual capacity of 30 billion m3",
            quote="letter-sand",
        ),
        Fact(
            id="sand-share",
            subject="project:sand-pipeline",
            attribute="share",
            value=6,
            unit="%",
            reads="six percent",
            quote="letter-sand",
        ),
        Fact(
            id="sand-multiple",
            subject="project:sand-pipeline",
            attribute="multiple",
            value=10,
            unit="times",
            reads="ten times",
            quote="letter-sand",
        ),
        Fact(
            id="sand-purpose",
            subject="project:sand-pipeline",
            attribute="cargo",
            value="gas",
            reads="gas",
            quote="letter-sand",
        ),
        Fact(
            id="sand-cost",
            subject="project:sand-pipeline",
            attribute="cost",
            unit="CNY",
            qualifier="over",
            reads="over billion yuan",
            missing="The letter lost the number.",
            quote="letter-cost",
        ),
        Fact(
            id="met",
            subject="event:ministers",
            attribute="happened",
            value="2022-09",
            reads="last September",
            as_of=When(
                value="2022-09", known="inferred", reads="last September", reason="seen from May 2023"
            ),
            quote="hg-met",
        ),
        Fact(id="kz-statement", subject="country:KZ", attribute="statement", quote="hg-met"),
    ]


def _segment(name: str, accuracy: str, points: list[list[float]]) -> Feature:
    waypoints = tuple(Waypoint(name=f"{name} {n}", reference="geonames:1") for n in range(len(points)))
    properties = Segment(
        project="northern-spur", name=name, accuracy=accuracy, basis="Along the river.", waypoints=waypoints
    )
    return Feature(f"northern-spur-{name}", properties, {"type": "LineString", "coordinates": points})


def write_tiny(folder: Path) -> Path:
    """Write the tiny atlas; its sources lie in the subfolder `sources`."""
    write_yaml(
        folder / "about.yaml",
        dump_record(
            About(
                title="Tiny atlas",
                sentence="Three projects.",
                updated="2024-02-01",
                report="https://tracker.example.org/new",
            )
        ),
    )
    write_yaml(
        folder / "references.yaml",
        [
            dump_record(
                Reference(prefix="geonames", title="GeoNames", publisher="GeoNames", licence="CC BY 4.0")
            )
        ],
    )
    write_yaml(
        folder / "subjects.yaml",
        [
            dump_record(
                Subject(id="ministers", kind="event", name="Meeting of ministers", countries=("KZ", "KG"))
            )
        ],
    )
    write_yaml(
        folder / "voices.yaml",
        [dump_record(Voice(name="Harbour Gazette")), dump_record(Voice(name="Xinhua", state="CN"))],
    )
    sides = (
        Side(says="212 km", facts=("spur-length-hg",)),
        Side(says="300 km", outside=OutsideNote(text="On a map.", references=("geonames:9",))),
    )
    differs = Difference(
        id="spur-where",
        kind="contradiction",
        question="Which spur?",
        sides=sides,
        decision="The first.",
        leads="spur-length-hg",
    )
    write_yaml(folder / "differences.yaml", [dump_record(differs)])
    for source in _sources():
        write_yaml(folder / "sources" / f"{source.id}.yaml", dump_record(source))
    for project in (
        Project(
            id="northern-spur",
            name="Northern Spur",
            kind="railway",
            names=(Name(name="Северная ветка", language="ru", reference="source"),),
            notes=(OutsideNote(text="Another spur lies south.", references=("geonames:2",)),),
        ),
        Project(id="old-depot", name="Old Depot", kind="logistics-hub", part_of=("northern-spur",)),
        Project(
            id="sand-pipeline",
            name="Sand Pipeline",
            kind="gas-pipeline",
            overlaps=(Overlap(project="northern-spur", reason="They share a bridge."),),
        ),
    ):
        write_yaml(folder / "projects" / f"{project.id}.yaml", dump_record(project))
    for quote in {quote.source for quote in _quotes()}:
        write_records(folder / "quotes" / f"{quote}.yaml", [q for q in _quotes() if q.source == quote])
    for subject in {fact.subject for fact in _facts()}:
        name = subject.partition(":")[2].lower()
        write_records(folder / "facts" / f"{name}.yaml", [f for f in _facts() if f.subject == subject])
    write_features(
        folder / "geometry" / "northern-spur.geojson",
        [
            _segment("west", "traced", [[70.0, 43.0], [70.05, 43.05], [70.1, 43.1]]),
            _segment("east", "schematic", [[70.1, 43.1], [72.0, 43.2]]),
        ],
    )
    depot = Site(
        project="old-depot",
        name="Depot",
        precision="town",
        place_known_from="source",
        basis="The town.",
        reference="geonames:3",
    )
    write_features(
        folder / "geometry" / "old-depot.geojson",
        [Feature("old-depot-site", depot, {"type": "Point", "coordinates": [74.6, 42.87]})],
    )
    sand = Segment(project="sand-pipeline", name="Desert", accuracy="approximate", basis="By the road.")
    write_features(
        folder / "geometry" / "sand-pipeline.geojson",
        [
            Feature(
                "sand-pipeline-desert",
                sand,
                {"type": "LineString", "coordinates": [[64.4, 39.8], [66.9, 39.6]]},
            )
        ],
    )
    return folder
