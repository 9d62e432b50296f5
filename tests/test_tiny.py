"""The tiny atlas is whole: every quotation is sealed and stands in its text."""

from __future__ import annotations

from tiny import HOME, write_tiny
from typer.testing import CliRunner

from geo.commands.commands import app


def test_sealing_anew_changes_nothing(tmp_path):
    data = write_tiny(tmp_path / "tiny")
    done = CliRunner().invoke(app, ["verify", "--data", str(data), "--texts", str(HOME / "texts"), "--seal"])
    assert done.exit_code == 0, done.output
    for file in (HOME / "data").rglob("*.yaml"):
        assert (data / file.relative_to(HOME / "data")).read_bytes() == file.read_bytes(), file
