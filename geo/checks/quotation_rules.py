"""Rules on quotations: sealed, evidence, a small part of the document, verbatim in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from geo.checks.quotations import describe_text, find_quote, hash_text, is_sealed, quoted_words, role_of
from geo.errors import Problem, QuoteNotFound
from geo.records.archive import Records
from geo.records.sources import Quote, Source
from geo.records.vocabulary import EVIDENCE_ROLES

QUOTED_SHARE_LIMIT = 0.40


def check_quote(records: Records, quote: Quote) -> Iterator[Problem]:
    """Yield what is wrong with a quote: its source, its seal, the passage that it comes from."""
    where = records.file_of("quote", quote.id)
    source = records.source_by_id.get(quote.source)
    if source is None:
        yield Problem(
            where,
            quote.id,
            "known-source",
            f"quotes the unknown source {quote.source}",
            "Add seeds/<id>.yaml or correct the id.",
        )
        return
    for sic in quote.sic:
        if sic.words not in quote.exact:
            yield Problem(
                where,
                quote.id,
                "sic-in-quote",
                f'marks "{sic.words}", not in the words',
                "Copy the wrong words exactly as the quotation has them.",
            )
    if source.text is None:
        return
    if not is_sealed(quote, source.text):
        yield Problem(
            where,
            quote.id,
            "sealed",
            f'the seal does not fit these words of {source.id}: "{quote.exact}"',
            "Copy the words exactly, then run `corridors verify --texts DIR --seal` with the text "
            "at hand; or withdraw the facts that rest on them.",
        )
    role = role_of(quote, source.text)
    if role != "body" and role not in EVIDENCE_ROLES:
        yield Problem(
            where,
            quote.id,
            "evidence",
            f"quotes {role.replace('-', ' ')}, which is no evidence",
            "Quote the article's own prose, or a publisher's caption.",
        )


def check_quoted_shares(records: Records) -> Iterator[Problem]:
    """Yield the sources of which more is quoted than the project allows itself."""
    quotes_of: dict[str, list[Quote]] = defaultdict(list)
    for quote in records.quotes:
        quotes_of[quote.source].append(quote)
    for source in records.sources:
        if source.text is None:
            continue
        words = quoted_words(quotes_of[source.id])
        share = words / source.text.words
        if share >= QUOTED_SHARE_LIMIT:
            yield Problem(
                records.file_of("source", source.id),
                source.id,
                "quoted-share",
                f"{words} of {source.text.words} words are quoted ({share:.1%})",
                f"Stay under {QUOTED_SHARE_LIMIT:.0%}: shorten or share quotations; "
                "infrastructure comes first, context yields.",
            )


def check_texts(
    records: Records, texts: Mapping[str, str], sources: Iterable[Source] | None = None
) -> Iterator[Problem]:
    """Yield the quotes that do not stand in the full texts, given by source id."""
    for source in records.sources if sources is None else sources:
        text = texts.get(source.id)
        if source.text is None or text is None:
            continue
        if hash_text(text) != source.text.sha256:
            yield Problem(
                records.file_of("source", source.id),
                source.id,
                "text-hash",
                "the text is not the one that the record describes",
                "Find the same text, or describe this one as a source of its own.",
            )
            continue
        described = describe_text(text, source.text.passages)
        for name in ("public_key", "words"):
            if getattr(described, name) != getattr(source.text, name):
                yield Problem(
                    records.file_of("source", source.id),
                    source.id,
                    "text-record",
                    f"`{name}` is not what the text gives: {getattr(described, name)}",
                    "Copy it from `corridors describe TEXT`.",
                )
        for quote in (item for item in records.quotes if item.source == source.id):
            yield from _text_problems(records, quote, text)


def _text_problems(records: Records, quote: Quote, text: str) -> Iterator[Problem]:
    where = records.file_of("quote", quote.id)
    try:
        start = find_quote(text, quote)
    except QuoteNotFound as error:
        nearest = f'nearest: "{error.nearest}". ' if error.nearest else ""
        yield Problem(
            where,
            quote.id,
            "verbatim",
            str(error),
            f"{nearest}Copy the words exactly, or withdraw the facts on them.",
        )
        return
    if quote.start is not None and quote.start != start:
        yield Problem(
            where,
            quote.id,
            "verbatim",
            f"stands at {start}, not at {quote.start}",
            "Run `corridors verify --texts DIR --seal`.",
        )
