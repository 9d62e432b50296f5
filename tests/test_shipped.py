"""Every shipped record is a test of its own; tampering with the shipped data turns the gate red."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from full_texts import SHARED_TEXTS
from typer.testing import CliRunner

from geo.atlas.opening import open_atlas
from geo.commands.commands import app
from geo.records.files import write_yaml
from geo.settings import PROJECT_ROOT, read_settings

KINDS = ("sources", "quotes", "facts", "projects", "features")


def read_ids() -> dict[str, list[str]]:
    """Ids as they stand in the files, without the project's own reader: it may leave a record out."""
    data, found = PROJECT_ROOT / "data", defaultdict(list)
    for kind, folder in (("sources", PROJECT_ROOT / "seeds"), ("projects", data / "projects")):
        for file in sorted(folder.glob("*.yaml")):
            found[kind].append(yaml.safe_load(file.read_text(encoding="utf-8"))["id"])
    for kind in ("quotes", "facts"):
        for file in sorted((data / kind).glob("*.yaml")):
            found[kind] += [record["id"] for record in yaml.safe_load(file.read_text(encoding="utf-8"))]
    for file in sorted((data / "geometry").rglob("*.geojson")):
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        found["features"] += [feature["id"] for feature in features]
    return found


IDS = read_ids()
RECORDS = [(kind, record) for kind in KINDS for record in IDS[kind]]
ATLAS = open_atlas(read_settings({}))
KEPT = {kind: {record.id for record in getattr(ATLAS.records, kind)} for kind in KINDS}
BY_RECORD = defaultdict(list)
for _problem in ATLAS.problems:
    BY_RECORD[re.sub(r'^\w+ "(.*)"$', r"\1", _problem.record)].append(str(_problem))

SYSTEMS = [
    "cku-railway",
    "fergana-mountain-tunnel",
    "naryn-no1-tunnel",
    "koshtet-tunnel",
    "china-europe-railway-express-central-asia",
    "beijing-tashkent-freight-train",
    "lianyungang-logistics-base",
    "khorgos-border-cooperation-centre",
    "central-asia-china-gas-pipeline",
    "central-asia-china-gas-pipeline-line-d",
    "china-kazakhstan-gas-pipeline",
    "bishkek-osh-road",
    "bishkek-road-network",
    "irrigation-system-kyrgyzstan",
    "shymkent-refinery",
    "syr-darya-power-plant",
    "dushanbe-2-chp",
    "uzbek-pvc-complex",
    "olympic-city-tashkent",
    "tajikistan-parliament-government-buildings",
    "luban-workshop-tajikistan",
    "luban-workshop-kazakhstan",
    "luban-workshop-uzbekistan",
    "luban-workshop-kyrgyzstan",
    "luban-workshop-turkmenistan",
    "standards-centre-tashkent",
    "glacier-centre-dushanbe",
]


@pytest.mark.parametrize("kind", KINDS)
def test_records_were_found(kind):
    assert len(IDS[kind]) >= 5
    assert len(set(IDS[kind])) == len(IDS[kind])


@pytest.mark.parametrize(("kind", "record"), RECORDS)
def test_record_holds(kind, record):
    assert BY_RECORD[record] == []
    assert record in KEPT[kind]


def test_nothing_else_is_wrong():
    assert list(map(str, ATLAS.problems)) == []
    result = CliRunner().invoke(app, ["validate"], env={"CORRIDORS_DATA": "", "CORRIDORS_SOURCES": ""})
    assert result.exit_code == 0, result.output
    for kind in ("sources", "facts", "projects", "features"):
        assert f"{len(IDS[kind])} {kind}" in result.output


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_drawn_and_cited(system):
    assert system in ATLAS.projects.index
    assert not ATLAS.projects.geometry[system].is_empty
    assert ATLAS.facts_on(f"project:{system}")


@pytest.mark.parametrize("source", sorted(IDS["sources"]))
def test_less_than_two_fifths_of_a_source_are_quoted(source):
    text = ATLAS.records.source_by_id[source].text
    letters = {
        quote.start + n: letter
        for quote in ATLAS.records.quotes
        if quote.source == source
        for n, letter in enumerate(quote.exact)
    }
    words = [n for n, letter in letters.items() if letter != " " and letters.get(n - 1, " ") == " "]
    assert 0 < len(words) < 0.4 * text.words


def test_a_proposal_is_never_counted_as_built():
    for system in ("standards-centre-tashkent", "glacier-centre-dushanbe"):
        assert ATLAS.projects.at[system, "status"] == "proposed"


def test_no_pipeline_is_drawn_through_a_country_that_it_passes_by():
    """From outside: A, B and C keep north of the Kyrgyz border; only line D is to cross the country."""
    pipelines = ATLAS.projects[ATLAS.projects["project_type"] == "gas-pipeline"]
    drawn = [project for project, codes in pipelines["drawn_countries"].items() if "KG" in codes]
    assert drawn == ["central-asia-china-gas-pipeline-line-d"]


@pytest.mark.texts
@pytest.mark.skipif(
    SHARED_TEXTS is None,
    reason="the sources' full texts are not at hand: neither CORRIDORS_TEXTS nor ../shared/seeds is a folder",
)
def test_every_quotation_stands_in_its_text():
    result = CliRunner().invoke(
        app, ["verify", "--texts", str(SHARED_TEXTS)], env={"CORRIDORS_DATA": "", "CORRIDORS_SOURCES": ""}
    )
    assert result.exit_code == 0, result.output
    assert f"{len(IDS['quotes'])} quotations stand verbatim in {len(IDS['sources'])} texts" in result.output


