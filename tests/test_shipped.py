"""Every shipped record is a test of its own; tampering with the shipped data turns the gate red."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import SHARED_TEXTS
from typer.testing import CliRunner

from geo.atlas import open_atlas
from geo.cli import app
from geo.settings import PROJECT_ROOT, read_settings

ATLAS = open_atlas(read_settings({}))
BY_RECORD = defaultdict(list)
for _problem in ATLAS.problems:
    BY_RECORD[_problem.record].append(str(_problem))
KINDS = ("sources", "quotes", "facts", "projects", "features")
RECORDS = [(kind, record.id) for kind in KINDS for record in getattr(ATLAS.archive, kind)]

SYSTEMS = ["cku-railway", "fergana-mountain-tunnel", "naryn-no1-tunnel", "koshtet-tunnel", "china-europe-railway-express-central-asia", "beijing-tashkent-freight-train", "lianyungang-logistics-base", "khorgos-border-cooperation-centre", "central-asia-china-gas-pipeline", "central-asia-china-gas-pipeline-line-d", "china-kazakhstan-gas-pipeline", "bishkek-osh-road", "bishkek-road-network", "irrigation-system-kyrgyzstan", "shymkent-refinery", "syr-darya-power-plant", "dushanbe-2-chp", "uzbek-pvc-complex", "olympic-city-tashkent", "tajikistan-parliament-government-buildings", "luban-workshop-tajikistan", "luban-workshop-kazakhstan", "luban-workshop-uzbekistan", "luban-workshop-kyrgyzstan", "luban-workshop-turkmenistan", "standards-centre-tashkent", "glacier-centre-dushanbe"]


@pytest.mark.parametrize("kind", KINDS)
def test_records_were_found(kind):
    assert len([record for record in RECORDS if record[0] == kind]) >= 5


@pytest.mark.parametrize(("kind", "record"), RECORDS)
def test_record_holds(kind, record):
    assert BY_RECORD[record] == []


def test_nothing_else_is_wrong():
    assert list(map(str, ATLAS.problems)) == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_drawn_and_cited(system):
    assert system in ATLAS.projects.index
    assert not ATLAS.projects.geometry[system].is_empty
    assert ATLAS.facts_on(f"project:{system}")


def test_a_proposal_is_never_counted_as_built():
    for system in ("standards-centre-tashkent", "glacier-centre-dushanbe"):
        assert ATLAS.projects.at[system, "status"] == "proposed"


@pytest.mark.texts
@pytest.mark.skipif(not SHARED_TEXTS.is_dir(), reason="the sources' full texts are not at hand")
def test_every_quotation_stands_in_its_text():
    result = CliRunner().invoke(app, ["verify", "--texts", str(SHARED_TEXTS)])
    assert result.exit_code == 0, result.output


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT_ROOT / "data", tmp_path / "data")
    shutil.copytree(PROJECT_ROOT / "seeds", tmp_path / "data" / "sources")
    return tmp_path / "data"


def tamper(folder: Path, file: str, pattern: str, new: str) -> str:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text), f"{pattern} is not in {file}"
    path.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")
    result = CliRunner().invoke(app, ["validate", "--data", str(folder)])
    assert result.exit_code == 1
    return result.output


PD, CD = "quotes/peoples-daily-2025-06-17.yaml", "quotes/china-daily-copy-2023.yaml"
TAMPERED = [
    (PD, "officially commenced", "officially began", "sealed"),
    (PD, "1,500 MW", "1,600 MW", "sealed"),
    (CD, "3,666 km", "3,566 km", "sealed"),
    ("facts/dushanbe-2-chp.yaml", "value: 400", "value: 300", "reads-value"),
    ("facts/dushanbe-2-chp.yaml", "reads: 400 MW", "reads: 40 MW", "reads-in-quote"),
    ("facts/dushanbe-2-chp.yaml", "attribute:", "atribute:", "schema"),
    ("facts/syr-darya-power-plant.yaml", "value: 1500", "value: 150", "reads-value"),
    ("facts/bishkek-osh-road.yaml", "unit: km", "unit: mi", "reads-value"),
    ("projects/cku-railway.yaml", "kind:", "knd:", "schema"),
]


@pytest.mark.parametrize(("file", "pattern", "new", "rule"), TAMPERED)
def test_tampering_turns_the_gate_red(copied, file, pattern, new, rule):
    output = tamper(copied, file, pattern, new)
    assert f"[{rule}]" in output
    assert file in output


def test_two_numbers_of_one_sentence_cannot_be_swapped(copied):
    path = copied / "facts" / "region-central-asia.yaml"
    text = path.read_text(encoding="utf-8")
    found = [
        f
        for f in ATLAS.facts_on("region:central-asia")
        if f.quote == "cd2023-confucius" or "confucius" in f.quote
    ]
    values = [f.value for f in found if isinstance(f.value, int)]
    assert len(values) >= 2, "the sentence on the Confucius institutes carries several numbers"
    first, second = values[:2]
    text = text.replace(f"value: {first}\n", "value: @\n", 1).replace(
        f"value: {second}\n", f"value: {first}\n", 1
    )
    path.write_text(text.replace("value: @\n", f"value: {second}\n"), encoding="utf-8")
    result = CliRunner().invoke(app, ["validate", "--data", str(copied)])
    assert result.exit_code == 1
    assert result.output.count("[reads-value]") >= 2
