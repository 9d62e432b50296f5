"""Filters combine, explain themselves and survive the address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas.address import parse_params
from geo.atlas.search import fold
from geo.atlas.selection import Selection
from geo.records.vocabulary import NOT_STATED, STATUSES

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
PARTS = ("country", "project_type", "status", "source")


def selections(atlas, q=ANY_TEXT):
    few = {"max_size": 3, "unique": True}
    values = {
        "country": ["KG", "KZ", "UZ", "TJ", "TM", "CN", "DE"],
        "project_type": sorted(set(atlas.projects["project_type"])),
        "status": sorted([*STATUSES, NOT_STATED]),
        "source": sorted(atlas.records.source_by_id),
    }
    lists = {part: st.lists(st.sampled_from(values[part]), **few).map(tuple) for part in PARTS}
    return st.builds(Selection, **lists, q=q)


def shown(atlas, **parts):
    return set(atlas.projects.index[Selection(**parts).mask(atlas)])


@given(st.data())
def test_the_address_restores_a_selection(shipped, data):
    selection = data.draw(selections(shipped))
    query = urlencode(selection.to_params())
    params = {name: values[-1] for name, values in parse_qs(query, strict_parsing=bool(query)).items()}
    restored = parse_params(params, shipped)
    assert restored.ignored == ()
    assert restored == selection or (not selection.q.strip() and restored.q == "")
    assert (restored.mask(shipped) == selection.mask(shipped)).all()
    assert restored.describe(shipped) == selection.describe(shipped)
    assert restored.to_params() == selection.to_params()


@given(st.data())
def test_loosening_a_filter_loses_no_row(shipped, data):
    selection = data.draw(selections(shipped, q=st.sampled_from(["", "a", "railway", "khorgos"])))
    rows = selection.mask(shipped)
    for part in PARTS:
        chosen = getattr(selection, part)
        for fewer in (n for n in range(len(chosen)) if len(chosen) > 1):
            narrower = Selection(**{**parts_of(selection), part: chosen[:fewer] + chosen[fewer + 1 :]})
            assert (narrower.mask(shipped) <= rows).all()  # one more alternative adds rows
        looser = Selection(**{**parts_of(selection), part: ()})
        assert (looser.mask(shipped) >= rows).all()
    assert (Selection(**{**parts_of(selection), "q": ""}).mask(shipped) >= rows).all()


@given(st.data())
def test_parts_combine_with_and(shipped, data):
    selection = data.draw(selections(shipped, q=st.sampled_from(["", "a", "railway"])))
    together = set(shipped.projects.index)
    for part, value in parts_of(selection).items():
        together &= shown(shipped, **{part: value})
    assert set(shipped.projects.index[selection.mask(shipped)]) == together


def parts_of(selection):
    return {part: getattr(selection, part) for part in (*PARTS, "q")}


def test_nothing_asked_for_shows_everything(shipped):
    assert Selection().is_empty and Selection(q="  ").is_empty
    assert Selection().mask(shipped).all()
    assert Selection().to_params() == {}


def test_a_filter_shows_what_has_the_value(shipped):
    rows = shipped.projects
    for code in shipped.places:
        assert shown(shipped, country=(code,)) == {i for i in rows.index if code in rows.at[i, "countries"]}
    for each in set(rows["project_type"]):
        assert shown(shipped, project_type=(each,)) == set(rows.index[rows["project_type"] == each])
    for source in shipped.records.sources:
        assert shown(shipped, source=(source.id,)) == {
            fact.subject_id
            for fact in shipped.records.facts
            if fact.subject_type == "project" and shipped.source_of(fact).id == source.id
        }
    by_status = [shown(shipped, status=(status,)) for status in (*STATUSES, NOT_STATED)]
    assert sum(map(len, by_status)) == len(rows)  # each project has one status, or none is stated
    assert shown(shipped, status=("not-stated",)) == {
        i for i in rows.index if not isinstance(rows.at[i, "status"], str)
    }


def test_a_proposal_is_not_shown_among_what_is_built(shipped):
    built = shown(shipped, status=("operating", "construction"))
    assert {"standards-centre-tashkent", "glacier-centre-dushanbe"} <= shown(
        shipped, status=("proposed",)
    ) - built


@pytest.mark.parametrize("words", ["Horgos", "khorgos", "KHORGOS", "霍尔果斯", "Хоргос"])
def test_khorgos_is_found_in_every_spelling(shipped, words):
    found = shown(shipped, q=words)
    assert "khorgos-border-cooperation-centre" in found
    if words.isascii():
        assert found == shown(shipped, q="Khorgos")


@pytest.mark.parametrize(
    ("words", "project"),
    [
        ("ЦАК", "central-asia-china-gas-pipeline"),
        ("цак", "central-asia-china-gas-pipeline"),
        ("中吉乌", "cku-railway"),
        ("china-kyrgyz railway", "cku-railway"),
        ("Gedaim", "central-asia-china-gas-pipeline"),
        ("branch d", "central-asia-china-gas-pipeline-line-d"),
        ("鲁班工坊", "luban-workshop-tajikistan"),
        ("душанбинская ТЭЦ", "dushanbe-2-chp"),
        ("Bishkek  OSH", "bishkek-osh-road"),
        ("osh bishkek", "bishkek-osh-road"),
    ],
)
def test_names_of_every_script_lead_to_the_project(shipped, words, project):
    assert project in shown(shipped, q=words)


def test_every_name_of_every_project_leads_to_it(shipped):
    names = [(p.id, name) for p in shipped.records.projects for name in (p.name, *(n.name for n in p.names))]
    assert len(names) > len(shipped.projects)
    for project, name in names:
        for written in (name, name.upper(), name.lower(), f"  {name}?"):
            assert project in shown(shipped, q=written), written


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) or not text.isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Žaparov", "zaparov"),
        ("Naryn No.1", "naryn no 1"),
        ("Xi'an", "xi an"),
        ("ТЭЦ-2", "тэц 2"),
        ("ё", "е"),
        ("中吉乌", "中吉乌"),
        ("…", ""),
    ],
)
def test_folding_drops_case_accents_and_punctuation(text, folded):
    assert fold(text) == folded


def test_the_sentence_says_what_is_shown(shipped):
    total = len(shipped.projects)
    assert Selection().describe(shipped) == f"{total} of {total} projects"
    for selection, sentence in (
        (Selection(("KG",), ("railway", "road")), "railways and roads in Kyrgyzstan"),
        (Selection(("KG", "UZ", "KZ")), "projects in Kyrgyzstan, Uzbekistan and Kazakhstan"),
        (Selection(status=("construction",)), "projects under construction"),
        (Selection(status=("not-stated",)), "projects with no status stated"),
        (Selection(q=" osh "), "projects, matching “osh”"),
        (
            Selection(("KG", "UZ"), ("road",), ("construction",), ("asianews-2025-06-26",), "osh"),
            "roads in Kyrgyzstan and Uzbekistan under construction named by AsiaNews, matching “osh”",
        ),
    ):
        number = len(shown(shipped, **parts_of(selection)))
        assert selection.describe(shipped) == f"{number} of {total} projects: {sentence}"


def test_what_the_atlas_does_not_know_is_named(shipped):
    params = {"country": "kg, XX,,KG", "kind": "airport", "status": "operating,dreamt", "source": "hearsay"}
    selection = parse_params(params, shipped)
    assert selection == Selection(country=("KG",), status=("operating",))
    assert selection.ignored == ("country=XX", "kind=airport", "status=dreamt", "source=hearsay")
    assert parse_params({}, shipped) == Selection()


@given(st.dictionaries(st.sampled_from([*PARTS, "q", "project", "x"]), st.text(max_size=30)))
def test_any_address_is_read(shipped, params):
    selection = parse_params(params, shipped)
    assert selection.mask(shipped).shape == (len(shipped.projects),)
    asked = sum(len({v.strip() for v in params.get(part, "").split(",")} - {""}) for part in PARTS)
    kept = sum(len(getattr(selection, part)) for part in PARTS)
    assert kept + len(selection.ignored) <= asked
    assert parse_params(selection.to_params(), shipped).ignored == ()


def test_a_search_of_endless_length_is_cut(shipped):
    assert len(parse_params({"q": "x" * 10_000}, shipped).q) == 200


def test_filters_work_on_an_atlas_of_its_own(atlas):
    assert shown(atlas, country=("KG",)) == {"old-depot"}
    assert shown(atlas, country=("KG", "UZ")) == {"old-depot", "sand-pipeline"}
    assert shown(atlas, q="ветка") == {"northern-spur"}
    assert shown(atlas, source=("letter",), status=("construction",)) == {"northern-spur"}
    assert shown(atlas, q="ветка", country=("UZ",)) == set()
