"""Lines are routed between named stops, and every stretch says how well it is known."""

from __future__ import annotations

import json

import pytest
from draw_routes.drawing import draw_leg, draw_plan
from draw_routes.features import ODBL, build_feature, is_odbl, write_plan
from draw_routes.networks import Detour, build_network, distance_km, insert_stop, read_network
from draw_routes.plans import Leg, Plan, Stop, read_plans
from draw_routes.stretches import TOLERANCE_DEGREES, divide, gaps_km, simplify
from draw_routes.tables import (
    courses_of,
    describe_claims,
    describe_courses,
    length_km,
    put_between_marks,
)
from hypothesis import given
from hypothesis import strategies as st

from geo.checks.geodesy import measure_widest_gap_km
from geo.records.facts import Fact
from geo.records.projects import OutsideLength

# Along the equator a hundredth of a degree is 1.11 km.
EAST = [(70.0 + 0.05 * n, 0.0) for n in range(11)]  # 55.7 km, a vertex every 5.6 km
DESERT = [EAST[-1], (71.1, 0.0)]  # one stroke of 66.8 km
BRANCH = [EAST[4], (70.2, 0.3)]
NETWORK = build_network([EAST, DESERT, BRANCH])


def stop(name, at, reference="geonames:1", role="town"):
    return Stop(name=name, at=at, reference=reference, role=role)


def leg(*stops, **more):
    return Leg(**{"id": "l", "name": "L", "source": "osm-railways", "basis": "b", "stops": stops} | more)


WEST_END, EAST_END = stop("West", (70.0, 0.001)), stop("East", (71.1, -0.001))


def draw(*legs, apart=()):
    return draw_plan(Plan(project="p", legs=legs, apart=apart), lambda source: NETWORK)


def test_a_way_follows_the_network_and_not_the_straight_line():
    course = draw_leg(leg(WEST_END, stop("Mine", (70.2, 0.3))), NETWORK)
    assert course.points == (*EAST[:5], (70.2, 0.3))


def test_the_gap_between_real_vertices_decides_how_well_a_stretch_is_known():
    drawn = draw(leg(WEST_END, EAST_END))
    assert [s.run.accuracy for s in drawn] == ["traced", "schematic"]
    assert [round(s.run.widest_gap_km, 1) for s in drawn] == [5.6, 66.8]
    assert drawn[0].run.points[-1] == drawn[1].run.points[0]


@pytest.mark.parametrize(
    ("km", "accuracy"), [(9.9, "traced"), (10.1, "approximate"), (39.9, "approximate"), (40.1, "schematic")]
)
def test_ten_and_forty_kilometres_are_the_limits(km, accuracy):
    points = [(70.0, 0.0), (70.0 + km / 111.3195, 0.0)]
    assert gaps_km(points) == [pytest.approx(km, abs=0.01)]
    assert [run.accuracy for run in divide(points)] == [accuracy]


def test_a_short_run_takes_the_lower_accuracy_beside_it_and_never_a_better_one():
    far = [(70.0, 0.0), (70.3, 0.0), (70.35, 0.0), (70.4, 0.0), (70.7, 0.0)]  # 33, 5.6, 5.6, 33 km
    assert [run.accuracy for run in divide(far)] == ["approximate"]
    near = [(70.0 + 0.05 * n, 0.0) for n in range(4)] + [(70.26, 0.0)]  # 16.7 km, then one stroke of 12.2
    assert [run.accuracy for run in divide(near)] == ["traced", "approximate"]


def test_what_is_only_towns_is_never_traced():
    towns = leg(WEST_END, stop("Near", (70.02, 0.0)), source="stops", at_best="approximate")
    assert [s.run.accuracy for s in draw(towns)] == ["approximate"]


