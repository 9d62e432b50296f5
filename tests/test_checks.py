"""Each rule has a smallest change that breaks it; the gate goes red and says where."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.cli import app

run = CliRunner().invoke


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def validate(folder: Path) -> tuple[int, str]:
    result = run(app, ["validate", "--data", str(folder)])
    return result.exit_code, result.output


SPUR, QUOTES = "facts/northern-spur.yaml", "quotes/harbour-gazette.yaml"
LINES = "geometry/northern-spur.geojson"
# file, old, new, rule, the id or file that the message must name
BREAKS = [
    (QUOTES, "work began", "work started", "sealed", "hg-begun"),
    (QUOTES, "212-kilometre", "213-kilometre", "sealed", "hg-begun"),
    (QUOTES, "start: ", "start: 1", "sealed", "hg-begun"),
    (QUOTES, "source: harbour-gazette", "source: nowhere", "known-source", "hg-begun"),
    (QUOTES, "exact:", "exakt:", "schema", "hg-begun"),
    (SPUR, "value: 212", "value: 213", "reads-value", "spur-length-hg"),
    (SPUR, "value: 3\n", "value: 1500000000\n", "reads-value", "spur-tunnels"),
    (SPUR, "unit: km", "unit: MW", "reads-value", "spur-length-hg"),
    (SPUR, "reads: 212-kilometre", "reads: 12-kilometre", "reads-in-quote", "spur-length-hg"),
    (SPUR, "reads: expected to carry more than 65,000 containers", "reads: 65,000 containers", "reads-value",
     "spur-containers"),
    (SPUR, "qualifier: expected", "qualifier: about", "reads-value", "spur-containers"),
    (SPUR, "value: construction", "value: rumoured", "reads-value", "spur-status"),
    (SPUR, "value: KZ", "value: KG", "reads-value", "spur-country"),
    (SPUR, "value: '2023-05-04'", "value: '2023-05-05'", "as-of", "spur-status"),
    (SPUR, "attribute: tunnels", "attribute: caves", "known-attribute", "spur-tunnels"),
    (SPUR, "quote: hg-tunnels", "quote: hg-caves", "known-quote", "spur-cost"),
    (SPUR, "subject: project:northern-spur", "subject: project:southern-spur", "known-subject", "spur-"),
    (SPUR, "id: spur-cost", "id: spur-country", "unique-id", "spur-country"),
    (SPUR, "id: spur-cost", "id: spur-cost\n  id: spur-cost", "files", SPUR),
    (SPUR, "- id: spur-cost", "- id: [", "files", SPUR),
    ("facts/ministers.yaml", "known: inferred", "known: stated", "as-of", "met"),
    ("facts/ministers.yaml", "value: 2022-09", "value: 2022-10", "reads-value", "met"),
    ("facts/old-depot.yaml", "value: '2011'", "value: '2012'", "reads-value", "depot-open"),
    ("facts/kz.yaml", "attribute: statement", "attribute: statement\n  supersedes: nothing", "known-fact",
     "kz-statement"),
    (LINES, '"reference": "geonames:1"', '"reference": "rumour:1"', "known-reference", "northern-spur-west"),
    (LINES, "[70.05, 43.05],", "", "waypoints", "northern-spur-west"),
    (LINES, "[70.05, 43.05]", "[70.05, 143.05]", "coordinates", "northern-spur-west"),
    (LINES, "[70.05, 43.05]", "[71.05, 43.05]", "traced", "northern-spur-west"),
    (LINES, '"project": "northern-spur"', '"project": "no-spur"', "known-project", "northern-spur-west"),
    (LINES, '"accuracy": "schematic"', '"accuracy": "certain"', "schema", "northern-spur-east"),
    (LINES, '"FeatureCollection"', '"FeatureCollection",', "files", LINES),
    ("projects/old-depot.yaml", "- northern-spur", "- southern-spur", "known-project", "old-depot"),
    ("sources/letter.yaml", "nature: wire", "nature: gossip", "schema", "letter"),
]  # fmt: skip


def test_the_tiny_atlas_is_sound(tiny):
    assert validate(tiny)[0] == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "named"), BREAKS, ids=[f"{b[3]}-{n}" for n, b in enumerate(BREAKS)]
)
def test_one_bad_change_turns_the_gate_red(tiny, file, old, new, rule, named):
    edit(tiny / file, old, new)
    code, output = validate(tiny)
    assert code == 1
    assert f"[{rule}]" in output
    assert named in output
    assert Path(file).name in output


def test_two_numbers_of_one_sentence_cannot_be_swapped(tiny):
    text = (tiny / SPUR).read_text(encoding="utf-8")
    text = text.replace("value: 3\n", "value: @\n").replace("value: 1500000000\n", "value: 3\n")
    (tiny / SPUR).write_text(text.replace("value: @\n", "value: 1500000000\n"), encoding="utf-8")
    code, output = validate(tiny)
    assert code == 1
    assert "spur-tunnels" in output and "spur-cost" in output


def test_an_ai_summary_is_no_evidence(tiny):
    source = tiny / "sources" / "harbour-gazette.yaml"
    end = re.search(r"end: (\d+)", source.read_text(encoding="utf-8"))
    edit(source, end[0], "end: 120")
    code, output = validate(tiny)
    assert code == 1
    assert "[evidence]" in output and "hg-begun" in output


def test_no_more_than_two_fifths_are_quoted(tiny):
    source = tiny / "sources" / "letter.yaml"
    words = re.search(r"words: (\d+)", source.read_text(encoding="utf-8"))
    edit(source, words[0], "words: 15")
    code, output = validate(tiny)
    assert code == 1
    assert "[quoted-share]" in output and "letter" in output


def test_a_project_needs_a_fact_and_a_place(tiny):
    (tiny / "facts" / "old-depot.yaml").unlink()
    (tiny / "geometry" / "old-depot.geojson").unlink()
    output = validate(tiny)[1]
    assert "[supported]" in output and "[on-the-map]" in output


def test_every_problem_is_listed_at_once(tiny):
    edit(tiny / SPUR, "value: 212", "value: 213")
    edit(tiny / QUOTES, "in 2011", "in 2012")
    output = validate(tiny)[1]
    assert "spur-length-hg" in output and "hg-depot" in output


def test_verify_finds_every_quotation(tiny, texts):
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny)])
    assert result.exit_code == 0
    assert "5 quotations stand verbatim in 2 texts" in result.output


def test_verify_shows_the_nearest_passage(tiny, texts):
    edit(tiny / QUOTES, "3 tunnels", "4 tunnels")
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny)])
    assert result.exit_code == 1
    assert "[verbatim]" in result.output
    assert "3 tunnels and cost 1.5 billion yuan" in result.output


def test_verify_misses_a_text_that_was_changed(tiny, texts):
    edit(texts / "letter.txt", "210 km", "211 km")
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny)])
    assert result.exit_code == 1
    assert "[text-at-hand]" in result.output and "letter" in result.output


@pytest.mark.parametrize(("old", "new", "name"), [(r"words: \d+", "words: 9999", "words"),
                                                  ("public_key: .", "public_key: A", "public_key")])  # fmt: skip
def test_verify_compares_the_whole_text_record(tiny, texts, old, new, name):
    source = tiny / "sources" / "letter.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(re.sub(old, new, text), encoding="utf-8")
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny)])
    assert result.exit_code == 1
    assert "[text-record]" in result.output and name in result.output


def test_a_new_quotation_is_sealed(tiny, texts):
    quotes = tiny / "quotes" / "letter.yaml"
    text = quotes.read_text(encoding="utf-8")
    quotes.write_text(re.sub(r"\n +(seal|start): .*", "", text), encoding="utf-8")
    assert validate(tiny)[0] == 1
    assert run(app, ["verify", "--texts", str(texts), "--data", str(tiny), "--seal"]).exit_code == 0
    assert quotes.read_text(encoding="utf-8") == text


def test_sealing_loses_no_record(tiny, texts):
    edit(tiny / QUOTES, "exact: Ministers", "exakt: Ministers")
    before = (tiny / QUOTES).read_text(encoding="utf-8")
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny), "--seal"])
    assert result.exit_code == 1
    assert (tiny / QUOTES).read_text(encoding="utf-8") == before


def test_a_machine_can_read_the_problems(tiny):
    edit(tiny / SPUR, "value: 212", "value: 213")
    result = run(app, ["validate", "--data", str(tiny), "--json"])
    (problem,) = json.loads(result.output)["problems"]
    assert problem["record"] == "spur-length-hg" and problem["rule"] == "reads-value"


@pytest.mark.parametrize("arguments", [["verify"], ["verify", "--texts", "/no/such/folder"], ["unknown"]])
def test_wrong_use_exits_with_two(arguments):
    assert run(app, arguments).exit_code == 2


def test_a_text_is_described_for_its_record(texts):
    result = run(app, ["describe", str(texts / "letter.txt")])
    assert result.exit_code == 0
    assert re.search(r"sha256: '?[0-9a-f]{64}", result.output)
