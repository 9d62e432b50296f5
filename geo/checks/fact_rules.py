"""Rules on one fact: what it is about, what it rests on, and when it was so."""

from __future__ import annotations

from collections.abc import Iterator

from geo.checks.countries import is_country
from geo.checks.date_words import check_date, cut_bound, read_bound
from geo.checks.quotations import find_words
from geo.checks.value_rules import check_value
from geo.errors import Problem, Rule
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.fields import When
from geo.records.sources import Quote
from geo.records.vocabulary import ATTRIBUTES

KNOWN_SUBJECT = Rule(
    "known-subject", "is about the unknown {subject}", "Add the project or subject, or correct the id."
)
SUPERSEDES = Rule(
    "known-fact",
    "supersedes the unknown fact {fact}",
    "Keep the superseded fact in the record, or correct the id.",
    keeps_record=True,
)
KNOWN_ATTRIBUTE = Rule(
    "known-attribute", "has the unknown attribute {attribute}", "Choose one from docs/dictionary.md."
)
KNOWN_QUOTE = Rule("known-quote", "rests on the unknown quote {quote}", "Add the quote, or correct the id.")
WORDS_IN_QUOTE = Rule(
    "reads-in-quote",
    'reads words that are not in its quotation: "{words}"',
    "Copy the words from the quotation exactly.",
)
_STATE_NO_MORE = "State no more than the words, or mark it inferred."
AS_OF_SAYS_ALL = Rule("as-of", '"{words}" says {said}, the date {value} does not', _STATE_NO_MORE)
AS_OF_SAYS_NO_MORE = Rule(
    "as-of", '{value} says more than "{words}": mark it inferred, with the reason', _STATE_NO_MORE
)
_STATE_THE_BOUND = (
    "Write `bound: until` for a total up to the date and `bound: from` for what counts from it on, "
    "with the words that say so in `reads`."
)
SAME_BOUND = Rule("as-of", 'has the bound {bound}, its words "{words}" say {read}', _STATE_THE_BOUND)
BOUND_CUT = Rule("as-of", 'reads "{words}" without the "{cut}" before it', _STATE_THE_BOUND)


def check_fact(records: Records, fact: Fact) -> Iterator[Problem]:
    """Yield what is wrong with a fact: what it is about, and whether its words carry its value."""
    where = records.file_of("fact", fact.id)
    if not _is_known_subject(records, fact):
        yield KNOWN_SUBJECT.broken(where, fact.id, subject=fact.subject)
    if fact.supersedes and fact.supersedes not in records.fact_ids:
        yield SUPERSEDES.broken(where, fact.id, fact=fact.supersedes)
    attribute = ATTRIBUTES.get(fact.attribute)
    if attribute is None:
        yield KNOWN_ATTRIBUTE.broken(where, fact.id, attribute=fact.attribute)
        return
    quote = records.quote_by_id.get(fact.quote)
    if quote is None:
        yield KNOWN_QUOTE.broken(where, fact.id, quote=fact.quote)
        return
    for words in (fact.reads, fact.as_of.reads if fact.as_of else None):
        if words is not None and find_words(words, quote.exact) < 0:
            yield WORDS_IN_QUOTE.broken(where, fact.id, words=words)
    source = records.source_by_id.get(quote.source)
    if source is not None and source.text is not None:
        yield from check_value(fact, attribute, quote, where)
    if fact.as_of is not None and fact.as_of.reads is not None:
        yield from _check_as_of(fact.as_of, fact.as_of.reads, quote, where, fact.id)


def _is_known_subject(records: Records, fact: Fact) -> bool:
    if fact.subject_type == "project":
        return fact.subject_id in records.project_by_id
    if fact.subject_type == "country":
        return is_country(fact.subject_id)
    return fact.subject in records.subject_by_key


def _check_as_of(as_of: When, words: str, quote: Quote, where: str, fact_id: str) -> Iterator[Problem]:
    fault = check_date(words, as_of.value, as_of.known == "inferred")
    if fault is not None:
        rule = AS_OF_SAYS_ALL if fault.said else AS_OF_SAYS_NO_MORE
        yield rule.broken(where, fact_id, words=words, value=as_of.value, said=fault.said)
    bound = read_bound(words)
    if as_of.bound != bound:
        yield SAME_BOUND.broken(where, fact_id, bound=as_of.bound, words=words, read=bound)
    before = quote.exact[: max(find_words(words, quote.exact), 0)]
    if cut := cut_bound(before):
        yield BOUND_CUT.broken(where, fact_id, words=words, cut=cut)
