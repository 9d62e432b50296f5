"""Rules on one fact: what it is about, and whether its words carry its value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import pycountry

from geo.checks.amounts import (
    cut_qualifier,
    read_count,
    read_money,
    read_multiple,
    read_percent,
    read_quantity,
)
from geo.checks.countries import read_country
from geo.checks.date_words import check_date
from geo.checks.quotations import find_words
from geo.checks.units import Reading, has_dimension, same_amount
from geo.errors import Problem, ReadingError
from geo.records.archive import Records
from geo.records.facts import Fact
from geo.records.sources import Quote
from geo.records.vocabulary import ATTRIBUTES, Attribute, Status

STATUSES: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]
_READERS: Mapping[str, Callable[[str], Reading]] = {
    "quantity": read_quantity,
    "money": read_money,
    "count": read_count,
    "percent": read_percent,
    "multiple": read_multiple,
}


def check_fact(records: Records, fact: Fact) -> Iterator[Problem]:
    """Yield what is wrong with a fact: what it is about, and whether its words carry its value."""
    where = records.file_of("fact", fact.id)
    quote = records.quote_by_id.get(fact.quote)

    def problem(rule: str, message: str, remedy: str) -> Problem:
        return Problem(where, fact.id, rule, message, remedy)

    if not _is_known_subject(records, fact):
        yield problem(
            "known-subject",
            f"is about the unknown {fact.subject}",
            "Add the project or subject, or correct the id.",
        )
    if fact.supersedes and fact.supersedes not in records.fact_ids:
        yield problem(
            "known-fact",
            f"supersedes the unknown fact {fact.supersedes}",
            "Keep the superseded fact in the record, or correct the id.",
        )
    attribute = ATTRIBUTES.get(fact.attribute)
    if attribute is None:
        yield problem(
            "known-attribute",
            f"has the unknown attribute {fact.attribute}",
            "Choose one from docs/dictionary.md.",
        )
        return
    if quote is None:
        yield problem(
            "known-quote", f"rests on the unknown quote {fact.quote}", "Add the quote, or correct the id."
        )
        return
    source = records.source_by_id.get(quote.source)
    is_document = source is not None and source.text is not None
    for message in _words_outside(fact, quote):
        yield problem("reads-in-quote", message, "Copy the words from the quotation exactly.")
    for message in _value_problems(fact, attribute, quote) if is_document else ():
        yield problem(
            "reads-value", message, "Correct value, unit, qualifier or reads: they must say the same."
        )
    for message in _date_problems(fact):
        yield problem("as-of", message, "State no more than the words, or mark it inferred.")


def _is_known_subject(records: Records, fact: Fact) -> bool:
    if fact.subject_type == "project":
        return fact.subject_id in records.project_by_id
    if fact.subject_type == "country":
        return pycountry.countries.get(alpha_2=fact.subject_id) is not None
    return fact.subject in records.subject_by_key


def _words_outside(fact: Fact, quote: Quote) -> Iterator[str]:
    as_of_words = fact.as_of.reads if fact.as_of else None
    for words in (fact.reads, as_of_words):
        if words is not None and not _stands_in(words, quote.exact):
            yield f'reads words that are not in its quotation: "{words}"'


def _stands_in(words: str, exact: str) -> bool:
    return find_words(words, exact) >= 0


def _value_problems(fact: Fact, attribute: Attribute, quote: Quote) -> Iterator[str]:
    value_type = attribute.value_type
    if value_type == "statement":
        if fact.value is not None or fact.reads is not None:
            yield "is a statement, whose value is its quotation: leave out value and reads"
        return
    if fact.reads is None:
        yield f"has no reads: a {value_type} needs the words that carry it"
        return
    if fact.value is None:
        yield from _missing_problems(fact, value_type)
        return
    if value_type == "status":
        if fact.value not in STATUSES:
            yield f"has the unknown status {fact.value!r}: one of {', '.join(STATUSES)}"
    elif value_type == "words":
        if fact.value != fact.reads:
            yield f'has the value "{fact.value}", its words are "{fact.reads}"'
    elif value_type == "country":
        yield from _country_problems(fact, fact.reads)
    elif value_type == "date":
        wrong = check_date(fact.reads, str(fact.value), inferred=_infers_date(fact))
        if wrong:
            yield wrong
    else:
        yield from _amount_problems(fact, attribute, fact.reads, quote)


def _infers_date(fact: Fact) -> bool:
    return fact.as_of is not None and fact.as_of.known == "inferred" and fact.as_of.value == fact.value


def _missing_problems(fact: Fact, value_type: str) -> Iterator[str]:
    if not fact.missing:
        yield "has no value: give it, or say in `missing` why it is not there"
    elif value_type in _READERS:
        try:
            reading = _READERS[value_type](fact.reads or "")
        except ReadingError:
            return
        yield f'says that its value is missing, but "{fact.reads}" reads {reading.value}'


def _country_problems(fact: Fact, words: str) -> Iterator[str]:
    try:
        said = read_country(words)
    except ReadingError as error:
        yield str(error)
        return
    if said != fact.value:
        yield f'has the country {fact.value}, "{words}" says {said}'


def _amount_problems(fact: Fact, attribute: Attribute, words: str, quote: Quote) -> Iterator[str]:
    try:
        reading = _READERS[attribute.value_type](words)
    except ReadingError as error:
        yield str(error)
        return
    if not isinstance(fact.value, int | float):
        yield f"has the value {fact.value!r}, which is no number"
        return
    if attribute.value_type == "quantity":
        if not fact.unit or not has_dimension(fact.unit, attribute.dimension or ""):
            yield f"has the unit {fact.unit!r}, which is no unit of {attribute.dimension}"
        elif not same_amount(fact.value, fact.unit, reading):
            yield f'says {fact.value} {fact.unit}, its words "{words}" say {reading.value} {reading.unit}'
    else:
        if Decimal(str(fact.value)) != reading.value:
            yield f'says {fact.value}, its words "{words}" say {reading.value}'
        yield from _unit_problems(fact, attribute, words, reading)
    if fact.qualifier != reading.qualifier:
        yield f'has the qualifier {fact.qualifier}, its words "{words}" say {reading.qualifier}'
    at = find_words(words, quote.exact)
    if at > 0 and (hedge := cut_qualifier(quote.exact[:at])):
        yield f'reads "{words}" without the "{hedge}" before it'


def _unit_problems(fact: Fact, attribute: Attribute, words: str, reading: Reading) -> Iterator[str]:
    if attribute.value_type == "count":
        if not fact.unit or not _stands_in(fact.unit, words):
            yield f'counts {fact.unit!r}, a noun that is not in its words "{words}"'
    elif fact.unit != reading.unit:
        yield f'has the unit {fact.unit!r}, its words "{words}" say {reading.unit!r}'


def _date_problems(fact: Fact) -> Iterator[str]:
    if fact.as_of is None or fact.as_of.reads is None:
        return
    wrong = check_date(fact.as_of.reads, fact.as_of.value, fact.as_of.known == "inferred")
    if wrong:
        yield wrong
