"""Units on a card: what documents say beside their quotations, what is from outside with its references."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cards import read, view

from geo.atlas.opening import join_archive
from geo.records.projects import Unit

SPUR = "project:northern-spur"
PIPELINE = "project:central-asia-china-gas-pipeline"


def test_a_unit_has_its_values_with_the_number_of_the_quotation(atlas):
    card = view(atlas, SPUR)
    tunnels, bridge = card.units
    ((said, number),) = tunnels.facts
    assert (tunnels.name, said) == ("3 tunnels", "Tunnels: 3 tunnels")
    (block,) = [block for block in card.quotations if block.number == number]
    assert "3 tunnels" in "".join(run.text for run in block.words)
    assert (bridge.facts, bridge.notes) == ((), (("It has two spans.", "GeoNames: 2"),))


def test_the_card_of_one_pipeline_has_its_three_lines(shipped):
    page = read(shipped, PIPELINE)
    assert "Parts A status is that of the whole" in page.text
    for line, year, number in (("A", 2009, "P2299"), ("B", 2010, "P2300"), ("C", 2014, "P1124")):
        amount = 25 if line == "C" else 15
        assert f"Line {line} {amount} billion m³ a year, start year {year}. (Global Gas" in page.text
        assert f"commit 094c98b): {number})" in page.text
    units = view(shipped, PIPELINE).units
    assert not any(unit.facts for unit in units), "no document names the lines"
    assert "Parts" not in read(shipped, "project:cku-railway").text


@pytest.mark.parametrize(
    ("unit", "fact", "said"),
    [
        ("Northern Spur", "spur-status", "Status: last reported under construction"),
        ("Northern Spur", "spur-length-hg", "Length: 212 km"),
    ],
)
def test_a_status_of_a_unit_is_a_report(atlas, unit, fact, said):
    spur = atlas.project("northern-spur").model_copy(update={"units": (Unit(name=unit, facts=(fact,)),)})
    others = (p for p in atlas.records.projects if p.id != spur.id)
    changed = join_archive(replace(atlas.records, projects=(spur, *others)))
    ((text, _),) = view(changed, SPUR).units[0].facts
    assert text.casefold() == said.casefold()
