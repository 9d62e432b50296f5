"""Units of a project → what a card says of each: values beside their quotations, notes from outside."""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas.dossier import Dossier
from geo.atlas.parts import KnownUnit
from geo.card.references import say_references
from geo.card.view_model import UnitView
from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.catalogue import Words
from geo.wording.sentences import say_status
from geo.wording.values import say_value


def view_units(dossier: Dossier, words: Words, numbers: Mapping[str, int]) -> tuple[UnitView, ...]:
    """Return the units of a project; `numbers` are those of the quotations, by fact."""
    return tuple(_view_unit(dossier, each, words, numbers) for each in dossier.units)


def _view_unit(dossier: Dossier, each: KnownUnit, words: Words, numbers: Mapping[str, int]) -> UnitView:
    return UnitView(
        name=each.unit.name,
        facts=tuple((_say_fact(words, fact), numbers[fact.id]) for fact in each.facts),
        notes=tuple((note.text, say_references(dossier, note.references, words)) for note in each.unit.notes),
    )


def _say_fact(words: Words, fact: Fact) -> str:
    """The attribute with its value, alone where the quotation is the value."""
    label = words.name("attribute", fact.attribute)
    is_status = ATTRIBUTES[fact.attribute].value_type == "status"
    value = say_status(words, fact) if is_status else say_value(words, fact)
    return words.say("card.units.fact", label=label, value=value) if value else label
