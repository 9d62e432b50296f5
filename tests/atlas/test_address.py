"""The address: what it asks for is restored, and what the atlas does not have is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.address import parse_params, to_params
from geo.atlas.opening import join_archive
from geo.atlas.selection import Chosen, Selection
from geo.records.vocabulary import NOT_STATED, STATUSES

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
LISTS = ("country", "kind", "status", "source")


def selections(atlas):
    values = {
        "country": ["KG", "KZ", "UZ", "TJ", "TM", "CN", "DE"],
        "project_type": sorted(set(atlas.projects["project_type"])),
        "status": [*STATUSES, NOT_STATED],
        "source": sorted(atlas.records.source_by_id),
    }
    lists = {
        part: st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)
        for part, known in values.items()
    }
    return st.builds(Selection, **lists, q=ANY_TEXT, as_of=st.none() | st.dates())


def choices(atlas):
    projects = st.sampled_from(list(atlas.projects.index)).map(lambda each: Chosen(project=each))
    places = st.sampled_from([*atlas.country_codes, "central-asia"]).map(lambda each: Chosen(place=each))
    return st.just(Chosen()) | projects | places


@given(st.data())
def test_the_address_restores_what_was_asked_for(shipped, data):
    selection, chosen = data.draw(selections(shipped)), data.draw(choices(shipped))
    written = to_params(selection, chosen)
    query = urlencode(written)
    params = {name: values[-1] for name, values in parse_qs(query, strict_parsing=bool(query)).items()}
    asked = parse_params(params, shipped)
    assert asked.unknown == ()
    assert asked.chosen == chosen
    assert asked.selection == selection or (not selection.q.strip() and asked.selection.q == "")
    assert (asked.selection.mask(shipped) == selection.mask(shipped)).all()
    assert to_params(asked.selection, asked.chosen) == written


def test_nothing_asked_for_leaves_the_address_bare(shipped):
    assert to_params(Selection(), Chosen()) == {}
    asked = parse_params({}, shipped)
    assert (asked.selection, asked.chosen, asked.unknown) == (Selection(), Chosen(), ())


def test_project_types_are_called_kind_in_the_address(shipped):
    selection = Selection(project_type=("railway", "road"))
    assert to_params(selection) == {"kind": "railway,road"}
    assert parse_params({"project_type": "railway"}, shipped).unknown == ("project_type",)


def test_what_the_atlas_does_not_have_is_named(shipped):
    params = {"country": "kg, XX,,KG", "kind": "airport", "status": "operating,dreamt", "source": "hearsay"}
    asked = parse_params(params | {"as_of": "yesterday", "place": "XX", "colour": "red"}, shipped)
    assert asked.selection == Selection(country=("KG",), status=("operating",))
    assert asked.unknown == (
        "country=XX",
        "kind=airport",
        "status=dreamt",
        "source=hearsay",
        "as_of=yesterday",
        "colour",
        "place=XX",
    )


@given(st.dictionaries(st.sampled_from([*LISTS, "q", "as_of", "project", "place", "fact", "x"]), ANY_TEXT))
def test_any_address_is_read(shipped, params):
    asked = parse_params(params, shipped)
    assert asked.selection.mask(shipped).shape == (len(shipped.projects),)
    again = parse_params(to_params(asked.selection, asked.chosen), shipped)
    assert again.unknown == () and again.chosen == asked.chosen


def test_a_search_of_endless_length_is_cut(shipped):
    assert len(parse_params({"q": "x" * 10_000}, shipped).selection.q) == 200


@pytest.mark.parametrize("text", ["soon", "2024-13-01", "2024-6-1", "20241231", "2024", "<b>"])
def test_a_day_that_is_none_is_named(shipped, text):
    asked = parse_params({"as_of": text}, shipped)
    assert asked.selection.as_of is None
    assert asked.unknown == (f"as_of={text}",)


# -- what is chosen ---------------------------------------------------------------------------------


def chosen_by(atlas, **params):
    return parse_params(params, atlas).chosen


def test_a_project_goes_before_a_place(shipped):
    assert chosen_by(shipped, project="cku-railway", place="KG") == Chosen(project="cku-railway")
    assert chosen_by(shipped, project="no-such", place="KG") == Chosen(place="KG")


def test_a_fact_leads_to_what_it_is_about(shipped):
    facts = {fact.subject_type: fact for fact in reversed(shipped.records.facts)}
    on_project, on_country, on_region = facts["project"], facts["country"], facts["region"]
    assert chosen_by(shipped, fact=on_project.id) == Chosen(on_project.subject_id, None, on_project.id)
    assert chosen_by(shipped, fact=on_country.id) == Chosen(None, on_country.subject_id, on_country.id)
    assert chosen_by(shipped, fact=on_region.id) == Chosen(None, "central-asia", on_region.id)
    assert chosen_by(shipped, fact=on_project.id, place="KG").project == on_project.subject_id
    assert chosen_by(shipped, fact=on_country.id, project="cku-railway") == Chosen(
        "cku-railway", None, on_country.id
    )


def test_a_fact_on_an_event_leads_to_its_first_country(atlas):
    assert chosen_by(atlas, fact="met") == Chosen(None, "KZ", "met")
    assert chosen_by(atlas, fact="met", place="KG") == Chosen(None, "KG", "met")


def test_a_fact_on_what_is_not_drawn_leaves_what_is_chosen(atlas):
    features = tuple(f for f in atlas.records.features if f.properties.project != "old-depot")
    undrawn = join_archive(replace(atlas.records, features=features))
    assert chosen_by(undrawn, fact="depot-open") == Chosen(None, None, "depot-open")
    assert chosen_by(undrawn, fact="depot-open", place="KZ") == Chosen(None, "KZ", "depot-open")
    assert chosen_by(undrawn, project="northern-spur", fact="depot-open").project == "northern-spur"


def test_a_fact_that_is_not_there_is_named_and_what_is_chosen_stays(atlas):
    asked = parse_params({"place": "KG", "fact": "rumour"}, atlas)
    assert (asked.chosen, asked.unknown) == (Chosen(place="KG"), ("fact=rumour",))
    both = parse_params({"project": "atlantis", "fact": "rumour"}, atlas)
    assert (both.chosen, both.unknown) == (Chosen(), ("project=atlantis", "fact=rumour"))


def test_a_fact_on_an_event_of_no_country_leads_to_no_place(atlas):
    event = atlas.records.subjects[0].model_copy(update={"countries": ()})
    nowhere = join_archive(replace(atlas.records, subjects=(event,)))
    assert chosen_by(nowhere, fact="met") == Chosen(None, None, "met")
    assert chosen_by(atlas, fact="met", project="old-depot") == Chosen("old-depot", None, "met")


def test_every_parameter_of_the_address_is_known(atlas):
    asked = {"country": "KG", "kind": "railway", "status": "operating", "source": "letter"}
    asked |= {"q": "x", "as_of": "2024-01-01", "project": "old-depot", "place": "KG", "fact": "met"}
    assert parse_params(asked, atlas).unknown == ()


def test_what_asks_for_nothing_is_left_out_of_the_address():
    assert to_params(Selection(q=" "), Chosen(project="", place="", fact="")) == {}
    written = to_params(Selection(q="a b", as_of=date(2024, 5, 6)), Chosen(place="KG", fact="f"))
    assert written == {"q": "a b", "as_of": "2024-05-06", "place": "KG", "fact": "f"}


@pytest.mark.parametrize("place", ["central", "kg", "XX", "central-asia,KG"])
def test_a_place_that_nothing_is_known_of_is_named(shipped, place):
    asked = parse_params({"place": place}, shipped)
    assert (asked.chosen, asked.unknown) == (Chosen(), (f"place={place}",))


def test_regions_are_those_of_the_records(shipped, atlas):
    assert chosen_by(shipped, place="central-asia") == Chosen(place="central-asia")
    assert parse_params({"place": "central-asia"}, atlas).unknown == ("place=central-asia",)
