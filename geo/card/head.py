"""The head of a card: the values that lead, what carries them, and where sources differ."""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas.disagreements import Disagreement
from geo.atlas.dossier import Dossier
from geo.atlas.leads import Lead
from geo.card.view_model import DifferenceView, Headline, Label, SideView
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.catalogue import Words
from geo.wording.dates import say_bounded
from geo.wording.disagreements import (
    nature_code,
    say_decision,
    say_nature,
    say_question,
    say_side,
    say_who,
)
from geo.wording.sentences import explain_status, say_mark, say_status
from geo.wording.values import say_value


def build_marks(dossier: Dossier, words: Words) -> tuple[Label, ...]:
    """Return what a reader is warned of."""
    reliability = dossier.reliability
    return tuple((mark, say_mark(words, mark, reliability)) for mark in reliability.marks)


def build_headlines(dossier: Dossier, words: Words, numbers: Mapping[str, int]) -> tuple[Headline, ...]:
    """Return the values that lead, each that of one fact. `numbers` are the quotations' by fact."""
    return tuple(_build_headline(dossier, lead, words, numbers) for lead in dossier.leads)


def _build_headline(dossier: Dossier, lead: Lead, words: Words, numbers: Mapping[str, int]) -> Headline:
    fact = lead.fact
    is_status = ATTRIBUTES[fact.attribute].value_type == "status"
    return Headline(
        attribute=fact.attribute,
        label=words.name("attribute", fact.attribute),
        value=say_status(words, fact) if is_status else say_value(words, fact),
        detail=explain_status(words, lead, dossier.today) if is_status else _say_detail(lead, words),
        number=numbers.get(fact.id, 0),
        fact=fact.id,
    )


def _say_detail(lead: Lead, words: Words) -> str:
    fact, details = lead.fact, []
    if fact.as_of and ATTRIBUTES[fact.attribute].value_type != "date":
        details.append(say_bounded(words, fact.as_of))
    if lead.others:
        details.append(words.count("card.other-figures", lead.others))
    return "; ".join(details)


def view_differences(
    dossier: Dossier, words: Words, numbers: Mapping[str, int]
) -> tuple[DifferenceView, ...]:
    """Return each disagreement with the numbers of its quotations and the names of who says what."""
    publishers = {
        fact.id: quotation.source.publisher
        for quotation in (*dossier.quotations, *dossier.elsewhere)
        for fact in quotation.facts
    }
    return tuple(
        DifferenceView(
            nature=(nature_code(each), say_nature(words, each)),
            question=say_question(words, each),
            sides=tuple(
                SideView(
                    says=say_side(words, each, number),
                    numbers=tuple(dict.fromkeys(numbers[f.id] for f in side.facts if f.id in numbers)),
                    who=say_who(words, side, publishers, dossier.references),
                    leads=_leads(each, number),
                )
                for number, side in enumerate(each.sides)
            ),
            decision=say_decision(words, each),
        )
        for each in dossier.disagreements
    )


def _leads(disagreement: Disagreement, number: int) -> bool:
    leader = disagreement.leader
    return leader is not None and leader.id in {fact.id for fact in disagreement.sides[number].facts}
