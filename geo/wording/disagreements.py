"""Disagreements in words: what is asked, what each side says, what is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from babel.lists import format_list

from geo.atlas.agreement import Obstacle
from geo.atlas.disagreements import INSTRUMENTS, Disagreement, DisagreementSide
from geo.records.sources import Reference
from geo.wording.catalogue import Words
from geo.wording.dates import say_bounded
from geo.wording.values import say_value


def nature_code(disagreement: Disagreement) -> str:
    """Return the code that a disagreement is named by: sources differ only where they are two."""
    if disagreement.nature == "contradiction" and disagreement.between != "sources":
        return f"contradiction-{disagreement.between}"
    return disagreement.nature


def say_nature(words: Words, disagreement: Disagreement) -> str:
    """Name what kind of disagreement it is: "sources differ", "changed over time"."""
    return words.say(f"disagreement.{nature_code(disagreement)}")


def say_question(words: Words, disagreement: Disagreement) -> str:
    """Return what is asked: the curator's words, or "Length: 2 figures"."""
    if disagreement.written:
        return disagreement.written.question
    if disagreement.question == "values":
        attribute = words.name("attribute", disagreement.attribute or "")
        return words.count("question.values", len(disagreement.sides), attribute=attribute)
    return words.say(f"question.{disagreement.question}")


def say_side(words: Words, disagreement: Disagreement, number: int) -> str:
    """Return what a side says, by its place among the sides."""
    side = disagreement.sides[number]
    if side.outside is not None:
        return words.say("side.outside", says=side.says, text=side.outside.text)
    if side.says is not None:
        return side.says
    if disagreement.question == "instruments":
        amounts = format_list([say_value(words, f) for f in side.facts], style="or", locale=words.locale)
        return words.say(f"side.{INSTRUMENTS[number]}", amounts=amounts)
    fact = side.facts[0]
    said = say_value(words, fact)
    if disagreement.question == "statuses":
        said = words.say("side.status", status=said)
    return words.say("side.dated", says=said, date=say_bounded(words, fact.as_of)) if fact.as_of else said


def say_who(
    words: Words, side: DisagreementSide, publishers: Mapping[str, str], references: Mapping[str, Reference]
) -> str:
    """Return who takes a side: publishers by the id of a fact, or where it is from if no source does."""
    if side.outside is None:
        return ", ".join(dict.fromkeys(publishers[fact.id] for fact in side.facts))
    prefixes = {written: written.partition(":")[0] for written in side.outside.references}
    titles = [references[p].title if p in references else written for written, p in prefixes.items()]
    return words.say("side.not-from-sources", references=", ".join(dict.fromkeys(titles)))


def say_decision(words: Words, disagreement: Disagreement) -> str:
    """Return what is made of it: the curator's words, or what leads and by which rule."""
    if disagreement.written:
        return disagreement.written.decision
    if disagreement.question == "instruments" or disagreement.leader is None:
        return words.say("decision.instruments")
    leader = say_value(words, disagreement.leader)
    reason = words.say(f"lead.{disagreement.leads_by}") if disagreement.leads_by else ""
    if disagreement.question == "statuses":
        return words.say("decision.status", status=leader, reason=reason)
    sentences = [words.say("decision.differ")] if disagreement.nature == "contradiction" else []
    if not sentences:
        sentences.append(words.say("decision.not-comparable", obstacles=_say_obstacles(words, disagreement)))
    if reason:
        sentences.append(words.say("decision.leader", value=leader, reason=reason))
    return " ".join((*sentences, words.say("decision.nothing-added")))


def _say_obstacles(words: Words, disagreement: Disagreement) -> str:
    ordered = (obstacle for obstacle in get_args(Obstacle) if obstacle in disagreement.obstacles)
    return "; ".join(words.say(f"obstacle.{obstacle}") for obstacle in ordered)
