"""`python scripts/draw_routes`: draw the atlas's lines anew from the reference files.

Needs the reference files, which the project does not carry: docs/geometry.md says what they are and
where they are had. The drawn lines stand on their own without them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import networkx as nx
from draw_routes.drawing import draw_plan
from draw_routes.features import write_plan
from draw_routes.measuring import measure_plan
from draw_routes.networks import Detour, read_network
from draw_routes.plans import read_plans
from draw_routes.tables import (
    describe_claims,
    describe_courses,
    describe_deviations,
    describe_far_points,
    put_between_marks,
)

from geo.records.curated import read_curated

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Draw every plan, or those that are named; print the tables of docs/geometry.md."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("projects", nargs="*", help="these projects only")
    parser.add_argument("--reference", type=Path, default=ROOT.parent / "shared" / "reference")
    parser.add_argument("--into", type=Path, default=ROOT / "data" / "geometry")
    parser.add_argument("--measure", action="store_true", help="write no line; leave stops out and measure")
    parser.add_argument("--page", type=Path, help="put the tables between the marks of this Markdown page")
    given = parser.parse_args()
    network_of = _reader(given.reference)
    plans = read_plans()
    chosen = {name: plans[name] for name in given.projects or plans}
    try:
        drawn = {project: draw_plan(plan, network_of) for project, plan in chosen.items()}
    except Detour as problem:
        print(problem, file=sys.stderr)
        return 1
    if not given.measure:
        for project, stretches in drawn.items():
            write_plan(given.into, project, stretches)
    records = read_curated(ROOT / "data", ROOT / "seeds")[0]
    outside = {project.id: project.lengths for project in records.projects}
    tables = [describe_courses(drawn), describe_claims(drawn, outside, records.facts)]
    if given.measure:
        measured = {project: measure_plan(plan, network_of) for project, plan in chosen.items()}
        tables += [describe_deviations(measured), describe_far_points(measured)]
    text = "\n\n".join(tables)
    print(text)
    if given.page:
        given.page.write_text(
            put_between_marks(given.page.read_text(encoding="utf-8"), text), encoding="utf-8"
        )
    return 0


def _reader(folder: Path) -> Callable[[str], nx.Graph]:
    @cache
    def network_of(source: str) -> nx.Graph:
        return read_network(folder, source)

    return network_of


if __name__ == "__main__":
    sys.exit(main())
