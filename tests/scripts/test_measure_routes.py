"""Stops that were left out say how far a line is from the ground, and none of them is spared."""

from __future__ import annotations

import pytest
from draw_routes.measuring import measure_plan
from draw_routes.networks import build_network
from draw_routes.plans import Leg, Plan, Stop
from draw_routes.tables import describe_deviations, describe_far_points

# Along the equator a hundredth of a degree is 1.11 km.
NETWORK = build_network([[(70.0 + 0.05 * n, 0.0) for n in range(11)], [(70.5, 0.0), (71.1, 0.0)]])


def stop(name, at, reference="geonames:1", role="town"):
    return Stop(name=name, at=at, reference=reference, role=role)


def leg(*stops, **more):
    return Leg(**{"id": "l", "name": "L", "source": "osm-railways", "basis": "b", "stops": stops} | more)


WEST_END, EAST_END = stop("West", (70.0, 0.001)), stop("East", (71.1, -0.001))


def test_stations_left_out_measure_the_line():
    halts = [
        stop(f"H{n}", (70.6 + 0.1 * n, 0.02 * (n % 2)), f"osm-stations:{n}", "station") for n in range(5)
    ]
    plan = Plan(project="p", legs=(leg(WEST_END, *halts, EAST_END, reach_km=5),))
    (found,) = measure_plan(plan, lambda source: NETWORK)
    assert found.points == "stations left out" and found.is_judged
    assert {control.name for control in found.controls} == {f"H{n}" for n in range(5)}
    assert found.worst == pytest.approx(2.2, abs=0.1) and found.median <= found.p95 <= found.worst


def test_what_is_reported_is_printed_and_not_judged():
    towns = [stop(f"T{n}", (70.0 + 0.2 * n, 0.2 * (n % 2))) for n in range(3)]
    built = leg(*towns, source="stops")
    planned = built.model_copy(update={"id": "m", "reported": "not built"})
    judged, reported = measure_plan(Plan(project="p", legs=(built, planned)), lambda source: NETWORK)
    rows = describe_deviations({"p": [judged, reported]})
    assert "| missed | 1 | 22" in rows and "| reported | 1 | 22" in rows
    far = describe_far_points({"p": [judged, reported]})
    assert "T1 | 70.200, 0.200 | 22.3 | judged" in far and "22.3 | reported: not built" in far
