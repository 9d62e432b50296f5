"""Rules on the value of a fact: its words, read by machine, must carry it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import get_args

from geo.checks.amounts import (
    cut_hedge,
    cut_scale,
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
from geo.errors import Problem, ReadingError, Rule
from geo.records.facts import Fact
from geo.records.sources import Quote
from geo.records.vocabulary import ATTRIBUTES, Attribute, Qualifier, Status, ValueType


def _value_rule(says: str) -> Rule:
    return Rule("reads-value", says, "Correct value, unit, qualifier or reads: they must say the same.")


STATEMENT_ALONE = _value_rule("is a statement, whose value is its quotation: leave out value and reads")
READS_NEEDED = _value_rule("has no reads: a {value_type} needs the words that carry it")
VALUE_NEEDED = _value_rule("has no value: give it, or say in `missing` why it is not there")
VALUE_THERE = _value_rule('says that its value is missing, but "{words}" reads {read}')
KNOWN_STATUS = _value_rule("has the unknown status {value!r}: one of {statuses}")
SAME_WORDS = _value_rule('has the value "{value}", its words are "{words}"')
READABLE = _value_rule("{why}")
SAME_COUNTRY = _value_rule('has the country {value}, "{words}" says {read}')
DATE_SAYS_ALL = _value_rule('"{words}" says {said}, the date {value} does not')
DATE_SAYS_NO_MORE = _value_rule('{value} says more than "{words}": mark it inferred, with the reason')
IS_NUMBER = _value_rule("has the value {value!r}, which is no number")
UNIT_OF_DIMENSION = _value_rule("has the unit {unit!r}, which is no unit of {dimension}")
SAME_QUANTITY = _value_rule('says {value} {unit}, its words "{words}" say {read} {read_unit}')
SAME_NUMBER = _value_rule('says {value}, its words "{words}" say {read}')
SAME_UNIT = _value_rule('has the unit {unit!r}, its words "{words}" say {read_unit!r}')
NOUN_IN_WORDS = _value_rule('counts {unit!r}, a noun that is not in its words "{words}"')
SAME_QUALIFIERS = _value_rule('has the qualifier {qualifier}, its words "{words}" say {read}')
SCALE_CUT = _value_rule('reads "{words}" without the "{scale}" after it')
HEDGE_CUT = _value_rule('reads "{words}" without the "{hedge}" before it')

_AMOUNTS: Mapping[ValueType, Callable[[str], Reading]] = {
    "quantity": read_quantity,
    "money": read_money,
    "count": read_count,
    "percent": read_percent,
    "multiple": read_multiple,
}


def check_value(fact: Fact, attribute: Attribute, quote: Quote, where: str) -> Iterator[Problem]:
    """Yield what is wrong between the value of a document's fact and the words that carry it."""
    if attribute.value_type == "statement":
        if fact.value is not None or fact.reads is not None:
            yield STATEMENT_ALONE.broken(where, fact.id)
    elif fact.reads is None:
        yield READS_NEEDED.broken(where, fact.id, value_type=attribute.value_type)
    elif fact.value is None:
        yield from _check_missing(fact, fact.reads, attribute.value_type, where)
    elif attribute.value_type in _AMOUNTS:
        yield from _check_amount(fact, fact.reads, quote, where)
    else:
        yield from _CHECKS[attribute.value_type](fact, fact.reads, where)


def _check_missing(fact: Fact, words: str, value_type: ValueType, where: str) -> Iterator[Problem]:
    if not fact.missing:
        yield VALUE_NEEDED.broken(where, fact.id)
    elif value_type in _AMOUNTS:
        try:
            read = _AMOUNTS[value_type](words)
        except ReadingError:
            return
        yield VALUE_THERE.broken(where, fact.id, words=words, read=read.value)


def _check_status(fact: Fact, words: str, where: str) -> Iterator[Problem]:
    del words  # a status is the curator's reading of them
    if fact.value not in get_args(Status):
        statuses = ", ".join(get_args(Status))
        yield KNOWN_STATUS.broken(where, fact.id, value=fact.value, statuses=statuses)


