"""One project or country → a card with its citations.

The card is built as plain values first (`Card`, `Evidence`, `Claim`) and rendered by a template that
escapes everything: text from outside is text. Facts that rest on one quotation stand together above
it, and the words that carry their values are marked in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from geo.atlas import Atlas
from geo.attributes import ATTRIBUTES, GROUP_ORDER
from geo.drawing import COMPARABLE_SHARE, Drawing, describe_drawing
from geo.kinds import kind_of
from geo.places import REGION_NAMES, country_name
from geo.quotes import role_of
from geo.records import Fact, OutsideNote, Quote, Source, When
from geo.selection import STATUS_WORDS

NATURES: Mapping[str, str] = {
    "state-media": "state media",
    "wire": "wire copy",
    "independent": "independent",
    "aggregator-copy": "degraded copy",
    "data-set": "data set",
}
_QUALIFIERS = {"about": "about ", "over": "over ", "under": "under ", "up-to": "up to ",
               "expected": "expected: ", "potential": "potential: "}  # fmt: skip
_UNITS = {"bcm/year": "billion m³ a year", "m**3/year": "m³ a year", "%": "per cent",
          "times": "times", "year": "years", "day": "days", "month": "months"}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_LISTED_PROJECTS = 60


@dataclass(frozen=True)
class Claim:
    """One fact as the card shows it. `marks` say what is the curator's, not the source's."""

    id: str
    label: str
    value: str
    when: str
    who: str
    marks: tuple[str, ...]
    report: str
    about: str = ""


@dataclass(frozen=True)
class Evidence:
    """One quotation with the claims that rest on it and the source that it comes from."""

    number: int
    words: Markup
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    publisher: str
    byline: str
    published: str
    badges: tuple[str, ...]
    address: str | None
    caveats: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True)
class Headline:
    """One headline value and the number of the quotation that it rests on."""

    label: str
    value: str
    detail: str
    number: int


@dataclass(frozen=True)
class Card:
    """Everything that one card shows, as text."""

    title: str
    kind: str
    headlines: tuple[Headline, ...]
    names: tuple[str, ...]
    countries: tuple[tuple[str, str, str], ...]
    relations: tuple[tuple[str, str, str, str], ...]
    evidence: tuple[Evidence, ...]
    more: tuple[Evidence, ...]
    more_title: str
    drawing: Drawing | None
    notes: tuple[tuple[str, str], ...]
    projects: tuple[tuple[str, str, str], ...]
    subjects: tuple[str, ...] = ()


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_card(card: Card) -> str:
    """Return a card as HTML in which every word from the records is escaped."""
    return _TEMPLATES.get_template("card.html").render(card=card)


def build_project_card(atlas: Atlas, project_id: str, chosen_fact: str = "") -> Card:
    """Return the card of a project of the atlas. Raises `KeyError` for one that is not drawn."""
    project = atlas.archive.project_by_id[project_id]
    facts = atlas.facts_on(f"project:{project_id}")
    evidence = _build_evidence(atlas, facts, chosen_fact, project.name)
    return Card(
        title=project.name,
        kind=kind_of(project.kind).label,
        headlines=_build_headlines(atlas, facts, evidence),
        names=tuple(dict.fromkeys(name.name for name in project.names if name.name != project.name)),
        countries=_build_countries(atlas, project_id),
        relations=_build_relations(atlas, project_id),
        evidence=evidence,
        more=(), more_title="",
        drawing=describe_drawing(atlas, project_id),
        notes=tuple((note.text, _reference_titles(atlas, note)) for note in project.notes),
        projects=(),
    )  # fmt: skip


def build_place_card(atlas: Atlas, place: str, chosen_fact: str = "") -> Card:
    """Return the card of a country (`KG`) or a region (`central-asia`).

    What is said of an event, a sum of money or a region that includes a country stands on its card
    too, under a heading of its own.
    """
    region = place in REGION_NAMES
    name = REGION_NAMES.get(place) or country_name(place)
    own = atlas.facts_on(f"region:{place}" if region else f"country:{place}")
    shared = [
        fact
        for subject in atlas.archive.subjects
        if (region or place in subject.countries) and not (region and subject.id == place)
        for fact in atlas.facts_on(subject.key)
    ]
    evidence = _build_evidence(atlas, own, chosen_fact, name)
    return Card(
        title=name, kind="Region" if region else "Country",
        headlines=(), names=(), countries=(), relations=(),
        evidence=evidence,
        more=_build_evidence(atlas, shared, chosen_fact, "", start=len(evidence)),
        more_title="Events, sums and the region" if not region else "Events and sums",
        drawing=None, notes=(),
        projects=() if region else _projects_in(atlas, place),
    )  # fmt: skip


def _projects_in(atlas: Atlas, country: str) -> tuple[tuple[str, str, str], ...]:
    rows = atlas.projects[[country in codes for codes in atlas.projects["countries"]]]
    shown = rows.iloc[:_LISTED_PROJECTS]
    return tuple(
        (str(project), str(name), kind_of(kind).label)
        for project, name, kind in zip(shown.index, shown["name"], shown["kind"], strict=True)
    )


def has_place_card(atlas: Atlas, place: str) -> bool:
    """Tell whether there is anything to show for a country code or a region."""
    return place in REGION_NAMES or place in atlas.places


def _build_countries(atlas: Atlas, project_id: str) -> tuple[tuple[str, str, str], ...]:
    row: Any = atlas.projects.loc[project_id]
    drawn, named = row["drawn_countries"], row["named_countries"]
    is_exact = not row["length_km"] or row["traced_share"] >= COMPARABLE_SHARE
    drawn_as = "drawn" if is_exact else "drawn, estimate"
    found = []
    for code in sorted({*drawn, *named}):
        how = [
            *(["named by a source"] if code in named else []),
            *([drawn_as] if code in drawn else []),
        ]
        found.append((code, country_name(code), ", ".join(how)))
    return tuple(found)


def _build_relations(atlas: Atlas, project_id: str) -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for other in atlas.archive.projects:
        for overlap in other.overlaps:
            if project_id in (other.id, overlap.project):
                peer = overlap.project if other.id == project_id else other.id
                found.append(("Overlaps with", peer, _name(atlas, peer), overlap.reason))
        if other.id == project_id:
            found += [("Part of", whole, _name(atlas, whole), "") for whole in other.part_of]
        elif project_id in other.part_of:
            found.append(("Contains", other.id, other.name, ""))
    return tuple(dict.fromkeys(found))


def _name(atlas: Atlas, project_id: str) -> str:
    project = atlas.archive.project_by_id.get(project_id)
    return project.name if project else project_id


def _reference_titles(atlas: Atlas, note: OutsideNote) -> str:
    return "; ".join(_reference_title(atlas, reference) for reference in note.references)


def _reference_title(atlas: Atlas, written: str) -> str:
    prefix, _, rest = written.partition(":")
    reference = atlas.archive.reference_by_prefix.get(prefix)
    if reference is None:
        return {"curator": "the curator"}.get(prefix, prefix)
    return f"{reference.title}: {rest}" if rest else reference.title


def _build_headlines(
    atlas: Atlas, facts: Sequence[Fact], evidence: Sequence[Evidence]
) -> tuple[Headline, ...]:
    number_of = {claim.id: block.number for block in evidence for claim in block.claims}
    wanted = [f for f in facts if ATTRIBUTES[f.attribute].headline is not None]
    wanted.sort(key=lambda fact: ATTRIBUTES[fact.attribute].headline or 0)
    status = atlas.projects.loc[wanted[0].subject_id, "status_fact"] if wanted else None
    found: dict[tuple[str, str], Headline] = {}
    for fact in wanted:
        if fact.attribute == "status" and fact.id != status:
            continue
        label, value = ATTRIBUTES[fact.attribute].label, say_value(fact)
        source = atlas.source_of(fact)
        detail = f"{_dated(atlas, fact)}; {source.publisher}" if fact.attribute == "status" else ""
        found.setdefault((label, value), Headline(label, value, detail, number_of[fact.id]))
    return tuple(found.values())


def _dated(atlas: Atlas, fact: Fact) -> str:
    if fact.as_of:
        return f"as of {say_date(fact.as_of.value)}"
    return f"reported {say_date(atlas.source_of(fact).published.value)}"


def _build_evidence(
    atlas: Atlas, facts: Iterable[Fact], chosen: str, title: str, start: int = 0
) -> tuple[Evidence, ...]:
    by_quote: dict[str, list[Fact]] = {}
    for fact in facts:
        by_quote.setdefault(fact.quote, []).append(fact)

    def newest_first(quote_id: str) -> tuple[date, bool, int]:
        quote = atlas.archive.quote_by_id[quote_id]
        published = atlas.archive.source_by_id[quote.source].published.last_day
        is_headline = any(ATTRIBUTES[f.attribute].headline is not None for f in by_quote[quote_id])
        return published, is_headline, -(quote.start or 0)

    ordered = sorted(by_quote, key=newest_first, reverse=True)
    return tuple(
        _build_block(atlas, atlas.archive.quote_by_id[q], by_quote[q], n, chosen, title)
        for n, q in enumerate(ordered, start + 1)
    )


def _build_block(
    atlas: Atlas, quote: Quote, facts: Sequence[Fact], number: int, chosen: str, title: str
) -> Evidence:  # fmt: skip
    source = atlas.archive.source_by_id[quote.source]
    order = {group: n for n, group in enumerate(GROUP_ORDER)}
    ranked = sorted(facts, key=lambda f: order[ATTRIBUTES[f.attribute].group])
    role = role_of(quote, source.text)
    badges = [NATURES[source.nature]]
    badges += [] if role == "body" else [role]
    return Evidence(
        number=number,
        words=mark_words(quote, facts),
        claims=tuple(_build_claim(atlas, fact, source, title) for fact in ranked),
        notes=tuple(dict.fromkeys(note for fact in ranked for note in _notes_on(fact))),
        publisher=source.publisher + (" (inferred)" if source.publisher_known == "inferred" else ""),
        byline=source.author.name or "no author named",
        published=f"{say_date(source.published.value)}"
        + ("" if source.published.known == "stated" else " (date inferred)"),
        badges=tuple(badges),
        address=link_to_words(source, quote),
        caveats=source.caveats,
        is_chosen=any(fact.id == chosen for fact in facts),
    )


def _build_claim(atlas: Atlas, fact: Fact, source: Source, title: str) -> Claim:
    attribute = ATTRIBUTES[fact.attribute]
    marks = []
    if attribute.kind == "status":
        marks.append("curator's reading")
    if fact.identification:
        marks.append("identified by the curator")
    said = " through ".join(part for part in (fact.speaker, fact.via) if part)
    about = "" if title else _subject_name(atlas, fact)
    return Claim(
        id=fact.id, label=attribute.label, value=say_value(fact), when=_say_when(fact.as_of),
        who=said, marks=tuple(marks),
        report=report_address(atlas, fact, source), about=about,
    )  # fmt: skip


def _notes_on(fact: Fact) -> Iterable[str]:
    if fact.identification:
        yield f"Identified: {fact.identification}"
    if fact.as_of and fact.as_of.reason and fact.as_of.known == "inferred":
        yield f"Date: {fact.as_of.reason}"
    yield from (note for note in (fact.missing, fact.note) if note)


def _subject_name(atlas: Atlas, fact: Fact) -> str:
    subject = atlas.archive.subject_by_key.get(fact.subject)
    return subject.name if subject else country_name(fact.subject_id)


def _say_when(when: When | None) -> str:
    if when is None:
        return ""
    return say_date(when.value) + (" (inferred)" if when.known == "inferred" else "")


def say_value(fact: Fact) -> str:
    """Return a fact's value for people: "over 433 km", "1.5 billion CNY", empty for a statement."""
    kind = ATTRIBUTES[fact.attribute].kind
    if fact.value is None:
        return "not readable in the source" if fact.missing else ""
    if kind == "status":
        return STATUS_WORDS.get(str(fact.value), str(fact.value))
    if kind == "date":
        return say_date(str(fact.value))
    if kind == "country":
        return country_name(str(fact.value))
    if isinstance(fact.value, str):
        return fact.value
    unit = _UNITS.get(fact.unit or "", fact.unit or "")
    if fact.value == 1:
        unit = {"years": "year", "days": "day", "months": "month"}.get(unit, unit)
    return f"{_QUALIFIERS.get(fact.qualifier or '', '')}{say_number(fact.value)} {unit}".rstrip()