def test_a_stop_on_a_spur_does_not_make_the_line_double_back():
    spur = stop("Spur", (70.2, 0.3), reference="geonames:2")
    course = draw_leg(leg(WEST_END, spur, stop("End", EAST[6])), NETWORK)
    assert course.points == tuple(EAST[:7])
    assert [(row, stop.name) for row, stop in course.stops] == [(0, "West"), (4, "Spur"), (6, "End")]


def test_a_station_divides_a_stroke_and_a_town_beside_it_does_not():
    station = stop("Halt", (70.8, 0.02), "osm-stations:1", "station")
    town = stop("Town", (70.8, 0.02))
    with_station = draw_leg(leg(WEST_END, station, EAST_END, reach_km=5), NETWORK).points
    assert with_station == (*EAST, (70.8, 0.02), (71.1, 0.0))
    with_two = draw_leg(
        leg(station, stop("Halt 2", (70.9, 0.01), "osm-stations:2"), EAST_END, reach_km=5), NETWORK
    )
    assert with_two.points == ((70.8, 0.02), (70.9, 0.01), (71.1, 0.0))
    assert (70.8, 0.02) not in draw_leg(leg(WEST_END, town, EAST_END, reach_km=40), NETWORK).points


def test_a_station_beside_a_vertex_is_that_vertex():
    graph = NETWORK.copy()
    assert insert_stop(graph, (70.1, 0.004), 2, is_on_line=True) == EAST[2]
    assert graph.number_of_edges() == NETWORK.number_of_edges()


def test_a_stop_out_of_reach_is_said_by_name():
    with pytest.raises(Detour, match=r"l, Far: no line within 2 km .* 11\.1 km off"):
        draw(leg(WEST_END, stop("Far", (70.05, -0.1))))


def test_a_way_that_is_far_too_long_is_said_by_name():
    around = build_network([[(70.0, 0.0), (70.0, 0.5), (70.1, 0.5), (70.1, 0.0)]])
    plan = Plan(project="p", legs=(leg(WEST_END, stop("Across", (70.1, 0.0))),))
    with pytest.raises(Detour, match="West - Across: 122 km over the source for 11 km"):
        draw_plan(plan, lambda source: around)
    apart = build_network([[(70.0, 0.0), (70.0, 0.1)], [(70.1, 0.0), (70.1, 0.1)]])
    with pytest.raises(Detour, match="no way"):
        draw_plan(plan, lambda source: apart)


def test_a_gap_between_two_sources_is_a_stretch_of_its_own():
    one = leg(WEST_END, stop("End", EAST[2]), id="one")
    other = leg(stop("Start", EAST[4]), EAST_END, id="other")
    drawn = draw(one, other)
    assert [(s.id, s.run.accuracy) for s in drawn[:2]] == [("one", "traced"), ("other-gap", "approximate")]
    assert drawn[1].run.points == (EAST[2], EAST[4])
    assert drawn[1].name == "End - Start, gap in the sources"
    feature = build_feature("p", 2, drawn[1])
    assert feature.properties.line_source is None and "across a gap" in feature.properties.drawn_by
    assert [s.id for s in draw(one, other, apart=("other",))][1] == "other"


def test_a_leg_by_hand_ends_on_the_line_that_goes_on_from_the_same_stop():
    town = stop("Town", (70.1, 0.05))  # 5.6 km beside the line
    by_hand = leg(stop("Hill", (70.1, 0.2)), town, id="hand", source="stops")
    on_line = leg(town, stop("End", EAST[6]), id="line", reach_km=10)
    drawn = draw(by_hand, on_line)
    assert [s.id for s in drawn] == ["hand", "line"]
    assert drawn[0].run.points == ((70.1, 0.2), EAST[2]) and drawn[1].run.points[0] == EAST[2]
    assert drawn[0].stops[-1][1].reference == "osm-railways" and is_odbl(drawn[0])
    back = draw(
        leg(stop("End", EAST[6]), town, reach_km=10), leg(town, stop("Hill", (70.1, 0.2)), source="stops")
    )
    assert back[1].run.points == (EAST[2], (70.1, 0.2))


