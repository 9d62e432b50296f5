"""Each rule has a smallest change that breaks it; the gate goes red and says where."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from tiny import TEXTS, write_tiny
from typer.testing import CliRunner

from geo.checks.quotation_rules import check_texts
from geo.commands.commands import app
from geo.records.curated import read_archive

run = CliRunner().invoke
GEO = Path(__file__).parents[2] / "geo"

SPUR, SAND = "facts/northern-spur.yaml", "facts/sand-pipeline.yaml"
DEPOT, MET, KZ = "facts/old-depot.yaml", "facts/ministers.yaml", "facts/kz.yaml"
QUOTES, LETTER_QUOTES = "quotes/harbour-gazette.yaml", "quotes/letter.yaml"
GAZETTE, LETTER = "sources/harbour-gazette.yaml", "sources/letter.yaml"
LINES, SITE = "geometry/northern-spur.geojson", "geometry/old-depot.geojson"
PROJECT = "projects/northern-spur.yaml"

# rule, file, pattern, what takes its place, the record that the message must name (with its file, where
# that is another one)
BREAKS = [
    # one word, letter, digit or mark of a quotation, and whatever else the seal covers
    ("sealed", QUOTES, "work began", "work started", "hg-begun"),
    ("sealed", QUOTES, "212-kilometre", "213-kilometre", "hg-begun"),
    ("sealed", QUOTES, "On May", "on May", "hg-begun"),
    ("sealed", QUOTES, "containers\\.", "containers", "hg-begun"),
    ("sealed", QUOTES, "in 2011", "in 2012", "hg-depot"),
    ("sealed", QUOTES, "start: 38", "start: 39", "hg-begun"),
    ("sealed", QUOTES, r"\n  start: 38", "", "hg-begun"),
    ("sealed", QUOTES, r"\n  seal: .*", "", "hg-begun"),
    ("sealed", QUOTES, "  start: 38", "  prefix: So\n  start: 38", "hg-begun"),
    ("sealed", QUOTES, "  start: 38", "  suffix: So\n  start: 38", "hg-begun"),
    ("sealed", QUOTES, "source: harbour-gazette", "source: letter", "hg-begun"),
    ("sealed", GAZETTE, "public_key: w", "public_key: x", f"{QUOTES}: hg-begun"),
    ("known-source", QUOTES, "source: harbour-gazette", "source: nowhere", "hg-begun"),
    ("sic-in-quote", QUOTES, "  start: 38", "  sic: [{words: the harbor}]\n  start: 38", "hg-begun"),
    ("evidence", GAZETTE, "end: 38", "end: 39", f"{QUOTES}: hg-begun"),
    (
        "evidence",
        GAZETTE,
        "role: ai-summary",
        "role: furniture\n      what: x\n    - start: 280\n      end: 281\n      role: link-headline",
        f"{QUOTES}: hg-met",
    ),
    ("quoted-share", LETTER, r"words: \d+", "words: 100", "letter"),
    # values against the words that carry them
    ("reads-value", SPUR, "value: 212", "value: 213", "spur-length-hg"),
    ("reads-value", SPUR, "value: 212", "value: 2012", "spur-length-hg"),
    ("reads-value", SPUR, "value: 1500000000", "value: 1.5", "spur-cost"),
    ("reads-value", SPUR, "value: 65000", "value: 65001", "spur-containers"),
    ("reads-value", SPUR, "value: 3\n", "value: three\n", "spur-tunnels"),
    ("reads-value", SPUR, "unit: km", "unit: MW", "spur-length-hg"),
    ("reads-value", SPUR, "unit: km", "unit: m", "spur-length-hg"),
    ("reads-value", SPUR, "  unit: km\n", "", "spur-length-hg"),
    ("reads-value", SPUR, "unit: CNY", "unit: USD", "spur-cost"),
    ("reads-value", SPUR, "unit: tunnels", "unit: bridges", "spur-tunnels"),
    ("reads-value", SPUR, "qualifier: expected", "qualifier: about", "spur-containers"),
    ("reads-value", SPUR, "  qualifier: expected\n", "", "spur-containers"),
    (
        "reads-value",
        SPUR,
        "expected to carry more than 65,000 containers",
        "65,000 containers",
        "spur-containers",
    ),
    ("reads-value", SPUR, "  unit: km", "  unit: km\n  qualifier: about", "spur-length-hg"),
    ("reads-value", SPUR, "  reads: 3 tunnels\n", "", "spur-tunnels"),
    ("reads-value", SPUR, "  value: 3\n", "", "spur-tunnels"),
    ("reads-value", SPUR, "  value: 3\n", "  missing: lost\n", "spur-tunnels"),
    ("reads-value", SPUR, "value: construction", "value: rumoured", "spur-status"),
    ("reads-value", SPUR, "value: KZ", "value: KG", "spur-country"),
    ("reads-value", SAND, "value: 30", "value: 31", "sand-capacity"),
    ("reads-value", SAND, "unit: bcm/year", "unit: bcm", "sand-capacity"),
    ("reads-value", SAND, "reads: annual capacity of 30 billion m3", "reads: 30 billion m3", "sand-capacity"),
    ("reads-value", SAND, "  missing: .*\n", "", "sand-cost"),
    ("reads-value", SAND, "  missing: .*", "  value: 1000000000", "sand-cost"),
    ("reads-value", SAND, "value: 6", "value: 7", "sand-share"),
    ("reads-value", SAND, "value: 10", "value: 100", "sand-multiple"),
    ("reads-value", SAND, "value: gas", "value: oil", "sand-purpose"),
    ("reads-value", SAND, "value: 2009-12", "value: 2009-11", "sand-start"),
    ("reads-value", SAND, "value: 2009-12", "value: 2009-12-01", "sand-start"),
    ("reads-value", SAND, "value: 2009-12", "value: 2009-12/2010-12", "sand-start"),
    ("reads-value", DEPOT, "value: '2011'", "value: '2012'", "depot-open"),
    ("reads-value", MET, "value: 2022-09", "value: 2022-10", "met"),
    (
        "reads-value",
        KZ,
        "attribute: statement",
        "attribute: statement\n  reads: Ministers met",
        "kz-statement",
    ),
    ("reads-in-quote", SPUR, "reads: 212-kilometre", "reads: 12-kilometre", "spur-length-hg"),
    ("reads-in-quote", SPUR, "reads: 212-kilometre", "reads: 212 kilometre", "spur-length-hg"),
    ("reads-in-quote", SPUR, "reads: May 4, 2023", "reads: 4 May 2023", "spur-status"),
    ("reads-in-quote", SPUR, "quote: hg-begun", "quote: hg-tunnels", "spur-containers"),
    # dates
    ("as-of", SPUR, "value: '2023-05-04'", "value: '2023-05-05'", "spur-status"),
    ("as-of", SPUR, "value: '2023-05-04'", "value: '2023-04-04'", "spur-status"),
    ("as-of", SPUR, "value: '2023-05-04'", "value: '2022-05-04'", "spur-status"),
    ("as-of", SPUR, "value: '2023-05-04'", "value: 2023-05-04/2023-05-06", "spur-status"),
    ("as-of", MET, "known: inferred", "known: stated", "met"),
    ("schema", MET, "    reason: .*\n", "", 'fact "met"'),
    ("schema", SPUR, "    reads: May 4, 2023\n", "", 'fact "spur-status"'),
    ("schema", SPUR, "value: '2023-05-04'", "value: soon", 'fact "spur-status"'),
    ("schema", SPUR, "value: '2023-05-04'", "value: '2023-02-30'", 'fact "spur-status"'),
    ("files", SPUR, "value: '2023-05-04'", "value: 2023-02-30", ""),
    # what a fact is about and rests on
    ("known-subject", SPUR, "project:northern-spur", "project:southern-spur", "spur-containers"),
    ("known-subject", MET, "event:ministers", "event:monks", "met"),
    ("known-subject", KZ, "country:KZ", "country:XX", "kz-statement"),
    ("known-attribute", SPUR, "attribute: tunnels", "attribute: caves", "spur-tunnels"),
    ("known-quote", SPUR, "quote: hg-tunnels", "quote: hg-caves", "spur-cost"),
    ("known-fact", KZ, "attribute: statement", "attribute: statement\n  supersedes: nothing", "kz-statement"),
    # ids
    ("unique-id", SPUR, "id: spur-cost", "id: spur-country", "spur-country"),
    ("unique-id", SPUR, "id: spur-cost", "id: sand-cost", f"{SAND}: sand-cost"),
    ("unique-id", QUOTES, "id: hg-met", "id: hg-depot", "hg-depot"),
    ("unique-id", "projects/old-depot.yaml", "id: old-depot", "id: northern-spur", "northern-spur"),
    ("unique-id", LETTER, "id: letter", "id: harbour-gazette", "harbour-gazette"),
    ("unique-id", LINES, "northern-spur-east", "northern-spur-west", "northern-spur-west"),
    ("unique-id", "subjects.yaml", r"\A([\s\S]*)\Z", r"\1\1", "ministers"),
    ("unique-id", "references.yaml", r"\A([\s\S]*)\Z", r"\1\1", "geonames"),
    ("unique-id", "voices.yaml", r"\A([\s\S]*)\Z", r"\1\1", "Xinhua"),
    ("unique-id", "differences.yaml", r"\A([\s\S]*)\Z", r"\1\1", "spur-where"),
    # voices and differences
    ("known-voice", LETTER, "voice: Harbour Gazette", "voice: Harbor Gazette", "letter"),
    ("known-voice", SPUR, "via: Xinhua", "via: Xinhua News Agency", "spur-length-letter"),
    ("known-fact", "differences.yaml", "- spur-length-hg", "- spur-length-none", "spur-where"),
    ("leads", "differences.yaml", "leads: spur-length-hg", "leads: spur-length-letter", "spur-where"),
    ("known-reference", "differences.yaml", "geonames:9", "atlas-of-nowhere:9", "spur-where"),
    ("schema", "differences.yaml", "kind: contradiction", "kind: quarrel", 'difference "spur-where"'),
    ("schema", SPUR, "id: spur-cost", "id: Spur_Cost", 'fact "Spur_Cost"'),
    ("schema", LINES, '"id": "northern-spur-east"', '"id": null', "feature"),
    ("schema", LINES, '"id": "northern-spur-east"', '"id": "Spur East"', "feature"),
    # keys, words of the schema, syntax
    ("schema", SPUR, "reads: 3 tunnels", "read: 3 tunnels", 'fact "spur-tunnels"'),
    ("schema", QUOTES, "exact: On", "exakt: On", 'quote "hg-begun"'),
    ("schema", PROJECT, "kind:", "knd:", 'project "northern-spur"'),
    ("schema", LETTER, "voice:", "voise:", 'source "letter"'),
    ("schema", LETTER, "nature: wire", "nature: gossip", 'source "letter"'),
    ("schema", LETTER, "address: https:", "address: javascript:", 'source "letter"'),
    ("schema", "subjects.yaml", "kind: event", "kind: event\n  date: soon", 'subject "ministers"'),
    (
        "schema",
        KZ,
        "attribute: statement",
        "attribute: statement\n  withdrawn: {date: soon, reason: x}",
        'fact "kz-statement"',
    ),
    ("schema", "about.yaml", "updated: '2024-02-01'", "updated: soon", "about"),
    ("schema", "about.yaml", "report: https", "report: ftp", "about"),
    ("schema", "subjects.yaml", "kind: event", "kind: party", 'subject "ministers"'),
    ("schema", "references.yaml", "licence:", "license:", 'reference "geonames"'),
    ("schema", LINES, '"accuracy": "schematic"', '"accuracy": "certain"', 'feature "northern-spur-east"'),
    ("schema", LINES, '"basis"', '"base"', 'feature "northern-spur-west"'),
    ("schema", LINES, '"type": "LineString"', '"type": "Circle"', 'feature "northern-spur-west"'),
    ("schema", SITE, '"precision": "town"', '"precision": "house"', 'feature "old-depot-site"'),
    ("files", SPUR, "id: spur-cost", "id: spur-cost\n  id: spur-cost", ""),
    ("files", SPUR, "    known: stated", "    known: stated\n    known: inferred", ""),
    ("files", SPUR, "- id: spur-cost", "- id: [", ""),
    ("files", SPUR, r"\A[\s\S]*\Z", "id: spur-cost", ""),
    ("files", LINES, '"FeatureCollection",', '"FeatureCollection"', ""),
    ("files", LINES, '"features"', '"traits"', ""),
    ("files", LINES, r"\A[\s\S]*\Z", '{"type": "FeatureCollection", "features": 5}', ""),
    # projects and geometry
    ("known-project", "projects/old-depot.yaml", "- northern-spur", "- southern-spur", "old-depot"),
    ("known-project", "projects/old-depot.yaml", "- northern-spur", "- old-depot", "old-depot"),
    (
        "known-project",
        "projects/sand-pipeline.yaml",
        "project: northern",
        "project: southern",
        "sand-pipeline",
    ),
    ("known-project", LINES, '"project": "northern-spur"', '"project": "no-spur"', "northern-spur-west"),
    ("supported", PROJECT, "id: northern-spur", "id: lonely-spur", "lonely-spur"),
    (
        "on-the-map",
        SITE,
        '"project": "old-depot"',
        '"project": "sand-pipeline"',
        "projects/old-depot.yaml: old-depot",
    ),
    ("known-reference", LINES, '"geonames:1"', '"rumour:1"', "northern-spur-west"),
    ("known-reference", SITE, '"geonames:3"', '"Geo Names"', "old-depot-site"),
    ("known-reference", PROJECT, "geonames:2", "rumour:2", "northern-spur"),
    ("known-reference", PROJECT, "reference: source", "reference: sauce", "northern-spur"),
    ("waypoints", LINES, r"\[70.05, 43.05\],", "", "northern-spur-west"),
    ("waypoints", LINES, ', "reference": "geonames:1"', "", "northern-spur-west"),
    ("traced", LINES, r"\[70.05, 43.05\]", "[70.13, 43.05]", "northern-spur-west"),
    ("traced", "geometry/sand-pipeline.geojson", "approximate", "traced", "sand-pipeline-desert"),
    ("traced", LINES, '"traced",', '"traced", "widest_gap_km": 10.1,', "northern-spur-west"),
    (
        "traced",
        "geometry/sand-pipeline.geojson",
        '"approximate"',
        '"traced", "line_source": "geonames:1"',
        "sand-pipeline-desert",
    ),
    ("known-reference", LINES, '"traced",', '"traced", "line_source": "rumour:1",', "northern-spur-west"),
    (
        "places",
        LINES,
        '"traced",',
        '"traced", "places": [{"name": "Off", "at": [70.0, 43.1], "reference": "geonames:1"}],',
        "northern-spur-west",
    ),
    (
        "known-reference",
        LINES,
        '"traced",',
        '"traced", "places": [{"name": "On", "at": [70.0, 43.0], "reference": "rumour:1"}],',
        "northern-spur-west",
    ),
    ("coordinates", LINES, r"\[70.05, 43.05\]", "[70.05, 143.05]", "northern-spur-west"),
    ("coordinates", LINES, r"\[70.05, 43.05\]", "[190.05, 43.05]", "northern-spur-west"),
    ("coordinates", LINES, r"\[70.05, 43.05\]", "[NaN, 43.05]", "northern-spur-west"),
    ("coordinates", LINES, r"\[70.05, 43.05\]", '["70", 43.05]', "northern-spur-west"),
    ("coordinates", LINES, r"\[70.05, 43.05\]", "[true, 43.05]", "northern-spur-west"),
    ("coordinates", LINES, r"\[70.05, 43.05\]", "[70.05]", "northern-spur-west"),
    ("coordinates", SITE, r"\[74.6, 42.87\]", "[]", "old-depot-site"),
    (
        "coordinates",
        LINES,
        r'LineString",\s+"coordinates": \[\s+\[70.0, 43.0\],[^]]+\],[^]]+\]\s+\]',
        'Point", "coordinates": [70.0, 43.0]',
        "northern-spur-west",
    ),
]


def change(file: Path, pattern: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(pattern, text), f"{pattern!r} is not in {file.name}"
    file.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")


def validate(folder: Path) -> tuple[int, str]:
    result = run(app, ["validate", "--data", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


def verify(folder: Path, texts: Path, *more: str) -> tuple[int, str]:
    result = run(app, ["verify", "--texts", str(texts), "--data", str(folder), *more])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


def test_the_tiny_atlas_is_sound(tiny):
    code, output = validate(tiny)
    assert (code, output) == (
        0,
        "2 sources, 7 quotations, 18 facts, 3 projects, 4 features: no problems.\n",
    )


@pytest.mark.parametrize(
    ("rule", "file", "pattern", "new", "named"),
    BREAKS,
    ids=[f"{b[0]}-{n}-{Path(b[1]).stem}" for n, b in enumerate(BREAKS)],
)
def test_one_bad_change_turns_the_gate_red(tiny, rule, file, pattern, new, named):
    change(tiny / file, pattern, new)
    code, output = validate(tiny)
    assert code == 1
    where = re.escape(named if ": " in named else f"{file}: {named}" if named else file)
    assert re.search(rf"^{where}.*\n  \[{rule}\] ", output, re.MULTILINE), output


def rules_in_code() -> set[str]:
    """The rule of every problem that the code can make: the third argument, or the first of `problem`."""
    found = set()
    for file in GEO.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                at = {"Problem": 2, "problem": 0}.get(call.func.id)
                if at is not None and isinstance(call.args[at], ast.Constant):
                    found.add(call.args[at].value)
    return found


TEXT_RULES = {"verbatim", "text-record", "text-hash", "text-at-hand"}
"""Rules that need the texts; their tests stand below."""


def test_every_rule_of_the_code_is_broken_by_a_test():
    rules = rules_in_code()
    assert rules >= TEXT_RULES
    assert rules - TEXT_RULES == {rule for rule, *_ in BREAKS}


def test_two_numbers_of_one_sentence_cannot_be_swapped(tiny):
    text = (tiny / SPUR).read_text(encoding="utf-8")
    text = text.replace("value: 3\n", "value: @\n").replace("value: 1500000000\n", "value: 3\n")
    (tiny / SPUR).write_text(text.replace("value: @\n", "value: 1500000000\n"), encoding="utf-8")
    code, output = validate(tiny)
    assert code == 1
    assert f"{SPUR}: spur-tunnels\n  [reads-value]" in output
    assert f"{SPUR}: spur-cost\n  [reads-value]" in output


@pytest.mark.parametrize("drop", ["fact", "geometry"])
def test_a_project_needs_a_fact_and_a_place(tiny, drop):
    folder, rule = {"fact": ("facts", "supported"), "geometry": ("geometry", "on-the-map")}[drop]
    (file,) = (tiny / folder).glob("old-depot.*")
    file.unlink()
    code, output = validate(tiny)
    assert code == 1
    assert f"projects/old-depot.yaml: old-depot\n  [{rule}]" in output


def test_a_traced_line_in_several_parts_is_measured_part_by_part(tiny):
    """RFC 7946 allows a MultiLineString: what joins two parts is no gap, and nothing crashes."""
    file = tiny / LINES
    lines = json.loads(file.read_text(encoding="utf-8"))
    first = lines["features"][0]
    first["geometry"] = {
        "type": "MultiLineString",
        "coordinates": [[[70.0, 43.0], [70.05, 43.05]], [[71.0, 43.0], [71.05, 43.05]]],
    }
    first["properties"]["waypoints"].append({"name": "west 3", "reference": "geonames:1"})
    file.write_text(json.dumps(lines), encoding="utf-8")
    assert validate(tiny)[0] == 0
    first["geometry"]["coordinates"][1][1] = [71.5, 43.05]
    file.write_text(json.dumps(lines), encoding="utf-8")
    code, output = validate(tiny)
    assert code == 1
    assert f"{LINES}: northern-spur-west\n  [traced]" in output


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quotes/x.yaml", b"- id: caf\xe9\n"),
        ("geometry/x.geojson", b"\xff\xfe"),
        ("projects/x.yaml", b""),
        ("facts/x.yaml", b""),
    ],
)
def test_a_file_that_is_not_text_or_empty_is_named(tiny, name, content):
    (tiny / name).write_bytes(content)
    code, output = validate(tiny)
    assert code == 1
    assert name in output


def test_every_problem_is_listed_at_once(tiny):
    change(tiny / SPUR, "value: 212", "value: 213")
    change(tiny / QUOTES, "opened in", "begun in")
    (tiny / "projects" / "broken.yaml").write_text("id: [", encoding="utf-8")
    output = validate(tiny)[1]
    for said in ("spur-length-hg", "hg-depot", "projects/broken.yaml", "3 problems."):
        assert said in output


def test_every_problem_says_what_to_do(tiny):
    for rule, file, pattern, new, _ in BREAKS[:12]:
        folder = write_tiny(tiny.parent / f"{rule}-{abs(hash((pattern, new)))}")
        change(folder / file, pattern, new)
        _, problems = read_json(run(app, ["validate", "--data", str(folder), "--json"]))
        assert problems and all(problem["remedy"] for problem in problems)


def read_json(result) -> tuple[int, list[dict[str, str]]]:
    return result.exit_code, json.loads(result.stdout)["problems"]


def test_a_machine_can_read_the_problems(tiny):
    assert read_json(run(app, ["validate", "--data", str(tiny), "--json"])) == (0, [])
    change(tiny / SPUR, "value: 212", "value: 213")
    code, (problem,) = read_json(run(app, ["validate", "--data", str(tiny), "--json"]))
    assert code == 1
    assert problem["file"] == SPUR
    assert problem["record"] == "spur-length-hg" and problem["rule"] == "reads-value"


# -- with the texts at hand -----------------------------------------------------------------------


def test_verify_finds_every_quotation(tiny, texts):
    code, output = verify(tiny, texts)
    assert (code, output) == (0, "7 quotations stand verbatim in 2 texts.\n")


def test_verify_shows_the_nearest_passage(tiny, texts):
    change(tiny / QUOTES, "3 tunnels", "4 tunnels")
    code, output = verify(tiny, texts)
    assert code == 1
    assert f"{QUOTES}: hg-tunnels\n  [verbatim]" in output
    assert 'nearest: "The spur has 3 tunnels and cost 1.5 billion yuan' in output


def test_verify_names_words_that_stand_twice(tiny, texts):
    change(tiny / LETTER_QUOTES, "exact: It cost over billion yuan.", "exact: the parrot")
    code, output = verify(tiny, texts)
    assert code == 1
    assert f"{LETTER_QUOTES}: letter-cost\n  [verbatim] quotes words that stand more than once" in output


def test_verify_names_a_wrong_offset(tiny, texts):
    change(tiny / QUOTES, "start: 38", "start: 39")
    code, output = verify(tiny, texts)
    assert code == 1
    assert f"{QUOTES}: hg-begun\n  [verbatim] stands at 38, not at 39" in output


@pytest.mark.parametrize("spoil", ["changed", "gone"])
def test_verify_misses_a_text(tiny, texts, spoil):
    if spoil == "gone":
        (texts / "letter.txt").unlink()
    else:
        change(texts / "letter.txt", "210 km", "211 km")
    code, output = verify(tiny, texts)
    assert code == 1
    assert f"{LETTER}: letter\n  [text-at-hand]" in output


@pytest.mark.parametrize(
    ("pattern", "new", "name"),
    [(r"words: \d+", "words: 9999", "words"), ("public_key: .", "public_key: A", "public_key")],
)
def test_verify_compares_the_whole_text_record(tiny, texts, pattern, new, name):
    change(tiny / LETTER, pattern, new)
    code, output = verify(tiny, texts)
    assert code == 1
    assert f"{LETTER}: letter\n  [text-record] `{name}`" in output


def test_another_text_is_not_taken_for_the_source(tiny):
    records, _ = read_archive(tiny, tiny / "sources")
    (problem,) = check_texts(records, {"letter": TEXTS["letter"] + "More."})
    assert (problem.file, problem.record, problem.rule) == (LETTER, "letter", "text-hash")


def test_any_other_file_may_lie_beside_the_texts(tiny, texts):
    (texts / "another.txt").write_text("Another text.", encoding="utf-8")
    (texts / "latin.txt").write_bytes(b"caf\xe9")
    assert verify(tiny, texts)[0] == 0


def test_a_new_quotation_is_placed_and_sealed(tiny, texts):
    quotes = tiny / LETTER_QUOTES
    text = quotes.read_text(encoding="utf-8")
    quotes.write_text(re.sub(r"\n +(seal|start): .*", "", text), encoding="utf-8")
    assert validate(tiny)[0] == 1
    assert verify(tiny, texts, "--seal")[0] == 0
    assert quotes.read_text(encoding="utf-8") == text


def test_words_that_are_not_in_the_text_are_not_sealed(tiny, texts):
    change(tiny / QUOTES, "3 tunnels", "4 tunnels")
    before = {file: file.read_bytes() for file in sorted(tiny.rglob("*.yaml"))}
    code, output = verify(tiny, texts, "--seal")
    assert code == 1
    assert "hg-tunnels" in output
    assert {file: file.read_bytes() for file in sorted(tiny.rglob("*.yaml"))} == before


def test_sealing_loses_no_record(tiny, texts):
    change(tiny / QUOTES, "exact: Ministers", "exakt: Ministers")
    before = (tiny / QUOTES).read_text(encoding="utf-8")
    code, output = verify(tiny, texts, "--seal")
    assert code == 1
    assert "`exakt`" in output
    assert (tiny / QUOTES).read_text(encoding="utf-8") == before


def test_a_machine_can_read_what_verify_found(tiny, texts):
    change(tiny / QUOTES, "spur has", "spur had")
    result = run(app, ["verify", "--texts", str(texts), "--data", str(tiny), "--json"])
    code, problems = read_json(result)
    assert code == 1
    assert {problem["rule"] for problem in problems} == {"sealed", "verbatim"}
    assert {problem["record"] for problem in problems} == {"hg-tunnels"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["validate", "--dta", "x"],
        ["verify"],
        ["verify", "--texts", "/no/such/folder"],
        ["verify", "--texts", __file__],
        ["describe"],
        ["describe", "/no/such/text.txt"],
        ["import", "/no/such/file.gpkg"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_two(arguments):
    assert run(app, arguments).exit_code == 2


def test_a_text_is_described_as_its_record_has_it(tiny, texts):
    result = run(app, ["describe", str(texts / "letter.txt")])
    assert result.exit_code == 0
    assert result.output in (tiny / LETTER).read_text(encoding="utf-8")
