"""Lengths that somebody states, held against the drawn line, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from geo.atlas.course import AGREES_WITHIN, ClaimedLength
from geo.records.sources import Reference
from geo.wording.catalogue import Words


def say_claimed_length(words: Words, claim: ClaimedLength, references: Mapping[str, Reference]) -> str:
    """Say in a sentence how a length that somebody states compares with the drawn line."""
    measured = words.say(
        "course.measured" if claim.ratio <= 1 else "course.measured.longer",
        claimed=words.number(round(claim.claimed_km, 2)),
        drawn=say_km(words, claim.alignment.length_km),
        ratio=words.decimal(claim.ratio, 2),
        stated=_say_stated(words, claim, references),
    )
    label = claim.alignment.label
    said = words.say("course.of-alignment", alignment=label, sentence=measured) if label else measured
    if claim.judgement == "not-comparable":
        reason = explain_incomparable(words, claim)
        return words.say("course.judgement.not-comparable", sentence=said, reason=reason)
    return words.say(f"course.judgement.{_judgement(claim)}", sentence=said, **_judged_by(words, claim))


def _say_stated(words: Words, claim: ClaimedLength, references: Mapping[str, Reference]) -> str:
    publisher = say_stated_by(words, claim, references)
    if claim.outside is None:
        return words.say("course.stated", publisher=publisher)
    return words.say("course.stated.outside", publisher=publisher, what=claim.outside.what)


def say_stated_by(words: Words, claim: ClaimedLength, references: Mapping[str, Reference]) -> str:
    """Return who states a length: the publisher of the document, or of the first reference outside."""
    if claim.document is not None:
        return claim.document.publisher
    assert claim.outside is not None
    prefix = claim.outside.references[0].partition(":")[0]
    if prefix in references:
        return references[prefix].publisher
    return words.say("card.reference.curator") if prefix == "curator" else prefix


def explain_incomparable(words: Words, claim: ClaimedLength) -> str:
    """Say why a claimed length is not comparable with the drawn line, empty where it is."""
    if claim.judgement != "not-comparable":
        return ""
    if claim.outside is not None and claim.outside.not_comparable:
        return claim.outside.not_comparable
    share = claim.alignment.traced_share
    if not share:
        return words.say("course.reason.nothing-traced")
    return words.say("course.reason.little-traced", share=words.percent(share))


def _judgement(claim: ClaimedLength) -> str:
    if claim.judgement == "differs":
        return "longer" if claim.share_off > 0 else "shorter"
    return claim.judgement


def _judged_by(words: Words, claim: ClaimedLength) -> dict[str, str]:
    """The one number by which a claim is judged, as its message names it."""
    if claim.judgement == "ends-further-apart":
        return {"ends": say_km(words, claim.ends_km)}
    if claim.judgement == "agrees":
        return {"share": words.percent(AGREES_WITHIN)}
    return {"share": words.percent(abs(claim.share_off))}


def say_km(words: Words, length_km: float) -> str:
    """Return a length as a whole number of kilometres, without the unit."""
    return words.number(round(length_km))
