"""Quotations with the facts that rest on them, worded for the card."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from geo.atlas.dossier import Dossier
from geo.atlas.quotations import Quotation
from geo.card.view_model import FactView, Label, QuotationView, TextRun
from geo.records.facts import Fact
from geo.records.sources import Quote, Source
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.catalogue import Words
from geo.wording.dates import say_published, say_when
from geo.wording.values import say_country, say_value

_LINKED_WORDS = 5
"""Words from each end of a long quotation that lead a browser to it."""


def number_by_fact(dossier: Dossier) -> dict[str, int]:
    """The number of the quotation that each fact rests on, by fact id."""
    shown = (*dossier.quotations, *dossier.elsewhere)
    return {fact.id: quotation.number for quotation in shown for fact in quotation.facts}


def view_quotation(dossier: Dossier, quotation: Quotation, words: Words, chosen: str) -> QuotationView:
    """Return a quotation as the card shows it. `chosen` is the id of a fact to be pointed out."""
    source = quotation.source
    return QuotationView(
        number=quotation.number,
        words=split_runs(quotation),
        facts=tuple(_view_fact(dossier, fact, source, words) for fact in quotation.facts),
        notes=tuple(dict.fromkeys(note for fact in quotation.facts for note in _notes_on(fact, words))),
        publisher=_say_publisher(quotation, words),
        byline=source.licence or source.author.name or words.say("card.quotation.no-author"),
        published=say_published(words, source.published),
        badges=_badges(quotation, words),
        address=link_to_words(source, quotation.quote),
        caveats=source.caveats,
        is_chosen=any(fact.id == chosen for fact in quotation.facts),
    )


def _badges(quotation: Quotation, words: Words) -> tuple[Label, ...]:
    nature, role = quotation.source.nature, quotation.role
    badges = [(nature, words.name("nature", nature))]
    return tuple(badges if role == "body" else [*badges, (role, words.name("role", role))])


def _say_publisher(quotation: Quotation, words: Words) -> str:
    source = quotation.source
    if quotation.record is not None:
        number = words.number(quotation.record)
        return words.say("card.quotation.record", number=number, title=source.title)
    if source.publisher_known == "inferred":
        return words.say("card.quotation.publisher-inferred", publisher=source.publisher)
    return source.publisher


def _view_fact(dossier: Dossier, fact: Fact, source: Source, words: Words) -> FactView:
    marks = []
    if ATTRIBUTES[fact.attribute].value_type == "status":
        marks.append(words.say("card.quotation.curators-reading"))
    if fact.identification:
        marks.append(words.say("card.quotation.identified-by-curator"))
    return FactView(
        id=fact.id,
        label=words.name("attribute", fact.attribute),
        value=say_value(words, fact),
        when=say_when(words, fact.as_of) if fact.as_of else "",
        who=_say_who(fact, words),
        marks=tuple(marks),
        report=report_address(dossier.report, fact, source, words),
        about="" if fact.subject == dossier.subject else _name_subject(dossier, fact, words),
    )


def _say_who(fact: Fact, words: Words) -> str:
    if fact.speaker and fact.via:
        return words.say("card.quotation.through", speaker=fact.speaker, agency=fact.via)
    return fact.speaker or fact.via or ""


def _name_subject(dossier: Dossier, fact: Fact, words: Words) -> str:
    return dossier.names.get(fact.subject) or say_country(words, fact.subject_id)


def _notes_on(fact: Fact, words: Words) -> Iterator[str]:
    if fact.identification:
        yield words.say("card.quotation.identified", reason=fact.identification)
    if fact.as_of and fact.as_of.reason and fact.as_of.known == "inferred":
        yield words.say("card.quotation.date-reason", reason=fact.as_of.reason)
    yield from (note for note in (fact.missing, fact.note) if note)


def split_runs(quotation: Quotation) -> tuple[TextRun, ...]:
    """Divide the words of a quotation where a value begins or ends, and where an error of the source does."""
    exact = quotation.quote.exact
    notes = {slip.end: slip.note for slip in quotation.slips}
    edges = {edge for value in quotation.values for edge in value}
    cuts = sorted({0, len(exact), *edges, *notes})
    return tuple(
        TextRun(
            text=exact[start:end],
            is_value=any(first <= start < last for first, last in quotation.values),
            sic=notes.get(end),
        )
        for start, end in pairwise(cuts)
    )


def link_to_words(source: Source, quote: Quote) -> str | None:
    """Return the source's address with a text fragment that leads to the quoted words."""
    if source.address is None:
        return None
    words = quote.exact.split(" ")
    is_long = len(words) > 2 * _LINKED_WORDS + 2
    ends = [words[:_LINKED_WORDS], words[-_LINKED_WORDS:]] if is_long else [words]
    encoded = ",".join(percent_encode(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    hash_mark = "" if "#" in source.address else "#"
    return f"{source.address}{hash_mark}:~:text={encoded}"


def report_address(target: str | None, fact: Fact, source: Source, words: Words) -> str:
    """Return where an error in a fact is reported, filled in; empty where nothing is configured."""
    if not target:
        return ""
    title = "subject" if target.startswith("mailto:") else "title"
    parameters = {
        title: words.say("card.report.subject", fact=fact.id),
        "body": words.say("card.report.body", fact=fact.id, source=source.id),
    }
    query = urlencode(parameters, quote_via=percent_encode)
    return f"{target}{'&' if '?' in target else '?'}{query}"
