"""Rules on quotations: sealed, evidence, a small part of the document, verbatim in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from geo.checks.quotations import describe_text, find_quote, hash_text, is_sealed, quoted_words, role_of
from geo.errors import Problem, QuoteNotFound, Rule
from geo.records.archive import Records
from geo.records.sources import Quote
from geo.records.vocabulary import EVIDENCE_ROLES

QUOTED_SHARE_LIMIT = 0.40

KNOWN_SOURCE = Rule(
    "known-source", "quotes the unknown source {source}", "Add seeds/<id>.yaml or correct the id."
)
SIC_IN_QUOTE = Rule(
    "sic-in-quote",
    'marks "{words}", not in the words',
    "Copy the wrong words exactly as the quotation has them.",
)
SEALED = Rule(
    "sealed",
    'the seal does not fit these words of {source}: "{words}"',
    "Copy the words exactly, then run `corridors verify --texts DIR --seal` with the text "
    "at hand; or withdraw the facts that rest on them.",
)
EVIDENCE = Rule(
    "evidence",
    "quotes {passage}, which is no evidence",
    "Quote the article's own prose, or a publisher's caption.",
)
QUOTED_SHARE = Rule(
    "quoted-share",
    "{quoted} of {words} words are quoted ({share:.1%})",
    "Stay under {limit:.0%}: shorten or share quotations; infrastructure comes first, context yields.",
    keeps_record=True,
)
TEXT_AT_HAND = Rule(
    "text-at-hand",
    "no text in {folder} has the hash that the record gives",
    "Put the text there as it was read; one changed letter changes the hash.",
    keeps_record=True,
)
TEXT_HASH = Rule(
    "text-hash",
    "the text is not the one that the record describes",
    "Find the same text, or describe this one as a source of its own.",
)
TEXT_RECORD = Rule(
    "text-record",
    "`{key}` is not what the text gives: {given}",
    "Copy it from `corridors describe TEXT`.",
)
VERBATIM = Rule("verbatim", "{why}", "Copy the words exactly, or withdraw the facts on them.")
VERBATIM_NEARLY = Rule("verbatim", "{why}", 'nearest: "{nearest}". ' + VERBATIM.remedy)
PLACED = Rule("verbatim", "stands at {found}, not at {start}", "Run `corridors verify --texts DIR --seal`.")


def check_quote(records: Records, quote: Quote) -> Iterator[Problem]:
    """Yield what is wrong with a quote: its source, its seal, the passage that it comes from."""
    where = records.file_of("quote", quote.id)
    source = records.source_by_id.get(quote.source)
    if source is None:
        yield KNOWN_SOURCE.broken(where, quote.id, source=quote.source)
        return
    for sic in quote.sic:
        if sic.words not in quote.exact:
            yield SIC_IN_QUOTE.broken(where, quote.id, words=sic.words)
    if source.text is None:
        return
    if not is_sealed(quote, source.text):
        yield SEALED.broken(where, quote.id, source=source.id, words=quote.exact)
    role = role_of(quote, source.text)
    if role != "body" and role not in EVIDENCE_ROLES:
        yield EVIDENCE.broken(where, quote.id, passage=role.replace("-", " "))


def check_quoted_shares(records: Records) -> Iterator[Problem]:
    """Yield the sources of which more is quoted than the project allows itself."""
    quotes_of: dict[str, list[Quote]] = defaultdict(list)
    for quote in records.quotes:
        quotes_of[quote.source].append(quote)
    for source in records.sources:
        if source.text is None:
            continue
        quoted = quoted_words(quotes_of[source.id])
        share = quoted / source.text.words
        if share >= QUOTED_SHARE_LIMIT:
            yield QUOTED_SHARE.broken(
                records.file_of("source", source.id),
                source.id,
                quoted=quoted,
                words=source.text.words,
                share=share,
                limit=QUOTED_SHARE_LIMIT,
            )


def check_texts_at_hand(records: Records, found: Collection[str], folder: Path) -> Iterator[Problem]:
    """Yield the documents whose text is not among those found in a folder, given by source id."""
    for source in records.sources:
        if source.text is not None and source.id not in found:
            yield TEXT_AT_HAND.broken(records.file_of("source", source.id), source.id, folder=folder)


def check_texts(records: Records, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the quotes that do not stand in the full texts, given by source id."""
    for source in records.sources:
        if source.text is None or source.id not in texts:
            continue
        text, where = texts[source.id], records.file_of("source", source.id)
        if hash_text(text) != source.text.sha256:
            yield TEXT_HASH.broken(where, source.id)
            continue
        described = describe_text(text, source.text.passages)
        for key in ("public_key", "words"):
            given = getattr(described, key)
            if given != getattr(source.text, key):
                yield TEXT_RECORD.broken(where, source.id, key=key, given=given)
        for quote in (item for item in records.quotes if item.source == source.id):
            yield from _check_place(records, quote, text)


def _check_place(records: Records, quote: Quote, text: str) -> Iterator[Problem]:
    where = records.file_of("quote", quote.id)
    try:
        found = find_quote(text, quote)
    except QuoteNotFound as error:
        rule = VERBATIM_NEARLY if error.nearest else VERBATIM
        yield rule.broken(where, quote.id, why=str(error), nearest=error.nearest)
        return
    if quote.start is not None and quote.start != found:
        yield PLACED.broken(where, quote.id, found=found, start=quote.start)