@given(
    st.lists(
        st.tuples(st.floats(0.001, 0.2), st.floats(-0.02, 0.02)),
        min_size=1,
        max_size=60,
    )
)
def test_simplified_lines_keep_ends_real_vertices_and_honest_gaps(steps):
    points = [(70.0, 0.0)]
    for east, north in steps:
        points.append((points[-1][0] + east, points[-1][1] + north))
    kept = simplify(points)
    assert kept[0] == points[0] and kept[-1] == points[-1]
    assert set(kept) <= set(points)
    assert measure_widest_gap_km(kept) <= max(10.0, *gaps_km(points)) + 1e-9
    assert all(min(distance_km(p, q) for q in kept) <= 10.0 for p in points) or max(gaps_km(points)) > 10


def test_a_straight_desert_needs_few_vertices():
    straight = [(70.0 + 0.01 * n, 0.0) for n in range(101)]
    assert 11 <= len(simplify(straight)) <= 14
    bent = [(70.0, 0.0), (70.01, 3 * TOLERANCE_DEGREES), (70.02, 0.0)]
    assert simplify(bent) == bent


def test_a_feature_says_who_drew_it_and_where_its_places_lie():
    (stretch,) = draw(leg(WEST_END, stop("Town", (70.1, 0.02)), stop("End", EAST[6]), reach_km=5))
    segment = build_feature("p", 7, stretch).properties
    assert segment.line_source == "osm-railways" and segment.edition and segment.order == 7
    assert "OpenStreetMap" in segment.drawn_by and segment.waypoints == ()
    assert segment.widest_gap_km == 5.6
    assert [(place.name, place.at, place.off_km) for place in segment.places] == [
        ("West", EAST[0], 0.0),
        ("Town", EAST[2], 2.2),
        ("End", EAST[6], 0.0),
    ]


def test_a_line_by_hand_keeps_a_waypoint_for_each_vertex_and_hides_shape_points():
    (stretch,) = draw(
        leg(WEST_END, stop("x", (70.03, 0.01), role="shape-point"), stop("Z", (70.05, 0.0)), source="stops")
    )
    segment = build_feature("p", 1, stretch).properties
    assert len(segment.waypoints) == 3 and [place.name for place in segment.places] == ["West", "Z"]
    assert segment.line_source is None and segment.drawn_by.startswith("by hand")


def test_files_are_divided_by_licence(tmp_path):
    plain = leg(WEST_END, stop("Z", (70.03, 0.0)), id="plain", source="stops")
    odbl = leg(stop("Z", EAST[1]), stop("End", EAST[6]), id="odbl")
    mixed = leg(stop("End", EAST[6]), stop("Halt", (70.4, 0.0), "osm-stations:1"), id="mixed", source="stops")
    drawn = draw(plain, odbl, mixed, apart=("odbl", "mixed"))
    assert [is_odbl(s) for s in drawn] == [False, True, True]
    write_plan(tmp_path, "p", drawn)
    own = json.loads((tmp_path / "p.geojson").read_text())
    theirs = json.loads((tmp_path / "odbl" / "p.geojson").read_text())
    assert [f["id"] for f in own["features"]] == ["plain"] and "licence" not in own
    assert [f["properties"]["order"] for f in theirs["features"]] == [2, 3]
    assert {key: theirs[key] for key in ODBL} == ODBL
    write_plan(tmp_path, "p", drawn[1:])
    assert not (tmp_path / "p.geojson").exists()


