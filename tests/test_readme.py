"""What README says one can rely on is there: commands, options, exit codes, settings, targets, addresses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from streamlit.testing.v1 import AppTest
from tiny import write_tiny
from typer.testing import CliRunner

from geo.commands.commands import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROMISES = dict(
    re.findall(r"^\| ([\w`, -]+) \| (.+) \|$", README.split("## What you can rely on")[1], re.MULTILINE)
)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
IN_CODE = re.findall(r"`([^`]+)`", PROMISES["the command"])
USAGES = {usage.split()[0]: usage for usage in IN_CODE if usage.split()[0] in COMMANDS}


def options_of(command: str) -> dict[str, Any]:
    """A command's real options by name."""
    return {
        name: option
        for option in COMMANDS[command].params
        if option.param_type_name == "option"
        for name in option.opts
        if name != "--help"
    }


def run(*arguments: str, data: Path | None = None) -> Any:
    environment = {"CORRIDORS_DATA": str(data or ""), "CORRIDORS_SOURCES": ""}
    return CliRunner().invoke(app, [*arguments], env=environment)


def test_every_command_is_promised_and_no_other():
    not_there = re.search(r"Not there yet: the commands (.+)\.", README)
    missing = set(re.findall(r"`(\w+)`", not_there[1])) if not_there else set()
    assert set(USAGES) == set(COMMANDS)
    assert not missing & set(COMMANDS), "README says that they are not there yet"


@pytest.mark.parametrize("command", USAGES)
def test_a_command_has_the_options_that_are_promised(command):
    real = options_of(command)
    for optional, name, value in re.findall(r"(\[)?(--[\w-]+)(?: ([A-Z]+))?", USAGES[command]):
        assert name in real, f"{command} has no {name}"
        assert real[name].is_flag == (not value)
        assert real[name].required == (not optional)
    if not USAGES[command].endswith("…"):
        assert set(re.findall(r"--[\w-]+", USAGES[command])) == set(real)


def test_the_example_of_an_import_names_real_options():
    example = re.search(r"corridors import .+?```", README, re.DOTALL)
    assert example
    named = re.findall(r"--[\w-]+", example[0])
    assert named and set(named) <= set(options_of("import"))


def test_exit_codes_say_what_they_promise(tmp_path):
    assert re.match("0 good; 1 problems found, .+; 2 wrong use", PROMISES["exit codes"])
    data = write_tiny(tmp_path / "tiny")
    assert run("validate", data=data).exit_code == 0
    assert run("validate", "--no-such-option", data=data).exit_code == 2
    shutil.rmtree(data / "quotes")
    assert run("validate", data=data).exit_code == 1


def test_json_has_the_keys_that_are_promised(tmp_path):
    data = write_tiny(tmp_path / "tiny")
    shutil.rmtree(data / "quotes")
    told = json.loads(run("validate", "--json", data=data).output)
    promised = re.findall(r'"(\w+)"', PROMISES["`--json`"].split(";")[0])
    assert promised == ["problems", *told["problems"][0]]

    ports = tmp_path / "ports.geojson"
    point = {"type": "Point", "coordinates": [50.2, 200.0]}
    features = [{"type": "Feature", "properties": {"name": "Aktau"}, "geometry": point}]
    ports.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    about = ("--source-title", "Ports", "--licence", "CC0", "--published", "2024-06", "--name-field", "name")
    done = run("import", str(ports), "--into", str(tmp_path / "ports"), *about, "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1 and told["remarks"], done.output
    promised = re.findall(r'"(\w+)"', PROMISES["`--json`"].split(";")[1])
    assert promised == [*told, *told["remarks"][0]]


def test_settings_are_those_that_the_code_reads():
    read = set(re.findall(r"CORRIDORS_\w+", (ROOT / "geo" / "settings.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"CORRIDORS_\w+", README)) == read


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_targets_are_in_the_makefile(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|=\S+ )make (?:[A-Z]+=\S+ )?([a-z]+)", text, re.MULTILINE))
    assert named and named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_the_port_is_the_one_that_is_promised():
    promised = re.search(r"`PORT`, default (\d+)", PROMISES["run, test, measure"])
    assert promised and f"PORT ?= {promised[1]}\n" in MAKEFILE


ADDRESS = {
    "project": "northern-spur",
    "fact": "spur-length-hg",
    "country": "KZ,KG",
    "kind": "railway,gas-pipeline",
    "status": "construction,not-stated",
    "source": "harbour-gazette,letter",
    "q": "spur",
    "as_of": "2024-12-31",
}


def test_every_parameter_of_an_address_is_known_to_the_page(tmp_path, monkeypatch):
    promised = re.findall(r"`(\w+)=", PROMISES["addresses"])
    assert set(promised) == {*ADDRESS, "place"}
    monkeypatch.setenv("CORRIDORS_DATA", str(write_tiny(tmp_path / "tiny")))
    monkeypatch.delenv("CORRIDORS_SOURCES", raising=False)

    def warnings_at(address: dict[str, str]) -> list[str]:
        page = AppTest.from_file(str(ROOT / "geo" / "page" / "screen.py"), default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        assert not page.run().exception
        return [str(warning.value) for warning in page.warning]

    assert warnings_at(ADDRESS) == []
    assert warnings_at({"place": "KZ"}) == []
    assert warnings_at({"colour": "red"}) != []