def say_number(value: float) -> str:
    """Return a number for people: 1,500; 1.5 billion; 57.1 million."""
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def say_date(edtf: str) -> str:
    """Return an EDTF date for people: 29 April 2025, November 2022, the 1990s, 2010 to 2018."""
    if "/" in edtf:
        return " to ".join(say_date(part) for part in edtf.split("/"))
    if edtf.endswith("X"):
        return f"the {edtf[:-1]}0s"
    year, _, rest = edtf.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= len(_MONTHS):
        return edtf
    return " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1], year) if part)


def mark_words(quote: Quote, facts: Iterable[Fact]) -> Markup:
    """Return the quotation, escaped, with the words that carry values marked and errors [sic]."""
    words = {fact.reads for fact in facts if fact.reads}
    words |= {fact.as_of.reads for fact in facts if fact.as_of and fact.as_of.reads}
    inside = bytearray(len(quote.exact))
    for word in words:
        at = quote.exact.find(word)
        inside[at : at + len(word)] = b"\1" * len(word)
    ends = {quote.exact.find(sic.words) + len(sic.words): sic.note or "" for sic in quote.sic}
    parts: list[Markup] = []
    for n, letter in enumerate(quote.exact):
        if inside[n] and (n == 0 or not inside[n - 1]):
            parts.append(Markup("<mark>"))
        parts.append(escape(letter))
        if inside[n] and (n + 1 == len(inside) or not inside[n + 1]):
            parts.append(Markup("</mark>"))
        if n + 1 in ends:
            parts.append(Markup('<span class="sic" title="{}"> [sic]</span>').format(ends[n + 1]))
    return Markup("").join(parts)


def link_to_words(source: Source, quote: Quote) -> str | None:
    """Return the source's address with a text fragment that leads to the quoted words."""
    if source.address is None:
        return None
    words = quote.exact.split(" ")
    ends = [" ".join(words[:5]), " ".join(words[-5:])] if len(words) > 12 else [quote.exact]
    encoded = ",".join(percent_encode(end, safe="").replace("-", "%2D") for end in ends)
    return f"{source.address}#:~:text={encoded}"


def report_address(atlas: Atlas, fact: Fact, source: Source) -> str:
    """Return where an error in a fact is reported, filled in; empty where nothing is configured."""
    target = atlas.archive.about.report if atlas.archive.about else None
    if not target:
        return ""
    title = f"Error in fact {fact.id}"
    body = (
        f"Fact: {fact.id}\nSubject: {fact.subject}\nAttribute: {fact.attribute}\n"
        f"Value: {say_value(fact)}\nSource: {source.id}\n\nWhat is wrong, and how do you know?\n"
    )
    mail = target.startswith("mailto:")
    query = urlencode({"subject" if mail else "title": title, "body": body}, quote_via=percent_encode)
    return f"{target}{'&' if '?' in target else '?'}{query}"
