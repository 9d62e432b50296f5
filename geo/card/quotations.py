"""Facts → quotations with the claims that rest on them, ready for the card.

Facts that rest on one quotation stand together below it, and the words that carry their values are
marked in it. Everything from the records is escaped or left as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from markupsafe import Markup, escape

from geo.atlas.atlas import Atlas
from geo.card.view_model import Claim, Evidence
from geo.checks.quotations import find_words, role_of
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.sources import Quote, Source
from geo.records.vocabulary import ATTRIBUTES, GROUP_ORDER
from geo.wording.values import NATURES, country_name, say_date, say_value


def build_evidence(
    atlas: Atlas, facts: Iterable[Fact], chosen: str, title: str, start: int = 0
) -> tuple[Evidence, ...]:
    """Return the quotations that facts rest on, newest source first, numbered from `start` + 1.

    `chosen` is the id of a fact to be pointed out. Without a `title`, claims name what they are about.
    """
    by_quote: dict[str, list[Fact]] = {}
    for fact in facts:
        by_quote.setdefault(fact.quote, []).append(fact)

    def newest_first(quote_id: str) -> tuple[date, bool, int]:
        quote = atlas.quote(quote_id)
        published = atlas.records.source_by_id[quote.source].published.last_day
        is_headline = any(ATTRIBUTES[f.attribute].headline is not None for f in by_quote[quote_id])
        return published, is_headline, -(quote.start or 0)

    ordered = sorted(by_quote, key=newest_first, reverse=True)
    return tuple(
        _build_block(atlas, atlas.quote(q), by_quote[q], n, chosen, title)
        for n, q in enumerate(ordered, start + 1)
    )


def _build_block(
    atlas: Atlas, quote: Quote, facts: Sequence[Fact], number: int, chosen: str, title: str
) -> Evidence:
    source = atlas.records.source_by_id[quote.source]
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
        publisher=_publisher(atlas, source, facts[0]),
        byline=source.licence or source.author.name or "no author named",
        published=f"{say_date(source.published.value)}"
        + ("" if source.published.known == "stated" else " (date inferred)"),
        badges=tuple(badges),
        address=link_to_words(source, quote),
        caveats=source.caveats,
        is_chosen=any(fact.id == chosen for fact in facts),
    )


def _publisher(atlas: Atlas, source: Source, fact: Fact) -> str:
    if atlas.table is not None and fact.subject_id in atlas.table:
        return atlas.table.evidence_line(fact.subject_id)
    return source.publisher + (" (inferred)" if source.publisher_known == "inferred" else "")


def _build_claim(atlas: Atlas, fact: Fact, source: Source, title: str) -> Claim:
    attribute = ATTRIBUTES[fact.attribute]
    marks = []
    if attribute.value_type == "status":
        marks.append("curator's reading")
    if fact.identification:
        marks.append("identified by the curator")
    said = " through ".join(part for part in (fact.speaker, fact.via) if part)
    about = "" if title else _subject_name(atlas, fact)
    return Claim(
        id=fact.id,
        label=attribute.label,
        value=say_value(fact),
        when=_say_when(fact.as_of),
        who=said,
        marks=tuple(marks),
        report=report_address(atlas, fact, source),
        about=about,
    )


def _notes_on(fact: Fact) -> Iterable[str]:
    if fact.identification:
        yield f"Identified: {fact.identification}"
    if fact.as_of and fact.as_of.reason and fact.as_of.known == "inferred":
        yield f"Date: {fact.as_of.reason}"
    yield from (note for note in (fact.missing, fact.note) if note)


def _subject_name(atlas: Atlas, fact: Fact) -> str:
    if fact.subject_type == "project":
        return atlas.project(fact.subject_id).name
    subject = atlas.records.subject_by_key.get(fact.subject)
    return subject.name if subject else country_name(fact.subject_id)


def _say_when(when: When | None) -> str:
    if when is None:
        return ""
    return say_date(when.value) + (" (inferred)" if when.known == "inferred" else "")


def mark_words(quote: Quote, facts: Iterable[Fact]) -> Markup:
    """Return the quotation, escaped, with the words that carry values marked and errors [sic]."""
    words = {fact.reads for fact in facts if fact.reads}
    words |= {fact.as_of.reads for fact in facts if fact.as_of and fact.as_of.reads}
    inside = bytearray(len(quote.exact))
    for word in words:
        whole = find_words(word, quote.exact)
        at = whole if whole >= 0 else quote.exact.find(word)
        if at < 0:
            continue
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
    hash_mark = "" if "#" in source.address else "#"
    return f"{source.address}{hash_mark}:~:text={encoded}"


def report_address(atlas: Atlas, fact: Fact, source: Source) -> str:
    """Return where an error in a fact is reported, filled in; empty where nothing is configured."""
    target = atlas.records.about.report if atlas.records.about else None
    if not target:
        return ""
    title = f"Error in fact {fact.id}"
    body = f"Fact: {fact.id} ({source.id})\n\nWhat is wrong, and how do you know?\n"
    mail = target.startswith("mailto:")
    query = urlencode({"subject" if mail else "title": title, "body": body}, quote_via=percent_encode)
    return f"{target}{'&' if '?' in target else '?'}{query}"