def _check_words(fact: Fact, words: str, where: str) -> Iterator[Problem]:
    if fact.value != words:
        yield SAME_WORDS.broken(where, fact.id, value=fact.value, words=words)


def _check_country(fact: Fact, words: str, where: str) -> Iterator[Problem]:
    try:
        read = read_country(words)
    except ReadingError as error:
        yield READABLE.broken(where, fact.id, why=str(error))
        return
    if read != fact.value:
        yield SAME_COUNTRY.broken(where, fact.id, value=fact.value, words=words, read=read)


def _check_date(fact: Fact, words: str, where: str) -> Iterator[Problem]:
    as_of = fact.as_of
    inferred = as_of is not None and as_of.known == "inferred" and as_of.value == fact.value
    fault = check_date(words, str(fact.value), inferred)
    if fault is not None:
        rule = DATE_SAYS_ALL if fault.said else DATE_SAYS_NO_MORE
        yield rule.broken(where, fact.id, words=words, value=fact.value, said=fault.said)


_CHECKS: Mapping[ValueType, Callable[[Fact, str, str], Iterator[Problem]]] = {
    "status": _check_status,
    "words": _check_words,
    "country": _check_country,
    "date": _check_date,
}


def _check_amount(fact: Fact, words: str, quote: Quote, where: str) -> Iterator[Problem]:
    attribute = ATTRIBUTES[fact.attribute]
    try:
        reading = _AMOUNTS[attribute.value_type](words)
    except ReadingError as error:
        yield READABLE.broken(where, fact.id, why=str(error))
        return
    if not isinstance(fact.value, int | float):
        yield IS_NUMBER.broken(where, fact.id, value=fact.value)
        return
    if attribute.value_type == "quantity":
        yield from _check_quantity(fact, fact.value, reading, where)
    else:
        yield from _check_number(fact, fact.value, reading, where)
    if set(fact.qualifiers) != reading.qualifiers:
        yield SAME_QUALIFIERS.broken(
            where,
            fact.id,
            qualifier=_list_hedges(fact.qualifiers),
            words=words,
            read=_list_hedges(reading.qualifiers),
        )
    yield from _check_cut(fact, words, quote.exact, where)


def _check_cut(fact: Fact, words: str, exact: str, where: str) -> Iterator[Problem]:
    at = find_words(words, exact)
    if at < 0:
        return
    if hedge := cut_hedge(exact[:at]):
        yield HEDGE_CUT.broken(where, fact.id, words=words, hedge=hedge)
    if scale := cut_scale(exact[at + len(words) :]):
        yield SCALE_CUT.broken(where, fact.id, words=words, scale=scale)


def _check_quantity(fact: Fact, value: float, reading: Reading, where: str) -> Iterator[Problem]:
    dimension = ATTRIBUTES[fact.attribute].dimension or ""
    if not fact.unit or not has_dimension(fact.unit, dimension):
        yield UNIT_OF_DIMENSION.broken(where, fact.id, unit=fact.unit, dimension=dimension)
    elif not same_amount(value, fact.unit, reading):
        yield SAME_QUANTITY.broken(
            where,
            fact.id,
            value=value,
            unit=fact.unit,
            words=fact.reads,
            read=reading.value,
            read_unit=reading.unit,
        )


def _check_number(fact: Fact, value: float, reading: Reading, where: str) -> Iterator[Problem]:
    words = fact.reads or ""
    if Decimal(str(value)) != reading.value:
        yield SAME_NUMBER.broken(where, fact.id, value=value, words=words, read=reading.value)
    if ATTRIBUTES[fact.attribute].value_type == "count":
        if not fact.unit or find_words(fact.unit, words) < 0:
            yield NOUN_IN_WORDS.broken(where, fact.id, unit=fact.unit, words=words)
    elif fact.unit != reading.unit:
        yield SAME_UNIT.broken(where, fact.id, unit=fact.unit, words=words, read_unit=reading.unit)


def _list_hedges(hedges: Collection[Qualifier]) -> str:
    return ", ".join(hedge for hedge in get_args(Qualifier) if hedge in hedges) or "none"
