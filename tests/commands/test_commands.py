"""Commands: exit codes, JSON for machines, and wrong use."""

from __future__ import annotations

import pytest
from breaking import LETTER, QUOTES, change, read_json, run, validate
from data_set import write_data_set
from typer.testing import CliRunner

from geo.commands.commands import app, main


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
    assert run(*arguments).exit_code == 2


def test_a_text_is_described_as_its_record_has_it(tiny, texts):
    result = run("describe", str(texts / "letter.txt"))
    assert result.exit_code == 0
    assert result.output in (tiny / LETTER).read_text(encoding="utf-8")


def test_a_machine_can_read_what_verify_found(tiny, texts):
    change(tiny / QUOTES, "spur has", "spur had")
    code, problems = read_json(run("verify", "--texts", str(texts), "--data", str(tiny), "--json"))
    assert code == 1
    assert {problem["rule"] for problem in problems} == {"sealed", "verbatim"}
    assert {problem["record"] for problem in problems} == {"hg-tunnels"}
    assert all(set(p) == {"file", "record", "rule", "message", "remedy"} for p in problems)


def test_a_problem_is_listed_once(tiny, texts):
    (tiny / "projects" / "broken.yaml").write_text("id: [", encoding="utf-8")
    code, problems = read_json(run("verify", "--texts", str(texts), "--data", str(tiny), "--json"))
    assert code == 1
    assert [problem["file"] for problem in problems] == ["projects/broken.yaml"]


def test_imported_records_are_counted(tmp_path):
    settings = write_data_set(tmp_path / "set")
    assert validate(settings.data) == (
        0,
        "1 sources, 0 quotations, 0 facts, 0 projects, 0 features, 3 imported records: no problems.\n",
    )


def test_the_environment_names_the_folder_where_no_option_does(tiny):
    result = CliRunner().invoke(app, ["validate"], env={"CORRIDORS_DATA": str(tiny)})
    assert result.output.startswith("2 sources, 7 quotations")


def test_the_program_ends_with_its_exit_code(tiny):
    with pytest.raises(SystemExit) as ended:
        main(["validate", "--data", str(tiny)])
    assert ended.value.code == 0
    with pytest.raises(SystemExit) as ended:
        main(["validate", "--data", str(tiny / "nowhere")])
    assert ended.value.code == 1
