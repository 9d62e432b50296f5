"""Every length that somebody states beside the drawn one, for the report on the record's health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from geo.atlas.atlas import Atlas
from geo.atlas.course import ClaimedLength, describe_course
from geo.records.sources import Reference
from geo.wording.catalogue import Words
from geo.wording.lengths import explain_incomparable, say_stated_by


@dataclass(frozen=True)
class LengthHealth:
    """A stated length beside the drawn one, both in km; `course` is empty where there is only one.

    `fact` is empty for a length that only an outside source states; then `references` are those of the
    record and `what` says what is so long. `judgement` is a code of `geo.atlas.course`; where that is
    `not-comparable`, `reason` says why.
    """

    project: str
    course: str
    fact: str
    claimed_km: float
    drawn_km: float
    ratio: float
    judgement: str
    stated_by: str
    what: str
    references: tuple[str, ...]
    reason: str

    @classmethod
    def build(
        cls, project: str, claim: ClaimedLength, references: Mapping[str, Reference], words: Words
    ) -> Self:
        """Return what the report says of one stated length of a project, which is named."""
        outside = claim.outside
        return cls(
            project=project,
            course=claim.alignment.label,
            fact=claim.fact.id if claim.fact else "",
            claimed_km=round(claim.claimed_km, 2),
            drawn_km=round(claim.alignment.length_km, 2),
            ratio=round(claim.ratio, 2),
            judgement=claim.judgement,
            stated_by=say_stated_by(words, claim, references),
            what=outside.what if outside else "",
            references=outside.references if outside else (),
            reason=explain_incomparable(words, claim),
        )


def compare_lengths(atlas: Atlas, words: Words) -> Iterator[LengthHealth]:
    """Yield every stated length beside each course that it may be about; data sets are left out."""
    for project in atlas.records.projects:
        facts = atlas.facts_on(f"project:{project.id}")
        is_stated = project.lengths or any(fact.attribute == "length" for fact in facts)
        if project.id in atlas.projects.index and is_stated:
            for claim in describe_course(atlas, project.id, facts).claims:
                yield LengthHealth.build(project.name, claim, atlas.records.reference_by_prefix, words)


def describe_lengths(lengths: Sequence[LengthHealth]) -> Iterator[str]:
    """Yield the lines of the report on stated lengths, a table in Markdown."""
    yield "## Drawn and claimed lengths"
    yield ""
    yield "| project | course | stated | claimed, km | drawn, km | drawn / claimed | judged | because |"
    yield "|---|---|---|---|---|---|---|---|"
    for each in lengths:
        stated = each.fact or f"outside: {each.stated_by}, {each.what} ({', '.join(each.references)})"
        figures = f"{each.claimed_km:,.10g} | {each.drawn_km:,.0f} | {each.ratio:.2f}"
        judged = f"{each.judgement.replace('-', ' ')} | {each.reason or '-'}"
        yield f"| {each.project} | {each.course or '-'} | {stated} | {figures} | {judged} |"
    yield ""
