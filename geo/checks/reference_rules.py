"""Rules over an `Archive`; yields `Problem`s, never prints."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from geo.checks.fact_rules import check_fact
from geo.checks.geodesy import measure_widest_gap_km
from geo.checks.quotations import describe_text, find_quote, hash_text, is_sealed, quoted_words, role_of
from geo.errors import QuoteNotFound
from geo.records.fields import (
    EVIDENCE_ROLES,
    REFERENCE_PATTERN,
    Archive,
    Feature,
    Problem,
    Quote,
    Segment,
    Source,
)

QUOTED_SHARE_LIMIT = 0.40
TRACED_GAP_KM = 10.0


def check_archive(archive: Archive) -> Iterator[Problem]:
    """Yield every problem of an archive that can be found without the source texts."""
    yield from check_ids(archive)
    for quote in archive.quotes:
        yield from check_quote(archive, quote)
    yield from check_quoted_shares(archive)
    for fact in archive.facts:
        yield from check_fact(archive, fact)
    yield from check_projects(archive)
    yield from check_voices(archive)
    yield from check_differences(archive)
    for feature in archive.features:
        yield from check_feature(archive, feature)


def check_ids(archive: Archive) -> Iterator[Problem]:
    """Yield ids that are used twice."""
    for kind, records in (
        ("source", archive.sources),
        ("quote", archive.quotes),
        ("fact", archive.facts),
        ("project", archive.projects),
        ("feature", archive.features),
        ("subject", archive.subjects),
        ("reference", archive.references),
        ("voice", archive.voices),
        ("difference", archive.differences),
    ):
        names = [_name_of(record) for record in records]
        for record_id, times in Counter(names).items():
            if times > 1:
                yield Problem(
                    archive.file_of(kind, record_id), record_id, "unique-id",
                    f"the {kind} id stands {times} times",
                    "Give each record an id of its own.",
                )  # fmt: skip


def _name_of(record: object) -> str:
    return str(getattr(record, "id", "") or getattr(record, "prefix", "") or getattr(record, "name", ""))


def check_quote(archive: Archive, quote: Quote) -> Iterator[Problem]:
    """Yield what is wrong with a quote: its source, its seal, the passage that it comes from."""
    where = archive.file_of("quote", quote.id)
    source = archive.source_by_id.get(quote.source)
    if source is None:
        yield Problem(where, quote.id, "known-source", f"quotes the unknown source {quote.source}",
                      "Add seeds/<id>.yaml or correct the id.")  # fmt: skip
        return
    for sic in quote.sic:
        if sic.words not in quote.exact:
            yield Problem(where, quote.id, "sic-in-quote", f'marks "{sic.words}", not in the words',
                          "Copy the wrong words exactly as the quotation has them.")  # fmt: skip
    if source.text is None:
        return
    if not is_sealed(quote, source.text):
        yield Problem(
            where, quote.id, "sealed",
            f'the seal does not fit these words of {source.id}: "{quote.exact}"',
            "Copy the words exactly, then run `corridors verify --texts DIR --seal` with the text "
            "at hand; or withdraw the facts that rest on them.",
        )  # fmt: skip
    role = role_of(quote, source.text)
    if role != "body" and role not in EVIDENCE_ROLES:
        yield Problem(where, quote.id, "evidence",
                      f"quotes {role.replace('-', ' ')}, which is no evidence",
                      "Quote the article's own prose, or a publisher's caption.")  # fmt: skip


def check_quoted_shares(archive: Archive) -> Iterator[Problem]:
    """Yield the sources of which more is quoted than the project allows itself."""
    quotes_of: dict[str, list[Quote]] = defaultdict(list)
    for quote in archive.quotes:
        quotes_of[quote.source].append(quote)
    for source in archive.sources:
        if source.text is None:
            continue
        words = quoted_words(quotes_of[source.id])
        share = words / source.text.words
        if share >= QUOTED_SHARE_LIMIT:
            yield Problem(
                archive.file_of("source", source.id), source.id, "quoted-share",
                f"{words} of {source.text.words} words are quoted ({share:.1%})",
                f"Stay under {QUOTED_SHARE_LIMIT:.0%}: shorten or share quotations; "
                "infrastructure comes first, context yields.",
            )  # fmt: skip


def check_projects(archive: Archive) -> Iterator[Problem]:
    """Yield projects that point nowhere, rest on nothing or are not on the map."""
    drawn = {feature.properties.project for feature in archive.features}
    supported = {fact.subject_id for fact in archive.facts if fact.subject_kind == "project"}
    for project in archive.projects:
        where = archive.file_of("project", project.id)
        for other in (*project.part_of, *(overlap.project for overlap in project.overlaps)):
            if other not in archive.project_by_id or other == project.id:
                yield Problem(where, project.id, "known-project", f"points to {other}",
                              "Name another project of the atlas.")  # fmt: skip
        if project.id not in drawn:
            yield Problem(where, project.id, "on-the-map", "has no geometry",
                          "Draw it in data/geometry/; `schematic` or `country` is allowed.")  # fmt: skip
        if project.id not in supported:
            yield Problem(where, project.id, "supported", "no fact rests on a quotation",
                          "Add a fact, or take the project out.")  # fmt: skip
        for reference in [
            *(name.reference for name in project.names),
            *(reference for note in project.notes for reference in note.references),
        ]:
            yield from _reference_problems(archive, reference, where, project.id)


def check_voices(archive: Archive) -> Iterator[Problem]:
    """Yield voices that are named in no list: spelt in two ways, one voice would count as two."""
    remedy = "Name it as data/voices.yaml does, or add it there."
    for source in archive.sources:
        if source.text is not None and source.voice not in archive.voice_by_name:
            yield Problem(archive.file_of("source", source.id), source.id, "known-voice",
                          f'has the unknown voice "{source.voice}"', remedy)  # fmt: skip
    for fact in archive.facts:
        if fact.via is not None and fact.via not in archive.voice_by_name:
            yield Problem(archive.file_of("fact", fact.id), fact.id, "known-voice",
                          f'comes through the unknown voice "{fact.via}"', remedy)  # fmt: skip


def check_differences(archive: Archive) -> Iterator[Problem]:
    """Yield differences that rest on facts which are not there, or not valid any more."""
    for difference in archive.differences:
        where = archive.file_of("difference", difference.id)
        named = [fact_id for side in difference.sides for fact_id in side.facts]
        for fact_id in named:
            fact = archive.fact_by_id.get(fact_id)
            if fact is None or fact.withdrawn is not None:
                yield Problem(where, difference.id, "known-fact",
                              f"rests on {fact_id}, which is {'withdrawn' if fact else 'unknown'}",
                              "Name a fact that stands, or take the side out.")  # fmt: skip
        if difference.leads is not None and difference.leads not in named:
            yield Problem(where, difference.id, "leads", f"is led by {difference.leads}, which is on no side",
                          "A fact of one of the sides leads, or none does.")  # fmt: skip
        for side in difference.sides:
            for reference in side.outside.references if side.outside else ():
                yield from _reference_problems(archive, reference, where, difference.id)


def _reference_problems(archive: Archive, reference: str, where: str, record: str) -> Iterator[Problem]:
    found = REFERENCE_PATTERN.match(reference)
    if found is None or not (
        found["prefix"] in archive.reference_by_prefix or reference in ("source", "curator")
    ):
        yield Problem(where, record, "known-reference", f"names the unknown reference {reference!r}",
                      "Write prefix:rest with a prefix from data/references.yaml.")  # fmt: skip


def check_feature(archive: Archive, feature: Feature) -> Iterator[Problem]:
    """Yield what is wrong with a feature: its project, coordinates, waypoints, references."""
    where, properties = feature.file or archive.file_of("feature", feature.id), feature.properties
    if properties.project not in archive.project_by_id:
        yield Problem(where, feature.id, "known-project", f"draws the unknown {properties.project}",
                      "Add the project, or correct the id.")  # fmt: skip
    coordinates = list(_positions(feature.geometry.get("coordinates")))
    if not coordinates or not all(map(_is_on_earth, coordinates)):
        yield Problem(where, feature.id, "coordinates", "has coordinates off the globe, or none",
                      "Write [longitude, latitude] in degrees, WGS 84.")  # fmt: skip
        return
    if isinstance(properties, Segment):
        yield from _segment_problems(archive, feature, properties, len(coordinates), where)
    elif properties.reference:
        yield from _reference_problems(archive, properties.reference, where, feature.id)


def _segment_problems(
    archive: Archive, feature: Feature, segment: Segment, vertices: int, where: str
) -> Iterator[Problem]:
    if vertices < 2:
        yield Problem(where, feature.id, "coordinates", "is a line of fewer than two points",
                      "Give a segment two positions or more.")  # fmt: skip
    if segment.waypoints and len(segment.waypoints) != vertices:
        yield Problem(where, feature.id, "waypoints",
                      f"names {len(segment.waypoints)} waypoints for {vertices} positions",
                      "Name one waypoint for each position, in order.")  # fmt: skip
    elif segment.accuracy == "traced" and not segment.waypoints:
        yield Problem(where, feature.id, "traced", "is called traced, but names no waypoints",
                      "Name a waypoint, or the reference of a line source, for each position.")  # fmt: skip
    elif segment.accuracy == "traced":
        lines = feature.geometry["coordinates"]
        parts = lines if feature.geometry["type"] == "MultiLineString" else [lines]
        gap = max(map(measure_widest_gap_km, parts))
        if gap > TRACED_GAP_KM:
            yield Problem(where, feature.id, "traced",
                          f"is called traced, but two waypoints are {gap:.1f} km apart",
                          f"Call it approximate, or close gaps over {TRACED_GAP_KM:.0f} km.")  # fmt: skip
    for waypoint in segment.waypoints:
        if waypoint.reference:
            yield from _reference_problems(archive, waypoint.reference, where, feature.id)
        elif waypoint.name:
            yield Problem(where, feature.id, "waypoints", f"{waypoint.name} has no reference",
                          "Say where its coordinate comes from.")  # fmt: skip


def _positions(coordinates: object) -> Iterator[list[object]]:
    if isinstance(coordinates, list | tuple):
        if coordinates and not isinstance(coordinates[0], list | tuple):
            yield list(coordinates)
        else:
            for part in coordinates:
                yield from _positions(part)


def _is_on_earth(position: list[object]) -> bool:
    numbers = [part for part in position[:2] if isinstance(part, int | float) and not isinstance(part, bool)]
    if len(numbers) < 2:
        return False
    longitude, latitude = numbers
    return math.isfinite(longitude) and abs(longitude) <= 180 and abs(latitude) <= 90


def check_texts(
    archive: Archive, texts: Mapping[str, str], sources: Iterable[Source] | None = None
) -> Iterator[Problem]:
    """Yield the quotes that do not stand in the full texts, given by source id."""
    for source in archive.sources if sources is None else sources:
        text = texts.get(source.id)
        if source.text is None or text is None:
            continue
        if hash_text(text) != source.text.sha256:
            yield Problem(archive.file_of("source", source.id), source.id, "text-hash",
                          "the text is not the one that the record describes",
                          "Find the same text, or describe this one as a source of its own.")  # fmt: skip
            continue
        described = describe_text(text, source.text.passages)
        for name in ("public_key", "words"):
            if getattr(described, name) != getattr(source.text, name):
                yield Problem(archive.file_of("source", source.id), source.id, "text-record",
                              f"`{name}` is not what the text gives: {getattr(described, name)}",
                              "Copy it from `corridors describe TEXT`.")  # fmt: skip
        for quote in (item for item in archive.quotes if item.source == source.id):
            yield from _text_problems(archive, quote, text)


def _text_problems(archive: Archive, quote: Quote, text: str) -> Iterator[Problem]:
    where = archive.file_of("quote", quote.id)
    try:
        start = find_quote(text, quote)
    except QuoteNotFound as error:
        nearest = f'nearest: "{error.nearest}". ' if error.nearest else ""
        yield Problem(where, quote.id, "verbatim", str(error),
                      f"{nearest}Copy the words exactly, or withdraw the facts on them.")  # fmt: skip
        return
    if quote.start is not None and quote.start != start:
        yield Problem(where, quote.id, "verbatim", f"stands at {start}, not at {quote.start}",
                      "Run `corridors verify --texts DIR --seal`.")  # fmt: skip