# -- tampering --------------------------------------------------------------------------------------

TAMPERED = {
    "cd2023-trains": (
        "china-europe-railway-express-trains-cd2023",
        "china-europe-railway-express-loads-cd2023",
    ),
    "cd2023-confucius": (
        "central-asia-confucius-institutes-cd2023",
        "central-asia-confucius-students-cd2023",
    ),
    "ndtv2025-grant": ("yuan-1-5-billion-grant-ndtv2025", "yuan-1-5-billion-grant-dollars-ndtv2025"),
}
"""Quotations that carry several numbers, each with two of their facts."""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT_ROOT / "data", tmp_path / "data")
    shutil.copytree(PROJECT_ROOT / "seeds", tmp_path / "data" / "sources")
    return tmp_path / "data"


class Records:
    """The lists of one folder, to be changed and written back."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.files = {
            file: yaml.safe_load(file.read_text(encoding="utf-8"))
            for file in sorted((folder / kind).glob("*.yaml"))
        }

    def find(self, record_id: str) -> tuple[str, dict[str, object]]:
        """The name of the file and the record itself."""
        ((file, record),) = [
            (f, r) for f, records in self.files.items() for r in records if r["id"] == record_id
        ]
        return f"{file.parent.name}/{file.name}", record

    def write(self) -> None:
        for file, records in self.files.items():
            write_yaml(file, records)


def problems_of(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Rules broken, by file and record."""
    result = CliRunner().invoke(app, ["validate", "--data", str(folder), "--json"])
    found = defaultdict(set)
    for problem in json.loads(result.stdout)["problems"]:
        found[problem["file"], problem["record"]].add(problem["rule"])
    assert result.exit_code == (1 if found else 0)
    return found


def other_digit(text: str) -> str:
    """The text with its last digit changed."""
    at = max(n for n, c in enumerate(text) if c.isdigit())
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def test_a_copy_is_as_good_as_what_it_was_copied_from(copied):
    for kind in ("quotes", "facts"):
        Records(copied, kind).write()
    assert problems_of(copied) == {}


@pytest.mark.parametrize("quote", TAMPERED)
@pytest.mark.parametrize("kind", ["word", "case", "digit", "mark"])
def test_tampering_with_a_quotation_turns_the_gate_red(copied, quote, kind):
    records = Records(copied, "quotes")
    file, record = records.find(quote)
    exact = str(record["exact"])
    record["exact"] = {
        "word": re.sub(r"\b[a-z]{4,}\b", lambda word: word[0] + "s", exact, count=1),
        "case": exact.swapcase(),
        "digit": other_digit(exact),
        "mark": re.sub("[,.;]", "!", exact, count=1) if re.search("[,.;]", exact) else exact + ".",
    }[kind]
    assert record["exact"] != exact
    records.write()
    assert "sealed" in problems_of(copied)[file, quote]


@pytest.mark.parametrize(("fact", "other"), TAMPERED.values(), ids=TAMPERED)
@pytest.mark.parametrize("kind", ["digit", "swapped", "unit", "hedge", "key"])
def test_tampering_with_a_fact_turns_the_gate_red(copied, fact, other, kind):
    records = Records(copied, "facts")
    file, record = records.find(fact)
    if kind == "digit":
        record["value"] = int(str(record["value"])[:-1] + str((int(str(record["value"])[-1]) + 1) % 10))
    elif kind == "swapped":
        peer = records.find(other)[1]
        assert peer["quote"] == record["quote"] and peer["value"] != record["value"]
        record["value"], peer["value"] = peer["value"], record["value"]
    elif kind == "unit":
        record["unit"] = records.find(other)[1]["unit"]
    elif kind == "hedge":
        record["qualifier"] = "under"
    else:
        record["read"] = record.pop("reads")
    records.write()
    problems = problems_of(copied)
    if kind == "key":
        assert "schema" in problems[file, f'fact "{fact}"']
    else:
        assert "reads-value" in problems[file, fact]
    if kind == "swapped":
        assert "reads-value" in problems[records.find(other)[0], other]


@pytest.mark.parametrize(
    ("file", "pattern", "new", "rule"),
    [
        ("quotes/china-daily-copy-2023.yaml", "3,666 km", "3,566 km", "sealed"),
        ("facts/dushanbe-2-chp.yaml", "value: 400", "value: 300", "reads-value"),
        ("facts/dushanbe-2-chp.yaml", "reads: 400 MW", "reads: 40 MW", "reads-in-quote"),
        ("facts/bishkek-osh-road.yaml", "unit: km", "unit: mi", "reads-value"),
        ("projects/cku-railway.yaml", "kind:", "knd:", "schema"),
        ("sources/asianews-2025-06-26.yaml", "words: .*", "words: 10", "quoted-share"),
        ("geometry/cku-railway.geojson", '"reference": "[a-z]', '"reference": "rumour-', "known-reference"),
    ],
)
def test_tampering_elsewhere_turns_the_gate_red(copied, file, pattern, new, rule):
    path = copied / file
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text), f"{pattern} is not in {file}"
    path.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")
    assert rule in {
        rule for (where, _), rules in problems_of(copied).items() if where == file for rule in rules
    }
