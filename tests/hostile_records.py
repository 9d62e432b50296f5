"""Records whose every text means harm: markup, scripts, addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.checks.quotations import describe_text, normalise, seal_quote
from geo.records.facts import Difference, Fact, Side
from geo.records.fields import Published, When
from geo.records.files import dump_record, write_features, write_records, write_yaml
from geo.records.projects import About, Feature, Name, Overlap, Project, Segment, Site, Subject, Waypoint
from geo.records.sources import Author, OutsideNote, Passage, Quote, Reference, Source, Voice

HOSTILE = (
    '<img src=x onerror="window.top.pwned=1;window.pwned=1"> ${window.top.pwned=1} `${pwned=1}` '
    "</script><script>window.top.pwned=1</script> \u200fRTL **x** [a](javascript:alert(1)) $x$ :red[y] "
    ":smile: {{ 1 }} '; pwned=1 // --> =1+1 &lt; www.evil.example \\n"
)
HOSTILE_WORDS = normalise(f"It passes {HOSTILE} and has 3 <i>x</i> tunnels.")
_ADDRESS = "https://evil.example/?'onmouseover='window.pwned=1'&x=</script>".replace("<", "%3C").replace(
    ">", ""
)
_LINE = [[70.0, 41.0], [72.0, 42.0], [74.0, 43.0]]


def write_hostile(folder: Path) -> None:
    """Write a data folder with markup, code and formulas in every field that takes text.

    `first` and `second` are lines that coincide, `third` is a site. One fact quotes words that are
    not there, so that it is a problem of the page's list.
    """
    quotes = [
        Quote(id="words", source="bad", exact=HOSTILE_WORDS),
        Quote(id="events", source="bad", exact=f"At the summit: {HOSTILE}"),
    ]
    text = " ".join([*(quote.exact for quote in quotes), *(f"word{n}" for n in range(400))])
    passage = Passage(start=len(text) - 20, end=len(text) - 10, role="furniture", what=HOSTILE)
    source = Source(
        id="bad",
        title=HOSTILE,
        publisher=HOSTILE,
        publisher_known="inferred",
        publisher_reason=HOSTILE,
        channel=HOSTILE,
        author=Author(name=HOSTILE, reason=HOSTILE),
        voice=HOSTILE,
        language="en",
        published=Published(value="2025-06-17", known="inferred", reason=HOSTILE),
        nature="independent",
        address=_ADDRESS,
        licence=HOSTILE,
        caveats=(HOSTILE,),
        text=describe_text(text, [passage]),
    )
    write_yaml(folder / "sources" / "bad.yaml", dump_record(source))
    write_yaml(
        folder / "about.yaml",
        dump_record(
            About(title=HOSTILE, sentence=HOSTILE, updated="2026-01-01", report="mailto:a@b.example")
        ),
    )
    outside = Reference(prefix="outside", title=HOSTILE, publisher=HOSTILE, licence=HOSTILE)
    write_yaml(folder / "references.yaml", [dump_record(outside)])
    event = Subject(id="summit", kind="event", name=HOSTILE, countries=("KG",))
    write_yaml(folder / "subjects.yaml", [dump_record(event)])
    write_yaml(folder / "voices.yaml", [dump_record(Voice(name=HOSTILE, note=HOSTILE))])
    sides = (
        Side(says=HOSTILE, facts=("first-passes",)),
        Side(says=HOSTILE, outside=OutsideNote(text=HOSTILE, references=(f"outside:{HOSTILE}",))),
    )
    differs = Difference(id="bad", kind="slip", question=HOSTILE, sides=sides, decision=HOSTILE)
    write_yaml(folder / "differences.yaml", [dump_record(differs)])
    write_records(folder / "quotes" / "bad.yaml", [seal_quote(text, quote) for quote in quotes])
    write_records(folder / "facts" / "bad.yaml", _hostile_facts())
    for project in _hostile_projects():
        write_yaml(folder / "projects" / f"{project.id}.yaml", dump_record(project))
    write_features(folder / "geometry" / "bad.geojson", _hostile_features())


def _hostile_facts() -> list[Fact]:
    when = When(value="2025", known="inferred", reason=HOSTILE)
    common: dict[str, Any] = {
        "as_of": when,
        "speaker": HOSTILE,
        "via": HOSTILE,
        "identification": HOSTILE,
        "note": HOSTILE,
    }
    facts = [
        Fact(id="event", subject="event:summit", attribute="statement", quote="events", **common),
        Fact(
            id="country",
            subject="country:KG",
            attribute="position",
            quote="words",
            value=HOSTILE,
            reads=HOSTILE,
            **common,
        ),
        Fact(
            id="not-there",
            subject="project:first",
            attribute="passes",
            quote="words",
            value=f"gone {HOSTILE}",
            reads=f"gone {HOSTILE}",
        ),
    ]
    for project in ("first", "second", "third"):
        facts += [
            Fact(
                id=f"{project}-passes",
                subject=f"project:{project}",
                attribute="passes",
                quote="words",
                value=HOSTILE,
                reads=HOSTILE,
                **common,
            ),
            Fact(
                id=f"{project}-number",
                subject=f"project:{project}",
                attribute="phases",
                quote="words",
                value=3,
                unit="<i>x</i> tunnels",
                reads="3 <i>x</i> tunnels",
            ),
        ]
    return facts


def _hostile_projects() -> list[Project]:
    other = {"first": "second", "second": "third", "third": "first"}
    kinds = {"first": "railway", "second": "gas-pipeline", "third": "power-plant"}
    return [
        Project(
            id=project,
            name=f"{project} {HOSTILE}",
            kind=kind,
            names=(Name(name=f"also {HOSTILE}", language="ru", reference=f"outside:{HOSTILE}"),),
            overlaps=(Overlap(project=other[project], reason=HOSTILE),),
            notes=(OutsideNote(text=HOSTILE, references=(f"outside:{HOSTILE}",)),),
        )
        for project, kind in kinds.items()
    ]


def _hostile_features() -> list[Feature]:
    waypoints = tuple(Waypoint(name=HOSTILE, reference=f"outside:{HOSTILE}") for _ in _LINE)
    lines = [
        Feature(
            f"{project}-line",
            Segment(
                project=project,
                name=HOSTILE,
                accuracy="schematic",
                basis=HOSTILE,
                alignment=HOSTILE,
                waypoints=waypoints,
            ),
            {"type": "LineString", "coordinates": _LINE},
        )
        for project in ("first", "second")
    ]
    site = Site(
        project="third",
        name=HOSTILE,
        precision="town",
        place_known_from="outside",
        basis=HOSTILE,
        reference=f"outside:{HOSTILE}",
    )
    return [*lines, Feature("third-site", site, {"type": "Point", "coordinates": [76.0, 41.5]})]
