"""What came of drawing, as Markdown tables: lengths, how well they are known, claims, deviations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from draw_routes.drawing import Stretch
from draw_routes.measuring import Deviation
from draw_routes.stretches import gaps_km

from geo.records.facts import Fact
from geo.records.projects import OutsideLength

_HEAD = "| route | course | km | traced | approximate | schematic | vertices | widest gaps, km | sources |"
"""Widest gaps: in what is traced, and in all."""


MEDIAN_KM, P95_KM = 1.0, 3.0
"""The aim for control points of what exists: half of them and nineteen of twenty lie nearer."""

_BEGIN, _END = "<!-- routes: begin -->\n", "<!-- routes: end -->\n"


def put_between_marks(page: str, tables: str) -> str:
    """Return a page with the tables in the place of those that it had. Raises `ValueError` without marks."""
    head, tail = page.index(_BEGIN) + len(_BEGIN), page.index(_END)
    return f"{page[:head]}\n{tables}\n\n{page[tail:]}"


def describe_courses(drawn: Mapping[str, Sequence[Stretch]]) -> str:
    """Return one row for each course of each route."""
    rows = [_HEAD, "|---|---|---|---|---|---|---|---|---|"]
    for project, stretches in drawn.items():
        rows += [_course_row(project, label, chosen) for label, chosen in courses_of(stretches).items()]
    return "\n".join(rows)


def courses_of(stretches: Sequence[Stretch]) -> dict[str, list[Stretch]]:
    """Return the candidate courses by label; stretches without one are part of every course."""
    labels = dict.fromkeys(s.leg.alignment for s in stretches if s.leg.alignment)
    if not labels:
        return {"": list(stretches)}
    return {label: [s for s in stretches if s.leg.alignment in (None, label)] for label in labels}


def _course_row(project: str, label: str, stretches: Sequence[Stretch]) -> str:
    total = length_km(stretches)
    shares = [
        length_km([s for s in stretches if s.run.accuracy == accuracy]) / total
        for accuracy in ("traced", "approximate", "schematic")
    ]
    traced = [s.run.widest_gap_km for s in stretches if s.run.accuracy == "traced"]
    widest = max(s.run.widest_gap_km for s in stretches)
    cells = (
        project,
        label or "-",
        f"{total:,.0f}",
        *(f"{share:.0%}" for share in shares),
        f"{sum(len(s.run.points) - 1 for s in stretches) + 1:,}",
        f"{max(traced, default=0.0):.1f} / {widest:.1f}",
        ", ".join(sorted({s.leg.source for s in stretches})),
    )
    return f"| {' | '.join(cells)} |"


def length_km(stretches: Sequence[Stretch]) -> float:
    """Return the geodesic length of some stretches before they are simplified, in kilometres."""
    return sum(sum(gaps_km(s.run.points)) for s in stretches)


def describe_claims(
    drawn: Mapping[str, Sequence[Stretch]],
    outside: Mapping[str, Sequence[OutsideLength]],
    facts: Sequence[Fact],
) -> str:
    """Return one row for each stated length and each course that it may be about."""
    rows = [
        "| route | course | drawn, km | claimed, km | by | drawn / claimed |",
        "|---|---|---|---|---|---|",
    ]
    for project, stretches in drawn.items():
        lengths = [*_lengths_of(project, facts), *outside.get(project, ())]
        for label, chosen in courses_of(stretches).items():
            rows += _length_rows(project, label, length_km(chosen), lengths)
    return "\n".join(rows)


def _lengths_of(project: str, facts: Sequence[Fact]) -> Iterator[OutsideLength]:
    for fact in facts:
        if fact.subject == f"project:{project}" and fact.attribute == "length":
            assert isinstance(fact.value, int | float)
            yield OutsideLength(length_km=fact.value, what="a document of the atlas", references=(fact.id,))


def _length_rows(
    project: str, label: str, drawn_km: float, lengths: Sequence[OutsideLength]
) -> Iterator[str]:
    for each in lengths:
        if each.alignment in (None, label):
            said = f"{each.what} ({', '.join(each.references)})"
            figures = f"{drawn_km:,.0f} | {each.length_km:,.10g} | {said} | {drawn_km / each.length_km:.2f}"
            yield f"| {project} | {label or '-'} | {figures} |"


def describe_deviations(measured: Mapping[str, Sequence[Deviation]]) -> str:
    """Return one row for each route and kind of control point."""
    rows = [
        "| route | control points | aim | number | median, km | 95 % within, km | worst, km | within 3 km |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for project, deviations in measured.items():
        for found in deviations:
            near = sum(km <= 3 for km in found.off_km) / len(found.off_km)
            figures = f"{found.median:.1f} | {found.p95:.1f} | {found.worst:.1f} | {near:.0%}"
            rows.append(f"| {project} | {found.points} | {_aim(found)} | {len(found.off_km)} | {figures} |")
    return "\n".join(rows)


def _aim(found: Deviation) -> str:
    if not found.is_judged:
        return "reported"
    return "met" if found.median <= MEDIAN_KM and found.p95 <= P95_KM else "missed"


def describe_far_points(measured: Mapping[str, Sequence[Deviation]]) -> str:
    """Return one row for each control point beyond 3 km, the farthest of a route first."""
    rows = ["| route | stretch | point left out | at | off, km | counts |", "|---|---|---|---|---|---|"]
    for project, deviations in measured.items():
        far = [control for found in deviations for control in found.controls if control.off_km > P95_KM]
        for control in sorted(far, key=lambda control: -control.off_km):
            at = f"{control.at[0]:.3f}, {control.at[1]:.3f}"
            counts = f"reported: {control.leg.reported}" if control.leg.reported else "judged"
            cells = (project, control.leg.name, control.name or "vertex", at, f"{control.off_km:.1f}", counts)
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)
