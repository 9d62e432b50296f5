"""Facts → the head of a card: the values that lead, what carries them, and where sources differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from geo.atlas.atlas import Atlas
from geo.atlas.disagreements import ComparedSide, Comparison
from geo.atlas.reliability import choose_leader
from geo.card.view_model import ComparisonView, Headline, SideView
from geo.records.facts import Fact
from geo.records.vocabulary import ATTRIBUTES
from geo.wording.sentences import explain_status, say_status
from geo.wording.values import say_date, say_value

NATURES: Mapping[str, str] = {
    "contradiction": "sources differ",
    "change": "changed over time",
    "not-comparable": "not comparable",
    "not-additive": "not to be added up",
    "lost": "number lost in the source",
    "slip": "error in a source",
}


def build_headlines(
    atlas: Atlas,
    facts: Sequence[Fact],
    number_of: Mapping[str, int],
    today: date,
    wanted: Iterable[str] | None = None,
) -> tuple[Headline, ...]:
    """Return for each headline attribute the one value that leads; a rule decides which.

    `wanted` limits the attributes. Each value is that of one of the facts, never a sum or a mean.
    """
    by_attribute: dict[str, list[Fact]] = {}
    for fact in facts:
        if ATTRIBUTES[fact.attribute].headline is not None and fact.value is not None:
            by_attribute.setdefault(fact.attribute, []).append(fact)
    chosen = [a for a in by_attribute if wanted is None or a in set(wanted)]
    chosen.sort(key=lambda name: ATTRIBUTES[name].headline or 0)
    return tuple(_build_headline(atlas, by_attribute[a], facts, number_of, today) for a in chosen)


def _build_headline(
    atlas: Atlas, rivals: Sequence[Fact], facts: Sequence[Fact], number_of: Mapping[str, int], today: date
) -> Headline:
    attribute = ATTRIBUTES[rivals[0].attribute]
    if attribute.value_type == "status":
        leader_id = atlas.projects["status_fact"].get(rivals[0].subject_id)
        leader = next(fact for fact in rivals if fact.id == leader_id)
        value, detail = say_status(leader), explain_status(atlas, leader, facts, today)
    else:
        leader, _ = choose_leader(atlas, rivals)
        value = say_value(leader)
        others = len({say_value(fact) for fact in rivals} - {value})
        dated = say_date(leader.as_of.value) if leader.as_of and attribute.value_type != "date" else ""
        differs = (
            f"{others} other figure{'' if others == 1 else 's'}: see where sources differ" if others else ""
        )
        detail = "; ".join(part for part in (dated, differs) if part)
    return Headline(attribute.label, value, detail, number_of.get(leader.id, 0), leader.id)


def view_comparison(
    atlas: Atlas, comparison: Comparison, number_of: Mapping[str, int], titles: Mapping[str, str]
) -> ComparisonView:
    """Return a difference with the numbers of its quotations and the names of who says what.

    `titles` gives the titles of outside references by their prefix.
    """

    def view(side: ComparedSide) -> SideView:
        numbers = tuple(dict.fromkeys(number_of[fact.id] for fact in side.facts if fact.id in number_of))
        publishers = dict.fromkeys(atlas.source_of(fact).publisher for fact in side.facts)
        who = ", ".join(publishers)
        says = side.says
        if side.outside is not None:
            named = dict.fromkeys(titles.get(r.partition(":")[0], r) for r in side.outside.references)
            says, who = f"{side.says}: {side.outside.text}", f"not from the sources: {', '.join(named)}"
        return SideView(says, numbers, who, side.leads)

    return ComparisonView(
        _say_kind(atlas, comparison),
        comparison.question,
        tuple(map(view, comparison.sides)),
        comparison.decision,
    )


def _say_kind(atlas: Atlas, comparison: Comparison) -> str:
    """Name its nature; that sources differ is said only where they are two."""
    sources = {atlas.source_of(fact).id for side in comparison.sides for fact in side.facts}
    if comparison.nature != "contradiction" or len(sources) > 1:
        return NATURES[comparison.nature]
    is_outside = any(side.outside for side in comparison.sides)
    return "differs from outside reports" if is_outside else "one source differs from itself"