def test_either_edge_of_a_narrow_area_is_the_road(tmp_path):
    south = [[70.0 + 0.01 * n, 0.0] for n in range(11)]
    north = [[x, 0.0001] for x, _ in reversed(south)]
    area = {"type": "Polygon", "coordinates": [[*south, *north, south[0]]]}
    collection = {"features": [{"id": "1", "properties": {}, "geometry": area}]}
    (tmp_path / "aiddata_shapes.geojson").write_text(json.dumps(collection))
    graph = read_network(tmp_path, "aiddata-shapes:1")
    road = leg(stop("A", (70.02, 0.0)), stop("B", (70.08, 0.0001)))
    assert length_km(draw_plan(Plan(project="p", legs=(road,)), lambda source: graph)) < 6.8
    with pytest.raises(KeyError, match="has no 2"):
        read_network(tmp_path, "aiddata-shapes:2")


def test_a_common_stretch_is_part_of_every_course():
    drawn = draw(
        leg(WEST_END, stop("Fork", EAST[4]), id="common"),
        leg(stop("Fork", EAST[4]), stop("Mine", (70.2, 0.3)), id="north", alignment="A"),
        leg(stop("Fork", EAST[4]), stop("End", EAST[6]), id="east", alignment="B"),
        apart=("east",),
    )
    courses = courses_of(drawn)
    assert {label: [s.id for s in chosen] for label, chosen in courses.items()} == {
        "A": ["common", "north"],
        "B": ["common", "east"],
    }
    assert "| p | B | 33 | 100% |" in describe_courses({"p": drawn})


def test_a_copied_leg_is_drawn_under_its_own_id(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "project: a\nlegs:\n  - {id: a-1, name: A, basis: b., source: osm-railways, stops: ["
        "{name: X, reference: 'g:1', at: [70, 0]}, {name: Y, reference: 'g:2', at: [71, 0]}]}\n"
    )
    (tmp_path / "b.yaml").write_text("project: b\nlegs:\n  - {id: b-1, same_as: a-1, alignment: Z}\n")
    plans = read_plans(tmp_path)
    (copied,) = plans["b"].legs
    assert (copied.id, copied.source, copied.alignment, copied.stops) == (
        "b-1",
        "osm-railways",
        "Z",
        plans["a"].legs[0].stops,
    )


def test_the_shipped_lines_are_those_of_the_plans(shipped):
    """Ids, stops and sources in data/geometry come from the plans; the reference files are not needed."""
    plans = read_plans()
    for feature in shipped.records.features:
        plan = plans.get(feature.properties.project)
        if plan is None:
            continue
        legs = [leg for leg in plan.legs if feature.id == leg.id or feature.id.startswith(f"{leg.id}-")]
        assert legs, f"{feature.id} is in no plan: run scripts/draw_routes"
        known = {stop.name for leg in legs for stop in leg.stops}
        assert {place.name for place in feature.properties.places} <= known


def test_tables_take_the_place_of_those_that_a_page_had():
    page = "# Page\n<!-- routes: begin -->\nold\n<!-- routes: end -->\nrest\n"
    once = put_between_marks(page, "new")
    assert once == "# Page\n<!-- routes: begin -->\n\nnew\n\n<!-- routes: end -->\nrest\n"
    assert put_between_marks(once, "new") == once
    with pytest.raises(ValueError, match="substring"):
        put_between_marks("# Page", "new")


def test_a_claim_is_set_against_the_course_that_it_is_about():
    lengths = (
        OutsideLength(length_km=66.8, what="all", references=("x:1", "x:3")),
        OutsideLength(length_km=1, what="A only", references=("x:2",), alignment="A"),
    )
    stated = Fact(id="f", subject="project:p", attribute="length", value=244, unit="km", quote="q")
    elsewhere = stated.model_copy(update={"subject": "project:other", "value": 99})
    drawn = {"p": draw(leg(WEST_END, EAST_END, alignment="B"))}
    table = describe_claims(drawn, {"p": lengths}, [stated, elsewhere])
    assert "| p | B | 122 | 244 | a document of the atlas (f) | 0.50 |" in table
    assert " 99 " not in table
    assert "| p | B | 122 | 66.8 | all (x:1, x:3) | 1.83 |" in table
    assert "A only" not in table
