"""References of what is known from outside → their titles, as a card says them."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas.dossier import Dossier
from geo.wording.catalogue import Words


def say_references(dossier: Dossier, references: Iterable[str], words: Words) -> str:
    """Return what references lead to: the title of each, with the entry there."""
    return "; ".join(_say_reference(dossier, written, words) for written in references)


def _say_reference(dossier: Dossier, written: str, words: Words) -> str:
    prefix, _, place = written.partition(":")
    reference = dossier.references.get(prefix)
    if reference is None:
        return words.say("card.reference.curator") if prefix == "curator" else prefix
    return words.say("card.reference", title=reference.title, place=place) if place else reference.title
